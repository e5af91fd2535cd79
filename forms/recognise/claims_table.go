package recognise

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"huce/forms"
)

// tableClaims reads the rows of a table.
func tableClaims(p *page, l *forms.Layout) *forms.Claims {
	rd := newReading(p)
	rd.Rows = make([]forms.RowRef, 0, l.DataRows.Len())
	sets := memberSets(l.Columns)
	at := make([]int, len(l.Columns)) // column → field
	for i, name := range ColumnNames(l.Columns) {
		at[i] = rd.field(name)
	}
	codes := codesOf(l.Template)
	skip := map[int]bool{}
	for _, s := range l.Skipped {
		skip[s.Row] = true
	}
	last := min(l.DataRows.Last, p.rows)
	for n := l.DataRows.First; n >= 1 && n <= last; n++ {
		if skip[n] || p.blankIn(n-1, l.Columns) && !p.underMerge(n-1) {
			continue
		}
		for _, k := range sets.rows(p, n-1) {
			rd.Rows = append(rd.Rows, forms.RowRef{Number: int32(n), Member: int32(k)})
		}
	}
	rd.readColumns(l, at, sets, codes)
	rd.partColumns(l, at, codes)
	rd.resolve(l)
	rd.completeDays(l)
	rd.joinAddress(l, at)
	rd.roles(l)
	rd.check(l)
	return rd.Claims
}

// blankIn reports whether a row holds no text in a table's columns: what stands beside
// them is another table's.
func (p *page) blankIn(row int, cols []forms.Column) bool {
	return p.blankRow(row) || !slices.ContainsFunc(cols, func(c forms.Column) bool { return !blank(p.text(row, c.Index)) })
}

// readColumns reads the cells of all rows: fields say nothing about one another yet,
// so some are read beside others. The issues come out in the order of the rows, as if
// they had been read one by one.
func (rd *reading) readColumns(l *forms.Layout, at []int, sets sets, codes map[string]string) {
	columns := make([][]int, len(rd.Fields)) // field → the layout's columns that say it
	for i, f := range at {
		columns[f] = append(columns[f], i)
	}
	readers := make([]*fieldReader, len(rd.Fields))
	for f := range rd.Fields {
		rd.Values[f], rd.Shown[f] = room(rd.Values[f], len(rd.Rows)), room(rd.Shown[f], len(rd.Rows))
		readers[f] = rd.reader(f, codes[rd.Fields[f]])
		for _, i := range columns[f] {
			if m := ownMeaningOf(rd.Fields[f], l.Columns[i].Label, l.Columns[i].Means); m != nil {
				readers[f].means = m
				break
			}
		}
	}
	// A share takes some fields over all rows: row after row, as the cells lie in memory.
	shares := min(len(readers), 2*runtime.GOMAXPROCS(0))
	found := make([][]noted, shares)
	side(shares, func(n int) {
		from, to := n*len(readers)/shares, (n+1)*len(readers)/shares
		for r, row := range rd.Rows {
			for f := from; f < to; f++ {
				for _, i := range columns[f] {
					if !sets.belongs(i, int(row.Member)) {
						continue
					}
					fr := readers[f]
					if c := &l.Columns[i]; c.Answer != "" {
						fr.read(r, ticks(rd.p.At(int(row.Number)-1, c.Index), c.Answer), int(row.Number)-1, c.Index)
					} else {
						fr.readTableCell(r, int(row.Number)-1, c.Index, l.DataRows.First-1)
					}
					for _, issue := range fr.issues {
						found[n] = append(found[n], noted{r, i, issue})
					}
					fr.issues = fr.issues[:0]
				}
			}
		}
	})
	rd.Issues = append(rd.Issues, inOrder(found)...)
}

// inOrder are the issues of all shares by row and column. A share notes them row by
// row already, and within a row by field.
func inOrder(shares [][]noted) []forms.Issue {
	total := 0
	for _, s := range shares {
		total += len(s)
	}
	if total == 0 {
		return nil
	}
	out := make([]forms.Issue, 0, total)
	var row []noted // of the row at hand
	for len(out) < total {
		first := math.MaxInt
		for _, s := range shares {
			if len(s) > 0 {
				first = min(first, s[0].row)
			}
		}
		row = row[:0]
		for i, s := range shares {
			n := 0
			for n < len(s) && s[n].row == first {
				n++
			}
			row, shares[i] = append(row, s[:n]...), s[n:]
		}
		slices.SortStableFunc(row, func(a, b noted) int { return cmp.Compare(a.col, b.col) })
		for _, n := range row {
			out = append(out, n.issue)
		}
	}
	return out
}

// room is a slice of n empty texts, in the memory of s where there is enough.
func room(s []string, n int) []string {
	if cap(s) < n {
		return make([]string, n)
	}
	return s[:n]
}

// noted is an issue and the row and the layout's column that it was found in.
type noted struct {
	row, col int
	issue    forms.Issue
}

// side does n independent pieces of work, as many at a time as there are processors. A
// panic in one comes out here, where the caller's boundary catches it.
func side(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var fault atomic.Pointer[any]
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					fault.CompareAndSwap(nil, &r)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	if r := fault.Load(); r != nil {
		panic(*r)
	}
}

// readTableCell reads a cell, or through the merge that covers it from above. A
// merge that begins in the header says nothing about the rows.
func (c *fieldReader) readTableCell(r, row, col, top int) {
	cell := c.p.At(row, col)
	if blank(cell.Text) {
		m := c.p.span(row, col)
		if m.Top == row || m.Top < top || m.Left != col {
			return
		}
		cell = c.p.At(m.Top, m.Left)
		row = m.Top
		if r > 0 && c.rows[r-1].Number > int32(row) {
			c.values[r], c.shown[r] = c.values[r-1], c.shown[r-1] // its issues were noted once
			return
		}
	}
	c.read(r, cell, row, col)
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
