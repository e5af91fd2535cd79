package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bar is a line of a bar chart: a whole and the part of it that counts.
type Bar struct {
	Label, Text string
	Whole, Part float64
}

// Bars is a bar chart, a line a bar: the label, the bar, the text.
func Bars(list []Bar) fyne.CanvasObject {
	most := 0.0
	for _, b := range list {
		most = max(most, b.Whole)
	}
	rows := container.New(layout.NewFormLayout())
	for _, b := range list {
		rows.Add(widget.NewLabel(b.Label))
		rows.Add(container.NewBorder(nil, nil, nil, widget.NewLabel(b.Text), bar(b, most)))
	}
	return rows
}

func bar(b Bar, most float64) fyne.CanvasObject {
	whole := canvas.NewRectangle(color.NRGBA{0x80, 0x80, 0x80, 0x50})
	part := canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
	share := func(v float64) float32 {
		if most <= 0 {
			return 0
		}
		return float32(v / most)
	}
	return container.New(&barLayout{share(b.Whole), share(b.Part)}, whole, part)
}

// barLayout gives each of its rectangles its share of the width.
type barLayout struct{ whole, part float32 }

func (l *barLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for i, share := range [2]float32{l.whole, l.part} {
		objects[i].Move(fyne.NewPos(0, s.Height*0.2))
		objects[i].Resize(fyne.NewSize(s.Width*share, s.Height*0.6))
	}
}

func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, theme.TextSize()) }
