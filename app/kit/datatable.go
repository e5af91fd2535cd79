package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column is a column of a DataTable.
type Column struct {
	Label string
	Width float32 // in the theme's units, at its usual size of text
	Name  string  // by which the width that a clerk drew is remembered, "" for not at all
}

// Tone is the colour behind a cell.
type Tone int

// The tones.
const (
	Plain  Tone = iota
	Good        // green: sure
	Doubt       // yellow: to be looked at
	Bad         // red: wrong or missing
	Accent      // blue: a heading or what is chosen
)

// tones are their colours; they are thin, so that black and white text both stay
// readable on them.
var tones = map[Tone]color.Color{
	Plain:  color.Transparent,
	Good:   color.NRGBA{0x2e, 0xa0, 0x43, 0x38},
	Doubt:  color.NRGBA{0xe0, 0xa8, 0x00, 0x48},
	Bad:    color.NRGBA{0xd7, 0x3a, 0x49, 0x40},
	Accent: color.NRGBA{0x1f, 0x5f, 0xa8, 0x38},
}

// DataTable is a table of texts with a header that stays. Its cells are plain
// labels cut by their own width, never shaped for an ellipsis: that costs a table
// of Chinese text its speed. As in a spreadsheet arrows, Page Up and Down, Home and
// End move the chosen cell, Ctrl+C copies it, Ctrl+Shift+C its row and Ctrl+A, Ctrl+C
// the whole table; Enter opens the row; a heading's edge is drawn to another width; a
// tap on a heading sorts, a second turns the order round, a third gives back the first.
type DataTable struct {
	Columns  []Column
	OnSelect func(row int)           // the row of SetRows that was chosen
	OnCell   func(row, column int)   // the same, with the column
	OnOpen   func(row int)           // Enter on it
	Tone     func(row, col int) Tone // nil is plain everywhere
	// Tip is what the mouse is told where it rests on a cell beside the text that the
	// column cut, "" for nothing; nil is nothing anywhere.
	Tip      func(row, col int) string
	OnHeader func(column int) // instead of sorting
	OnKey    KeyHandler       // keys that the table has no use for

	cell   func(row, column int) string
	order  []int     // which of the rows stands at each place
	sorted int       // the column sorted by, -1 for none
	down   bool      // from the greatest
	chosen int       // a place, -1 for none
	column int       // of the chosen cell
	every  bool      // all rows are chosen, to be copied
	wide   []float32 // columns as they are drawn, 0 where they weren't yet
	table  *grid
}

// NewDataTable is an empty table of columns.
func NewDataTable(columns []Column) *DataTable {
	d := &DataTable{Columns: columns, sorted: -1, chosen: -1}
	d.table = newGrid(d)
	d.widths()
	return d
}

// Object is what to put on a screen.
func (d *DataTable) Object() fyne.CanvasObject { return container.NewStack(d.table) }

// Focus is what takes the keys.
func (d *DataTable) Focus() fyne.Focusable { return d.table }

// SetColumns shows other columns; the rows that go with them are set next.
func (d *DataTable) SetColumns(columns []Column) {
	d.Columns, d.sorted = columns, -1
	d.forget()
	d.widths()
	d.table.Refresh()
}

// forget leaves the table without rows.
func (d *DataTable) forget() {
	d.cell, d.order, d.chosen, d.column, d.every = nil, nil, -1, 0, false
}

// SetRows shows other rows, from the first on, sorted as the clerk last chose.
func (d *DataTable) SetRows(rows [][]string) { d.SetCells(len(rows), cellsOf(rows)) }

// SetCells is SetRows for n rows whose cells are asked for when they are shown: of
// many thousands only those in sight are ever made.
func (d *DataTable) SetCells(n int, cell func(row, column int) string) {
	d.put(n, cell)
	d.table.ScrollToTop()
	d.table.Refresh()
}

// Again is SetRows for the same list read anew, as after a change: it stays where it
// was scrolled to, with a row as the chosen one, -1 for none.
func (d *DataTable) Again(rows [][]string, chosen int) {
	d.CellsAgain(len(rows), cellsOf(rows), chosen)
}

// CellsAgain is Again for rows whose cells are asked for when they are shown.
func (d *DataTable) CellsAgain(n int, cell func(row, column int) string, chosen int) {
	column, fewer := d.column, n < len(d.order)
	if d.put(n, cell); chosen < 0 {
		if fewer {
			d.table.ScrollToTop()
		}
		d.table.Refresh()
		return
	}
	d.column = column
	d.Mark(chosen)
}

// put puts rows in the place of others.
func (d *DataTable) put(n int, cell func(row, column int) string) {
	d.forget()
	d.cell = cell
	d.arrange(n)
	d.table.UnselectAll()
}

// cellsOf are the cells of rows; short ones end in empty cells.
func cellsOf(rows [][]string) func(row, column int) string {
	return func(row, column int) string {
		if column < len(rows[row]) {
			return rows[row][column]
		}
		return ""
	}
}

// arrange puts n rows into the order chosen.
func (d *DataTable) arrange(n int) {
	d.order = make([]int, n)
	for i := range d.order {
		d.order[i] = i
	}
	if d.sorted < 0 || d.sorted >= len(d.Columns) {
		return
	}
	keys := sortKeys(n, func(row int) string { return d.cell(row, d.sorted) })
	slices.SortStableFunc(d.order, func(a, b int) int {
		if d.down {
			a, b = b, a
		}
		return keys[a].compare(keys[b])
	})
}

// SortBy sorts by a column: the first time upwards, then downwards, then not at all.
func (d *DataTable) SortBy(column int) {
	row := d.Chosen()
	switch {
	case d.sorted != column:
		d.sorted, d.down = column, false
	case !d.down:
		d.down = true
	default:
		d.sorted = -1
	}
	d.arrange(len(d.order))
	d.chosen = -1
	if row >= 0 {
		d.chosen = slices.Index(d.order, row)
	}
	d.table.Refresh()
}

// Len is the number of rows shown.
func (d *DataTable) Len() int { return len(d.order) }

// Chosen is the row of SetRows that is chosen, -1 for none.
func (d *DataTable) Chosen() int {
	if d.chosen < 0 || d.chosen >= len(d.order) {
		return -1
	}
	return d.order[d.chosen]
}

// Select selects the row at a place as a tap on it does.
func (d *DataTable) Select(place int) { d.table.Select(widget.TableCellID{Row: place, Col: 0}) }

// Mark shows a row of SetRows as chosen and brings it into sight, and tells nobody.
func (d *DataTable) Mark(row int) {
	d.chosen = slices.Index(d.order, row)
	if d.chosen >= 0 {
		d.table.ScrollTo(widget.TableCellID{Row: d.chosen, Col: 0})
	}
	d.table.Refresh()
}

// RefreshTones draws the cells anew where only their colours are others.
func (d *DataTable) RefreshTones() { d.table.Refresh() }

func (d *DataTable) selected(id widget.TableCellID) {
	if id.Row < 0 || id.Row >= len(d.order) {
		return
	}
	beside := id.Row == d.chosen && d.table.aside
	d.chosen, d.column, d.every = id.Row, id.Col, false
	d.table.Refresh()
	row := d.order[id.Row]
	if d.OnSelect != nil && !beside { // the arrows aside stay in the row
		d.OnSelect(row)
	}
	if d.OnCell != nil {
		d.OnCell(row, id.Col)
	}
}

// Copied is what Ctrl+C takes: the chosen cell alone, or the whole table where all of
// it was chosen.
func (d *DataTable) Copied() string {
	if d.every {
		return d.TSV(true)
	}
	if row := d.Chosen(); row >= 0 {
		return d.cell(row, d.column)
	}
	return ""
}

// TSV is the table as a spreadsheet takes it from the clipboard: the headings and
// the chosen row, or every row where none is chosen or all is asked for.
func (d *DataTable) TSV(all bool) string {
	var b strings.Builder
	line := func(cell func(column int) string) {
		for i := range d.Columns {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Map(func(r rune) rune {
				if r == '\t' || r == '\n' || r == '\r' {
					return ' '
				}
				return r
			}, cell(i)))
		}
		b.WriteString("\r\n")
	}
	line(func(i int) string { return d.Columns[i].Label })
	row := func(row int) { line(func(i int) string { return d.cell(row, i) }) }
	if at := d.Chosen(); at >= 0 && !all {
		row(at)
		return b.String()
	}
	for _, at := range d.order {
		row(at)
	}
	return b.String()
}

// tone is the colour of a cell at a place.
func (d *DataTable) tone(place, column int) color.Color {
	if place == d.chosen || d.every {
		return tones[Accent]
	}
	if d.Tone != nil {
		return tones[d.Tone(d.order[place], column)]
	}
	return color.Transparent
}

// tip is what the mouse is told on a cell at a place.
func (d *DataTable) tip(at widget.TableCellID) string {
	if at.Row < 0 || at.Row >= len(d.order) || at.Col >= len(d.Columns) {
		return ""
	}
	row, whole, more := d.order[at.Row], "", ""
	if text := d.cell(row, at.Col); Cut(text, d.width(at.Col)) != text {
		whole = text
	}
	if d.Tip != nil {
		more = d.Tip(row, at.Col)
	}
	if whole != "" && more != "" {
		whole += "\n"
	}
	return whole + more
}

// head is the text of a heading that is so wide.
func (d *DataTable) head(column int, width float32) string {
	text := Cut(d.Columns[column].Label, width)
	if column == d.sorted {
		text += map[bool]string{false: " ↑", true: " ↓"}[d.down]
	}
	return text
}

// headed is a tap on a heading.
func (d *DataTable) headed(column int) {
	if d.OnHeader != nil {
		d.OnHeader(column)
		return
	}
	d.SortBy(column)
}

// ToneColor is the colour of a tone, to be laid behind something.
func ToneColor(t Tone) color.Color { return tones[t] }
