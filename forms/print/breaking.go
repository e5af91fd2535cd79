package print

// How far a line may give way so that a closing mark stays on it, and how far it
// may be stretched to reach the margin (in em for each gap between characters).
const (
	squeezeMost = 0.025
	stretchMost = 0.34
)

// line is one broken line.
type line struct {
	text    string // what its runs are pieces of
	runs    []run
	natural float64 // its width as drawn without stretching, trailing spaces aside
	tail    float64 // the blank right half of a closing mark at its end
	gaps    int     // places where it may be stretched
	size    float64 // of its largest characters
	track   float64 // what its style puts into each gap
	last    bool    // ends a paragraph
	indent  float64 // where it begins
}

// run is a piece of a line in one font and size, at an offset from its start.
// Only between loose characters is there a gap to stretch.
type run struct {
	from, to int32 // of the line's text
	face     *face
	style    style
	x        float64
	gaps     int // of the line, before it
	loose    bool
	apart    bool // moved against the run before it
}

// room is the width that lines have: the first of a paragraph begins at first,
// the others at rest, all end at right.
type room struct{ first, rest, right float64 }

func column(width float64) room { return room{right: width} }

// lines breaks text into lines by the rules for Chinese: no line begins with a
// closing mark or ends with an opening one, words and numbers stay whole, a mark
// that just overflows is squeezed in. Every character of the text stands on some
// line; spaces at a line's end hang into the margin.
func (ts *typesetter) lines(r room, spans ...span) []line {
	ts.shape(spans)
	var out []line
	for from := 0; ; {
		to := from
		for to < len(ts.glyphs) && ts.glyphs[to].class != isNewline {
			to++
		}
		out = ts.paragraph(out, from, to, r)
		if to == len(ts.glyphs) {
			return out
		}
		from = to + 1
	}
}

// paragraph breaks the glyphs from to to and appends their lines.
func (ts *typesetter) paragraph(out []line, from, to int, r room) []line {
	indent := r.first
	for first := true; first || from < to; first = false {
		end := ts.fill(from, to, r.right-indent)
		l := ts.compose(from, end)
		l.indent, l.last = indent, end == to
		out = append(out, l)
		from, indent = end, r.rest
	}
	return out
}

// fill finds where the line that begins with glyph from ends.
func (ts *typesetter) fill(from, to int, avail float64) int {
	m := measure{avail: avail}
	best := -1 // the last place where the line may be broken
	for i := from; i < to; i++ {
		if i > from && ts.mayBreak(i) {
			best = i
		}
		m.add(ts, i, from)
		if m.fits() || ts.glyphs[i].class == isSpace {
			continue
		}
		if ts.glyphs[i].class&notFirst != 0 {
			if end := ts.pullIn(i, from, to, m); end > 0 {
				return end
			}
		}
		if best < 0 {
			best = ts.force(from, i)
		}
		return best
	}
	return to
}

// force breaks a word that is wider than the line, before glyph i at the latest: a range
// behind its dash, and even here not before a closing mark if there is a choice.
func (ts *typesetter) force(from, i int) int {
	ts.forced++
	for k := i; k > from+1; k-- {
		if ts.inRange(k) {
			return k
		}
	}
	for k := i; k > from; k-- {
		if ts.glyphs[k].class&notFirst == 0 && ts.glyphs[k-1].class&notLast == 0 {
			return k
		}
	}
	return max(i, from+1)
}

// pullIn keeps a closing mark, and those that follow it, on the line by squeezing
// its gaps a little. 0 means that they don't fit even so.
func (ts *typesetter) pullIn(i, from, to int, m measure) int {
	end := i + 1
	for ; end < to && ts.glyphs[end].class&notFirst != 0 && ts.glyphs[end].class&isWord == 0; end++ {
		m.add(ts, end, from)
	}
	if !m.squeezes() {
		return 0
	}
	for end < to && ts.glyphs[end].class == isSpace {
		end++
	}
	if end < to && !ts.mayBreak(end) { // what follows the spaces may be a mark, too
		return 0
	}
	return end
}

// measure is the width of a growing line.
type measure struct {
	avail   float64
	natural float64
	tail    float64
	spaces  float64 // that hang at its end
	gaps    int
	size    float64
}

func (m *measure) add(ts *typesetter, i, from int) {
	g := &ts.glyphs[i]
	st := &ts.spans[g.style].style
	w := float64(g.advance)
	if i > from && ts.gap(i) {
		w += st.track
		m.gaps++
	}
	m.size = max(m.size, st.size)
	if g.class == isSpace {
		m.spaces += w
		return
	}
	m.natural += m.spaces + w
	m.spaces, m.tail = 0, 0
	if g.class&halfBlank != 0 && !g.tight && g.advance > 0.9*float32(st.size) {
		m.tail = st.size / 2
	}
}

// hair absorbs rounding.
const hair = 0.01

func (m *measure) fits() bool { return m.natural <= m.avail+hair }

func (m *measure) squeezes() bool {
	return m.natural-m.tail <= m.avail+hair+squeezeMost*m.size*float64(m.gaps)
}

// mayBreak reports whether a line may end before glyph i.
func (ts *typesetter) mayBreak(i int) bool {
	a, b := &ts.glyphs[i-1], &ts.glyphs[i]
	switch {
	case b.class == isSpace:
		return false
	case b.class&notFirst != 0 || a.class&notLast != 0:
		return false
	case a.class == isSpace:
		return !(a.whole && b.whole && a.style == b.style)
	case a.class&isPair != 0 && ts.same(i):
		return false
	case a.whole && b.whole && a.style == b.style, ts.inRange(i):
		return false
	}
	return a.class&isWord == 0 || b.class&isWord == 0 || ts.listBreak(i)
}

// same reports whether glyph i is the same character as the one before it.
func (ts *typesetter) same(i int) bool {
	a, b := ts.glyphs[i-1].at, ts.glyphs[i].at
	n := b - a
	return int(b+n) <= len(ts.text) && ts.text[a:b] == ts.text[b:b+n]
}

// inRange reports whether glyph i follows the dash between two numbers: 0—6, 15～59.
func (ts *typesetter) inRange(i int) bool {
	if i < 2 || ts.glyphs[i].class&isWord == 0 || ts.glyphs[i-2].class&isWord == 0 {
		return false
	}
	switch ts.text[ts.glyphs[i-1].at:ts.glyphs[i].at] {
	case "—", "–", "～", "~", "-":
		return digit(ts.text[ts.glyphs[i-2].at]) && digit(ts.text[ts.glyphs[i].at])
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// listBreak allows a break inside a run of word characters after a comma or
// semicolon that no digit follows: HS01,HS02 is a list, 12,500 a number.
func (ts *typesetter) listBreak(i int) bool {
	mark := ts.text[ts.glyphs[i-1].at]
	next := ts.text[ts.glyphs[i].at]
	return mark == ';' || mark == ',' && !digit(next)
}

// compose makes a line of the glyphs from to end.
func (ts *typesetter) compose(from, end int) line {
	l := line{text: ts.text, size: ts.spans[len(ts.spans)-1].style.size}
	if from == end {
		return l
	}
	m := measure{}
	for i := from; i < end; i++ {
		m.add(ts, i, from)
	}
	l.natural, l.tail, l.size = m.natural, m.tail, m.size
	l.track = ts.spans[ts.glyphs[from].style].style.track
	x, gaps := 0.0, 0
	for i := from; i < end; i++ {
		g := &ts.glyphs[i]
		if i > from && ts.gap(i) {
			gaps++
		}
		if i == from || !ts.together(i) {
			l.runs = append(l.runs, run{
				from: g.at, face: g.face, style: ts.spans[g.style].style,
				x: x, gaps: gaps, loose: g.class&isWord == 0, apart: i > from && ts.glyphs[i-1].tight,
			})
		}
		l.runs[len(l.runs)-1].to = ts.offset(i + 1)
		x += float64(g.advance)
		if g.class != isSpace { // what hangs at the end stretches nothing
			l.gaps = gaps
		}
	}
	return l
}

// together reports whether glyph i continues the run of the one before it.
func (ts *typesetter) together(i int) bool {
	a, b := &ts.glyphs[i-1], &ts.glyphs[i]
	return a.face == b.face && a.style == b.style && a.class&isWord == b.class&isWord && !a.tight
}

// offset is where glyph i begins in the text, or its end.
func (ts *typesetter) offset(i int) int32 {
	if i < len(ts.glyphs) {
		return ts.glyphs[i].at
	}
	return int32(len(ts.text))
}

// spread is what each gap of the line takes in a column of this width (from the
// line's own indent on): its style's own spacing, less where the line must give
// way, more where full says that it shall reach the margin.
func (l *line) spread(avail float64, full bool) float64 {
	if l.gaps == 0 {
		return 0
	}
	over := l.natural - avail
	if over > hair {
		return l.track - max(over-l.tail, 0)/float64(l.gaps)
	}
	if more := -over / float64(l.gaps); full && !l.last && more <= stretchMost*l.size {
		return l.track + more
	}
	return l.track
}

// set draws the line with its indent from x, its baseline at y, each gap being
// spread wide.
func (p *page) set(l *line, x, y, spread float64) {
	x += l.indent
	for i := 0; i < len(l.runs); {
		r := &l.runs[i]
		t := text{
			face: r.face, size: float32(r.style.size), ink: r.style.ink,
			x: float32(x + r.x + float64(r.gaps)*spread), y: float32(y),
		}
		if r.loose {
			t.track = float32(spread)
		}
		to := r.to
		for i++; i < len(l.runs) && spread == 0 && l.continues(i); i++ {
			to = l.runs[i].to
		}
		t.s = l.text[r.from:to]
		p.texts = append(p.texts, t)
	}
}

// continues reports whether run i can be drawn in one go with the one before it
// where nothing is stretched.
func (l *line) continues(i int) bool {
	a, b := &l.runs[i-1], &l.runs[i]
	return a.face == b.face && a.style == b.style && !b.apart
}
