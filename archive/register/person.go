package register

import (
	"cmp"
	"slices"

	"huce/forms/vocab"
)

// person chooses the values of one person.
func (v *valuer) person(cells []cell, chosen []Decision) known {
	out := known{room: none, events: v.events(cells)}
	cells = v.withDerived(cells, chosen)
	out.values = make([]Standing, 0, fieldsOf(cells)+len(chosen))
	room := make([]Source, 0, len(cells))
	each(cells, func(same []cell) {
		number := same[0].field
		field, r := v.fields[number], v.rules[number]
		list := v.weigh(field, r, same)
		if number == v.id {
			if q, ask := v.badID(list); ask {
				out.asks = append(out.asks, q)
			}
			if v.allLent(list[0].cells) {
				return // another's number, and none of their own
			}
		}
		s := v.standing(field, r, list, &room)
		if v.allDerived(number, list[0].cells) {
			s.Reason = Derived
		}
		if d := decided(chosen, field); d != nil {
			s = overrule(s, d.Value)
		} else if q, ask := v.whichValue(field, r, list); ask {
			out.asks = append(out.asks, q)
		}
		if number == v.residence {
			out.lives = list[0].cells[0].value
			if s.Reason == Chosen {
				out.lives = s.Value
			}
		}
		out.values = append(out.values, s)
	})
	for _, d := range chosen {
		if !slices.ContainsFunc(out.values, func(s Standing) bool { return s.Field == d.Field }) {
			out.values = append(out.values, Standing{Field: d.Field, Value: d.Value, Reason: Chosen})
		}
	}
	slices.SortFunc(out.values, func(a, b Standing) int { return cmp.Compare(a.Field, b.Field) })
	return out
}

// home chooses the values of a household or a dwelling.
func (v *valuer) home(cells []cell) []Standing {
	if len(cells) == 0 {
		return nil
	}
	out := make([]Standing, 0, fieldsOf(cells))
	room := make([]Source, 0, len(cells))
	each(cells, func(same []cell) {
		field, r := v.fields[same[0].field], v.rules[same[0].field]
		out = append(out, v.standing(field, r, v.weigh(field, r, same), &room))
	})
	return out
}

// fieldsOf is how many fields cells are of.
func fieldsOf(cells []cell) int {
	n := 0
	each(cells, func([]cell) { n++ })
	return n
}

// each calls do with the cells of each field.
func each(cells []cell, do func(same []cell)) {
	for i := 0; i < len(cells); {
		j := i
		for j < len(cells) && cells[j].field == cells[i].field {
			j++
		}
		do(cells[i:j])
		i = j
	}
}

// withDerived adds what the ID number that stands says of birth and sex: each row
// that gives it says that too.
func (v *valuer) withDerived(cells []cell, chosen []Decision) []cell {
	from := slices.IndexFunc(cells, func(c cell) bool { return c.field == v.id })
	if from < 0 {
		return cells
	}
	to := from
	for to < len(cells) && cells[to].field == v.id {
		to++
	}
	best := v.weigh("person.id_no", v.rules[v.id], cells[from:to])[0]
	value := best.value
	if d := decided(chosen, "person.id_no"); d != nil {
		value = d.Value
	}
	id := vocab.ParseID(value)
	if !id.Valid || v.allLent(best.cells) {
		return cells
	}
	for _, c := range cells[from:to] {
		if c.value == value && !v.lent[c.row] {
			cells = append(cells, cell{v.birth, c.row, c.col, id.Birth.String()}, cell{v.sex, c.row, c.col, id.Sex})
		}
	}
	sortCells(cells)
	return cells
}

// allLent reports whether cells give another's ID number.
func (v *valuer) allLent(cells []cell) bool {
	return !slices.ContainsFunc(cells, func(c cell) bool { return !v.lent[c.row] })
}

// allDerived reports whether what cells say of a field is read off ID numbers.
func (v *valuer) allDerived(field int32, cells []cell) bool {
	if field != v.birth && field != v.sex {
		return false
	}
	return !slices.ContainsFunc(cells, func(c cell) bool {
		m := &v.list[c.row]
		return m.from.claims.Value(int(c.col), int(m.ref.Row)) == c.value
	})
}

func decided(chosen []Decision, field string) *Decision {
	for i := range chosen {
		if chosen[i].Field == field {
			return &chosen[i]
		}
	}
	return nil
}

// overrule makes a value stand by a clerk's word; what stood becomes a rival.
func overrule(s Standing, value string) Standing {
	out := Standing{Field: s.Field, Value: value, Reason: Chosen}
	for _, r := range append([]Rival{{s.Value, s.Sources}}, s.Rivals...) {
		if r.Value == value {
			out.Sources = r.Sources
		} else {
			out.Rivals = append(out.Rivals, r)
		}
	}
	return out
}

// latestByField keeps, of decisions about one person, the latest on each field.
func latestByField(list []Decision) []Decision {
	slices.SortStableFunc(list, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(b.When, a.When), cmp.Compare(b.No, a.No))
	})
	return slices.CompactFunc(list, func(a, b Decision) bool { return a.Field == b.Field })
}

// valueOf is the value of a field among values that are sorted by field.
func valueOf(values []Standing, field string) string { return lookup(values, field) }
