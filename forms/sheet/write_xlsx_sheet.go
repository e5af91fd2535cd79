package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// sheet is a worksheet part.
func (w *xlsxWriter) sheet(g *forms.Grid, active bool) []byte {
	out := fmt.Appendf(nil, xmlHead+`<worksheet xmlns="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"`, nsMain)
	if active {
		out = append(out, ` tabSelected="1"`...)
	}
	out = append(out, `/></sheetViews><sheetFormatPr defaultRowHeight="15"/>`...)
	out = appendColumns(out, g)
	out = append(out, `<sheetData>`...)
	starts := mergesByCell(g)
	for row, cells := range styledRows(g) {
		out = w.row(out, g, row, cells, starts)
	}
	out = append(out, `</sheetData>`...)
	if len(g.Merges) > 0 {
		out = fmt.Appendf(out, `<mergeCells count="%d">`, len(g.Merges))
		for _, m := range g.Merges {
			out = fmt.Appendf(out, `<mergeCell ref="%s"/>`, rangeName(m))
		}
		out = append(out, `</mergeCells>`...)
	}
	out = appendChoices(out, g)
	out = append(out, `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0"`...)
	if g.Landscape {
		out = append(out, ` orientation="landscape"`...)
	}
	return append(out, `/></worksheet>`...)
}

func rangeName(m forms.Range) string {
	return forms.CellName(m.Top, m.Left) + ":" + forms.CellName(m.Bottom, m.Right)
}

// appendColumns writes widths and hidden columns.
func appendColumns(out []byte, g *forms.Grid) []byte {
	last := len(g.Widths) - 1
	for c, hidden := range g.HiddenCols {
		if hidden {
			last = max(last, c)
		}
	}
	opened := false
	for c := range min(last+1, maxCols) {
		width := 0.0
		if c < len(g.Widths) {
			width = g.Widths[c]
		}
		if width <= 0 && !g.HiddenCols[c] {
			continue
		}
		if !opened {
			out = append(out, `<cols>`...)
			opened = true
		}
		out = fmt.Appendf(out, `<col min="%d" max="%d" width="%s" customWidth="1"`, c+1, c+1, strconv.FormatFloat(columnWidth(g, c), 'f', -1, 64))
		if g.HiddenCols[c] {
			out = append(out, ` hidden="1"`...)
		}
		out = append(out, `/>`...)
	}
	if opened {
		out = append(out, `</cols>`...)
	}
	return out
}

// row writes a row.
func (w *xlsxWriter) row(out []byte, g *forms.Grid, row int, cells []forms.Cell, starts map[int]forms.Range) []byte {
	height := rowHeight(g, row, starts)
	if len(cells) == 0 && !g.HiddenRows[row] {
		return out
	}
	out = append(out, `<row r="`...)
	out = strconv.AppendInt(out, int64(row+1), 10)
	out = append(out, '"')
	if height > 0 {
		out = fmt.Appendf(out, ` ht="%g" customHeight="1"`, height)
	}
	if g.HiddenRows[row] {
		out = append(out, ` hidden="1"`...)
	}
	out = append(out, '>')
	for col, c := range cells {
		if c.Kind == forms.CellEmpty && c.Text == "" && c.Style == forms.StylePlain {
			continue
		}
		_, merged := starts[row<<16|col]
		out = w.cell(out, row, col, c, merged)
	}
	return append(out, `</row>`...)
}

// cell writes a cell.
func (w *xlsxWriter) cell(out []byte, row, col int, c forms.Cell, merged bool) []byte {
	v := toWrite(c)
	style := w.xf(xf{c.Style, v.format, looks[c.Style].border || (merged && c.Style != forms.StylePlain)})
	out = append(out, `<c r="`...)
	out = append(out, forms.ColumnName(col)...)
	out = strconv.AppendInt(out, int64(row+1), 10)
	out = append(out, '"')
	if style != 0 {
		out = append(out, ` s="`...)
		out = strconv.AppendInt(out, int64(style), 10)
		out = append(out, '"')
	}
	switch {
	case v.number:
		out = append(out, `><v>`...)
		out = strconv.AppendFloat(out, v.value, 'f', -1, 64)
	case c.Kind == forms.CellBool && (v.text == "TRUE" || v.text == "FALSE"):
		out = append(out, ` t="b"><v>`...)
		out = append(out, '0'+byte(len("FALSE")-len(v.text)))
	case c.Kind == forms.CellError:
		out = append(out, ` t="e"><v>`...)
		out = append(out, escape(v.text)...)
	case v.text == "":
		return append(out, `/>`...)
	default:
		out = append(out, ` t="s"><v>`...)
		out = strconv.AppendInt(out, int64(w.text(v.text)), 10)
	}
	return append(out, `</v></c>`...)
}

// text is the number of a shared text.
func (w *xlsxWriter) text(t string) int {
	w.cells++
	i, ok := w.texts[t]
	if !ok {
		i = len(w.shared)
		w.texts[t] = i
		w.shared = append(w.shared, t)
	}
	return i
}

// xf is the number of a cell style.
func (w *xlsxWriter) xf(x xf) int {
	i, ok := w.xfs[x]
	if !ok {
		i = len(w.order)
		w.xfs[x] = i
		w.order = append(w.order, x)
		if _, known := w.codes[x.format]; x.format != "" && !known {
			w.codes[x.format] = firstCode + len(w.named)
			w.named = append(w.named, x.format)
		}
	}
	return i
}

// dropDown is a drop-down's options in one text, false where Excel refuses it.
func dropDown(options []string) (string, bool) {
	for _, o := range options {
		if strings.ContainsAny(o, ",\"\n") {
			return "", false
		}
	}
	list := strings.Join(options, ",")
	return list, list != "" && utf8.RuneCountInString(list) <= 255
}

func appendChoices(out []byte, g *forms.Grid) []byte {
	opened := false
	for _, c := range g.Choices {
		list, ok := dropDown(c.Options)
		if !ok {
			continue
		}
		if !opened {
			out = append(out, `<dataValidations>`...)
			opened = true
		}
		out = fmt.Appendf(out, `<dataValidation type="list" allowBlank="1" showInputMessage="1" sqref="%s"><formula1>"%s"</formula1></dataValidation>`, rangeName(c.Range), escape(list))
	}
	if opened {
		out = append(out, `</dataValidations>`...)
	}
	return out
}

// styleSheet is the workbook's styles: a font a Style, a thin border or none.
func (w *xlsxWriter) styleSheet() []byte {
	out := fmt.Appendf(nil, xmlHead+`<styleSheet xmlns="%s">`, nsMain)
	if len(w.named) > 0 {
		out = fmt.Appendf(out, `<numFmts count="%d">`, len(w.named))
		for _, code := range w.named {
			out = fmt.Appendf(out, `<numFmt numFmtId="%d" formatCode="%s"/>`, w.codes[code], escape(code))
		}
		out = append(out, `</numFmts>`...)
	}
	out = fmt.Appendf(out, `<fonts count="%d">`, len(styles))
	for _, s := range styles {
		bold := ""
		if looks[s].bold {
			bold = "<b/>"
		}
		out = fmt.Appendf(out, `<font>%s<sz val="%d"/><name val="宋体"/><charset val="134"/></font>`, bold, looks[s].points)
	}
	out = append(out, `</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`...)
	out = append(out, `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>`...)
	out = append(out, `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`...)
	out = fmt.Appendf(out, `<cellXfs count="%d">`, len(w.order))
	for _, x := range w.order {
		out = w.appendXF(out, x)
	}
	return append(out, `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`...)
}

func (w *xlsxWriter) appendXF(out []byte, x xf) []byte {
	l := looks[x.style]
	border := 0
	if l.border {
		border = 1
	}
	out = fmt.Appendf(out, `<xf numFmtId="%d" fontId="%d" fillId="0" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">`, w.codes[x.format], slices.Index(styles, x.style), border)
	out = append(out, `<alignment vertical="center"`...)
	if l.centre {
		out = append(out, ` horizontal="center"`...)
	}
	if x.wrap {
		out = append(out, ` wrapText="1"`...)
	}
	return append(out, `/></xf>`...)
}
