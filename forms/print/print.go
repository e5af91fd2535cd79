// Package print sets what the program prints: official documents by GB/T
// 9704-2012, the register, visit sheets, tables, and any sheet as it looks.
//
// A document is laid out first and painted after. Laying out (lines by the rules
// for Chinese, tables whose rows grow, pages) makes pages of plain runs, rules and
// bookmarks; painting writes those as a PDF over gofpdf, which serves as a layer
// of primitives alone. Between the two the number of pages is known, and which
// characters each font has to hold.
//
// What it promises: no character is ever lost (what no font has is drawn as 〓 and
// reported), the text that is searched and copied is the text that was given, also
// beyond the Basic Plane, and equal input gives equal bytes.
//
// It knows nothing of the archive: it takes the plain structs of package forms.
package print

import (
	"fmt"
	"io"
	"math"
	"strings"

	"huce/assets"
	"huce/forms"
)

// Report says what was printed.
type Report struct {
	Pages   int
	Missing []rune   // characters no font has, drawn as 〓, in order
	Fonts   []string // the fonts that draw it, as they call themselves
}

// MissingNames names the missing characters: by their code, since where they are
// missing here no screen may have them either.
func (r Report) MissingNames() string {
	var names []string
	for _, c := range r.Missing {
		names = append(names, fmt.Sprintf("%c (%U)", c, c))
	}
	return strings.Join(names, " ")
}

// Table prints one titled table, upright or landscape: a catalogue, a summary of
// figures. Its Note stands below it.
func Table(w io.Writer, t *forms.Table, info forms.Info, landscape bool) (Report, error) {
	return write(w)(LayTable(t, info, landscape))
}

// LayTable lays out what Table prints.
func LayTable(t *forms.Table, info forms.Info, landscape bool) (*Paper, error) {
	r := forms.Roster{Title: t.Title, Columns: t.Columns, Info: info}
	if t.Note != "" {
		r.Footer = []string{t.Note}
	}
	for _, row := range t.Rows {
		r.Groups = append(r.Groups, forms.RosterGroup{Rows: [][]string{row}})
	}
	fr := uprightPage
	if landscape {
		fr = rosterPage
	}
	return rosterOn(&r, fr)
}

// words are those the typesetter itself prints.
func words(info forms.Info, key string, args ...string) string {
	lang := assets.Lang(info.Lang)
	if lang == "" {
		lang = assets.Chinese
	}
	return assets.Text(lang, "print."+key, args...)
}

// word sets a short text on one line, from x, around x or up to x.
func (ts *typesetter) word(p *page, s string, st style, x, y float64, align forms.Align) {
	for _, l := range ts.lines(column(math.Inf(1)), span{text: inline(s), style: st}) {
		switch align {
		case forms.Centre:
			x -= l.natural / 2
		case forms.Right:
			x -= l.natural
		}
		p.set(&l, x, y, l.track)
	}
}

// inline is a text with spaces for its line ends.
func inline(s string) string { return strings.ReplaceAll(clean(s), "\n", " ") }

// fitted is a style, smaller where a text of one line needs it to fit a width.
func (ts *typesetter) fitted(s string, st style, width float64) style {
	if w := ts.width(inline(s), st); w > width {
		return st.at(st.size * width / w)
	}
	return st
}
