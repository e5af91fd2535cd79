package print

import (
	"io"
	"strconv"
	"strings"

	"huce/forms"
)

// Roster prints the register of households: A4 landscape, people gathered by home,
// the home's own cells spanning its rows, the header on every page, page x of y,
// a bookmark for each gathering that has one.
func Roster(w io.Writer, r *forms.Roster) (Report, error) { return write(w)(LayRoster(r)) }

// LayRoster lays out what Roster prints.
func LayRoster(r *forms.Roster) (*Paper, error) { return rosterOn(r, rosterPage) }

func rosterOn(r *forms.Roster, fr frame) (*Paper, error) {
	if len(r.Columns) == 0 {
		return nil, forms.NewFault("print_no_columns")
	}
	ro := roster{ts: newTypesetter(r.Info), r: r, flow: newFlow(fr)}
	ro.table = newTable(ro.ts, ro.flow, rosterLook, r.Columns, ro.sample())
	ro.flow.begin = ro.running
	ro.title()
	at := make([]int, len(r.Groups)) // the page on which each begins
	for i := range r.Groups {
		if r.Pages {
			at[i] = ro.homePage(&r.Groups[i], i == 0)
			continue
		}
		ro.table.add(ro.block(&r.Groups[i]))
		at[i] = ro.table.began
	}
	if len(r.Groups) == 0 {
		ro.table.ready(0)
	}
	ro.table.close()
	ro.flow.y += 1.5 * mm
	ro.notes(r.Footer)
	ro.index(at)
	for i, p := range ro.flow.pages {
		x := words(r.Info, "page_of", strconv.Itoa(i+1), strconv.Itoa(len(ro.flow.pages)))
		ro.ts.word(p, x, rosterSmall, fr.left+fr.width/2, fr.top+fr.height+footDrop, forms.Centre)
	}
	body, err := ro.ts.finish(ro.flow.pages, r.Info)
	if err != nil || r.Cover == nil {
		return body, err
	}
	cover, err := LayCover(r.Cover)
	if err != nil {
		return nil, err
	}
	return Join(r.Info, []*Paper{cover, body}, []string{"", ""})
}

type roster struct {
	ts    *typesetter
	r     *forms.Roster
	flow  *flow
	table *table
}

// sample is the first rows as they stand on paper, for the columns' widths.
func (ro *roster) sample() [][]string {
	var out [][]string
	for i := range ro.r.Groups {
		g := &ro.r.Groups[i]
		for _, row := range g.Rows {
			out = append(out, append(append([]string{}, g.Lead...), row...))
		}
		if len(out) >= sampled {
			break
		}
	}
	return out
}

// block makes the cells of a home. Cells beyond the last column go into it.
func (ro *roster) block(g *forms.RosterGroup) block {
	leads := min(len(g.Lead), len(ro.r.Columns)-1)
	b := block{mark: g.Bookmark, lead: ro.cells(g.Lead[:leads], 0, leads)}
	rows := g.Rows
	if len(rows) == 0 {
		rows = [][]string{nil} // a home without people still stands in the register
	}
	for i, row := range rows {
		if extra := g.Lead[leads:]; i == 0 && len(extra) > 0 {
			row = append(append([]string{}, extra...), row...)
		}
		b.rows = append(b.rows, ro.cells(row, leads, len(ro.r.Columns)))
	}
	return b
}

func (ro *roster) cells(values []string, from, to int) []cell {
	cols := ro.r.Columns[from:to]
	if len(cols) == 0 {
		return nil
	}
	return ro.table.rowBlock(values, cols).rows[0]
}

// running sets a small line above every page but the first, that says where one
// is. It only repeats: what has no room is left out.
func (ro *roster) running(f *flow) {
	if len(f.pages) == 1 {
		return
	}
	y := f.top - headRise
	title, label := oneLine(ro.r.Title), oneLine(ro.table.label)
	if ro.ts.width(title, rosterSmall) < f.width*0.6 {
		ro.ts.word(f.page(), title, rosterSmall, f.left, y, forms.Left)
	}
	if ro.ts.width(label, rosterSmall) < f.width*0.35 {
		ro.ts.word(f.page(), label, rosterSmall, f.left+f.width, y, forms.Right)
	}
}

// title sets the title and the notes below it.
func (ro *roster) title() {
	f := ro.flow
	for _, l := range ro.ts.titleLines(ro.r.Title, rosterTitle, f.width) {
		h := rosterTitle.size * 1.35
		f.place([]item{{need: h, advance: h, set: func(f *flow) {
			f.page().set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+rosterTitle.size*gbtRise, l.track)
		}}})
	}
	f.y += 1.5 * mm
	ro.notes(ro.r.Notes)
}

// notes sets short texts on one line, spread over its width, or below each other
// where they don't fit.
func (ro *roster) notes(notes []string) {
	if len(notes) == 0 {
		return
	}
	f, h := ro.flow, rosterNote.size*1.4
	sum := 0.0
	for _, n := range notes {
		sum += ro.ts.width(n, rosterNote)
	}
	gap := (f.width - sum) / float64(max(len(notes)-1, 1))
	if gap > rosterNote.size && !strings.ContainsAny(clean(strings.Join(notes, "")), "\n") {
		f.place([]item{{need: h, advance: h, set: func(f *flow) {
			x := f.left
			for _, n := range notes {
				ro.ts.word(f.page(), n, rosterNote, x, f.top+f.y+rosterNote.size, forms.Left)
				x += ro.ts.width(n, rosterNote) + gap
			}
		}}})
	} else {
		for _, n := range notes {
			for _, l := range ro.ts.lines(column(f.width), span{text: n, style: rosterNote}) {
				f.place([]item{{need: h, advance: h, set: func(f *flow) {
					f.page().set(&l, f.left, f.top+f.y+rosterNote.size, l.spread(f.width, false))
				}}})
			}
		}
	}
	f.y += 1 * mm
}
