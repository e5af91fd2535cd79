package print

import (
	"slices"

	"huce/forms"
)

// What a card's long values give way by, so that the card keeps the page that its
// original has.
const (
	annexLeast = 7.0 // the size down to which they shrink first
	annexLines = 2   // of a value stay on the card at least
	annexLong  = 3   // a value of more lines is a long one

	tightMost  = 1.35 // of a page: a card higher than this is left as it is
	tightLeast = 8.5  // the size down to which a whole card shrinks
)

// rest is what of a value stands on the annex page.
type rest struct{ label, text string }

// abridge makes a card that would just run over its page fit it: its long values
// are set smaller, and what then still has no room is left for an annex page. A
// card whose form alone takes more than a page stays as it is.
func (s *strip) abridge(f *flow) []rest {
	room := f.room()
	if !s.card || s.cards() > 1 || s.total() <= room+hair {
		return nil
	}
	if s.looks != nil && s.looks.Document && s.closer(room) {
		return nil
	}
	if s.looks != nil && !s.smaller(room) && s.fileTotal() > room { // its form takes more than a page
		return nil
	}
	if s.total() <= room+hair || s.looks == nil && s.tighten(room) {
		return nil
	}
	long := s.long()
	before := slices.Clone(s.boxes)
	for size := s.look.body.size - rowShrink; size >= annexLeast && s.total() > room; size -= rowShrink {
		for _, i := range long {
			s.resize(i, size)
		}
		s.heights(len(s.rows) - 1)
	}
	var left []rest
	for _, i := range long {
		if s.total() <= room+hair {
			break
		}
		if r, ok := s.shorten(i, s.total()-room); ok {
			left = append(left, r)
		}
	}
	if s.total() > room+hair { // more than one page by its form
		s.boxes = before
		s.heights(len(s.rows) - 1)
		return nil
	}
	return left
}

// tighten sets the whole card a little smaller and closer, if that saves its page.
func (s *strip) tighten(room float64) bool {
	if s.total() > room*tightMost {
		return false
	}
	look, boxes := s.look, s.boxes
	s.boxes = slices.Clone(boxes)
	for size := look.body.size - rowShrink; size >= tightLeast; size -= rowShrink {
		s.look.body.size, s.look.head.size = size, size
		s.look.padY, s.look.row = 0.5*mm, size*1.9
		for i := range s.boxes {
			s.lay(i)
		}
		if s.heights(len(s.rows) - 1); s.total() <= room+hair {
			return true
		}
	}
	s.look, s.boxes = look, boxes
	s.heights(len(s.rows) - 1)
	return false
}

func (s *strip) total() float64 { return s.rows[len(s.rows)-1] }

// cards is how many cards stand on a sheet: each has a title.
func (s *strip) cards() int {
	n := 0
	for i := range s.boxes {
		if s.boxes[i].style == forms.StyleTitle && s.boxes[i].cell.Text != "" {
			n++
		}
	}
	return n
}

// long are the boxes of long values, the longest first.
func (s *strip) long() []int {
	var out []int
	for i := range s.boxes {
		if b := &s.boxes[i]; b.style == forms.StyleBody && len(b.laid.lines) > annexLong {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return len(s.boxes[b].laid.lines) - len(s.boxes[a].laid.lines) })
	return out
}

func (s *strip) resize(index int, size float64) {
	b := &s.boxes[index]
	st := s.bodyStyle(b).at(size)
	width := s.edges[b.Right+1] - s.edges[b.Left] - 2*s.look.padX
	align := b.laid.align
	b.laid = s.ts.lay(cell{spans: []span{{text: b.cell.Text, style: st}}, align: align}, max(width, shrinkLast), s.look.leading)
}

// shorten takes lines of a value off the card until it is lower by so much, and
// says on the card where the rest stands.
func (s *strip) shorten(index int, by float64) (rest, bool) {
	b := &s.boxes[index]
	note := words(s.info, "annex_see")
	lines := b.laid.lines
	keep := len(lines)
	size := s.look.body.size
	if keep > 0 {
		size = lines[0].size
	}
	drop := int(by/(size*s.look.leading)) + 2 // a line more for the note
	keep = max(annexLines, keep-drop)
	if keep >= len(lines) {
		return rest{}, false
	}
	from := lines[keep].from()
	if from < 0 {
		return rest{}, false
	}
	text := lines[keep].text
	r := rest{s.labelOf(index), text[from:]}
	width := s.edges[b.Right+1] - s.edges[b.Left] - 2*s.look.padX
	st := s.bodyStyle(b).at(size)
	b.laid = s.ts.lay(cell{spans: []span{
		{text: text[:from], style: st}, {text: "\n" + note, style: style{letter: kaiTi, size: size}},
	}, align: forms.Left}, max(width, shrinkLast), s.look.leading)
	s.heights(len(s.rows) - 1)
	return r, true
}

// from is where in the text a line begins, -1 for one without characters.
func (l *line) from() int {
	if len(l.runs) == 0 {
		return -1
	}
	return int(l.runs[0].from)
}

// labelOf is the label at the left of a value, or above it.
func (s *strip) labelOf(index int) string {
	b := &s.boxes[index]
	best := ""
	for i := range s.boxes[:index] {
		l := &s.boxes[i]
		beside := l.Right == b.Left-1 && l.Top <= b.Top && l.Bottom >= b.Top
		above := l.Bottom == b.Top-1 && l.Left <= b.Left && l.Right >= b.Left
		if l.cell.Text != "" && (beside || above && best == "") {
			best = oneLine(l.cell.Text)
		}
	}
	return best
}

// annex sets on a page of its own what had no room on the card.
func (s *strip) annex(f *flow, left []rest) {
	if len(left) == 0 {
		return
	}
	f.turn()
	f.page().part = words(s.info, "annex_page")
	f.page().mark(words(s.info, "annex_page"), 1, f.top)
	title := words(s.info, "annex_page")
	for i := range s.boxes {
		if b := &s.boxes[i]; b.style == forms.StyleTitle && b.cell.Text != "" {
			title = oneLine(b.cell.Text) + "\n" + title
			break
		}
	}
	for _, l := range s.ts.titleLines(title, gridTitle, f.width) {
		f.page().set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+l.size*gbtRise, l.track)
		f.y += l.size * 1.4
	}
	f.y += 2 * mm
	for _, r := range left {
		label := words(s.info, "annex_of", r.label)
		var items []item
		add := func(l line, keep bool) {
			h := l.size * 1.5
			items = append(items, item{need: h, advance: h, keep: keep, set: func(f *flow) {
				f.page().set(&l, f.left, f.top+f.y+l.size*1.1, l.spread(f.width-l.indent, true))
			}})
		}
		for _, l := range s.ts.lines(column(f.width), span{text: label, style: style{letter: heiTi, size: gridText.size}}) {
			add(l, true)
		}
		for _, l := range s.ts.lines(room{right: f.width}, span{text: r.text, style: gridText}) {
			add(l, false)
		}
		f.place(items)
		f.y += 3 * mm
	}
}
