package print

// height is what a row of cells takes; no cells take nothing.
func (t *table) height(cells []laid, least float64) float64 {
	if len(cells) == 0 {
		return 0
	}
	h := least
	for i := range cells {
		h = max(h, cells[i].height+2*t.padY)
	}
	return h
}

func (t *table) layRow(cells []cell, first int) []laid {
	out := make([]laid, len(cells))
	for i := range cells {
		out[i] = t.lay(cells[i], first+i)
	}
	return out
}

// start is the height that the header and the first row take.
func (t *table) start(first []cell) float64 {
	return t.height(t.heads, t.top) + t.height(t.layRow(first, 0), t.row)
}

// capacity is what a page holds below the header.
func (t *table) capacity() float64 {
	return t.flow.height - t.flow.fresh - t.height(t.heads, t.top)
}

// begin draws the header and opens the table on this page.
func (t *table) begin() {
	f := t.flow
	p, h := f.page(), t.height(t.heads, t.top)
	x, y := f.left, f.top+f.y
	t.upper, t.open = y, true
	p.hline(x, x+f.width, y, t.outer)
	if h == 0 {
		return
	}
	if t.shaded {
		p.shade(x, y, f.width, h)
	}
	t.cells(p, t.heads, 0, y, h)
	f.y += h
	p.hline(x, x+f.width, y+h, t.group)
}

// close draws the upright rules and the last one, and ends the table on this page.
func (t *table) close() {
	if !t.open {
		return
	}
	t.open = false
	f := t.flow
	p, foot := f.page(), f.top+f.y
	for i, e := range t.edges {
		w := t.inner
		if i == 0 || i == len(t.edges)-1 {
			w = t.outer
		}
		p.vline(f.left+e, t.upper, foot, w)
	}
	p.hline(f.left, f.left+f.width, foot, t.outer)
}

func (t *table) cells(p *page, cells []laid, first int, y, h float64) {
	for i := range cells {
		x, w := t.edges[first+i], t.edges[first+i+1]-t.edges[first+i]
		cells[i].draw(p, t.flow.left+x, y, w, h, t.padX, t.leading)
	}
}

func (t *table) turn() {
	t.close()
	t.flow.turn()
	t.begin()
}

// add places a block: whole on this page, else whole on the next, else, where no
// page can hold it, cut between its rows, and a row that no page can hold between
// its lines.
func (t *table) add(b block) {
	lead := t.layRow(b.lead, 0)
	rows := make([][]laid, len(b.rows))
	total := 0.0
	for i := range b.rows {
		rows[i] = t.layRow(b.rows[i], len(b.lead))
		total += t.height(rows[i], t.row)
	}
	if b.mark != "" {
		t.label = b.mark
	}
	if total = max(total, t.height(lead, t.row)); total == 0 {
		return
	}
	t.ready(total)
	t.began = len(t.flow.pages)
	if b.mark != "" {
		t.flow.page().mark(b.mark, 0, t.flow.top+t.flow.y)
	}
	t.portions(lead, rows)
}

// ready sees to it that a block of this height can begin below a header, on the
// next page where this one has no room for it.
func (t *table) ready(height float64) {
	whole := min(height, t.capacity())
	if t.open {
		if height > t.flow.room()+hair && height <= t.capacity()+hair {
			t.turn()
		}
		return
	}
	if whole+t.height(t.heads, t.top) > t.flow.room()+hair && !t.flow.atHead() {
		t.flow.turn()
	}
	t.begin()
	if tall := t.tall; tall != nil {
		t.tall = nil
		t.portions(nil, [][]laid{tall})
	}
}

// portions sets a block page by page.
func (t *table) portions(lead []laid, rows [][]laid) {
	full, owed := lead, lead // what is still to be shown of the lead
	for len(rows) > 0 || lines(owed) > 0 {
		here, rest := t.take(rows)
		h := 0.0
		for _, r := range here {
			h += t.height(r, t.row)
		}
		if need := t.height(owed, t.row); len(rest) == 0 && h < need {
			h = min(need, max(t.flow.room(), h))
		}
		if len(here) == 0 && (len(rest) > 0 || h > t.flow.room()+hair) && !t.empty() {
			t.turn()
			continue
		}
		shown, later := t.splitRow(owed, h-2*t.padY)
		if lines(owed) == 0 {
			shown, later = t.splitRow(full, h-2*t.padY)
			for i := range later {
				later[i].lines = nil
			}
		}
		t.draw(shown, here, h)
		rows, owed = rest, later
		if len(rows) > 0 || lines(owed) > 0 {
			t.turn()
		}
	}
}

// empty reports whether nothing stands below the header on this page.
func (t *table) empty() bool {
	f := t.flow
	return f.top+f.y <= t.upper+t.height(t.heads, t.top)+hair
}

// take are the rows that fit on this page. Of a row that no page can hold, a page
// takes the lines that fit.
func (t *table) take(rows [][]laid) (here, rest [][]laid) {
	left := t.flow.room()
	for i, r := range rows {
		h := t.height(r, t.row)
		if h <= left+hair {
			left -= h
			continue
		}
		if h > t.capacity()+hair && (i == 0 && t.empty() || left > t.capacity()/3) {
			part, later := t.splitRow(r, left-2*t.padY)
			return append(append(here, rows[:i]...), part), append([][]laid{later}, rows[i+1:]...)
		}
		return rows[:i], rows[i:]
	}
	return rows, nil
}

func (t *table) splitRow(row []laid, height float64) (here, rest []laid) {
	here, rest = make([]laid, len(row)), make([]laid, len(row))
	for i := range row {
		here[i], rest[i] = row[i].split(height, t.leading)
	}
	return here, rest
}

func lines(cells []laid) int {
	n := 0
	for i := range cells {
		n += len(cells[i].lines)
	}
	return n
}

// draw sets one portion of a block: its lead over the whole height, its rows below
// each other; the last row takes what the lead needs more.
func (t *table) draw(lead []laid, rows [][]laid, h float64) {
	f := t.flow
	p, y := f.page(), f.top+f.y
	right := f.left + f.width
	t.cells(p, lead, 0, y, h)
	at := y
	for i, r := range rows {
		rh := t.height(r, t.row)
		if i == len(rows)-1 {
			rh = y + h - at
		}
		t.cells(p, r, len(lead), at, rh)
		at += rh
		if i < len(rows)-1 {
			p.hline(f.left+t.edges[len(lead)], right, at, t.inner)
		}
	}
	f.y += h
	p.hline(f.left, right, y+h, t.group)
}
