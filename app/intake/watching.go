package intake

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
)

// The settings that say which folder is watched, and until when what lay in it was
// offered.
const (
	watchedView = "intake.watched"
	offeredView = "intake.offered"
)

// watching offers the new files of a folder that the clerk set, where departments'
// files arrive. Nothing of it is taken in, or even tried, before the clerk says so.
type watching struct {
	s      *Screen
	folder string
	until  time.Time
	found  []string
	said   *widget.Label
	offer  *widget.Label
	choose *widget.Button
	none   *widget.Button
	try    *widget.Button
	skip   *widget.Button
	root   fyne.CanvasObject
	busy   bool
}

func newWatching(s *Screen) *watching {
	p := s.page
	w := &watching{s: s, said: widget.NewLabel(p.Text("watch_none")), offer: widget.NewLabel("")}
	w.said.Truncation = fyne.TextTruncateClip
	w.offer.Importance = widget.HighImportance
	w.choose = widget.NewButton(p.Text("watch_choose"), func() {
		kit.OpenFolder(kit.FileQuestion{Window: p.Window, Fail: p.Fail, Then: w.set})
	})
	w.none = widget.NewButton(p.Text("watch_stop"), func() { w.set("") })
	w.try = widget.NewButton(p.Text("watch_try"), func() {
		found := w.found
		w.seen()
		s.Import(found)
	})
	w.skip = widget.NewButton(p.Text("watch_skip"), w.seen)
	w.root = container.NewVBox(
		container.NewBorder(nil, nil, nil, container.NewHBox(w.choose, w.none), w.said),
		container.NewHBox(w.offer, w.try, w.skip),
	)
	w.show()
	return w
}

func (w *watching) show() {
	p := w.s.page
	if w.said.SetText(p.Text("watch_none")); w.folder != "" {
		w.said.SetText(p.Text("watch_folder", w.folder))
	}
	visible(w.none, w.folder != "")
	w.offer.SetText(p.Text("watch_found", kit.Number(len(w.found))))
	for _, o := range []fyne.CanvasObject{w.offer, w.try, w.skip} {
		visible(o, len(w.found) > 0)
	}
}

// refresh reads the settings and looks into the folder. One that isn't there, as of a
// stick that isn't plugged in, has nothing new.
func (w *watching) refresh() {
	if w.busy {
		return
	}
	w.busy = true
	var folder, until string
	var found []string
	var at time.Time
	var err error
	w.s.page.Run(func() {
		if folder, err = w.s.desk.View(watchedView); err == nil {
			until, err = w.s.desk.View(offeredView)
		}
		if err != nil || folder == "" {
			return
		}
		at, _ = time.Parse(time.RFC3339, until) // what can't be read offers everything once more
		found = newFiles(folder, at, w.now())
	}, func() {
		w.busy = false
		if err != nil {
			w.s.page.Fail(err)
			return
		}
		w.folder, w.until, w.found = folder, at, found
		w.show()
	})
}

func (w *watching) now() time.Time { return w.s.batch.now() }

// newFiles are the files under a folder that were written since, oldest first. A time
// that is still to come, as after the clock was set back, is now.
func newFiles(folder string, since, now time.Time) []string {
	if since.After(now) {
		since = now
	}
	type file struct {
		path string
		at   time.Time
	}
	var all []file
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch name := filepath.Base(path); {
		case err != nil && d == nil, err != nil && d.IsDir():
			return fs.SkipDir // it can't be looked into: nothing new is seen in it
		case err != nil, strings.HasPrefix(name, "~$"), strings.HasPrefix(name, ".") && path != folder:
			return nil // office programs' own
		case d.IsDir() || strings.EqualFold(filepath.Ext(name), ".huce"):
			return nil
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() && info.ModTime().After(since) {
			all = append(all, file{path, info.ModTime()})
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b file) int { return a.at.Compare(b.at) })
	paths := make([]string, len(all))
	for i := range all {
		paths[i] = all[i].path
	}
	return paths
}

// set watches a folder, "" none; Ctrl+Z watches the one before.
func (w *watching) set(folder string) {
	before, p := w.folder, w.s.page
	p.Try(func() error { return w.s.desk.SetView(watchedView, folder) }, func() {
		words := p.Text("watch_set", folder)
		if folder == "" {
			words = p.Text("watch_none")
		}
		p.Done(words, func() error { return w.s.desk.SetView(watchedView, before) })
	})
}

// seen offers the files found no more.
func (w *watching) seen() {
	now := w.now().Format(time.RFC3339)
	w.s.page.Try(func() error { return w.s.desk.SetView(offeredView, now) }, func() {
		w.found = nil
		w.show()
	})
}

// Look looks for new files, from time to time.
func (s *Screen) Look() { s.watch.refresh() }
