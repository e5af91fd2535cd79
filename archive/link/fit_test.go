package link

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestFitNames writes names.csv, the shares of characters in the names of
// linkdata/cn_dev_persons.csv.gz (invented people whose names follow public
// counts), when HUCE_FIT=1. Characters seen fewer than three times are left out.
func TestFitNames(t *testing.T) {
	if os.Getenv("HUCE_FIT") == "" {
		t.Skip("set HUCE_FIT=1 to write names.csv anew")
	}
	c := loadCommunity(t)
	surname, given := map[rune]int{}, map[rune]int{}
	people, runes := 0, 0
	for _, n := range c.names {
		if strings.Contains(n, "·") {
			continue
		}
		people++
		first := surnameLen(n, int8(len([]rune(n))))
		for i, r := range []rune(n) {
			if int8(i) < first {
				surname[r]++
			} else {
				given[r]++
				runes++
			}
		}
	}
	all := map[rune]bool{}
	for r := range surname {
		all[r] = true
	}
	for r := range given {
		all[r] = true
	}
	var list []rune
	for r := range all {
		if surname[r]+given[r] >= 3 {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b rune) int {
		return cmp.Or(cmp.Compare(surname[b]+given[b], surname[a]+given[a]), cmp.Compare(a, b))
	})
	var b strings.Builder
	b.WriteString("char,surname,given\n")
	for _, r := range list {
		fmt.Fprintf(&b, "%c,%d,%d\n", r, surname[r]*1_000_000/people, given[r]*1_000_000/runes)
	}
	if err := os.WriteFile("names.csv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d characters of %d people", len(list), people)
}

// TestFitLevels prints the shares of each level among pairs of rows that are one
// person's and among random pairs, as counted in linkdata/cn_dev_rows.csv.gz when
// HUCE_FIT=1. residentLevels takes them over by hand, rounded towards caution; a
// coarse level (a birth without its day, an address without its unit) is counted
// among pairs as coarse.
func TestFitLevels(t *testing.T) {
	if os.Getenv("HUCE_FIT") == "" {
		t.Skip("set HUCE_FIT=1 to count levels")
	}
	c := loadCommunity(t)
	m := Residents(pinyin)
	tb := newTable(c.records, m, nil, 2)
	s := newScorer(tb)
	rng := rand.New(rand.NewPCG(1, 2))
	people := map[string][]int32{}
	var order []string
	for r, p := range c.person {
		if people[p] == nil {
			order = append(order, p)
		}
		people[p] = append(people[p], int32(r))
	}
	one := func() (int32, int32) {
		rows := people[order[rng.IntN(len(order))]]
		return rows[rng.IntN(len(rows))], rows[rng.IntN(len(rows))]
	}
	two := func() (int32, int32) { return rng.Int32N(int32(len(c.person))), rng.Int32N(int32(len(c.person))) }
	count := func(n int, pick func() (int32, int32), same bool) [][16]int {
		counts := make([][16]int, len(m.Fields))
		for range n {
			a, b := pick()
			if a == b || c.records.Sub[a] == c.records.Sub[b] || (c.person[a] == c.person[b]) != same {
				continue
			}
			s.left(tb.profileOf(a))
			s.right(tb.profileOf(b))
			for f := range m.Fields {
				s.level(f)
				counts[f][s.levels[f]]++
			}
		}
		return counts
	}
	mc, uc := count(1_000_000, one, true), count(8_000_000, two, false)
	for f, field := range m.Fields {
		mt, ut := 0, 0
		for l := range field.Levels {
			mt += mc[f][l]
			ut += uc[f][l]
		}
		for l, level := range field.Levels {
			t.Logf("%-8s %-10s m %.5f u %.7f  (%d / %d) now %.2g / %.2g", field.Name, level.Name,
				float64(mc[f][l])/float64(mt), float64(uc[f][l])/float64(ut), mc[f][l], uc[f][l], level.M, level.U)
		}
	}
}

// profileOf is what one record says.
func (t *table) profileOf(r int32) profile {
	p := make(profile, len(t.cols))
	for f, c := range t.cols {
		p[f] = c.at(r)
	}
	return p
}
