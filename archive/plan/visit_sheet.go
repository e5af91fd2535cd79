package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// inOrder are the homes by estate, building, unit and room; those without a
// dwelling come last, by their ids.
func (d *doors) inOrder() []int {
	r := d.in.Register
	order := make([]int, len(r.Households))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &r.Households[a], &r.Households[b]
		if x.Dwelling < 0 || y.Dwelling < 0 {
			return cmp.Or(cmp.Compare(min(y.Dwelling, 0), min(x.Dwelling, 0)), strings.Compare(x.ID, y.ID))
		}
		v, w := &r.Dwellings[x.Dwelling], &r.Dwellings[y.Dwelling]
		return cmp.Or(strings.Compare(v.Estate, w.Estate), natural(v.Building, w.Building), natural(v.Unit, w.Unit),
			natural(v.Room, w.Room), strings.Compare(v.Address, w.Address), strings.Compare(x.ID, y.ID))
	})
	return order
}

// natural orders numbers by value and other names by their text: 2号楼 before 10号楼.
func natural(a, b string) int {
	na, ea := strconv.Atoi(strings.TrimFunc(a, notDigit))
	nb, eb := strconv.Atoi(strings.TrimFunc(b, notDigit))
	if ea == nil && eb == nil && na != nb {
		return na - nb
	}
	return strings.Compare(a, b)
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// sheet is a home's sheet.
func (d *doors) sheet(h int) forms.VisitSheet {
	r := d.in.Register
	home := &r.Households[h]
	s := forms.VisitSheet{
		Community: d.in.Community, Code: HomeCode(home.ID), Year: strconv.Itoa(d.in.Year),
		Phone: home.Value("household.head_phone"), Head: home.Value("household.head_name"),
		Welfare: d.census.welfareLine(&d.welfare[h]), Members: d.members(h), Known: d.known(h), Asks: d.asksOf(h),
		Info: forms.Info{Title: phrase("visit.title", d.in.Community, d.in.Year), Author: d.in.Community, Created: d.in.Today},
	}
	if home.Head >= 0 {
		head := &r.People[home.Head]
		s.Head = cmp.Or(head.Value("person.name"), s.Head)
		s.Phone = cmp.Or(head.Value("person.phone"), s.Phone)
	}
	if home.Dwelling >= 0 {
		s.Home = r.Dwellings[home.Dwelling].Address
	}
	s.Home = cmp.Or(s.Home, home.Value("household.address"))
	return s
}

// asksOf are a home's open lines as they are printed.
func (d *doors) asksOf(h int) []forms.Ask {
	lines := d.linesOf(h)
	asks := make([]forms.Ask, len(lines))
	for i := range lines {
		asks[i] = lines[i].Ask
	}
	return asks
}

// linesOf are a home's open lines: the home's own first, then each member's, the
// register's questions before what a form misses.
func (d *doors) linesOf(h int) []VisitLine {
	type line struct {
		key askKey
		*openAsk
	}
	place := map[int]int{-1: -1}
	for i, p := range d.in.Register.Households[h].Members {
		place[p] = i
	}
	lines := make([]line, 0, len(d.asks[h]))
	for k, o := range d.asks[h] {
		lines = append(lines, line{k, o})
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(place[a.key.person], place[b.key.person]), a.urgency-b.urgency, a.order-b.order)
	})
	all := make([]VisitLine, 0, len(lines))
	for _, l := range lines {
		v := VisitLine{Ask: l.ask, Field: l.key.field, Question: l.urgency == 0}
		if l.key.person >= 0 {
			v.Person = d.in.Register.People[l.key.person].ID
		}
		for department := range l.forms {
			v.For = append(v.For, department)
		}
		slices.Sort(v.For)
		all = append(all, v)
	}
	return all
}

// members is what is known of a home's people. ID numbers are masked by the rule for
// lists (前3后4): enough to check a card by, too little to copy.
func (d *doors) members(h int) forms.Table {
	t := forms.Table{Columns: []forms.TableColumn{
		{Label: phrase("visit.col.name"), Width: 14, Align: forms.Centre},
		{Label: phrase("visit.col.relation"), Width: 12, Align: forms.Centre},
		{Label: phrase("visit.col.sex"), Width: 7, Align: forms.Centre},
		{Label: phrase("visit.col.birth"), Width: 17, Align: forms.Centre},
		{Label: phrase("visit.col.id"), Width: 28, Align: forms.Centre},
		{Label: phrase("visit.col.phone"), Width: 22, Align: forms.Centre},
	}}
	for _, p := range d.in.Register.Households[h].Members {
		if !d.census.present[p] {
			continue
		}
		person := &d.in.Register.People[p]
		t.Rows = append(t.Rows, []string{
			person.Value("person.name"), person.Value("person.relation"), person.Value("person.sex"),
			person.Value("person.birth"), maskID(person.Value("person.id_no")), person.Value("person.phone"),
		})
	}
	return t
}

// known is what is known of the home itself.
func (d *doors) known(h int) []forms.Pair {
	home := &d.in.Register.Households[h]
	var pairs []forms.Pair
	for _, f := range visitBook().Known {
		if v := home.Value(f); v != "" {
			pairs = append(pairs, forms.Pair{Label: labelOf(f), Value: v})
		}
	}
	return pairs
}

// maskID leaves the first three and the last four characters of an ID number.
func maskID(id string) string {
	if utf8.RuneCountInString(id) < 10 {
		return id
	}
	r := []rune(id)
	return string(r[:3]) + strings.Repeat("*", len(r)-7) + string(r[len(r)-4:])
}
