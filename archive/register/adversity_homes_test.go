package register

import (
	"strconv"

	"huce/forms"
	"huce/forms/vocab"
)

// spread gives estates of one building several: of each unit's homes its own.
func (w *adverse) spread() {
	to := func(p string) func(a vocab.Address) vocab.Address {
		unit := vocab.ParseAddress(w.value(p, "person.residence_address")).Unit
		return func(a vocab.Address) vocab.Address {
			if unit != "" {
				a.Building = unit
			}
			return a
		}
	}
	w.each(func(p string, _ *Submission, c *forms.Claims, row int) { rewrite(c, row, to(p)) })
	for p, v := range w.truth.values {
		if a := vocab.ParseAddress(v["person.residence_address"]); a.Room != "" && a.Building != "" {
			v["person.residence_address"] = to(p)(a).String()
		}
	}
}

// wrongHomes are changes of addresses and homes that some forms know of.
var wrongHomes = []adversity{
	{name: "buildings of other numbers and units since July", do: func(w *adverse) {
		w.spread()
		to := func(a vocab.Address) vocab.Address {
			if n, err := strconv.Atoi(a.Building); err == nil && n%2 == 0 {
				a.Building, a.Unit = strconv.Itoa(n+20), map[string]string{"1": "东", "2": "中", "3": "西"}[a.Unit]
			}
			return a
		}
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if late(s) {
				rewrite(c, row, to)
			}
		})
		w.rewriteTruth(to)
	}},
	{name: "a building renumbered, known to half of the departments", do: func(w *adverse) {
		w.spread()
		to := func(a vocab.Address) vocab.Address {
			if n, err := strconv.Atoi(a.Building); err == nil && n%3 == 1 {
				a.Building = strconv.Itoa(n + 30)
			}
			return a
		}
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if s.AsOf.Month >= 4 && picked(s.Department, 2) {
				rewrite(c, row, to)
			}
		})
		w.rewriteTruth(to)
	}, limits: limits{address: .84}},
	{name: "two estates merged under one name since July", do: func(w *adverse) {
		w.spread()
		estates := map[string]int{}
		for _, v := range w.truth.values {
			if a := vocab.ParseAddress(v["person.residence_address"]); a.Room != "" {
				estates[a.Estate]++
			}
		}
		first, second := "", ""
		for e, n := range estates {
			switch {
			case n > estates[first] || n == estates[first] && e < first:
				first, second = e, first
			case n > estates[second] || n == estates[second] && e < second:
				second = e
			}
		}
		to := func(a vocab.Address) vocab.Address {
			if n, err := strconv.Atoi(a.Building); err == nil && a.Estate == second {
				a.Estate, a.Building = first, strconv.Itoa(n+40)
			}
			return a
		}
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if late(s) {
				rewrite(c, row, to)
			}
		})
		w.rewriteTruth(to)
	}},
	{name: "homes with another head since July", do: func(w *adverse) {
		head := map[string]string{}
		for _, h := range w.homes() {
			var adults []string
			adults = append(adults, w.people(func(p string) bool { return w.truth.home[p] == h && w.born(p) < "1998" })...)
			if len(adults) > 1 && picked(h, 3) {
				head[h] = adults[len(adults)-1]
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			q := head[w.truth.home[p]]
			if q == "" || !late(s) || c.Get(row, "person.name") == "" { // a row that names the head alone speaks of that one
				return
			}
			set(c, row, "household.head_name", w.value(q, "person.name"))
			set(c, row, "household.head_id", w.value(q, "person.id_no"))
			set(c, row, "household.head_phone", w.value(q, "person.phone"))
			switch {
			case p == q:
				set(c, row, "person.relation", "户主")
			case selves[c.Get(row, "person.relation")]:
				set(c, row, "person.relation", "父亲")
			}
		})
	}},
	{name: "grown children moved out, known to half of the departments", do: func(w *adverse) {
		to := map[string]string{}
		for i, p := range w.people(func(p string) bool { return w.born(p) > "1985" && w.born(p) < "2003" }) {
			if old := w.kin(p, func(q string) bool { return w.born(q) < "1975" }); len(old) > 0 && i%4 == 0 {
				to[p] = "新苑小区" + strconv.Itoa(1+i%5) + "号楼" + strconv.Itoa(1+i%3) + "单元" + strconv.Itoa(1+i%11) + "0" + strconv.Itoa(1+i%4) + "室"
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if a := to[p]; a != "" && s.AsOf.Month >= 5 && picked(s.Department, 2) {
				for _, f := range addresses {
					set(c, row, f, a)
				}
				set(c, row, "person.relation", "户主")
				set(c, row, "household.head_name", w.value(p, "person.name"))
				set(c, row, "household.head_id", w.value(p, "person.id_no"))
			}
		})
		for p, a := range to {
			w.truth.values[p]["person.residence_address"], w.truth.home[p] = a, a
		}
	}, limits: limits{homes: .94, address: .955}},
}
