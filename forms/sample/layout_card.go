package sample

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// cardLook is how a card form is laid out, from round to round the same: labels
// and values on a grid twelve columns wide, a table of members in it, boxes for
// opinions below.
type cardLook struct {
	pages   cardPages
	group   string // the label that stands beside the upper cells, "" none
	photo   bool
	members bool
	caption bool // the members' table has a caption over it instead of beside it
	gap     bool // stacked cards: a blank row between
	short   []column
	long    []column
	boxes   []column // opinions
	table   []column // of members
}

type cardPages uint8

const (
	stacked cardPages = iota // all on one sheet
	sheets                   // one sheet each
	tables                   // one table of a text document each
)

const cardWidth = 12

// newCardLook draws it. The columns' order is the form's, the long ones after the
// short ones.
func newCardLook(d dice, t *template, s *style) *cardLook {
	l := &cardLook{photo: d.chance(0.55), gap: d.chance(0.3), caption: d.chance(0.5)}
	switch {
	case s.format == forms.DOCX:
		l.pages = tables
	case d.chance(0.5):
		l.pages = sheets
	}
	if d.chance(0.35) {
		l.group = d.of("申请人情况", "基本情况", "个人情况")
	}
	sub := subjectOf(t.Fields)
	for _, f := range t.Fields {
		if f.Type == "table" {
			l.members, l.table = true, memberColumns(d, f.Columns, s)
			continue
		}
		if leftOut(d, &f, s, sub) && !(f.Type == "opinion" && f.Name == "") || f.Type == "image" {
			continue
		}
		c := newColumn(d, f, s)
		c.label = spell(d, &f, "")
		switch {
		case f.Type == "opinion":
			l.boxes = append(l.boxes, c)
		case isLong(&f):
			l.long = append(l.long, c)
		default:
			l.short = append(l.short, c)
		}
	}
	return l
}

func isLong(f *field) bool {
	return f.Type == "address" || f.Type == "longtext" || utf8.RuneCountInString(f.Label) > 12
}

// memberColumns are three, four or six of the columns that a form asks of members.
func memberColumns(d dice, fields []field, s *style) []column {
	want := 4
	if len(fields) >= 6 {
		want = d.of2(4, 6, 6)
	}
	want = min(want, len(fields))
	drop := len(fields) - want
	var all []column
	for i, f := range fields {
		optional := f.Name != "person.name" && f.Name != "person.relation" && f.Name != "person.id_no"
		if drop > 0 && optional && (d.chance(0.4) || len(fields)-i <= drop) {
			drop--
			continue
		}
		c := newColumn(d, f, s)
		c.label = spell(d, &f, "")
		all = append(all, c)
	}
	return all[:min(len(all), 6)]
}

// cardSheet draws cards on a grid.
type cardSheet struct {
	grid  *forms.Grid
	look  *cardLook
	hand  *hand
	left  int // 1 where a group stands beside the cells
	truth sheetTruth
	rows  []rowTruth
	cards int
}

func newCardSheet(l *cardLook, h *hand, name string) *cardSheet {
	c := &cardSheet{grid: &forms.Grid{Name: name}, look: l, hand: h}
	if l.group != "" {
		c.left = 1
	}
	for range cardWidth + c.left {
		c.grid.Widths = append(c.grid.Widths, 9.5)
	}
	return c
}

// box puts a text into cells from left on, so many wide.
func (c *cardSheet) box(row, left, span int, cell forms.Cell, style forms.Style) {
	for i := range span {
		c.grid.Set(row, left+i, forms.Cell{Style: style})
	}
	cell.Style = style
	c.grid.Set(row, left, cell)
	c.join(row, left, row, left+span-1)
}

func (c *cardSheet) join(top, left, bottom, right int) {
	if top != bottom || left != right {
		c.grid.Merges = append(c.grid.Merges, forms.Range{Top: top, Left: left, Bottom: bottom, Right: right})
	}
}

// card draws one card and notes who is on it.
func (c *cardSheet) card(e *entry, title, info string) {
	if c.cards > 0 && c.look.gap {
		c.grid.Rows = append(c.grid.Rows, nil)
	}
	c.cards++
	top := len(c.grid.Rows)
	row := top
	if c.look.pages == tables {
		c.grid.Before = []string{title, info}
	} else {
		width := cardWidth + c.left
		c.box(row, 0, width, forms.T(title, forms.StyleTitle), forms.StyleTitle)
		c.box(row+1, 0, width, forms.T(info, forms.StyleNote), forms.StyleNote)
		row += 2
	}
	c.hand.begin()
	body := row
	row = c.pairs(row, e)
	for i := range c.look.long {
		row = c.wide(row, &c.look.long[i], e)
	}
	if c.left > 0 {
		c.beside(body, row-1, c.look.group)
	}
	noise := c.hand.end(e)
	c.rows = append(c.rows, rowTruth{row: top + 1, at: top + 1, entry: e, noise: noise, card: true})
	if c.look.members {
		row = c.memberTable(row, top, e)
	}
	for i := range c.look.boxes {
		b := &c.look.boxes[i]
		label := 2 + c.left
		c.box(row, 0, label, forms.T(b.label, forms.StyleLabel), forms.StyleLabel)
		c.box(row, label, cardWidth-2, forms.T(c.opinion(b, e), forms.StyleBody), forms.StyleBody)
		c.note(row, label, b)
		row++
	}
}

func (c *cardSheet) opinion(b *column, e *entry) string {
	return c.hand.unnamed(e, b) + "\n                          负责人（签字）：              （盖章）\n                                        年    月    日"
}

// beside writes a label down the left side, a character a line.
func (c *cardSheet) beside(top, bottom int, label string) {
	c.grid.Set(top, 0, forms.T(strings.Join(strings.Split(label, ""), "\n"), forms.StyleLabel))
	c.join(top, 0, bottom, 0)
}

// pairs writes the short labels with their values, three in a row, two beside a
// photo. The last of a row takes what is left.
func (c *cardSheet) pairs(row int, e *entry) int {
	photo := -1
	if c.look.photo && len(c.look.short) >= 8 {
		photo = row
		c.box(row, c.left+8, 4, forms.T("照片", forms.StyleLabel), forms.StyleLabel)
		c.grid.Merges = c.grid.Merges[:len(c.grid.Merges)-1]
		c.join(row, c.left+8, row+2, c.left+11)
	}
	for i := 0; i < len(c.look.short); row++ {
		room := 3
		if photo >= 0 && row < photo+3 {
			room = 2
		}
		here := min(room, len(c.look.short)-i)
		for k := range here {
			col := &c.look.short[i+k]
			left := c.left + k*4
			span := 2
			if k == here-1 {
				span = (room-here)*4 + 2
			}
			c.box(row, left, 2, forms.T(col.label, forms.StyleLabel), forms.StyleLabel)
			c.box(row, left+2, span, c.hand.write(e, col), forms.StyleBody)
			c.note(row, left+2, col)
		}
		i += here
	}
	if photo >= 0 {
		row = max(row, photo+3)
	}
	return row
}

// wide writes a label and a value that takes the row.
func (c *cardSheet) wide(row int, col *column, e *entry) int {
	c.box(row, c.left, 2, forms.T(col.label, forms.StyleLabel), forms.StyleLabel)
	c.box(row, c.left+2, cardWidth-2, c.hand.write(e, col), forms.StyleBody)
	c.note(row, c.left+2, col)
	return row + 1
}

// note keeps where the first card has a value.
func (c *cardSheet) note(row, col int, column *column) {
	if c.cards == 1 {
		c.truth.Cells = append(c.truth.Cells, cellTruth(row, col, column))
	}
}

// memberTable writes the people of the home beside the one the card is about.
func (c *cardSheet) memberTable(row, top int, e *entry) int {
	label := "家庭成员"
	first := row
	if c.left == 0 || c.look.caption {
		c.box(row, 0, cardWidth+c.left, forms.T(label, forms.StyleLabel), forms.StyleLabel)
		row++
	}
	span := cardWidth / len(c.look.table)
	place := func(i int) (left, width int) {
		left, width = c.left+i*span, span
		if i == 0 && c.left > 0 && c.look.caption {
			left, width = 0, span+c.left
		}
		if i == len(c.look.table)-1 {
			width = cardWidth + c.left - left
		}
		return left, width
	}
	for i := range c.look.table {
		left, width := place(i)
		c.box(row, left, width, forms.T(c.look.table[i].label, forms.StyleLabel), forms.StyleLabel)
		if c.cards == 1 {
			c.truth.Columns = append(c.truth.Columns, columnTruth(left, &c.look.table[i]))
		}
	}
	if c.cards == 1 {
		c.truth.Header = []int{row + 1, row + 1}
	}
	row++
	begin := row
	others := c.others(e)
	for n := range max(4, len(others)) {
		var m *entry
		if n < len(others) {
			m = e.member(others[n])
			c.member(row, top, m, place)
		} else {
			for i := range c.look.table {
				left, width := place(i)
				c.box(row, left, width, forms.Cell{}, forms.StyleBody)
			}
		}
		row++
	}
	if c.cards == 1 {
		c.truth.Data = []int{begin + 1, row}
	}
	if c.left > 0 && !c.look.caption {
		c.beside(first, row-1, label)
	}
	return row
}

// others are the home's people without the one the card is about.
func (c *cardSheet) others(e *entry) []*person {
	var all []*person
	for _, p := range e.h.members(e.on) {
		if p != e.p {
			all = append(all, p)
		}
	}
	return all
}

func (c *cardSheet) member(row, top int, m *entry, place func(int) (int, int)) {
	h := c.hand
	whole := h.subject
	h.subject = subject{name: "person.name", id: "person.id_no"}
	h.begin()
	for i := range c.look.table {
		left, width := place(i)
		c.box(row, left, width, h.write(m, &c.look.table[i]), forms.StyleBody)
	}
	c.rows = append(c.rows, rowTruth{row: top + 1, at: row + 1, entry: m, noise: h.end(m), card: true})
	h.subject = whole
}

// finish closes the sheet's truth.
func (c *cardSheet) finish(title string) {
	c.truth.Kind, c.truth.Title, c.truth.Name = "card", title, c.grid.Name
	c.truth.Footer = map[string]string{}
	if c.look.pages == stacked {
		c.truth.Data = []int{1, len(c.grid.Rows)}
	}
}
