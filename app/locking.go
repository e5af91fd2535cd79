package app

import (
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// lockAfter is after how many minutes without the clerk a sealed archive is locked,
// unless another number was chosen; 0 is never.
const lockAfter = 10

func (w *Window) lockMinutes() int { return w.app.Preferences().IntWithFallback(lockKey, lockAfter) }

func (w *Window) setLock(minutes int) { w.app.Preferences().SetInt(lockKey, minutes) }

// eachMinute locks a sealed archive that nobody has worked in for a while; the
// function returned stops it.
func (w *Window) eachMinute() (stop func()) {
	tick := time.NewTicker(time.Minute)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-tick.C:
				fyne.Do(w.minute)
			case <-done:
				return
			}
		}
	}()
	return func() {
		tick.Stop()
		close(done)
	}
}

// minute does what is due from time to time: an archive that nobody works in is locked,
// screens look for what is new, which is no work of the clerk's, and memory that isn't
// needed is given back.
func (w *Window) minute() {
	w.lockIdle()
	if w.shell != nil && w.busy == 0 {
		touched := w.touched
		for _, sc := range w.shell.screens {
			if l, ok := sc.(looking); ok {
				l.Look()
			}
		}
		w.touched = touched
	}
	w.rest()
}

// lockIdle locks where it is time to.
func (w *Window) lockIdle() {
	if now := w.typed(); now != w.left { // typing doesn't come here by itself
		w.left, w.touched = now, w.now()
	}
	after := time.Duration(w.lockMinutes()) * time.Minute
	if after > 0 && w.now().Sub(w.touched) >= after && w.busy == 0 {
		w.lockSealed("locked_idle")
	}
}

// typed is what stands where one types, and where the caret stands in it: it is
// another after every key that does something.
func (w *Window) typed() string {
	var e *widget.Entry
	switch f := w.win.Canvas().Focused().(type) {
	case *widget.Entry:
		e = f
	case *widget.SelectEntry:
		e = &f.Entry
	case *kit.Entry:
		e = &f.Entry
	case *kit.DateEntry:
		e = &f.Entry.Entry
	case interface{ Place() int }:
		return fmt.Sprintf("%p %d", f, f.Place())
	default:
		return fmt.Sprintf("%p", f)
	}
	return fmt.Sprintf("%p %d %d %s", e, e.CursorRow, e.CursorColumn, e.Text)
}

// watch lies behind a page and is told of the mouse, wherever it moves on it.
type watch struct {
	widget.BaseWidget
	moved func()
}

// Cursor is the usual one. Fyne asks everything under the mouse for it, from the back
// to the front, whenever that moves: what lies in front still has its own.
func (a *watch) Cursor() desktop.Cursor {
	a.moved()
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's.
func (a *watch) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

var (
	_ fyne.Widget        = (*watch)(nil)
	_ desktop.Cursorable = (*watch)(nil)
)

// watched is a page on which the mouse counts as work.
func (w *Window) watched(o fyne.CanvasObject) fyne.CanvasObject {
	a := &watch{moved: func() { w.touched = w.now() }}
	a.ExtendBaseWidget(a)
	return container.NewStack(a, o)
}

// lock locks at once.
func (w *Window) lock() { w.lockSealed("locked") }

// lockSealed closes an archive that has a password and asks for it again, once what is
// under way is done; what was done is saved already.
func (w *Window) lockSealed(said string) {
	if w.office == nil || w.asking != nil {
		return
	}
	if !w.office.Sealed() {
		if said == "locked" {
			w.say(w.text("lock_plain"))
		}
		return
	}
	if w.busy > 0 {
		w.say(w.text("lock_later"))
		w.afterwards(func() { w.lockSealed(said) })
		return
	}
	path := w.office.Path()
	w.shut(func() {
		w.showUnlocking(path)
		w.asking.begin = func(o office.Options) (*office.Office, error) { return office.Open(path, o) }
		w.tellState()
		w.say(w.text(said))
		w.win.Canvas().Focus(w.asking.password)
	})
}
