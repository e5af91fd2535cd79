package register

import "testing"

func debugCommunity(t *testing.T, r *Register, tr *truth) {
	noTruth, seen := 0, map[string]bool{}
	for _, l := range r.Links {
		if p := tr.person(r, l.Row); p == "" {
			noTruth++
			t.Log("no truth:", r.Submissions[l.Row.Sub].File, r.Submissions[l.Row.Sub].Claims[l.Row.Sheet].Rows[l.Row.Row])
		} else {
			seen[p] = true
		}
	}
	for p := range tr.home {
		if !seen[p] {
			t.Log("never linked:", p, tr.values[p])
		}
	}
	auto := map[pairOf]int{}
	for _, l := range r.Links {
		if p := tr.person(r, l.Row); p != "" && l.Status != Review {
			auto[pairOf{l.Person, p}]++
		}
	}
	by := map[int][]string{}
	in := map[string][]int{}
	for c := range auto {
		by[c.person] = append(by[c.person], c.truth)
		in[c.truth] = append(in[c.truth], c.person)
	}
	owner := map[int]string{}
	for p, who := range by {
		owner[p] = who[0]
		if len(who) > 1 {
			t.Log("MIXED", r.People[p].ID, who)
			for _, l := range r.Links {
				if l.Person == p {
					c := r.Submissions[l.Row.Sub].Claims[l.Row.Sheet]
					t.Log("   ", tr.person(r, l.Row), l.Status, l.Weight, r.Submissions[l.Row.Sub].File, c.Rows[l.Row.Row], c.Get(int(l.Row.Row), "person.name"), c.Get(int(l.Row.Row), "household.head_name"), c.Get(int(l.Row.Row), "person.id_no"), c.Get(int(l.Row.Row), "person.birth"))
				}
			}
		}
	}
	for p, es := range in {
		if len(es) > 1 {
			t.Log("SPLIT", p, tr.values[p])
			for _, e := range es {
				t.Log("    ", len(r.People[e].Rows), r.People[e].Value("person.name"), r.People[e].Value("person.id_no"), r.People[e].Value("person.birth"), r.People[e].Value("person.phone"), r.People[e].Value("person.residence_address"))
			}
		}
	}
	for p, es := range in {
		for _, f := range scored {
			want := tr.values[p][f]
			if got := r.People[es[0]].Value(f); want != "" && got != want && tr.known[p][f] {
				t.Logf("VALUE %s %s %s: want %q got %q", p, tr.values[p]["person.name"], f, want, got)
				for _, s := range r.People[es[0]].Values {
					if s.Field == f {
						t.Log("     ", s.Reason, len(s.Sources), s.Sources[0].Shown)
						for _, x := range s.Rivals {
							t.Log("        rival", x.Value, len(x.Sources))
						}
					}
				}
			}
		}
	}
	for _, q := range r.Questions {
		a, b := r.People[q.Person], ""
		if q.Other >= 0 {
			b = r.People[q.Other].Value("person.name")
		}
		vals := ""
		for _, v := range q.Values {
			vals += " " + v.Value
		}
		t.Log("Q", q.Kind, q.Gate, q.Weight, a.Value("person.name"), b, tr.answers[q.A] == tr.answers[q.B], q.Field, vals)
	}
	for _, ref := range r.Unplaced {
		c := r.Submissions[ref.Sub].Claims[ref.Sheet]
		t.Log("UNPLACED", tr.person(r, ref), r.Submissions[ref.Sub].File, c.Rows[ref.Row], c.Get(int(ref.Row), "person.name"), c.Get(int(ref.Row), "household.head_name"))
	}
}
