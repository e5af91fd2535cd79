package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// grid is Fyne's table with the keys of a spreadsheet.
type grid struct {
	widget.Table
	data  *DataTable
	aside bool // the arrows go from cell to cell in a row
}

var (
	_ fyne.Focusable    = (*grid)(nil)
	_ fyne.Shortcutable = (*grid)(nil)
)

func newGrid(d *DataTable) *grid {
	g := &grid{data: d}
	g.Length = func() (int, int) { return len(d.order), len(d.Columns) }
	g.CreateCell = func() fyne.CanvasObject { return newCell(g) }
	g.UpdateCell = g.update
	g.ShowHeaderRow = true
	g.StickyRowCount = 0
	g.CreateHeader = func() fyne.CanvasObject { return newHeading(d) }
	g.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		if id.Row < 0 && id.Col >= 0 && id.Col < len(d.Columns) {
			d.wide[id.Col] = o.Size().Width
			o.(*heading).set(id.Col)
		}
	}
	g.OnSelected = d.selected
	g.ExtendBaseWidget(g)
	return g
}

func (g *grid) update(id widget.TableCellID, o fyne.CanvasObject) {
	d := g.data
	if id.Row < 0 || id.Row >= len(d.order) || id.Col >= len(d.Columns) {
		return
	}
	o.(*cell).set(id, Cut(d.cell(d.order[id.Row], id.Col), o.Size().Width), d.tone(id.Row, id.Col))
}

// DragEnd remembers the widths, where the gap between two columns was drawn.
func (g *grid) DragEnd() {
	g.Table.DragEnd()
	for i := range g.data.Columns {
		if math.Abs(float64(g.data.width(i)-wideAs(g.data.Columns[i].atFirst()))) >= 1 {
			g.data.keepWidth(i)
		}
	}
}

// Place is the chosen row as it is listed, -1 for none.
func (g *grid) Place() int { return g.data.chosen }

// pageRows are how many rows Page Up and Down move by.
func (g *grid) pageRows() int {
	height := widget.NewLabel("").MinSize().Height + theme.Padding()
	return max(1, int(g.Size().Height/height)-2)
}

// TypedKey moves the chosen row.
func (g *grid) TypedKey(k *fyne.KeyEvent) {
	d := g.data
	last := len(d.order) - 1
	to := d.chosen
	switch k.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += g.pageRows()
	case fyne.KeyPageUp:
		to -= g.pageRows()
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if row := d.Chosen(); row >= 0 && d.OnOpen != nil {
			d.OnOpen(row)
		}
		return
	case fyne.KeyLeft:
		g.beside(-1)
		return
	case fyne.KeyRight:
		g.beside(1)
		return
	default:
		if d.OnKey != nil && FunctionKey(k.Name) { // a letter comes as one
			d.OnKey(k.Name)
		}
		return
	}
	if to = min(max(to, 0), last); to >= 0 && to != d.chosen {
		g.Select(widget.TableCellID{Row: to, Col: d.column})
	}
}

// beside goes to another cell of the row.
func (g *grid) beside(by int) {
	to := g.data.column + by
	if g.data.chosen < 0 || to < 0 || to >= len(g.data.Columns) {
		return
	}
	g.aside = true
	g.Select(widget.TableCellID{Row: g.data.chosen, Col: to})
	g.aside = false
}

// TypedRune passes letters on as the keys that they are.
func (g *grid) TypedRune(r rune) {
	if g.data.OnKey != nil {
		g.data.OnKey(fyne.KeyName(string(r)))
	}
}

// TypedShortcut chooses all, copies and sorts.
func (g *grid) TypedShortcut(s fyne.Shortcut) {
	switch c := s.(type) {
	case *fyne.ShortcutSelectAll:
		g.data.every = true
		g.Refresh()
	case *fyne.ShortcutCopy:
		if c.Clipboard != nil {
			c.Clipboard.SetContent(g.data.Copied())
		}
	case *desktop.CustomShortcut:
		switch {
		case c.KeyName == fyne.KeyC && c.Modifier == fyne.KeyModifierControl|fyne.KeyModifierShift:
			fyne.CurrentApp().Clipboard().SetContent(g.data.TSV(false))
		case c.KeyName == fyne.KeyDown && c.Modifier == fyne.KeyModifierAlt && g.data.chosen >= 0:
			g.data.headed(g.data.column)
		}
	}
}
