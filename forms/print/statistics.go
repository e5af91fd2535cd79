package print

import (
	"io"
	"strconv"
	"strings"

	"huce/forms"
)

// Statistics prints a statistical report on upright pages: its registration at the
// upper right, who fills it in and for when below the title, then its tables and
// charts.
func Statistics(w io.Writer, s *forms.Statistics) (Report, error) {
	return write(w)(LayStatistics(s))
}

// LayStatistics lays out what Statistics prints.
func LayStatistics(s *forms.Statistics) (*Paper, error) {
	var st *statistics
	for _, tight := range statTight { // so that nobody signs on a page of its own
		if st = layStatistics(s, tight, false); !st.alone {
			break
		}
	}
	if st.alone {
		st = layStatistics(s, 1, true)
	}
	f := st.flow
	for i, p := range f.pages {
		x := words(s.Info, "page_of", strconv.Itoa(i+1), strconv.Itoa(len(f.pages)))
		st.ts.word(p, x, rosterSmall, f.left+f.width/2, f.top+f.height+footDrop, forms.Centre)
	}
	return st.ts.finish(f.pages, s.Info)
}

type statistics struct {
	ts    *typesetter
	s     *forms.Statistics
	flow  *flow
	tight float64 // what rows and bars are of their height
	alone bool    // the foot stands on a page of its own
}

// statTight are the heights of rows and bars that are tried.
var statTight = []float64{1, 0.93, 0.86}

// layStatistics sets a report; with follow its last row goes to the page of the foot.
func layStatistics(s *forms.Statistics, tight float64, follow bool) *statistics {
	st := &statistics{ts: newTypesetter(s.Info), s: s, flow: newFlow(uprightPage), tight: tight}
	st.head()
	for i := range s.Parts {
		keep := 0.0
		if follow && i == len(s.Parts)-1 {
			keep = st.footHeight()
		}
		if t := s.Parts[i].Table; t != nil {
			st.table(t, keep)
		}
		if c := s.Parts[i].Chart; c != nil {
			st.chart(c)
		}
	}
	pages := len(st.flow.pages)
	st.foot()
	st.alone = len(st.flow.pages) > pages
	return st
}

// statHead are the lines at the upper right of a registered table.
var statHead = []struct {
	key  string
	text func(*forms.StatHead) string
}{
	{"stat_no", func(h *forms.StatHead) string { return h.No }},
	{"stat_organ", func(h *forms.StatHead) string { return h.Organ }},
	{"stat_approval", func(h *forms.StatHead) string { return h.Approval }},
	{"stat_valid", func(h *forms.StatHead) string { return h.Valid }},
}

// head sets the registration, the title, and the line below it.
func (st *statistics) head() {
	f, s := st.flow, st.s
	p := f.page()
	if s.Head != nil {
		wide := f.width * statWide
		left := f.left + f.width - wide
		for _, l := range statHead {
			label := words(s.Info, l.key)
			at := st.ts.width(label, rosterNote)
			st.ts.word(p, label, rosterNote, left, f.top+f.y+rosterNote.size, forms.Left)
			lines := st.ts.lines(column(wide-at), span{text: l.text(s.Head), style: rosterNote})
			for i := range lines {
				p.set(&lines[i], left+at, f.top+f.y+rosterNote.size, lines[i].spread(wide-at, false))
				f.y += rosterNote.size * 1.4
			}
		}
		f.y += 2 * mm
	}
	p.mark(oneLine(s.Title), 0, f.top+f.y)
	for _, l := range st.ts.titleLines(s.Title, rosterTitle, f.width) {
		p.set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+rosterTitle.size*gbtRise, l.track)
		f.y += rosterTitle.size * 1.35
	}
	f.y += 1.5 * mm
	st.line([]string{s.Unit, s.Period, s.Measure})
	f.y += 1 * mm
}

// line sets texts over the width of the page: the first at the left, the last at
// the right.
func (st *statistics) line(texts []string) {
	f, h := st.flow, rosterNote.size*1.45
	sum := 0.0
	for _, t := range texts {
		sum += st.ts.width(t, rosterNote)
	}
	if strings.Join(texts, "") == "" {
		return
	}
	if len(texts) > 1 && sum+float64(len(texts)-1)*rosterNote.size > f.width {
		for _, t := range texts {
			st.line([]string{t})
		}
		return
	}
	if f.room() < h {
		f.turn()
	}
	gap := (f.width - sum) / float64(max(len(texts)-1, 1))
	if len(texts) == 1 { // it may be longer than the page is wide
		for _, l := range st.ts.lines(column(f.width), span{text: texts[0], style: rosterNote}) {
			f.place([]item{{need: h, advance: h, set: func(f *flow) {
				f.page().set(&l, f.left, f.top+f.y+rosterNote.size, l.spread(f.width, false))
			}}})
		}
		return
	}
	x := f.left
	for _, t := range texts {
		st.ts.word(f.page(), t, rosterNote, x, f.top+f.y+rosterNote.size, forms.Left)
		x += st.ts.width(t, rosterNote) + gap
	}
	f.y += h
}

// heading sets the title of a part, which stays with the room that follows.
func (st *statistics) heading(title string, need float64) {
	if title == "" {
		return
	}
	f := st.flow
	if f.room() < need+statTitle.size*2 && !f.atHead() {
		f.turn()
	}
	f.y += 2 * mm
	f.page().mark(oneLine(title), 1, f.top+f.y)
	for _, l := range st.ts.lines(column(f.width), span{text: title, style: statTitle}) {
		f.page().set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+l.size, l.track)
		f.y += l.size * 1.4
	}
	f.y += 1 * mm
}

// table sets a table; its last row leaves so much room below it.
func (st *statistics) table(tb *forms.Table, keep float64) {
	f, lk := st.flow, statLook
	lk.row *= st.tight
	st.heading(tb.Title, 3*lk.row)
	t := newTable(st.ts, f, lk, tb.Columns, tb.Rows)
	for i, r := range tb.Rows {
		whole := f.height
		if i == len(tb.Rows)-1 {
			f.height -= keep
		}
		t.add(t.rowBlock(r, tb.Columns))
		f.height = whole
	}
	if len(tb.Rows) == 0 {
		t.ready(0)
	}
	t.close()
	f.y += 1.5 * mm
	st.line([]string{tb.Note})
}

// foot sets who answers for the report, a blank line above.
func (st *statistics) foot() {
	if len(st.s.Footer) == 0 {
		return
	}
	st.flow.y += footGap
	st.line(st.s.Footer)
}

// footHeight is the room that the foot takes, with what the last table says below it.
func (st *statistics) footHeight() float64 {
	lines := 2.0
	for _, t := range st.s.Footer {
		if st.ts.width(strings.Join(st.s.Footer, ""), rosterNote) > st.flow.width {
			lines += max(1, st.ts.width(t, rosterNote)/st.flow.width)
		}
	}
	return footGap + 2*mm + lines*rosterNote.size*1.45
}

// The measures of statistics and their charts.
const (
	statWide   = 0.34 // of the width: the registration
	footGap    = 2 * mm
	chartBar   = 4.2 * mm
	chartGap   = 1.8 * mm
	chartTight = 0.6  // what bars shrink to, for a chart to stand on one page
	chartLabel = 0.36 // of the width at most: the labels of bars
	chartValue = 0.2  // kept for the values beside the bars
)

var (
	statTitle  = style{letter: heiTi, size: 12}
	chartStyle = style{letter: tableSong, size: 8.5}
	statLook   = func() look {
		lk := rosterLook
		lk.row = 6.2 * mm
		return lk
	}()
)

// chart draws bars one below the other; each carries its value, so that no axis is
// needed. A chart stands on one page where one holds it, its bars thinner if need be;
// one that is longer goes on under its title.
func (st *statistics) chart(c *forms.Chart) {
	if len(c.Bars) == 0 {
		return
	}
	f := st.flow
	most, labels := 0.0, 0.0
	for _, b := range c.Bars {
		for _, v := range b.Values {
			most = max(most, v)
		}
		labels = max(labels, st.ts.width(inline(b.Label), chartStyle))
	}
	labels = min(labels, f.width*chartLabel) + 2*mm
	laidLabels := make([]laid, len(c.Bars))
	for i, b := range c.Bars {
		laidLabels[i] = st.ts.lay(cell{spans: []span{{text: b.Label, style: chartStyle}}, align: forms.Right}, labels-2*mm, 1.15)
	}
	over := chartStyle.size*1.6 + statTitle.size*3 + 4*mm // title and legend
	height := func(k float64) float64 {
		sum := over
		for i := range laidLabels {
			sum += max(chartBar*k, laidLabels[i].height) + chartGap*k
		}
		return sum
	}
	k := st.tight
	for _, thinner := range []float64{0.85, 0.7, chartTight} {
		if height(k) > f.height {
			k = min(k, thinner)
		}
	}
	st.heading(c.Title, min(height(k), f.height)-statTitle.size*2)
	st.legend(c)
	draw := st.bar
	if c.Pyramid {
		draw = st.pair
	}
	for i := range c.Bars {
		b := &c.Bars[i]
		bar := barBox{label: &laidLabels[i], labels: labels, most: most, thick: chartBar * k}
		bar.high = max(bar.thick, bar.label.height)
		bar.step = bar.high + chartGap*k
		if f.room() < bar.step && !f.atHead() {
			f.turn()
			if c.Title != "" {
				st.heading(words(st.s.Info, "continued", c.Title), 0)
			}
			st.legend(c)
		}
		f.place([]item{{need: bar.step, advance: bar.step, set: func(*flow) { draw(b, &bar) }}})
	}
	f.y += 1 * mm
}

// barBox is where a bar of a chart stands and how thick it is.
type barBox struct {
	label      *laid
	labels     float64 // the width of all labels
	most       float64 // the value of the longest bar
	thick      float64
	high, step float64 // with its label, and to the next
}

// legend says what the shades of the bars are.
func (st *statistics) legend(c *forms.Chart) {
	f, h := st.flow, chartStyle.size*1.6
	f.place([]item{{need: h, advance: h, set: func(f *flow) {
		x := f.left
		for i, s := range c.Series {
			p := f.page()
			p.fills = append(p.fills, fill{float32(x), float32(f.top + f.y + 1), 10, 7, chartInks[i%2]})
			p.box(x, f.top+f.y+1, 10, 7, 0.3)
			st.ts.word(p, s, chartStyle, x+13, f.top+f.y+chartStyle.size, forms.Left)
			x += 13 + st.ts.width(s, chartStyle) + 6*mm
		}
	}}})
}

// chartInks are the shades of the series, told apart in print without colour.
var chartInks = [2]ink{light, dark}

// bar draws a bar, and in it the part that the second series is of the first.
func (st *statistics) bar(b *forms.Bar, box *barBox) {
	f := st.flow
	p, y := f.page(), f.top+f.y
	box.label.draw(p, f.left, y, box.labels-1*mm, box.high, 0, 1.15)
	x := f.left + box.labels
	wide := f.width - box.labels - f.width*chartValue
	top := y + (box.high-box.thick)/2
	for i, v := range b.Values {
		w := share(v, box.most) * wide
		p.fills = append(p.fills, fill{float32(x), float32(top), float32(w), float32(box.thick), chartInks[i%2]})
		if i == 0 {
			p.box(x, top, w, box.thick, 0.3)
		}
	}
	end := x + share(b.Values[0], box.most)*wide
	st.ts.word(p, values(b.Values), chartStyle, end+1*mm, top+box.thick/2+chartStyle.size*0.36, forms.Left)
	p.vline(x, y, y+box.step, 0.6)
}

// pair draws two bars away from the middle, where their label stands.
func (st *statistics) pair(b *forms.Bar, box *barBox) {
	f := st.flow
	p, y := f.page(), f.top+f.y
	middle := f.left + f.width/2
	label, labels := box.label, box.labels
	label.align = forms.Centre
	label.draw(p, middle-labels/2, y, labels, box.high, 0, 1.15)
	wide := f.width/2 - labels/2 - f.width*chartValue/2
	top := y + (box.high-box.thick)/2
	base := top + box.thick/2 + chartStyle.size*0.36
	for i, v := range b.Values[:min(2, len(b.Values))] {
		w := share(v, box.most) * wide
		x, say, align := middle+labels/2, middle+labels/2+w+1*mm, forms.Left
		edge := x
		if i == 0 {
			x, say, align = middle-labels/2-w, middle-labels/2-w-1*mm, forms.Right
			edge = x + w
		}
		p.fills = append(p.fills, fill{float32(x), float32(top), float32(w), float32(box.thick), chartInks[i]})
		p.box(x, top, w, box.thick, 0.3)
		p.vline(edge, y, y+box.step, 0.6)
		st.ts.word(p, number(v), chartStyle, say, base, align)
	}
}

func share(v, most float64) float64 {
	if most <= 0 || v <= 0 {
		return 0
	}
	return v / most
}

// values are what a bar says: 120（其中 80）.
func values(vs []float64) string {
	var b strings.Builder
	for i, v := range vs {
		if i > 0 {
			b.WriteString(" / ")
		}
		b.WriteString(number(v))
	}
	return b.String()
}

// number is a number as charts show it, without an exponent or idle zeros.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
