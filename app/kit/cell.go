package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cell is a cell of a table: a colour behind a label. Where the mouse rests on it the
// table's tip is shown, or its whole text where the column is too narrow.
type cell struct {
	widget.BaseWidget
	back  *canvas.Rectangle
	label *widget.Label
	grid  *grid
	at    widget.TableCellID
}

var (
	_ fyne.Widget       = (*cell)(nil)
	_ desktop.Hoverable = (*cell)(nil)
)

func newCell(g *grid) *cell {
	c := &cell{back: canvas.NewRectangle(color.Transparent), label: widget.NewLabel(""), grid: g}
	c.ExtendBaseWidget(c)
	return c
}

// set shows another text on another colour.
func (c *cell) set(at widget.TableCellID, text string, back color.Color) {
	c.at = at
	if c.back.FillColor != back {
		c.back.FillColor = back
		c.back.Refresh()
	}
	if c.label.Text != text {
		c.label.SetText(text)
	}
}

// CreateRenderer is Fyne's.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(c.back, c.label))
}

// MouseIn is Fyne's.
func (c *cell) MouseIn(e *desktop.MouseEvent) {
	c.grid.MouseIn(c.onGrid(e))
	TipsOver(c).rests(e.AbsolutePosition, func() string { return c.grid.data.tip(c.at) })
}

// MouseMoved is Fyne's: the table lights the row up.
func (c *cell) MouseMoved(e *desktop.MouseEvent) { c.grid.MouseMoved(c.onGrid(e)) }

// MouseOut is Fyne's.
func (c *cell) MouseOut() {
	c.grid.MouseOut()
	TipsOver(c).leaves()
}

// onGrid is where the mouse is as the table sees it.
func (c *cell) onGrid(e *desktop.MouseEvent) *desktop.MouseEvent {
	on := *e
	on.Position = e.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(c.grid))
	return &on
}
