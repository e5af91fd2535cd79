package recognise

import (
	"cmp"
	"slices"
	"strings"

	"huce/forms"
)

// page is a grid made ready for looking at. Rows and columns count from 0.
type page struct {
	*forms.Grid
	width  int
	rows   int // up to and with the last row that holds text
	merges []forms.Range
	byRow  [][]int32 // row → the merges that touch it, from left to right
	words  *words
	boxes  []boxRun // numbers written one character a cell, folded
	turns  bool     // rows of labels and rows of their values take turns
}

// maxMergeRows bounds the rows that merges may cover together: a real form has
// some thousand, a hostile file can name billions.
const maxMergeRows = 4 << 20

func newPage(g *forms.Grid, w *words) *page {
	g, boxes := foldBoxes(g)
	p := &page{Grid: g, words: w, boxes: boxes}
	for i, r := range g.Rows {
		for c := len(r) - 1; c >= 0; c-- {
			if !blank(r[c].Text) {
				p.width = max(p.width, c+1)
				p.rows = i + 1
				break
			}
		}
	}
	p.byRow = make([][]int32, p.rows)
	budget := maxMergeRows
	for _, m := range g.Merges {
		m.Bottom = min(m.Bottom, max(p.rows-1, m.Top))
		if m.Top >= p.rows || m.Top < 0 || m.Left < 0 || m.Right < m.Left || m.Bottom < m.Top {
			continue
		}
		if budget -= m.Bottom - m.Top + 1; budget < 0 {
			break
		}
		n := int32(len(p.merges))
		p.merges = append(p.merges, m)
		for r := m.Top; r <= m.Bottom; r++ {
			p.byRow[r] = append(p.byRow[r], n)
		}
	}
	for _, row := range p.byRow {
		slices.SortFunc(row, func(a, b int32) int { return cmp.Compare(p.merges[a].Left, p.merges[b].Left) })
	}
	return p
}

// span is the merge that holds a cell, or the cell alone.
func (p *page) span(row, col int) forms.Range {
	if row >= 0 && row < len(p.byRow) {
		merges := p.byRow[row]
		at, _ := slices.BinarySearchFunc(merges, col+1, func(i int32, col int) int { return cmp.Compare(p.merges[i].Left, col) })
		if at > 0 {
			if m := p.merges[merges[at-1]]; col <= m.Right {
				return m
			}
		}
	}
	return forms.Range{Top: row, Left: col, Bottom: row, Right: col}
}

// text is what a cell shows, "" where it is covered by a merge.
func (p *page) text(row, col int) string {
	if row < 0 || row >= len(p.Rows) || col < 0 || col >= len(p.Rows[row]) {
		return ""
	}
	return p.Rows[row][col].Text
}

// through is what stands at a cell, seen through the merge that covers it.
func (p *page) through(row, col int) string {
	if t := p.text(row, col); t != "" {
		return t
	}
	m := p.span(row, col)
	return p.text(m.Top, m.Left)
}

// slot is a cell that holds text, with the room it takes.
type slot struct {
	forms.Range
	text string // as the file shows it, trimmed
}

func (s slot) wide() int { return s.Right - s.Left + 1 }

// slots are the cells of a row that hold text, from left to right.
func (p *page) slots(row int) []slot {
	if row < 0 || row >= p.rows {
		return nil
	}
	n, first := p.filled(row)
	if n == 0 {
		return nil
	}
	out := make([]slot, 0, n)
	for c := first; c < len(p.Rows[row]); c++ {
		if text := p.Rows[row][c].Text; !blank(text) {
			out = append(out, slot{p.span(row, c), strings.TrimSpace(text)})
		}
	}
	return out
}

// filled counts the cells of a row that hold text, and gives the column of the first.
func (p *page) filled(row int) (cells, first int) {
	for c := range p.Rows[row] {
		if !blank(p.Rows[row][c].Text) {
			if cells == 0 {
				first = c
			}
			cells++
		}
	}
	return cells, first
}

// anchors are all cells that begin in a row, with text or without, merges as one
// cell; those that a merge from above covers are left out.
func (p *page) anchors(row int) []slot {
	var out []slot
	for c := 0; c < p.width; {
		m := p.span(row, c)
		if m.Top == row {
			out = append(out, slot{m, strings.TrimSpace(p.text(row, m.Left))})
		}
		c = max(m.Right, c) + 1
	}
	return out
}

// blankRow reports whether no cell of the row holds text of its own.
func (p *page) blankRow(row int) bool {
	if row >= p.rows {
		return true
	}
	return !slices.ContainsFunc(p.Rows[row], func(c forms.Cell) bool { return !blank(c.Text) })
}

// blank reports whether a text is nothing but spaces.
func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != ' ' && (c < '\t' || c > '\r') {
			// Most texts are Chinese from U+3400 on, where no character is a space.
			return c >= 0x80 && (c < 0xe3 || c == 0xef || s[i:min(len(s), i+3)] == "　") && forms.Squeeze(s) == ""
		}
	}
	return true
}

// span1 is rows from..to (0-based, inclusive) as people count them.
func span1(from, to int) forms.Span {
	if to < from {
		return forms.Span{}
	}
	return forms.Span{First: from + 1, Last: to + 1}
}
