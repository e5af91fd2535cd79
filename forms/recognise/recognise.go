// Package recognise understands a sheet: what kind it is, where its table or its
// cards stand, which column or cell means which standard field, and what its rows
// say, typed and checked.
//
// A page (page.go) is a sheet made ready for looking at. Its kind is decided
// (kind.go), then the header of a table is found (header.go) and the rows under it
// are told apart (body.go), or labels and values of a card (card.go). What a
// column means is decided for the whole sheet at once (evidence.go, neighbours.go, assign.go) from
// its label, its group, what stands in it, its neighbours and the built-in form
// that the sheet is most like (template.go). Claims (claims.go) read the rows.
//
// It promises: no row is dropped in silence (Layout.Skipped names each with its
// reason), no column either (one that fits no standard field keeps its own label),
// hidden rows, columns and sheets are read like the others, and the same book
// always gives the same answer. It reads no files, keeps nothing and never
// guesses who a person is.
package recognise

import (
	"regexp"
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// Book is how the sheets of a book are understood, in their order. Several tables
// on one sheet are several layouts; cards stacked on one sheet are one layout with
// several cards. Every sheet has at least one layout.
func Book(b *forms.Book) []forms.Layout {
	w := newWords()
	w.codes = bookCodes(b, w)
	var out []forms.Layout
	for i, g := range b.Sheets {
		p := newPage(g, w)
		for _, l := range p.layouts() {
			l.Sheet, l.SheetIndex, l.Hidden = g.Name, i, g.Hidden
			p.tellBoxes(&l)
			out = append(out, l)
		}
	}
	inherit(b, out)
	return out
}

// inherit gives the tables of a text document that have no title of their own the
// title, the department and the day of the one before, where they are the same
// form: a title is printed once over many cards.
func inherit(b *forms.Book, all []forms.Layout) {
	for i := 1; i < len(all); i++ {
		l, prev := &all[i], &all[i-1]
		if l.Title != "" || prev.Title == "" || l.Kind != prev.Kind || !b.Format.IsDocument() {
			continue
		}
		if Fingerprint(l) == Fingerprint(prev) {
			l.Title, l.Department, l.Unit, l.Template = prev.Title, prev.Department, prev.Unit, prev.Template
			if l.AsOf.IsZero() {
				l.AsOf = prev.AsOf
			}
			if l.Period == "" {
				l.Period = prev.Period
			}
		}
	}
}

// layouts understands one sheet.
func (p *page) layouts() []forms.Layout {
	if l, ok := p.inlineLayout(); ok {
		return []forms.Layout{l}
	}
	if kind, ok := p.textKind(); ok {
		return []forms.Layout{p.textLayout(kind)}
	}
	if p.isList() {
		return []forms.Layout{p.listLayout()}
	}
	if l, ok := p.acrossLayout(); ok {
		return []forms.Layout{l}
	}
	if p.looksLikeCard(0, p.rows-1) {
		if l, ok := p.cardLayout(); ok {
			return []forms.Layout{l}
		}
	}
	if beside := p.besides(); len(beside) > 1 {
		return beside
	}
	if out := p.tables(); len(out) > 0 {
		return out
	}
	return []forms.Layout{p.textLayout(forms.KindUnknown)}
}

// tables understands the tables of a sheet, from top to bottom, and the lists that
// stand beside them.
func (p *page) tables() []forms.Layout {
	main, side := p.bands()
	var out []forms.Layout
	for from := 0; from < main.rows; {
		l, next, ok := main.tableLayout(from)
		if !ok {
			break
		}
		out = append(out, l)
		if next <= from {
			break
		}
		from = next
	}
	if len(out) == 0 {
		if l, ok := main.headerlessLayout(); ok {
			out = append(out, l)
		}
	}
	if side != nil && len(out) > 0 {
		out = append(out, side.listLayout())
	}
	return out
}

// tableLayout understands the first table in the rows from a row on, and gives the
// row on which the next may begin.
func (p *page) tableLayout(from int) (l forms.Layout, next int, ok bool) {
	h, ok := p.findHeader(from, p.rows-1)
	if !ok {
		return l, 0, false
	}
	if next := h.bottom + 1; next-h.top < maxHeaderRows && next < p.rows && listsAnswers(p.slots(next)) {
		h.bottom = next // 博士 硕士 本科, a column each, are printed as a row of the header
	}
	over := p.linesOf(from, h.top-1)
	if from == 0 {
		over = append(paragraphs(p.Before), over...)
	}
	b := p.readBody(h, p.rows-1, over)
	next = p.rows
	if b.next >= 0 {
		next = b.next
	}
	if next >= p.rows {
		b.after = append(b.after, paragraphs(p.After)...)
	}
	l = forms.Layout{
		Kind:       forms.KindTable,
		Title:      titleOf(over),
		Columns:    p.heldColumns(h.columns, b),
		HeaderRows: span1(h.top, h.bottom),
		DataRows:   span1(b.first, b.last),
		Skipped:    b.skipped,
	}
	p.mean(&l)
	p.describe(&l, over, b.after)
	return l, next, true
}

// heldColumns leaves out columns that have neither a label nor a text in the rows.
func (p *page) heldColumns(cols []forms.Column, b body) []forms.Column {
	return slices.DeleteFunc(slices.Clone(cols), func(c forms.Column) bool {
		for r := b.first; r <= b.last && c.Label == ""; r++ {
			if !blank(p.text(r, c.Index)) {
				return false
			}
		}
		return c.Label == ""
	})
}

// describe reads the lines over and under a form: signatures, day, period,
// department.
func (p *page) describe(l *forms.Layout, over, under []line) {
	readFooter(&l.Footer, texts(under), false)
	readFooter(&l.Footer, texts(over), true)
	l.AsOf = asOf(l.Footer.Date, l.Title, over, under)
	if l.AsOf.IsZero() && l.Kind != forms.KindPlan { // whose month is when it was handed down
		l.AsOf = monthAlone(over)
	}
	if l.Period = periodOf(l.Title); l.Period == "" {
		l.Period = periodAmong(over)
	}
	switch {
	case l.Department == "":
		l.Department = departmentOf(l.Title, over, under)
	case strings.Contains(l.Department, " / "): // any of those that send such forms
		for _, line := range over {
			if d := makerIn(line.text); d != "" {
				l.Department = d
				break
			}
		}
	}
}

// departmentOf is the department that a form's lines name.
func departmentOf(title string, over, under []line) string {
	if d := DepartmentIn(title); d != "" && d != "街道" {
		return d
	}
	for _, l := range over {
		if d := fillerIn(l.text); d != "" {
			return d
		}
	}
	for _, lines := range [][]line{under, over} {
		for _, l := range lines {
			if l.alone() && len(l.text) <= 60 && !infoLine(l.text) && !noteStart(l.text) {
				if d := DepartmentIn(l.text); d != "" && d != "街道" {
					return d
				}
			}
		}
	}
	for _, lines := range [][]line{over, under} {
		for _, l := range lines {
			if d := makerIn(l.text); d != "" {
				return d
			}
		}
	}
	return DepartmentIn(title) // the street as a whole
}

func (l line) alone() bool { return l.wide }

// cardLayout understands a sheet of cards.
func (p *page) cardLayout() (forms.Layout, bool) {
	cards := p.readCards(0, p.rows-1)
	if len(cards) == 0 || len(cards[0].Cells) < 2 {
		return forms.Layout{}, false
	}
	over := p.linesOf(0, firstCell(&cards[0])-1)
	over = append(paragraphs(p.Before), over...)
	l := forms.Layout{Kind: forms.KindCard, Title: titleOf(over), Cards: cards}
	if l.Title == "" {
		l.Title = p.titleInside(&cards[0])
	}
	p.meanCards(&l)
	p.describe(&l, over, append(p.linesUnder(&l), paragraphs(p.After)...))
	first := &l.Cards[0]
	if l.AsOf.IsZero() {
		l.AsOf = p.dayOfOpinions(first)
	}
	l.HeaderRows, l.Columns = first.Header, first.Columns
	l.DataRows = p.cardRowsSpan(&l)
	return l, true
}

// linesUnder are the lines under the cells of a sheet's last card.
func (p *page) linesUnder(l *forms.Layout) []line {
	last := &l.Cards[len(l.Cards)-1]
	row := last.Members.Last - 1
	for _, c := range last.Cells {
		row = max(row, p.span(c.Row, c.Col).Bottom)
	}
	return p.linesOf(row+1, p.rows-1)
}

// titleInside is a form's name that stands among the cells of its card.
func (p *page) titleInside(c *forms.Card) string {
	for n := c.Rows.First; n <= min(c.Rows.Last, c.Rows.First+5); n++ {
		for _, s := range p.slots(n - 1) {
			if p.isFormTitle(s.text) {
				return oneLine(s.text)
			}
		}
	}
	return ""
}

// cardRowsSpan is the data rows of a sheet of cards: from the first card to the
// last where they are stacked, the members of the one card of a sheet that is
// named after its subject, or of a table in a text document.
func (p *page) cardRowsSpan(l *forms.Layout) forms.Span {
	first, last := &l.Cards[0], &l.Cards[len(l.Cards)-1]
	if len(l.Cards) == 1 && (!first.Members.Empty() || p.ownTable() || p.namedAfter(first)) {
		return first.Members
	}
	return forms.Span{First: first.Rows.First, Last: last.Rows.Last}
}

// ownTable reports whether the grid is a table of a text document, not a sheet.
func (p *page) ownTable() bool { return len(p.Before) > 0 || len(p.After) > 0 || isTableName(p.Name) }

// numberedName is the name of a sheet that holds one person's card: 1张三.
var numberedName = regexp.MustCompile(`^\d{1,4}[.、-]?(\p{Han}[\p{Han}·•・]{1,14})$`)

// namedAfter reports whether the sheet bears the name of the card's subject.
func (p *page) namedAfter(c *forms.Card) bool {
	if m := numberedName.FindStringSubmatch(forms.Squeeze(p.Name)); m != nil && vocab.Fits("person.name", m[1]) >= 0.5 {
		return true
	}
	for _, cell := range c.Cells {
		if name := forms.Squeeze(p.text(cell.Row, cell.Col)); vocab.Fits("person.name", name) >= 0.5 && containsName(p.Name, name) {
			return true
		}
	}
	return false
}
