package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipAfter is how long the mouse rests before a tip is shown.
const tipAfter = 500 * time.Millisecond

// Tips is the layer over a page on which tips are shown: a few words beside the mouse
// where it rests. Fyne has none, and what it shows over a page takes the mouse away
// from it; a layer of the page itself doesn't.
type Tips struct {
	widget.BaseWidget
	// After does something once a time has passed, on the screen's goroutine, unless
	// it is stopped before. Tests give their own.
	After func(wait time.Duration, act func()) (stop func())

	back  *canvas.Rectangle
	words *widget.Label
	stop  func()
}

var _ fyne.Widget = (*Tips)(nil)

// WithTips is a page with a layer for tips over it, to be a window's content.
func WithTips(o fyne.CanvasObject) *fyne.Container {
	t := &Tips{back: canvas.NewRectangle(nil), words: widget.NewLabel(""), stop: func() {}}
	t.After = func(wait time.Duration, act func()) func() {
		timer := time.AfterFunc(wait, func() { fyne.Do(act) })
		return func() { timer.Stop() }
	}
	t.words.Wrapping = fyne.TextWrapBreak
	t.back.StrokeWidth = 1
	t.back.Hide()
	t.words.Hide()
	t.ExtendBaseWidget(t)
	return container.NewStack(o, t)
}

// TipsOver is the layer of tips over an object's page, nil where it has none.
func TipsOver(o fyne.CanvasObject) *Tips {
	on := fyne.CurrentApp().Driver().CanvasForObject(o)
	if on == nil {
		return nil
	}
	page, ok := on.Content().(*fyne.Container)
	if !ok || len(page.Objects) == 0 {
		return nil
	}
	t, _ := page.Objects[len(page.Objects)-1].(*Tips)
	return t
}

// rests is told that the mouse came to rest on something: its words are shown after a
// while. "" is nothing to say.
func (t *Tips) rests(at fyne.Position, words func() string) {
	if t == nil {
		return
	}
	t.leaves()
	t.stop = t.After(tipAfter, func() {
		if text := words(); text != "" {
			t.show(at, text)
		}
	})
}

// leaves takes the tip away.
func (t *Tips) leaves() {
	if t == nil {
		return
	}
	t.stop()
	t.stop = func() {}
	t.back.Hide()
	t.words.Hide()
}

// Text is the tip that is shown, "" for none.
func (t *Tips) Text() string {
	if !t.words.Visible() {
		return ""
	}
	return t.words.Text
}

// tipWide is how many Chinese characters wide a tip is at most.
const tipWide = 34

// show shows words below the mouse, or above it where there is no room.
func (t *Tips) show(mouse fyne.Position, text string) {
	layer := t.Size()
	at := mouse.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(t))
	t.back.FillColor, t.back.StrokeColor = theme.Color(theme.ColorNameMenuBackground), theme.Color(theme.ColorNameSeparator)
	t.words.SetText(text)
	free := widget.NewLabel(text).MinSize().Width
	width := min(free+2, theme.TextSize()*tipWide, layer.Width)
	t.words.Resize(fyne.NewSize(width, 0)) // it wraps
	size := fyne.NewSize(width, t.words.MinSize().Height)
	x := min(at.X+8, layer.Width-size.Width)
	y := at.Y + 20
	if y+size.Height > layer.Height {
		y = max(0, at.Y-size.Height-8)
	}
	for _, o := range []fyne.CanvasObject{t.back, t.words} {
		o.Move(fyne.NewPos(max(0, x), y))
		o.Resize(size)
		o.Show()
		o.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(t.back, t.words))
}

// TipButton is a button without words that says what it does to the mouse.
type TipButton struct {
	widget.Button
	tip string
}

var _ desktop.Hoverable = (*TipButton)(nil)

// NewTipButton is a button with an icon; tip is what it does.
func NewTipButton(icon fyne.ThemeIconName, tip string, act func()) *TipButton {
	b := &TipButton{tip: tip}
	b.Icon, b.OnTapped = theme.DefaultTheme().Icon(icon), act
	b.ExtendBaseWidget(b)
	return b
}

// MouseIn is Fyne's.
func (b *TipButton) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	TipsOver(b).rests(e.AbsolutePosition, func() string { return b.tip })
}

// MouseOut is Fyne's.
func (b *TipButton) MouseOut() {
	b.Button.MouseOut()
	TipsOver(b).leaves()
}

// Tapped is Fyne's.
func (b *TipButton) Tapped(e *fyne.PointEvent) {
	TipsOver(b).leaves()
	b.Button.Tapped(e)
}

// TipLabel is a line that is cut where there is no room, and shown whole to the mouse.
type TipLabel struct{ widget.Label }

var _ desktop.Hoverable = (*TipLabel)(nil)

// NewTipLabel is an empty line.
func NewTipLabel() *TipLabel {
	l := &TipLabel{}
	l.Truncation = fyne.TextTruncateClip
	l.ExtendBaseWidget(l)
	return l
}

// MouseIn is Fyne's.
func (l *TipLabel) MouseIn(e *desktop.MouseEvent) {
	TipsOver(l).rests(e.AbsolutePosition, func() string {
		if widget.NewLabel(l.Text).MinSize().Width <= l.Size().Width {
			return ""
		}
		return l.Text
	})
}

// MouseMoved is Fyne's.
func (l *TipLabel) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (l *TipLabel) MouseOut() { TipsOver(l).leaves() }
