package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Pages are the pages of a document as pictures.
type Pages interface {
	Pages() int
	Page(n, dpi int) (image.Image, error) // n from 1
}

// zooms are the resolutions one can zoom to, in dots per inch.
var zooms = []int{50, 72, 100, 130, 170, 220, 300}

const usualZoom = 2

// PageView shows a document page by page: turn, jump to the ends, zoom, by buttons
// or keys (Page Up and Down, Home, End, + and −). Pictures are made off the screen's
// goroutine; one that is overtaken by a later turn is never shown.
type PageView struct {
	widget.BaseWidget

	OnError func(error) // told of a page that can't be shown; nil is nobody

	run     Runner
	place   func(page, pages int) string // the words for where one is
	doc     Pages
	page    int
	zoom    int
	own     bool // the user has zoomed; else a page is as wide as there is room
	asked   int  // counts what was asked for, so that only the last is shown
	picture *canvas.Image
	label   *widget.Label
	buttons [6]*TipButton // first, back, on, last, smaller, larger
	root    *fyne.Container
	scroll  *container.Scroll
}

var (
	_ fyne.Widget    = (*PageView)(nil)
	_ fyne.Focusable = (*PageView)(nil)
)

// NewPageView is a view without a document. place words where one is: 第 2 页，共 9 页.
func NewPageView(run Runner, place func(page, pages int) string) *PageView {
	v := &PageView{run: run, place: place, zoom: usualZoom, picture: &canvas.Image{FillMode: canvas.ImageFillContain}, label: widget.NewLabel("")}
	v.picture.ScaleMode = canvas.ImageScaleFastest
	for i, b := range []struct {
		icon fyne.ThemeIconName
		act  func()
	}{
		{theme.IconNameMediaSkipPrevious, func() { v.Turn(1) }},
		{theme.IconNameNavigateBack, func() { v.Turn(v.page - 1) }},
		{theme.IconNameNavigateNext, func() { v.Turn(v.page + 1) }},
		{theme.IconNameMediaSkipNext, func() { v.Turn(v.last()) }},
		{theme.IconNameViewZoomOut, func() { v.Zoom(-1) }},
		{theme.IconNameViewZoomIn, func() { v.Zoom(1) }},
	} {
		v.buttons[i] = NewTipButton(b.icon, "", b.act)
	}
	bar := container.NewHBox(v.buttons[0], v.buttons[1], v.label, v.buttons[2], v.buttons[3], widget.NewSeparator(), v.buttons[4], v.buttons[5])
	v.scroll = container.NewScroll(v.picture)
	v.root = container.NewBorder(container.NewCenter(bar), nil, nil, nil, v.scroll)
	v.ExtendBaseWidget(v)
	v.able()
	return v
}

// SetTips says what the buttons do: to the first page, back, on, to the last, smaller,
// larger.
func (v *PageView) SetTips(words [6]string) {
	for i, w := range words {
		v.buttons[i].tip = w
	}
}

// CreateRenderer is Fyne's.
func (v *PageView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.root) }

// SetDocument shows a document from its first page; nil shows nothing.
func (v *PageView) SetDocument(doc Pages) {
	v.doc, v.page = doc, 0
	v.asked++
	if v.last() == 0 {
		v.picture.Image = nil
		v.picture.Refresh()
		v.able()
		return
	}
	v.Turn(1)
}

func (v *PageView) last() int {
	if v.doc == nil {
		return 0
	}
	return v.doc.Pages()
}

// Page is the page shown, from 1; 0 where there is none.
func (v *PageView) Page() int { return v.page }

// DPI is the resolution shown.
func (v *PageView) DPI() int { return zooms[v.zoom] }

// Turn turns to a page; beyond the ends it stays at them.
func (v *PageView) Turn(page int) {
	page = min(max(page, 1), v.last())
	if page == v.page || page == 0 {
		return
	}
	v.page = page
	v.scroll.ScrollToTop()
	v.draw()
}

// Zoom makes the page larger or smaller by so many steps.
func (v *PageView) Zoom(by int) {
	zoom := min(max(v.zoom+by, 0), len(zooms)-1)
	if zoom == v.zoom || v.page == 0 {
		return
	}
	v.zoom, v.own = zoom, true
	v.draw()
}

// Resize shows the page as wide as there is room now, unless the user has zoomed.
func (v *PageView) Resize(size fyne.Size) {
	v.BaseWidget.Resize(size)
	if p := v.picture.Image; p != nil {
		if zoom := v.fit(p); zoom != v.zoom {
			v.zoom = zoom
			v.draw()
		}
	}
}

// fit is the zoom at which a page is as wide as there is room, given a picture of it.
func (v *PageView) fit(p image.Image) int {
	room := v.scroll.Size().Width
	if v.own || room <= 0 {
		return v.zoom
	}
	for i := len(zooms) - 1; i > 0; i-- {
		if float32(p.Bounds().Dx()*zooms[i]/v.DPI()) <= room {
			return i
		}
	}
	return 0
}

// draw has the picture made and shows it, unless something else was asked for since.
func (v *PageView) draw() {
	v.able()
	v.asked++
	asked, doc, page, dpi := v.asked, v.doc, v.page, v.DPI()
	var p image.Image
	var err error
	v.run(func() { p, err = doc.Page(page, dpi) }, func() {
		if asked != v.asked {
			return
		}
		if err != nil {
			if v.OnError != nil {
				v.OnError(err)
			}
			return
		}
		if zoom := v.fit(p); zoom != v.zoom {
			v.zoom = zoom
			v.draw()
			return
		}
		v.picture.Image = p
		b := p.Bounds()
		// Dots of the screen are not those of the program: at 100 dpi a page is as wide
		// as it has dots at a scale of one.
		v.picture.SetMinSize(fyne.NewSize(float32(b.Dx()), float32(b.Dy())))
		v.picture.Refresh()
		v.scroll.Refresh()
	})
}

// able switches the buttons on that can do something, and says where one is.
func (v *PageView) able() {
	last := v.last()
	for i, on := range [6]bool{v.page > 1, v.page > 1, v.page < last, v.page < last, v.page > 0 && v.zoom > 0, v.page > 0 && v.zoom < len(zooms)-1} {
		if on {
			v.buttons[i].Enable()
		} else {
			v.buttons[i].Disable()
		}
	}
	text := ""
	if last > 0 {
		text = v.place(v.page, last)
	}
	v.label.SetText(text)
}

// TypedKey turns and zooms by keys.
func (v *PageView) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown:
		v.Turn(v.page + 1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp:
		v.Turn(v.page - 1)
	case fyne.KeyHome:
		v.Turn(1)
	case fyne.KeyEnd:
		v.Turn(v.last())
	}
}

// TypedRune zooms by + and −.
func (v *PageView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.Zoom(1)
	case '-':
		v.Zoom(-1)
	}
}

// FocusGained is Fyne's.
func (v *PageView) FocusGained() {}

// FocusLost is Fyne's.
func (v *PageView) FocusLost() {}
