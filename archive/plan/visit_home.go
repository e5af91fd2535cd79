package plan

import (
	"slices"

	"huce/archive/register"
	"huce/forms"
)

// VisitForm is the form that the answers of a keyed visit sheet are an import of.
const VisitForm = "huce.visit"

// SamePrefix and a person's id is the field of a line that asks whether someone is
// that person: Options holds yes, then no.
const SamePrefix = "same "

// VisitLine is one open line of a home's sheet, as it is keyed back.
type VisitLine struct {
	forms.Ask
	Person   string // P00001, "" asks of the home
	Field    string // a standard field, forms.OwnField and a label, or SamePrefix and another person's id
	Question bool   // the register itself asks: the answer settles it
}

// Key names a line of a home's sheet whatever else is asked by then: person.phone,
// P00001 person.phone.
func (l *VisitLine) Key() string {
	if l.Person == "" {
		return l.Field
	}
	return l.Person + " " + l.Field
}

// VisitOf is the sheet of one home (H00001) with its lines in their order, asked or
// due or not; false where the register has no such home. Only that home is looked
// at: it takes milliseconds in a community of any size.
func VisitOf(in Input, household string) (forms.VisitSheet, []VisitLine, bool) {
	h := slices.IndexFunc(in.Register.Households, func(h register.Household) bool { return h.ID == household })
	if h < 0 {
		return forms.VisitSheet{}, nil, false
	}
	in.Register = homeAlone(in.Register, h)
	d := newDoors(in)
	d.fromQuestions()
	d.fromAskings()
	d.fromForms()
	return d.sheet(0), d.linesOf(0), true
}

// AnyPresent reports whether anyone of a home is still held to live there.
func AnyPresent(in Input, household string) bool {
	h := slices.IndexFunc(in.Register.Households, func(h register.Household) bool { return h.ID == household })
	if h < 0 {
		return false
	}
	in.Register = homeAlone(in.Register, h)
	c := newCensus(in)
	return slices.ContainsFunc(in.Register.Households[0].Members, func(p int) bool { return c.present[p] })
}

// homeAlone is a register of one home: its people, its dwelling and its questions,
// and after them the people of no home who those questions speak of.
func homeAlone(r *register.Register, h int) *register.Register {
	home := r.Households[h]
	one := &register.Register{Submissions: r.Submissions}
	at := map[int]int{}
	member := func(p, household int) int {
		if i, ok := at[p]; ok {
			return i
		}
		person := r.People[p]
		person.Household = household
		at[p] = len(one.People)
		one.People = append(one.People, person)
		return at[p]
	}
	members := make([]int, 0, len(home.Members))
	for _, p := range home.Members {
		members = append(members, member(p, 0))
	}
	home.Members = members
	if home.Head >= 0 {
		home.Head = member(home.Head, 0)
	}
	if home.Dwelling >= 0 {
		one.Dwellings = []register.Dwelling{r.Dwellings[home.Dwelling]}
		home.Dwelling = 0
	}
	one.Households = []register.Household{home}
	for _, q := range r.Questions {
		i, ours := at[q.Person]
		if !ours || q.Person < 0 || r.People[q.Person].Household != h {
			continue
		}
		if q.Person = i; q.Other >= 0 {
			q.Other = member(q.Other, -1)
		}
		one.Questions = append(one.Questions, q)
	}
	return one
}
