package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// screen is one page of the window.
type screen interface {
	Object() fyne.CanvasObject
	Refresh() // the archive has changed
}

// What a screen may have beside.
type (
	focused interface{ Focus() fyne.Focusable } // where one types first
	keyed   interface {
		Key(k fyne.KeyName) bool // keys that no widget has a use for
	}
	keeper  interface{ Keep() } // what is being entered is to be kept
	looking interface{ Look() } // what came from outside is to be looked for
	stopped interface{ Stop() } // work under way is to stop
	holding interface {         // holds the register
		LetGo() // it is not the one of today any more; the screen isn't shown
		Renew() // it is held a second time: the archive's own takes its place
	}
	taker interface { // takes files in
		Import(paths []string)
	}
	dropped interface { // takes files that are dropped on it; false: it has no use for them
		Dropped(paths []string) bool
	}
)

// room is a screen of the window: its name, who may use it, its key, how it is made.
type room struct {
	name string
	may  office.Right
	key  fyne.KeyName
	made func(*Window, kit.Page) screen
}

// shell holds the screens over an archive. A screen is made when it is first shown,
// and looks anew at the archive when it is shown after a change.
type shell struct {
	w       *Window
	page    kit.Page
	rooms   []room
	screens map[string]screen
	stale   map[string]bool
	buttons map[string]*widget.Button
	shown   string
	content *fyne.Container
}

// showOffice shows the screens over the archive that is open, those that its user may
// use, from the one that was shown last.
func (w *Window) showOffice() {
	w.asking = nil
	s := &shell{
		w: w, screens: map[string]screen{}, stale: map[string]bool{}, buttons: map[string]*widget.Button{},
		content: container.NewStack(),
	}
	w.shell = s
	s.page = w.lent()
	rail := container.NewVBox()
	for _, r := range rooms() {
		if !w.office.May(r.may) {
			continue
		}
		s.rooms = append(s.rooms, r)
		b := widget.NewButton(w.text("tab."+r.name)+"  "+string(r.key), func() { w.show(r.name) })
		b.Alignment = widget.ButtonAlignLeading
		s.buttons[r.name] = b
		rail.Add(b)
	}
	help := widget.NewButton(w.text("manual")+"  F1", w.showManual)
	keys := widget.NewButton(w.text("keys")+"  F12", w.showKeys)
	for _, b := range []*widget.Button{help, keys} {
		b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
	}
	left := container.NewBorder(rail, container.NewVBox(help, keys), nil, nil)
	w.win.SetTitle(w.text("title") + " — " + w.office.Path())
	w.put(w.watched(container.NewBorder(nil, w.foot(), container.NewBorder(nil, nil, nil, widget.NewSeparator(), left), nil,
		container.NewPadded(s.content))))
	w.tellState()
	w.show(w.app.Preferences().String(roomKey))
}

// lent is what the window lends a screen.
func (w *Window) lent() kit.Page {
	return kit.Page{
		Lang: w.lang, Run: w.run, Say: w.say, Fail: w.fail, Window: w.win, Changed: w.changed,
		Did: w.did, Undo: w.undo, Key: w.key, Now: w.now,
	}
}

// foot is the line at the foot of the window.
func (w *Window) foot() fyne.CanvasObject {
	foot := container.NewVBox(widget.NewSeparator(), container.NewBorder(nil, nil, nil, w.state, w.status))
	if w.crashed != nil {
		foot.Objects = append([]fyne.CanvasObject{widget.NewSeparator(), w.crashed}, foot.Objects...)
	}
	return foot
}

// show shows a screen; one that isn't there or may not be used is the first one.
func (w *Window) show(name string) {
	s := w.shell
	if s == nil || w.asking != nil {
		return
	}
	at := 0
	for i := range s.rooms {
		if s.rooms[i].name == name {
			at = i
		}
	}
	r := s.rooms[at]
	sc := s.screens[r.name]
	if sc == nil {
		sc = r.made(w, s.page)
		s.screens[r.name], s.stale[r.name] = sc, true
	}
	for n, b := range s.buttons {
		importance := widget.LowImportance
		if n == r.name {
			importance = widget.HighImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
	s.shown = r.name
	w.app.Preferences().SetString(roomKey, r.name)
	s.content.Objects = []fyne.CanvasObject{sc.Object()}
	s.content.Refresh()
	if s.stale[r.name] {
		s.stale[r.name] = false
		sc.Refresh()
	}
	if f, ok := sc.(focused); ok {
		w.win.Canvas().Focus(f.Focus())
	} else {
		w.win.Canvas().Unfocus()
	}
}

// changed tells the screens that the archive has changed: the one shown at once, the
// others when they are shown.
func (w *Window) changed() {
	s := w.shell
	if s == nil {
		return
	}
	for name, sc := range s.screens {
		s.stale[name] = true
		if h, ok := sc.(holding); ok && name != s.shown {
			h.LetGo()
		}
	}
	s.stale[s.shown] = false
	s.screens[s.shown].Refresh()
}

// renewed tells the screens that the archive holds another register that says the same.
func (s *shell) renewed() {
	for name, sc := range s.screens {
		if h, ok := sc.(holding); ok && !s.stale[name] {
			h.Renew()
		}
	}
}

// stop asks every screen's work to stop.
func (s *shell) stop() {
	for _, sc := range s.screens {
		if st, ok := sc.(stopped); ok {
			st.Stop()
		}
	}
}

// overlay shows a page in the place of the screen, until one goes elsewhere.
func (w *Window) overlay(o fyne.CanvasObject) {
	if w.shell == nil {
		back := widget.NewButtonWithIcon(w.text("back"), theme.NavigateBackIcon(), w.welcome)
		w.put(container.NewBorder(container.NewHBox(back), w.foot(), nil, nil, o))
		return
	}
	back := widget.NewButtonWithIcon(w.text("back"), theme.NavigateBackIcon(), func() { w.show(w.shell.shown) })
	w.shell.content.Objects = []fyne.CanvasObject{container.NewBorder(container.NewHBox(back), nil, nil, nil, o)}
	w.shell.content.Refresh()
	w.win.Canvas().Unfocus()
}
