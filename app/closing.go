package app

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
)

// close closes the window: at once where nothing is under way, else once that has
// stopped. What was done before it stopped is kept.
func (w *Window) close() {
	if w.closing {
		return
	}
	w.closing = true
	w.rememberSize()
	w.stopWork("closing")
	w.afterwards(func() { w.shut(w.win.Close) })
}

// stopWork asks what is under way to stop, and says what comes then.
func (w *Window) stopWork(words string) {
	if w.busy == 0 {
		return
	}
	w.say(w.text(words))
	if w.shell != nil {
		w.shell.stop()
	}
}

// closeArchive goes back to the first page; the archive isn't opened by itself at the
// next start.
func (w *Window) closeArchive() {
	if w.office == nil {
		return
	}
	w.stopWork("closing_archive")
	w.afterwards(func() {
		if w.office == nil {
			return
		}
		w.app.Preferences().SetStringList(recentKey, append([]string{""}, w.recent()...))
		w.shut(func() {
			w.tellState()
			w.welcome()
		})
	})
}

// shut closes the archive that is open, off the screen's goroutine: a backup at
// closing time takes its time. How far that is is shown in the place of the screen,
// and it can be left out. Then comes what is next.
func (w *Window) shut(then func()) {
	o := w.office
	if o == nil {
		then()
		return
	}
	w.office, w.shell, w.undone, w.shutting = nil, nil, nil, true
	ctx, skip := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	without := widget.NewButton(w.text("shut_without"), skip)
	said := widget.NewLabel(w.text("shutting", baseOf(o.Path())))
	w.say("")
	w.put(container.NewBorder(nil, w.foot(), nil, nil,
		container.NewCenter(wide(container.NewVBox(said, bar, container.NewHBox(without)), 30))))
	var err error
	w.run(func() { err = o.CloseWith(ctx, kit.InPercent(bar.SetValue)) }, func() {
		skip()
		w.shutting = false
		if err != nil {
			w.fail(err)
		}
		then()
	})
}
