package app

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"huce/app/office"
	"huce/archive"
)

// archiveExt ends the name of an archive file.
const archiveExt = ".huce"

func isArchive(path string) bool { return strings.EqualFold(filepath.Ext(path), archiveExt) }

// welcome is the page without an archive: what to do first.
func (w *Window) welcome() {
	w.asking = nil
	title := widget.NewLabel(w.text("title"))
	title.TextStyle.Bold = true
	title.Alignment = fyne.TextAlignCenter
	about := widget.NewLabel(w.text("about"))
	about.Alignment = fyne.TextAlignCenter
	open := widget.NewButton(w.text("open"), w.chooseArchive)
	open.Importance = widget.HighImportance
	made := widget.NewButton(w.text("new"), w.newArchive)
	w.win.SetContent(container.NewBorder(nil, w.status, nil, nil,
		container.NewCenter(container.NewVBox(title, about, open, made))))
}

// chooseArchive asks which archive to open.
func (w *Window) chooseArchive() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			w.fail(err)
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		if err := f.Close(); err != nil {
			w.fail(err)
			return
		}
		w.open(path)
	}, w.win)
	d.SetFilter(storage.NewExtensionFileFilter([]string{archiveExt}))
	d.Show()
}

// newArchive asks for the community's names, a password if there is to be one, and
// where to keep the archive.
func (w *Window) newArchive() {
	community, street := widget.NewEntry(), widget.NewEntry()
	password, again := widget.NewPasswordEntry(), widget.NewPasswordEntry()
	first := widget.NewFormItem(w.text("password"), password)
	first.HintText = w.text("password_hint")
	items := []*widget.FormItem{
		widget.NewFormItem(w.text("community"), community),
		widget.NewFormItem(w.text("street"), street),
		first,
		widget.NewFormItem(w.text("password_again"), again),
	}
	dialog.ShowForm(w.text("new"), w.text("ok"), w.text("cancel"), items, func(yes bool) {
		switch {
		case !yes:
		case password.Text != again.Text:
			w.say("⚠ " + w.text("password_differs"))
		default:
			w.placeArchive(office.Options{Community: community.Text, Street: street.Text, Password: archive.Secret(password.Text)})
		}
	}, w.win)
}

func (w *Window) placeArchive(names office.Options) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			w.fail(err)
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		if err := f.Close(); err != nil {
			w.fail(err)
			return
		}
		// The dialog leaves an empty file behind; an archive makes its own.
		if err := removeEmpty(path); err != nil {
			w.fail(err)
			return
		}
		w.start(path, func(o office.Options) (*office.Office, error) {
			o.Community, o.Street, o.Password = names.Community, names.Street, names.Password
			return office.New(path, o)
		})
	}, w.win)
	d.SetFileName(names.Community + archiveExt)
	d.Show()
}

// beginning makes or opens an archive.
type beginning func(office.Options) (*office.Office, error)

// open opens an archive in the place of the one that is open.
func (w *Window) open(path string) {
	w.start(path, func(o office.Options) (*office.Office, error) { return office.Open(path, o) })
}

func (w *Window) start(path string, begin beginning) {
	if w.office != nil && w.office.Path() == path {
		return
	}
	w.say(w.text("opening", filepath.Base(path)))
	var o *office.Office
	var err error
	w.run(func() {
		o, err = begin(office.Options{Lang: w.lang, Now: w.now})
	}, func() {
		if office.AsksPassword(err) {
			w.askPassword(path, err, begin)
			return
		}
		if backup, broken, ok := office.RepairOf(err); ok {
			w.offerBackup(backup, broken, err)
			return
		}
		if err != nil {
			if w.asking != nil {
				w.asking.open.Enable()
			}
			w.fail(err)
			return
		}
		if w.office != nil {
			w.shut((*office.Office).Close)
		}
		w.office = o
		o.LookAtWork()
		if who := o.Who(); o.Sealed() {
			w.say(w.text("opened_as", filepath.Base(path), who.Name, office.RoleName(who.Role)))
		} else {
			w.say(w.text("opened_plain", filepath.Base(path)))
		}
		w.showOffice()
		w.daily()
	})
}
