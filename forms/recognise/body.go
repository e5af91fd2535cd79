package recognise

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"huce/forms"
)

// The reasons why a row under a header is no data. Each has its words in the
// translations as skip.<reason>.
const (
	skipBlank    = "blank"
	skipExample  = "example"
	skipNote     = "note"
	skipOptions  = "options"
	skipLetters  = "letters"
	skipRepeated = "repeated_header"
	skipTotal    = "total"
	skipFooter   = "footer"
	skipTitle    = "title"
	skipProgram  = "placeholders"
	skipPoints   = "points"
)

// body is what stands under a header.
type body struct {
	first, last int // data rows, 0-based; last < first where there are none
	end         int // last row of the table with all its notes and signatures
	skipped     []forms.Skipped
	after       []line // notes and signatures under the data
	next        int    // where another table begins below, with its title; -1 where none does
}

// readBody goes through the rows under a header.
func (p *page) readBody(h header, to int, lines []line) body {
	b := body{first: -1, last: -2, end: h.bottom, next: -1}
	heads := p.headTexts(h)
	sections := p.sections(h, to)
	over := map[string]bool{}
	for _, l := range lines {
		over[forms.Squeeze(l.text)] = true
	}
	gap := false    // a blank row or a line of its own came just before
	signed := false // the table's signatures have come
	var pending []forms.Skipped
	add := func(row int, reason string) { pending = append(pending, forms.Skipped{Row: row + 1, Reason: reason}) }
	for r := h.bottom + 1; r <= to; r++ {
		reason := p.rowReason(r, h, heads, over, b.first < 0)
		switch cells, _ := p.filled(r); {
		case reason == skipFooter:
			signed = true
		case reason == "" && sections[r]:
			reason = skipTitle
		case reason == "" && signed && cells == 1 && len(h.columns) > 2:
			reason = skipNote // a line under the signatures: 附：领取说明
		}
		if reason == "" && (gap || b.first < 0) && r > h.bottom+1 && p.anotherHeader(r, to, heads) {
			b.next = p.tableStart(r, max(b.last, h.bottom))
			break
		}
		switch reason {
		case "":
			if b.first < 0 {
				b.first = r
			}
			b.last, b.end = r, r
			b.skipped = append(b.skipped, pending...)
			pending = pending[:0]
		case skipBlank:
			add(r, reason)
		case skipNote, skipFooter, skipTitle:
			add(r, reason)
			b.after = append(b.after, p.linesOf(r, r)...)
			b.end = r
		default:
			add(r, reason)
			b.end = r
		}
		gap = reason != ""
	}
	if b.next >= 0 {
		b.end = min(b.end, b.next-1)
		pending = slices.DeleteFunc(pending, func(s forms.Skipped) bool { return s.Row > b.next })
		b.after = p.linesOf(max(b.last, h.bottom)+1, b.end)
	}
	b.skipped = append(b.skipped, trailing(pending, b)...)
	if b.first < 0 {
		b.first, b.last = h.bottom+1, h.bottom
	}
	return b
}

// tableStart is the row on which the table with the header at a row begins: with the
// lines right over it, as far as they are no signatures of the table above.
func (p *page) tableStart(head, last int) int {
	r := head
	for r-1 > last && !p.blankRow(r-1) {
		f := forms.Footer{}
		readFooter(&f, texts(p.linesOf(r-1, r-1)), false)
		if f.Leader != "" || f.Filler != "" {
			break
		}
		r--
	}
	return r
}

// trailing are the skipped rows under the data that are worth naming: blank rows
// at the end of a sheet are nothing.
func trailing(rows []forms.Skipped, b body) []forms.Skipped {
	var out []forms.Skipped
	for _, s := range rows {
		if s.Reason != skipBlank && s.Row-1 <= b.end {
			out = append(out, s)
		}
	}
	return out
}

// headTexts are the header's texts by row and column, squeezed, to know them again.
func (p *page) headTexts(h header) []map[int]string {
	var out []map[int]string
	for r := h.top; r <= h.bottom; r++ {
		m := map[int]string{}
		for _, s := range p.slots(r) {
			m[s.Left] = forms.Squeeze(s.text)
		}
		out = append(out, m)
	}
	return out
}

// rowReason is why a row is no data, "" where it is.
func (p *page) rowReason(r int, h header, heads []map[int]string, over map[string]bool, start bool) string {
	cells, firstCol := p.filled(r)
	first := p.text(r, firstCol)
	switch {
	case cells == 0:
		return skipBlank
	case cells == 1 && p.seqOnly(first, firstCol, h):
		return skipBlank
	case p.isTotal(r, first, cells):
		return skipTotal
	case start && p.ofHeader(r, h):
		return skipOptions
	case start && p.pointsRow(r, firstCol):
		return skipPoints
	}
	if c := first[0]; c >= '0' && c <= '9' && cells > 2 {
		if start && p.lettersRow(r) && !p.sameFigures(r, r+1) {
			return skipLetters
		}
		return "" // a numbered row: the usual case, decided cheaply
	}
	switch {
	case p.repeats(r, heads):
		return skipRepeated
	case p.lettersRow(r):
		return skipLetters
	case isExample(first):
		return skipExample
	case p.placeholders(r, cells):
		return skipProgram
	}
	return p.lineReason(r, first, cells, over, start)
}

// sameFigures reports whether a row has the same figures as another but for its first
// cell: rows that count alike are data, not numbers of columns.
func (p *page) sameFigures(a, b int) bool {
	x, y := p.slots(a), p.slots(b)
	return len(x) == len(y) && len(x) > 2 && slices.EqualFunc(x[1:], y[1:], func(s, t slot) bool { return s.text == t.text && s.Left == t.Left })
}

// ofHeader reports whether a label of the header is merged down over a row, as over a
// row of scores or of what may be filled in.
func (p *page) ofHeader(r int, h header) bool {
	for _, i := range p.byRow[r] {
		if m := p.merges[i]; m.Top >= h.top && m.Top <= h.bottom && m.Bottom >= r && !blank(p.text(m.Top, m.Left)) {
			return true
		}
	}
	return false
}

// points is what a row of weights under a header holds: 60, 1-2, -10, 20分, 30%.
var points = regexp.MustCompile(`^[-+±≤≥]?\d{1,3}(\.\d)?([-~～—至]\d{1,3})?[分%％]?$`)

// pointsRow reports whether the first row under a header says how many points each column
// counts: nothing but such figures, and nobody's name where the next row has it.
func (p *page) pointsRow(r, firstCol int) bool {
	cells := p.slots(r)
	if len(cells) < 3 || firstCol == 0 || r+1 >= p.rows {
		return false
	}
	for _, s := range cells {
		if !points.MatchString(forms.Squeeze(s.text)) {
			return false
		}
	}
	return slices.ContainsFunc(p.slots(r+1), func(s slot) bool {
		return s.Left < firstCol && !isFigure(forms.Squeeze(s.text))
	})
}

// placeholders reports whether a row holds what a program puts values in place of, and
// hardly anything else.
func (p *page) placeholders(r, cells int) bool {
	n := 0
	for _, s := range p.slots(r) {
		if isPlaceholder(s.text) {
			n++
		}
	}
	return n > 0 && 2*n >= cells
}

// lineReason tells notes, signatures, printed titles and option lists from data.
func (p *page) lineReason(r int, first string, cells int, over map[string]bool, start bool) string {
	if cells <= 6 {
		switch line := p.linesOf(r, r)[0].text; {
		case p.signatures(r, cells):
			return skipFooter
		case over[forms.Squeeze(line)]:
			return skipTitle
		case p.remark(r, first, cells):
			return skipNote
		case cells == 1 && p.across(r):
			return skipTitle
		}
	}
	if start && p.optionRow(r) {
		return skipOptions
	}
	return ""
}

// signatures reports whether most cells of a row are signature labels, or all of them
// labels with what they are for.
func (p *page) signatures(r, cells int) bool {
	infos, keyed := 0, 0
	for _, s := range p.slots(r) {
		if infoLine(s.text) {
			infos++
		}
		if ps := pairs(s.text); len(ps) > 0 && utf8.RuneCountInString(ps[0].key) <= mostOffice {
			keyed++
		}
	}
	return infos > 0 && 2*infos >= cells || keyed >= 2 && keyed == cells // 执法队长：段海 │ 内勤：李英
}

// remark reports whether a row is a line of text rather than data: it says so
// (注：…), or it stands alone on its row and is long, or a title.
func (p *page) remark(r int, first string, cells int) bool {
	n := utf8.RuneCountInString(first)
	if cells <= 2 && noteStart(first) && n > 4 {
		return true
	}
	if cells > 1 || p.width <= 2 && p.slots(r)[0].wide() == 1 || p.underMerge(r) {
		return false
	}
	text := forms.Squeeze(first)
	return noteStart(first) || titleScore(first, true) >= 3 || attachment.MatchString(text) || n > 20 && !isFigure(text)
}

// across reports whether the one text of a row is merged over nearly the whole table:
// a heading between its rows.
func (p *page) across(r int) bool {
	s := p.slots(r)[0]
	return p.width >= 4 && 5*s.wide() >= 4*p.width && s.Top == s.Bottom
}

// sections are the rows between the data that only name what follows (3号楼): a word
// alone on its row, in no column of names, where most rows are full.
func (p *page) sections(h header, to int) map[int]bool {
	names := map[int]bool{}
	for _, c := range h.columns {
		for _, m := range meanings(c.Label, c.Group) {
			if _, part := owner(m.Field); part == "_name" {
				names[c.Index] = true
			}
		}
	}
	found, full := map[int]bool{}, 0
	for r := h.bottom + 1; r <= to; r++ {
		switch cells, col := p.filled(r); {
		case cells >= 3:
			full++
		case cells == 1 && !names[p.span(r, col).Left] && !p.underMerge(r) && !isFigure(forms.Squeeze(p.text(r, col))) && p.span(r, col).Left == h.columns[0].Index:
			found[r] = true
		}
	}
	if len(h.columns) < 4 || len(names) == 0 || full < 3*len(found) {
		return nil
	}
	return found
}

// underMerge reports whether a merge from a row above reaches into a row, as a
// household's cells do over its members.
func (p *page) underMerge(r int) bool {
	for _, i := range p.byRow[r] {
		if p.merges[i].Top < r {
			return true
		}
	}
	return false
}

// seqOnly reports whether the one text of a row is its running number, as in the
// rows that a form keeps ready to be filled in.
func (p *page) seqOnly(text string, col int, h header) bool {
	if !isFigure(forms.Squeeze(text)) || len(text) > 6 {
		return false
	}
	for _, c := range h.columns {
		if c.Index == col {
			l := bare(c.Label)
			return l == "序号" || l == "编号" || l == "序" || l == "行号" || l == "顺序号" || l == "行次" || l == "项次" || l == "No" || l == "NO." || l == "No."
		}
	}
	return false
}
