package recognise

import (
	"regexp"
	"strings"

	"huce/forms"
)

// headerColumns reads the leaf label and the group of every column that has one,
// and keeps columns without a label that hold text below.
func (p *page) headerColumns(h header) []forms.Column {
	var cols []forms.Column
	for c := 0; c < p.width; c++ {
		if leaf := p.span(h.bottom, c); leaf.Left < c && !p.columnHolds(c, h.bottom+1) {
			continue // a label set over several columns stands for the first
		}
		path := p.labelPath(h, c)
		if len(path) == 0 {
			if p.columnHolds(c, h.bottom+1) {
				cols = append(cols, forms.Column{Index: c})
			}
			continue
		}
		last := len(path) - 1
		if last > 0 && unitOnly.MatchString(path[last]) { // 保障人口 over （人）
			path = append(path[:last-1], path[last-1]+path[last])
			last--
		}
		cols = append(cols, forms.Column{Index: c, Label: path[last], Group: strings.Join(path[:last], "/")})
	}
	return cols
}

// unitOnly is a label that is nothing but the unit of the one above it.
var unitOnly = regexp.MustCompile(`^[（(][^（）()]{1,6}[）)]$`)

// labelPath is the labels over a column from the outermost group to the leaf.
func (p *page) labelPath(h header, col int) []string {
	var path []string
	for r := h.top; r <= h.bottom; r++ {
		t := oneLine(p.through(r, col))
		if t == "" && r < h.bottom {
			t = p.lostGroup(r, col, h)
		}
		if t != "" && (len(path) == 0 || path[len(path)-1] != t || p.text(r, col) != "") {
			path = append(path, t)
		}
	}
	return path
}

// lostGroup is the group over a column in a file that keeps no merges: the nearest
// text to the left in the row, where everything between has a leaf below.
func (p *page) lostGroup(row, col int, h header) string {
	if p.text(row+1, col) == "" || p.span(row, col).Right > col {
		return ""
	}
	for c := col - 1; c >= 0 && p.text(row+1, c) != ""; c-- {
		if t := oneLine(p.text(row, c)); t != "" {
			if p.span(row, c).Bottom > row {
				return ""
			}
			return t
		}
	}
	return ""
}

// columnHolds reports whether a column holds text in the rows after the header.
func (p *page) columnHolds(col, from int) bool {
	for r := from; r < min(p.rows, from+50); r++ {
		if !blank(p.text(r, col)) {
			return true
		}
	}
	return false
}

// oneLine is a label as the file spells it, on one line.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.NewReplacer("\r", "", "\n", "", "\t", "").Replace(s)
	}
	return strings.TrimSpace(s)
}
