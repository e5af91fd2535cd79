package office

import "strconv"

// MarkListing lists the marks of a filled form, a cell a line.
func MarkListing(marks []CellMark) Listing {
	l := Listing{Columns: []string{"sheet", "card", "row", "column", "field", "person", "household", "mark", "value", "was"}}
	for i := range marks {
		m := &marks[i]
		l.Rows = append(l.Rows, []string{
			m.Sheet, strconv.Itoa(m.Card), strconv.Itoa(m.Row), m.Column, m.Field, m.Person, m.Household, string(m.Mark), m.Value, m.Was,
		})
	}
	return l
}

// CountMarks is how many cells carry each mark.
func CountMarks(marks []CellMark) map[Mark]int {
	n := map[Mark]int{}
	for i := range marks {
		n[marks[i].Mark]++
	}
	return n
}
