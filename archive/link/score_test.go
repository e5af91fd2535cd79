package link

import (
	"fmt"
	"testing"
	"time"
)

// judged are the figures of a result against the truth.
type judged struct {
	precision, recall float64 // pairs of rows, automatic ones
	wrongRows         int     // rows that stand with a person they don't belong to
	mixed             int     // entities of rows of several people
	people            int     // of the truth
	split             int     // people whose settled rows stand in several entities
	questions         float64 // per 1,000 rows
}

func (j judged) String() string {
	return fmt.Sprintf("P %.5f R %.4f wrong rows %d mixed %d split %d/%d (%.2f%%) questions %.1f/1000",
		j.precision, j.recall, j.wrongRows, j.mixed, j.split, j.people, 100*float64(j.split)/float64(j.people), j.questions)
}

func judge(truth []string, r *Result) judged {
	type cell struct {
		entity int32
		person string
	}
	cells := map[cell]int{}
	settled := map[cell]bool{}
	people := map[string]int{}
	for rec, p := range truth {
		people[p]++
		if r.Status[rec] == Review {
			continue
		}
		settled[cell{r.Entity[rec], p}] = true
		cells[cell{r.Entity[rec], p}]++
	}
	size, most, kinds := map[int32]int{}, map[int32]int{}, map[int32]int{}
	right := 0
	for c, n := range cells {
		size[c.entity] += n
		most[c.entity] = max(most[c.entity], n)
		kinds[c.entity]++
		right += n * (n - 1) / 2
	}
	j := judged{people: len(people)}
	said, true_ := 0, 0
	for e, n := range size {
		said += n * (n - 1) / 2
		j.wrongRows += n - most[e]
		if kinds[e] > 1 {
			j.mixed++
		}
	}
	for _, n := range people {
		true_ += n * (n - 1) / 2
	}
	homes := map[string]int{}
	for c := range settled {
		homes[c.person]++
	}
	for _, n := range homes {
		if n > 1 {
			j.split++
		}
	}
	j.precision, j.recall = float64(right)/float64(max(said, 1)), float64(right)/float64(true_)
	j.questions = 1000 * float64(len(r.Open)) / float64(len(truth))
	return j
}

// answer gives the rules of someone who knows the truth.
func answer(truth []string, open []Pair, rules *Rules) {
	for _, p := range open {
		if truth[p.A] == truth[p.B] {
			rules.Same = append(rules.Same, [2]int32{p.A, p.B})
		} else {
			rules.Different = append(rules.Different, [2]int32{p.A, p.B})
		}
	}
}

func TestCommunity(t *testing.T) {
	c := loadCommunity(t)
	m := Residents(pinyin)
	start := time.Now()
	r := Link(c.records, Rules{}, m, 2)
	t.Logf("%v %+v", time.Since(start), r.Stats)
	t.Log(judge(c.person, r))
	gates := map[string][2]int{}
	for _, p := range r.Open {
		g := gates[p.Gate]
		if c.person[p.A] == c.person[p.B] {
			g[0]++
		} else {
			g[1]++
		}
		gates[p.Gate] = g
	}
	for g, n := range gates {
		t.Logf("  %-22s same %d different %d", g, n[0], n[1])
	}
	var rules Rules
	answer(c.person, r.Open, &rules)
	r2 := Link(c.records, rules, m, 2)
	t.Log("answered once:", judge(c.person, r2))
}
