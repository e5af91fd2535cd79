package register

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// titled is true of forms whose title or file has one of some words.
func titled(s *Submission, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s.Title+s.File, w) })
}

// sorted puts a column of a share of the forms in order, and leaves the others as they
// stand.
func (w *adverse) sorted(field string, n uint64) {
	for i := range w.subs {
		for _, c := range w.subs[i].Claims {
			if f := c.Column(field); f >= 0 && picked(w.subs[i].File, n) && len(c.Rows) > 8 {
				slices.Sort(c.Values[f])
				clear(c.Shown[f])
			}
		}
	}
}

// realCommunities are what a community has of its own: numbers issued anew, relatives'
// phones, lists that name another than the one they are about.
var realCommunities = []adversity{
	{name: "numbers that the police issued anew in July", do: func(w *adverse) {
		anew := map[string]string{}
		for i, p := range w.people(func(p string) bool { return w.born(p) < "2005" && len(w.value(p, "person.id_no")) == 18 }) {
			if id := w.value(p, "person.id_no"); i%50 == 7 {
				n := int(id[14]-'0')*100 + int(id[15]-'0')*10 + int(id[16]-'0')
				anew[p] = numberLike(id, w.value(p, "person.birth"), n+20)
			}
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if n := anew[p]; n != "" && late(s) {
				renumber(c, row, n)
			}
		})
		for p, n := range anew {
			w.truth.values[p]["person.id_no"] = n
		}
	}, limits: limits{id: .98}},
	{name: "couples of one surname with each other's phone", do: func(w *adverse) {
		spouse, name := w.spouses(), map[string]string{}
		for p, q := range spouse {
			if w.value(p, "person.sex") == "女" {
				surname, _ := utf8.DecodeRuneInString(w.value(q, "person.name"))
				_, size := utf8.DecodeRuneInString(w.value(p, "person.name"))
				name[p] = string(surname) + w.value(p, "person.name")[size:]
			}
		}
		w.rename(name, func(string, *Submission) bool { return true })
		for p, n := range name {
			w.truth.values[p]["person.name"] = n
		}
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if q := spouse[p]; q != "" && w.some(.3) {
				set(c, row, "person.phone", w.value(q, "person.phone"))
			}
		})
	}, limits: limits{phone: .84}},
	{name: "a relative's phone in three homes", do: func(w *adverse) {
		phone := map[string]string{}
		for i, h := range w.homes() {
			if i%3 != 0 {
				phone[h] = phone[w.homes()[i-1]]
				continue
			}
			if people := w.people(func(p string) bool { return w.truth.home[p] == h && w.value(p, "person.phone") != "" }); len(people) > 0 {
				phone[h] = w.value(people[0], "person.phone")
			}
		}
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if n := phone[w.truth.home[p]]; n != "" && w.some(.3) {
				set(c, row, "person.phone", n)
			}
		})
	}, limits: limits{phone: .85}},
	{name: "school lists under a parent's number, the parent's phone", do: func(w *adverse) {
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if w.born(p) < "2008" || !titled(s, "教育", "学", "儿童", "儿", "疫苗", "接种", "医疗") {
				return
			}
			if old := w.kin(p, func(q string) bool { return w.born(q) < "1998" && w.born(q) > "1965" }); len(old) > 0 {
				set(c, row, "person.id_no", w.value(old[0], "person.id_no"))
				set(c, row, "person.phone", w.value(old[0], "person.phone"))
			}
		})
	}, limits: limits{phone: .88}},
	{name: "school lists with the parent's name, the child's number", do: func(w *adverse) {
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if w.born(p) < "2008" || !titled(s, "教育", "学", "儿童", "医疗") || !w.some(.3) {
				return
			}
			if old := w.kin(p, func(q string) bool { return w.born(q) < "1998" && w.born(q) > "1965" }); len(old) > 0 {
				set(c, row, "person.name", w.value(old[0], "person.name"))
				set(c, row, "person.phone", w.value(old[0], "person.phone"))
			}
		})
	}, limits: limits{recall: .93, questions: 50}},
	{name: "tenants under the landlord's name", do: func(w *adverse) {
		adults := w.people(func(p string) bool { return w.born(p) < "1985" })
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if titled(s, "流动人口", "出租", "参保", "劳动力") && picked(p, 8) {
				q := adults[int(joinText(5, w.truth.home[p])%uint64(len(adults)))]
				set(c, row, "person.name", w.value(q, "person.name"))
				set(c, row, "person.phone", w.value(q, "person.phone"))
			}
		})
	}, limits: limits{recall: .9, questions: 40, answered: .98, left: 13, name: .985}},
	{name: "a column of phones sorted without the others", do: func(w *adverse) { w.sorted("person.phone", 6) }},
	{name: "a column of addresses sorted without the others", do: func(w *adverse) { w.sorted("person.residence_address", 8) }, limits: limits{recall: .96, questions: 75, address: .49, split: .055}},       // so too
	{name: "a column of births sorted without the others", do: func(w *adverse) { w.sorted("person.birth", 10) }, limits: limits{recall: .55, questions: 230, split: .33, answered: .77, left: 55, id: .98}}, // the import stops before (office's TestMisplacedNumbers)
	{name: "households numbered anew in every form", do: func(w *adverse) {
		for i := range w.subs {
			for _, c := range w.subs[i].Claims {
				for row := range c.Rows {
					set(c, row, "household.no", fmt.Sprint("AN", (row/3+7*i)%40))
				}
			}
		}
	}},
	{name: "the former name behind the name", do: func(w *adverse) {
		for i, p := range w.people(func(p string) bool { return w.born(p) < "2000" }) {
			if i%20 != 3 {
				continue
			}
			surname, _ := utf8.DecodeRuneInString(w.value(p, "person.name"))
			was := string(surname) + []string{"来娣", "卫红", "根生", "跃进", "招弟"}[i/20%5]
			w.rename(map[string]string{p: was}, func(_ string, s *Submission) bool { return s.AsOf.Month < 4 })
			w.rename(map[string]string{p: w.value(p, "person.name") + "（曾用名" + was + "）"}, func(_ string, s *Submission) bool { return s.AsOf.Month >= 4 && picked(s.File, 3) })
		}
	}, limits: limits{recall: .96, name: .965}},
	{name: "brothers born on one day, number after number, each other's phone", do: func(w *adverse) {
		name, id, birth, twin := map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.born(p) > "1960" && len(w.value(p, "person.id_no")) == 18 }) {
			kin := w.kin(p, func(q string) bool {
				return q > p && twin[q] == "" && near(w.born(p), w.born(q), 12) && w.value(q, "person.sex") == w.value(p, "person.sex")
			})
			if twin[p] != "" || len(kin) == 0 {
				continue
			}
			q, own := kin[0], w.value(p, "person.id_no")
			n := int(own[14]-'0')*100 + int(own[15]-'0')*10 + int(own[16]-'0')
			name[q], birth[q], id[q] = unlike(w.value(p, "person.name")), w.value(p, "person.birth"), numberLike(own, w.value(p, "person.birth"), n+2)
			twin[p], twin[q] = q, p
		}
		w.become(name, id, birth)
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if q := twin[p]; q != "" && w.some(.3) {
				set(c, row, "person.phone", w.value(q, "person.phone"))
			}
			if q := twin[p]; q != "" && w.some(.05) {
				renumber(c, row, w.value(q, "person.id_no"))
			}
		})
	}, limits: limits{phone: .94}},
	{name: "a slip in the number and in the name of one row", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			id, name := []byte(c.Get(row, "person.id_no")), []rune(c.Get(row, "person.name"))
			if len(id) == 18 && len(name) > 1 && w.some(.03) {
				id[6+w.rng.IntN(11)] = byte('0' + w.rng.IntN(10))
				name[len(name)-1] = []rune("兴龙虎平安福")[w.rng.IntN(6)]
				set(c, row, "person.id_no", string(id))
				set(c, row, "person.name", string(name))
			}
		})
	}, limits: limits{recall: .91, questions: 45}},
	{name: "foreigners with a new passport and two spellings", do: func(w *adverse) {
		was, now := map[string]string{}, map[string]string{}
		latin := []string{"JOHN SMITH", "MARIA LOPEZ", "KIM MINSU", "NGUYEN VAN AN", "IVAN PETROV"}
		turned := []string{"SMITH JOHN", "LOPEZ MARIA", "MINSU KIM", "NGUYEN VANAN", "PETROV IVAN"}
		name, other := map[string]string{}, map[string]string{}
		for i, p := range w.people(func(p string) bool { return w.born(p) < "2000" }) {
			if i%60 == 11 {
				was[p], now[p] = fmt.Sprintf("E%08d", 10000000+w.rng.IntN(9e7)), fmt.Sprintf("E%08d", 10000000+w.rng.IntN(9e7))
				name[p], other[p] = latin[i/60%5], turned[i/60%5]
			}
		}
		w.rename(name, func(_ string, s *Submission) bool { return !picked(s.Department, 2) })
		w.rename(other, func(_ string, s *Submission) bool { return picked(s.Department, 2) })
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			switch {
			case now[p] != "" && late(s):
				set(c, row, "person.id_no", now[p])
			case was[p] != "":
				set(c, row, "person.id_no", was[p])
			}
		})
		for p := range name {
			w.truth.values[p]["person.id_no"], w.truth.values[p]["person.name"] = now[p], name[p]
		}
	}, limits: limits{id: .98}},
	{name: "two homes of a building exchanged on some forms", do: func(w *adverse) {
		homes, at := w.homes(), map[string]string{}
		for _, h := range homes {
			if people := w.people(func(p string) bool { return w.truth.home[p] == h }); len(people) > 0 {
				at[h] = w.value(people[0], "person.residence_address")
			}
		}
		to := map[string]string{}
		for i := 0; i+1 < len(homes); i += 10 {
			to[homes[i]], to[homes[i+1]] = at[homes[i+1]], at[homes[i]]
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if a := to[w.truth.home[p]]; a != "" && picked(s.File, 4) {
				for _, f := range addresses {
					set(c, row, f, a)
				}
			}
		})
	}, limits: limits{questions: 30, homes: .97, address: .82}},
	{name: "the dead listed with the phone and name of the widow", do: func(w *adverse) {
		spouse := w.spouses()
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			says := c.Get(row, "person.id_no") + c.Get(row, "person.birth") // with nothing of his own, it is her row to whoever reads it
			if q := spouse[p]; q != "" && says != "" && w.value(p, "person.sex") == "男" && picked(p, 6) && late(s) && w.some(.5) {
				set(c, row, "person.phone", w.value(q, "person.phone"))
				set(c, row, "person.name", w.value(q, "person.name"))
			}
		})
	}, limits: limits{recall: .96}},
}
