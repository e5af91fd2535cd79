package sheet

import (
	"context"
	"math"
	"strconv"
	"strings"

	"huce/forms"
)

// xmlBook reads an XML Spreadsheet 2003: one XML file, which many reporting
// systems write and call .xls.
type xmlBook struct {
	s      *xmlScanner
	b      *budget
	list   *formatList
	styles map[string]*numFormat
	shift  float64
}

// xmlTable is one worksheet as it is read; row and col are of the cell at hand.
type xmlTable struct {
	*xmlBook
	g              *forms.Grid
	row, col       int
	maxRow, maxCol int
	hidden         []forms.Range // runs of hidden rows
}

// scanText scans a text file that is XML, decoded as texts of any encoding are:
// what the declaration says of it is often wrong.
func scanText(data []byte, b *budget) *xmlScanner {
	return newXMLScanner(limitedReader{strings.NewReader(decodeText(data).text), b})
}

func readSpreadsheetML(ctx context.Context, data []byte) (*forms.Book, error) {
	b := newBudget(ctx)
	x := &xmlBook{s: scanText(data, b), b: b, list: newFormatList(), styles: map[string]*numFormat{}}
	book := &forms.Book{}
	for {
		tok, err := x.s.next()
		if err != nil {
			return nil, err
		}
		if tok == tokenEnd {
			return book, nil
		}
		if tok != tokenOpen {
			continue
		}
		switch string(x.s.name) {
		case "Date1904":
			x.shift = days1904
		case "Style":
			err = x.style()
		case "Worksheet":
			if len(book.Sheets) == maxSheets {
				return nil, tooBig("cells")
			}
			var g *forms.Grid
			if g, err = x.worksheet(); err == nil {
				book.Sheets = append(book.Sheets, g)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// namedFormats are the formats that this file format names by words.
var namedFormats = map[string]string{
	"General Number": "General", "General Date": localeDate + " h:mm", "Short Date": localeDate,
	"Long Date": `yyyy"年"m"月"d"日"`, "Medium Date": "d-mmm-yy",
	"Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM", "Short Time": "h:mm",
	"Currency": `"¥"#,##0.00;-"¥"#,##0.00`, "Euro Currency": "[$€-2]#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00",
	"Percent": "0.00%", "Scientific": "0.00E+00",
	"Yes/No": `"Yes";"Yes";"No"`, "True/False": `"True";"True";"False"`, "On/Off": `"On";"On";"Off"`,
}

// style reads a style's number format; one without takes its parent's.
func (x *xmlBook) style() error {
	id, parent := x.s.attr("ID"), x.s.attr("Parent")
	if parent == "" && id != "Default" {
		parent = "Default"
	}
	if f := x.styles[parent]; f != nil {
		x.styles[id] = f
	}
	return x.s.each(func(name string) (bool, error) {
		if name != "NumberFormat" {
			return false, nil
		}
		code := x.s.attr("Format")
		if named, ok := namedFormats[code]; ok {
			code = named
		}
		x.styles[id] = x.list.get(code)
		return false, nil
	}, nil)
}

func (x *xmlBook) format(style string) *numFormat {
	if style == "" {
		style = "Default"
	}
	if f := x.styles[style]; f != nil {
		return f
	}
	return plainFormat
}

func (x *xmlBook) worksheet() (*forms.Grid, error) {
	t := &xmlTable{xmlBook: x, g: &forms.Grid{Name: x.s.attr("Name")}, maxRow: -1, maxCol: -1}
	err := x.s.each(func(name string) (bool, error) {
		switch name {
		case "Table":
			return true, t.table()
		case "WorksheetOptions":
			return true, t.options()
		}
		return false, nil
	}, nil)
	if err != nil {
		return nil, err
	}
	for _, h := range t.hidden {
		for r := h.Top; r <= min(h.Bottom, len(t.g.Rows)-1); r++ {
			hideRow(t.g, r)
		}
	}
	t.g.Formats = x.list.codes
	trim(t.g, t.maxRow, t.maxCol)
	return t.g, nil
}

// options reads what lies outside the table: whether the sheet is hidden, and
// how its page lies.
func (t *xmlTable) options() error {
	return t.s.each(func(name string) (bool, error) {
		switch name {
		case "Visible":
			text, err := readOwnText(t.s, nil)
			t.g.Hidden = strings.HasPrefix(strings.TrimSpace(string(text)), "Sheet") // SheetHidden, SheetVeryHidden
			return true, err
		case "PageSetup":
			return true, t.s.each(func(name string) (bool, error) {
				t.g.Landscape = t.g.Landscape || name == "Layout" && t.s.attr("Orientation") == "Landscape"
				return false, nil
			}, nil)
		}
		return false, nil
	}, nil)
}

// span is how many more rows or columns an element stands for.
func (t *xmlTable) span(name string, most int) int {
	return min(max(0, t.s.number(name, 0)), most)
}

func (t *xmlTable) table() error {
	col := 0
	t.row = -1
	return t.s.each(func(name string) (bool, error) {
		switch name {
		case "Column":
			first := t.s.number("Index", col+1) - 1
			col = t.columns(first, first+t.span("Span", maxCols)) + 1
		case "Row":
			t.row = t.s.number("Index", t.row+2) - 1
			if t.row < 0 || t.row >= maxRows {
				return false, tooBig("cells")
			}
			last := t.row + t.span("Span", maxRows)
			if t.s.flag("Hidden") {
				t.hidden = append(t.hidden, forms.Range{Top: t.row, Bottom: last})
			}
			err := t.cells()
			t.row = last
			return true, err
		}
		return false, nil
	}, nil)
}

// pointsPerChar is the width of a character in the unit of the file's columns.
const pointsPerChar = 6

func (t *xmlTable) columns(first, last int) int {
	width, _ := strconv.ParseFloat(t.s.attr("Width"), 64)
	for c := max(first, 0); c <= min(last, maxCols-1); c++ {
		setWidth(t.g, c, width/pointsPerChar)
		if t.s.flag("Hidden") {
			hideCol(t.g, c)
		}
	}
	return last
}

func (t *xmlTable) cells() error {
	t.col = -1
	return t.s.each(func(name string) (bool, error) {
		if name != "Cell" {
			return false, nil
		}
		t.col = t.s.number("Index", t.col+2) - 1
		if t.col < 0 || t.col >= maxCols {
			return false, tooBig("cells")
		}
		m := forms.Range{Top: t.row, Left: t.col, Bottom: t.row + t.span("MergeDown", maxRows), Right: t.col + t.span("MergeAcross", maxCols)}
		t.maxRow, t.maxCol = max(t.maxRow, m.Bottom), max(t.maxCol, m.Right)
		if err := t.b.merge(t.g, m); err != nil {
			return false, err
		}
		err := t.cell(t.format(t.s.attr("StyleID")))
		t.col = m.Right
		return true, err
	}, nil)
}

// cell reads what a cell holds.
func (t *xmlTable) cell(f *numFormat) error {
	return t.s.each(func(name string) (bool, error) {
		if name != "Data" {
			return false, nil
		}
		kind := t.s.attr("Type")
		text, err := readAllText(t.s)
		if err != nil {
			return true, err
		}
		return true, t.b.put(t.g, t.row, t.col, t.value(kind, text, f))
	}, nil)
}

// readAllText is the text of the element just opened and of all in it.
func readAllText(s *xmlScanner) (string, error) {
	var text []byte
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return "", err
		}
		switch {
		case tok == tokenEnd, tok == tokenClose && s.depth <= level:
			return plainLines(string(text)), nil
		case tok == tokenText:
			text = append(text, s.text...)
		case tok == tokenOpen && string(s.name) == "PhoneticText":
			if err := s.skip(); err != nil {
				return "", err
			}
		}
	}
}

func (t *xmlTable) value(kind, text string, f *numFormat) forms.Cell {
	value := strings.TrimSpace(text)
	switch kind {
	case "Number":
		if v, err := strconv.ParseFloat(value, 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
			if f.isDate(v) {
				return f.cell(v+t.shift, "")
			}
			return f.cell(v, fullNumber(value, v))
		}
	case "DateTime":
		if serial, ok := isoSerial(value); ok {
			if f.isDate(serial) {
				return f.cell(serial, "")
			}
			return forms.Cell{Text: shownISO(value), Raw: plain(serial), Kind: forms.CellDate, Format: f.index}
		}
	case "Boolean":
		return boolCell(isTrue(value))
	case "Error":
		return forms.Cell{Text: value, Kind: forms.CellError}
	}
	return textCell(text, f)
}
