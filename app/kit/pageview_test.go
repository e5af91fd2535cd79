package kit

import (
	"errors"
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// book is a document of white pages that notes which were asked for.
type book struct {
	pages int
	asked []string
	err   error
}

func (b *book) Pages() int { return b.pages }

func (b *book) Page(n, dpi int) (image.Image, error) {
	b.asked = append(b.asked, fmt.Sprintf("%d@%d", n, dpi))
	return image.NewRGBA(image.Rect(0, 0, 8*dpi, 11*dpi)), b.err
}

func place(page, pages int) string { return fmt.Sprintf("第 %d 页，共 %d 页", page, pages) }

func TestPageView(t *testing.T) {
	v := NewPageView(AtOnce, place)
	w := newWindow(t, v)
	w.Canvas().Focus(v)
	for _, b := range v.buttons {
		if !b.Disabled() {
			t.Error("a button can be pressed without a document")
		}
	}
	doc := &book{pages: 3}
	v.SetDocument(doc)
	if v.Page() != 1 || v.label.Text != "第 1 页，共 3 页" || !v.buttons[1].Disabled() || v.buttons[2].Disabled() {
		t.Errorf("page %d, %q", v.Page(), v.label.Text)
	}
	if v.DPI() != 50 { // 400 wide
		t.Errorf("a page 8 in wide is shown at %d dpi in a window 400 wide", v.DPI())
	}
	v.Zoom(2)
	press := func(k fyne.KeyName) { v.TypedKey(&fyne.KeyEvent{Name: k}) }
	steps := []struct {
		do   func()
		page int
		dpi  int
	}{
		{func() { test.Tap(v.buttons[2]) }, 2, 100},
		{func() { press(fyne.KeyPageDown) }, 3, 100},
		{func() { press(fyne.KeyPageDown) }, 3, 100}, // the end
		{func() { press(fyne.KeyHome) }, 1, 100},
		{func() { press(fyne.KeyPageUp) }, 1, 100},
		{func() { press(fyne.KeyEnd) }, 3, 100},
		{func() { test.Type(v, "+") }, 3, 130},
		{func() { test.Tap(v.buttons[4]) }, 3, 100},
		{func() { v.Zoom(-9) }, 3, 50},
		{func() { test.Tap(v.buttons[0]) }, 1, 50},
	}
	for i, s := range steps {
		s.do()
		if v.Page() != s.page || v.DPI() != s.dpi {
			t.Fatalf("step %d: page %d at %d dpi", i, v.Page(), v.DPI())
		}
	}
	if got := v.picture.MinSize(); got.Width != 400 || got.Height != 550 {
		t.Errorf("the page is %v large", got)
	}
	if last := doc.asked[len(doc.asked)-1]; last != "1@50" {
		t.Errorf("last asked for: %v", doc.asked)
	}
	v.SetDocument(nil)
	if v.Page() != 0 || v.label.Text != "" || v.picture.Image != nil {
		t.Error("a document that was put away is still shown")
	}
}

// A picture that comes after the next was asked for is not shown; a page that can't
// be made is told.
func TestPageViewOvertaken(t *testing.T) {
	var waiting []func()
	later := func(work, then func()) { waiting = append(waiting, func() { work(); then() }) }
	v := NewPageView(later, place)
	newWindow(t, v)
	doc := &book{pages: 2}
	v.SetDocument(doc)
	v.Turn(2)
	v.Zoom(-1)
	waiting[2]()
	shown := v.picture.Image
	waiting[0]()
	waiting[1]()
	if v.picture.Image != shown || shown.Bounds().Dx() != 8*72 {
		t.Error("an overtaken picture was shown")
	}
	var told error
	v.OnError = func(err error) { told = err }
	doc.err = errors.New("damaged")
	v.Turn(1)
	waiting[3]()
	if told == nil || v.picture.Image != shown {
		t.Errorf("told %v", told)
	}
}
