package register

import (
	"fmt"
	"testing"
)

// reviewed answers every question of who is who by the truth, and those that come of
// the answers, until none is left. It gives the figures then and how many were answered.
func reviewed(t testing.TB, subs []Submission, truth *truth) (figures, int) {
	t.Helper()
	m, decisions := NewMaker(Options{}), []Decision(nil)
	for {
		r, err := m.Make(subs, decisions)
		if err != nil {
			t.Fatal(err)
		}
		more := answered(r, truth)
		if len(more) == 0 {
			return score(r, truth), len(decisions)
		}
		for _, d := range more {
			d.No = uint64(len(decisions) + 1)
			decisions = append(decisions, d)
		}
		if len(decisions) > len(r.Links) {
			t.Fatal("the same is asked again and again")
		}
	}
}

// With a reviewer who is always right, nearly all rows of a person come together and
// nobody else's: on cn_dev and on communities of the generator.
func TestPerfectReviewer(t *testing.T) {
	type community struct {
		name string
		load func(t *testing.T) ([]Submission, *truth)
	}
	all := []community{{"cn_dev", func(t *testing.T) ([]Submission, *truth) { return loadMade(t) }}}
	for _, seed := range communities(t) {
		all = append(all, community{fmt.Sprint("seed ", seed), func(t *testing.T) ([]Submission, *truth) { return loadFiles(t, invented(t, 150, seed)) }})
	}
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			subs, truth := c.load(t)
			f, answers := reviewed(t, subs, truth)
			f1 := 2 * f.precision * f.recall / (f.precision + f.recall)
			t.Logf("F1 %.5f after %d answers, %.1f per 1,000 rows\n%v", f1, answers, 1000*float64(answers)/float64(f.rows), f)
			if f1 < .995 {
				t.Errorf("F1 is %.5f, must be at least .995", f1)
			}
			if f.asked > 0 {
				t.Errorf("%d questions are left", f.asked)
			}
		})
	}
}
