package sheet

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"

	"huce/forms"
)

// Records of BIFF8 that are only written.
const (
	recFont       = 0x0031
	recWindow1    = 0x003D
	recWSBool     = 0x0081
	recDVal       = 0x01B2
	recDV         = 0x01BE
	recDimensions = 0x0200
	recWindow2    = 0x023E
	recStyle      = 0x0293
)

const (
	xlsRows      = 1 << 16
	xlsCols      = 1 << 8
	recordLimit  = 8224 // bytes of a record's data
	mergesPerRec = 1026
	firstFont    = 5  // font 4 doesn't exist, and the first four are the default
	firstXF      = 15 // the cell styles follow 15 of named styles
)

// biff is a stream of records being written.
type biff struct{ out []byte }

// record appends a record of the given fields: integers by their size, bytes and
// nested slices as they are.
func (b *biff) record(kind uint16, fields ...any) {
	at := len(b.out)
	b.out = binary.LittleEndian.AppendUint16(b.out, kind)
	b.out = append(b.out, 0, 0)
	for _, f := range fields {
		switch v := f.(type) {
		case byte:
			b.out = append(b.out, v)
		case uint16:
			b.out = binary.LittleEndian.AppendUint16(b.out, v)
		case uint32:
			b.out = binary.LittleEndian.AppendUint32(b.out, v)
		case float64:
			b.out = binary.LittleEndian.AppendUint64(b.out, math.Float64bits(v))
		case []byte:
			b.out = append(b.out, v...)
		}
	}
	binary.LittleEndian.PutUint16(b.out[at+2:], uint16(len(b.out)-at-4))
}

// xlsText1 and xlsText2 are a text with its length in one byte or in two.
func xlsText1(t string) []byte {
	units := utf16.Encode([]rune(t))
	return append([]byte{byte(len(units)), wideText}, wide(units)...)
}

func xlsText2(t string) []byte {
	units := utf16.Encode([]rune(t))
	return append([]byte{byte(len(units)), byte(len(units) >> 8), wideText}, wide(units)...)
}

func wide(units []uint16) []byte {
	out := make([]byte, 0, 2*len(units))
	for _, u := range units {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// writeXLS writes a workbook of Excel 97: what writeXLSX writes, within its
// 65,536 rows and 256 columns.
func writeXLS(b *forms.Book) ([]byte, error) {
	w := &xlsWriter{xlsxWriter{texts: map[string]int{}, xfs: map[xf]int{}, codes: map[string]int{}}}
	w.xf(xf{})
	sheets := b.Sheets
	if len(sheets) == 0 {
		sheets = []*forms.Grid{{Name: "Sheet1"}}
	}
	active := firstVisible(sheets)
	bodies := make([][]byte, len(sheets))
	for i, g := range sheets {
		if lastWritten(g) >= xlsRows || g.Width() > xlsCols || len(g.Widths) > xlsCols {
			return nil, forms.NewFault("sheet_too_big_for_xls", g.Name)
		}
		bodies[i] = w.sheet(g, i == active)
	}
	return oleFile("Workbook", w.workbook(sheets, bodies, active)), nil
}

// xlsWriter gathers what the sheets share, as its kin of xlsx does.
type xlsWriter struct{ xlsxWriter }

// workbook is the stream: the globals and the sheets after them.
func (w *xlsWriter) workbook(sheets []*forms.Grid, bodies [][]byte, active int) []byte {
	starts := make([]uint32, len(sheets))
	globals := w.globals(sheets, starts, active)
	at := uint32(len(globals))
	for i, body := range bodies {
		starts[i] = at
		at += uint32(len(body))
	}
	return slices.Concat(append([][]byte{w.globals(sheets, starts, active)}, bodies...)...)
}

// globals are the records before the sheets; starts says where those begin.
func (w *xlsWriter) globals(sheets []*forms.Grid, starts []uint32, active int) []byte {
	var b biff
	b.bof(0x0005)
	b.record(recCodePage, uint16(1200))
	b.record(recWindow1, uint16(0), uint16(0), uint16(0x4000), uint16(0x2000), uint16(0x38), uint16(active), uint16(0), uint16(1), uint16(600))
	b.record(recDateMode, uint16(0))
	for range firstFont - 1 {
		b.font(forms.StylePlain)
	}
	for _, s := range styles {
		b.font(s)
	}
	for _, code := range w.named {
		b.record(recFormat, uint16(w.codes[code]), xlsText2(code))
	}
	for range firstXF {
		b.record(recXF, uint16(0), uint16(0), uint16(0xFFF5), byte(0x20), byte(0), byte(0), byte(0), uint32(0), uint32(0), uint16(0x20C0))
	}
	for _, x := range w.order {
		w.writeXF(&b, x)
	}
	b.record(recStyle, uint16(0x8000), byte(0), byte(0xFF))
	names := sheetNames(sheets)
	for i, g := range sheets {
		hidden := byte(0)
		if g.Hidden && i != active {
			hidden = 1
		}
		b.record(recBoundSheet, starts[i], hidden, byte(0), xlsText1(names[i]))
	}
	w.sharedTable(&b)
	b.record(recEOF)
	return b.out
}

func (b *biff) bof(kind uint16) {
	b.record(recBOF, uint16(biff8), kind, uint16(0x0DBB), uint16(0x07CC), uint32(0x41), uint32(0x0406))
}

func (b *biff) font(s forms.Style) {
	weight := uint16(400)
	if looks[s].bold {
		weight = 700
	}
	b.record(recFont, uint16(20*looks[s].points), uint16(0), uint16(0x7FFF), weight, uint16(0), byte(0), byte(0), byte(134), byte(0), xlsText1("宋体"))
}

// writeXF writes a cell style ([MS-XLS] 2.4.353).
func (w *xlsWriter) writeXF(b *biff, x xf) {
	l := looks[x.style]
	align := byte(1 << 4) // centred upright
	if l.centre {
		align |= 2
	}
	if x.wrap {
		align |= 8
	}
	borders, colours := uint32(0), uint32(0)
	if l.border {
		borders = 0x1111 | 64<<16 | 64<<23
		colours = 64 | 64<<7
	}
	font := firstFont + slices.Index(styles, x.style)
	b.record(recXF, uint16(font), uint16(w.codes[x.format]), uint16(1), align, byte(0), byte(0), byte(0xFC), borders, colours, uint16(0x20C0))
}

// sharedTable writes the shared texts, cut into records. A text's head is never
// cut; where its characters are, the next record says anew that they are wide.
func (w *xlsWriter) sharedTable(b *biff) {
	piece := binary.LittleEndian.AppendUint32(nil, uint32(w.cells))
	piece = binary.LittleEndian.AppendUint32(piece, uint32(len(w.shared)))
	kind := uint16(recSST)
	flush := func() {
		b.record(kind, piece)
		kind, piece = recContinue, piece[:0]
	}
	for _, t := range w.shared {
		units := utf16.Encode([]rune(t))
		if len(piece)+5 > recordLimit {
			flush()
		}
		piece = append(piece, byte(len(units)), byte(len(units)>>8), wideText)
		for {
			here := min(len(units), (recordLimit-len(piece))/2)
			piece = append(piece, wide(units[:here])...)
			if units = units[here:]; len(units) == 0 {
				break
			}
			flush()
			piece = append(piece, wideText)
		}
	}
	flush()
}
