package register

import (
	"fmt"
	"slices"

	"huce/forms"
)

// spouses are, of each home's two oldest adults of both sexes, one to the other.
func (w *adverse) spouses() map[string]string {
	out := map[string]string{}
	for _, p := range w.people(func(p string) bool { return w.born(p) < "1995" && w.value(p, "person.sex") == "女" }) {
		men := w.kin(p, func(q string) bool {
			return w.value(q, "person.sex") == "男" && w.born(q) < "1995" && out[q] == "" && near(w.born(p), w.born(q), 8)
		})
		if len(men) > 0 {
			out[p], out[men[0]] = men[0], p
		}
	}
	return out
}

func near(a, b string, years int) bool {
	var x, y int
	if n, _ := fmt.Sscan(a+" "+b, &x, &y); n != 2 {
		return false
	}
	return max(x-y, y-x) <= years
}

// wrongNumbers are errors in ID numbers and phones.
var wrongNumbers = []adversity{
	{name: "two digits of the ID number exchanged", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if id := c.Get(row, "person.id_no"); len(id) == 18 && w.some(.04) {
				b := []byte(id)
				i, k := 6+w.rng.IntN(11), 6+w.rng.IntN(11)
				b[i], b[k] = b[k], b[i]
				set(c, row, "person.id_no", string(b))
			}
		})
	}},
	{name: "a digit read wrong, the check digit reckoned anew", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if id := c.Get(row, "person.id_no"); validID(id) && w.some(.01) {
				b := []byte(id)
				i := 14 + w.rng.IntN(3)
				b[i] = '0' + (b[i]-'0'+2)%10
				set(c, row, "person.id_no", numberLike(string(b), id[6:14], int(b[14]-'0')*100+int(b[15]-'0')*10+int(b[16]-'0')))
			}
		})
	}, limits: limits{recall: .95}},
	{name: "another resident's ID number", do: func(w *adverse) {
		all := w.people(func(string) bool { return true })
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if w.some(.015) {
				set(c, row, "person.id_no", w.value(all[w.rng.IntN(len(all))], "person.id_no"))
			}
		})
	}},
	{name: "husband's and wife's ID numbers exchanged on a form", do: func(w *adverse) {
		of := w.spouses()
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if q := of[p]; q != "" && picked(s.File+w.truth.home[p], 12) {
				renumber(c, row, w.value(q, "person.id_no"))
			}
		})
	}},
	{name: "children under a parent's ID number and phone", do: func(w *adverse) {
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			parents := w.kin(p, func(q string) bool { return w.born(q) < "2000" && w.born(q) > "1970" })
			if w.born(p) >= "2008" && len(parents) > 0 && picked(s.File+p, 4) {
				set(c, row, "person.id_no", w.value(parents[0], "person.id_no"))
				set(c, row, "person.phone", w.value(parents[0], "person.phone"))
			}
		})
	}, limits: limits{phone: .93}},
	{name: "the dead's ID number on a relative's rows", do: func(w *adverse) {
		heir := map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.born(p) < "1950" }) {
			if kin := w.kin(p, func(q string) bool { return w.value(q, "person.sex") == w.value(p, "person.sex") && w.born(q) > "1950" }); len(kin) > 0 && w.some(.5) {
				heir[kin[0]] = p
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if dead := heir[p]; dead != "" && late(s) && picked(s.File+p, 2) {
				set(c, row, "person.id_no", w.value(dead, "person.id_no"))
			}
		})
	}},
	{name: "one phone for the whole family", do: func(w *adverse) {
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			old := w.kin(p, func(q string) bool { return w.born(q) < "1985" })
			if len(old) > 0 && picked(s.File+w.truth.home[p], 2) {
				set(c, row, "person.phone", w.value(old[0], "person.phone"))
			}
		})
	}, limits: limits{phone: .72}},
	{name: "the agent's phone on every row of some forms", do: func(w *adverse) {
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if picked(s.File, 4) {
				set(c, row, "person.phone", "19912345678")
			}
		})
	}},
	{name: "passports and permits in place of ID numbers", do: func(w *adverse) {
		papers := map[string]string{}
		for i, p := range w.people(func(p string) bool { return w.born(p) < "2000" }) {
			switch i % 24 {
			case 0:
				papers[p] = fmt.Sprintf("E%08d", 10000000+w.rng.IntN(9e7))
			case 8:
				papers[p] = fmt.Sprintf("H%08d", 10000000+w.rng.IntN(9e7))
			case 16:
				papers[p] = fmt.Sprintf("CHN%012d", w.rng.IntN(1e12))
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if n := papers[p]; n != "" {
				set(c, row, "person.id_no", n)
			}
		})
		for p, n := range papers {
			w.truth.values[p]["person.id_no"] = n
		}
	}},
	{name: "ID numbers a line off through a whole form", do: func(w *adverse) {
		for i := range w.subs {
			for _, c := range w.subs[i].Claims {
				if f := c.Column("person.id_no"); f >= 0 && picked(w.subs[i].File, 12) && len(c.Rows) > 8 {
					c.Values[f] = append(c.Values[f][1:], c.Values[f][0])
					c.Shown[f] = append(c.Shown[f][1:], c.Shown[f][0])
				}
			}
		}
	}},
	{name: "a column of names sorted without the others", do: func(w *adverse) {
		for i := range w.subs {
			for _, c := range w.subs[i].Claims {
				if f := c.Column("person.name"); f >= 0 && picked(w.subs[i].File, 14) && len(c.Rows) > 8 {
					slices.Sort(c.Values[f])
					clear(c.Shown[f])
				}
			}
		}
	}, limits: limits{recall: .4, questions: 450, split: .5, answered: .95}}, // the import stops before (office's TestMisplacedNumbers)
}

// picked is the same share of texts in every run: one in n.
func picked(text string, n uint64) bool { return joinText(77, text)%n == 0 }
