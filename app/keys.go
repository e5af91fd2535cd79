package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
)

// altDigits are the keys beside Alt that go to the screens, in their order.
var altDigits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// keys sets the menu, whose shortcuts hold wherever one types, and the function keys.
func (w *Window) keys() {
	item := func(key string, act func(), s fyne.Shortcut) *fyne.MenuItem {
		i := fyne.NewMenuItem(w.text(key), act)
		i.Shortcut = s
		return i
	}
	ctrl := func(k fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl}
	}
	file := fyne.NewMenu(w.text("menu.file"),
		item("open", w.chooseArchive, ctrl(fyne.KeyO)),
		item("close_archive", w.closeArchive, ctrl(fyne.KeyW)),
		item("lock", w.lock, ctrl(fyne.KeyL)),
		fyne.NewMenuItemSeparator(),
		item("quit", w.close, ctrl(fyne.KeyQ)),
	)
	file.Items[len(file.Items)-1].IsQuit = true
	edit := fyne.NewMenu(w.text("menu.edit"), item("undo", w.undo, &fyne.ShortcutUndo{}), item("keep", w.keep, ctrl(fyne.KeyS)))
	edit.Items = append(edit.Items, item("find", w.find, ctrl(fyne.KeyF)))
	goTo := fyne.NewMenu(w.text("menu.go"))
	for i, r := range rooms() {
		goTo.Items = append(goTo.Items, item("tab."+r.name, func() { w.show(r.name) },
			&desktop.CustomShortcut{KeyName: altDigits[i], Modifier: fyne.KeyModifierAlt}))
	}
	goTo.Items = append(goTo.Items, fyne.NewMenuItemSeparator())
	for _, turn := range []struct {
		words string
		by    int
		key   fyne.KeyName
		inner bool
	}{
		{"page_on", 1, fyne.KeyPageDown, false},
		{"page_back", -1, fyne.KeyPageUp, false},
		{"inner_on", 1, fyne.KeyPageDown, true},
		{"inner_back", -1, fyne.KeyPageUp, true},
	} {
		with := fyne.KeyModifierControl
		if turn.inner {
			with |= fyne.KeyModifierShift
		}
		goTo.Items = append(goTo.Items, item(turn.words, func() { w.page(turn.by, turn.inner) }, &desktop.CustomShortcut{KeyName: turn.key, Modifier: with}))
	}
	help := fyne.NewMenu(w.text("menu.help"), item("manual", w.showManual, nil), item("keys", w.showKeys, nil))
	w.win.SetMainMenu(fyne.NewMainMenu(file, edit, goTo, help))
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if kit.FunctionKey(k.Name) { // a letter comes as one
			w.key(k.Name)
		}
	})
	w.win.Canvas().SetOnTypedRune(func(r rune) { w.key(fyne.KeyName(string(r))) })
}

// key does what a key does that no widget has a use for.
func (w *Window) key(k fyne.KeyName) bool {
	w.touched = w.now()
	switch k {
	case fyne.KeyF1:
		w.showManual()
		return true
	case fyne.KeyF12:
		w.showKeys()
		return true
	}
	if w.shell == nil || w.asking != nil {
		return false
	}
	for _, r := range w.shell.rooms {
		if r.key == k {
			w.show(r.name)
			return true
		}
	}
	if s, ok := w.shell.screens[w.shell.shown].(keyed); ok {
		return s.Key(k)
	}
	return false
}

// keep keeps what is being entered.
func (w *Window) keep() {
	if w.shell == nil || w.asking != nil {
		return
	}
	if s, ok := w.shell.screens[w.shell.shown].(keeper); ok {
		s.Keep()
		return
	}
	w.say(w.text("all_kept"))
}

// did keeps what can be taken back.
func (w *Window) did(a kit.Act) { w.undone = append(w.undone, a) }

// undo takes back what was done last; in a line that one types in, what was typed.
func (w *Window) undo() {
	if f, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		if e, ok := f.(interface{ SelectedText() string }); ok && e != nil {
			f.TypedShortcut(&fyne.ShortcutUndo{})
			return
		}
	}
	if len(w.undone) == 0 {
		w.say(w.text("undo_none"))
		return
	}
	last := w.undone[len(w.undone)-1]
	w.undone = w.undone[:len(w.undone)-1]
	var err error
	w.run(func() { err = last.Undo() }, func() {
		if err != nil {
			w.undone = append(w.undone, last)
			w.fail(err)
			return
		}
		w.say(w.text("undone", last.Words))
		w.changed()
	})
}

// shownKeys are the keys that the list of keys shows, beside those of the screens.
var shownKeys = [][2]string{
	{"F1", "manual"},
	{"F12", "keys"},
	{"Ctrl+Z", "undo"},
	{"Ctrl+S", "keep"},
	{"Ctrl+F", "find"},
	{"Ctrl+PgUp PgDn", "key.pages"},
	{"Ctrl+O", "open"},
	{"Ctrl+W", "close_archive"},
	{"Ctrl+L", "lock"},
	{"Ctrl+Q", "quit"},
	{"↑ ↓ ← → PgUp PgDn Home End", "key.rows"},
	{"Enter", "key.enter"},
	{"Esc", "key.escape"},
	{"Ctrl+C", "key.copy"},
	{"Alt+↓", "key.sort"},
	{"Tab", "key.tab"},
	{"1 2 3 Z", "key.review"},
	{"+ −", "key.zoom"},
}

// showKeys shows which key does what.
func (w *Window) showKeys() {
	rows := [][]string{}
	for i, r := range rooms() {
		rows = append(rows, []string{string(r.key) + " / Alt+" + string(altDigits[i]), w.text("tab." + r.name)})
	}
	for _, k := range shownKeys {
		rows = append(rows, []string{k[0], w.text(k[1])})
	}
	t := kit.NewDataTable([]kit.Column{{Label: w.text("col.key"), Width: 260}, {Label: w.text("col.does"), Width: 560}})
	t.OnKey = w.key
	t.SetRows(rows)
	head := widget.NewLabel(w.text("keys"))
	head.TextStyle.Bold = true
	w.overlay(container.NewBorder(head, nil, nil, nil, t.Object()))
}
