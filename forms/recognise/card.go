package recognise

import (
	"slices"
	"strings"

	"huce/forms"
)

// part is what a cell of a card is.
type part uint8

const (
	partValue part = iota
	partLabel
	partGroup // a word beside or over the labels that it holds together
	partLine  // a title, a heading, a remark: text over the whole width
	partPhoto
)

// piece is a cell of a card and what it is.
type piece struct {
	slot
	part part
}

// cardRow is one row of a card, taken apart.
type cardRow struct {
	row    int
	pieces []piece
	under  int // of a row of values under their labels: how many rows under them, from 1
}

// looksLikeCard reports whether rows from..to hold labels beside their values
// rather than labels over them: labels in many rows, each before a value.
func (p *page) looksLikeCard(from, to int) bool {
	h, table := p.findHeader(from, to)
	inside, outside := map[string]bool{}, map[string]bool{}
	rows, cells, known := 0, 0, 0
	for r := from; r <= min(to, from+80); r++ {
		labels, beside := p.labelsBeforeValues(r)
		if !table || r < h.top || r > h.bottom {
			cells += len(p.slots(r))
			known += len(labels) + beside
		}
		if len(labels) == 0 || len(labels) < beside {
			continue
		}
		inHeader := table && r >= h.top && r <= h.bottom
		if !inHeader || table && r == h.bottom {
			rows++
		}
		for _, l := range labels {
			if inHeader {
				inside[l] = true
			} else {
				outside[l] = true
			}
		}
	}
	if p.sectioned(from, to) {
		return true
	}
	if len(outside)+len(inside) >= 2 && len(outside) >= 1 && p.cutLikeCard(from, to) && !(table && p.cutLikeHeader(h, to)) {
		return true
	}
	return len(outside)+len(inside) >= 3 && rows >= 2 && len(outside) >= len(inside) && 6*known >= cells
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
func (p *page) sectioned(from, to int) bool {
	heads := map[string]bool{}
	last := -2
	for r := from; r <= min(to, from+60); r++ {
		l := p.rowLook(r)
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

// reach is how far to the right a card's cells may go: an empty last value cell
// holds no text, but its merge shows it.
func (p *page) reach() int {
	w := p.width
	for _, m := range p.merges {
		if m.Left <= p.width && m.Right < p.width+16 {
			w = max(w, m.Right+1)
		}
	}
	return w
}

// cardRows takes rows from..to apart.
func (p *page) cardRows(from, to int) []cardRow {
	width := p.reach()
	prior := p.labelColumns(from, to)
	var out []cardRow
	for r := from; r <= to; r++ {
		out = append(out, cardRow{row: r, pieces: p.pieces(r, width, prior)})
	}
	p.markUnder(out)
	return out
}

// markUnder finds the rows of values that stand under their labels: every text in
// them is under a label of a row that holds nothing but labels.
func (p *page) markUnder(rows []cardRow) {
	for i := 0; i+1 < len(rows); i++ {
		head := &rows[i]
		if head.under > 0 || !p.onlyLabels(head) {
			continue
		}
		n := 0
		for j := i + 1; j < len(rows) && p.valuesUnder(head, &rows[j]); j++ {
			n++
			rows[j].under = n
			for k := range rows[j].pieces {
				if c := &rows[j].pieces[k]; c.part == partLabel {
					c.part = partValue
				}
			}
		}
		if n == 0 {
			continue
		}
		for k := range head.pieces {
			if c := &head.pieces[k]; c.text != "" && c.part == partValue {
				c.part = partLabel
			}
		}
	}
}

// onlyLabels reports whether a row holds labels side by side and no value.
func (p *page) onlyLabels(r *cardRow) bool {
	texts, known := 0, 0
	for _, c := range r.pieces {
		if c.text == "" || c.part == partGroup || c.part == partLine || c.part == partPhoto {
			continue
		}
		k := p.words.of(c.text)
		if k.label < 0.2 {
			return false
		}
		texts++
		if k.known >= 0.6 {
			known++
		}
	}
	return texts >= 2 && known >= 2 && 2*known >= texts
}

// valuesUnder reports whether the texts of a row are values, each right under a
// label of head.
func (p *page) valuesUnder(head, r *cardRow) bool {
	texts := 0
	for _, c := range r.pieces {
		if c.text == "" || c.part == partGroup {
			continue
		}
		if k := p.words.of(c.text); k.label >= 0.45 || c.part == partLine || !head.labelOver(c) {
			return false
		}
		texts++
	}
	return texts > 0
}

// labelOver reports whether a row has a label that a cell below is cut like.
func (r *cardRow) labelOver(below piece) bool {
	return slices.ContainsFunc(r.pieces, func(c piece) bool {
		return c.text != "" && c.Left == below.Left && c.Right == below.Right && c.part != partGroup
	})
}

// labelColumns is how often the texts of each column look like labels, from -0.6
// to 0.6: in a card labels stand under labels.
func (p *page) labelColumns(from, to int) map[int]float64 {
	sum, n := map[int]float64{}, map[int]int{}
	for r := from; r <= min(to, from+120); r++ {
		for _, s := range p.slots(r) {
			k := p.words.of(s.text)
			if k.known >= 0.6 {
				sum[s.Left]++
			} else {
				sum[s.Left] -= 0.5
			}
			n[s.Left]++
		}
	}
	for c := range sum {
		sum[c] = max(-0.6, min(0.6, 0.6*sum[c]/float64(n[c])))
	}
	return sum
}

// pieces takes one row apart.
func (p *page) pieces(row, width int, prior map[int]float64) []piece {
	var cells []piece
	texts := 0
	for c := 0; c < width; {
		m := p.span(row, c)
		if m.Top == row {
			s := slot{m, strings.TrimSpace(p.text(row, m.Left))}
			cells = append(cells, piece{slot: s})
			if s.text != "" {
				texts++
			}
		}
		c = max(m.Right, c) + 1
	}
	if texts == 0 {
		return cells
	}
	if texts == 1 && p.lineCell(cells, width) {
		for i := range cells {
			if cells[i].text != "" {
				cells[i].part = partLine
			}
		}
		return cells
	}
	first := 0
	for first < len(cells)-1 && cells[first].Bottom > row && cells[first].text != "" && cells[first+1].Bottom < cells[first].Bottom {
		cells[first].part = partGroup
		first++
	}
	p.split(cells[first:], prior)
	return cells
}

// lineCell reports whether the one text of a row is a line of its own: it spans
// most of the width, or it is a title, a signature line or a remark.
func (p *page) lineCell(cells []piece, width int) bool {
	for _, c := range cells {
		if c.text == "" {
			continue
		}
		if 5*c.wide() >= 4*width && width > 2 {
			return true
		}
		return c.Left == 0 && c.wide() == 1 && p.words.of(c.text).known < 0.6 &&
			(infoLine(c.text) || noteStart(c.text) || titleScore(c.text, true) >= 3)
	}
	return false
}

var photoWords = []string{"照片", "相片", "贴照", "寸照", "免冠", "彩照", "粘贴处", "贴像"}

func isPhoto(text string) bool {
	s := forms.Squeeze(text)
	if len(s) > 60 {
		return false
	}
	for _, w := range photoWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// isFormTitle reports whether a text in a card's grid is the form's own name.
func (p *page) isFormTitle(text string) bool {
	s := forms.Squeeze(text)
	for _, end := range []string{"表", "卡", "册", "台账", "档案"} {
		if strings.HasSuffix(s, end) && titleScore(s, true) >= 3 {
			return p.words.of(text).known < 0.6
		}
	}
	return false
}

// How the parts of a card's row follow one another: the bonus of each step.
const (
	stepLabelValue = 0.3
	stepLabelLabel = -1.0
	stepValueLabel = 0.1
	stepValueText  = -0.6 // a second text after a value
	stepValueEmpty = -0.2
	stepStartValue = -0.6
	stepEndLabel   = -0.5
)

// split decides which cells of a row are labels and which values, for the row as
// a whole: labels and values take turns.
func (p *page) split(cells []piece, prior map[int]float64) {
	type state struct {
		score [2]float64 // by part: value, label
		from  [2]part
	}
	var states []state
	var at []int
	for i := range cells {
		c := &cells[i]
		if isPhoto(c.text) {
			c.part = partPhoto
			continue
		}
		if p.isFormTitle(c.text) {
			c.part = partLine
			continue
		}
		l := p.words.of(c.text).label + prior[c.Left]
		value, label := 0.1, -9.0
		if c.text != "" {
			value, label = -min(l, 1), l
		}
		if len(states) == 0 {
			states = append(states, state{score: [2]float64{value + stepStartValue, label}})
			at = append(at, i)
			continue
		}
		prev := states[len(states)-1].score
		again := stepValueText
		if c.text == "" {
			again = stepValueEmpty
		}
		var s state
		s.score[partValue], s.from[partValue] = better(prev[partValue]+again, prev[partLabel]+stepLabelValue)
		s.score[partLabel], s.from[partLabel] = better(prev[partValue]+stepValueLabel, prev[partLabel]+stepLabelLabel)
		s.score[partValue] += value
		s.score[partLabel] += label
		states, at = append(states, s), append(at, i)
	}
	if len(states) == 0 {
		return
	}
	last := states[len(states)-1].score
	_, now := better(last[partValue], last[partLabel]+stepEndLabel)
	for i := len(states) - 1; i >= 0; i-- {
		cells[at[i]].part = now
		now = states[i].from[now]
	}
}

func better(value, label float64) (float64, part) {
	if label > value {
		return label, partLabel
	}
	return value, partValue
}
