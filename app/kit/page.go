package kit

import (
	"fyne.io/fyne/v2"

	"huce/assets"
)

// Page is what the window lends a screen.
type Page struct {
	Lang    assets.Lang
	Run     Runner
	Say     func(text string) // a line at the window's foot
	Fail    func(err error)   // an error there, in the user's words
	Window  fyne.Window       // for dialogs
	Changed func()            // the archive has changed: every screen looks again
}

// Text is the words for one of the window's keys.
func (p Page) Text(key string, args ...string) string {
	return assets.Text(p.Lang, "app."+key, args...)
}
