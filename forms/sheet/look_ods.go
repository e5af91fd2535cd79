package sheet

import (
	"errors"
	"strconv"
	"strings"

	"huce/forms"
)

// odsLooks reads the looks of an OpenDocument spreadsheet's sheets (ISO/IEC 26300).
type odsLooks struct {
	b      *budget
	styles *odsStyles
	list   []forms.CellLook  // of cells that were met; all sheets count into it
	known  map[string]uint16 // by cell style
}

// looksOfODS are the looks of the sheets of a book by their names.
func looksOfODS(data []byte, book *forms.Book) (map[string]*forms.Look, error) {
	o, err := openODF(quiet().ctx, data)
	if err != nil {
		return nil, err
	}
	st := newODSStyles()
	for _, part := range []string{"styles.xml", "content.xml"} {
		s, err := o.open(part)
		if errors.Is(err, errNoPart) {
			continue
		}
		if err == nil {
			err = st.read(s)
		}
		if err != nil {
			return nil, err
		}
	}
	grids := map[string]*forms.Grid{}
	for _, g := range book.Sheets {
		grids[g.Name] = g
	}
	s, err := o.body("spreadsheet")
	if err != nil {
		return nil, err
	}
	x := &odsLooks{b: o.b, styles: st, list: []forms.CellLook{st.cell("Default")}, known: map[string]uint16{"": 0, "Default": 0}}
	out := map[string]*forms.Look{}
	err = s.each(func(name string) (bool, error) {
		g := grids[s.attr("name")]
		if name != "table" || g == nil {
			return false, nil
		}
		t := &odsTableLook{odsLooks: x, s: s, g: g, l: st.page(s.attr("style-name"))}
		t.area(s.attr("print-ranges"))
		out[g.Name] = t.l
		return true, t.read()
	}, nil)
	for _, l := range out {
		l.Styles = x.list
	}
	return out, err
}

// style is the number of a cell style's look.
func (x *odsLooks) style(name string) uint16 {
	n, ok := x.known[name]
	if !ok && len(x.list) < 1<<16 {
		n = uint16(len(x.list))
		x.list = append(x.list, x.styles.cell(name))
		x.known[name] = n
	}
	return n
}

// odsTableLook is one sheet's look as it is read.
type odsTableLook struct {
	*odsLooks
	s        *xmlScanner
	g        *forms.Grid
	l        *forms.Look
	columns  []string // by column: the style of cells that have none
	row, col int
}

// blankRows and blankCols are how far below and right of all text looks are read:
// lines that wait to be filled in.
const (
	blankRows = 60
	blankCols = 30
)

// read reads until the table ends.
func (t *odsTableLook) read() error {
	s := t.s
	wide := t.g.Width() + blankCols
	titles := -1 // the depth that header rows stand in
	err := s.walk(s.depth-1, func() error {
		if titles >= 0 && s.depth <= titles {
			t.l.Titles.Last, titles = t.row, -1
		}
		switch string(s.name) {
		case "table-column":
			style := s.attr("default-cell-style-name")
			for n := repeated(s, "number-columns-repeated", maxCols); n > 0 && len(t.columns) < wide; n-- {
				t.columns = append(t.columns, style)
			}
		case "table-header-rows":
			titles = s.depth
			t.l.Titles.First = t.row + 1
		case "table-row":
			return t.tableRow()
		case "table-columns", "table-rows", "table-header-columns", "table-column-group", "table-row-group":
		default:
			return s.skip()
		}
		return nil
	})
	if titles >= 0 {
		t.l.Titles.Last = t.row
	}
	return err
}

// tableRow reads a row, as often as it is repeated.
func (t *odsTableLook) tableRow() error {
	s := t.s
	name, own := s.attr("style-name"), s.attr("default-cell-style-name")
	times := repeated(s, "number-rows-repeated", maxRows)
	end := min(t.row+times, len(t.g.Rows)+blankRows)
	if h := t.styles.heights[name]; h > 0 && t.row < end {
		for len(t.l.Heights) < end {
			t.l.Heights = append(t.l.Heights, 0)
		}
		for r := t.row; r < end; r++ {
			t.l.Heights[r] = h
		}
	}
	if t.styles.breaks[name] && t.row > 0 {
		t.l.Breaks = append(t.l.Breaks, t.row)
	}
	t.col = 0
	err := s.each(func(name string) (bool, error) {
		if name == "table-cell" || name == "covered-table-cell" {
			return false, t.tableCell(own, end, name == "table-cell")
		}
		return false, nil
	}, nil)
	t.row += times
	return err
}

// tableCell gives a cell its look, in all rows before end that it stands for, and
// those it is merged with the same.
func (t *odsTableLook) tableCell(row string, end int, free bool) error {
	s := t.s
	own := s.attr("style-name")
	times := repeated(s, "number-columns-repeated", maxCols)
	right, down := repeated(s, "number-columns-spanned", maxCols)-1, repeated(s, "number-rows-spanned", maxRows)-1
	from, to := t.col, min(t.col+times+right, t.g.Width()+blankCols)
	if t.col += times; times > blankCols { // the rest of the sheet, not lines to write on
		to = min(to, t.g.Width())
	}
	for c := from; c < to; c++ {
		name := own
		if name == "" {
			name = row
		}
		if name == "" && c < len(t.columns) {
			name = t.columns[c]
		}
		style := t.style(name)
		look := &t.list[style]
		if style == 0 || !free && look.Left+look.Top+look.Right+look.Bottom == 0 {
			continue
		}
		last := min(end+down, len(t.g.Rows)+blankRows)
		if err := t.b.spend(max(last-t.row, 0), 2); err != nil {
			return err
		}
		for r := t.row; r < last; r++ {
			t.l.Set(r, c, int(style))
		}
	}
	return nil
}

// area reads what of the sheet is printed: $表.$A$1:$表.$H$20, the first of several.
func (t *odsTableLook) area(ranges string) {
	from, to, ok := strings.Cut(strings.ReplaceAll(ranges, "$", ""), ":")
	if !ok {
		return
	}
	to, _, _ = strings.Cut(to, " ")
	cell := func(ref string) string { return ref[strings.LastIndexByte(ref, '.')+1:] }
	t.l.PrintArea, t.l.HasArea = parseRange(cell(from) + ":" + cell(to))
}

// odfPoints is a length ("2.5cm") in points, 0 where it is none.
func odfPoints(length string) float64 {
	v := odfChars(length) / charsPerInch * 72
	if !(v > 0 && v < 1000) {
		return 0
	}
	return v
}

// odfPercent is "80%" as 0.8, 0 where it is none.
func odfPercent(s string) float64 {
	n, ok := strings.CutSuffix(s, "%")
	v, err := strconv.ParseFloat(n, 64)
	if !ok || err != nil || !(v >= 10 && v <= 400) {
		return 0
	}
	return v / 100
}
