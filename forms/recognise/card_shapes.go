package recognise

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// alternating reports whether rows of labels and rows of values take turns from a row
// on: 姓名 性别 年龄, under them the values, then 住址 联系电话 over theirs. A table's
// header doesn't come again with other labels after one row.
func (p *page) alternating(h header, to int) bool {
	if h.top < 0 || h.top != h.bottom {
		return false
	}
	seen := map[string]bool{}
	heads := 0
	for r := h.top; r <= to; r += 2 {
		l := p.rowLook(r)
		if l.cells < 2 || !l.strong() || 3*l.known < 2*l.cells { // labels before their values are half of a row
			return heads >= 2 && p.onlyLinesFrom(r, to)
		}
		if r < to {
			if under := p.rowLook(r + 1); under.strong() || under.cells >= 4 && 2*under.known >= under.cells {
				return false // labels beside their values there: no row of values
			}
		}
		for _, s := range p.slots(r) {
			if b := bare(s.text); seen[b] {
				return false // a header printed again
			} else {
				seen[b] = true
			}
		}
		heads++
	}
	return heads >= 2
}

// onlyLinesFrom reports whether no row from one on holds more than a line of text.
func (p *page) onlyLinesFrom(from, to int) bool {
	for r := from; r <= to; r++ {
		if len(p.slots(r)) > 1 {
			return false
		}
	}
	return true
}

// acrossLayout understands a table that is turned over: the labels stand in its first
// column, and each further column is somebody's. It is a card a column.
func (p *page) acrossLayout() (forms.Layout, bool) {
	left := p.leftmost()
	first := 0
	for first < p.rows && p.words.of(p.text(first, left)).known < 0.9 {
		first++
	}
	last, known, names := first, 0, -1
	labels := map[string]bool{}
	for r := first; r < p.rows; r++ {
		t := p.text(r, left)
		if blank(t) || p.words.of(t).label < 0.2 || labels[bare(t)] || p.span(r, left).Right > left {
			break
		}
		labels[bare(t)] = true
		if p.words.of(t).known >= 0.6 {
			known++
		}
		if _, part := owner(bestField(t)); part == "_name" && names < 0 {
			names = r
		}
		last = r
	}
	n := last - first + 1
	if n < 4 || 5*known < 4*n || names < 0 || p.rows-1-last > 3 {
		return forms.Layout{}, false
	}
	var cards []forms.Card
	for c := left + 1; c < p.width; c++ {
		name := p.text(names, c)
		if blank(name) {
			break
		}
		if vocab.Fits("person.name", forms.Squeeze(name)) < 0.45 || p.words.of(name).known >= 0.6 {
			return forms.Layout{}, false
		}
		card := forms.Card{Rows: span1(first, last)}
		for r := first; r <= last; r++ {
			if t := p.text(r, c); p.words.of(t).known >= 0.75 && !isAnswer(forms.Squeeze(t)) {
				return forms.Layout{}, false
			}
			card.Cells = append(card.Cells, forms.CardCell{Row: r, Col: c, Label: oneLine(p.text(r, left))})
		}
		cards = append(cards, card)
	}
	if len(cards) < 2 {
		return forms.Layout{}, false
	}
	return p.shapedLayout(cards, first, last), true
}

func bestField(label string) string {
	if m := meanings(label, ""); len(m) > 0 {
		return m[0].Field
	}
	return ""
}

// maxInline is more cells than a sheet of labels and values in one has: a longer sheet
// with hardly any such cell so far is a table, and isn't read to its end for them.
const maxInline = 500

// inlineLayout understands a sheet whose cells hold label and value in one: 姓名：张三.
func (p *page) inlineLayout() (forms.Layout, bool) {
	var cells []forms.CardCell
	labels := map[string]bool{}
	texts, about := 0, false
	first, last := -1, -1
	for r := 0; r < p.rows; r++ {
		for _, s := range p.slots(r) {
			if texts++; texts > 2*maxInline && 4*len(cells) < texts {
				return forms.Layout{}, false
			}
			label, lead := leadOf(s.text)
			if label == "" || labels[bare(label)] || p.words.of(label).known < 0.6 {
				continue
			}
			labels[bare(label)] = true
			if who, part := owner(bestField(label)); part == "_name" && (who == "person" || who == "household.head") {
				about = true
			}
			cells = append(cells, forms.CardCell{Row: s.Top, Col: s.Left, Label: label, Lead: lead})
			if first < 0 {
				first = r
			}
			last = r
		}
	}
	if !about || len(cells) < 4 || 2*len(cells) < texts-1 {
		return forms.Layout{}, false
	}
	return p.shapedLayout([]forms.Card{{Rows: span1(first, last), Cells: cells}}, first, last), true
}

// leadOf is the label of a cell that holds label and value, and all that stands before
// the value; "" where the cell holds no or several labels.
func leadOf(text string) (label, lead string) {
	if label = inlineLabel(text); label == "" {
		return "", ""
	}
	at := strings.IndexAny(text, ":：")
	end := at + 1
	if strings.HasPrefix(text[at:], "：") {
		end = at + len("：")
	}
	if strings.ContainsAny(strings.ReplaceAll(text[end:], "://", ""), "：") || footerKey(label) != "" && meanings(label, "") == nil {
		return "", ""
	}
	return label, text[:end]
}

// shapedLayout is the layout of cards whose cells were found otherwise than as labels
// beside their values.
func (p *page) shapedLayout(cards []forms.Card, first, last int) forms.Layout {
	over := append(paragraphs(p.Before), p.linesOf(0, first-1)...)
	l := forms.Layout{Kind: forms.KindCard, Title: titleOf(over), Cards: cards}
	p.meanCards(&l)
	p.describe(&l, over, append(p.linesOf(last+1, p.rows-1), paragraphs(p.After)...))
	l.DataRows = forms.Span{First: cards[0].Rows.First, Last: cards[len(cards)-1].Rows.Last}
	return l
}

// valueIn is what a card's cell says: without what stands before the value in it.
func (p *page) valueIn(c *forms.CardCell) forms.Cell {
	cell := p.At(c.Row, c.Col)
	if c.Lead != "" {
		cell.Text = strings.TrimSpace(strings.TrimPrefix(cell.Text, c.Lead))
		cell.Kind = forms.CellText
	}
	return cell
}
