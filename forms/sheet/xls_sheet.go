package sheet

import (
	"encoding/binary"
	"math"

	"huce/forms"
)

// xlsSheet reads one worksheet of a Workbook stream.
type xlsSheet struct {
	*xlsBook
	g              *forms.Grid
	maxRow, maxCol int
	zeroRows       bool
	named          []rowState  // by row
	pending        forms.Range // a formula whose text comes in a STRING record
	pendingXF      int
	waiting        bool
}

// rowState is what a sheet says of a row.
type rowState uint8

const (
	rowUnnamed rowState = iota
	rowShown
	rowHidden
)

func (w *xlsBook) readSheet(e xlsEntry) (*forms.Grid, error) {
	if e.start < 0 || e.start >= len(w.stream) {
		return nil, errRecord
	}
	r := &xlsSheet{xlsBook: w, g: &forms.Grid{Name: e.name, Hidden: e.hidden}}
	s := &biffStream{data: w.stream, pos: e.start}
	if first, ok := s.next(); !ok || first.kind != recBOF {
		return nil, errRecord
	}
	for depth := 1; depth > 0; {
		rec, ok := s.next()
		if !ok {
			return nil, errNoEOF
		}
		switch {
		case rec.kind == recBOF: // a chart inside the sheet
			depth++
		case rec.kind == recEOF:
			depth--
		case depth == 1:
			if err := r.record(rec); err != nil {
				return nil, err
			}
		}
	}
	r.finish()
	return r.g, nil
}

// record reads one record of the sheet.
func (r *xlsSheet) record(rec record) error {
	switch rec.kind {
	case recLabelSST, recNumber, recRK, recLabel, recRString, recBoolErr, recFormula, recBlank:
		return r.cell(rec)
	case recMulRK:
		return r.manyNumbers(rec)
	case recMulBlank:
		r.reach(rec.u16(0), rec.u16(len(rec.data)-2))
	case recString:
		return r.formulaText(rec)
	case recMergedCells:
		return r.merges(rec)
	case recRow:
		r.rowInfo(rec)
	case recDefaultRow:
		r.zeroRows = rec.u16(0)&2 != 0
	case recColInfo:
		r.columns(rec)
	case recSetup:
		if options := rec.u16(10); len(rec.data) >= 12 && options&0x46 == 0 {
			r.g.Landscape = true
		}
	}
	return nil
}

func (r *xlsSheet) reach(row, col int) {
	r.maxRow, r.maxCol = max(r.maxRow, row), max(r.maxCol, col)
}

// cell reads a record of one cell: row, column, style, value.
func (r *xlsSheet) cell(rec record) error {
	if len(rec.data) < 6 {
		return errRecord
	}
	row, col, xf := rec.u16(0), rec.u16(2), rec.u16(4)
	r.reach(row, col)
	var c forms.Cell
	switch rec.kind {
	case recLabelSST:
		if i := rec.u32(6); int64(i) < int64(len(r.texts)) {
			c = textCell(r.texts[i], r.format(xf))
		}
	case recLabel, recRString:
		t := newXLSText(record{data: rec.data[6:], more: rec.more})
		c = textCell(plainLines(r.text(t, t.u16())), r.format(xf))
	case recNumber:
		c = r.number(rec.f64(6), xf)
	case recRK:
		c = r.number(rk(rec.u32(6)), xf)
	case recBoolErr:
		c = boolOrError(rec.u16(6)&0xFF, rec.u16(6)>>8 != 0)
	case recFormula:
		c = r.formula(rec, row, col, xf)
	}
	return r.b.put(r.g, row, col, c)
}

// number is a number under its style; one that is none shows as nothing.
func (r *xlsSheet) number(v float64, xf int) forms.Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return forms.Cell{}
	}
	f := r.format(xf)
	return f.cell(f.moved(v, r.shift), "")
}

// manyNumbers reads a run of numbers: row, first column, style and value each,
// last column.
func (r *xlsSheet) manyNumbers(rec record) error {
	row, col := rec.u16(0), rec.u16(2)
	for at := 4; at+6 <= len(rec.data)-2; at += 6 {
		r.reach(row, col)
		if err := r.b.put(r.g, row, col, r.number(rk(rec.u32(at+2)), rec.u16(at))); err != nil {
			return err
		}
		col++
	}
	return nil
}

// errorNames by their code.
var errorNames = map[int]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

func boolOrError(v int, isError bool) forms.Cell {
	if isError {
		if name, ok := errorNames[v]; ok {
			return forms.Cell{Text: name, Kind: forms.CellError}
		}
		return forms.Cell{Text: "#N/A", Kind: forms.CellError}
	}
	return boolCell(v != 0)
}

// formula gives the value that the file keeps of a formula. A text follows in a
// record of its own.
func (r *xlsSheet) formula(rec record, row, col, xf int) forms.Cell {
	r.waiting = false
	if len(rec.data) < 14 {
		return forms.Cell{}
	}
	if rec.u16(12) != 0xFFFF {
		return r.number(rec.f64(6), xf)
	}
	switch value := rec.u16(8) & 0xFF; rec.data[6] {
	case 0:
		r.pending, r.pendingXF, r.waiting = forms.Range{Top: row, Left: col}, xf, true
	case 1:
		return boolOrError(value, false)
	case 2:
		return boolOrError(value, true)
	}
	return forms.Cell{}
}

func (r *xlsSheet) formulaText(rec record) error {
	if !r.waiting {
		return nil
	}
	r.waiting = false
	t := newXLSText(rec)
	c := textCell(plainLines(r.text(t, t.u16())), r.format(r.pendingXF))
	return r.b.put(r.g, r.pending.Top, r.pending.Left, c)
}

func (r *xlsSheet) merges(rec record) error {
	n := rec.u16(0)
	for i := 0; i < n && 2+8*i+8 <= len(rec.data); i++ {
		at := 2 + 8*i
		m := forms.Range{Top: rec.u16(at), Bottom: rec.u16(at + 2), Left: rec.u16(at + 4), Right: rec.u16(at + 6)}
		if err := r.b.merge(r.g, m); err != nil {
			return err
		}
	}
	return nil
}

// rowInfo notes which rows the sheet names, and which of them are hidden.
func (r *xlsSheet) rowInfo(rec record) {
	if len(rec.data) < 14 {
		return
	}
	row, state := rec.u16(0), rowShown
	const hidden = 0x20
	if binary.LittleEndian.Uint16(rec.data[12:])&hidden != 0 {
		state = rowHidden
	}
	for len(r.named) <= row {
		r.named = append(r.named, rowUnnamed)
	}
	r.named[row] = max(r.named[row], state) // hidden where it is named twice
}

// columns takes the width (in 1/256 of a character) and hiding of columns.
func (r *xlsSheet) columns(rec record) {
	if len(rec.data) < 10 {
		return
	}
	for c := rec.u16(0); c <= min(rec.u16(2), 255); c++ {
		setWidth(r.g, c, float64(rec.u16(4))/256)
		if rec.data[8]&1 != 0 {
			hideCol(r.g, c)
		}
	}
}

func (r *xlsSheet) finish() {
	r.g.Formats = r.list.codes
	for row := range r.g.Rows {
		state := rowUnnamed
		if row < len(r.named) {
			state = r.named[row]
		}
		if state == rowHidden || (r.zeroRows && state == rowUnnamed) {
			hideRow(r.g, row)
		}
	}
	trim(r.g, r.maxRow, r.maxCol)
}
