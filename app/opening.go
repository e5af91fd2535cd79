package app

import (
	"image/color"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/assets"
)

// archiveExt ends the name of an archive file.
const archiveExt = ".huce"

func isArchive(path string) bool { return strings.EqualFold(filepath.Ext(path), archiveExt) }

// welcome is the page without an archive: what to do first. On the left the archives
// opened last and the sample, on the right a new archive in four lines.
func (w *Window) welcome() {
	w.asking, w.shell = nil, nil
	title := canvas.NewText(w.text("title"), theme.Color(theme.ColorNamePrimary))
	title.TextSize, title.TextStyle.Bold = theme.TextSize()*2.4, true
	about := widget.NewLabel(w.text("about"))
	head := container.NewVBox(container.NewCenter(title), container.NewCenter(about))

	left := container.NewVBox(bold(w.text("have_archive")))
	for _, path := range w.recent() {
		b := widget.NewButtonWithIcon(filepath.Base(path), theme.DefaultTheme().Icon(theme.IconNameDocument), func() { w.open(path) })
		b.Alignment = widget.ButtonAlignLeading
		left.Add(b)
	}
	work := kit.NewWork(kit.Page{Lang: w.lang, Run: w.run})
	sample := widget.NewButton(w.text("try_sample"), nil)
	sample.OnTapped = func() { w.openSample(work) }
	hint := widget.NewLabel(w.text("try_sample_hint"))
	hint.Wrapping = kit.Wrap(w.lang)
	left.Add(widget.NewButton(w.text("open"), w.chooseArchive))
	left.Add(widget.NewSeparator())
	left.Add(sample)
	left.Add(hint)
	left.Add(work.Object())

	lang := widget.NewSelect([]string{"中文", "English"}, nil)
	lang.SetSelectedIndex(map[assets.Lang]int{assets.Chinese: 0, assets.English: 1}[w.lang])
	lang.OnChanged = func(string) { w.setLang(assets.Langs[lang.SelectedIndex()]) }

	columns := container.NewGridWithColumns(2, wide(left, 24), wide(w.founding(), 24))
	w.win.SetTitle(w.text("title"))
	w.put(container.NewBorder(container.NewHBox(lang), w.foot(), nil, nil,
		container.NewCenter(container.NewVBox(head, widget.NewSeparator(), columns))))
}

// founding is the page's right half: a new archive.
func (w *Window) founding() fyne.CanvasObject {
	f := newFounding(w)
	return f.root
}

// bold is a heading.
func bold(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.TextStyle.Bold = true
	return l
}

// wide gives an object a width of so many characters at least.
func wide(o fyne.CanvasObject, characters float32) fyne.CanvasObject {
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(theme.TextSize()*characters, 0))
	return container.NewStack(room, container.NewPadded(o))
}

// chooseArchive asks which archive to open.
func (w *Window) chooseArchive() {
	kit.OpenFile(kit.FileQuestion{Window: w.win, Kind: w.text("title") + " *" + archiveExt, Ext: archiveExt, Then: w.open, Fail: w.fail})
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
	if w.shutting {
		w.afterwards(func() { w.start(path, begin) })
		return
	}
	w.say(w.text("opening", filepath.Base(path)))
	var o *office.Office
	var err error
	w.run(func() {
		if o, err = begin(office.Options{Lang: w.lang, Now: w.now}); err == nil {
			w.aside(func() { w.readAhead(o) }, func() {})
		}
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
		w.begun(path, o)
	})
}

// readAhead reads what every screen needs while the window is still being made. What
// goes wrong there does so again for the screen, which says it.
func (w *Window) readAhead(o *office.Office) {
	_, _ = o.Counts()
	w.read()
}

// begun shows an archive that was opened.
func (w *Window) begun(path string, o *office.Office) {
	if w.office != nil {
		w.stopWork("closing_archive")
		w.afterwards(func() { w.shut(func() { w.begun(path, o) }) })
		return
	}
	w.office, w.undone, w.settled = o, nil, 0
	o.LookAtWork()
	w.rememberArchive(path)
	if who := o.Who(); o.Sealed() {
		w.say(w.text("opened_as", filepath.Base(path), who.Name, office.RoleName(who.Role)))
	} else {
		w.say(w.text("opened_plain", filepath.Base(path)))
	}
	w.showOffice()
	w.daily()
	w.afterwards(w.prepare) // the first screen doesn't share the processor with it
}

// prepare works out in the background what the clerk's first import or decision needs,
// and leaves the memory that it took to the system.
func (w *Window) prepare() {
	o := w.office
	if o == nil {
		return
	}
	var err error
	w.run(func() { err = o.Prepare() }, func() {
		switch {
		case w.office != o:
		case err != nil:
			w.fail(err)
		default:
			w.shell.renewed()
			w.afterwards(w.settle)
		}
	})
}
