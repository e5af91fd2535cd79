package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Column is a column of a DataTable.
type Column struct {
	Label string
	Width float32 // in the theme's units, at its usual size of text
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
// of Chinese text its speed. Arrows, Page Up and Down, Home and End move the chosen
// row, Enter opens it, Ctrl+C copies it as a spreadsheet takes it; a tap on a
// heading sorts, a second turns the order round, a third gives back the first one.
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

	rows   [][]string
	order  []int // which of the rows stands at each place
	sorted int   // the column sorted by, -1 for none
	down   bool  // from the greatest
	chosen int   // a place, -1 for none
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
	d.Columns, d.rows, d.order, d.sorted, d.chosen = columns, nil, nil, -1, -1
	d.widths()
	d.table.Refresh()
}

func (d *DataTable) widths() {
	for i, c := range d.Columns {
		d.table.SetColumnWidth(i, wideAs(c.Width))
	}
}

// usualText is the size of text that columns' widths are told for.
const usualText = 14

// wideAs is a column's width for text as large as it is now.
func wideAs(width float32) float32 { return width * theme.TextSize() / usualText }

// SetRows shows other rows, from the first on, sorted as the clerk last chose.
func (d *DataTable) SetRows(rows [][]string) {
	d.rows, d.chosen = rows, -1
	d.arrange()
	d.table.UnselectAll()
	d.table.ScrollToTop()
	d.table.Refresh()
}

// arrange puts the rows into the order chosen.
func (d *DataTable) arrange() {
	d.order = make([]int, len(d.rows))
	for i := range d.order {
		d.order[i] = i
	}
	if d.sorted < 0 || d.sorted >= len(d.Columns) {
		return
	}
	keys := sortKeys(d.rows, d.sorted)
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
	d.arrange()
	d.chosen = -1
	if row >= 0 {
		d.chosen = slices.Index(d.order, row)
	}
	d.table.Refresh()
}

// Len is the number of rows shown.
func (d *DataTable) Len() int { return len(d.rows) }

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
	d.chosen = id.Row
	d.table.Refresh()
	row := d.order[id.Row]
	if d.OnSelect != nil {
		d.OnSelect(row)
	}
	if d.OnCell != nil {
		d.OnCell(row, id.Col)
	}
}

// TSV is the table as a spreadsheet takes it from the clipboard: the headings and
// the chosen row, or every row where none is chosen or all is asked for.
func (d *DataTable) TSV(all bool) string {
	var b strings.Builder
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Map(func(r rune) rune {
				if r == '\t' || r == '\n' || r == '\r' {
					return ' '
				}
				return r
			}, c))
		}
		b.WriteString("\r\n")
	}
	heads := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		heads[i] = c.Label
	}
	line(heads)
	if row := d.Chosen(); row >= 0 && !all {
		line(d.rows[row])
		return b.String()
	}
	for _, row := range d.order {
		line(d.rows[row])
	}
	return b.String()
}

// tone is the colour of a cell at a place.
func (d *DataTable) tone(place, column int) color.Color {
	if place == d.chosen {
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
	if cells := d.rows[row]; at.Col < len(cells) && Cut(cells[at.Col], wideAs(d.Columns[at.Col].Width)) != cells[at.Col] {
		whole = cells[at.Col]
	}
	if d.Tip != nil {
		more = d.Tip(row, at.Col)
	}
	if whole != "" && more != "" {
		whole += "\n"
	}
	return whole + more
}

// head is the text of a heading.
func (d *DataTable) head(column int) string {
	text := Cut(d.Columns[column].Label, wideAs(d.Columns[column].Width))
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

// Cut is a text that fits a width: one line, without its end where it is too long,
// by the rule of thumb that a Chinese character is as wide as the text is high.
func Cut(s string, width float32) string {
	size := theme.TextSize()
	room := width - 2*theme.InnerPadding()
	for i, r := range s {
		switch {
		case r == '\n':
			return s[:i]
		case r >= 0x1100:
			room -= size
		default:
			room -= size * 0.56
		}
		if room < 0 {
			return s[:i]
		}
	}
	return s
}

// ToneColor is the colour of a tone, to be laid behind something.
func ToneColor(t Tone) color.Color { return tones[t] }
