package office

import (
	"slices"
	"strings"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// Mark says what a clerk should know of a filled cell before it is sent.
type Mark string

// The marks, the gravest first. A cell without any is the register's, undisputed.
const (
	Missing  Mark = "missing"  // neither the register nor the form's last report answers
	Disputed Mark = "disputed" // forms say different things; the one that stands is given
	Expired  Mark = "expired"  // last said longer ago than such a value holds
	Changed  Mark = "changed"  // other than this form's last report said
	Own      Mark = "own"      // the department's own column, as last reported
)

// Marks are all marks in their order.
var Marks = []Mark{Missing, Disputed, Expired, Changed, Own}

// CellMark is a filled cell and its mark.
type CellMark struct {
	Sheet     string // of the filled file: a card may stand on a copy of the form's
	Card      int    // on that sheet, from 1; 0 in a table
	Row       int    // of the filled file, from 1; of a card's members the member's number, 0 its own cells
	Column    string // its label
	Field     string // "" where it is the department's own
	Person    string // P00001, "" where the row speaks of none
	Household string
	Value     string // as filled
	Was       string // what the form's last report said, where that is another
	Mark      Mark

	sheet int // among those filled
}

// answer is what stands in a cell and how sure that is.
type answer struct {
	value, was string
	mark       Mark
}

// ofRows are groups of fields that a form of events says of its rows, not of the
// people in them: somebody has two dogs, and quarrels twice.
var ofRows = map[string]bool{"dog": true, "inspect": true, "visit": true, "waste": true, "house": true}

// value is what stands in one cell: what the register knows, spelled the form's
// way; where it knows nothing, what the report that is filled anew said itself.
func (f *filler) value(field, label, own string, sp *speller, l line) answer {
	said := ""
	if l.said != nil {
		if field != "" {
			own = field
		}
		said = lastShown(l.said, own, l.row)
	}
	group, _, _ := strings.Cut(field, ".")
	if field != "" && !(ofRows[group] && f.layout.Unit == forms.UnitEvent) {
		if v, from := f.of(l, field); v != "" {
			return f.judge(field, v, sp.spellAs(field, label, v, from), said, l, from)
		}
	}
	switch {
	case said == "":
		return answer{mark: Missing}
	case f.again:
		return answer{value: said, mark: Own}
	}
	return answer{was: said, mark: Missing} // of another time: to be asked again
}

// judge marks a value of the register: shown is how the form spells it, said what
// the form said last, from what stands there, nil for what is worked out.
func (f *filler) judge(field, value, shown, said string, l line, from *register.Standing) answer {
	a := answer{value: shown}
	if said != "" && l.said.Get(l.row, field) != value {
		a.was = said
	}
	switch {
	case from != nil && len(from.Rivals) > 0 && from.Reason != register.Chosen, f.unsure(l.person), f.headless(field, value, l.home):
		a.mark = Disputed
	case from != nil && plan.Expired(field, f.lastSaid(from), f.today):
		a.mark = Expired
	case a.was != "" && from != nil:
		a.mark = Changed
	}
	return a
}

// unsure reports whether it is an open question who somebody is.
func (a *answers) unsure(person int) bool {
	if a.asked == nil {
		a.asked = map[int]bool{nobody: false}
		for _, q := range a.reg.Questions {
			if q.Kind == register.SamePerson {
				a.asked[q.Person], a.asked[q.Other] = true, true
			}
		}
		a.asked[nobody] = false
	}
	return a.asked[person]
}

// headless reports whether a field is the head's of a home, and forms say another
// head, or another number of the head, than the register.
func (a *answers) headless(field, value string, home int) bool {
	own := fromHead[field]
	if own == "" || home == nobody {
		return false
	}
	h := &a.reg.Households[home]
	if h.Head == nobody {
		return true
	}
	said := a.saidOfHeads(home)
	name := a.reg.People[h.Head].Value("person.name")
	differs := func(field, value string) bool {
		return slices.ContainsFunc(said[field], func(s string) bool { return !slices.Contains(strings.Split(s, "、"), value) })
	}
	return differs("household.head_name", name) || differs(field, value)
}

// saidOfHeads are the values that the rows of a home's people say of its head, by
// field, each once.
func (a *answers) saidOfHeads(home int) map[string][]string {
	if said, known := a.heads[home]; known {
		return said
	}
	said := map[string][]string{}
	for _, p := range a.reg.Households[home].Members {
		for _, ref := range a.reg.People[p].Rows {
			c := a.reg.Submissions[ref.Sub].Claims[ref.Sheet]
			for _, i := range a.ofHeads(c) {
				f := c.Fields[i]
				if v := c.Value(i, int(ref.Row)); v != "" && !slices.Contains(said[f], v) {
					said[f] = append(said[f], v)
				}
			}
		}
	}
	if a.heads == nil {
		a.heads = map[int]map[string][]string{}
	}
	a.heads[home] = said
	return said
}

// ofHeads are the columns of claims that speak of the heads of homes.
func (a *answers) ofHeads(c *forms.Claims) []int {
	cols, known := a.headColumns[c]
	if !known {
		for i, f := range c.Fields {
			if fromHead[f] != "" {
				cols = append(cols, i)
			}
		}
		if a.headColumns == nil {
			a.headColumns = map[*forms.Claims][]int{}
		}
		a.headColumns[c] = cols
	}
	return cols
}

// lastSaid is the day of the newest form that says a value.
func (a *answers) lastSaid(s *register.Standing) (day forms.Date) {
	for _, src := range s.Sources {
		if d := a.reg.Submissions[src.Row.Sub].AsOf; d.Compare(day) > 0 {
			day = d
		}
	}
	return day
}

// mark keeps the mark of a cell.
func (f *filler) mark(at place, label, field string, l line, a answer) {
	if a.mark == "" {
		return
	}
	m := CellMark{
		Sheet: f.layout.Sheet, Card: at.card, Row: at.row, Column: label, Field: field,
		Value: a.value, Was: a.was, Mark: a.mark, sheet: len(f.sheets),
	}
	if l.person != nobody {
		m.Person = f.reg.People[l.person].ID
	}
	if l.home != nobody {
		m.Household = f.reg.Households[l.home].ID
	}
	f.marks = append(f.marks, m)
}

// lastShown is a value as the form itself showed it, "" where it didn't.
func lastShown(c *forms.Claims, field string, row int) string {
	if k := c.Column(field); k >= 0 {
		return c.ShownAs(k, row)
	}
	return ""
}
