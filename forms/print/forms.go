package print

import (
	"io"
	"strconv"
	"strings"

	"huce/forms"
)

// Forms prints departments' forms as they look (see Grid), one after the other in
// one file: a bookmark for each form, and below it one for each of its sheets where
// it has several. Sheets that are hidden or empty stay out, as a spreadsheet prints.
func Forms(w io.Writer, list []forms.Form, info forms.Info) (Report, error) {
	return write(w)(LayForms(list, info))
}

// LayForms lays out what Forms prints.
func LayForms(list []forms.Form, info forms.Info) (*Paper, error) {
	b := binder{ts: newTypesetter(info), info: info, single: len(list) == 1}
	for i := range list {
		b.form(&list[i])
	}
	return b.ts.finish(b.pages, info)
}

// Grid prints any sheet so that it looks like its original as far as the Grid
// tells. One with a Look is set as its file says (fonts, rules, heights, margins,
// titles, breaks), smaller where it is wider than the page. Of another are known its
// merges, column widths scaled to the page, rules by Style or, where a
// sheet has none, everywhere in its table. Hidden rows and columns stay out, as a
// spreadsheet prints. Rows grow with their text; a table's header stands on every
// page; what stands before and after a text document's table is printed too.
func Grid(w io.Writer, g *forms.Grid, info forms.Info) (Report, error) {
	return write(w)(LayGrid(g, info))
}

// LayGrid lays out what Grid prints.
func LayGrid(g *forms.Grid, info forms.Info) (*Paper, error) {
	shown := *g
	shown.Hidden = false // it was asked for by itself
	return LayForms([]forms.Form{{Sheets: []*forms.Grid{&shown}}}, info)
}

// binder puts forms behind each other.
type binder struct {
	ts     *typesetter
	info   forms.Info
	pages  []*page
	single bool // one form alone: its sheets are the first level of bookmarks
}

func (b *binder) form(f *forms.Form) {
	sheets := sheetsOf(f)
	first := len(b.pages)
	var fl *flow // that the next table may follow on
	var before *strip
	for i, g := range sheets {
		s := newStrip(b.ts, g, b.info)
		if f.Flow && fl != nil && follows(before, s, fl) {
			s.set(fl, g)
			before = s
			continue
		}
		b.close(fl)
		fl = newFlow(s.frame)
		s.set(fl, g)
		before = s
		if len(sheets) > 1 && !f.Flow {
			level := 1
			if b.single || f.Title == "" {
				level = 0
			}
			fl.pages[0].marks = append([]mark{{sheetTitle(g, i), level, 0}}, fl.pages[0].marks...)
		}
	}
	b.close(fl)
	if f.Title == "" || len(b.pages) == first {
		return
	}
	head := b.pages[first]
	if !b.single {
		head.marks = append([]mark{{f.Title, 0, 0}}, head.marks...)
		for _, p := range b.pages[first:] {
			p.part = oneLine(f.Title)
		}
	} else if len(head.marks) == 0 {
		head.mark(f.Title, 0, 0)
	}
}

// close numbers the pages of one sheet, if it has several.
func (b *binder) close(f *flow) {
	if f == nil {
		return
	}
	if len(f.pages) > 1 {
		for i, p := range f.pages {
			x := words(b.info, "page_of", strconv.Itoa(i+1), strconv.Itoa(len(f.pages)))
			b.ts.word(p, x, rosterSmall, f.left+f.width/2, f.top+f.height+footDrop, forms.Centre)
		}
	}
	b.pages = append(b.pages, f.pages...)
}

// sheetsOf are the sheets of a form that are printed: the one there is, or those
// that are shown and say something.
func sheetsOf(f *forms.Form) []*forms.Grid {
	if len(f.Sheets) == 1 {
		return f.Sheets
	}
	var out []*forms.Grid
	for _, g := range f.Sheets {
		if !g.Hidden && says(g) {
			out = append(out, g)
		}
	}
	return out
}

func says(g *forms.Grid) bool {
	for _, row := range g.Rows {
		for _, c := range row {
			if c.Text != "" {
				return true
			}
		}
	}
	return len(g.Before)+len(g.After) > 0
}

// sheetTitle is what the bookmark of a sheet says: its name, or for a card that has
// a person's name as its sheet's just that.
func sheetTitle(g *forms.Grid, i int) string {
	if name := strings.TrimSpace(g.Name); name != "" {
		return name
	}
	return strconv.Itoa(i + 1)
}

// follows reports whether a table of a text document stands below the one before:
// the page lies the same way and has room for it. A card after a card begins a page,
// as it does in its file.
func follows(before, s *strip, f *flow) bool {
	return s.frame == f.frame && !(before.card && s.card) && (s.rows[len(s.rows)-1] <= f.room() || !s.card)
}

// set sets a sheet: the text before its table, the table, the text after it.
func (s *strip) set(f *flow, g *forms.Grid) {
	s.paragraphs(f, s.heading(f, g.Before))
	left := s.abridge(f)
	if s.card && s.looks == nil {
		s.spaced(f.room() - s.below(g.After))
	}
	s.pages(f)
	s.paragraphs(f, g.After)
	s.annex(f, left)
}
