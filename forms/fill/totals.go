package fill

import (
	"strconv"

	"huce/forms"
)

// sum is a cell of a total row and how it came about: the number of rows, or the
// sum of its column.
type sum struct {
	row, col int
	count    bool
	column   int // index into Layout.Columns where it sums a column, else -1
}

// sumRows finds how each number of a table's total rows came about in the file as
// it was, so that it can be made again for other rows.
func sumRows(g *forms.Grid, l *forms.Layout, rows []int) []sum {
	filled := 0
	for _, r := range rows {
		for _, c := range l.Columns {
			if g.At(r, c.Index).Kind != forms.CellEmpty {
				filled++
				break
			}
		}
	}
	var out []sum
	for _, t := range totals(l) {
		for col := range g.Width() {
			v, err := strconv.ParseFloat(g.At(t, col).Text, 64)
			if err != nil {
				continue
			}
			s := sum{row: t, col: col, column: -1, count: v == float64(filled)}
			for j, c := range l.Columns {
				if c.Index == col && !s.count && columnSum(g, rows, col) == v {
					s.column = j
				}
			}
			out = append(out, s)
		}
	}
	return out
}

func columnSum(g *forms.Grid, rows []int, col int) float64 {
	total := 0.0
	for _, r := range rows {
		if v, err := strconv.ParseFloat(g.At(r, col).Text, 64); err == nil {
			total += v
		}
	}
	return total
}

// value is the total for the new rows. A number that came about in a way not
// understood is left blank, never wrong.
func (t sum) value(s *Sheet) (string, bool) {
	switch {
	case t.count:
		return strconv.Itoa(len(s.Rows)), true
	case t.column >= 0:
		total := 0.0
		for _, r := range s.Rows {
			if v, err := strconv.ParseFloat(r[t.column], 64); err == nil {
				total += v
			}
		}
		return strconv.FormatFloat(total, 'f', -1, 64), true
	}
	return "", false
}
