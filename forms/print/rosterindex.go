package print

import (
	"strconv"

	"huce/forms"
)

// homePage sets one home on a page of its own: what is its own as labels and values
// above the rows of its people. It says on which page it begins.
func (ro *roster) homePage(g *forms.RosterGroup, first bool) int {
	f := ro.flow
	if !first {
		f.turn()
	}
	page := len(f.pages)
	if g.Bookmark != "" {
		ro.table.label = g.Bookmark
		f.page().mark(g.Bookmark, 0, f.top+f.y)
	}
	leads := min(len(g.Lead), len(ro.r.Columns)-1)
	for i := range leads {
		text := ro.r.Columns[i].Label + "：" + g.Lead[i]
		if i == 0 {
			f.page().mark(inline(g.Lead[i]), 1, f.top+f.y)
		}
		for _, l := range ro.ts.lines(column(f.width), span{text: text, style: homeLine}) {
			h := l.size * 1.6
			f.place([]item{{need: h, advance: h, set: func(f *flow) {
				f.page().set(&l, f.left, f.top+f.y+l.size, l.spread(f.width, false))
			}}})
		}
	}
	f.y += 2 * mm
	cols := ro.r.Columns[leads:]
	t := newTable(ro.ts, f, homeLook, cols, g.Rows)
	for _, row := range g.Rows {
		t.add(t.rowBlock(row, cols))
	}
	if len(g.Rows) == 0 {
		t.ready(0)
	}
	t.close()
	return page
}

// index sets where each entry stands, in columns, on pages behind the register.
func (ro *roster) index(at []int) {
	if len(ro.r.Index) == 0 {
		return
	}
	f := ro.flow
	begin := f.begin
	f.begin = nil
	f.turn()
	title := words(ro.r.Info, "index")
	f.page().mark(title, 0, f.top)
	ro.ts.word(f.page(), title, rosterTitle, f.left+f.width/2, f.top+rosterTitle.size, forms.Centre)
	f.y = rosterTitle.size * 1.8
	first, top, col := len(f.pages), f.y, 0
	wide := (f.width - (indexColumns-1)*indexGap) / indexColumns
	for _, e := range ro.r.Index {
		if f.y+indexRow > f.height+hair {
			f.y = top
			if col++; col == indexColumns {
				f.turn()
				col, top = 0, 0
				f.y = 0
			}
		}
		ro.entry(&e, strconv.Itoa(at[e.Group]), f.left+float64(col)*(wide+indexGap), wide)
		f.y += indexRow
	}
	for _, p := range f.pages[first-1:] {
		p.part = title
	}
	f.begin = begin
}

// entry sets one line: the word, what tells it from others, and at the right the
// page. What has no room is set smaller, never cut.
func (ro *roster) entry(e *forms.IndexEntry, page string, x, wide float64) {
	p, y := ro.flow.page(), ro.flow.top+ro.flow.y+indexText.size
	number := ro.ts.width(page, indexText)
	text := e.Term + "　" + e.Detail
	st := ro.ts.fitted(text, indexText, wide-number-2*mm)
	ro.ts.word(p, text, st, x, y, forms.Left)
	from := x + ro.ts.width(inline(text), st) + 1*mm
	if end := x + wide - number - 1*mm; end > from+indexText.size {
		p.rules = append(p.rules, rule{float32(from), float32(y), float32(end), float32(y), 0.2, dim})
	}
	ro.ts.word(p, page, indexText, x+wide, y, forms.Right)
}

// The measures of home pages and the index.
const (
	indexColumns = 4
	indexGap     = 6 * mm
	indexRow     = 5 * mm
)

var (
	indexText = style{letter: tableSong, size: 9}
	homeLine  = style{letter: fangSong, size: 12}
	homeLook  = func() look {
		lk := rosterLook
		lk.row, lk.body.size, lk.head.size = 9*mm, 9.5, 9.5
		return lk
	}()
)
