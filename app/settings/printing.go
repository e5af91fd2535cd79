package settings

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// PrintDesk is what printing needs of an archive.
type PrintDesk interface {
	FontFolder() (string, error)
	SetFontFolder(folder string) error
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	May(office.Right) bool
}

// printing is which fonts papers are set in, and a page to try the printer with.
type printing struct {
	page   kit.Page
	desk   PrintDesk
	print  kit.PrintFunc
	now    *widget.Label
	choose *widget.Button
	win    *widget.Button
	own    *widget.Button
	try    *widget.Button
	folder string
	root   fyne.CanvasObject
}

func newPrinting(page kit.Page, desk PrintDesk, print kit.PrintFunc) *printing {
	s := &printing{page: page, desk: desk, print: print, now: widget.NewLabel("")}
	s.now.Wrapping = kit.Wrap(page.Lang)
	hint := widget.NewLabel(page.Text("fonts_hint"))
	hint.Wrapping = kit.Wrap(page.Lang)
	s.win = widget.NewButton(page.Text("fonts_windows"), func() { s.set(office.WindowsFonts) })
	s.own = widget.NewButton(page.Text("fonts_embedded"), func() { s.set("") })
	s.choose = widget.NewButton(page.Text("fonts_folder"), func() {
		kit.OpenFolder(kit.FileQuestion{Window: page.Window, Then: s.set, Fail: page.Fail})
	})
	s.try = widget.NewButton(page.Text("print_try"), s.doTry)
	for _, b := range []*widget.Button{s.win, s.own, s.choose} {
		if !desk.May(office.SetUp) {
			b.Disable()
		}
	}
	if print == nil || !desk.May(office.Issue) {
		s.try.Disable()
	}
	printer := widget.NewLabel(page.Text("printer_hint"))
	printer.Wrapping = kit.Wrap(page.Lang)
	s.root = container.NewVBox(hint, s.now, container.NewHBox(s.own, s.win, s.choose), widget.NewSeparator(), printer, container.NewHBox(s.try))
	return s
}

func (s *printing) refresh() {
	var folder string
	s.page.Try(func() (err error) {
		folder, err = s.desk.FontFolder()
		return err
	}, func() {
		s.folder = folder
		s.now.SetText(s.page.Text("fonts_now", s.called(folder)))
	})
}

func (s *printing) called(folder string) string {
	switch folder {
	case "":
		return s.page.Text("fonts_embedded")
	case office.WindowsFonts:
		return s.page.Text("fonts_windows")
	}
	return filepath.FromSlash(folder)
}

// set sets which fonts papers are set in; Ctrl+Z takes that back.
func (s *printing) set(folder string) {
	before := s.folder
	s.page.Try(func() error { return s.desk.SetFontFolder(folder) }, func() {
		s.page.Done(s.page.Text("fonts_set", s.called(folder)), func() error { return s.desk.SetFontFolder(before) })
	})
}

// doTry prints the statistics of the population: one page, and nobody named on it.
func (s *printing) doTry() {
	said := ""
	s.page.Try(func() error {
		p, err := s.desk.Draft(office.PopulationPaper, office.PrintOptions{})
		if err == nil {
			said, err = s.print(p.Data)
		}
		return err
	}, func() { s.page.Say(said) })
}
