package register

import (
	"cmp"
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// ocr are digits and characters that a scanner takes for one another.
var ocr = map[rune]rune{
	'0': '8', '8': '0', '1': '7', '7': '1', '5': '6', '6': '5', '3': '9', '9': '3',
	'王': '玉', '玉': '王', '李': '季', '刘': '列', '陈': '阵', '张': '弘', '杨': '扬', '华': '毕', '明': '朋', '丽': '丽', '军': '车', '伟': '佛',
	'芳': '方', '娟': '捐', '国': '团', '平': '乎', '英': '莫', '桂': '挂', '建': '健', '红': '江', '玲': '珍', '文': '又', '金': '全', '海': '诲',
}

func (w *adverse) scan(s string, share float64) string {
	out := []rune(s)
	for i, r := range out {
		if o, ok := ocr[r]; ok && w.some(share) {
			out[i] = o
		}
	}
	return string(out)
}

// slips are errors of the hand and of machines in single rows.
var slips = []adversity{
	{name: "a scanner's slips in names and numbers", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if w.some(.08) {
				set(c, row, "person.name", w.scan(c.Get(row, "person.name"), .4))
				set(c, row, "person.id_no", w.scan(c.Get(row, "person.id_no"), .06))
				set(c, row, "person.phone", w.scan(c.Get(row, "person.phone"), .1))
			}
		})
	}, limits: limits{recall: .955, phone: .915}},
	{name: "the neighbour's ID number, a line off", do: func(w *adverse) {
		in := w.neighbours()
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if near := in[w.building(p)]; w.some(.03) {
				set(c, row, "person.id_no", w.value(near[w.rng.IntN(len(near))], "person.id_no"))
			}
		})
	}},
	{name: "the head's name where the person's should be", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if head := c.Get(row, "household.head_name"); head != "" && w.some(.04) {
				set(c, row, "household.head_name", c.Get(row, "person.name"))
				set(c, row, "person.name", head)
			}
		})
	}, limits: limits{recall: .93, questions: 45, split: .035, answered: .98}},
	{name: "one phone for a whole building", do: func(w *adverse) {
		phone := map[string]string{}
		for b, people := range w.neighbours() {
			phone[b] = w.value(people[0], "person.phone")
		}
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if w.some(.4) {
				set(c, row, "person.phone", phone[w.building(p)])
			}
		})
	}},
	{name: "infants under a grandparent's number", do: func(w *adverse) {
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if w.born(p) < "2019" || !w.some(.5) {
				return
			}
			old := w.people(func(q string) bool { return w.truth.home[q] == w.truth.home[p] && w.born(q) < "1995" })
			if len(old) == 0 {
				return
			}
			set(c, row, "person.id_no", w.value(old[w.rng.IntN(len(old))], "person.id_no"))
			if w.some(.5) {
				set(c, row, "person.birth", "")
			}
		})
	}},
	{name: "wives under the husband's name", do: func(w *adverse) {
		husband := map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.value(p, "person.sex") == "女" && w.born(p) < "1985" }) {
			men := w.people(func(q string) bool {
				return w.truth.home[q] == w.truth.home[p] && w.value(q, "person.sex") == "男" && w.born(q) < "1985"
			})
			if len(men) > 0 {
				husband[p] = men[0]
			}
		}
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			says := c.Get(row, "person.id_no") + c.Get(row, "person.birth") + c.Get(row, "person.sex")
			if h := husband[p]; h != "" && says != "" && w.some(.06) { // with nothing of her own, it is his row to whoever reads it
				set(c, row, "person.name", w.value(h, "person.name"))
				if c.Get(row, "person.birth") != "" && w.some(.3) {
					set(c, row, "person.id_no", w.value(h, "person.id_no"))
				}
			}
		})
	}, limits: limits{recall: .96}},
	{name: "cousins of one name in one building", do: func(w *adverse) {
		name := map[string]string{}
		for _, people := range w.neighbours() {
			slices.SortFunc(people, func(p, q string) int {
				return cmp.Or(cmp.Compare(w.value(p, "person.sex"), w.value(q, "person.sex")), cmp.Compare(w.value(p, "person.birth"), w.value(q, "person.birth")))
			})
			for i := 1; i < len(people); i += 4 {
				if w.truth.home[people[i]] != w.truth.home[people[i-1]] {
					name[people[i]] = w.value(people[i-1], "person.name")
				}
			}
		}
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if n := name[p]; n != "" {
				set(c, row, "person.name", n)
			}
			for q, n := range name {
				if w.truth.home[q] == w.truth.home[p] && c.Get(row, "household.head_name") == w.value(q, "person.name") {
					set(c, row, "household.head_name", n)
				}
			}
		})
		for p, n := range name {
			w.truth.values[p]["person.name"] = n
		}
	}},
	{name: "buildings numbered anew in July", do: func(w *adverse) {
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if s.AsOf.Month < 7 {
				return
			}
			for _, f := range []string{"person.residence_address", "household.address"} {
				if a := vocab.ParseAddress(c.Get(row, f)); a.Room != "" && a.Building != "" {
					a.Building += "0"
					set(c, row, f, a.String())
				}
			}
		})
		w.rewriteTruth(func(a vocab.Address) vocab.Address {
			a.Building += "0"
			return a
		})
	}},
	{name: "an estate by another name in a third of the files", do: func(w *adverse) {
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if !picked(s.File, 3) {
				return
			}
			for _, f := range []string{"person.residence_address", "household.address"} {
				if a := vocab.ParseAddress(c.Get(row, f)); a.Room != "" && a.Estate != "" {
					a.Estate = "老" + string([]rune(a.Estate)[:1]) + "厂宿舍"
					set(c, row, f, a.String())
				}
			}
		})
	}, limits: limits{address: .001}}, // which of two names is the estate's own, nobody can tell
	{name: "homes that move in summer", do: func(w *adverse) {
		moves, to := map[string]bool{}, map[string]string{}
		homes := []string{}
		for _, p := range w.people(func(string) bool { return true }) {
			if h := w.truth.home[p]; !slices.Contains(homes, h) {
				homes = append(homes, h)
				moves[h] = w.some(.2)
			}
		}
		for i, h := range homes {
			if moves[h] {
				to[h] = "新苑小区" + strings.Repeat("1", 1+i%2) + "号楼" + string(rune('1'+i%4)) + "单元" + string(rune('1'+i%9)) + "0" + string(rune('1'+i%3)) + "室"
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if a := to[w.truth.home[p]]; a != "" && s.AsOf.Month >= 7 {
				set(c, row, "person.residence_address", a)
				set(c, row, "household.address", a)
			}
		})
		for p := range w.truth.values {
			if a := to[w.truth.home[p]]; a != "" {
				w.truth.values[p]["person.residence_address"] = a
			}
		}
	}},
	{name: "ID numbers filled down a few rows", do: func(w *adverse) {
		for i := range w.subs {
			for _, c := range w.subs[i].Claims {
				f := c.Column("person.id_no")
				if f < 0 || !w.some(.3) {
					continue
				}
				for row := 1; row < len(c.Rows); row++ {
					if w.some(.05) {
						for k := row; k < min(row+4, len(c.Rows)); k++ {
							c.Values[f][k], c.Shown[f][k] = c.Values[f][row-1], ""
						}
					}
				}
			}
		}
	}},
	{name: "births of a brother or a sister", do: func(w *adverse) {
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if !w.some(.04) {
				return
			}
			kin := w.people(func(q string) bool { return q != p && w.truth.home[q] == w.truth.home[p] })
			if len(kin) > 0 {
				set(c, row, "person.birth", w.value(kin[w.rng.IntN(len(kin))], "person.birth"))
			}
		})
	}, limits: limits{recall: .92, questions: 42, split: .06, answered: .96}},
}
