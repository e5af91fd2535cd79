package recognise

import (
	"slices"
	"strings"

	"huce/forms"
)

// tableClaims reads the rows of a table.
func tableClaims(p *page, l *forms.Layout) *forms.Claims {
	rd := newReading(p)
	rd.Rows = make([]forms.RowRef, 0, l.DataRows.Len())
	sets := memberSets(l.Columns)
	at := make([]int, len(l.Columns)) // column → field
	for i, c := range l.Columns {
		if c.Field != "" && !sets.again(i) && rd.Column(c.Field) >= 0 {
			c.Field = "" // a field that another column has; keep this one as the form's own
		}
		switch {
		case c.Field == "":
			at[i] = rd.field(ownName(c.Label, c.Group, c.Index, func(n string) bool { return rd.Column(n) >= 0 }))
		default:
			at[i] = rd.field(c.Field)
		}
	}
	codes := codesOf(l.Template)
	skip := map[int]bool{}
	for _, s := range l.Skipped {
		skip[s.Row] = true
	}
	last := min(l.DataRows.Last, p.rows)
	for n := l.DataRows.First; n >= 1 && n <= last; n++ {
		if skip[n] || p.blankRow(n-1) && !p.underMerge(n-1) {
			continue
		}
		for _, k := range sets.rows(p, n-1) {
			rd.addRow(forms.RowRef{Number: int32(n), Member: int32(k)})
			r := len(rd.Rows) - 1
			for i, c := range l.Columns {
				if sets.belongs(i, k) {
					rd.readTableCell(r, at[i], n-1, c.Index, l.DataRows.First-1, codes[rd.Fields[at[i]]])
				}
			}
		}
	}
	rd.resolve(l)
	rd.joinAddress(l, at)
	rd.roles(l)
	rd.check(l)
	return rd.Claims
}

func (rd *reading) addRow(ref forms.RowRef) {
	rd.Rows = append(rd.Rows, ref)
	for f := range rd.Fields {
		rd.Values[f] = append(rd.Values[f], "")
		rd.Shown[f] = append(rd.Shown[f], "")
	}
}

// readTableCell reads a cell, or through the merge that covers it from above. A
// merge that begins in the header says nothing about the rows.
func (rd *reading) readTableCell(r, f, row, col, top int, codes string) {
	cell := rd.p.At(row, col)
	if blank(cell.Text) {
		m := rd.p.span(row, col)
		if m.Top == row || m.Top < top || m.Left != col {
			return
		}
		cell = rd.p.At(m.Top, m.Left)
		row = m.Top
		if r > 0 && rd.Rows[r-1].Number > int32(row) {
			rd.set(r, f, rd.Values[f][r-1], rd.ShownAs(f, r-1)) // its issues were noted once
			return
		}
	}
	rd.read(r, f, cell, row, col, codes)
}

// sets are the columns of a table that lists several people in one row: the same
// labels again and again. The zero sets is a table with one person a row.
type sets struct {
	of    []int // column → which person's, from 1; 0 is of the row as a whole
	count int
	name  [][]int // person → columns that name them
}

// memberSets finds the sets of columns of a row's members: the field person.name
// stands more than once.
func memberSets(cols []forms.Column) sets {
	var s sets
	for _, c := range cols {
		if c.Field == "person.name" {
			s.count++
		}
	}
	if s.count < 2 {
		return sets{}
	}
	seen := map[string]int{}
	s.of = make([]int, len(cols))
	s.name = make([][]int, s.count+1)
	for i, c := range cols {
		if !strings.HasPrefix(c.Field, "person.") {
			continue
		}
		seen[c.Field]++
		s.of[i] = min(seen[c.Field], s.count)
		if c.Field == "person.name" || c.Field == "person.id_no" {
			s.name[s.of[i]] = append(s.name[s.of[i]], c.Index)
		}
	}
	return s
}

// again reports whether a column may have a field that another has.
func (s sets) again(col int) bool { return s.count > 0 && s.of[col] > 0 }

// belongs reports whether a column tells of person k.
func (s sets) belongs(col, k int) bool { return s.count == 0 || s.of[col] == 0 || s.of[col] == k }

// rows are the people that a row names, 0 for a table of one person a row.
func (s sets) rows(p *page, row int) []int {
	if s.count == 0 {
		return []int{0}
	}
	var out []int
	for k := 1; k <= s.count; k++ {
		if slices.ContainsFunc(s.name[k], func(c int) bool { return !blank(p.text(row, c)) }) {
			out = append(out, k)
		}
	}
	if len(out) == 0 {
		return []int{1}
	}
	return out
}

// roles tells the heads of a household form's homes from their members.
func (rd *reading) roles(l *forms.Layout) {
	if l.Unit != forms.UnitHousehold || rd.Column("person.name") < 0 {
		return
	}
	name, head, relation := rd.Column("person.name"), rd.Column("household.head_name"), rd.Column("person.relation")
	for r := range rd.Rows {
		switch {
		case rd.Rows[r].Member > 1:
			rd.Rows[r].Role = forms.RoleMember
		case relation >= 0 && rd.Values[relation][r] != "":
			if rd.Values[relation][r] != "户主" && rd.Values[relation][r] != "本人" {
				rd.Rows[r].Role = forms.RoleMember
			}
		case head >= 0 && rd.Values[head][r] != "" && rd.Values[head][r] != rd.Values[name][r]:
			rd.Rows[r].Role = forms.RoleMember
		}
	}
}
