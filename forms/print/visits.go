package print

import (
	"io"
	"strconv"
	"strings"

	"huce/forms"
)

// Visits prints one sheet for each home: what is known stands printed, what is open
// has a line or boxes to tick. A home takes one page, two only where it must.
func Visits(w io.Writer, sheets []forms.VisitSheet) (Report, error) {
	return write(w)(LayVisits(sheets))
}

// LayVisits lays out what Visits prints.
func LayVisits(sheets []forms.VisitSheet) (*Paper, error) {
	var pages []*page
	var info forms.Info
	if len(sheets) > 0 {
		info = sheets[0].Info
	}
	ts := newTypesetter(info)
	for i := range sheets {
		pages = append(pages, visitPages(ts, &sheets[i])...)
	}
	return ts.finish(pages, info)
}

// visitPages lays a home out, closely where that saves a page.
func visitPages(ts *typesetter, s *forms.VisitSheet) []*page {
	var pages []*page
	for _, lk := range visitLooks {
		v := visit{ts: ts, s: s, look: lk, flow: newFlow(visitPage)}
		if own := v.lay(); pages == nil || len(own) < len(pages) {
			pages = own
		}
		if len(pages) == 1 {
			break
		}
	}
	for i, p := range pages {
		foot := words(s.Info, "visit_page", s.Code, strconv.Itoa(i+1), strconv.Itoa(len(pages)))
		ts.word(p, foot, ts.fitted(foot, rosterSmall, visitPage.width), visitPage.left+visitPage.width/2, visitPage.top+visitPage.height+footDrop, forms.Centre)
	}
	return pages
}

type visit struct {
	look
	ts   *typesetter
	s    *forms.VisitSheet
	flow *flow
}

func (v *visit) word(key string, args ...string) string { return words(v.s.Info, key, args...) }

func (v *visit) lay() []*page {
	v.flow.begin = v.heading
	v.facts()
	v.known()
	v.asks()
	v.ending()
	return v.flow.pages
}

// heading sets the title and, large at the right, the code the home is found by.
func (v *visit) heading(f *flow) {
	p, s := f.page(), v.s
	right := f.left + f.width
	code := v.ts.lay(cell{spans: []span{{text: s.Code, style: visitCode}}, align: forms.Centre, fit: true}, visitCodeWide-12*mm, 1)
	high := max(visitCodeHigh, code.height+4*mm)
	p.box(right-visitCodeWide, f.top, visitCodeWide, high, 1.2)
	v.ts.word(p, v.word("visit_code"), v.head, right-visitCodeWide+2*mm, f.top+high/2+0.36*v.head.size, forms.Left)
	code.draw(p, right-visitCodeWide+10*mm, f.top, visitCodeWide-12*mm, high, 1*mm, 1)
	title := v.word("visit_title")
	if len(f.pages) > 1 {
		title += v.word("visit_more")
	} else {
		p.mark(strings.TrimSpace(s.Code+" "+s.Head), 0, f.top)
	}
	v.ts.word(p, title, visitTitle, f.left, f.top+visitTitle.size, forms.Left)
	sub := s.Community
	if s.Year != "" {
		sub += "　" + v.word("visit_year", strings.TrimSuffix(s.Year, "年"))
	}
	if !s.Planned.IsZero() {
		sub += "　" + v.word("visit_planned", s.Planned.String())
	}
	f.y = visitTitle.size * 1.3
	for _, l := range v.ts.lines(column(f.width-visitCodeWide-4*mm), span{text: sub, style: visitSub}) {
		p.set(&l, f.left, f.top+f.y+l.size, l.spread(f.width-visitCodeWide-4*mm, false))
		f.y += l.size * 1.3
	}
	f.y = max(f.y, high) + 3*mm
}

// facts sets what the home is found by.
func (v *visit) facts() {
	s := v.s
	rows := [][]pair{
		{{v.word("visit_head"), s.Head, 1}, {v.word("visit_phone"), s.Phone, 1}},
		{{v.word("visit_home"), s.Home, 2}},
		{{v.word("visit_visitor"), s.Visitor, 1}, {v.word("visit_day"), v.word("visit_blank_date"), 1}},
	}
	rows = append(rows, []pair{{v.word("visit_outcome"), v.word("visit_outcomes"), 2}})
	if s.Welfare != "" {
		rows = append(rows, []pair{{v.word("visit_welfare"), s.Welfare, 2}})
	}
	v.pairs(rows)
}

// pair is a label and its value on a row of a form, taking one half of it or both.
type pair struct {
	label, value string
	halves       int
}

// pairs sets rows of labels and values as a ruled form, cutting a value that no
// page can hold between its lines.
func (v *visit) pairs(rows [][]pair) {
	f := v.flow
	f.page()
	label := f.width * 0.13
	edges := []float64{0, label, f.width / 2, f.width/2 + label, f.width}
	upper := -1.0
	finish := func() {
		if upper >= 0 {
			f.page().box(f.left, f.top+upper, f.width, f.y-upper, v.outer)
		}
		upper = -1
	}
	for _, row := range rows {
		cells, spans := v.pairCells(row, edges)
		for more := true; more; {
			h := v.row
			for _, c := range cells {
				h = max(h, c.height+2*v.padY)
			}
			if h > f.room()+hair && (upper >= 0 || !f.atHead()) && h <= f.height-f.fresh || f.room() < v.row {
				finish()
				f.turn()
			}
			h = min(h, f.room())
			if upper < 0 {
				upper = f.y
			}
			more = v.pairRow(cells, spans, h)
		}
	}
	finish()
	f.y += 2.5 * mm
}

// pairCells lays out the cells of a row and says where each begins and ends.
func (v *visit) pairCells(row []pair, edges []float64) (cells []laid, spans [][2]float64) {
	at := 0
	for _, p := range row {
		end := at + 2*p.halves
		for _, c := range []struct {
			text  string
			style style
			align forms.Align
			x     [2]float64
		}{
			{p.label, v.head, forms.Centre, [2]float64{edges[at], edges[at+1]}},
			{p.value, v.body, forms.Left, [2]float64{edges[at+1], edges[end]}},
		} {
			cells = append(cells, v.ts.lay(cell{spans: []span{{text: c.text, style: c.style}}, align: c.align},
				c.x[1]-c.x[0]-2*v.padX, v.leading))
			spans = append(spans, c.x)
		}
		at = end
	}
	return cells, spans
}

// pairRow draws a row of this height and reports whether lines are left over.
func (v *visit) pairRow(cells []laid, spans [][2]float64, h float64) bool {
	f := v.flow
	p, y := f.page(), f.top+f.y
	left := 0
	for i := range cells {
		x, w := f.left+spans[i][0], spans[i][1]-spans[i][0]
		if i%2 == 0 {
			p.shade(x, y, w, h)
		}
		here, rest := cells[i].split(h-2*v.padY, v.leading)
		here.draw(p, x, y, w, h, v.padX, v.leading)
		p.vline(x+w, y, y+h, v.inner)
		cells[i] = rest
		left += len(rest.lines)
	}
	f.y += h
	p.hline(f.left, f.left+f.width, y+h, v.inner)
	return left > 0
}

// section sets a heading that stays with what follows.
func (v *visit) section(s string, need float64) {
	f := v.flow
	if f.room() < visitHead.size*2+need && !f.atHead() {
		f.turn()
	}
	for _, l := range v.ts.lines(column(f.width), span{text: s, style: visitHead}) {
		f.y += l.size * 1.3
		f.page().set(&l, f.left, f.top+f.y, l.spread(f.width, false))
	}
	f.y += 1.6 * mm
}

// known sets what is on record: the people and the home.
func (v *visit) known() {
	m := v.s.Members
	if len(m.Rows) == 0 && len(v.s.Known) == 0 {
		return
	}
	v.section(v.word("visit_known"), 2*v.row)
	if len(m.Columns) > 0 {
		v.members(&m)
	}
	v.pairs(paired(v.s.Known, 14))
}

func (v *visit) members(m *forms.Table) {
	lk := v.look
	lk.row = lk.top
	lk.body.size--
	t := newTable(v.ts, v.flow, lk, m.Columns, m.Rows)
	v.text(m.Title, v.head)
	for _, r := range m.Rows {
		t.add(t.rowBlock(r, m.Columns))
	}
	t.close()
	v.flow.y += 1 * mm
	v.text(m.Note, visitHint)
	v.flow.y += 1.5 * mm
}

// text sets a short text between tables.
func (v *visit) text(s string, st style) {
	if s == "" {
		return
	}
	f := v.flow
	for _, l := range v.ts.lines(column(f.width), span{text: s, style: st}) {
		if f.room() < l.size*1.4 {
			f.turn()
		}
		f.y += l.size * 1.3
		f.page().set(&l, f.left, f.top+f.y, l.spread(f.width, false))
	}
	f.y += 1 * mm
}

// paired puts short pairs two on a row, long ones alone.
func paired(known []forms.Pair, long int) [][]pair {
	var rows [][]pair
	open := false // the last row has room for one more
	for _, k := range known {
		wide := len([]rune(k.Value)) > long || strings.Contains(k.Value, "\n")
		p := pair{k.Label, k.Value, 1}
		switch {
		case wide:
			p.halves, open = 2, false
			rows = append(rows, []pair{p})
		case open:
			rows[len(rows)-1] = append(rows[len(rows)-1], p)
			open = false
		default:
			rows = append(rows, []pair{p})
			open = true
		}
	}
	for i := range rows {
		if len(rows[i]) == 1 {
			rows[i][0].halves = 2
		}
	}
	return rows
}

// asks sets the open questions, gathered by whom they are about.
func (v *visit) asks() {
	if len(v.s.Asks) == 0 {
		v.section(v.word("visit_no_asks"), 0)
		return
	}
	v.section(v.word("visit_asks"), 3*v.row)
	var columns []forms.TableColumn
	for i, key := range []string{"visit_about", "visit_what", "visit_answer", "visit_for"} {
		columns = append(columns, forms.TableColumn{Label: v.word(key), Width: visitAsks[i]})
	}
	t := newTable(v.ts, v.flow, v.look, columns, nil)
	asks := v.s.Asks
	for len(asks) > 0 {
		n := 1
		for n < len(asks) && asks[n].About == asks[0].About {
			n++
		}
		about := asks[0].About
		if about == "" {
			about = v.word("visit_all")
		}
		b := block{lead: []cell{t.plain(about, forms.Centre)}}
		for _, a := range asks[:n] {
			b.rows = append(b.rows, v.ask(&a))
		}
		t.add(b)
		asks = asks[n:]
	}
	t.close()
	v.flow.y += 2.5 * mm
}

// ask is one open question: its label and hint, the boxes or the line, who asks.
func (v *visit) ask(a *forms.Ask) []cell {
	what := cell{spans: []span{{text: a.Label, style: v.body}}}
	if a.Hint != "" {
		what.spans = append(what.spans, span{text: "\n" + a.Hint, style: visitHint})
	}
	answer := cell{write: len(a.Options) == 0, spans: []span{{style: v.body}}}
	for i, o := range a.Options {
		if i > 0 {
			answer.spans = append(answer.spans, span{text: "　", style: v.body})
		}
		answer.spans = append(answer.spans, span{text: "□ " + o, style: v.body, whole: true})
	}
	by := cell{spans: []span{{text: strings.Join(a.For, "、"), style: v.body.at(v.body.size - 1.5)}}}
	return []cell{what, answer, by}
}

// ending sets the box for remarks, as large as the page has room for, and the
// line for the signatures.
func (v *visit) ending() {
	f := v.flow
	if f.room() < visitRemarks+visitSign {
		f.turn()
	}
	p := f.page()
	h := min(f.room()-visitSign, visitMost)
	p.box(f.left, f.top+f.y, f.width, h, v.outer)
	v.ts.word(p, v.word("visit_remarks"), v.head, f.left+v.padX, f.top+f.y+v.head.size*1.5, forms.Left)
	f.y += h
	y := f.top + f.y + visitSign*0.75
	x := f.left
	for i, key := range []string{"visit_sign_home", "visit_sign_visitor", "visit_sign_day"} {
		end := f.left + f.width*float64(i+1)/3
		s := v.word(key)
		v.ts.word(p, s, v.head, x, y, forms.Left)
		p.hline(x+v.ts.width(s, v.head), end-3*mm, y+1, 0.4)
		x = end
	}
	f.y += visitSign
}
