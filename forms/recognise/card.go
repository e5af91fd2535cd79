package recognise

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
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
		if i > 0 && answersLabel(cells[i-1].text, c.text) {
			l = min(l, 0)
		}
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

// answersLabel reports whether a text, though it may be a label elsewhere, is what
// the label before it asks for: 低保 after 低保及救助情况, 孤寡老人 after 致困原因.
func answersLabel(label, text string) bool {
	a, b := bare(label), bare(text)
	if a == "" || b == "" || a == b {
		return false
	}
	if utf8.RuneCountInString(b) >= 2 && strings.HasPrefix(a, b) {
		return true
	}
	for i, m := range meanings(label, "") {
		if i > 2 {
			break
		}
		if f, ok := vocab.Field(m.Field); ok && (f.Type == "code" || f.Type == "multicode") && vocab.Fits(m.Field, text) >= 0.9 {
			return true
		}
	}
	return false
}

func better(value, label float64) (float64, part) {
	if label > value {
		return label, partLabel
	}
	return value, partValue
}
