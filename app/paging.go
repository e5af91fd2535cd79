package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// page goes to the next or the last page of the screen, as from sheet to sheet in a
// spreadsheet; inner to those of a page that has some of its own.
func (w *Window) page(by int, inner bool) {
	tabs := w.pagesShown()
	if inner && len(tabs) > 0 {
		tabs = tabs[1:]
	}
	if len(tabs) == 0 {
		return
	}
	t := tabs[0]
	n := len(t.Items)
	t.SelectIndex((t.SelectedIndex() + by + n) % n)
	if first := firstFocus(t.Selected().Content); first != nil {
		w.win.Canvas().Focus(first)
	} else {
		w.win.Canvas().Unfocus()
	}
}

// find goes to where one types first on the screen.
func (w *Window) find() {
	if w.shell == nil || w.asking != nil {
		return
	}
	f, ok := w.shell.screens[w.shell.shown].(focused)
	if !ok {
		return
	}
	if tabs := w.pagesShown(); len(tabs) > 0 && holds(tabs[0].Items[0].Content, f.Focus()) {
		tabs[0].SelectIndex(0)
	}
	w.win.Canvas().Focus(f.Focus())
}

// pagesShown are the rows of tabs on the screen, the outer before the inner ones.
func (w *Window) pagesShown() (all []*container.AppTabs) {
	if w.shell == nil || w.asking != nil {
		return nil
	}
	within(w.shell.content, func(o fyne.CanvasObject) bool {
		if t, ok := o.(*container.AppTabs); ok && len(t.Items) > 0 {
			all = append(all, t)
		}
		return true
	})
	return all
}

// firstFocus is what takes keys first within an object, nil for nothing.
func firstFocus(o fyne.CanvasObject) (first fyne.Focusable) {
	within(o, func(o fyne.CanvasObject) bool {
		f, ok := o.(fyne.Focusable)
		if d, able := o.(fyne.Disableable); ok && (!able || !d.Disabled()) {
			first = f
		}
		return first == nil
	})
	return first
}

// holds reports whether something stands on a page, be it shown or not.
func holds(page fyne.CanvasObject, sought fyne.Focusable) (found bool) {
	for _, o := range parts(page) {
		within(o, func(o fyne.CanvasObject) bool {
			f, ok := o.(fyne.Focusable)
			found = found || ok && f == sought
			return !found
		})
	}
	return found
}

// within visits an object and those that it shows, in their order, until visit is false.
func within(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return true
	}
	if !visit(o) {
		return false
	}
	for _, inner := range parts(o) {
		if !within(inner, visit) {
			return false
		}
	}
	return true
}

// parts are what a container shows.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case *container.AppTabs:
		if at := v.Selected(); at != nil {
			return []fyne.CanvasObject{at.Content}
		}
	case *container.Split:
		return []fyne.CanvasObject{v.Leading, v.Trailing}
	case *container.Scroll:
		return []fyne.CanvasObject{v.Content}
	}
	return nil
}
