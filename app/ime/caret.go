// Package ime tells the system's input method where the caret is, so that the box of
// candidates of Pinyin or Wubi stands at the text and not in the screen's corner.
// Fyne and GLFW tell it to nobody (fyne issues 618 and 4546).
//
// On Windows it is done whole. On X11 an input method is told by XNSpotLocation of
// an input context; GLFW makes that context itself, with XIMPreeditNothing, keeps it
// to itself and gives no way to it, so there the box stands where the input method
// puts it (IBus and Fcitx: at the window's lower edge or the pointer) and what is
// typed arrives all the same. On macOS GLFW answers the system itself.
package ime

import (
	"image"
	"reflect"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Caret is where the caret of the focused field stands: its line's height high, one
// pixel wide or more, in the pixels of the canvas, origin at its upper left corner.
// A caret that is scrolled out of its field is given at the field's nearest edge.
// False where no text field has the focus.
func Caret(c fyne.Canvas) (image.Rectangle, bool) {
	focused := c.Focused()
	entry := entryOf(focused)
	if entry == nil {
		return image.Rectangle{}, false
	}
	field, ok := focused.(fyne.CanvasObject)
	if !ok {
		return image.Rectangle{}, false
	}
	driver := fyne.CurrentApp().Driver()
	corner := driver.AbsolutePositionForObject(field)
	text := corner
	if content := contentOf(entry); content != nil {
		text = driver.AbsolutePositionForObject(content) // what is scrolled is counted in
	}
	th := entry.Theme()
	border := th.Size(theme.SizeNameInputBorder)
	height := fyne.MeasureText("国", th.Size(theme.SizeNameText), entry.TextStyle).Height
	at := text.Add(entry.CursorPosition())
	size := field.Size()
	at.X = min(max(at.X, corner.X), corner.X+size.Width-border)
	at.Y = min(max(at.Y, corner.Y), max(corner.Y, corner.Y+size.Height-height))
	x, y := c.PixelCoordinateForPosition(at)
	right, below := c.PixelCoordinateForPosition(at.AddXY(border, height))
	return image.Rect(x, y, max(right, x+1), below), true
}

var (
	entryType  = reflect.TypeFor[widget.Entry]()
	objectType = reflect.TypeFor[fyne.CanvasObject]()
)

// entryOf is the entry that a focused widget is, or is built upon.
func entryOf(focused fyne.Focusable) *widget.Entry {
	if e, ok := focused.(*widget.Entry); ok {
		return e
	}
	v := reflect.ValueOf(focused)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return nil
	}
	return entryWithin(v.Elem())
}

// entryWithin looks through what a widget embeds.
func entryWithin(v reflect.Value) *widget.Entry {
	if v.Kind() != reflect.Struct {
		return nil
	}
	if v.Type() == entryType {
		return (*widget.Entry)(v.Addr().UnsafePointer())
	}
	for i := range v.NumField() {
		if v.Type().Field(i).Anonymous {
			if e := entryWithin(v.Field(i)); e != nil {
				return e
			}
		}
	}
	return nil
}

// contentOf is the part of an entry that scrolls, which CursorPosition counts from.
// Fyne 2.8 has no public name for it; nil where a later one has none by this name,
// and then the test of a scrolled field fails.
func contentOf(e *widget.Entry) fyne.CanvasObject {
	f := reflect.ValueOf(e).Elem().FieldByName("content")
	if !f.IsValid() || !f.Type().Implements(objectType) || f.IsNil() {
		return nil
	}
	content, _ := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Interface().(fyne.CanvasObject)
	return content
}
