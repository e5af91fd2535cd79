package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// heading is a bold text over a column: a tap sorts by it, its edge is drawn to make
// the column wider or narrower.
type heading struct {
	widget.BaseWidget
	data   *DataTable
	column int
	text   *canvas.Text
	back   *canvas.Rectangle
	over   float32 // where the mouse is
	edge   int     // the column that is drawn, -1 for none
	from   float32 // where that began in the window
	wide   float32 // and how wide it was
	drawn  bool
}

var (
	_ fyne.Tappable      = (*heading)(nil)
	_ fyne.Draggable     = (*heading)(nil)
	_ desktop.Cursorable = (*heading)(nil)
	_ desktop.Hoverable  = (*heading)(nil)
	_ desktop.Mouseable  = (*heading)(nil)
)

func newHeading(d *DataTable) *heading {
	h := &heading{data: d, edge: -1, text: canvas.NewText("", color.Black), back: canvas.NewRectangle(color.Transparent)}
	h.text.TextStyle.Bold = true
	h.ExtendBaseWidget(h)
	return h
}

func (h *heading) set(column int) {
	h.column = column
	h.text.Color = theme.Color(theme.ColorNameForeground)
	h.text.TextSize = theme.TextSize()
	h.text.Text = h.data.head(column, h.Size().Width)
	h.back.FillColor = theme.Color(theme.ColorNameHeaderBackground)
	h.Refresh()
}

// Tapped sorts, unless an edge was meant.
func (h *heading) Tapped(*fyne.PointEvent) {
	if !h.drawn {
		h.data.headed(h.column)
	}
	h.drawn = false
}

// edgeWidth is how near to an edge the mouse takes hold of it, in the theme's units.
const edgeWidth = 5

// edgeAt is the column whose edge is under the mouse, -1 for none.
func (h *heading) edgeAt(x float32) int {
	switch near := wideAs(edgeWidth); {
	case x >= h.Size().Width-near:
		return h.column
	case x < near:
		return h.column - 1
	}
	return -1
}

// MouseIn is Fyne's.
func (h *heading) MouseIn(e *desktop.MouseEvent) { h.over = e.Position.X }

// MouseMoved is Fyne's.
func (h *heading) MouseMoved(e *desktop.MouseEvent) { h.over = e.Position.X }

// MouseOut is Fyne's.
func (h *heading) MouseOut() { h.over = h.Size().Width / 2 }

// Cursor is a hand where a tap sorts, arrows where an edge can be drawn.
func (h *heading) Cursor() desktop.Cursor {
	if h.edge >= 0 || h.edgeAt(h.over) >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.PointerCursor
}

// MouseDown takes hold of an edge.
func (h *heading) MouseDown(e *desktop.MouseEvent) {
	h.drawn = false
	if h.edge = h.edgeAt(e.Position.X); h.edge >= 0 {
		h.from, h.wide = e.AbsolutePosition.X, h.data.width(h.edge)
	}
}

// MouseUp is Fyne's.
func (h *heading) MouseUp(*desktop.MouseEvent) {}

// leastColumn is how narrow a column may be drawn, in the theme's units.
const leastColumn = 24

// Dragged draws the edge.
func (h *heading) Dragged(e *fyne.DragEvent) {
	if h.edge < 0 {
		return
	}
	h.drawn = true
	h.data.table.SetColumnWidth(h.edge, max(h.wide+e.AbsolutePosition.X-h.from, wideAs(leastColumn)))
}

// DragEnd remembers the width.
func (h *heading) DragEnd() {
	if h.edge >= 0 {
		h.data.keepWidth(h.edge)
	}
	h.edge = -1
}

// CreateRenderer is Fyne's.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

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
