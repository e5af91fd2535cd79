package office

import (
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/fill"
	"huce/forms/recognise"
)

// belongs are those who belong on a form.
type belongs struct {
	all       bool // nothing is known that narrows it
	people    map[int]bool
	dwellings []int
}

// belonging are those who belong on a form that comes to be filled: those of its
// rule, and those whom its last report named, as far as the register has them.
func (o *Office) belonging(in plan.Input, form, title string, last int) belongs {
	rule := plan.Belong(in, form, title)
	b := belongs{people: map[int]bool{}, dwellings: rule.Dwellings}
	for _, p := range rule.People {
		b.people[p] = true
	}
	if rule.Rule == "" || rule.Applied {
		for _, k := range in.Register.Links {
			if last != nobody && int(k.Row.Sub) == last {
				b.people[k.Person] = true
			}
		}
	}
	b.all = rule.Rule == "" && len(b.people) == 0
	return b
}

// everyone fills an empty form for those who belong on it. A form about events
// stays empty. Where the form was reported before, its spelling is kept, and what
// has changed since is marked.
func (f *filler) everyone(s *fill.Sheet, part share) {
	before, said := f.before()
	sp, names := newSpeller(f.reg, said), recognise.ColumnNames(s.Layout.Columns)
	for _, l := range part.lines(f.belong(s.Layout), len(s.Layout.Cards)) {
		if at, ok := before[l.person]; ok && l.person != nobody {
			l.said, l.row = said, at
		}
		if len(s.Layout.Cards) == 0 {
			s.Rows = append(s.Rows, f.row(s.Layout.Columns, names, sp, l, place{row: len(s.Rows)}))
			continue
		}
		s.Cards = append(s.Cards, f.card(s.Layout.Cards[0], sp, nil, l, len(s.Cards)+1))
	}
}

// before are the rows of the form's last report by whom they speak of: of its sheet
// with most rows.
func (f *filler) before() (rows map[int]int, said *forms.Claims) {
	if f.sub == nobody {
		return nil, nil
	}
	at := 0
	for i, c := range f.reg.Submissions[f.sub].Claims {
		if said == nil || len(c.Rows) > len(said.Rows) {
			at, said = i, c
		}
	}
	rows = map[int]int{}
	for r, p := range f.people(at) {
		if old, ok := rows[p]; !ok || r < old {
			rows[p] = r
		}
	}
	return rows, said
}

// belong are the rows that an empty form is to have: a person each, or a home, with
// its people where the form lists them, or a dwelling.
func (f *filler) belong(l *forms.Layout) []line {
	switch l.Unit {
	case forms.UnitHousehold:
		return f.homes(listsMembers(l))
	case forms.UnitDwelling:
		return f.houses()
	case forms.UnitPerson:
		var out []line
		for p := range f.reg.People {
			if f.belongs.all || f.belongs.people[p] {
				out = append(out, line{nil, nobody, p, f.home(p), nobody})
			}
		}
		return out
	}
	return nil
}

// listsMembers reports whether a table of homes has a row for each of their people.
func listsMembers(l *forms.Layout) bool {
	asks := map[string]bool{}
	for _, c := range l.Columns {
		asks[c.Field] = true
	}
	return len(l.Cards) == 0 && asks["person.name"] && asks["person.relation"]
}

func (f *filler) homes(members bool) []line {
	var out []line
	for h := range f.reg.Households {
		home := &f.reg.Households[h]
		if !f.belongs.all && !f.names(home.Members) {
			continue
		}
		if !members {
			out = append(out, line{nil, nobody, home.Head, h, home.Dwelling})
			continue
		}
		for _, p := range home.Members {
			out = append(out, line{nil, nobody, p, h, home.Dwelling})
		}
	}
	return out
}

func (f *filler) names(members []int) bool {
	for _, p := range members {
		if f.belongs.people[p] {
			return true
		}
	}
	return false
}

// houses are the dwellings on a form about them, each with the home that lives there.
func (f *filler) houses() []line {
	livesIn := map[int]int{}
	for h := range f.reg.Households {
		if d := f.reg.Households[h].Dwelling; d != nobody {
			if _, taken := livesIn[d]; !taken {
				livesIn[d] = h
			}
		}
	}
	var out []line
	for _, d := range f.dwellings() {
		l := line{nil, nobody, nobody, nobody, d}
		if h, ok := livesIn[d]; ok {
			l.home, l.person = h, f.reg.Households[h].Head
		}
		out = append(out, l)
	}
	return out
}

func (f *filler) dwellings() []int {
	if !f.belongs.all {
		return f.belongs.dwellings
	}
	all := make([]int, len(f.reg.Dwellings))
	for d := range all {
		all[d] = d
	}
	return all
}
