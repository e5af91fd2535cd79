// Package app is the window: it opens an archive, shows its screens, and says in
// the user's words what went wrong. Each screen is a package of its own that knows
// nothing of the others; what they do with the archive is office's.
package app

import (
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/app/preview"
	"huce/assets"
)

// Options are how a window starts.
type Options struct {
	Paths    []string         // the archive to open first; none is the last one
	Lang     assets.Lang      // "" is the one remembered, at first Chinese
	Run      kit.Runner       // nil is kit.InBackground
	Now      func() time.Time // nil is time.Now
	Previews string           // the folder for what shows pages; "" shows none
	Home     string           // where the clerk's documents are; "" is the user's own
	Read     func()           // called off the screen's goroutine whenever an archive has been read; nil is nobody
	Crash    string           // what may be told of how the run before died, "" where it didn't
}

// Window is the program's one window.
type Window struct {
	app     fyne.App
	win     fyne.Window
	lang    assets.Lang
	look    kit.Look
	run     kit.Runner
	aside   kit.Runner // run for what is no work of the clerk's
	now     func() time.Time
	preview *preview.Renderer
	home    string
	read    func()

	office *office.Office
	status *kit.TipLabel // what was just done, or went wrong
	state  *widget.Label // the archive, who works, that all is saved
	asking *unlocking    // the page that asks for a password, while it is shown
	asked  string        // the archive that it is for
	shell  *shell        // the screens, while an archive is open
	undone []kit.Act     // what can be taken back, the newest last

	crashed  fyne.CanvasObject // tells at the foot that the run before died, nil where it didn't
	busy     int               // pieces of work under way
	worked   bool              // some were since memory was last given back
	settled  uint64            // how much was held then, in bytes
	waiting  []func()          // what is done once there are none
	closing  bool              // the window closes then
	shutting bool              // an archive is being closed
	touched  time.Time         // when the clerk last did something
	left     string            // what stood where one types, when that was last looked at
}

// New makes the window, with the archive of opt.Paths open where it names one, else
// the one that was open last.
func New(a fyne.App, opt Options) *Window {
	w := &Window{app: a, lang: opt.Lang, now: opt.Now, home: opt.Home, read: opt.Read}
	if opt.Previews != "" {
		w.preview = preview.New(opt.Previews)
	}
	if w.lang == "" {
		w.lang = LangOf(a)
	}
	if w.now == nil {
		w.now = time.Now
	}
	if w.read == nil {
		w.read = func() {}
	}
	if w.home == "" {
		if home, err := os.UserHomeDir(); err == nil {
			w.home = home
		}
	}
	run := opt.Run
	if run == nil {
		run = kit.InBackground
	}
	w.run, w.aside = w.counted(run), run
	w.touched = w.now()
	w.look = kit.Look(a.Preferences().StringWithFallback(lookKey, string(kit.Light)))
	a.Settings().SetTheme(kit.NewTheme(w.look))
	w.win = a.NewWindow(w.text("title"))
	w.win.Resize(w.sizeBefore())
	w.status, w.state = kit.NewTipLabel(), widget.NewLabel("")
	w.win.SetOnDropped(w.dropped)
	w.win.SetCloseIntercept(w.close)
	w.keys()
	if opt.Crash != "" {
		w.crashed = w.tellCrash(opt.Crash)
	}
	w.welcome()
	if len(opt.Paths) > 0 {
		w.open(opt.Paths[0])
	} else if last := w.lastArchive(); last != "" {
		w.open(last)
	}
	return w
}

// warmAfter is how long a start has the machine for itself before the renderer of pages
// is made ready: on a computer's first day it is compiled, for seconds.
const warmAfter = 10 * time.Second

// Run shows the window until it is closed.
func (w *Window) Run() error {
	defer w.eachDay()()
	defer w.eachMinute()()
	if w.preview != nil {
		defer time.AfterFunc(warmAfter, w.preview.Warm).Stop()
	}
	w.app.Lifecycle().SetOnStarted(func() { fyne.Do(w.followCaret) })
	w.win.ShowAndRun()
	if w.preview != nil {
		return w.preview.Close()
	}
	return nil
}

// Canvas is the window's content, for tests.
func (w *Window) Canvas() fyne.Canvas { return w.win.Canvas() }

func (w *Window) text(key string, args ...string) string {
	return assets.Text(w.lang, "app."+key, args...)
}

// put shows a page in the window.
func (w *Window) put(page fyne.CanvasObject) { w.win.SetContent(kit.WithTips(page)) }

// say shows a line at the foot of the window.
func (w *Window) say(s string) { w.status.SetText(s) }

// fail shows an error at the foot of the window, in the user's words.
func (w *Window) fail(err error) { w.say("⚠ " + office.Message(w.lang, err)) }

// counted is a Runner that knows how much is under way, and that the clerk does
// something.
func (w *Window) counted(run kit.Runner) kit.Runner {
	return func(work, then func()) {
		w.busy++
		w.touched = w.now()
		run(work, func() {
			w.busy--
			w.worked = true
			then()
			w.goOn()
		})
	}
}

// afterwards does something once nothing is under way any more.
func (w *Window) afterwards(act func()) {
	w.waiting = append(w.waiting, act)
	w.goOn()
}

// goOn does what waits, as long as nothing is under way.
func (w *Window) goOn() {
	for w.busy == 0 && len(w.waiting) > 0 {
		next := w.waiting[0]
		w.waiting = w.waiting[1:]
		next()
	}
}
