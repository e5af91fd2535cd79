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
	Read   bool   `json:"read,omitempty"`   // its values were imported all the same: it is only hidden
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
	reason := "skip." + l.Reason
	if l.Reason == "hidden_sheet" && !l.Read {
		reason = "skip.hidden_list"
	}
	return assets.Text(lang, "left.place", l.Sheet, place, assets.Text(lang, reason))
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
			out = append(out, u.hidden(l.SheetIndex, g)...)
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

// hidden is what a sheet hides and what was read all the same. A sheet that holds no
// data, and a row that is none, are named for that.
func (u *understood) hidden(sheet int, g *forms.Grid) []LeftOut {
	data, skipped := false, map[int]bool{}
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.SheetIndex != sheet {
			continue
		}
		data = data || l.Kind != forms.KindList && l.Kind != forms.KindEmpty && l.Kind != forms.KindUnknown
		for _, s := range l.Skipped {
			skipped[s.Row] = true
		}
	}
	var out []LeftOut
	for _, h := range hiddenIn(g) {
		if whole := h.Row == 0 && h.Column == ""; whole || data && !skipped[h.Row] {
			h.Read = data
			out = append(out, h)
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
