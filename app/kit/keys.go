package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// KeyHandler is given a key that a widget has no use for, and reports whether it
// did something.
type KeyHandler func(fyne.KeyName) bool

// Entry is a line to type in that passes on the keys it has no use for, so that a
// function key works wherever one types.
type Entry struct {
	widget.Entry
	OnKey  KeyHandler
	OnDown func() // the arrow down: to the list below
	OnUp   func() // the arrow up: to the line above
}

// NewEntry is an empty entry.
func NewEntry(keys KeyHandler) *Entry {
	e := &Entry{OnKey: keys}
	e.ExtendBaseWidget(e)
	return e
}

// functionKeys are those that no text is typed with.
var functionKeys = map[fyne.KeyName]bool{
	fyne.KeyF1: true, fyne.KeyF2: true, fyne.KeyF3: true, fyne.KeyF4: true, fyne.KeyF5: true, fyne.KeyF6: true,
	fyne.KeyF7: true, fyne.KeyF8: true, fyne.KeyF9: true, fyne.KeyF10: true, fyne.KeyF11: true, fyne.KeyF12: true,
	fyne.KeyEscape: true,
}

// TypedKey is Fyne's.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case functionKeys[k.Name] && e.OnKey != nil && e.OnKey(k.Name):
	case k.Name == fyne.KeyDown && e.OnDown != nil:
		e.OnDown()
	case k.Name == fyne.KeyUp && e.OnUp != nil:
		e.OnUp()
	default:
		e.Entry.TypedKey(k)
	}
}

// FunctionKey reports whether a key types no text: such a key comes as a key alone,
// every other one as a letter too.
func FunctionKey(k fyne.KeyName) bool { return functionKeys[k] }
