package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Column is a column of a DataTable.
type Column struct {
	Label string
	Width float32 // in the theme's units
}

// DataTable is a table of texts with a header that stays. Its cells are plain
// labels cut by their own width, never shaped for an ellipsis: that costs a table
// of Chinese text its speed.
type DataTable struct {
	Columns  []Column
	OnSelect func(row int)

	rows  [][]string
	table *widget.Table
}

// NewDataTable is an empty table of columns.
func NewDataTable(columns []Column) *DataTable {
	d := &DataTable{Columns: columns}
	d.table = widget.NewTableWithHeaders(
		func() (int, int) { return len(d.rows), len(d.Columns) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(id widget.TableCellID, o fyne.CanvasObject) {
			text := ""
			if id.Row < len(d.rows) && id.Col < len(d.rows[id.Row]) {
				text = Cut(d.rows[id.Row][id.Col], d.Columns[id.Col].Width)
			}
			o.(*widget.Label).SetText(text)
		},
	)
	d.table.ShowHeaderColumn = false
	d.table.CreateHeader = func() fyne.CanvasObject {
		l := widget.NewLabel("")
		l.TextStyle.Bold = true
		return l
	}
	d.table.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		if id.Row < 0 && id.Col >= 0 && id.Col < len(d.Columns) {
			o.(*widget.Label).SetText(d.Columns[id.Col].Label)
		}
	}
	for i, c := range columns {
		d.table.SetColumnWidth(i, c.Width)
	}
	d.table.OnSelected = func(id widget.TableCellID) {
		if d.OnSelect != nil && id.Row >= 0 && id.Row < len(d.rows) {
			d.OnSelect(id.Row)
		}
	}
	return d
}

// Object is what to put on a screen.
func (d *DataTable) Object() fyne.CanvasObject { return container.NewStack(d.table) }

// SetRows shows other rows, from the first on.
func (d *DataTable) SetRows(rows [][]string) {
	d.rows = rows
	d.table.UnselectAll()
	d.table.ScrollToTop()
	d.table.Refresh()
}

// Len is the number of rows shown.
func (d *DataTable) Len() int { return len(d.rows) }

// Select selects a row as a tap on it does.
func (d *DataTable) Select(row int) { d.table.Select(widget.TableCellID{Row: row, Col: 0}) }

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
