package app

import (
	"bytes"
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// offerBackup is the page for an archive that is damaged or gone while a sound
// backup of it is there. Nothing is done before the clerk agrees.
func (w *Window) offerBackup(backup, path string, why error) {
	w.offerRestore(backup, path, office.Message(w.lang, why))
}

// askRestore is the page for a backup that the clerk chose to put in the place of
// the archive that is open.
func (w *Window) askRestore(backup string) {
	path := w.office.Path()
	w.offerRestore(backup, path, w.text("restore_asks", filepath.Base(backup), filepath.Base(path)))
}

func (w *Window) offerRestore(backup, path, words string) {
	w.asking = nil
	w.say("")
	title := widget.NewLabel(filepath.Base(path))
	title.TextStyle.Bold = true
	said := widget.NewLabel(words)
	said.Wrapping = kit.Wrap(w.lang)
	bar := widget.NewProgressBar()
	bar.Hide()
	back := widget.NewButton(w.text("back"), w.stopAsking)
	mend := widget.NewButton(w.text("mend"), nil)
	mend.Importance = widget.HighImportance
	mend.OnTapped = func() {
		ctx, stop := context.WithCancel(context.Background())
		mend.Disable()
		back.SetText(w.text("stop"))
		back.OnTapped = stop
		bar.Show()
		if w.office != nil {
			w.letGo()
		}
		w.start(path, func(o office.Options) (*office.Office, error) {
			again := o // what opens the backup opens what takes its place
			again.Password = bytes.Clone(o.Password)
			if _, err := office.Restore(ctx, backup, path, o, kit.InPercent(bar.SetValue)); err != nil {
				fyne.Do(func() { // it may be tried again, or given up
					mend.Enable()
					back.SetText(w.text("back"))
					back.OnTapped = w.stopAsking
					bar.Hide()
				})
				return nil, err
			}
			return office.Open(path, again)
		})
	}
	buttons := container.NewGridWithColumns(2, back, mend)
	w.put(container.NewBorder(title, container.NewVBox(bar, buttons, w.foot()), nil, nil, said))
}

// letGo closes the archive that is open without the backup of closing time.
func (w *Window) letGo() {
	if err := w.office.CloseToRestore(); err != nil {
		w.fail(err)
	}
	w.office = nil
}

// dailyEvery is how often the open window looks whether today's backup is due.
const dailyEvery = time.Hour

// daily makes today's backup where a folder is set for it and something has changed.
// A folder that isn't there, as of a stick that isn't plugged in, is told and keeps
// nobody from working.
func (w *Window) daily() {
	o := w.office
	if o == nil {
		return
	}
	var made bool
	var err error
	w.run(func() { made, err = o.DailyBackup(context.Background(), nil) }, func() {
		switch {
		case w.office != o: // closed meanwhile
		case err != nil:
			w.fail(err)
		case made:
			w.say(w.text("backed_up"))
		}
	})
}

// eachDay looks from time to time whether a backup is due, until it is stopped.
func (w *Window) eachDay() (stop func()) {
	tick, done := time.NewTicker(dailyEvery), make(chan struct{})
	go func() {
		for {
			select {
			case <-tick.C:
				fyne.Do(w.daily)
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
