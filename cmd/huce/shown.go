//go:build flows

// What stands on the window and where, told over a socket, so that the flows of
// .ci/flows click and type where a clerk would and wait for what a clerk waits for.
// The program is otherwise the same; it is built with the tag flows for them alone.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// socketVariable names the socket; without it nothing is told.
const socketVariable = "HUCE_FLOWS"

// element is one thing on the window: a widget or a text, in the window's pixels.
type element struct {
	Kind       string // its type, "Button"
	Text, Hint string
	X, Y, W, H int
	Off, Focus bool // it is disabled; it has the focus
	Above      bool // it stands on a dialog or a menu over the window
}

func init() {
	path := os.Getenv(socketVariable)
	if path == "" {
		return
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		fail(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				fail(err)
			}
			answer(c)
		}
	}()
}

// answer tells what stands on the window now.
func answer(c net.Conn) {
	var all []element
	if a := fyne.CurrentApp(); a != nil && len(a.Driver().AllWindows()) > 0 {
		fyne.DoAndWait(func() { all = onCanvas(a.Driver().AllWindows()[0].Canvas()) })
	}
	if err := json.NewEncoder(c).Encode(all); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err := c.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func onCanvas(c fyne.Canvas) []element {
	w := walk{canvas: c, focus: c.Focused()}
	w.object(c.Content(), fyne.Position{}, fyne.Position{}, c.Size())
	w.above = true
	for _, o := range c.Overlays().List() {
		w.object(o, fyne.Position{}, fyne.Position{}, c.Size())
	}
	return w.all
}

// walk goes through a window's objects as they are painted.
type walk struct {
	canvas fyne.Canvas
	focus  fyne.Focusable
	above  bool
	all    []element
}

// object tells an object and those within it; at is where its parent stands, and what
// lies outside of the clip isn't seen.
func (w *walk) object(o fyne.CanvasObject, at, clip fyne.Position, room fyne.Size) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	w.tell(o, at, clip, room)
	var within []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		within = v.Objects
	case fyne.Widget:
		within = test.WidgetRenderer(v).Objects()
	}
	if _, scrolls := o.(*container.Scroll); scrolls {
		end := fyne.NewPos(min(clip.X+room.Width, at.X+o.Size().Width), min(clip.Y+room.Height, at.Y+o.Size().Height))
		clip = fyne.NewPos(max(clip.X, at.X), max(clip.Y, at.Y))
		room = fyne.NewSize(end.X-clip.X, end.Y-clip.Y)
	}
	for _, c := range within {
		w.object(c, at, clip, room)
	}
}

func (w *walk) tell(o fyne.CanvasObject, at, clip fyne.Position, room fyne.Size) {
	e := element{Kind: reflect.TypeOf(o).Elem().Name(), Above: w.above}
	e.Text, e.Hint = field(o, "Text", "text", "name"), field(o, "PlaceHolder", "Placeholder")
	_, picture := o.(*canvas.Image)
	focusable, typed := o.(fyne.Focusable)
	middle := at.AddXY(o.Size().Width/2, o.Size().Height/2)
	if e.Text == "" && e.Hint == "" && !picture && !typed ||
		middle.X < clip.X || middle.Y < clip.Y || middle.X > clip.X+room.Width || middle.Y > clip.Y+room.Height {
		return
	}
	e.X, e.Y = w.canvas.PixelCoordinateForPosition(at)
	x, y := w.canvas.PixelCoordinateForPosition(at.Add(o.Size()))
	e.W, e.H = x-e.X, y-e.Y
	if d, ok := o.(fyne.Disableable); ok {
		e.Off = d.Disabled()
	}
	e.Focus = typed && focusable == w.focus
	w.all = append(w.all, e)
}

// field is the first of an object's fields that holds words.
func field(o fyne.CanvasObject, names ...string) string {
	v := reflect.ValueOf(o).Elem()
	for _, name := range names {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String && f.Len() > 0 {
			return f.String()
		}
	}
	return ""
}
