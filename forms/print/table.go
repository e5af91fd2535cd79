package print

import (
	"regexp"
	"slices"
	"strings"

	"huce/forms"
)

// cell is what stands in one cell of a table.
type cell struct {
	spans []span
	align forms.Align
	write bool    // a line to write on
	fit   bool    // to stand on one line where a smaller size makes it
	least float64 // below which nothing is made smaller for a word's sake: it is broken; 0 is shrinkLast
}

// block is rows that belong together: a home. Its lead cells span all its rows.
type block struct {
	mark string // a bookmark
	lead []cell
	rows [][]cell
}

// table draws blocks under a header that is repeated on every page.
type table struct {
	look
	ts    *typesetter
	flow  *flow
	edges []float64 // of the columns, from the frame's left
	heads []laid
	tall  []laid  // a header too high to be repeated; it stands once, as a row
	upper float64 // where it begins on this page
	open  bool
	label string // of the last bookmark, for the running head
	began int    // the page, from 1, on which the last block began
}

// laid is a cell broken into lines.
type laid struct {
	lines  []line
	align  forms.Align
	write  bool
	height float64 // of its lines
}

func newTable(ts *typesetter, f *flow, lk look, columns []forms.TableColumn, rows [][]string) *table {
	t := &table{look: lk, ts: ts, flow: f}
	t.edges = edgesOf(t.shares(columns, rows), f.width)
	for i, c := range columns {
		t.heads = append(t.heads, t.lay(cell{spans: []span{{text: c.Label, style: lk.head}}, align: forms.Centre}, i))
	}
	if t.height(t.heads, lk.top) > f.height*tallHeader {
		t.tall, t.heads = t.heads, nil
	}
	return t
}

// edgesOf turns shares of a width into the edges between columns.
func edgesOf(shares []float64, width float64) []float64 {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	edges, at := []float64{0}, 0.0
	for _, s := range shares {
		at += s
		edges = append(edges, width*at/sum)
	}
	return edges
}

// shares are the columns' parts of the width: as given, or by what stands in them.
func (t *table) shares(columns []forms.TableColumn, rows [][]string) []float64 {
	out := make([]float64, len(columns))
	given, n := 0.0, 0
	for i, c := range columns {
		out[i] = max(c.Width, 0)
		if c.Width > 0 {
			given += c.Width
			n++
		}
	}
	if n == 0 {
		return t.fitted(columns, rows)
	}
	for i := range out {
		if out[i] == 0 {
			out[i] = given / float64(n)
		}
	}
	return out
}

const sampled = 200 // rows that tell how wide a column wants to be

// fitted gives every column what its text wants, and where that is more than there
// is, takes it from the widest.
func (t *table) fitted(columns []forms.TableColumn, rows [][]string) []float64 {
	pad := 2*t.padX + 0.5
	want := make([]float64, len(columns))
	for i, c := range columns {
		want[i] = max(t.ts.width(c.Label, t.head), 2*t.head.size) + pad
	}
	for _, r := range rows[:min(len(rows), sampled)] {
		for i := range min(len(r), len(want)) {
			for s := range strings.SplitSeq(r[i], "\n") {
				want[i] = max(want[i], t.ts.width(s, t.body)+pad)
			}
		}
	}
	return capped(want, t.flow.width)
}

// capped cuts the widest down to one measure, so that all fit into the width.
func capped(want []float64, width float64) []float64 {
	sorted := slices.Clone(want)
	slices.Sort(sorted)
	left := width
	for i, w := range sorted {
		if most := left / float64(len(sorted)-i); w > most {
			out := slices.Clone(want)
			for k := range out {
				out[k] = min(out[k], most)
			}
			return out
		}
		left -= w
	}
	return want
}

func (t *table) plain(s string, align forms.Align) cell {
	return cell{spans: []span{{text: s, style: t.body, whole: wholeDay.MatchString(s)}}, align: align}
}

// wholeDay is a day that a cell says alone: set smaller rather than in two lines.
var wholeDay = regexp.MustCompile(`^\d{4}年(\d{1,2}月(\d{1,2}日)?)?$`)

// lay breaks a cell into the lines of column i.
func (t *table) lay(c cell, i int) laid {
	return t.ts.lay(c, t.edges[i+1]-t.edges[i]-2*t.padX, t.leading)
}

// lay breaks a cell into lines; a word wider than the cell is set smaller, by half
// points, before it is broken.
func (ts *typesetter) lay(c cell, width, leading float64) laid {
	out := laid{align: c.align, write: c.write}
	spans := c.spans
	for {
		before := ts.forced
		out.lines = ts.lines(column(width), spans...)
		wide := ts.forced > before || c.fit && len(out.lines) > 1
		if !wide || !shrinks(spans, max(c.least, shrinkLast)) {
			if wide && c.least > 0 {
				out.lines = ts.lines(column(width), c.spans...)
			}
			break
		}
		spans = slices.Clone(spans)
		for k := range spans {
			spans[k].style.size = max(spans[k].style.size-rowShrink, min(spans[k].style.size, max(c.least, shrinkLast)))
		}
	}
	if c.align == forms.Centre && len(out.lines) > 1 {
		out.lines = ts.balanced(width, out.lines, spans)
	}
	out.measure(leading)
	return out
}

// balanced breaks centred text into as many lines as it has, of much the same
// width: 与户主 / 关系, not 与户主关 / 系.
func (ts *typesetter) balanced(width float64, plain []line, spans []span) []line {
	least, most := 0.0, width
	for range 6 {
		mid := (least + most) / 2
		before := ts.forced
		if l := ts.lines(column(mid), spans...); len(l) == len(plain) && ts.forced == before {
			plain, most = l, mid
		} else {
			least = mid
		}
	}
	return plain
}

func shrinks(spans []span, least float64) bool {
	for _, s := range spans {
		if s.style.size > least {
			return true
		}
	}
	return false
}

func (l *laid) measure(leading float64) {
	l.height = 0
	for i := range l.lines {
		if l.height += l.lines[i].size * leading; i == 0 {
			l.height -= l.lines[i].size * (leading - 1)
		}
	}
}

// split takes the lines that fit into a height; at least one where any is left.
func (l laid) split(height, leading float64) (here, rest laid) {
	here, rest = l, l
	n := 0
	for n < len(l.lines) {
		here.lines = l.lines[:n+1]
		if here.measure(leading); here.height > height+hair && n > 0 {
			break
		}
		n++
	}
	here.lines, rest.lines = l.lines[:n], l.lines[n:]
	here.measure(leading)
	rest.measure(leading)
	return here, rest
}

// draw sets a cell into a box, in the middle of its height.
func (l *laid) draw(p *page, x, y, w, h, padX, leading float64) {
	at := y + (h-l.height)/2
	for i := range l.lines {
		ln := &l.lines[i]
		if i > 0 {
			at += ln.size * (leading - 1)
		}
		avail := w - 2*padX
		spread := ln.spread(avail, false)
		used := ln.natural + float64(ln.gaps)*(spread-ln.track)
		dx := 0.0
		switch l.align {
		case forms.Centre:
			dx = max(avail-used, 0) / 2
		case forms.Right:
			dx = max(avail-used, 0)
		}
		p.set(ln, x+padX+dx, at+ln.size*gbtRise, spread)
		at += ln.size
	}
	if l.write {
		p.hline(x+padX, x+w-padX, y+h-1.8*mm, 0.4)
	}
}
