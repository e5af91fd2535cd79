package fill

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// intoXLSX fills the workbook in place: excelize keeps styles, widths, print
// settings, images and everything else it does not touch.
func intoXLSX(src []byte, book *forms.Book, sheets []Sheet) (Result, error) {
	f, err := excelize.OpenReader(bytes.NewReader(src), excelize.Options{UnzipSizeLimit: 200 << 20, UnzipXMLSizeLimit: 200 << 20})
	if err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written to disk
	res := Result{Format: forms.XLSX}
	for i := range sheets {
		l := sheets[i].Layout
		if g := book.Sheets[l.SheetIndex]; len(l.Cards) == 0 {
			if err := unmergeRows(f, g.Name, slots(g, l)); err != nil {
				return Result{}, forms.NewFault("fill_write", g.Name).Because(err)
			}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		w := &workSheet{f: f, grid: book.Sheets[s.Layout.SheetIndex]}
		w.name = w.grid.Name
		for _, g := range book.Sheets {
			if g != w.grid && len(g.Rows)*g.Width() <= smallSheet {
				w.others = append(w.others, g)
			}
		}
		res.Sheets = append(res.Sheets, w.name)
		if len(s.Layout.Cards) > 0 {
			w.cards(s, &res)
			res.Rows = append(res.Rows, nil)
		} else {
			w.table(s, &res)
			res.Cards = append(res.Cards, nil)
		}
		if w.err != nil {
			return Result{}, forms.NewFault("fill_write", w.name).Because(w.err)
		}
	}
	if err := f.UpdateLinkedValue(); err != nil {
		return Result{}, forms.NewFault("fill_write", "").Because(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return Result{}, forms.NewFault("fill_write", "").Because(err)
	}
	res.Data = out.Bytes()
	return res, nil
}

// workSheet writes into one sheet and holds the first error.
type workSheet struct {
	f      *excelize.File
	name   string
	grid   *forms.Grid   // as it was read
	others []*forms.Grid // the sheets beside it whose formulas may look at it
	err    error
}

// smallSheet is how many cells a sheet that sums up others has at most.
const smallSheet = 20_000

func (w *workSheet) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

// set puts a value, keeping the cell's style; nothing blanks the cell.
func (w *workSheet) set(name string, row, col int, v string, numeric bool) {
	if w.err != nil {
		return
	}
	cell := forms.CellName(row, col)
	if v == "" {
		w.try(w.f.SetCellValue(name, cell, nil))
		return
	}
	if numeric {
		if n, ok := plainNumber(v); ok {
			w.try(w.f.SetCellFloat(name, cell, n, -1, 64))
			return
		}
	}
	w.try(w.f.SetCellStr(name, cell, v))
}

func (w *workSheet) table(s *Sheet, res *Result) {
	l := s.Layout
	rows := slots(w.grid, l)
	numeric := numericColumns(w.grid, l.Columns, rows)
	sums := sumRows(w.grid, l, rows)
	formulas := w.ofColumns(l.Columns, rows)
	rows, sums = w.room(s, rows, sums)
	res.Rows = append(res.Rows, rows[:min(len(rows), len(s.Rows))])
	for i, row := range rows {
		for j, col := range l.Columns {
			v := ""
			if i < len(s.Rows) {
				v = s.Rows[i][j]
				if formulas[j] != "" {
					w.try(w.f.SetCellFormula(w.name, forms.CellName(row, col.Index), shifted(formulas[j], row-rows[0])))
					continue
				}
			}
			if v != "" {
				res.Cells++
			}
			for _, k := range partsOf(v, col.Boxes) {
				w.set(w.name, row, col.Index+k.beside, k.text, numeric[j])
			}
		}
	}
	for _, t := range sums {
		if w.formula(t.row, t.col) != "" {
			continue // it sums up by itself
		}
		v, known := t.value(s)
		if !known {
			res.Notes = append(res.Notes, note(t.row, t.col, "fill_total"))
		}
		w.set(w.name, t.row, t.col, v, true)
	}
}

// room inserts the rows that are missing, made like the last data row there was.
func (w *workSheet) room(s *Sheet, rows []int, sums []sum) ([]int, []sum) {
	l := s.Layout
	is := map[int]bool{}
	for _, r := range rows {
		is[r] = true
	}
	extra := len(s.Rows) - len(rows)
	if extra <= 0 || w.err != nil {
		return rows, sums
	}
	at := firstFree(l)
	if len(rows) > 0 {
		at = rows[len(rows)-1] + 1
	}
	around := w.formulas(is)
	w.try(w.f.InsertRows(w.name, at+1, extra))
	for i := range sums {
		if sums[i].row >= at {
			sums[i].row += extra
		}
	}
	if len(rows) > 0 {
		w.stretch(around, rows[0], at-1, extra)
		w.stretchChecks(at-1, extra)
	}
	for i := range extra {
		rows = append(rows, at+i)
	}
	if at > 0 {
		w.copyStyle(at-1, at, at+extra-1)
	}
	return rows, sums
}

// copyStyle gives rows first..last the look of row like: the styles of its cells,
// its height, its merges from side to side.
func (w *workSheet) copyStyle(like, first, last int) {
	height, err := w.f.GetRowHeight(w.name, like+1)
	w.try(err)
	for col := range w.grid.Width() {
		style, err := w.f.GetCellStyle(w.name, forms.CellName(like, col))
		w.try(err)
		if _, unknown := w.f.GetStyle(style); unknown != nil {
			continue // a damaged file names styles that it doesn't have
		}
		if err == nil && style != 0 {
			w.try(w.f.SetCellStyle(w.name, forms.CellName(first, col), forms.CellName(last, col), style))
		}
	}
	for r := first; r <= last && w.err == nil; r++ {
		w.try(w.f.SetRowHeight(w.name, r+1, height))
	}
	for _, m := range w.grid.Merges {
		if m.Top != like || m.Bottom != like {
			continue
		}
		for r := first; r <= last && w.err == nil; r++ {
			w.try(w.f.MergeCell(w.name, forms.CellName(r, m.Left), forms.CellName(r, m.Right)))
		}
	}
}

// cards fills the card slots of a sheet; further cards go on copies of the sheet.
func (w *workSheet) cards(s *Sheet, res *Result) {
	per := len(s.Layout.Cards)
	pages := pagesOf(s)
	names := []string{w.name}
	for page := 1; page < pages; page++ {
		name := w.freeName(page + 1)
		w.copySheet(name)
		names = append(names, name)
	}
	res.Cards = append(res.Cards, spots(len(s.Cards), per, func(page int) string { return names[page] }))
	for page, name := range names {
		for i, slot := range s.Layout.Cards {
			var c Card
			if n := page*per + i; n < len(s.Cards) {
				c = s.Cards[n]
			}
			fillCardSlot(slot, c, res, func(row, col int, v string) {
				w.set(name, row, col, v, w.grid.At(row, col).Kind == forms.CellNumber)
			})
		}
	}
}

func (w *workSheet) freeName(n int) string {
	base := []rune(w.name)
	for ; ; n++ {
		tail := fmt.Sprintf(" (%d)", n)
		name := string(base[:min(len(base), excelize.MaxSheetNameLength-len(tail))]) + tail
		if i, err := w.f.GetSheetIndex(name); err != nil || i < 0 {
			return name
		}
	}
}

func (w *workSheet) copySheet(name string) {
	from, err := w.f.GetSheetIndex(w.name)
	w.try(err)
	to, err := w.f.NewSheet(name)
	w.try(err)
	if w.err == nil {
		w.try(w.f.CopySheet(from, to))
	}
}
