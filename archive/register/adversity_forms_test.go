package register

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"huce/forms"
)

// surnames are surnames' characters of one sound, as an input method offers them.
var surnames = map[rune]rune{'张': '章', '李': '黎', '吴': '伍', '徐': '许', '许': '徐', '于': '余', '余': '俞', '江': '姜', '姜': '江', '何': '贺', '胡': '扈', '陆': '路', '袁': '元', '方': '房'}

// mothers are, of each child born since a year, the mother at home.
func (w *adverse) mothers(since string) map[string]string {
	out := map[string]string{}
	for _, p := range w.people(func(p string) bool { return w.born(p) >= since }) {
		if m := w.kin(p, func(q string) bool {
			return w.value(q, "person.sex") == "女" && w.born(q) > "1975" && w.born(q) < "2006"
		}); len(m) > 0 {
			out[p] = m[0]
		}
	}
	return out
}

// unlike is a name of another's generation: the same but for its last character.
func unlike(name string) string {
	r := []rune(name)
	for _, c := range "军民平辉斌" {
		if r[len(r)-1] != c {
			return string(r[:len(r)-1]) + string(c)
		}
	}
	return name
}

// wrongForms are errors that go through a form, or a part of one, and customs that
// give two people almost one name or one number.
var wrongForms = []adversity{
	{name: "ID numbers sorted apart from the names in a third of a file", do: func(w *adverse) {
		for i := range w.subs {
			for _, c := range w.subs[i].Claims {
				if f := c.Column("person.id_no"); f >= 0 && picked(w.subs[i].File, 8) && len(c.Rows) > 12 {
					from := len(c.Rows) / 3
					slices.Sort(c.Values[f][from : 2*from])
					clear(c.Shown[f][from : 2*from])
				}
			}
		}
	}},
	{name: "the village doctor's phone at forty homes", do: func(w *adverse) {
		doctor := w.people(func(p string) bool {
			return w.born(p) > "1960" && w.born(p) < "1985" && w.value(p, "person.phone") != ""
		})[0]
		homes := w.homes()
		treats := homes[:min(40, len(homes))]
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if _, is := slices.BinarySearch(treats, w.truth.home[p]); is && titled(s, "健康", "医疗", "儿童", "接种", "慢") {
				set(c, row, "person.phone", w.value(doctor, "person.phone"))
			}
		})
	}, limits: limits{phone: .85}},
	{name: "husbands' and wives' ID numbers exchanged through a whole form", do: func(w *adverse) {
		of := w.spouses()
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if q := of[p]; q != "" && picked(s.File, 9) {
				renumber(c, row, w.value(q, "person.id_no"))
			}
		})
	}},
	{name: "a house number used again after demolition", do: func(w *adverse) {
		homes, at := w.homes(), map[string]string{}
		for _, p := range w.people(func(string) bool { return true }) {
			at[w.truth.home[p]] = w.value(p, "person.residence_address")
		}
		to := map[string]string{}
		for i := 0; i+3 < len(homes); i += 6 {
			to[homes[i]] = "安置新村" + strconv.Itoa(1+i%7) + "号楼" + strconv.Itoa(1+i%3) + "单元" + strconv.Itoa(1+i/6) + "02室"
			to[homes[i+3]] = at[homes[i]]
		}
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if a := to[w.truth.home[p]]; a != "" && late(s) {
				for _, f := range addresses {
					set(c, row, f, a)
				}
			}
		})
		for p, h := range w.truth.home {
			if to[h] != "" {
				w.truth.values[p]["person.residence_address"] = to[h]
			}
		}
	}, limits: limits{address: .94}}, // one late form against five of before
	{name: "newborns under the mother's ID number and phone, the mother's name before their own", do: func(w *adverse) {
		was, mother := map[string]string{}, w.mothers("2020")
		for p, m := range mother {
			was[p] = w.value(m, "person.name") + "之" + map[bool]string{true: "子", false: "女"}[w.value(p, "person.sex") == "男"]
		}
		early := func(p string, s *Submission) bool { return !late(s) && picked(s.File+p, 2) }
		w.rename(was, early)
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if m := mother[p]; m != "" && early(p, s) {
				set(c, row, "person.id_no", w.value(m, "person.id_no"))
				set(c, row, "person.phone", w.value(m, "person.phone"))
			}
		})
	}, limits: limits{recall: .965, answered: .97}},
	{name: "newborn twins with neither name nor number, nor who is the elder", do: func(w *adverse) {
		name, id, birth := map[string]string{}, map[string]string{}, map[string]string{}
		was := map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.born(p) > "2012" && len(w.value(p, "person.id_no")) == 18 }) {
			twins := w.kin(p, func(q string) bool {
				return q > p && was[q] == "" && w.born(q) > "2008" && w.value(q, "person.sex") == w.value(p, "person.sex")
			})
			if was[p] != "" || len(twins) == 0 {
				continue
			}
			q, own := twins[0], w.value(p, "person.id_no")
			n, _ := strconv.Atoi(own[14:17])
			name[q], birth[q], id[q] = unlike(w.value(p, "person.name")), w.value(p, "person.birth"), numberLike(own, w.value(p, "person.birth"), n+2)
			was[p], was[q] = "未取名", "未取名"
		}
		w.become(name, id, birth)
		w.rename(was, func(p string, s *Submission) bool { return !late(s) && picked(s.File+p, 2) })
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if was[p] != "" {
				set(c, row, "person.relation", map[bool]string{true: "子", false: "女"}[w.value(p, "person.sex") == "男"])
				if c.Get(row, "person.name") == "未取名" {
					set(c, row, "person.id_no", "")
				}
			}
		})
	}, limits: limits{recall: .96, answered: .97, questions: 30, name: .98, id: .98}},
	{name: "cousins and brothers of one generation's name", do: func(w *adverse) {
		name := map[string]string{}
		for _, people := range w.neighbours() {
			slices.SortFunc(people, func(p, q string) int {
				return cmp.Or(cmp.Compare(w.value(p, "person.sex"), w.value(q, "person.sex")), cmp.Compare(w.value(p, "person.birth"), w.value(q, "person.birth")))
			})
			for i := 1; i < len(people); i += 3 {
				p, q := people[i-1], people[i]
				if w.value(p, "person.sex") == w.value(q, "person.sex") && utf8.RuneCountInString(w.value(p, "person.name")) == 3 {
					name[q] = unlike(w.value(p, "person.name"))
				}
			}
		}
		w.rename(name, func(string, *Submission) bool { return true })
		for q, n := range name {
			w.truth.values[q]["person.name"] = n
		}
	}},
	{name: "names typed by their sound", do: func(w *adverse) {
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if !picked(s.File, 5) || !w.some(.3) {
				return
			}
			r := []rune(c.Get(row, "person.name"))
			for i := range r {
				if o, ok := sounds[r[i]]; ok && i > 0 && w.some(.6) {
					r[i] = o
				} else if o, ok := surnames[r[i]]; ok && i == 0 && w.some(.3) {
					r[i] = o
				}
			}
			set(c, row, "person.name", string(r))
		})
	}},
	{name: "a form of five years ago sent again as of today", do: func(w *adverse) { w.resend(9) }, limits: limits{phone: .8, address: .8}},
	{name: "the grid officer as the head of every home on some forms", do: func(w *adverse) {
		officer := w.people(func(p string) bool { return w.born(p) > "1975" && w.born(p) < "1995" })[3]
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if picked(s.File, 5) && c.Get(row, "person.name") != "" && c.Get(row, "household.head_name") != c.Get(row, "person.name") {
				set(c, row, "household.head_name", w.value(officer, "person.name"))
				set(c, row, "household.head_phone", w.value(officer, "person.phone"))
			}
		})
	}},
}

// resend sends a share of the forms once more, as of the end of the year, with what was
// so five years before: other phones, other rooms, nobody born since.
func (w *adverse) resend(n uint64) {
	type row struct{ sub, sheet, row int32 }
	from := map[string][][]row{} // the copy's id → per sheet and row, whence
	before := w.truth.person
	moved := map[string]string{}
	for i, h := range w.homes() {
		if i%5 == 0 {
			moved[h] = "老街坊" + strconv.Itoa(1+i%4) + "号楼" + strconv.Itoa(1+i%3) + "单元" + strconv.Itoa(1+i%9) + "01室"
		}
	}
	for i := range len(w.subs) {
		s := w.subs[i]
		if !picked(s.File, n) || s.Unit != forms.UnitPerson {
			continue
		}
		s.ID, s.File, s.AsOf = s.ID+"old", "旧"+s.File, forms.NewDate(2026, 12, 20)
		var claims []*forms.Claims
		for k, c := range s.Claims {
			old := *c
			old.Rows, old.Values, old.Shown = nil, make([][]string, len(c.Fields)), make([][]string, len(c.Fields))
			var rows []row
			for r := range c.Rows {
				p := before(w.r, Ref{int32(i), int32(k), int32(r)})
				if p == "" || w.born(p) > "2021" {
					continue
				}
				rows = append(rows, row{int32(i), int32(k), int32(r)})
				old.Rows = append(old.Rows, c.Rows[r])
				for f := range c.Fields {
					old.Values[f] = append(old.Values[f], c.Values[f][r])
					old.Shown[f] = append(old.Shown[f], c.Shown[f][r])
				}
				at := len(old.Rows) - 1
				if picked(p, 3) {
					set(&old, at, "person.phone", "199"+strconv.FormatUint(10000000+joinText(3, p)%90000000, 10))
				}
				if a := moved[w.truth.home[p]]; a != "" {
					for _, f := range addresses {
						set(&old, at, f, a)
					}
				}
				if age, err := strconv.Atoi(old.Get(at, "calc.age")); err == nil && age > 5 {
					set(&old, at, "calc.age", strconv.Itoa(age-5))
				}
			}
			claims = append(claims, &old)
			from[s.ID] = append(from[s.ID], rows)
		}
		s.Claims = claims
		w.subs = append(w.subs, s)
	}
	w.truth.person = func(r *Register, ref Ref) string {
		id := r.Submissions[ref.Sub].ID
		if rows, again := from[id]; again {
			x := rows[ref.Sheet][ref.Row]
			return before(w.r, Ref{x.sub, x.sheet, x.row})
		}
		return before(r, ref)
	}
}
