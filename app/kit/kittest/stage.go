// Package kittest stands in the window's place for a screen's own tests: what the
// screen says, what can be taken back, what it shows.
package kittest

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/assets"
)

// Stage is a window for one screen. It works at once, on the test's goroutine, unless
// Later was asked for.
type Stage struct {
	kit.Page
	Said    string    // the line at the foot that was said last, "⚠ " before an error's code
	Failed  error     // the last error
	Acts    []kit.Act // what can be taken back
	Changes int       // how often the screen said that the archive has changed

	screen interface{ Refresh() }
	queue  chan func()
	busy   int
}

// Day is the day it is on a stage.
var Day = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// New is a stage in Chinese, 1180 × 740.
func New(t testing.TB) *Stage {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(kit.NewTheme(kit.Light))
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1180, 740))
	s := &Stage{}
	s.Page = kit.Page{
		Lang: assets.Chinese, Run: kit.AtOnce, Window: w, Now: func() time.Time { return Day },
		Say:  func(text string) { s.Said = text },
		Fail: func(err error) { s.Failed, s.Said = err, "⚠ "+err.Error() },
		Did:  func(a kit.Act) { s.Acts = append(s.Acts, a) },
		Key:  func(fyne.KeyName) bool { return false },
	}
	s.Changed = func() {
		s.Changes++
		if s.screen != nil {
			s.screen.Refresh()
		}
	}
	s.Undo = func() { s.TakeBack(t) }
	return s
}

// Later has work done on goroutines of its own, as the program does it; Settle waits
// for it and shows its results.
func (s *Stage) Later() {
	s.queue = make(chan func())
	s.Run = func(work, then func()) {
		s.busy++
		go func() {
			work()
			s.queue <- then
		}()
	}
}

// Settle waits until nothing is under way any more.
func (s *Stage) Settle() {
	for s.busy > 0 {
		then := <-s.queue
		s.busy--
		then()
	}
}

// Show puts a screen into the window and refreshes it, then and after every change; as
// in the program the keys go to where one types first.
func (s *Stage) Show(screen interface {
	Refresh()
	Object() fyne.CanvasObject
},
) {
	s.screen = screen
	s.Window.SetContent(screen.Object())
	screen.Refresh()
	if f, ok := screen.(interface{ Focus() fyne.Focusable }); ok {
		s.Window.Canvas().Focus(f.Focus())
	}
}

// TakeBack takes back what was done last, as Ctrl+Z does.
func (s *Stage) TakeBack(t testing.TB) {
	t.Helper()
	if len(s.Acts) == 0 {
		t.Fatal("there is nothing to take back")
	}
	last := s.Acts[len(s.Acts)-1]
	s.Acts = s.Acts[:len(s.Acts)-1]
	if err := last.Undo(); err != nil {
		t.Fatal(err)
	}
	s.Changed()
}

// Type types into what has the focus; \n is Enter, \t the tabulator.
func (s *Stage) Type(t testing.TB, text string) {
	t.Helper()
	for _, r := range text {
		switch r {
		case '\n':
			s.Press(t, fyne.KeyReturn)
		case '\t':
			s.Window.Canvas().FocusNext()
		default:
			focus := s.Window.Canvas().Focused()
			if focus == nil {
				t.Fatalf("nothing has the focus for %q", r)
			}
			focus.TypedRune(r)
		}
	}
}

// Press presses keys on what has the focus.
func (s *Stage) Press(t testing.TB, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		focus := s.Window.Canvas().Focused()
		if focus == nil {
			t.Fatalf("nothing has the focus for %s", k)
		}
		focus.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// Tap taps the shown button with these words.
func (s *Stage) Tap(t testing.TB, words string) {
	t.Helper()
	b := Button(s.Window.Content(), words)
	if b == nil {
		t.Fatalf("there is no button %q in\n%s", words, s.Text())
	}
	if b.Disabled() {
		t.Fatalf("the button %q is off", words)
	}
	test.Tap(b)
}

// Text are the words that the window shows.
func (s *Stage) Text() string { return Text(s.Window.Content()) }

// Lacks tells which words the window doesn't show.
func (s *Stage) Lacks(t testing.TB, words ...string) {
	t.Helper()
	shown := s.Text()
	for _, w := range words {
		if !strings.Contains(shown, w) {
			t.Errorf("the window lacks %q:\n%s", w, shown)
		}
	}
}

// Button is the visible button with these words at its start, nil for none.
func Button(o fyne.CanvasObject, words string) *widget.Button {
	var found *widget.Button
	Walk(o, func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok && found == nil && strings.HasPrefix(b.Text, words) {
			found = b
		}
	})
	return found
}

// Text are the words that an object shows, in any widget, a line each.
func Text(o fyne.CanvasObject) string {
	var b strings.Builder
	add := func(words ...string) {
		for _, w := range words {
			if w != "" {
				b.WriteString(w + "\n")
			}
		}
	}
	Walk(o, func(o fyne.CanvasObject) {
		switch v := o.(type) {
		case *widget.Label:
			add(v.Text)
		case *kit.TipLabel:
			add(v.Text)
		case *widget.Button:
			add(v.Text)
		case *widget.Check:
			add(v.Text)
		case *widget.RichText:
			add(v.String())
		case *widget.Select:
			add(v.Selected)
		case *widget.Entry:
			add(v.Text, v.PlaceHolder)
		case *kit.Entry:
			add(v.Text, v.PlaceHolder)
		case *kit.DateEntry:
			add(v.Text, v.PlaceHolder)
		case *kit.Flow:
			add(v.Text())
		case *container.AppTabs:
			for i := range v.Items {
				add(v.Items[i].Text)
			}
		}
	})
	return b.String()
}

// Walk visits an object and all that it shows, hidden ones left out.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch v := o.(type) {
	case *fyne.Container:
		for _, c := range v.Objects {
			Walk(c, visit)
		}
	case *container.AppTabs:
		if at := v.Selected(); at != nil {
			Walk(at.Content, visit)
		}
	case *container.Split:
		Walk(v.Leading, visit)
		Walk(v.Trailing, visit)
	case *container.Scroll:
		Walk(v.Content, visit)
	case *widget.Form:
		for _, i := range v.Items {
			Walk(i.Widget, visit)
		}
	case *widget.Accordion:
		for _, i := range v.Items {
			Walk(i.Detail, visit)
		}
	}
}
