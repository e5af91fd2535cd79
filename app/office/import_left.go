package office

import (
	"maps"
	"slices"
	"strconv"

	"huce/assets"
	"huce/forms"
)

// LeftOut is a row, a column or a sheet that was not read as data, or that the file
// hides, and why. Row and Column are "" where it is more than one of them.
type LeftOut struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row,omitempty"`    // from 1
	Column string `json:"column,omitempty"` // letters
	Reason string `json:"reason"`           // a skip reason, hidden_row, hidden_column, hidden_sheet, sheet_list …
}

// Words is a line for people.
func (l LeftOut) Words(lang assets.Lang) string {
	place := ""
	switch {
	case l.Row > 0:
		place = assets.Text(lang, "left.row", strconv.Itoa(l.Row))
	case l.Column != "":
		place = assets.Text(lang, "left.column", l.Column)
	}
	return assets.Text(lang, "left.place", l.Sheet, place, assets.Text(lang, "skip."+l.Reason))
}

// leftOut is all of a file that is no data or hidden. Hidden rows, columns and sheets
// are read like the others; they are named so that nobody is surprised by what they hold.
func (u *understood) leftOut() []LeftOut {
	var out []LeftOut
	seen := map[int]bool{}
	for i := range u.layouts {
		l := &u.layouts[i]
		g := u.book.Sheets[l.SheetIndex]
		if !seen[l.SheetIndex] {
			seen[l.SheetIndex] = true
			out = append(out, hiddenIn(g)...)
		}
		switch l.Kind {
		case forms.KindList, forms.KindEmpty, forms.KindUnknown:
			out = append(out, LeftOut{Sheet: l.Sheet, Reason: "sheet_" + string(l.Kind)})
		}
		for _, s := range l.Skipped {
			out = append(out, LeftOut{Sheet: l.Sheet, Row: s.Row, Reason: s.Reason})
		}
	}
	return out
}

// hiddenIn is what a sheet hides.
func hiddenIn(g *forms.Grid) []LeftOut {
	var out []LeftOut
	if g.Hidden {
		out = append(out, LeftOut{Sheet: g.Name, Reason: "hidden_sheet"})
	}
	for _, c := range slices.Sorted(maps.Keys(g.HiddenCols)) {
		if g.HiddenCols[c] && c < g.Width() {
			out = append(out, LeftOut{Sheet: g.Name, Column: forms.ColumnName(c), Reason: "hidden_column"})
		}
	}
	for _, r := range slices.Sorted(maps.Keys(g.HiddenRows)) {
		if g.HiddenRows[r] && r < len(g.Rows) {
			out = append(out, LeftOut{Sheet: g.Name, Row: r + 1, Reason: "hidden_row"})
		}
	}
	return out
}
