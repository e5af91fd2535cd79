package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/assets"
)

// Every screen shows the sample community without a fault, in both languages; what
// is typed where one types first finds what it should.
func TestEveryScreenShowsTheSample(t *testing.T) {
	dir := t.TempDir()
	if _, err := office.Demo(t.Context(), dir, office.Options{Now: day}, nil); err != nil {
		t.Fatal(err)
	}
	w := newWindow(t, filepath.Join(dir, "demo.huce"))
	for _, lang := range []assets.Lang{assets.Chinese, assets.English} {
		w.setLang(lang)
		for _, r := range rooms() {
			w.say("")
			w.show(r.name)
			if w.shell.shown != r.name || strings.HasPrefix(w.status.Text, "⚠") {
				t.Errorf("%s in %s: shows %s and says %q", r.name, lang, w.shell.shown, w.status.Text)
			}
			if shown := texts(w.shell.content); strings.Contains(shown, "app.") || strings.TrimSpace(shown) == "" {
				t.Errorf("%s in %s shows\n%s", r.name, lang, shown)
			}
		}
	}
	w.setLang(assets.Chinese)
	for _, c := range []struct{ room, words, says string }{
		{"residents", "没有这个人", "0 / 178 人"},
		{"visits", "没有这一户", "0 / 62"},
		{"planning", "民政 没有这件事", "0 / 76"},
		{"filing", "没有这份文件", "0 /"},
	} {
		w.show(c.room)
		focus := w.win.Canvas().Focused()
		if focus == nil {
			t.Errorf("%s: nothing to type into", c.room)
			continue
		}
		test.Type(focus, c.words)
		if shown := texts(w.shell.content); !strings.Contains(shown, c.says) {
			t.Errorf("%s finds by %q\n%s", c.room, c.words, shown)
		}
	}
	pagesByKeys(t, w)
	// the keys of the screens
	for _, r := range rooms() {
		w.show("overview")
		w.key(r.key)
		if w.shell.shown != r.name {
			t.Errorf("%s shows %s", r.key, w.shell.shown)
		}
	}
}

// pagesByKeys goes through the pages of every screen by the keys alone, and back to
// where one types first.
func pagesByKeys(t *testing.T, w *Window) {
	t.Helper()
	for _, c := range []struct {
		room  string
		pages int
		inner int // of the second page
	}{{"intake", 3, 0}, {"residents", 2, 0}, {"visits", 4, 0}, {"planning", 3, 3}, {"papers", 2, 0}, {"filing", 3, 0}, {"settings", 8, 0}} {
		w.show(c.room)
		first := w.win.Canvas().Focused()
		seen := map[*container.TabItem]bool{}
		for range c.pages {
			w.page(1, false)
			seen[w.pagesShown()[0].Selected()] = true
		}
		if len(seen) != c.pages || w.pagesShown()[0].SelectedIndex() != 0 {
			t.Errorf("%s: %d pages by keys, want %d", c.room, len(seen), c.pages)
		}
		w.page(1, false)
		if tabs := w.pagesShown(); c.inner > 0 && (len(tabs) < 2 || len(tabs[1].Items) != c.inner) {
			t.Errorf("%s: no inner pages", c.room)
		} else if c.inner > 0 {
			w.page(-1, true)
			if tabs[1].SelectedIndex() != c.inner-1 || tabs[0].SelectedIndex() != 1 {
				t.Errorf("%s: the inner page is %d", c.room, tabs[1].SelectedIndex())
			}
		}
		w.find()
		if first != nil && (w.win.Canvas().Focused() != first || !first.(fyne.CanvasObject).Visible()) {
			t.Errorf("%s: Ctrl+F doesn't lead back", c.room)
		}
		w.pagesShown()[0].SelectIndex(0)
	}
}

// The first page and the window around the screens.
func TestWindowLooks(t *testing.T) {
	w := New(test.NewTempApp(t), Options{Home: "home", Run: kit.AtOnce, Now: day})
	kittest.Looks(t, "welcome", w.win)
	archive, _ := newArchive(t)
	w = newWindow(t, archive)
	kittest.Looks(t, "window", w.win)
}
