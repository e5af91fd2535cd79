// Package office is what the window and the terminal both do with an archive:
// inspect and import files, answer questions, fill forms, print papers, count what
// was saved. It knows the way of the data from room to room and the user's words
// for what went wrong; it holds no rule of the domain and nothing of a screen.
package office

import (
	"errors"

	"huce/assets"
	"huce/forms"
)

// Message is an error in the user's words: what happened, that nothing was lost,
// what to do. An error without words of its own is named as it is.
func Message(lang assets.Lang, err error) string {
	var f *forms.Fault
	if errors.As(err, &f) {
		return assets.Text(lang, "fault."+f.Code, f.Args...)
	}
	return err.Error()
}
