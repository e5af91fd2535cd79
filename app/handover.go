package app

import (
	"fyne.io/fyne/v2"

	"huce/app/kit"
	"huce/assets"
)

// LoadFont makes the screen's font ready, which can be done beside anything else that a
// start waits for.
func LoadFont() { kit.LoadFont() }

// LangOf is the language that the user chose, before there is a window.
func LangOf(a fyne.App) assets.Lang {
	return assets.Lang(a.Preferences().StringWithFallback(langKey, string(assets.Chinese)))
}

// TakeOver brings the window to the front, with the archive open that a second start
// of the program was given. It runs on the window's goroutine.
func (w *Window) TakeOver(paths []string) {
	w.win.Show()
	w.win.RequestFocus()
	for _, path := range paths {
		if isArchive(path) {
			w.open(path)
			return
		}
	}
}
