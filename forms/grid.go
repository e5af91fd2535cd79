package forms

import (
	"strconv"
	"strings"
)

// Format is what a file is by its content, whatever its name says.
type Format string

// The formats read. XLSX, XLS, CSV and DOCX are written too.
const (
	XLSX          Format = "xlsx"
	XLS           Format = "xls" // Excel 5 to 2003, WPS's et
	ODS           Format = "ods"
	SpreadsheetML Format = "spreadsheetml" // XML Spreadsheet 2003, mostly named .xls
	HTML          Format = "html"          // a web page's tables, mostly named .xls
	CSV           Format = "csv"
	DOCX          Format = "docx"
	ODT           Format = "odt"
	WordML        Format = "wordml" // Word's XML in one file, of 2003 or flat, mostly named .doc
)

// IsDocument reports whether files of the format are texts with tables in them,
// not workbooks: each table is a sheet, and paragraphs stand around it.
func (f Format) IsDocument() bool { return f == DOCX || f == ODT || f == WordML }

// Book is one file as read: its sheets, in the order the file has them.
type Book struct {
	Format   Format
	Encoding string // csv only: utf-8, gb18030, big5, utf-16le, utf-16be
	BOM      bool   // csv only
	Comma    rune   // csv only: the separator
	Sheets   []*Grid
	Notes    []Issue // what had to be mended or left out to read the file
}

// Grid is one sheet, or one table of a text document. Rows are ragged; use At.
// Rows and columns count from 0 here and from 1 wherever a person sees them.
type Grid struct {
	Name       string
	Hidden     bool
	Rows       [][]Cell
	Merges     []Range
	HiddenRows map[int]bool
	HiddenCols map[int]bool
	Formats    []string  // number format codes that Cell.Format counts into, as Excel writes them
	Widths     []float64 // of columns, in characters; 0 is the default
	Before     []string  // docx: paragraphs since the table before
	After      []string  // docx: paragraphs after the last table
	Landscape  bool      // for writers: print on the wide side
	Choices    []Choice  // for writers: drop-down lists
	Look       *Look     // for printing: how the file has it look, nil where that isn't known
}

// Choice is a drop-down list on a run of cells.
type Choice struct {
	Range   Range
	Options []string
}

// Range is a rectangle of cells, 0-based and inclusive.
type Range struct{ Top, Left, Bottom, Right int }

// Has reports whether the cell lies in the range.
func (r Range) Has(row, col int) bool {
	return row >= r.Top && row <= r.Bottom && col >= r.Left && col <= r.Right
}

// CellKind is the type a file gives a cell.
type CellKind uint8

// The kinds of cell.
const (
	CellEmpty CellKind = iota
	CellText
	CellNumber
	CellDate
	CellBool
	CellError
)

// Cell is one cell of a Grid.
type Cell struct {
	Text  string // as the file shows it
	Raw   string // the value beneath where it differs: a number in full, a date's serial
	Kind  CellKind
	Style Style // for writers; readers leave it plain
	// Format counts into the Grid's Formats; 0 is General, or none at all.
	Format uint16
}

// Style is how a written cell looks.
type Style uint8

// The styles that writers know.
const (
	StylePlain Style = iota
	StyleTitle       // large, bold, centred
	StyleNote        // small, left, no border
	StyleHead        // bold, centred, bordered, wrapped
	StyleBody        // bordered
	StyleLabel       // bordered, centred, a card's label
)

// T is a text cell.
func T(text string, style Style) Cell {
	if text == "" {
		return Cell{Style: style}
	}
	return Cell{Text: text, Kind: CellText, Style: style}
}

// At is the cell at row, col (0-based), empty where the sheet has none.
func (g *Grid) At(row, col int) Cell {
	if row < 0 || row >= len(g.Rows) || col < 0 || col >= len(g.Rows[row]) {
		return Cell{}
	}
	return g.Rows[row][col]
}

// Set puts a cell, growing the sheet as needed.
func (g *Grid) Set(row, col int, c Cell) {
	for len(g.Rows) <= row {
		g.Rows = append(g.Rows, nil)
	}
	for len(g.Rows[row]) <= col {
		g.Rows[row] = append(g.Rows[row], Cell{})
	}
	g.Rows[row][col] = c
}

// NumberFormat is the number format that the file gives a cell of the grid
// ("yyyy-mm-dd", "@"), "" for General and where the file has none.
func (g *Grid) NumberFormat(c Cell) string {
	if int(c.Format) < len(g.Formats) {
		return g.Formats[c.Format]
	}
	return ""
}

// Width is the number of columns of the widest row.
func (g *Grid) Width() int {
	w := 0
	for _, r := range g.Rows {
		w = max(w, len(r))
	}
	return w
}

// Merged is the merge that holds the cell, if any.
func (g *Grid) Merged(row, col int) (Range, bool) {
	for _, m := range g.Merges {
		if m.Has(row, col) {
			return m, true
		}
	}
	return Range{}, false
}

// ColumnName is the letters of a column (0-based): A, B … Z, AA.
func ColumnName(col int) string {
	if col < 0 {
		return ""
	}
	var b [8]byte
	i := len(b)
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('A' + (n-1)%26)
	}
	return string(b[i:])
}

// CellName is a cell's name as a spreadsheet shows it (0-based in, A1 out).
func CellName(row, col int) string {
	return ColumnName(col) + strconv.Itoa(row+1)
}

// Squeeze removes every kind of space from a label: 姓　名 and "姓 名\n" are 姓名.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\ufeff', '\u2002', '\u2003', '\v', '\f':
			return -1
		}
		return r
	}, s)
}
