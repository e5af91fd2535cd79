package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Leaf is somebody in a Tree.
type Leaf struct {
	Text   string
	Level  int  // generations above the middle one, less than 0 below
	Apart  bool // related by nothing that is known: beside the tree, under it
	Chosen bool
	Act    func() // a tap or Enter on it
}

// Tree draws generations below one another, the eldest on top, joined by lines; those
// who stand apart come last, without one.
func Tree(leaves []Leaf) fyne.CanvasObject {
	t := &treeLayout{}
	objects := []fyne.CanvasObject{}
	row := func(of func(Leaf) bool, joined bool) {
		r := treeRow{joined: joined}
		for _, l := range leaves {
			if !of(l) {
				continue
			}
			b := widget.NewButton(l.Text, l.Act)
			b.Importance = widget.LowImportance
			if l.Chosen {
				b.Importance = widget.MediumImportance
			}
			line := canvas.NewLine(theme.Color(theme.ColorNamePlaceHolder))
			r.boxes, r.drops = append(r.boxes, b), append(r.drops, line)
			objects = append(objects, b, line)
		}
		if len(r.boxes) == 0 {
			return
		}
		r.bus, r.stem = canvas.NewLine(theme.Color(theme.ColorNamePlaceHolder)), canvas.NewLine(theme.Color(theme.ColorNamePlaceHolder))
		objects = append(objects, r.bus, r.stem)
		t.rows = append(t.rows, r)
	}
	top, bottom := 0, 0
	for _, l := range leaves {
		if !l.Apart {
			top, bottom = max(top, l.Level), min(bottom, l.Level)
		}
	}
	for level := top; level >= bottom; level-- {
		row(func(l Leaf) bool { return !l.Apart && l.Level == level }, len(t.rows) > 0)
	}
	row(func(l Leaf) bool { return l.Apart }, false)
	return container.New(t, objects...)
}

// treeRow is one generation: its boxes, a drop to each from the line above them all,
// and the stem that joins that line to the generation above.
type treeRow struct {
	boxes  []*widget.Button
	drops  []*canvas.Line
	bus    *canvas.Line
	stem   *canvas.Line
	joined bool
}

// treeLayout lays the rows out, each in the middle.
type treeLayout struct{ rows []treeRow }

// treeGap is between two generations.
const treeGap = 16

func (t *treeLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { t.lay(size.Width, true) }

// MinSize is as wide as the widest row.
func (t *treeLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, r := range t.rows {
		width := float32(0)
		for _, b := range r.boxes {
			width += b.MinSize().Width + theme.Padding()
		}
		widest = max(widest, width)
	}
	return fyne.NewSize(widest, t.lay(widest, false))
}

func (t *treeLayout) lay(width float32, move bool) (height float32) {
	for _, r := range t.rows {
		wide, tall := float32(0), float32(0)
		for _, b := range r.boxes {
			wide += b.MinSize().Width + theme.Padding()
			tall = max(tall, b.MinSize().Height)
		}
		top := height
		if r.joined {
			height += treeGap
		}
		if move {
			t.place(r, (width-wide)/2, top, height, width/2)
		}
		height += tall
	}
	return height
}

// place puts a row's boxes beside one another from x on, and its lines above them.
func (t *treeLayout) place(r treeRow, x, top, y, middle float32) {
	bus := top + treeGap/2
	first, last := middle, middle
	for i, b := range r.boxes {
		size := b.MinSize()
		b.Move(fyne.NewPos(x, y))
		b.Resize(size)
		centre := x + size.Width/2
		first, last = min(first, centre), max(last, centre)
		r.drops[i].Position1, r.drops[i].Position2 = fyne.NewPos(centre, bus), fyne.NewPos(centre, y)
		x += size.Width + theme.Padding()
	}
	r.bus.Position1, r.bus.Position2 = fyne.NewPos(first, bus), fyne.NewPos(last, bus)
	r.stem.Position1, r.stem.Position2 = fyne.NewPos(middle, top), fyne.NewPos(middle, bus)
	for _, l := range append([]*canvas.Line{r.bus, r.stem}, r.drops...) {
		l.Hidden = !r.joined
	}
}
