package forms

// Look is how a sheet looks in its file, as far as it is printed. Lengths are
// points.
type Look struct {
	Heights   []float64  // of rows; 0 is RowHeight
	RowHeight float64    // of a row that has none of its own
	ColWidth  float64    // of a column that has none of its own, in characters
	CharWidth float64    // what a character of a column's width is
	Cells     [][]uint16 // ragged; count into Styles
	Styles    []CellLook // the first is that of a cell without one
	Margins   [4]float64 // left, top, right, bottom; 0 is not said
	Scale     float64    // by which it is printed; 0 is 1
	FitHeight bool       // made smaller until it is one page high
	Centred   bool       // between the left and the right margin
	Titles    Span       // rows that every page repeats
	Breaks    []int      // rows (0-based) that begin a page
	PrintArea Range      // what of it is printed, where HasArea
	HasArea   bool
	Document  bool // a text document's table: its lines stand further apart than a sheet's
	Lines     DocLines
}

// DocLines is how far apart the lines of a text document's table stand. Lengths are
// points, 0 where they aren't said.
type DocLines struct {
	Grid  float64 // of the page, that each line takes a whole number of
	Gap   float64 // above and below a paragraph together
	Fixed float64 // from one line to the next
	Times float64 // what a line takes is multiplied by
}

// CellLook is how a cell looks.
type CellLook struct {
	Font                     string  // family
	Size                     float64 // points
	Bold                     bool
	Colour                   RGB
	Fill                     RGB
	Filled                   bool
	Across                   Across
	Down                     Down
	Wrap, Shrink, Upright    bool    // Upright: the text runs down, a character below the other, or turned
	Indent                   int     // characters from its side
	Left, Top, Right, Bottom float64 // widths of its rules, 0 is none
}

// RGB is a colour, 0xRRGGBB.
type RGB uint32

// Across is how a cell's text stands between its sides.
type Across uint8

// The ways across. By its kind: text left, numbers right, the rest in the middle.
const (
	ByKind Across = iota
	AtLeft
	AtCentre
	AtRight
)

// Down is how a cell's text stands between top and bottom.
type Down uint8

// The ways down; spreadsheets set text at the bottom unless told otherwise.
const (
	AtBottom Down = iota
	AtMiddle
	AtTop
)

// Of is the look of a cell (0-based).
func (l *Look) Of(row, col int) CellLook {
	if row >= 0 && row < len(l.Cells) && col >= 0 && col < len(l.Cells[row]) {
		if n := int(l.Cells[row][col]); n < len(l.Styles) {
			return l.Styles[n]
		}
	}
	if len(l.Styles) > 0 {
		return l.Styles[0]
	}
	return CellLook{Size: 11}
}

// Set gives a cell a look, by its number in Styles.
func (l *Look) Set(row, col, style int) {
	for len(l.Cells) <= row {
		l.Cells = append(l.Cells, nil)
	}
	for len(l.Cells[row]) <= col {
		l.Cells[row] = append(l.Cells[row], 0)
	}
	l.Cells[row][col] = uint16(style)
}

// Height is a row's height.
func (l *Look) Height(row int) float64 {
	if row < len(l.Heights) && l.Heights[row] > 0 {
		return l.Heights[row]
	}
	return l.RowHeight
}
