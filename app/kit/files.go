package kit

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// FileQuestion asks the user for a file or a folder. It is asked by the system's own
// dialog where there is one (Windows: with the places, the network and the recent
// folders that the user knows), else by Fyne's. Cancelling asks nothing more.
type FileQuestion struct {
	Window fyne.Window
	Name   string            // the name that a file to save is offered under
	Kind   string            // what Ext is called, in the user's words; "" is Ext itself
	Ext    string            // ".huce": others aren't offered; "" offers all
	Then   func(path string) // with the system's separators, on the screen's goroutine
	Fail   func(error)
}

// OpenFile asks for a file that is there.
func OpenFile(q FileQuestion) { q.ask(openFile) }

// OpenFolder asks for a folder that is there.
func OpenFolder(q FileQuestion) { q.ask(openFolder) }

// SaveFile asks where a file is to lie. A file that lies there has been asked about;
// where Fyne asks, an empty one has been made.
func SaveFile(q FileQuestion) { q.ask(saveFile) }

// fileQuestion is one of the three questions.
type fileQuestion int

const (
	openFile fileQuestion = iota
	openFolder
	saveFile
)

func (q FileQuestion) ask(what fileQuestion) {
	if !askSystem(what, q) {
		q.askFyne(what)
	}
}

// fyneFiles is how large Fyne's dialog opens.
var fyneFiles = fyne.NewSize(880, 560)

func (q FileQuestion) askFyne(what fileQuestion) {
	if what == openFolder {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err != nil || u != nil {
				q.answer(u, nil, err)
			}
		}, q.Window)
		d.Show()
		d.Resize(fyneFiles) // before it is shown it has no size to change, and panics
		return
	}
	var d *dialog.FileDialog
	if what == saveFile {
		d = dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
			switch {
			case err != nil:
				q.answer(nil, nil, err)
			case f != nil:
				q.answer(f.URI(), f.Close, nil)
			}
		}, q.Window)
		d.SetFileName(q.Name)
	} else {
		d = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			switch {
			case err != nil:
				q.answer(nil, nil, err)
			case f != nil:
				q.answer(f.URI(), f.Close, nil)
			}
		}, q.Window)
	}
	if q.Ext != "" {
		d.SetFilter(storage.NewExtensionFileFilter([]string{q.Ext}))
	}
	d.Show()
	d.Resize(fyneFiles)
}

func (q FileQuestion) answer(u fyne.URI, shut func() error, err error) {
	if err == nil && shut != nil {
		err = shut()
	}
	if err != nil {
		q.Fail(err)
		return
	}
	q.Then(filepath.FromSlash(u.Path()))
}
