package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// Forms to be filled in by hand give a number one box a character: 18 cells under or
// beside 身份证号. Such a run is folded into one cell that says the whole number, as
// if it were merged; Column.Boxes and CardCell.Boxes tell how to write it back.

// boxCounts are how many boxes the numbers have: an ID number's 18, an old one's 15,
// a mobile phone's 11.
var boxCounts = []int{18, 15, 11}

// boxWords are parts of the labels of numbers that are written in boxes.
var boxWords = []string{"身份证", "身份号码", "证件号", "电话", "手机", "联系方式"}

// boxRun is a run of boxes in a row, 0-based.
type boxRun struct{ row, left, n int }

// maxBoxRows bounds the sheets in which labels with boxes beside them are looked for:
// cards are short.
const maxBoxRows = 400

// foldBoxes is a grid with every run of boxes as one cell, and the runs. A grid that
// has none is given back as it is.
func foldBoxes(g *forms.Grid) (*forms.Grid, []boxRun) {
	var runs []boxRun
	for _, m := range g.Merges {
		if n := m.Right - m.Left + 1; slices.Contains(boxCounts, n) && boxLabel(g.At(m.Top, m.Left).Text) {
			runs = append(runs, runsUnder(g, m)...)
		}
	}
	if len(g.Rows) <= maxBoxRows {
		for row := range g.Rows {
			runs = append(runs, runsBeside(g, row)...)
		}
	}
	if len(runs) == 0 {
		return g, nil
	}
	folded := *g
	folded.Rows, folded.Merges = slices.Clone(g.Rows), slices.Clone(g.Merges)
	for _, r := range runs {
		cells := slices.Clone(folded.Rows[r.row])
		var text strings.Builder
		for k := range r.n {
			text.WriteString(strings.TrimSpace(g.At(r.row, r.left+k).Text))
			if at := r.left + k; at < len(cells) {
				cells[at] = forms.Cell{Style: cells[at].Style}
			}
		}
		if text.Len() > 0 {
			cells[r.left].Text, cells[r.left].Kind = text.String(), forms.CellText
		}
		folded.Rows[r.row] = cells
		folded.Merges = append(folded.Merges, forms.Range{Top: r.row, Left: r.left, Bottom: r.row, Right: r.left + r.n - 1})
	}
	return &folded, runs
}

func boxLabel(text string) bool {
	return utf8.RuneCountInString(text) <= 16 && slices.ContainsFunc(boxWords, func(w string) bool { return strings.Contains(forms.Squeeze(text), w) })
}

// runsUnder are the boxes in the rows under a label that reaches over them.
func runsUnder(g *forms.Grid, label forms.Range) []boxRun {
	merged := map[int]bool{} // rows in which the boxes are merged otherwise
	for _, m := range g.Merges {
		if m.Left <= label.Right && m.Right >= label.Left && m.Top > label.Bottom && m.Right > m.Left {
			for r := m.Top; r <= min(m.Bottom, len(g.Rows)-1); r++ {
				merged[r] = true
			}
		}
	}
	var runs []boxRun
	filled := false
	for row := label.Bottom + 1; row < len(g.Rows); row++ {
		chars, boxes := boxesAt(g, row, label.Left, label.Right-label.Left+1)
		switch {
		case merged[row] || !boxes:
			continue
		case chars >= label.Right-label.Left:
			filled = true
		case chars > 0:
			continue // a running number, not a number in boxes
		}
		runs = append(runs, boxRun{row, label.Left, label.Right - label.Left + 1})
	}
	if !filled && len(runs) > maxBoxRows {
		return nil
	}
	return runs
}

// boxesAt is how many of n cells hold one character; boxes is false where one holds
// more.
func boxesAt(g *forms.Grid, row, left, n int) (chars int, boxes bool) {
	for k := range n {
		switch utf8.RuneCountInString(strings.TrimSpace(g.At(row, left+k).Text)) {
		case 0:
		case 1:
			chars++
		default:
			return 0, false
		}
	}
	return chars, true
}

// runsBeside are the boxes to the right of the labels of a row.
func runsBeside(g *forms.Grid, row int) []boxRun {
	var runs []boxRun
	for col := 0; col < len(g.Rows[row]); col++ {
		if !boxLabel(g.Rows[row][col].Text) {
			continue
		}
		left := mergeAt(g, row, col).Right + 1
		room, chars := roomBeside(g, row, left)
		n := chars
		if chars == 0 {
			n = room
		}
		if slices.Contains(boxCounts, n) && (chars > 0 || !inTable(g, row, left, n)) {
			runs = append(runs, boxRun{row, left, n})
		}
	}
	return runs
}

// roomBeside counts the cells from left on that may be boxes, up to the next label,
// merge or the form's right edge, and how many at their beginning hold a character.
func roomBeside(g *forms.Grid, row, left int) (room, chars int) {
	edge := 0
	for _, m := range g.Merges {
		edge = max(edge, m.Right)
	}
	for _, r := range g.Rows {
		edge = max(edge, len(r)-1)
	}
	for col := left; col <= edge && room <= 18; col++ {
		m := mergeAt(g, row, col)
		length := utf8.RuneCountInString(strings.TrimSpace(g.At(row, col).Text))
		if m.Right > m.Left || m.Bottom > m.Top || length > 1 {
			break
		}
		if length == 1 && chars == room {
			chars++
		}
		room++
	}
	return room, chars
}

// inTable reports whether empty cells are columns of a table: in the row above or
// below, words stand one a cell in half of them. They are no boxes.
func inTable(g *forms.Grid, row, left, n int) bool {
	for _, r := range []int{row - 1, row + 1} {
		texts := 0
		for col := left; col < left+n; col++ {
			if utf8.RuneCountInString(strings.TrimSpace(g.At(r, col).Text)) < 2 {
				continue
			}
			if m := mergeAt(g, r, col); m.Left == m.Right {
				texts++
			}
		}
		if 2*texts >= n {
			return true
		}
	}
	return false
}

// mergeAt is the merge that holds a cell, or the cell alone.
func mergeAt(g *forms.Grid, row, col int) forms.Range {
	for _, m := range g.Merges {
		if m.Has(row, col) {
			return m
		}
	}
	return forms.Range{Top: row, Left: col, Bottom: row, Right: col}
}

// tellBoxes notes on a layout which of its columns and cells are written in boxes.
func (p *page) tellBoxes(l *forms.Layout) {
	if len(p.boxes) == 0 {
		return
	}
	under := func(row, col int) int {
		for _, r := range p.boxes {
			if r.left == col && r.row >= row {
				return r.n
			}
		}
		return 0
	}
	for i := range l.Columns {
		l.Columns[i].Boxes = under(l.HeaderRows.Last, l.Columns[i].Index)
	}
	for i := range l.Cards {
		c := &l.Cards[i]
		for k := range c.Cells {
			for _, r := range p.boxes {
				if r.row == c.Cells[k].Row && r.left == c.Cells[k].Col {
					c.Cells[k].Boxes = r.n
				}
			}
		}
		for k := range c.Columns {
			c.Columns[k].Boxes = under(c.Header.Last, c.Columns[k].Index)
		}
	}
}
