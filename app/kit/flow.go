package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Run is a part of a Flow.
type Run struct {
	Text   string
	Strong bool   // it stands out
	Act    func() // a tap on it; nil is plain text
}

// Flow is a paragraph of runs, broken where its width ends. Fyne's own rich text sets
// a run that begins at the end of a line one character a line.
type Flow struct {
	widget.BaseWidget
	runs   []Run
	size   fyne.ThemeSizeName
	pieces []fyne.CanvasObject
	width  float32 // that it is laid out for
	height float32
}

var _ fyne.Widget = (*Flow)(nil)

// NewFlow is a paragraph; size is one of the theme's for text.
func NewFlow(size fyne.ThemeSizeName, runs ...Run) *Flow {
	f := &Flow{runs: runs, size: size}
	f.ExtendBaseWidget(f)
	return f
}

// Text is the paragraph's text.
func (f *Flow) Text() string {
	var b strings.Builder
	for _, r := range f.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Runs are the parts of the paragraph.
func (f *Flow) Runs() []Run { return f.runs }

// Resize breaks the paragraph anew where its width is another.
func (f *Flow) Resize(size fyne.Size) {
	if size.Width != f.width {
		f.lay(size.Width)
	}
	f.BaseWidget.Resize(size)
	f.Refresh()
}

// usualFlow is the width that a paragraph is laid out for before it has one.
const usualFlow = 400

// closing characters begin no line.
const closing = "，。、；：！？）》”’〉】」』,.;:!?)%"

// lay puts the runs into lines.
func (f *Flow) lay(width float32) {
	f.width, f.pieces = width, nil
	pad, size := theme.InnerPadding(), theme.Size(f.size)
	room := max(width-2*pad-size, size) // and one more for a comma that closes the line
	line := fyne.MeasureText("户", size, fyne.TextStyle{}).Height
	known := map[rune]float32{}
	measure := func(r rune) float32 {
		w, ok := known[r]
		if !ok {
			w = fyne.MeasureText(string(r), size, fyne.TextStyle{}).Width
			known[r] = w
		}
		return w
	}
	x, y := float32(0), float32(0)
	for _, run := range f.runs {
		text := []rune(run.Text)
		for len(text) > 0 {
			n, wide := 0, float32(0)
			for n < len(text) && text[n] != '\n' && x+wide+measure(text[n]) <= room {
				wide += measure(text[n])
				n++
			}
			broken := n < len(text) && text[n] != '\n'
			if broken && x+wide > 0 && strings.ContainsRune(closing, text[n]) {
				wide += measure(text[n])
				n++
			}
			if n == 0 && broken && x == 0 { // not even one has room: it stands alone
				n, wide = 1, measure(text[0])
			}
			if n > 0 {
				f.pieces = append(f.pieces, f.piece(run, string(text[:n]), fyne.NewPos(pad+x, pad+y), fyne.NewSize(wide, line)))
				x += wide
			}
			text = text[n:]
			if len(text) > 0 {
				x, y = 0, y+line
				if text[0] == '\n' {
					text = text[1:]
				}
			}
		}
	}
	f.height = y + line + 2*pad
}

// piece is a part of a run in one line.
func (f *Flow) piece(run Run, text string, at fyne.Position, size fyne.Size) fyne.CanvasObject {
	name := theme.ColorNameForeground
	switch {
	case run.Act != nil:
		name = theme.ColorNameHyperlink
	case run.Strong:
		name = theme.ColorNameError
	}
	t := canvas.NewText(text, theme.Color(name))
	t.TextSize = theme.Size(f.size)
	var o fyne.CanvasObject = t
	if run.Act != nil {
		l := &link{text: t, act: run.Act}
		l.ExtendBaseWidget(l)
		o = l
	}
	o.Move(at)
	o.Resize(size)
	return o
}

// CreateRenderer is Fyne's.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer {
	if f.pieces == nil {
		f.lay(usualFlow)
	}
	return &flowRenderer{f}
}

type flowRenderer struct{ f *Flow }

func (r *flowRenderer) Destroy()                     {}
func (r *flowRenderer) Layout(fyne.Size)             {}
func (r *flowRenderer) MinSize() fyne.Size           { return fyne.NewSize(theme.Size(r.f.size)*4, r.f.height) }
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.f.pieces }
func (r *flowRenderer) Refresh()                     { canvas.Refresh(r.f) }

// link is a text that can be tapped.
type link struct {
	widget.BaseWidget
	text *canvas.Text
	act  func()
}

var (
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

// Tapped follows it.
func (l *link) Tapped(*fyne.PointEvent) { l.act() }

// Cursor is a hand: it can be tapped.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (l *link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
