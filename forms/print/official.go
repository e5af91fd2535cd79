package print

import (
	"io"
	"math"
	"strconv"
	"strings"

	"huce/forms"
)

// Official prints a plan, a summary, a report or a letter by GB/T 9704-2012:
// 22 lines of 28 characters, headings in their fonts, tables between the
// paragraphs, annexes on pages of their own, the signature with or without room
// for a seal, the 版记 at the foot of the last even page.
func Official(w io.Writer, d *forms.Official) (Report, error) { return write(w)(LayOfficial(d)) }

// LayOfficial lays out what Official prints.
func LayOfficial(d *forms.Official) (*Paper, error) {
	o := official{ts: newTypesetter(d.Info), d: d, flow: newFlow(gbtPage)}
	o.head()
	o.body(o.flow, d.Body, o.tailItems())
	pages := o.flow.pages
	for i := range d.Annexes {
		if d.Annexes[i].Apart {
			continue
		}
		pages = append(pages, o.annex(i)...)
	}
	numbered := len(pages)
	if d.PrintedBy != "" {
		pages, numbered = o.imprint(pages)
	}
	for i, p := range pages[:numbered] {
		o.number(p, i+1)
	}
	return o.ts.finish(pages, d.Info)
}

type official struct {
	ts   *typesetter
	d    *forms.Official
	flow *flow
}

// line makes an item of a line of the grid of 22.
func (o *official) line(l line, width float64, full bool) item {
	return item{need: gbtBody, advance: gbtPitch, set: func(f *flow) {
		f.page().set(&l, f.left, f.top+f.y+gbtRise*gbtBody, l.spread(width-l.indent, full))
	}}
}

func blankLine() item { return item{need: gbtBody, advance: gbtPitch, blank: true} }

// head sets all above the text: 发文机关标志, 发文字号 and the red rule where
// the document has them, then the title and the addressee.
func (o *official) head() {
	d, f := o.d, o.flow
	switch {
	case d.RedHead != "":
		o.redHead()
	case d.Number != "":
		o.ts.word(f.page(), d.Number, o.ts.fitted(d.Number, gbtText, f.width), f.left+f.width, f.top+gbtRise*gbtBody, forms.Right)
		f.y += 2 * gbtPitch
	default:
		f.page()
		f.y = gbtPitch
	}
	o.title(f, d.Title)
	if d.To != "" {
		to := strings.TrimRight(d.To, "：:") + "："
		o.flow.place(keepAll(o.paragraph(span{text: to, style: gbtText}, column(f.width))))
	}
}

func keepAll(items []item) []item {
	for i := range items {
		items[i].keep = i < len(items)-1
	}
	return items
}

// title sets a title, a blank line after it.
func (o *official) title(f *flow, title string) {
	if title == "" {
		return
	}
	f.page().mark(strings.Join(strings.Fields(title), ""), 0, f.top+f.y)
	for _, l := range o.ts.titleLines(title, gbtTitleStyle, f.width) {
		f.place([]item{{need: gbtTitle, advance: gbtPitch, set: func(f *flow) {
			x := f.left + (f.width-l.natural+l.tail)/2
			f.page().set(&l, x, f.top+f.y+gbtRise*gbtBody+1, l.track)
		}}})
	}
	f.y += gbtPitch
}

// redHead sets the red name of the issuer, the document's number and the rule.
func (o *official) redHead() {
	d, f := o.d, o.flow
	p := f.page()
	st := o.ts.fitted(d.RedHead, gbtMarkStyle, f.width)
	y := gbtMarkTop + gbtRise*st.size
	o.ts.word(p, d.RedHead, st, f.left+f.width/2, f.top+y, forms.Centre)
	line := math.Ceil((y+0.12*st.size)/gbtPitch) + 2
	y = line * gbtPitch
	if d.Number != "" {
		o.ts.word(p, d.Number, o.ts.fitted(d.Number, gbtText, f.width), f.left+f.width/2, f.top+y+gbtRise*gbtBody, forms.Centre)
	}
	y += gbtBody + gbtRedRule
	p.rules = append(p.rules, rule{float32(f.left), float32(f.top + y), float32(f.left + f.width), float32(f.top + y), 1.6, red})
	f.y = (line + 3) * gbtPitch
}

// paragraph breaks spans into items of one line each.
func (o *official) paragraph(s span, r room, more ...span) []item {
	var out []item
	ls := o.ts.lines(r, append([]span{s}, more...)...)
	for _, l := range ls {
		out = append(out, o.line(l, r.right, true))
	}
	return out
}

// body sets paragraphs, headings and tables, and after them what ends the
// document, which is never left alone on a page.
func (o *official) body(f *flow, blocks []forms.Block, tail []item) {
	var items []item
	for _, b := range blocks {
		if b.Table != nil {
			items = append(items, o.table(f, b.Table)...)
			continue
		}
		if b.Picture != nil {
			items = append(items, o.picture(f, b.Picture))
			continue
		}
		own := o.block(f, b)
		if alone(b) && len(own) <= 2 { // no heading at the foot of a page
			for i := range own {
				own[i].keep = true
			}
		}
		items = append(items, own...)
	}
	if len(tail) > 0 {
		for i := max(len(items)-2, 0); i < len(items); i++ {
			items[i].keep = true
		}
	}
	if n := len(items); n > 0 && len(tail) == 0 {
		items[n-1].keep = false
	}
	f.place(append(items, tail...))
}

// alone reports whether a block is a heading on a line of its own, not one that
// runs on in its paragraph.
func alone(b forms.Block) bool {
	return b.Level > 0 && !strings.ContainsAny(strings.TrimSpace(b.Text), "。；\n")
}

// block sets a paragraph or a heading. A heading that runs on in its paragraph
// (（一）夯实基础。全年……) has its own font up to the first full stop.
func (o *official) block(f *flow, b forms.Block) []item {
	indent := room{first: 2 * gbtChar, right: f.width}
	s := strings.TrimSpace(b.Text)
	st, own := gbtLevels[b.Level]
	if !own {
		return o.paragraph(span{text: s, style: gbtText}, indent)
	}
	heading, rest := s, ""
	if at := strings.Index(s, "。"); at >= 0 && at+len("。") < len(s) {
		heading, rest = s[:at+len("。")], s[at+len("。"):]
	}
	items := o.paragraph(span{text: heading, style: st}, indent, span{text: rest, style: gbtText})
	if b.Level == 1 && len(items) > 0 {
		set := items[0].set
		items[0].set = func(f *flow) {
			f.page().mark(clean(heading), 1, f.top+f.y)
			set(f)
		}
	}
	return items
}

// table makes items of a table: its title, then all of its rows as one item that
// turns pages itself.
func (o *official) table(f *flow, tb *forms.Table) []item {
	var items []item
	if tb.Title != "" {
		st := style{letter: heiTi, size: 14}
		for _, l := range o.ts.lines(column(f.width), span{text: tb.Title, style: st}) {
			items = append(items, item{need: gbtBody, advance: gbtPitch, keep: true, set: func(f *flow) {
				f.page().set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+gbtRise*gbtBody, l.track)
			}})
		}
	}
	size := 9.0
	for _, s := range gbtTableSizes {
		if len(tb.Columns) <= s.columns {
			size = s.size
			break
		}
	}
	t := newTable(o.ts, f, gbtTable(size), tb.Columns, tb.Rows)
	rows := make([]block, len(tb.Rows))
	for i, r := range tb.Rows {
		rows[i] = t.rowBlock(r, tb.Columns)
	}
	need := t.height(t.heads, t.top)
	if len(rows) > 0 {
		need = min(t.start(rows[0].rows[0]), f.height)
	}
	return append(items, item{need: need, set: func(f *flow) {
		for _, b := range rows {
			t.add(b)
		}
		if len(rows) == 0 {
			t.ready(0)
		}
		t.close()
		o.tableNote(f, tb.Note, t.body)
		f.y = math.Ceil((f.y+0.35*gbtPitch)/gbtPitch) * gbtPitch // back to the grid of lines
	}})
}

// picture makes an item of a picture, its caption under it, which stays on its page.
func (o *official) picture(f *flow, p *forms.Picture) item {
	w, h := fitInto(float64(p.Wide), float64(p.High), f.width, f.height-2*gbtPitch)
	lines := math.Ceil((h + pictureNote.size*1.5) / gbtPitch)
	return item{need: lines * gbtPitch, advance: (lines + 1) * gbtPitch, set: func(f *flow) {
		pg := f.page()
		y := f.top + f.y + gbtRise*gbtBody - gbtBody/2
		pg.images = append(pg.images, image{f.left + (f.width-w)/2, y, w, h, p.Data})
		o.ts.word(pg, p.Caption, o.ts.fitted(p.Caption, pictureNote, f.width), f.left+f.width/2, y+h+pictureNote.size*1.4, forms.Centre)
	}}
}

// rowBlock is one row of a plain table, as wide as its columns.
func (t *table) rowBlock(row []string, columns []forms.TableColumn) block {
	cells := make([]cell, len(columns))
	for i, c := range columns {
		if i < len(row) {
			cells[i] = t.plain(row[i], c.Align)
		} else {
			cells[i] = t.plain("", c.Align)
		}
	}
	// A row that has more cells than there are columns keeps them in its last.
	for i := len(columns); i < len(row) && len(columns) > 0; i++ {
		last := &cells[len(cells)-1]
		last.spans = append(last.spans, span{text: "\n" + row[i], style: t.body})
	}
	return block{rows: [][]cell{cells}}
}

func (o *official) tableNote(f *flow, note string, st style) {
	if note == "" {
		return
	}
	for _, l := range o.ts.lines(column(f.width), span{text: note, style: st}) {
		h := l.size * 1.4
		if f.room() < h {
			f.turn()
		}
		f.page().set(&l, f.left, f.top+f.y+l.size*1.2, l.spread(f.width, false))
		f.y += h
	}
}

// number sets the page number: — 1 —, one character in from the outer edge, which
// is the right of odd pages and the left of even ones. On a landscape page it
// stands where it would on the upright sheet.
func (o *official) number(p *page, n int) {
	s := "— " + strconv.Itoa(n) + " —"
	w := o.ts.width(s, gbtNumber)
	x := gbtLeft + float64(gbtSmall)
	if n%2 == 1 {
		x = gbtLeft + gbtWidth - gbtSmall - w
	}
	y := gbtDash + dashRise*gbtSmall
	if !p.wide {
		o.ts.word(p, s, gbtNumber, x, y, forms.Left)
		return
	}
	p.texts = append(p.texts, text{s: s, face: song(), size: gbtSmall, down: true, x: float32(a4Long - y), y: float32(x)})
}

// dashRise is how far the middle of Noto Serif's dash stands above the baseline, in em.
const dashRise = 0.268

// date is a day as documents write it.
func date(d forms.Date, info forms.Info) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return words(info, "year", strconv.Itoa(int(d.Year)))
	case d.Day == 0:
		return words(info, "month", strconv.Itoa(int(d.Year)), strconv.Itoa(int(d.Month)))
	}
	return words(info, "date", strconv.Itoa(int(d.Year)), strconv.Itoa(int(d.Month)), strconv.Itoa(int(d.Day)))
}
