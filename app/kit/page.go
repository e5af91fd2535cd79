package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

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
	Did     func(Act)         // something that Ctrl+Z takes back; nil keeps nothing
	Undo    func()            // takes back what was done last; nil does nothing
	Key     KeyHandler        // keys that a widget has no use for; nil takes none
	Now     func() time.Time  // nil is time.Now
}

// Act is something that was done and can be taken back.
type Act struct {
	Words string       // what was done, for the line that says that it is undone
	Undo  func() error // takes it back, off the screen's goroutine
}

// Text is the words for one of the window's keys.
func (p Page) Text(key string, args ...string) string {
	return assets.Text(p.Lang, "app."+key, args...)
}

// Wrap is how the lines of a language are broken: Chinese anywhere, English between
// words.
func Wrap(l assets.Lang) fyne.TextWrap {
	if l == assets.English {
		return fyne.TextWrapWord
	}
	return fyne.TextWrapBreak
}

// When is a time of the archive's, RFC 3339, as it is shown: the day and the clock on
// the wall where it was written down.
func When(at string) string {
	if len(at) < len("2006-01-02T15:04") {
		return at
	}
	return strings.Replace(at[:len("2006-01-02T15:04")], "T", " ", 1)
}

// Head is the heading of a column: the key of its words and its width.
type Head struct {
	Words string
	Width float32
}

// Columns are the columns of headings.
func (p Page) Columns(heads []Head) []Column {
	columns := make([]Column, len(heads))
	name := ""
	for i, h := range heads {
		name += h.Words + " "
		columns[i] = Column{Label: p.Text(h.Words), Width: h.Width}
	}
	for i, h := range heads { // a table is known by all its columns
		columns[i].Name = name + h.Words
	}
	return columns
}

// Table is an empty table of columns that passes on the keys it has no use for.
func (p Page) Table(heads []Head) *DataTable {
	t := NewDataTable(p.Columns(heads))
	t.OnKey = p.Key
	return t
}

// SwitchOn switches a button on or off.
func SwitchOn(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Done tells the window that something was done that can be taken back, says so,
// and has every screen look again.
func (p Page) Done(words string, undo func() error) {
	if p.Did != nil && undo != nil {
		p.Did(Act{words, undo})
	}
	p.Say(words)
	p.Changed()
}

// Try does something off the screen's goroutine; an error is shown, else what comes
// then is done.
func (p Page) Try(act func() error, then func()) {
	var err error
	p.Run(func() { err = act() }, func() {
		if err != nil {
			p.Fail(err)
			return
		}
		then()
	})
}

func (p Page) now() time.Time {
	if p.Now == nil {
		return time.Now()
	}
	return p.Now()
}
