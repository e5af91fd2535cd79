package register

import (
	"strings"

	"huce/forms"
)

// RowAt is a row of a submission: its sheet and its row there.
type RowAt struct{ Sheet, Row int }

// Pair is a row of an import and the row of another import of the same form that
// speaks of the same person, home or event. Same reports whether it says the same.
type Pair struct {
	Old, New RowAt
	Same     bool
}

// Correspond finds the rows of two imports of one form that speak of the same, by
// what they say: first those that say all the same, then those that share an ID
// number, a name with a birth, a phone, a household or an address, a name that
// stands once, or a running number and half of the rest. No row is in two pairs; a
// row that might be two others is in none.
func Correspond(old, new *Submission) []Pair {
	m := matching{old: rowsToPair(old, new), new: rowsToPair(new, new)}
	m.equal()
	for _, key := range pairKeys {
		m.by(key)
	}
	return m.pairs
}

// identities are the ids of a submission's rows: those that its rows give, or those of
// the rows that they correct.
func identities(s *Submission) [][]RowID {
	ids := make([][]RowID, len(s.Claims))
	for k, c := range s.Claims {
		ids[k] = rowIDs(s, c)
	}
	if s.Corrects == nil {
		return ids
	}
	before := identities(s.Corrects)
	for _, p := range Correspond(s.Corrects, s) {
		ids[p.New.Sheet][p.New.Row] = before[p.Old.Sheet][p.Old.Row]
	}
	return ids
}

// sameCorrected reports whether two submissions took the place of the same one: an
// import never changes.
func sameCorrected(a, b *Submission) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.ID == b.ID && sameCorrected(a.Corrects, b.Corrects)
}

// pairedRow is a row that looks for its other.
type pairedRow struct {
	RowAt
	c      *forms.Claims
	id     RowID
	paired bool
}

// rowsToPair are a submission's rows; as is the one whose form and period their ids take.
func rowsToPair(s, as *Submission) []pairedRow {
	same := Submission{Form: as.Form, Period: as.Period}
	var rows []pairedRow
	for k, c := range s.Claims {
		for r, id := range rowIDs(&same, c) {
			rows = append(rows, pairedRow{RowAt: RowAt{k, r}, c: c, id: id})
		}
	}
	return rows
}

type matching struct {
	old, new []pairedRow
	pairs    []Pair
}

func (m *matching) pair(o, n *pairedRow, same bool) {
	o.paired, n.paired = true, true
	m.pairs = append(m.pairs, Pair{Old: o.RowAt, New: n.RowAt, Same: same})
}

// equal pairs rows that say the same, in their order where there are several.
func (m *matching) equal() {
	at := map[RowID][]int{}
	for i := range m.old {
		at[m.old[i].id] = append(at[m.old[i].id], i)
	}
	for j := range m.new {
		if list := at[m.new[j].id]; len(list) > 0 {
			m.pair(&m.old[list[0]], &m.new[j], true)
			at[m.new[j].id] = list[1:]
		}
	}
}

// pairKey is what two rows that speak of the same have in common; "" is nothing.
// alike, where it isn't nil, must hold too.
type pairKey struct {
	of    func(r *pairedRow) string
	alike func(o, n *pairedRow) bool
}

var pairKeys = []pairKey{
	{of: fieldsKey("person.id_no")},
	{of: fieldsKey("person.name", "person.birth")},
	{of: fieldsKey("person.name", "person.phone")},
	{of: fieldsKey("person.name", "household.head_name")},
	{of: fieldsKey("person.name", "person.residence_address")},
	{of: fieldsKey("person.name", "household.address")},
	{of: fieldsKey("person.name", "house.address")},
	{of: fieldsKey("household.head_id")},
	{of: fieldsKey("household.no", "household.head_name")},
	{of: fieldsKey("household.head_name", "household.address")},
	{of: fieldsKey("house.code")},
	{of: fieldsKey("org.uscc")},
	{of: fieldsKey("org.name")},
	{of: fieldsKey("doc.no")},
	{of: fieldsKey("person.name")},
	{of: fieldsKey("household.head_name")},
	{of: sequenceKey, alike: halfAlike},
	{of: placeKey, alike: halfAlike},
}

// fieldsKey is a key of values that a row must have, all of them.
func fieldsKey(fields ...string) func(r *pairedRow) string {
	return func(r *pairedRow) string {
		key := string('0' + rune(r.c.Rows[r.Row].Role))
		for _, f := range fields {
			v := r.c.Get(r.Row, f)
			if v == "" {
				return ""
			}
			key += "\x00" + v
		}
		return key
	}
}

func sequenceKey(r *pairedRow) string {
	if v := r.c.Get(r.Row, "calc.seq"); v != "" {
		return r.c.Sheet + "\x00" + v
	}
	return ""
}

func placeKey(r *pairedRow) string {
	ref := r.c.Rows[r.Row]
	return r.c.Sheet + "\x00" + string([]rune{rune(ref.Number), rune(ref.Card), rune(ref.Role), rune(ref.Member)})
}

// halfAlike reports whether two rows share at least half of what they say.
func halfAlike(o, n *pairedRow) bool {
	same, all := 0, 0
	for f, field := range n.c.Fields {
		if strings.HasPrefix(field, "calc.") {
			continue
		}
		a, b := o.c.Get(o.Row, field), n.c.Value(f, n.Row)
		if a == "" && b == "" {
			continue
		}
		all++
		if a == b {
			same++
		}
	}
	return all > 0 && 2*same >= all
}

// by pairs the rows left that have a key which no other row has.
func (m *matching) by(k pairKey) {
	old, new := lone(m.old, k.of), lone(m.new, k.of)
	for j := range m.new { // in the order of the rows, for the same answer always
		n := &m.new[j]
		if n.paired {
			continue
		}
		key := k.of(n)
		if i, ok := old[key]; ok && key != "" && new[key] == j && (k.alike == nil || k.alike(&m.old[i], n)) {
			m.pair(&m.old[i], n, false)
		}
	}
}

// lone are the rows left that have a key alone.
func lone(rows []pairedRow, key func(*pairedRow) string) map[string]int {
	at := map[string]int{}
	for i := range rows {
		if rows[i].paired {
			continue
		}
		k := key(&rows[i])
		if k == "" {
			continue
		}
		if _, twice := at[k]; twice {
			at[k] = -1
			continue
		}
		at[k] = i
	}
	for k, i := range at {
		if i < 0 {
			delete(at, k)
		}
	}
	return at
}
