package register

import (
	"cmp"
	"slices"
	"strings"
)

// cell is one value that a mention says of its person or home.
type cell struct {
	field int32
	row   int32 // mention
	col   int32
	value string
}

// valuer chooses the values that stand.
type valuer struct {
	subs    []Submission
	list    []mention
	lent    []bool // per mention: its ID number is another's
	places  *places
	fields  []string // sorted
	rules   []*rule  // per field
	columns map[columnsKey][]column
	// the fields that the valuer itself knows, by number
	id, birth, sex, residence int32
	shared                    func(mention int32) int // how many names hold the phone that it gives
}

type columnsKey struct {
	sheet *sheet
	as    *speaking
}

// column is what a column of a sheet is to the person or home that its rows speak of.
type column struct {
	col   int32
	field int32
	home  bool
}

func newValuer(subs []Submission, list []mention, lent []bool, p *places) *valuer {
	v := &valuer{subs: subs, list: list, lent: lent, places: p, columns: map[columnsKey][]column{}}
	names := map[string]int32{}
	var keys []columnsKey
	last := columnsKey{}
	for i := range list {
		k := columnsKey{list[i].from, list[i].as}
		if k == last {
			continue
		}
		last = k
		if _, known := v.columns[k]; known {
			continue
		}
		v.columns[k] = nil
		keys = append(keys, k)
		for _, f := range list[i].from.claims.Fields {
			if to, _ := list[i].as.place(f); to != "" {
				names[to] = 0
			} else if group(f) == "house" {
				names[f] = 0
			}
		}
	}
	for _, f := range []string{"person.id_no", "person.birth", "person.sex", "person.residence_address"} {
		names[f] = 0
	}
	for f := range names {
		v.fields = append(v.fields, f)
	}
	slices.Sort(v.fields)
	for i, f := range v.fields {
		names[f] = int32(i)
		v.rules = append(v.rules, ruleOf(f))
	}
	for _, k := range keys {
		v.columns[k] = columnsOf(k, names)
	}
	v.id, v.birth, v.sex, v.residence = names["person.id_no"], names["person.birth"], names["person.sex"], names["person.residence_address"]
	return v
}

// columnsOf finds the fields of a sheet's columns. Where two say the same field,
// the person's own comes before what is taken for it.
func columnsOf(k columnsKey, names map[string]int32) []column {
	var cols []column
	for i, f := range k.sheet.claims.Fields {
		if to, home := k.as.place(f); to != "" {
			cols = append(cols, column{int32(i), names[to], home})
		}
	}
	return cols
}

// place is the field that a form's field is to the person spoken of, or to their
// home; "" where it is neither.
func (sp *speaking) place(field string) (to string, home bool) {
	if to := sp.takes[field]; to != "" {
		return to, false
	}
	g := group(field)
	switch {
	case notOfPeople[g] || strings.HasPrefix(field, "household.head_"):
		return "", false
	case g == "household" || g == "house":
		if !sp.homes {
			return "", false
		}
		return field, true
	}
	return field, false
}

// cells are what mentions say: of their person, or of their home.
func (v *valuer) cells(rows []int32, home bool, out []cell) []cell {
	var last columnsKey
	var columns []column
	for _, i := range rows {
		m := &v.list[i]
		if k := (columnsKey{m.from, m.as}); k != last {
			last, columns = k, v.columns[k]
		}
		for _, c := range columns {
			if c.home != home {
				continue
			}
			if value := m.from.claims.Value(int(c.col), int(m.ref.Row)); value != "" && c.field != v.residence {
				out = append(out, cell{c.field, i, c.col, value})
			}
		}
		if value, col := m.address(); value != "" && !home && col != none {
			out = append(out, cell{v.residence, i, int32(col), value})
		}
	}
	sortCells(out)
	return out
}

// houseCells are what rows of a form of houses say of the house.
func (v *valuer) houseCells(rows []int32) []cell {
	var out []cell
	for _, i := range rows {
		m := &v.list[i]
		for col, f := range m.from.claims.Fields {
			value := m.from.claims.Value(col, int(m.ref.Row))
			if field, known := slices.BinarySearch(v.fields, f); known && value != "" && group(f) == "house" {
				out = append(out, cell{int32(field), i, int32(col), value})
			}
		}
	}
	sortCells(out)
	return out
}

func sortCells(out []cell) {
	slices.SortFunc(out, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
}

// standing is a weighed field as the register keeps it. Its sources are put into
// room as far as there is any: those of a person lie together.
func (v *valuer) standing(field string, r *rule, list []candidate, room *[]Source) Standing {
	s := Standing{Field: field, Value: list[0].value, Reason: reason(r, list), Sources: v.sourcesIn(v.fullLast(field, &list[0]), room)}
	if len(list) > 1 {
		s.Rivals = make([]Rival, 0, len(list)-1)
	}
	for _, c := range list[1:] {
		s.Rivals = append(s.Rivals, Rival{c.value, v.sourcesIn(v.fullLast(field, &c), room)})
	}
	return s
}

// fullLast are the cells of a candidate, as sources are named from the last: those that
// say less of it first.
func (v *valuer) fullLast(field string, c *candidate) []cell {
	if !c.filled {
		return c.cells
	}
	out := slices.Clone(c.cells)
	slices.SortStableFunc(out, func(a, b cell) int {
		full := func(x cell) int {
			if v.spelling(field, x.value) == c.value {
				return 1
			}
			return 0
		}
		return full(a) - full(b)
	})
	return out
}

// sources are cells as the register names them: the latest first.
func (v *valuer) sources(cells []cell) []Source { return v.sourcesIn(cells, &[]Source{}) }

func (v *valuer) sourcesIn(cells []cell, room *[]Source) []Source {
	from, to := len(*room), len(*room)+len(cells)
	if to > cap(*room) {
		*room = make([]Source, 0, len(cells))
		from, to = 0, len(cells)
	}
	*room = (*room)[:to]
	out := (*room)[from:to:to]
	for i, c := range cells {
		m := &v.list[c.row]
		out[len(cells)-1-i] = Source{m.ref, c.col}
	}
	return out
}

// The reasons why a value stands.
const (
	Chosen    = "decided"   // a clerk settled it
	Valid     = "valid"     // the others can't be right
	Authority = "authority" // the department whose field it is says so
	Recent    = "recent"    // it is newer
	Agreed    = "agreed"    // most say so
	Only      = "only"      // nothing else is said
	Derived   = "derived"   // it follows from the ID number
)

// reason is the first thing that sets the best candidate apart.
func reason(r *rule, list []candidate) string {
	a := list[0]
	if len(list) == 1 {
		if a.subs > 1 {
			return Agreed
		}
		return Only
	}
	b := list[1]
	switch {
	case a.right && !b.right:
		return Valid
	case a.since:
		return Recent
	case a.best > b.best:
		return Authority
	case a.subs > b.subs:
		return Agreed
	case r.half > 0 && a.latest.Compare(b.latest) > 0:
		return Recent
	}
	return Agreed
}
