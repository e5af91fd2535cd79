package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"huce/app/office"
)

func baseOf(path string) string { return filepath.Base(path) }

// dropped takes files and folders dropped on the window: an archive is opened, what the
// screen shown has a use for is that screen's, anything else is imported.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		paths = append(paths, filepath.FromSlash(u.Path()))
	}
	if len(paths) == 1 && isArchive(paths[0]) {
		w.open(paths[0])
		return
	}
	if w.office == nil || w.asking != nil {
		w.say(w.text("open_first"))
		return
	}
	if s, ok := w.shell.screens[w.shell.shown].(dropped); ok && s.Dropped(paths) {
		return
	}
	w.take(paths)
}

// take shows the screen that takes files in, and gives it some.
func (w *Window) take(paths []string) {
	w.show("intake")
	in, ok := w.shell.screens[w.shell.shown].(taker)
	if !ok {
		w.fail(w.office.MayNot(office.Enter))
		return
	}
	in.Import(paths)
}
