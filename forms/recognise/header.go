package recognise

import (
	"regexp"
	"slices"

	"huce/forms"
)

// header is where the labels of a table stand. Rows and columns count from 0.
type header struct {
	top, bottom int
	columns     []forms.Column // without fields yet
}

// maxHeaderRows is how many rows a header may have: a group, its parts, the leaves.
const maxHeaderRows = 3

// rowLook is how a row looks as a header.
type rowLook struct {
	cells int     // with text
	known int     // that vocab knows as labels
	mean  float64 // of the labels' looks
	worst float64
	wide  int // cells that span several columns
}

func (p *page) rowLook(row int) rowLook {
	l := rowLook{worst: 1}
	for _, s := range p.slots(row) {
		k := p.words.of(s.text)
		l.cells++
		l.mean += k.label
		l.worst = min(l.worst, k.label)
		if k.known >= 0.6 {
			l.known++
		}
		if s.wide() > 1 {
			l.wide++
		}
	}
	if l.cells > 0 {
		l.mean /= float64(l.cells)
	}
	return l
}

// strong reports whether a row is a header by its words alone.
func (l rowLook) strong() bool {
	if l.cells < 2 || l.known < 2 {
		return false
	}
	return l.mean >= 0.45 && 5*l.known >= 2*l.cells || l.mean >= 0.25 && l.worst >= -0.2 && 4*l.known >= l.cells
}

// findHeader looks for the header of the first table in rows from..to.
func (p *page) findHeader(from, to int) (header, bool) {
	limit := min(to, from+60)
	for r := from; r <= limit; r++ {
		if p.rowLook(r).strong() && p.atHead(r, to) && !p.endsTable(r, from, to) {
			return p.headerAround(r, from, to), true
		}
	}
	for r := from; r <= min(limit, from+12); r++ {
		if p.plainHeader(r, to) && !p.endsTable(r, from, to) {
			return p.headerAround(r, from, to), true
		}
	}
	for r := from; r <= min(limit, from+3); r++ {
		if p.evenHeader(r, to) {
			return p.headerAround(r, from, to), true
		}
	}
	return header{}, false
}

// evenHeader reports whether a row of different words stands over nothing but rows of
// the very same cells, two of them at least: a table of words alone.
func (p *page) evenHeader(row, to int) bool {
	head := p.slots(row)
	if len(head) < 3 || !p.differentWords(head) {
		return false
	}
	for r := row + 1; r <= to; r++ {
		if !sameCells(p.slots(r), head) {
			return false
		}
	}
	return to-row >= 2
}

func sameCells(a, b []slot) bool {
	return slices.EqualFunc(a, b, func(a, b slot) bool { return a.Left == b.Left && a.Right == b.Right })
}

// atHead reports whether a row of known words heads what follows: a row of values
// may hold words that are labels elsewhere (户主, 其他), but not mostly.
func (p *page) atHead(row, to int) bool {
	return p.rowLook(row).cells >= 3 || row == to || p.headsNarrow(row, to)
}

// endsTable reports whether a row is the last of a table whose rows have the same cells:
// it heads nothing, whatever words are in it.
func (p *page) endsTable(row, from, to int) bool {
	for r := row + 1; r <= to; r++ {
		if !p.blankRow(r) {
			return false
		}
	}
	cells := p.slots(row)
	for r := row - 1; r >= row-2; r-- {
		if r < from || !sameCells(p.slots(r), cells) {
			return false
		}
	}
	return true
}

// headsNarrow reports whether a row of two labels heads a narrow table: the rows
// below it have no more cells than it.
func (p *page) headsNarrow(row, to int) bool {
	for r := row + 1; r <= min(to, row+5); r++ {
		if n := len(p.slots(r)); n > 2 {
			return false
		}
	}
	return true
}

// plainHeader reports whether a row heads a table whose words nobody knows: words
// all different, no values, over rows of as many cells that hold values.
func (p *page) plainHeader(row, to int) bool {
	slots := p.slots(row)
	if p.width == 1 && len(slots) == 1 {
		return p.words.of(slots[0].text).known >= 0.9 && row < to || row == to && p.isColumnName(slots[0].text)
	}
	if p.headsFigures(row, to) {
		return true
	}
	if p.headsFigures(row+1, to) {
		return false // a line over the header: 考点名 安宁中学
	}
	if len(slots) < 2 || 2*len(slots) < p.width && len(slots) < 5 || !p.differentWords(slots) {
		return false
	}
	if row > 0 && len(slots) >= 6 && p.groupsAbove(header{top: row, bottom: row}) {
		return true
	}
	bottom := p.headerAround(row, row, to).bottom
	values, rows := p.valuesBelow(bottom+1, min(to, bottom+6))
	return rows == 0 && len(slots) >= 3 || values >= rows && rows > 0
}

// columnName is a label that was never given a name: 栏位1, 列2, 字段3.
var columnName = regexp.MustCompile(`^(栏位|列|字段|栏目)[0-9一二三四五六七八九十]*$`)

// isColumnName reports whether the only text of a file is the head of a column in
// which nothing was filled in.
func (p *page) isColumnName(text string) bool {
	return p.words.of(text).known >= 0.9 || columnName.MatchString(forms.Squeeze(text))
}

// headsFigures reports whether a row of a few words heads a table of which the last
// word stands over many columns of figures: 考场号 座位号 over 01 | 01 02 03 04.
func (p *page) headsFigures(row, to int) bool {
	head := p.slots(row)
	if len(head) < 2 || row+3 > to || !p.differentWords(head) {
		return false
	}
	for r := row + 1; r <= min(to, row+6); r++ {
		cells := p.slots(r)
		if len(cells) <= 2*len(head) || slices.ContainsFunc(cells, func(s slot) bool { return !isFigure(forms.Squeeze(s.text)) }) {
			return false
		}
	}
	return true
}

// differentWords reports whether cells hold words, none of them twice in one group.
func (p *page) differentWords(cells []slot) bool {
	seen := map[string]bool{}
	for _, s := range cells {
		k := p.words.of(s.text)
		group := ""
		if top := p.span(s.Top-1, s.Left); top.Right > top.Left {
			group = p.text(top.Top, top.Left)
		}
		key := group + "/" + forms.Squeeze(s.text)
		if k.label < -0.15 || k.inline || seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

// valuesBelow counts the texts in rows from..to that look like values, and the rows
// that hold any text.
func (p *page) valuesBelow(from, to int) (values, rows int) {
	for r := from; r <= to; r++ {
		cells := p.slots(r)
		if len(cells) > 0 {
			rows++
		}
		for _, s := range cells {
			if p.words.of(s.text).label < 0 {
				values++
			}
		}
	}
	return values, rows
}

// headerAround extends a header row down over the leaves of its groups and up over
// the groups of its leaves.
func (p *page) headerAround(row, from, to int) header {
	h := header{top: row, bottom: row}
	for h.bottom < to && h.bottom-h.top+1 < maxHeaderRows && p.headerGoesOn(h) {
		h.bottom++
	}
	for h.top > from && h.bottom-h.top+1 < maxHeaderRows && p.groupsAbove(h) {
		h.top--
	}
	if h.bottom-h.top >= 2 && p.blankRow(h.bottom) {
		h.bottom-- // the leaves are only drawn higher
	}
	h.columns = p.headerColumns(h)
	return h
}

// headerGoesOn reports whether the row below a header belongs to it: a label
// reaches down into it, or a group stands over labels in it.
func (p *page) headerGoesOn(h header) bool {
	next := h.bottom + 1
	below := p.slots(next)
	l := p.rowLook(next)
	if p.periodLeaves(h, next) {
		return true
	}
	for r := h.top; r <= h.bottom; r++ {
		for _, s := range p.slots(r) {
			if s.Bottom >= next && s.Bottom < h.top+maxHeaderRows && l.mean > -0.3 {
				return true
			}
		}
	}
	if len(below) == 0 || p.lettersRow(next) {
		return false
	}
	if l.mean < 0.3 || l.worst < -0.3 {
		return false
	}
	under := 0
	for _, s := range below {
		switch top := p.span(h.bottom, s.Left); {
		case top.Right > top.Left && top.Left == s.Left && top.Right == s.Right:
			// cut like the label above it: no leaf of a group, as on a card that is not filled in
		case top.Right > top.Left: // under a merged group
			under++
		case p.text(h.bottom, s.Left) == "": // in a gap: a group whose merge the file lost
			under++
		case p.groupLost(h.bottom, s.Left) && p.text(next, s.Left+1) != "":
			under++
		default:
			return false
		}
	}
	return under > 0 && l.known >= 1
}
