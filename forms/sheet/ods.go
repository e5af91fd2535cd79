package sheet

import (
	"context"
	"math"
	"strconv"
	"strings"

	"huce/forms"
)

// odsTable is one sheet of an OpenDocument spreadsheet as it is read.
type odsTable struct {
	*odf
	s              *xmlScanner
	g              *forms.Grid
	row, col       int
	columns        int // described so far
	maxRow, maxCol int
	hidden         []forms.Range
	line           []odsCell // of the row at hand
}

// odsCell is what a row says of a column, or a run of columns that are alike.
type odsCell struct {
	col, times  int
	cell        forms.Cell
	right, down int // columns and rows more that it is merged with
}

func readODS(ctx context.Context, data []byte) (*forms.Book, error) {
	o, err := openODF(ctx, data)
	if err != nil {
		return nil, err
	}
	s, err := o.body("spreadsheet")
	if err != nil {
		return nil, err
	}
	book := &forms.Book{}
	err = s.each(func(name string) (bool, error) {
		if name != "table" {
			return false, nil
		}
		if len(book.Sheets) == maxSheets {
			return false, tooBig("cells")
		}
		t := &odsTable{odf: o, s: s, g: &forms.Grid{Name: s.attr("name")}, maxRow: -1, maxCol: -1}
		style := s.attr("style-name")
		t.g.Hidden, t.g.Landscape = o.styles.hidden[style], o.styles.lies(style)
		if err := t.rows(); err != nil {
			return true, err
		}
		t.finish()
		book.Sheets = append(book.Sheets, t.g)
		return true, nil
	}, nil)
	return book, err
}

// rows reads until the table ends; groups of rows and columns are transparent.
func (t *odsTable) rows() error {
	s := t.s
	return s.walk(s.depth-1, func() error {
		switch string(s.name) {
		case "table-column":
			t.column()
		case "table-row":
			return t.tableRow()
		case "table-columns", "table-rows", "table-header-columns", "table-header-rows", "table-column-group", "table-row-group":
		default:
			return s.skip()
		}
		return nil
	})
}

func (t *odsTable) column() {
	last := t.columns + repeated(t.s, "number-columns-repeated", maxCols)
	width := t.styles.widths[t.s.attr("style-name")]
	for c := t.columns; c < min(last, maxCols); c++ {
		setWidth(t.g, c, width)
		if concealed(t.s) {
			hideCol(t.g, c)
		}
	}
	t.columns = last
}

// tableRow reads a row and sets it as often as it is repeated.
func (t *odsTable) tableRow() error {
	s := t.s
	times := repeated(s, "number-rows-repeated", maxRows)
	if concealed(s) {
		t.hidden = append(t.hidden, forms.Range{Top: t.row, Bottom: t.row + times - 1})
	}
	t.line, t.col = t.line[:0], 0
	err := s.each(func(name string) (bool, error) {
		if name != "table-cell" && name != "covered-table-cell" {
			return false, nil
		}
		return true, t.tableCell(name == "covered-table-cell")
	}, nil)
	if err != nil {
		return err
	}
	if len(t.line) > 0 {
		for r := range times {
			if err := t.put(t.row + r); err != nil {
				return err
			}
		}
		t.maxRow = max(t.maxRow, t.row+times-1)
	}
	t.row += times
	return nil
}

// put sets the row at hand as row r.
func (t *odsTable) put(r int) error {
	for _, c := range t.line {
		if c.right > 0 || c.down > 0 {
			m := forms.Range{Top: r, Left: c.col, Bottom: r + c.down, Right: c.col + c.right}
			t.maxRow, t.maxCol = max(t.maxRow, m.Bottom), max(t.maxCol, m.Right)
			if err := t.b.merge(t.g, m); err != nil {
				return err
			}
		}
		if c.cell.Kind == forms.CellEmpty {
			continue
		}
		for i := range c.times {
			if err := t.b.put(t.g, r, c.col+i, c.cell); err != nil {
				return err
			}
		}
	}
	return nil
}

// tableCell reads a cell. One covered by a merge shows nothing.
func (t *odsTable) tableCell(covered bool) error {
	s := t.s
	c := odsCell{
		col: t.col, times: repeated(s, "number-columns-repeated", maxCols),
		right: repeated(s, "number-columns-spanned", maxCols) - 1, down: repeated(s, "number-rows-spanned", maxRows) - 1,
	}
	t.col += c.times
	if c.col >= maxCols {
		return s.skip()
	}
	c.times = min(c.times, maxCols-c.col)
	v := odsValue{
		kind: s.attr("value-type"), value: s.attr("value"), text: s.attr("string-value"),
		format: t.styles.format(s.attr("style-name")),
	}
	for _, name := range []string{"date-value", "time-value", "boolean-value"} {
		if a := s.attr(name); a != "" {
			v.value = a
		}
	}
	shown, ok, err := t.paragraphs()
	if err != nil || covered {
		return err
	}
	if ok {
		v.text, v.shown = shown, true
	}
	c.cell = v.cell()
	if c.cell.Kind != forms.CellEmpty || c.right > 0 || c.down > 0 {
		t.maxCol = max(t.maxCol, c.col)
		t.line = append(t.line, c)
	}
	return nil
}

// paragraphs reads the text of the cell just opened; false where it has none.
func (t *odsTable) paragraphs() (text string, some bool, err error) {
	s := t.s
	b := odfText{spaces: true}
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return "", false, err
		}
		switch {
		case tok == tokenEnd, tok == tokenClose && s.depth <= level:
			return b.String(), some, nil
		case tok == tokenText && s.depth > level+1: // within a paragraph
			b.add(s.text)
		case tok == tokenOpen && string(s.name) == "p":
			if some {
				b.WriteByte('\n')
			}
			some, b.spaced = true, true
		case tok == tokenOpen && !b.mark(s):
			if odfUnseen[string(s.name)] || s.depth == level+2 { // drawings stand beside paragraphs
				err = s.skip()
			}
		}
		if err != nil {
			return "", false, err
		}
		if b.Len() > maxText {
			return "", false, tooBig("cells")
		}
	}
}

func (t *odsTable) finish() {
	for _, h := range t.hidden {
		for r := h.Top; r <= min(h.Bottom, len(t.g.Rows)-1); r++ {
			hideRow(t.g, r)
		}
	}
	t.g.Formats = t.styles.list.codes
	trim(t.g, t.maxRow, t.maxCol)
}

// odsValue is a cell's value as its attributes have it, and its text.
type odsValue struct {
	kind, value, text string
	shown             bool // text is what the file shows
	format            *numFormat
}

func (v odsValue) cell() forms.Cell {
	switch v.kind {
	case "float", "percentage", "currency":
		if n, err := strconv.ParseFloat(v.value, 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
			return v.as(v.format.cell(n, fullNumber(v.value, n)), forms.CellNumber, fullNumber(v.value, n))
		}
	case "date", "time":
		serial, ok := isoSerial(v.value)
		if v.kind == "time" {
			serial, ok = isoDuration(v.value)
		}
		if ok && v.format.isDate(serial) {
			return v.as(v.format.cell(serial, ""), forms.CellDate, plain(serial))
		}
		if ok {
			return v.as(forms.Cell{Text: shownISO(v.value)}, forms.CellDate, plain(serial))
		}
	case "boolean":
		return boolCell(isTrue(v.value))
	}
	if strings.HasPrefix(v.text, "#") && errorTexts[v.text] {
		return forms.Cell{Text: v.text, Kind: forms.CellError}
	}
	if v.text == "" {
		return forms.Cell{}
	}
	return forms.Cell{Text: v.text, Kind: forms.CellText, Format: v.format.index}
}

// errorTexts are the names of errors.
var errorTexts = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range errorNames {
		m[name] = true
	}
	return m
}()

// as is a cell with the text that the file shows, where it has one.
func (v odsValue) as(c forms.Cell, kind forms.CellKind, raw string) forms.Cell {
	if v.shown {
		c.Text = v.text
	}
	c.Kind, c.Raw, c.Format = kind, "", v.format.index
	if raw != c.Text {
		c.Raw = raw
	}
	if c.Text == "" && raw == "" {
		return forms.Cell{}
	}
	return c
}

// isoDuration is a duration (PT12H30M00S) in days.
func isoDuration(value string) (days float64, ok bool) {
	rest, ok := strings.CutPrefix(value, "PT")
	if !ok {
		return 0, false
	}
	for _, u := range []struct {
		unit string
		per  float64
	}{{"H", 24}, {"M", 1440}, {"S", 86400}} {
		n, after, found := strings.Cut(rest, u.unit)
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(strings.Replace(n, ",", ".", 1), 64)
		if err != nil {
			return 0, false
		}
		days += v / u.per
		rest = after
	}
	return days, rest == ""
}
