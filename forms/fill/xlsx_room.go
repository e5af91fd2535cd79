package fill

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// Rows that are missing, and sheets for further cards, are made by excelize, which
// moves with them what speaks of cells: formulas, names, pictures, checks. It sees the
// sheets without the rows that are filled, which are most of a register.

// room makes room for all that is missing. It does nothing where nothing is.
func (x *xlsxFill) room() error {
	need := len(x.odd) > 0
	for _, s := range x.plans {
		need = need || s.extra > 0 || pagesOf(s.Sheet) > len(s.names) && len(s.Layout.Cards) > 0
	}
	if !need {
		return nil
	}
	for _, s := range x.plans {
		if err := x.slim(s); err != nil {
			return err
		}
	}
	data, err := x.p.bytes()
	if err != nil {
		return err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 200 << 20, UnzipXMLSizeLimit: 200 << 20})
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing was written to disk
	for name, part := range x.names.sheets {
		if x.odd[part] {
			if _, err := f.GetCellStyle(name, "A1"); err != nil { // what it has read it writes anew
				return err
			}
		}
	}
	if err := x.makeRoom(f); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return err
	}
	if x.p, err = openPack(out.Bytes()); err != nil {
		return err
	}
	if x.names, err = x.p.workbook(); err != nil {
		return err
	}
	return x.follow()
}

// slim takes the rows that are filled out of a table's sheet: all but the first, whose
// formulas move with the cells that they name, and those with formulas of their own.
func (x *xlsxFill) slim(s *sheetPlan) error {
	part := x.names.sheets[s.grid.Name]
	if len(s.rows) < 2 || x.odd[part] {
		return nil
	}
	text, err := x.p.part(part)
	if err != nil {
		return err
	}
	now, err := x.p.sheet(part)
	if err != nil || now.shared != nil {
		return err
	}
	ours := map[int]bool{}
	for _, o := range s.order() {
		ours[o.col] = true
	}
	var cuts []cut
	for _, n := range s.rows[1:] {
		r := now.row(n)
		if r == nil {
			continue
		}
		cells, err := now.cells(r)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(cells, func(c partCell) bool { return c.formula.to > c.formula.from && !ours[c.col] }) {
			cuts = append(cuts, cut{extent: r.extent})
		}
	}
	x.p.with[part] = splice(text, cuts)
	return nil
}

// makeRoom inserts the rows from the lowest table up, then copies sheets.
func (x *xlsxFill) makeRoom(f *excelize.File) error {
	lowest := slices.Clone(x.plans)
	slices.SortStableFunc(lowest, func(a, b *sheetPlan) int { return b.at - a.at })
	done := map[string][]*sheetPlan{}
	for _, s := range lowest {
		if s.extra == 0 {
			continue
		}
		w := &workSheet{f: f, grid: s.grid, name: s.grid.Name}
		for _, g := range x.book.Sheets {
			if g != s.grid && len(g.Rows)*g.Width() <= smallSheet {
				w.others = append(w.others, g)
			}
		}
		w.room(s, func(row int) int {
			for _, below := range done[w.name] {
				if row >= below.at {
					row += below.extra
				}
			}
			return row
		})
		if w.err != nil {
			return fmt.Errorf("%s: %w", w.name, w.err)
		}
		done[w.name] = append(done[w.name], s)
	}
	for _, s := range x.plans {
		if len(s.Layout.Cards) == 0 {
			continue
		}
		w := &workSheet{f: f, grid: s.grid, name: s.grid.Name}
		for page := 1; page < pagesOf(s.Sheet); page++ {
			name := w.freeName(page + 1)
			w.copySheet(name)
			s.names = append(s.names, name)
		}
		if w.err != nil {
			return fmt.Errorf("%s: %w", w.name, w.err)
		}
	}
	return nil
}

// workSheet is a sheet that room is made on. It holds the first error.
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

// room inserts the rows that a table is short of.
func (w *workSheet) room(s *sheetPlan, where func(row int) int) {
	filled := map[int]bool{}
	for _, r := range s.rows {
		filled[r] = true
	}
	w.try(w.f.InsertRows(w.name, s.at+1, s.extra))
	if len(s.rows) == 0 || w.err != nil {
		return
	}
	w.stretch(filled, s.rows[0], s.at-1, s.extra, func(row int) int {
		to := where(row)
		if row >= s.at {
			to += s.extra
		}
		return to
	})
	w.stretchChecks(s.at-1, s.extra)
}

func (w *workSheet) freeName(n int) string {
	base := []rune(w.name)
	for ; ; n++ {
		tail := " (" + strconv.Itoa(n) + ")"
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
