// Package app is the window: it opens an archive, shows its screens, and says in
// the user's words what went wrong. Each screen is a package of its own that knows
// nothing of the others; what they do with the archive is office's.
package app

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/intake"
	"huce/app/kit"
	"huce/app/office"
	"huce/app/papers"
	"huce/app/residents"
	"huce/app/review"
	"huce/app/safekeeping"
	"huce/assets"
)

// Options are how a window starts.
type Options struct {
	Paths []string         // the archive to open first
	Lang  assets.Lang      // "" is Chinese
	Run   kit.Runner       // nil is kit.InBackground
	Now   func() time.Time // nil is time.Now
	Crash string           // what may be told of how the run before died, "" where it didn't
}

// Window is the program's one window.
type Window struct {
	app     fyne.App
	win     fyne.Window
	lang    assets.Lang
	run     kit.Runner
	now     func() time.Time
	office  *office.Office
	status  *widget.Label
	asking  *unlocking // the page that asks for a password, while it is shown
	asked   string     // the archive that it is for
	screens []screen
}

// screen is one page of the window.
type screen interface {
	Object() fyne.CanvasObject
	Refresh() // the archive has changed
}

// langKey is where the chosen language is remembered.
const langKey = "lang"

// New makes the window, with the archive of opt.Paths open where it names one.
func New(a fyne.App, opt Options) *Window {
	w := &Window{app: a, lang: opt.Lang, run: opt.Run, now: opt.Now}
	if w.lang == "" {
		w.lang = LangOf(a)
	}
	if w.run == nil {
		w.run = kit.InBackground
	}
	if w.now == nil {
		w.now = time.Now
	}
	a.Settings().SetTheme(kit.NewTheme())
	w.win = a.NewWindow(w.text("title"))
	w.win.Resize(fyne.NewSize(1180, 760))
	w.status = widget.NewLabel("")
	w.win.SetOnDropped(w.dropped)
	w.win.SetCloseIntercept(w.close)
	w.welcome()
	if len(opt.Paths) > 0 {
		w.open(opt.Paths[0])
	}
	return w
}

// Run shows the window until it is closed.
func (w *Window) Run() error {
	defer w.eachDay()()
	w.win.ShowAndRun()
	return nil
}

// Canvas is the window's content, for tests.
func (w *Window) Canvas() fyne.Canvas { return w.win.Canvas() }

func (w *Window) text(key string, args ...string) string {
	return assets.Text(w.lang, "app."+key, args...)
}

// say shows a line at the foot of the window.
func (w *Window) say(s string) { w.status.SetText(s) }

// fail shows an error at the foot of the window, in the user's words.
func (w *Window) fail(err error) { w.say("⚠ " + office.Message(w.lang, err)) }

// showOffice builds the screens over the archive that is open, those that its user
// may use.
func (w *Window) showOffice() {
	w.asking = nil
	page := kit.Page{Lang: w.lang, Run: w.run, Say: w.say, Fail: w.fail, Window: w.win, Changed: w.changed}
	w.screens = nil
	tabs := container.NewAppTabs()
	for _, t := range []struct {
		name string
		may  office.Right
		made func() screen
	}{
		{"residents", office.Read, func() screen { return residents.New(page, w.office) }},
		{"review", office.Enter, func() screen { return review.New(page, w.office) }},
		{"intake", office.Enter, func() screen { return intake.New(page, w.office) }},
		{"papers", office.Issue, func() screen { return papers.New(page, w.office) }},
		{"safekeeping", office.BackUp, func() screen { return safekeeping.New(page, w.office, w.askRestore) }},
	} {
		if w.office.May(t.may) {
			s := t.made()
			w.screens = append(w.screens, s)
			tabs.Append(container.NewTabItem(w.text("tab."+t.name), s.Object()))
		}
	}
	tabs.SetTabLocation(container.TabLocationLeading)
	w.win.SetTitle(w.text("title") + " — " + w.office.Path())
	w.win.SetContent(container.NewBorder(w.bar(), w.status, nil, nil, tabs))
	w.changed()
}

// changed tells every screen that the archive has changed.
func (w *Window) changed() {
	for _, s := range w.screens {
		s.Refresh()
	}
}

// bar holds what concerns the whole window: another archive, the language.
func (w *Window) bar() fyne.CanvasObject {
	lang := widget.NewSelect([]string{"中文", "English"}, nil)
	lang.SetSelectedIndex(map[assets.Lang]int{assets.Chinese: 0, assets.English: 1}[w.lang])
	lang.OnChanged = func(string) { w.setLang(assets.Langs[lang.SelectedIndex()]) }
	open := widget.NewButton(w.text("open"), w.chooseArchive)
	return container.NewBorder(nil, nil, open, lang)
}

// setLang switches the language of the whole window, at once and for later.
func (w *Window) setLang(l assets.Lang) {
	w.lang = l
	w.app.Preferences().SetString(langKey, string(l))
	if w.office == nil {
		w.welcome()
		return
	}
	w.office.Lang = l
	w.showOffice()
}

func (w *Window) close() {
	if w.office != nil {
		w.shut((*office.Office).Close)
	}
	w.win.Close()
}

// dropped takes files and folders dropped on the window: an archive is opened,
// anything else imported.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	if len(paths) == 1 && isArchive(paths[0]) {
		w.open(paths[0])
		return
	}
	if w.office == nil || w.asking != nil {
		w.say(w.text("open_first"))
		return
	}
	for _, s := range w.screens {
		if in, ok := s.(*intake.Screen); ok {
			in.Import(paths)
			return
		}
	}
	w.fail(w.office.MayNot(office.Enter))
}
