package office

import (
	"cmp"
	"slices"
	"strconv"

	"huce/archive/register"
	"huce/forms"
)

// The kinds of change in a period, beside the register's events.
const (
	changeBorn = "born" // the birth lies in the period
	changeCame = "came" // a form of the period is the first that names them
)

// Changes lists what happened to people from a day to a day, both counted in: who was
// born, came, moved, left, died, by day, each with the row that tells it.
func (o *Office) Changes(from, to forms.Date) (Listing, error) {
	l := Listing{Columns: []string{"day", "change", "person", "household", "name", "was", "now", "file", "sheet", "row"}}
	reg, err := o.Register()
	if err != nil {
		return l, err
	}
	within := func(d forms.Date) bool { return !d.IsZero() && d.Compare(from) >= 0 && d.Compare(to) <= 0 }
	first := firstDay(reg)
	for i := range reg.People {
		p := &reg.People[i]
		add := func(day forms.Date, kind, was, now string, by register.Ref) {
			file, sheet, row := Place(reg, by)
			l.Rows = append(l.Rows, []string{day.String(), kind, p.ID, householdID(reg, p.Household), p.Value("person.name"), was, now, file, sheet, strconv.Itoa(row)})
		}
		earliest, seen := earliestRow(reg, p)
		birth, ok := forms.ParseISO(p.Value("person.birth"))
		switch {
		case !seen:
		case ok && birth.Full() && within(birth):
			add(birth, changeBorn, "", "", earliest)
		case within(reg.Submissions[earliest.Sub].AsOf) && reg.Submissions[earliest.Sub].AsOf.Compare(first) > 0:
			add(reg.Submissions[earliest.Sub].AsOf, changeCame, "", p.Value("person.residence_address"), earliest)
		}
		for _, e := range p.Events {
			if within(e.Day) {
				add(e.Day, e.Kind, e.Was, e.Now, e.By.Row)
			}
		}
	}
	slices.SortStableFunc(l.Rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[2], b[2])) })
	return l, o.looked("changes")
}

// firstDay is the day of the oldest form: who stands on it was there before.
func firstDay(reg *register.Register) forms.Date {
	first := forms.Date{}
	for i := range reg.Submissions {
		if d := reg.Submissions[i].AsOf; !d.IsZero() && (first.IsZero() || d.Compare(first) < 0) {
			first = d
		}
	}
	return first
}

func earliestRow(reg *register.Register, p *register.Person) (register.Ref, bool) {
	if len(p.Rows) == 0 {
		return register.Ref{}, false
	}
	return slices.MinFunc(p.Rows, func(a, b register.Ref) int {
		return reg.Submissions[a.Sub].AsOf.Compare(reg.Submissions[b.Sub].AsOf)
	}), true
}
