package sheet

import (
	"encoding/binary"
	"errors"

	"huce/forms"
)

// Records that tell of looks ([MS-XLS] 2.3).
const (
	recName        = 0x0018
	recBreaks      = 0x001B
	recLeftMargin  = 0x0026 // right, top and bottom follow it
	recBottom      = 0x0029
	recDefColWidth = 0x0055
	recHCenter     = 0x0083
	recPalette     = 0x0092
)

// xlsLooks gathers what the globals say of looks.
type xlsLooks struct {
	book    *xlsBook
	fonts   []forms.CellLook
	xfs     []record
	colours [56]forms.RGB
	names   []record
}

// looksOfXLS are the looks of a workbook's sheets by their names; none for the files
// of Excel 5 and 95.
func looksOfXLS(data []byte) (map[string]*forms.Look, error) {
	stream := data
	if string(data[:min(len(data), len(oleMagic))]) == oleMagic {
		var err error
		if stream, err = oleStream(data, "Workbook"); err != nil {
			if errors.Is(err, errNoStream) {
				return nil, nil
			}
			return nil, err
		}
	}
	w := &xlsBook{stream: stream, b: quiet(), codes: map[int]string{}, list: newFormatList()}
	if err := w.readGlobals(); err != nil || w.bytesOnly {
		return nil, err
	}
	x := &xlsLooks{book: w, colours: palette}
	x.globals()
	styles := x.styles()
	out := map[string]*forms.Look{}
	for i, e := range w.sheets {
		if !e.cells {
			continue
		}
		l := &forms.Look{Styles: styles}
		if err := x.sheet(e, l); err != nil {
			return nil, err
		}
		x.printNames(i+1, l)
		out[e.name] = l
	}
	return out, nil
}

func (x *xlsLooks) globals() {
	s := &biffStream{data: x.book.stream}
	for {
		r, ok := s.next()
		if !ok || r.kind == recEOF {
			return
		}
		switch r.kind {
		case recFont:
			f := forms.CellLook{Size: float64(r.u16(0)) / 20, Bold: r.u16(6) >= 600}
			if len(r.data) > 15 {
				t := newXLSText(record{data: r.data[14:]})
				f.Font = x.book.text(t, int(t.u8()))
			}
			f.Indent = r.u16(4) // its colour, until the palette is known
			x.fonts = append(x.fonts, f)
		case recXF:
			x.xfs = append(x.xfs, r)
		case recPalette:
			for i := range min(r.u16(0), len(x.colours)) {
				v := r.u32(2 + 4*i)
				x.colours[i] = forms.RGB(v&0xFF<<16 | v&0xFF00 | v>>16&0xFF)
			}
		case recName:
			x.names = append(x.names, r)
		}
	}
}

// styles are the looks of cell formats (XF, [MS-XLS] 2.4.353). The look of a cell
// without one is the workbook's default cell format, the sixteenth.
func (x *xlsLooks) styles() []forms.CellLook {
	out := make([]forms.CellLook, len(x.xfs)+1)
	for i, r := range x.xfs {
		out[i+1] = x.style(r)
	}
	if len(out) > 16 {
		out[0] = out[16]
	}
	out[0].Left, out[0].Top, out[0].Right, out[0].Bottom, out[0].Filled = 0, 0, 0, 0, false
	return out
}

func (x *xlsLooks) style(r record) forms.CellLook {
	c := forms.CellLook{Size: 11}
	font := r.u16(0)
	if font > 4 { // there is no font 4
		font--
	}
	if font < len(x.fonts) {
		c = x.fonts[font]
		c.Colour, _ = indexed(c.Indent, &x.colours)
		c.Indent = 0
	}
	if len(r.data) < 20 {
		return c
	}
	align := r.data[6]
	c.Across = [8]forms.Across{
		forms.ByKind, forms.AtLeft, forms.AtCentre, forms.AtRight, forms.AtLeft, forms.AtLeft, forms.AtCentre, forms.AtCentre,
	}[align&7]
	c.Down = [8]forms.Down{forms.AtTop, forms.AtMiddle, forms.AtBottom, forms.AtMiddle, forms.AtMiddle}[align>>4&7]
	c.Wrap = align&8 != 0
	c.Upright = r.data[7] != 0
	c.Indent, c.Shrink = int(r.data[8]&15), r.data[8]&16 != 0
	rules := r.u16(10)
	c.Left, c.Right, c.Top, c.Bottom = ruleCodes[rules&15], ruleCodes[rules>>4&15], ruleCodes[rules>>8&15], ruleCodes[rules>>12&15]
	if pattern := r.u32(14) >> 26; pattern == 1 {
		c.Fill, c.Filled = indexed(r.u16(18)&0x7F, &x.colours)
	}
	return c
}

// sheet reads one sheet's records.
func (x *xlsLooks) sheet(e xlsEntry, l *forms.Look) error {
	s := &biffStream{data: x.book.stream, pos: e.start}
	depth, fits := 0, false
	for {
		r, ok := s.next()
		if !ok {
			return errNoEOF
		}
		switch r.kind {
		case recBOF:
			depth++
			continue
		case recEOF:
			if depth--; depth == 0 {
				return nil
			}
			continue
		}
		if depth != 1 {
			continue
		}
		switch r.kind {
		case recWSBool:
			fits = r.u16(0)&0x100 != 0
		case recSetup:
			if r.u16(10)&4 == 0 { // the printer's data are said
				l.Scale = float64(min(max(r.u16(2), 10), 400)) / 100
			}
			if fits {
				l.Scale, l.FitHeight = 1, r.u16(8) == 1
			}
		default:
			if err := x.record(r, l); err != nil {
				return err
			}
		}
	}
}

func (x *xlsLooks) record(r record, l *forms.Look) error {
	switch r.kind {
	case recLabelSST, recNumber, recRK, recLabel, recRString, recBoolErr, recFormula, recBlank:
		return x.cell(l, r.u16(0), r.u16(2), r.u16(4))
	case recMulRK, recMulBlank:
		size := 6
		if r.kind == recMulBlank {
			size = 2
		}
		col := r.u16(2)
		for at := 4; at+size <= len(r.data)-2; at += size {
			if err := x.cell(l, r.u16(0), col, r.u16(at)); err != nil {
				return err
			}
			col++
		}
	case recRow:
		if h := r.u16(6); h&0x8000 == 0 && len(r.data) >= 16 {
			row := r.u16(0)
			for len(l.Heights) <= row {
				l.Heights = append(l.Heights, 0)
			}
			l.Heights[row] = float64(h) / 20
		}
	case recDefaultRow:
		l.RowHeight = float64(r.u16(2)) / 20
	case recDefColWidth:
		if l.ColWidth == 0 {
			l.ColWidth = float64(r.u16(0)) + 0.72
		}
	case recHCenter:
		l.Centred = r.u16(0) == 1
	case recBreaks:
		for i := range r.u16(0) {
			if at := 2 + 6*i; at+6 <= len(r.data) {
				l.Breaks = append(l.Breaks, r.u16(at))
			}
		}
	case recLeftMargin, recLeftMargin + 1, recLeftMargin + 2, recBottom:
		side := [4]int{0, 2, 1, 3}[r.kind-recLeftMargin] // left, right, top, bottom
		if v := r.f64(0) * 72; v > 0 && v < 1000 {
			l.Margins[side] = v
		}
	}
	return nil
}

func (x *xlsLooks) cell(l *forms.Look, row, col, xf int) error {
	if err := x.book.b.spend(1, 2); err != nil {
		return err
	}
	l.Set(row, col, xf+1)
	return nil
}

// Built-in names ([MS-XLS] 2.5.114), and the token of an area on a sheet.
const (
	namePrintArea   = 6
	namePrintTitles = 7
	tokenArea3d     = 0x3B
	tokenMemFunc    = 0x29
)

// printNames takes what the names of the n-th sheet (from 1) say is printed and
// repeated.
func (x *xlsLooks) printNames(n int, l *forms.Look) {
	for _, r := range x.names {
		if r.u16(0)&0x20 == 0 || r.u16(8) != n || len(r.data) < 16 {
			continue
		}
		kind, formula := r.data[15], r.data[16:]
		if len(formula) > 3 && formula[0] == tokenMemFunc {
			formula = formula[3:]
		}
		for len(formula) >= 11 && formula[0]&0x1F|0x20 == tokenArea3d&0x1F|0x20 {
			u := func(at int) int { return int(binary.LittleEndian.Uint16(formula[at:])) }
			area := forms.Range{Top: u(3), Bottom: u(5), Left: u(7) & 0xFF, Right: u(9) & 0xFF}
			switch {
			case kind == namePrintArea && !l.HasArea:
				l.PrintArea, l.HasArea = area, true
			case kind == namePrintTitles && area.Left == 0 && area.Right == 0xFF:
				l.Titles = forms.Span{First: area.Top + 1, Last: area.Bottom + 1}
			}
			formula = formula[11:]
		}
	}
}
