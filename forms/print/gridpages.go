package print

import (
	"math"

	"huce/forms"
)

// heights finds where the rows begin: high enough for the boxes that end on each,
// the last row of a merge taking what its box still needs.
func (s *strip) heights(rows int) {
	ending := make([][]int, rows)
	for i := range s.boxes {
		ending[s.boxes[i].Bottom] = append(ending[s.boxes[i].Bottom], i)
	}
	s.rows = make([]float64, rows+1)
	if s.looks != nil {
		s.fileHeights(ending)
		s.cuts(rows)
		return
	}
	for r := range rows {
		h := 0.0
		for _, i := range ending[r] {
			b := &s.boxes[i]
			least := s.look.row
			if !b.ruled() {
				least = s.look.body.size
			}
			if b.cell.Text == "" && b.Bottom > b.Top {
				least = 0
			}
			need := max(least*float64(b.Bottom-b.Top+1), b.laid.height+2*s.look.padY)
			h = max(h, need-(s.rows[r]-s.rows[b.Top]))
		}
		s.rows[r+1] = s.rows[r] + s.stretched(h)
	}
	s.cardsBegin()
	s.cuts(rows)
}

// cardsBegin finds where the cards of a sheet begin: with a title.
func (s *strip) cardsBegin() {
	s.begins = s.begins[:0]
	for i := range s.boxes {
		if b := &s.boxes[i]; s.card && b.style == forms.StyleTitle && b.cell.Text != "" {
			s.begins = append(s.begins, s.rows[b.Top])
		}
	}
}

// cuts finds where a page may end without cutting a box.
func (s *strip) cuts(rows int) {
	s.cut = make([]bool, rows+1)
	for r := range s.cut {
		s.cut[r] = true
	}
	for i := range s.boxes {
		for r := s.boxes[i].Top + 1; r <= s.boxes[i].Bottom; r++ {
			s.cut[r] = false
		}
	}
}

// spaced gives the rows of a card that leaves much of its page free some of it: a
// card is signed and stamped.
func (s *strip) spaced(room float64) {
	if by := min(room*cardFill/s.total(), cardMost); by > 1 {
		for i := range s.rows {
			s.rows[i] *= by
		}
		for i := range s.begins {
			s.begins[i] *= by
		}
	}
}

// How much of a page a card may fill by being spaced, and how far it is.
const (
	cardFill = 0.92
	cardMost = 1.4
)

// stretched gives a row that no page can hold a little more height for each time
// it is cut, since a cut seldom falls just between two lines.
func (s *strip) stretched(h float64) float64 {
	page := s.height - 30*mm // what a repeated header leaves at least
	if h <= page {
		return h
	}
	loss := 2*s.look.padY + gridTitle.size*s.look.leading
	return h + (math.Ceil(h/(page-loss))+1)*loss
}

// headers finds the header rows that every page repeats.
func (s *strip) headers(rows int) {
	head := make([]bool, rows)
	for i := range s.boxes {
		if s.boxes[i].style == forms.StyleHead {
			for r := s.boxes[i].Top; r <= s.boxes[i].Bottom; r++ {
				head[r] = true
			}
		}
	}
	for s.repeat < rows && !head[s.repeat] {
		s.repeat++
	}
	s.after = s.repeat
	for s.after < rows && head[s.after] {
		s.after++
	}
	for s.after > s.repeat && !s.cut[s.after] {
		s.after--
	}
	if s.rows[s.after]-s.rows[s.repeat] > 28*mm { // too much to say again
		s.after = s.repeat
	}
}

// pages cuts the strip into pages.
func (s *strip) pages(f *flow) {
	if len(s.rows) < 2 {
		f.page()
		return
	}
	end := s.rows[len(s.rows)-1]
	for at := 0.0; at < end-hair; {
		if f.room() < s.look.row && !f.atHead() {
			f.turn()
		}
		head := f.atHead()
		if at >= s.rows[s.after]-hair && s.after > s.repeat && head {
			s.portion(f, s.rows[s.repeat], s.rows[s.after], 0)
		}
		to := s.end(at, f.room(), head)
		if to <= at+hair {
			f.turn()
			continue
		}
		for s.done < len(s.boxes) && s.rows[s.boxes[s.done].Bottom+1] <= at+hair {
			s.done++
		}
		s.portion(f, at, to, s.done)
		if at = to; at < end-hair {
			f.turn()
		}
	}
}

// end is where the page that begins at at ends: where no box is cut, if that leaves
// the page well filled, else between two rows, else inside a row.
func (s *strip) end(at, room float64, head bool) float64 {
	limit := at + room
	for _, y := range s.breaks {
		if y > at+hair && y <= limit+hair {
			return y
		}
	}
	if y := s.next(at, limit); y > 0 {
		return y
	}
	whole, between := at, at
	for r, y := range s.rows {
		if y > at+hair && y <= limit+hair {
			between = y
			if s.cut[r] {
				whole = y
			}
		}
	}
	switch {
	case whole > at+0.5*room || s.rows[len(s.rows)-1] <= limit+hair:
		return max(whole, at)
	case between > at+0.3*room:
		return between
	case between > at && !head:
		return between
	case !head:
		return at
	}
	return limit
}

// next is where the card begins that starts on this page and has no room on it, 0
// where there is none: a card that a page can hold is never cut.
func (s *strip) next(at, limit float64) float64 {
	for i, y := range s.begins {
		end := s.total()
		if i+1 < len(s.begins) {
			end = s.begins[i+1]
		}
		if y > at+hair && y <= limit+hair && end > limit+hair && end-y <= s.height {
			return y
		}
	}
	return 0
}

// portion draws the strip from one height to another, of the boxes from first on.
func (s *strip) portion(f *flow, from, to float64, first int) {
	p := f.page()
	shift := f.top + f.y - from
	var around extent
	for i := first; i < len(s.boxes); i++ {
		b := &s.boxes[i]
		top, bottom := s.rows[b.Top], s.rows[b.Bottom+1]
		if top >= to-hair {
			break
		}
		if bottom <= from+hair {
			continue
		}
		y1, y2 := max(top, from)+shift, min(bottom, to)+shift
		x, w := f.left+s.edges[b.Left], s.edges[b.Right+1]-s.edges[b.Left]
		if s.looks != nil {
			s.drawn(p, b, x, y1, w, y2, y1 > top+shift-hair, y2 < bottom+shift+hair)
		} else if b.ruled() {
			p.hline(x, x+w, y1, s.look.inner)
			p.vline(x, y1, y2, s.look.inner)
			if y1 > around.bottom+hair {
				around.draw(p, s.look.outer)
			}
			around.add(x, y1, x+w, y2)
		}
		s.text(p, b, x, y1, w, y2-y1, bottom > to+hair)
	}
	around.draw(p, s.look.outer)
	f.y += to - from
}

// extent is the rectangle around ruled boxes that touch.
type extent struct{ left, top, right, bottom float64 }

func (e *extent) add(x1, y1, x2, y2 float64) {
	if e.right == 0 {
		*e = extent{x1, y1, x2, y2}
		return
	}
	*e = extent{min(e.left, x1), min(e.top, y1), max(e.right, x2), max(e.bottom, y2)}
}

// draw rules the rectangle and begins a new one.
func (e *extent) draw(p *page, width float64) {
	if e.right > 0 {
		p.box(e.left, e.top, e.right-e.left, e.bottom-e.top, width)
	}
	*e = extent{}
}

// text sets the lines of a box into its part on this page, keeping those for the
// next page that have no room.
func (s *strip) text(p *page, b *gridBox, x, y, w, h float64, more bool) {
	here, rest := b.laid, laid{}
	if s.looks != nil {
		y, h = s.stands(b, y, h, more)
	}
	if more {
		here, rest = b.laid.split(h-2*s.look.padY, s.look.leading)
		rest.align = b.laid.align
	}
	if b.style == forms.StyleNote || s.looks != nil {
		w = max(w, here.widest()+2*s.look.padX)
	}
	here.draw(p, x, y, w, h, s.look.padX, s.look.leading)
	if b.Top >= s.after || b.Bottom < s.repeat { // header rows are drawn again
		b.laid = rest
	}
}

func (l *laid) widest() float64 {
	w := 0.0
	for i := range l.lines {
		w = max(w, l.lines[i].natural)
	}
	return w
}
