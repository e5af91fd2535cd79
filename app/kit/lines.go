package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Lines are entries below one another that are gone through by Enter and the arrows,
// as cells of a spreadsheet are; the one gone to is brought into sight.
type Lines struct {
	Scroll *container.Scroll // that they stand in, nil for none
	OnLast func()            // Enter on the last of them

	page Page
	all  []fyne.Focusable
}

// NewLines are no lines yet.
func NewLines(page Page) *Lines { return &Lines{page: page} }

// Set puts other entries in the place of those that there are.
func (l *Lines) Set(entries ...*Entry) {
	l.all = nil
	for i, e := range entries {
		l.all = append(l.all, e)
		e.OnSubmitted = func(string) { l.Next(i) }
		e.OnUp = func() { l.to(i-1, -1) }
		e.OnDown = func() { l.to(i+1, 1) }
	}
}

// SetDay puts a day, which the arrows count on and back, in the place of an entry.
func (l *Lines) SetDay(at int, e *DateEntry) {
	l.all[at] = e
	e.OnSubmitted = func(string) { l.Next(at) }
}

// Next goes to the next shown line after one; after the last, OnLast.
func (l *Lines) Next(at int) {
	if !l.to(at+1, 1) && l.OnLast != nil {
		l.OnLast()
	}
}

// Go goes to a line, or to the next shown one after it; beyond the ends nothing
// happens.
func (l *Lines) Go(at int) { l.to(at, 1) }

func (l *Lines) to(at, by int) bool {
	for ; at >= 0 && at < len(l.all); at += by {
		if o := l.all[at].(fyne.CanvasObject); o.Visible() {
			l.page.Window.Canvas().Focus(l.all[at])
			if l.Scroll != nil {
				Reveal(l.Scroll, o)
			}
			return true
		}
	}
	return false
}

// Reveal scrolls so far that an object in a scroll is seen whole.
func Reveal(s *container.Scroll, o fyne.CanvasObject) {
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := place(o).Y - place(s.Content).Y
	bottom := top + o.Size().Height
	to := s.Offset
	switch {
	case top < s.Offset.Y:
		to.Y = top
	case bottom > s.Offset.Y+s.Size().Height:
		to.Y = bottom - s.Size().Height
	default:
		return
	}
	s.ScrollToOffset(to)
}
