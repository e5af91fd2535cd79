package register

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// People are split and joined, in whatever way and however often: each decision taken
// back, in whatever order, leaves the register that there was before any of them.
func TestSplitAndRejoinLoseNothing(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 30, 12))
	m := NewMaker(Options{Threads: 2})
	before, err := m.Make(subs, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := written(before)
	var several [][]RowID // rows of people of whom more than one row speaks
	of := make([][]RowID, len(before.People))
	for _, l := range before.Links {
		of[l.Person] = append(of[l.Person], l.ID)
	}
	for _, rows := range of {
		if len(rows) > 1 {
			several = append(several, rows)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var decisions []Decision
		for no := range rapid.IntRange(1, 6).Draw(t, "decisions") {
			d := Decision{No: uint64(no + 1), When: fmt.Sprint(no), Kind: rapid.SampledFrom([]DecisionKind{Same, Different}).Draw(t, "kind")}
			rows := several[rapid.IntRange(0, len(several)-1).Draw(t, "person")]
			d.A = rows[rapid.IntRange(0, len(rows)-1).Draw(t, "a")]
			if rapid.Bool().Draw(t, "another") {
				rows = several[rapid.IntRange(0, len(several)-1).Draw(t, "other")]
			}
			if d.B = rows[rapid.IntRange(0, len(rows)-1).Draw(t, "b")]; d.A == d.B {
				continue
			}
			decisions = append(slices.Clone(decisions), d)
			r, err := m.Make(subs, decisions)
			if err != nil {
				t.Fatal(err)
			}
			who := map[RowID]int{}
			for _, l := range r.Links {
				who[l.ID] = l.Person
			}
			if together := who[d.A] == who[d.B]; d.Kind == Different && together {
				t.Fatalf("%v and %v were split and are one", d.A, d.B)
			}
		}
		for _, i := range rapid.Permutation(seq(len(decisions))).Draw(t, "taken back") {
			decisions = slices.Clone(decisions)
			decisions[i].Revoked = true
			if rapid.Bool().Draw(t, "seen between") {
				if _, err := m.Make(subs, decisions); err != nil {
					t.Fatal(err)
				}
			}
		}
		r, err := m.Make(subs, decisions)
		if err != nil {
			t.Fatal(err)
		}
		if got := written(r); got != plain {
			t.Fatalf("taken back, and yet:\n%s", firstDifference(plain, got))
		}
	})
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
