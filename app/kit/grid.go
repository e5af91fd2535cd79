package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// grid is Fyne's table with the keys of a spreadsheet.
type grid struct {
	widget.Table
	data *DataTable
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
	g.CreateHeader = func() fyne.CanvasObject { return newHeading() }
	g.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		if id.Row < 0 && id.Col >= 0 && id.Col < len(d.Columns) {
			o.(*heading).set(d.head(id.Col), func() { d.headed(id.Col) })
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
	text := ""
	if row := d.rows[d.order[id.Row]]; id.Col < len(row) {
		text = Cut(row[id.Col], wideAs(d.Columns[id.Col].Width))
	}
	o.(*cell).set(id, text, d.tone(id.Row, id.Col))
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
	case fyne.KeyLeft, fyne.KeyRight:
		g.Table.TypedKey(k)
		return
	default:
		if d.OnKey != nil && FunctionKey(k.Name) { // a letter comes as one
			d.OnKey(k.Name)
		}
		return
	}
	if to = min(max(to, 0), last); to >= 0 && to != d.chosen {
		g.Select(widget.TableCellID{Row: to, Col: 0})
	}
}

// TypedRune passes letters on as the keys that they are.
func (g *grid) TypedRune(r rune) {
	if g.data.OnKey != nil {
		g.data.OnKey(fyne.KeyName(string(r)))
	}
}

// TypedShortcut copies.
func (g *grid) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*fyne.ShortcutCopy); ok && c.Clipboard != nil {
		c.Clipboard.SetContent(g.data.TSV(false))
	}
}

// heading is a bold text that can be tapped.
type heading struct {
	widget.BaseWidget
	text *canvas.Text
	back *canvas.Rectangle
	act  func()
}

var (
	_ fyne.Tappable      = (*heading)(nil)
	_ desktop.Cursorable = (*heading)(nil)
)

func newHeading() *heading {
	h := &heading{text: canvas.NewText("", color.Black), back: canvas.NewRectangle(color.Transparent)}
	h.text.TextStyle.Bold = true
	h.ExtendBaseWidget(h)
	return h
}

func (h *heading) set(text string, act func()) {
	h.act = act
	h.text.Color = theme.Color(theme.ColorNameForeground)
	h.text.TextSize = theme.TextSize()
	h.text.Text = text
	h.back.FillColor = theme.Color(theme.ColorNameHeaderBackground)
	h.Refresh()
}

// Tapped sorts.
func (h *heading) Tapped(*fyne.PointEvent) {
	if h.act != nil {
		h.act()
	}
}

// Cursor is a hand: it can be tapped.
func (h *heading) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (h *heading) CreateRenderer() fyne.WidgetRenderer {
	return &headingRenderer{h}
}

type headingRenderer struct{ h *heading }

func (r *headingRenderer) Destroy() {}
func (r *headingRenderer) Layout(s fyne.Size) {
	r.h.back.Resize(s)
	r.h.text.Move(fyne.NewPos(theme.InnerPadding(), 0))
	r.h.text.Resize(fyne.NewSize(s.Width-theme.InnerPadding(), s.Height))
}

func (r *headingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(20, fyne.MeasureText("户", theme.TextSize(), fyne.TextStyle{Bold: true}).Height+2*theme.InnerPadding())
}

func (r *headingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.back, r.h.text}
}
func (r *headingRenderer) Refresh() { r.h.back.Refresh(); r.h.text.Refresh() }
