package print

import (
	"io"
	"strconv"

	"huce/forms"
)

// Roster prints the register of households: A4 landscape, people gathered by home,
// the home's own cells spanning its rows, the header on every page, page x of y,
// a bookmark for each gathering that has one.
func Roster(w io.Writer, r *forms.Roster) (Report, error) { return rosterOn(w, r, rosterPage) }

func rosterOn(w io.Writer, r *forms.Roster, fr frame) (Report, error) {
	if len(r.Columns) == 0 {
		return Report{}, forms.NewFault("print_no_columns")
	}
	ro := roster{ts: newTypesetter(), r: r, flow: newFlow(fr)}
	ro.table = newTable(ro.ts, ro.flow, rosterLook, r.Columns, ro.sample())
	ro.flow.begin = ro.top
	for i := range r.Groups {
		ro.table.add(ro.block(&r.Groups[i]))
	}
	if len(r.Groups) == 0 {
		ro.table.ready(0)
	}
	ro.table.close()
	ro.footer()
	for i, p := range ro.flow.pages {
		x := words(r.Info, "page_of", strconv.Itoa(i+1), strconv.Itoa(len(ro.flow.pages)))
		ro.ts.word(p, x, rosterSmall, fr.left+fr.width/2, fr.top+fr.height+footDrop, forms.Centre)
	}
	return ro.ts.finish(w, ro.flow.pages, r.Info)
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

// top sets what stands above the table: on the first page the title and its notes,
// on the others a small line that says where one is.
func (ro *roster) top(f *flow) {
	p, r := f.page(), ro.r
	if len(f.pages) > 1 {
		y := f.top + rosterSmall.size
		ro.ts.word(p, oneLine(r.Title), rosterSmall, f.left, y, forms.Left)
		ro.ts.word(p, ro.table.label, rosterSmall, f.left+f.width, y, forms.Right)
		f.y = rosterSmall.size + 2*mm
		return
	}
	for _, l := range ro.ts.titleLines(r.Title, rosterTitle, f.width) {
		p.set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+rosterTitle.size*gbtRise, l.track)
		f.y += rosterTitle.size * 1.35
	}
	f.y += 1.5 * mm
	ro.notes(f, r.Notes, false)
}

// notes sets short texts on one line, spread over its width, or below each other
// where they don't fit.
func (ro *roster) notes(f *flow, notes []string, below bool) {
	if len(notes) == 0 {
		return
	}
	f.y += rosterNote.size * 1.2
	sum := 0.0
	for _, n := range notes {
		sum += ro.ts.width(n, rosterNote)
	}
	if gap := (f.width - sum) / float64(max(len(notes)-1, 1)); gap > rosterNote.size {
		x := f.left
		for _, n := range notes {
			ro.ts.word(f.page(), n, rosterNote, x, f.top+f.y, forms.Left)
			x += ro.ts.width(n, rosterNote) + gap
		}
	} else {
		for i, n := range notes {
			for k, l := range ro.ts.lines(column(f.width), span{text: n, style: rosterNote}) {
				if i > 0 || k > 0 {
					f.y += rosterNote.size * 1.4
				}
				if below && f.y > f.height {
					f.turn()
					f.y += rosterNote.size * 1.2
				}
				f.page().set(&l, f.left, f.top+f.y, l.spread(f.width, false))
			}
		}
	}
	f.y += 1.8 * mm
}

// footer sets the signature line below the table.
func (ro *roster) footer() {
	if len(ro.r.Footer) == 0 {
		return
	}
	f := ro.flow
	f.y += 1.5 * mm
	if f.room() < rosterNote.size*1.2 {
		f.turn()
	}
	ro.notes(f, ro.r.Footer, true)
}
