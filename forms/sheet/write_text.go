package sheet

import (
	"slices"
	"strconv"

	"huce/forms"
)

// written is how a cell's value goes into a file that has types.
type written struct {
	number bool
	value  float64
	text   string
	format string // number format; "" is General
}

// formatsWritten are the number formats a writer chooses from: the first that
// shows the value as the cell's Text.
var formatsWritten = map[forms.CellKind][]string{
	forms.CellNumber: {"", "0.00", "#,##0", "#,##0.00", "0.0", "0%", "0.00%", "0", "000", "0000", "00", "0.000"},
	forms.CellDate: {
		"yyyy-mm-dd", "yyyy/m/d", "yyyy/mm/dd", "yyyy-m-d", "yyyy.mm.dd", "yyyy.m.d",
		`yyyy"年"m"月"d"日"`, `yyyy"年"mm"月"dd"日"`, `yyyy"年"m"月"`, "yyyy-mm", "yyyy.mm", "yyyymmdd",
		"yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm", "yyyy/m/d h:mm", "h:mm", "h:mm:ss", "[h]:mm:ss",
	},
}

// toWrite decides how a cell is written. A Number or Date is a real number where
// Raw (or Text, where that is none) is one; else its text.
func toWrite(c forms.Cell) written {
	candidates := formatsWritten[c.Kind]
	raw := c.Raw
	if raw == "" {
		raw = c.Text
	}
	v, err := strconv.ParseFloat(raw, 64)
	if candidates == nil || err != nil {
		return written{text: c.Text}
	}
	for _, code := range candidates {
		if writeFormats[code].show(v) == c.Text {
			return written{number: true, value: v, format: code}
		}
	}
	return written{number: true, value: v, format: candidates[0]}
}

// writeFormats are formatsWritten compiled.
var writeFormats = func() map[string]*numFormat {
	m := map[string]*numFormat{}
	for _, codes := range formatsWritten {
		for _, code := range codes {
			m[code] = compileFormat(orGeneral(code))
		}
	}
	return m
}()

func orGeneral(code string) string {
	if code == "" {
		return "General"
	}
	return code
}

// look is how a Style is drawn, the same in every format. Bordered cells and
// merged ones wrap their text.
type look struct {
	bold, border, centre bool
	points               int
}

var looks = map[forms.Style]look{
	forms.StylePlain: {points: 11},
	forms.StyleTitle: {points: 16, bold: true, centre: true},
	forms.StyleNote:  {points: 10},
	forms.StyleHead:  {points: 11, bold: true, centre: true, border: true},
	forms.StyleBody:  {points: 11, border: true},
	forms.StyleLabel: {points: 11, border: true, centre: true},
}

// styles are the Styles in a fixed order.
var styles = []forms.Style{
	forms.StylePlain, forms.StyleTitle, forms.StyleNote, forms.StyleHead, forms.StyleBody, forms.StyleLabel,
}

// rowHeight is a sensible height of a row in points for what stands in it: lines
// as wrapped in the columns' widths. 0 leaves it to the program that opens it.
func rowHeight(g *forms.Grid, row int, wide map[int]forms.Range) float64 {
	if row >= len(g.Rows) {
		return 0
	}
	height := 0.0
	for col, c := range g.Rows[row] {
		l := looks[c.Style]
		m, merged := wide[row<<16|col]
		if c.Text == "" || !(l.border || merged) || m.Bottom > m.Top {
			continue
		}
		width, last := 0.0, max(col, m.Right)
		for i := col; i <= last; i++ {
			width += columnWidth(g, i)
		}
		lines := linesIn(c.Text, width*11/float64(l.points))
		height = max(height, float64(lines)*float64(l.points)*1.35+4)
	}
	return min(height, 400)
}

const defaultWidth = 10.0 // characters

func columnWidth(g *forms.Grid, col int) float64 {
	if col < len(g.Widths) && g.Widths[col] > 0 {
		return g.Widths[col]
	}
	return defaultWidth
}

// linesIn counts the lines that a text takes in a width of characters; a Chinese
// one is two wide.
func linesIn(text string, width float64) int {
	lines, at := 1, 0.0
	for _, r := range text {
		if r == '\n' {
			lines, at = lines+1, 0
			continue
		}
		w := 1.0
		if r >= 0x1100 {
			w = 2
		}
		if at += w; at > max(width, 2) {
			lines, at = lines+1, w
		}
	}
	return lines
}

// mergesByCell are a grid's merges by their first cell.
func mergesByCell(g *forms.Grid) map[int]forms.Range {
	m := make(map[int]forms.Range, len(g.Merges))
	for _, r := range g.Merges {
		m[r.Top<<16|r.Left] = r
	}
	return m
}

// lastWritten is the last row that has a cell, a border of a merge, or is hidden.
func lastWritten(g *forms.Grid) int {
	last := len(g.Rows) - 1
	for _, m := range g.Merges {
		last = max(last, m.Bottom)
	}
	for row, hidden := range g.HiddenRows {
		if hidden {
			last = max(last, row)
		}
	}
	return min(last, maxRows-1)
}

// styledRows are a grid's rows up to the last written, with the style of every
// merge's first cell spread over the merge, so that its borders close.
func styledRows(g *forms.Grid) [][]forms.Cell {
	rows := make([][]forms.Cell, lastWritten(g)+1)
	copy(rows, g.Rows)
	own := map[int]bool{} // rows that are copies already
	for _, m := range g.Merges {
		style := g.At(m.Top, m.Left).Style
		if style == forms.StylePlain {
			continue
		}
		for row := m.Top; row <= min(m.Bottom, len(rows)-1); row++ {
			if !own[row] {
				rows[row], own[row] = slices.Clone(rows[row]), true
			}
			for len(rows[row]) <= min(m.Right, maxCols-1) {
				rows[row] = append(rows[row], forms.Cell{})
			}
			for c := m.Left; c <= min(m.Right, maxCols-1); c++ {
				if rows[row][c].Style == forms.StylePlain {
					rows[row][c].Style = style
				}
			}
		}
	}
	return rows
}
