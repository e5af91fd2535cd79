package print

import "slices"

// frame is where text may stand on a page.
type frame struct {
	left, top, width, height float64
	wide                     bool
}

// flow fills one page after another.
type flow struct {
	frame
	pages []*page
	y     float64 // what is used of the frame's height
	fresh float64 // y at the head of a page, below what begin has set
	begin func(f *flow)
}

func newFlow(fr frame) *flow { return &flow{frame: fr} }

// page is the page being filled.
func (f *flow) page() *page {
	if len(f.pages) == 0 {
		f.turn()
	}
	return f.pages[len(f.pages)-1]
}

// numberTexts is the most runs of text that a page's number takes, set when all pages
// are known.
const numberTexts = 4

// turn begins a new page.
func (f *flow) turn() {
	next := &page{wide: f.wide}
	if n := len(f.pages); n > 0 { // nothing more comes onto the last but its number
		p := f.pages[n-1]
		next.texts, next.rules = p.texts[:0], p.rules[:0] // grown already: the next page fills them
		p.texts, p.rules = append(make([]text, 0, len(p.texts)+numberTexts), p.texts...), slices.Clone(p.rules)
	}
	f.pages = append(f.pages, next)
	f.y = 0
	if f.begin != nil {
		f.begin(f)
	}
	f.fresh = f.y
}

// room is the height left on the page.
func (f *flow) room() float64 {
	f.page()
	return f.height - f.y
}

func (f *flow) atHead() bool {
	f.page()
	return f.y <= f.fresh+hair
}

// item is something that a flow sets in order.
type item struct {
	need    float64 // room it must find
	advance float64 // what it moves the flow on by
	keep    bool    // stays on one page with the next item
	blank   bool    // vanishes at the head of a page
	set     func(f *flow)
}

// place sets items in order. What is kept together goes to the next page together,
// as long as a page can hold it.
func (f *flow) place(items []item) {
	for len(items) > 0 {
		n := 1
		for n < len(items) && items[n-1].keep {
			n++
		}
		need := items[n-1].need
		for _, it := range items[:n-1] {
			need += it.advance
		}
		if need > f.room()+hair && !f.atHead() && need <= f.height {
			f.turn()
		}
		for _, it := range items[:n] {
			f.one(it)
		}
		items = items[n:]
	}
}

func (f *flow) one(it item) {
	if it.blank && f.atHead() {
		return
	}
	if it.need > f.room()+hair && !f.atHead() {
		f.turn()
		if it.blank {
			return
		}
	}
	if it.set != nil {
		it.set(f)
	}
	f.y += it.advance
}
