package recognise

import (
	"huce/forms"
)

// labelCount is how the labels of a sheet stand: in the header of what may be a
// table, or elsewhere, before values.
type labelCount struct {
	inside, outside map[string]bool // in the header, elsewhere
	rows            int             // with more labels before values than beside one another
	known, cells    int             // elsewhere: labels, and texts of all kinds
}

// looksLikeCard reports whether rows from..to hold labels beside their values
// rather than labels over them: labels in many rows, each before a value.
func (p *page) looksLikeCard(from, to int) bool {
	h, table := p.findHeader(from, to)
	if !table {
		h.top, h.bottom = -1, -1
	}
	if p.turns = table && p.alternating(h, to); p.turns {
		return true
	}
	if table && p.listsLabels(h) {
		return false
	}
	n := p.countLabels(from, to, h)
	all := len(n.outside) + len(n.inside)
	if p.sectioned(from, to, h) || all >= 2 && len(n.outside) >= 1 && p.cutLikeCard(from, to) && !(table && p.cutLikeHeader(h, to)) {
		return true
	}
	return all >= 3 && n.rows >= 2 && len(n.outside) >= len(n.inside) && 6*n.known >= n.cells
}

func (p *page) countLabels(from, to int, h header) labelCount {
	n := labelCount{inside: map[string]bool{}, outside: map[string]bool{}}
	for r := from; r <= min(to, from+80); r++ {
		labels, beside := p.labelsBeforeValues(r)
		into := n.outside
		if r >= h.top && r <= h.bottom {
			into = n.inside
		} else {
			n.cells += len(p.slots(r))
			n.known += len(labels) + beside
		}
		if len(labels) == 0 || len(labels) < beside {
			continue
		}
		if r < h.top || r >= h.bottom {
			n.rows++
		}
		for _, l := range labels {
			into[l] = true
		}
	}
	return n
}

// labelsBeforeValues are the known labels of a row that stand before a value or an
// empty cell, and how many stand before another label.
func (p *page) labelsBeforeValues(row int) (labels []string, beside int) {
	cells := p.anchors(row)
	for i, s := range cells {
		if s.text == "" || p.words.of(s.text).known < 0.6 {
			continue
		}
		if i+1 == len(cells) {
			if s.Right+1 >= p.width && s.wide() < p.width {
				beside++
			}
			continue
		}
		if next := cells[i+1]; next.text != "" && p.words.of(next.text).label >= 0.45 {
			beside++
		} else {
			labels = append(labels, bare(s.text))
		}
	}
	return labels, beside
}

// cutLikeCard reports whether the rows are cut in different ways by merged cells,
// as on a card; the rows of a table are all cut alike.
func (p *page) cutLikeCard(from, to int) bool {
	count := map[string]int{}
	rows, most, merged := 0, 0, 0
	for r := from; r <= min(to, from+80); r++ {
		cut, cells := p.cutOf(r)
		if len(p.slots(r)) == 0 || cells < 2 {
			continue
		}
		rows++
		if cells < p.width {
			merged++
		}
		count[cut]++
		most = max(most, count[cut])
	}
	return rows >= 4 && len(count) >= 2 && 4*most <= 3*rows && 2*merged >= rows
}

// cutOf is where the cells of a row begin, and how many there are.
func (p *page) cutOf(row int) (cut string, cells int) {
	for c := 0; c < p.width; cells++ {
		m := p.span(row, c)
		cut += forms.ColumnName(m.Left) + " "
		c = max(m.Right, c) + 1
	}
	return cut, cells
}

// cutLikeHeader reports whether the rows under a header are cut as it is.
func (p *page) cutLikeHeader(h header, to int) bool {
	head, _ := p.cutOf(h.bottom)
	same, rows := 0, 0
	for r := h.bottom + 1; r <= min(to, h.bottom+40); r++ {
		if len(p.slots(r)) < 2 {
			continue
		}
		rows++
		if cut, _ := p.cutOf(r); cut == head {
			same++
		}
	}
	return rows > 0 && 5*same >= 4*rows
}

// sectioned reports whether a sheet is a card in sections, each with labels over its
// values, and the sections named by words that are merged down beside them.
func (p *page) sectioned(from, to int, h header) bool {
	heads := map[string]bool{}
	last := -2
	for r := from; r <= min(to, from+60); r++ {
		l := p.rowLook(r)
		if r > h.top && r <= h.bottom && h.bottom == h.top+maxHeaderRows-1 {
			continue // groups over groups over leaves are one header
		}
		if !l.strong() || l.worst < -0.3 || r == last+1 {
			continue
		}
		group := false
		for _, s := range p.slots(r) {
			group = group || s.Bottom > r && s.wide() <= 2 && s.Left == p.leftmost()
		}
		if !group && !p.groupBeside(r) {
			return false
		}
		key := ""
		for _, s := range p.slots(r) {
			key += bare(s.text) + "/"
		}
		heads[key] = true
		last = r
	}
	return len(heads) >= 2
}

// leftmost is the first column that holds text.
func (p *page) leftmost() int {
	left := p.width
	for r := 0; r < p.rows; r++ {
		for c := 0; c < min(left, len(p.Rows[r])); c++ {
			if !blank(p.Rows[r][c].Text) {
				left = c
			}
		}
	}
	return left
}

// groupBeside reports whether a merged word from above stands beside a row.
func (p *page) groupBeside(r int) bool {
	m := p.span(r, p.leftmost())
	return m.Top < r && p.text(m.Top, m.Left) != "" && m.Right-m.Left <= 1
}

// labelLists are labels over a column of labels: a survey's table says of each what is
// asked, of whom and by when.
var labelLists = map[string]bool{"调查项目": true, "采集项目": true, "填报项目": true, "调查内容": true, "采集内容": true, "填报内容": true, "调查指标": true, "字段名称": true, "数据项": true, "信息项": true}

// listsLabels reports whether a header is that of a table of labels.
func (p *page) listsLabels(h header) bool {
	lists := false
	for _, c := range h.columns {
		lists = lists || labelLists[bare(c.Label)]
	}
	return lists && len(h.columns) >= 3
}
