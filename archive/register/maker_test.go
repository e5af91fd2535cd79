package register

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever comes and goes in whatever order, a Maker makes what Build makes.
func TestMakerIsBuild(t *testing.T) {
	all, _ := loadFiles(t, invented(t, 30, 9))
	rapid.Check(t, func(t *rapid.T) {
		m := NewMaker(Options{Threads: 1 + rapid.IntRange(0, 1).Draw(t, "threads")})
		var subs []Submission
		var decisions []Decision
		var last *Register
		for step := range rapid.IntRange(2, 6).Draw(t, "steps") {
			switch act := rapid.SampledFrom([]string{"add", "add", "withdraw", "decide", "revoke", "correct"}).Draw(t, "act"); {
			case act == "add" || last == nil:
				for range rapid.IntRange(1, 8).Draw(t, "files") {
					s := all[rapid.IntRange(0, len(all)-1).Draw(t, "file")]
					if !slices.ContainsFunc(subs, func(x Submission) bool { return x.ID == s.ID }) {
						subs = append(slices.Clone(subs), s)
					}
				}
			case act == "withdraw" && len(subs) > 1:
				i := rapid.IntRange(0, len(subs)-1).Draw(t, "gone")
				subs = slices.Delete(slices.Clone(subs), i, i+1)
			case act == "correct":
				i := rapid.IntRange(0, len(subs)-1).Draw(t, "corrected")
				subs = slices.Clone(subs)
				subs[i] = correctedCopy(subs[i], step)
			case act == "decide" && len(last.Links) > 1:
				d := Decision{No: uint64(step + 1), When: fmt.Sprint(step)}
				a := last.Links[rapid.IntRange(0, len(last.Links)-1).Draw(t, "a")]
				b := last.Links[rapid.IntRange(0, len(last.Links)-1).Draw(t, "b")]
				if len(last.Questions) > 0 && rapid.Bool().Draw(t, "asked") {
					q := last.Questions[rapid.IntRange(0, len(last.Questions)-1).Draw(t, "question")]
					a.ID, b.ID = q.A, q.B
				}
				d.A, d.B, d.Kind = a.ID, b.ID, rapid.SampledFrom([]DecisionKind{Same, Different, Stands}).Draw(t, "kind")
				if d.Kind == Stands {
					d.B, d.Field, d.Value = RowID{}, "person.phone", fmt.Sprint("1990000", step)
				}
				decisions = append(slices.Clone(decisions), d)
			case act == "revoke" && len(decisions) > 0:
				decisions = slices.Clone(decisions)
				i := rapid.IntRange(0, len(decisions)-1).Draw(t, "revoked")
				decisions[i].Revoked = !decisions[i].Revoked
			}
			before := ""
			if last != nil {
				before = written(last)
			}
			next, err := m.Make(subs, decisions)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := Build(subs, decisions, Options{Threads: 2})
			if err != nil {
				t.Fatal(err)
			}
			if a, b := written(next), written(whole); a != b {
				t.Fatalf("the register made by steps is another:\n%s", firstDifference(a, b))
			}
			if last != nil && written(last) != before {
				t.Fatal("a register that was made has changed")
			}
			last = next
		}
	})
}

// correctedCopy is an import sent again with other phones, which takes the place of
// the first.
func correctedCopy(old Submission, step int) Submission {
	again := old
	again.ID, again.Corrects, again.Claims = fmt.Sprint(old.ID, "/", step), &old, nil
	for _, c := range old.Claims {
		d := *c
		d.Values, d.Shown = slices.Clone(c.Values), slices.Clone(c.Shown)
		if f := d.Column("person.phone"); f >= 0 {
			d.Values[f], d.Shown[f] = slices.Clone(d.Values[f]), slices.Clone(d.Shown[f])
			for r := range d.Rows {
				if r%5 == step%5 {
					d.Values[f][r], d.Shown[f][r] = fmt.Sprintf("1990001%04d", r), ""
				}
			}
		}
		again.Claims = append(again.Claims, &d)
	}
	return again
}
