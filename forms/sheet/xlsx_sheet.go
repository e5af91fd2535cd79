package sheet

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"huce/forms"
)

// sheetReader reads one worksheet part in one pass.
type sheetReader struct {
	*workbook
	s        *xmlScanner
	g        *forms.Grid
	row, col int // of the cell at hand
	maxRow   int // the last row and column that the part speaks of
	maxCol   int
	zeroRows bool // rows that aren't named are hidden
	seen     map[int]bool
	hidden   []int // hidden rows
	value    []byte
	numbers  map[string]forms.Cell // texts of numbers met before, by style and value
	formulas formulas
}

// readSheet reads a worksheet, all but what compute and finish still do.
func (w *workbook) readSheet(e sheetEntry) (*sheetReader, error) {
	s, err := w.p.scan(e.part)
	if err != nil {
		return nil, err
	}
	r := &sheetReader{workbook: w, s: s, g: &forms.Grid{Name: e.name, Hidden: e.hidden}, row: -1, numbers: map[string]forms.Cell{}}
	for {
		tok, err := s.next()
		if err != nil {
			return nil, err
		}
		if tok == tokenEnd {
			break
		}
		if tok != tokenOpen {
			continue
		}
		if err := r.element(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// element reads what a start tag at sheet level begins.
func (r *sheetReader) element() error {
	s := r.s
	switch string(s.name) {
	case "sheetFormatPr":
		r.zeroRows = s.flag("zeroHeight")
	case "col":
		r.column(s.number("min", 0)-1, s.number("max", 0)-1)
	case "row":
		return r.readRow()
	case "mergeCell":
		if m, ok := parseRange(string(s.rawAttr("ref"))); ok {
			return r.p.b.merge(r.g, m)
		}
	case "pageSetup":
		r.g.Landscape = s.attr("orientation") == "landscape"
	}
	return nil
}

// column takes the width and hiding of a run of columns. Runs that reach to the
// sheet's far end are a default and are cut when the sheet is finished.
func (r *sheetReader) column(first, last int) {
	if first < 0 || last < first || first >= maxCols {
		return
	}
	width, _ := strconv.ParseFloat(r.s.attr("width"), 64)
	hidden := r.s.flag("hidden")
	for c := first; c <= min(last, maxCols-1); c++ {
		setWidth(r.g, c, width)
		if hidden {
			hideCol(r.g, c)
		}
	}
}

func setWidth(g *forms.Grid, col int, width float64) {
	if width <= 0 || width > 255 || math.IsNaN(width) {
		return
	}
	for len(g.Widths) <= col {
		g.Widths = append(g.Widths, 0)
	}
	g.Widths[col] = width
}

func hideCol(g *forms.Grid, col int) {
	if g.HiddenCols == nil {
		g.HiddenCols = map[int]bool{}
	}
	g.HiddenCols[col] = true
}

func hideRow(g *forms.Grid, row int) {
	if g.HiddenRows == nil {
		g.HiddenRows = map[int]bool{}
	}
	g.HiddenRows[row] = true
}

// readRow reads a row. One without a number follows the row before it.
func (r *sheetReader) readRow() error {
	s := r.s
	r.row = s.number("r", r.row+2) - 1
	r.col = -1
	if r.zeroRows {
		if r.seen == nil {
			r.seen = map[int]bool{}
		}
		r.seen[r.row] = true
	}
	if s.flag("hidden") {
		r.hidden = append(r.hidden, r.row)
	}
	r.maxRow = max(r.maxRow, r.row)
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			return nil
		}
		if tok == tokenOpen && string(s.name) == "c" {
			if err := r.readCell(); err != nil {
				return err
			}
		}
	}
}

// errCellName is a cell that says it stands where no cell can.
var errCellName = errors.New("xlsx: impossible name of a cell")

// readCell reads a cell. One without a name follows the cell before it.
func (r *sheetReader) readCell() error {
	s := r.s
	r.col++
	row := r.row
	if name := s.rawAttr("r"); len(name) > 0 {
		var ok bool
		if row, r.col, ok = parseCell(name); !ok {
			return errCellName
		}
	}
	style := s.number("s", 0)
	kind := cellType(s.rawAttr("t"))
	r.value = r.value[:0]
	hasFormula, hasValue, inline := false, false, false
	code := ""
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			break
		}
		if tok != tokenOpen {
			continue
		}
		switch string(s.name) {
		case "v":
			hasValue = true
			r.value, err = readOwnText(s, r.value)
		case "is":
			inline = true
			r.value, err = readRuns(s, r.value)
		case "f":
			hasFormula = true
			code, err = r.formulas.read(s)
		default:
			err = s.skip()
		}
		if err != nil {
			return err
		}
	}
	r.maxCol = max(r.maxCol, r.col)
	r.maxRow = max(r.maxRow, row)
	if hasFormula {
		r.formulas.add(row, r.col, style, code, len(r.value) > 0 || hasValue && kind == typeText) // a text may be empty
	}
	return r.p.b.put(r.g, row, r.col, r.cell(kind, style, inline))
}

// finish flags hidden rows and cuts what reaches beyond the sheet's cells.
func (r *sheetReader) finish() {
	r.g.Formats = r.list.codes
	for _, row := range r.hidden {
		if row >= 0 && row < len(r.g.Rows) {
			hideRow(r.g, row)
		}
	}
	if r.zeroRows {
		for row := range r.g.Rows {
			if !r.seen[row] {
				hideRow(r.g, row)
			}
		}
	}
	trim(r.g, r.maxRow, r.maxCol)
}

// trim cuts widths, hidden columns and merges to what a file describes: its last
// row and column, styled empty cells included.
func trim(g *forms.Grid, maxRow, maxCol int) {
	width := g.Width()
	if len(g.Widths) > width {
		g.Widths = g.Widths[:width]
	}
	for c := range g.HiddenCols {
		if c >= width {
			delete(g.HiddenCols, c)
		}
	}
	kept := g.Merges[:0]
	for _, m := range g.Merges {
		m.Bottom, m.Right = min(m.Bottom, maxRow), min(m.Right, maxCol)
		if m.Top <= m.Bottom && m.Left <= m.Right && (m.Top != m.Bottom || m.Left != m.Right) {
			kept = append(kept, m)
		}
	}
	g.Merges = kept
}

// parseCell reads B12, also b12 and $B$12.
func parseCell(ref []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] &^ 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > maxCols {
			return 0, 0, false
		}
	}
	for ; i < len(ref); i++ {
		if ref[i] == '$' {
			continue
		}
		if ref[i] < '0' || ref[i] > '9' {
			return 0, 0, false
		}
		if row = row*10 + int(ref[i]-'0'); row > maxRows {
			return 0, 0, false
		}
	}
	return row - 1, col - 1, row > 0 && col > 0
}

// parseRange reads A1:B2.
func parseRange(ref string) (forms.Range, bool) {
	from, to, _ := strings.Cut(ref, ":")
	top, left, ok1 := parseCell([]byte(from))
	bottom, right, ok2 := parseCell([]byte(to))
	return forms.Range{Top: min(top, bottom), Left: min(left, right), Bottom: max(top, bottom), Right: max(left, right)}, ok1 && ok2
}
