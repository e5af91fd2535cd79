package fill

import (
	"slices"
	"strconv"

	"huce/forms"
	"huce/forms/sheet"
	"huce/forms/vocab"
)

// intoGrids fills the grids themselves and writes the book anew: a csv in its own
// encoding, a text document as docx, anything else as xlsx.
func intoGrids(book *forms.Book, sheets []Sheet) (Result, error) {
	out := *book
	out.Sheets = make([]*forms.Grid, len(book.Sheets))
	for i, g := range book.Sheets {
		out.Sheets[i] = copyGrid(g)
	}
	res := Result{Format: book.Format}
	if book.Format != forms.CSV {
		res.Format = forms.XLSX
		if book.Format.IsDocument() {
			res.Format = forms.DOCX
		}
		res.Notes = append(res.Notes, note(-1, -1, "fill_format", string(book.Format), string(res.Format)))
	}
	for i := range sheets {
		s := &sheets[i]
		g := out.Sheets[s.Layout.SheetIndex]
		res.Sheets = append(res.Sheets, g.Name)
		if len(s.Layout.Cards) > 0 {
			more := fillCardGrids(g, s, &res)
			res.Rows = append(res.Rows, nil)
			out.Sheets = append(out.Sheets, more...)
			res.Cards = append(res.Cards, spots(len(s.Cards), len(s.Layout.Cards), func(page int) string {
				if page > 0 {
					return more[page-1].Name
				}
				return g.Name
			}))
		} else {
			fillTableGrid(g, s, &res)
			res.Cards = append(res.Cards, nil)
		}
		if book.Format != forms.CSV {
			dress(g, s.Layout)
		}
	}
	data, err := sheet.Write(&out, res.Format)
	if err != nil {
		return Result{}, err
	}
	res.Data = data
	return res, nil
}

// copyGrid is a grid whose rows and merges can be changed apart from the first.
func copyGrid(g *forms.Grid) *forms.Grid {
	c := *g
	c.Rows = make([][]forms.Cell, len(g.Rows))
	for i, r := range g.Rows {
		c.Rows[i] = slices.Clone(r)
	}
	c.Merges = slices.Clone(g.Merges)
	return &c
}

func fillTableGrid(g *forms.Grid, s *Sheet, res *Result) {
	l := s.Layout
	rows := slots(g, l)
	numeric := numericColumns(g, l.Columns, rows)
	sums := sumRows(g, l, rows)
	if extra := len(s.Rows) - len(rows); extra > 0 {
		at := firstFree(g, l)
		if len(rows) > 0 {
			at = rows[len(rows)-1] + 1
		}
		insertRows(g, at, extra)
		for i := range sums {
			if sums[i].row >= at {
				sums[i].row += extra
			}
		}
		for i := range extra {
			rows = append(rows, at+i)
		}
	}
	res.Rows = append(res.Rows, rows[:min(len(rows), len(s.Rows))])
	unmerge(g, rows)
	for i, row := range rows {
		for j, col := range l.Columns {
			v := ""
			if i < len(s.Rows) {
				v = s.Rows[i][j]
			}
			if v != "" {
				res.Cells++
			}
			for _, k := range partsOf(v, col.Boxes) {
				g.Set(row, col.Index+k.beside, valueCell(k.text, numeric[j]))
			}
		}
	}
	for _, t := range sums {
		v, known := t.value(s)
		if !known {
			res.Notes = append(res.Notes, note(t.row, t.col, "fill_total"))
		}
		g.Set(t.row, t.col, valueCell(v, true))
	}
}

// insertRows moves the rows from at on down by n, with their merges.
func insertRows(g *forms.Grid, at, n int) {
	for len(g.Rows) < at {
		g.Rows = append(g.Rows, nil)
	}
	g.Rows = slices.Insert(g.Rows, at, make([][]forms.Cell, n)...)
	for i := range g.Merges {
		m := &g.Merges[i]
		if m.Top >= at {
			m.Top += n
		}
		if m.Bottom >= at {
			m.Bottom += n
		}
	}
	if len(g.HiddenRows) == 0 {
		return
	}
	hidden := map[int]bool{}
	for r := range g.HiddenRows {
		if r >= at {
			r += n
		}
		hidden[r] = true
	}
	g.HiddenRows = hidden
}

// unmerge takes apart the merges that touch data rows: other people stand there now.
func unmerge(g *forms.Grid, rows []int) {
	is := map[int]bool{}
	for _, r := range rows {
		is[r] = true
	}
	g.Merges = slices.DeleteFunc(g.Merges, func(m forms.Range) bool {
		for r := m.Top; r <= m.Bottom; r++ {
			if is[r] {
				return true
			}
		}
		return false
	})
}

// countable are the types of fields that are reckoned with.
var countable = map[string]bool{"integer": true, "decimal": true, "money": true}

// numericColumns says which columns hold numbers in the file, so that a number goes back
// as one; of a form without any rows yet, those that ask for what is reckoned with, but
// where their cells are for text. An ID number never does: spreadsheets cut it.
func numericColumns(g *forms.Grid, cols []forms.Column, rows []int) []bool {
	is := make([]bool, len(cols))
	for j, c := range cols {
		numbers, texts, forText := 0, 0, false
		for _, r := range rows {
			forText = forText || g.NumberFormat(g.At(r, c.Index)) == "@"
			switch g.At(r, c.Index).Kind {
			case forms.CellNumber:
				numbers++
			case forms.CellText:
				texts++
			}
		}
		def, _ := vocab.Field(c.Field)
		is[j] = numbers > texts || numbers+texts == 0 && countable[def.Type] && !forText
	}
	return is
}

// longestNumber is the digits a spreadsheet keeps without loss, less a margin: a
// phone fits, an ID number or bank card doesn't.
const longestNumber = 11

// valueCell is a value as a cell: a number only in a column of numbers, and only
// where it survives the journey unchanged.
func valueCell(v string, numeric bool) forms.Cell {
	if v == "" {
		return forms.Cell{}
	}
	if numeric {
		if _, ok := plainNumber(v); ok {
			return forms.Cell{Text: v, Raw: v, Kind: forms.CellNumber}
		}
	}
	return forms.Cell{Text: v, Kind: forms.CellText}
}

func plainNumber(v string) (float64, bool) {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || len(v) > longestNumber || strconv.FormatFloat(f, 'f', -1, 64) != v {
		return 0, false
	}
	return f, true
}
