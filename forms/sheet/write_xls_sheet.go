package sheet

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"

	"huce/forms"
)

// sheet is a worksheet's records.
func (w *xlsWriter) sheet(g *forms.Grid, active bool) []byte {
	var b biff
	rows := styledRows(g)
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	b.bof(0x0010)
	b.record(recDefaultRow, uint16(0), uint16(300))
	b.record(recWSBool, uint16(0x05C1)) // fitted to the page's width
	portrait := uint16(2)
	if g.Landscape {
		portrait = 0
	}
	b.record(recSetup, uint16(9), uint16(100), uint16(1), uint16(1), uint16(0), portrait, uint16(600), uint16(600), 0.3, 0.3, uint16(1))
	writeColumns(&b, g)
	b.record(recDimensions, uint32(0), uint32(len(rows)), uint16(0), uint16(width), uint16(0))
	starts := mergesByCell(g)
	for row, cells := range rows {
		w.row(&b, g, row, cells, starts)
	}
	selected := uint16(0x06B6) // the usual flags of a window, not selected
	if !active {
		selected = 0x00B6
	}
	b.record(recWindow2, selected, uint16(0), uint16(0), uint32(64), uint16(0), uint16(0), uint32(0))
	writeMerges(&b, g.Merges)
	writeChoices(&b, g.Choices)
	b.record(recEOF)
	return b.out
}

func writeColumns(b *biff, g *forms.Grid) {
	for c := range xlsCols {
		if (c >= len(g.Widths) || g.Widths[c] <= 0) && !g.HiddenCols[c] {
			continue
		}
		hidden := uint16(0)
		if g.HiddenCols[c] {
			hidden = 1
		}
		b.record(recColInfo, uint16(c), uint16(c), uint16(columnWidth(g, c)*256), uint16(firstXF), hidden, uint16(0))
	}
}

// row writes a row's own record and its cells.
func (w *xlsWriter) row(b *biff, g *forms.Grid, row int, cells []forms.Cell, starts map[int]forms.Range) {
	if len(cells) == 0 && !g.HiddenRows[row] {
		return
	}
	height, flags := uint16(300), uint16(0x0100)
	if h := rowHeight(g, row, starts); h > 0 {
		height, flags = uint16(20*h), flags|0x40
	}
	if g.HiddenRows[row] {
		flags |= 0x20
	}
	b.record(recRow, uint16(row), uint16(0), uint16(len(cells)), height, uint16(0), uint16(0), flags, uint16(firstXF))
	for col, c := range cells {
		if c.Kind == forms.CellEmpty && c.Text == "" && c.Style == forms.StylePlain {
			continue
		}
		_, merged := starts[row<<16|col]
		w.writeCell(b, row, col, c, merged)
	}
}

func (w *xlsWriter) writeCell(b *biff, row, col int, c forms.Cell, merged bool) {
	v := toWrite(c)
	style := firstXF + w.xf(xf{c.Style, v.format, looks[c.Style].border || (merged && c.Style != forms.StylePlain)})
	at := func(kind uint16, value ...any) {
		b.record(kind, append([]any{uint16(row), uint16(col), uint16(style)}, value...)...)
	}
	switch {
	case v.number:
		at(recNumber, v.value)
	case c.Kind == forms.CellBool && v.text == "TRUE":
		at(recBoolErr, byte(1), byte(0))
	case c.Kind == forms.CellBool && v.text == "FALSE":
		at(recBoolErr, byte(0), byte(0))
	case c.Kind == forms.CellError && errorCode(v.text) >= 0:
		at(recBoolErr, byte(errorCode(v.text)), byte(1))
	case v.text == "":
		at(recBlank)
	default:
		at(recLabelSST, uint32(w.text(cutUnits(v.text))))
	}
}

// errorCode is an error's code, -1 where the text names none.
func errorCode(name string) int {
	for code, n := range errorNames {
		if n == name {
			return code
		}
	}
	return -1
}

// cutUnits cuts a text to the 32,767 characters that a cell may hold.
func cutUnits(t string) string {
	const most = 32767
	if len(t) <= most {
		return t
	}
	units := utf16.Encode([]rune(t))
	return string(utf16.Decode(units[:min(len(units), most)]))
}

func writeMerges(b *biff, merges []forms.Range) {
	for part := range slices.Chunk(merges, mergesPerRec) {
		data := binary.LittleEndian.AppendUint16(nil, uint16(len(part)))
		for _, m := range part {
			data = append(data, rangeOf(m)...)
		}
		b.record(recMergedCells, data)
	}
}

// rangeOf is a range as records have it: rows, then columns.
func rangeOf(m forms.Range) []byte {
	return wide([]uint16{uint16(m.Top), uint16(m.Bottom), uint16(m.Left), uint16(m.Right)})
}

// writeChoices writes drop-down lists ([MS-XLS] 2.4.78 and 2.4.77), the options
// parted by zeros.
func writeChoices(b *biff, choices []forms.Choice) {
	var lists [][]byte
	for _, c := range choices {
		list, ok := dropDown(c.Options)
		if !ok {
			continue
		}
		units := utf16.Encode([]rune(list))
		for i, u := range units {
			if u == ',' {
				units[i] = 0
			}
		}
		formula := append([]byte{0x17, byte(len(units)), wideText}, wide(units)...)
		none := []byte{1, 0, 0, 0} // a title or message that is absent
		entry := binary.LittleEndian.AppendUint32(nil, 0x000C0183)
		entry = append(entry, slices.Concat(none, none, none, none)...)
		entry = binary.LittleEndian.AppendUint16(entry, uint16(len(formula)))
		entry = append(entry, 0, 0)
		entry = append(entry, formula...)
		entry = append(entry, 0, 0, 0, 0, 1, 0)
		lists = append(lists, append(entry, rangeOf(c.Range)...))
	}
	if len(lists) == 0 {
		return
	}
	b.record(recDVal, uint16(0), uint32(0), uint32(0), uint32(0xFFFFFFFF), uint32(len(lists)))
	for _, l := range lists {
		b.record(recDV, l)
	}
}
