package app

import (
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/assets"
)

// What the window remembers from one day to the next, by its names. Nothing of it is
// about residents.
const (
	langKey   = "lang"
	lookKey   = "look"
	roomKey   = "screen"
	widthKey  = "width"
	heightKey = "height"
	recentKey = office.RecentKey
	lockKey   = "lock.minutes"
)

// mostRecent is how many archives are remembered.
const mostRecent = 6

// The window's size at first, and the least that is remembered.
const (
	usualWidth, usualHeight = 1180, 740
	leastWidth, leastHeight = 640, 480
)

func (w *Window) sizeBefore() fyne.Size {
	p := w.app.Preferences()
	width := p.FloatWithFallback(widthKey, usualWidth)
	height := p.FloatWithFallback(heightKey, usualHeight)
	return fyne.NewSize(float32(max(width, leastWidth)), float32(max(height, leastHeight)))
}

func (w *Window) rememberSize() {
	s := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(widthKey, float64(s.Width))
	w.app.Preferences().SetFloat(heightKey, float64(s.Height))
}

// recent are the archives opened last that are still there, the latest first.
func (w *Window) recent() []string {
	return slices.DeleteFunc(w.app.Preferences().StringList(recentKey), func(path string) bool {
		_, err := os.Stat(path)
		return err != nil
	})
}

// lastArchive is the archive that was open last, "" where it was closed or is gone.
func (w *Window) lastArchive() string {
	if all := w.app.Preferences().StringList(recentKey); len(all) > 0 && slices.Contains(w.recent(), all[0]) {
		return all[0]
	}
	return ""
}

func (w *Window) rememberArchive(path string) {
	all := append([]string{path}, slices.DeleteFunc(w.recent(), func(p string) bool { return p == path })...)
	w.app.Preferences().SetStringList(recentKey, all[:min(len(all), mostRecent)])
}

// setLang switches the language of the whole window, at once and for later; once what
// is under way is done, so that it keeps its place on the screen.
func (w *Window) setLang(l assets.Lang) {
	w.app.Preferences().SetString(langKey, string(l))
	w.switched(func() {
		w.lang = l
		if w.office != nil {
			w.office.Lang = l
		}
	})
}

// setLook switches how the window looks, as setLang does the language.
func (w *Window) setLook(l kit.Look) {
	w.app.Preferences().SetString(lookKey, string(l))
	w.switched(func() {
		w.look = l
		w.app.Settings().SetTheme(kit.NewTheme(l))
	})
}

func (w *Window) switched(act func()) {
	if w.busy > 0 {
		w.say(w.text("switch_later"))
	}
	w.afterwards(func() {
		w.run(kit.LoadFont, func() { // Fyne loads the font anew with every theme
			w.say("")
			act()
			w.anew()
		})
	})
}

// anew shows the same place again, after the words or the looks have changed.
func (w *Window) anew() {
	w.keys()
	if w.office == nil {
		w.welcome()
		return
	}
	w.showOffice()
	w.tellState()
}

// tellState says at the foot of the window which archive is open, who works in it,
// and that nothing waits to be saved.
func (w *Window) tellState() {
	if w.office == nil {
		w.state.SetText("")
		return
	}
	who := ""
	if w.office.Sealed() {
		u := w.office.Who()
		who = u.Name + "（" + office.RoleName(u.Role) + "）"
	}
	w.state.SetText(w.text("state", baseOf(w.office.Path()), who))
}

// tellCrash says at the foot of the window that the run before died, and lets what may
// be told of it be seen and copied for who is to mend it: nothing of what it worked on.
func (w *Window) tellCrash(report string) fyne.CanvasObject {
	said := widget.NewLabel(w.text("crashed"))
	said.Truncation = fyne.TextTruncateClip
	said.Importance = widget.WarningImportance
	var line *fyne.Container
	look := widget.NewButton(w.text("crash_look"), func() {
		text := widget.NewLabel(report)
		text.Wrapping, text.Selectable = kit.Wrap(w.lang), true
		w.overlay(container.NewVScroll(text))
	})
	take := widget.NewButton(w.text("crash_copy"), func() {
		w.app.Clipboard().SetContent(report)
		w.say(w.text("crash_copied"))
	})
	line = container.NewBorder(nil, nil, nil, container.NewHBox(look, take, widget.NewButton(w.text("crash_seen"), func() { line.Hide() })), said)
	return line
}
