package app

import (
	"time"

	"fyne.io/fyne/v2"

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
				fyne.Do(w.lockIdle)
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

// lockIdle locks where it is time to.
func (w *Window) lockIdle() {
	after := time.Duration(w.lockMinutes()) * time.Minute
	if after > 0 && w.now().Sub(w.touched) >= after && w.busy == 0 {
		w.lockSealed("locked_idle")
	}
}

// lock locks at once.
func (w *Window) lock() { w.lockSealed("locked") }

// lockSealed closes an archive that has a password and asks for it again; what was
// done is saved already.
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
	path := w.office.Path()
	w.shut((*office.Office).Close)
	w.shell, w.undone = nil, nil
	w.showUnlocking(path)
	w.asking.begin = func(o office.Options) (*office.Office, error) { return office.Open(path, o) }
	w.tellState()
	w.say(w.text(said))
	w.win.Canvas().Focus(w.asking.password)
}

// closeArchive goes back to the first page; the archive isn't opened by itself at the
// next start.
func (w *Window) closeArchive() {
	if w.office == nil || w.busy > 0 {
		return
	}
	w.shut((*office.Office).Close)
	w.shell, w.undone = nil, nil
	w.app.Preferences().SetStringList(recentKey, append([]string{""}, w.recent()...))
	w.tellState()
	w.say("")
	w.welcome()
}
