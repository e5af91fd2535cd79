package recognise

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
)

// readCards takes rows from..to as one card or several below one another.
func (p *page) readCards(from, to int) []forms.Card {
	rows := p.cardRows(from, to)
	starts := cardStarts(rows)
	var cards []forms.Card
	for i, s := range starts {
		end := to
		if i+1 < len(starts) {
			end = starts[i+1] - 1
		}
		for end > s && p.blankRow(end) && !p.mergedRow(end) {
			end--
		}
		cards = append(cards, p.readCard(rows[s-from:end-from+1]))
	}
	return cards
}

func (p *page) mergedRow(r int) bool { return r < len(p.byRow) && len(p.byRow[r]) > 0 }

// labelsOf are the labels of a card's row, bare.
func (r cardRow) labelsOf() []string {
	var out []string
	for _, c := range r.pieces {
		if c.part == partLabel {
			out = append(out, bare(c.text))
		}
	}
	return out
}

// lineOnly reports whether a row is a line over a card: no label, one text.
func (r cardRow) lineOnly() bool {
	texts := 0
	for _, c := range r.pieces {
		if c.text != "" {
			texts++
			if c.part != partLine && !infoLine(c.text) {
				return false
			}
		}
	}
	return texts > 0
}

// cardStarts are the rows on which cards begin: the first labels come again, with
// the title over them.
func cardStarts(rows []cardRow) []int {
	first := slices.IndexFunc(rows, func(r cardRow) bool { return len(r.labelsOf()) > 0 })
	if first < 0 {
		return []int{rows[0].row}
	}
	if starts := titlesAgain(rows); len(starts) > 1 {
		return starts
	}
	starts := []int{rows[0].row}
	head := rows[first].labelsOf()
	prev := first
	for i := first + 1; i < len(rows); i++ {
		if !sameLabels(head, rows[i].labelsOf()) || i-prev < 3 && !titleBetween(rows[prev+1:i]) {
			continue
		}
		s := i
		for s-1 > prev && rows[s-1].lineOnly() {
			s--
		}
		if len(head) == 1 && s == i {
			continue // one label alone may come twice in a card
		}
		starts = append(starts, rows[s].row)
		prev = i
	}
	return starts
}

// titlesAgain are the rows on which the very title of the first card stands again, each over
// labels of its own: cards of any length, each with its title.
func titlesAgain(rows []cardRow) []int {
	title := rows[0].line()
	if title == "" || titleScore(title, true) < 3 {
		return nil
	}
	var starts []int
	labels := true
	for _, r := range rows {
		if labels && r.line() == title {
			starts = append(starts, r.row)
			labels = false
		}
		labels = labels || len(r.labelsOf()) > 0
	}
	return starts
}

// line is the one text of a row that is a line over a card, "" where it is none.
func (r cardRow) line() string {
	if !r.lineOnly() {
		return ""
	}
	var texts []string
	for _, c := range r.pieces {
		if c.text != "" {
			texts = append(texts, forms.Squeeze(c.text))
		}
	}
	return strings.Join(texts, "")
}

func titleBetween(rows []cardRow) bool {
	return slices.ContainsFunc(rows, cardRow.lineOnly)
}

// sameLabels reports whether most labels of a row are those of another.
func sameLabels(a, b []string) bool {
	if len(b) == 0 {
		return false
	}
	same := 0
	for _, l := range b {
		if slices.Contains(a, l) {
			same++
		}
	}
	return 5*same >= 4*max(len(a), len(b)) && len(a) > 0 && b[0] == a[0]
}

// readCard finds the cells and the member table of one card.
func (p *page) readCard(rows []cardRow) forms.Card {
	card := forms.Card{Rows: span1(rows[0].row, rows[len(rows)-1].row)}
	group, groupEnd := "", -1
	for i := 0; i < len(rows); i++ {
		r := rows[i]
		if heading := headingOf(r); heading != "" {
			group, groupEnd = heading, r.row+1
			continue
		}
		for _, c := range r.pieces {
			if c.part == partGroup {
				group, groupEnd = oneLine(c.text), c.Bottom
			}
		}
		if r.row > groupEnd {
			group = ""
		}
		if n := p.memberTable(rows[i:]); n > 0 && card.Header.Empty() {
			p.takeMembers(&card, rows[i:i+n])
			i += n - 1
			continue
		}
		if r.under == 0 {
			p.takeCells(&card, rows, i, group)
		}
	}
	return card
}

// headingOf is a heading over a part of a card, "" where a row is none: 家庭成员.
func headingOf(r cardRow) string {
	if !r.lineOnly() {
		return ""
	}
	for _, c := range r.pieces {
		if c.text != "" {
			if infoLine(c.text) || noteStart(c.text) || titleScore(oneLine(c.text), true) >= 3.4 || len([]rune(c.text)) > 20 {
				return ""
			}
			return oneLine(c.text)
		}
	}
	return ""
}

// takeCells adds the label and value cells of row i.
func (p *page) takeCells(card *forms.Card, rows []cardRow, i int, group string) {
	cells := rows[i].pieces
	if i+1 < len(rows) && rows[i+1].under == 1 {
		takeUnder(card, rows[i:], group)
		return
	}
	for k, c := range cells {
		if c.part != partLabel {
			continue
		}
		at := forms.CardCell{Label: oneLine(c.text), Group: group}
		if i+1 < len(rows) && (k+1 == len(cells) || cells[k+1].part != partValue) {
			below := cellBelow(rows[i+1], c)
			if below == nil {
				continue
			}
			at.Row, at.Col = below.Top, below.Left
		} else if k+1 < len(cells) && cells[k+1].part == partValue {
			at.Row, at.Col = cells[k+1].Top, cells[k+1].Left
		} else {
			continue
		}
		card.Cells = append(card.Cells, at)
	}
}

// takeUnder adds the cells of rows of values under the labels of the first row.
// Values from the second row on are further answers to the same label.
func takeUnder(card *forms.Card, rows []cardRow, group string) {
	for i := 1; i < len(rows) && rows[i].under == i; i++ {
		for _, c := range rows[0].pieces {
			if c.part != partLabel {
				continue
			}
			below := cellBelow(rows[i], c)
			if below == nil || i > 1 && below.text == "" {
				continue
			}
			label := oneLine(c.text)
			if i > 1 {
				label += " " + strconv.Itoa(i)
			}
			card.Cells = append(card.Cells, forms.CardCell{Row: below.Top, Col: below.Left, Label: label, Group: group})
		}
	}
}

// cellBelow is the value cell under a label that has none beside it.
func cellBelow(next cardRow, label piece) *piece {
	for j := range next.pieces {
		if c := &next.pieces[j]; c.Left == label.Left && c.Right == label.Right && c.part == partValue {
			return c
		}
	}
	return nil
}

// memberTable is the number of rows of a table of members that begins with the
// first of the rows, 0 where none does: labels side by side, and under them rows
// that are cut the same way.
func (p *page) memberTable(rows []cardRow) int {
	head := headPieces(rows[0])
	if p.turns || !p.headsMembers(head) {
		return 0
	}
	n := 1
	for n < len(rows) && p.memberRow(head, rows[n]) {
		n++
	}
	room := n
	for n > 1 && p.blankRow(rows[n-1].row) && !p.mergedRow(rows[n-1].row) {
		n--
	}
	if n == 1 && (room > 2 || room == 2 && asksRelation(head)) {
		n = room // nobody is filled in yet
	}
	if n == 1 || n == 2 && p.valuesUnderLabels(rows) {
		return 0
	}
	return n
}

// asksRelation reports whether a row of labels asks how someone is related to the head.
func asksRelation(head []piece) bool {
	return slices.ContainsFunc(head, func(c piece) bool { return strings.Contains(bare(c.text), "关系") })
}

// headsMembers reports whether cells are the labels of a table of people; one of them may
// look like none where most are known.
func (p *page) headsMembers(head []piece) bool {
	known, unlike, names := 0, 0, false
	for _, c := range head {
		k := p.words.of(c.text)
		if c.text == "" || k.label < 0 {
			return false
		}
		if k.label < 0.2 {
			unlike++
		}
		if k.known >= 0.6 {
			known++
		}
		b := bare(c.text)
		names = names || strings.Contains(b, "姓名") || strings.Contains(b, "关系") || strings.Contains(b, "称谓") || strings.HasSuffix(b, "成员")
	}
	return names && len(head) >= 3 && known >= 2 && 2*known >= len(head) && (unlike == 0 || unlike == 1 && known >= 3)
}

// valuesUnderLabels reports whether the one row under a row of labels holds their
// values: it is filled in, more labels follow, and no word beside it makes a table
// of it. Where a program puts its values (${data.name}) it puts as many as there are.
func (p *page) valuesUnderLabels(rows []cardRow) bool {
	return !p.blankRow(rows[1].row) && !p.placeholders(rows[1].row, len(p.slots(rows[1].row))) && len(rows) > 2 && len(rows[2].labelsOf()) > 0 && rows[0].pieces[0].part != partGroup
}

// bodyPieces are a row's cells without the group words at its left.
func bodyPieces(r cardRow) []piece {
	cells := r.pieces
	for len(cells) > 0 && cells[0].part == partGroup {
		cells = cells[1:]
	}
	return cells
}

// headPieces are the cells of a row that may head a table of members, without the
// empty ones at its end.
func headPieces(r cardRow) []piece {
	cells := bodyPieces(r)
	for len(cells) > 0 && cells[len(cells)-1].text == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// memberRow reports whether a row is cut like the header of a member table and
// doesn't begin with labels of its own.
func (p *page) memberRow(head []piece, r cardRow) bool {
	cells := bodyPieces(r)
	if len(cells) < len(head) {
		return false
	}
	if len(cells) > len(head) && cells[len(head)].text != "" {
		return false
	}
	labels := 0
	for i, c := range head {
		if cells[i].Left != c.Left || cells[i].Right != c.Right {
			return false
		}
		if t := cells[i].text; t != "" && p.words.of(t).known >= 0.75 && bare(t) != "户主" && bare(t) != "其他" {
			labels++
		}
	}
	return labels < 2 && !(labels == 1 && p.words.of(cells[0].text).known >= 0.75)
}

// takeMembers sets a card's member table. The heading over it (家庭成员) is no group
// of its columns: it says whom they are about, not what they mean.
func (p *page) takeMembers(card *forms.Card, rows []cardRow) {
	for _, c := range headPieces(rows[0]) {
		card.Columns = append(card.Columns, forms.Column{Index: c.Left, Label: oneLine(c.text)})
	}
	card.Header = span1(rows[0].row, rows[0].row)
	card.Members = span1(rows[1].row, rows[len(rows)-1].row)
}
