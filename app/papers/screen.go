// Package papers is the screen 报送: it prints the papers, and fills the
// departments' own forms.
package papers

import (
	"os"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/forms"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Print(kind office.PaperKind) (*office.Paper, error)
	Submissions() (office.Listing, error)
	Fill(id string) (*office.Filled, error)
}

// Screen is the screen 报送.
type Screen struct {
	page  kit.Page
	desk  Desk
	table *kit.DataTable
	rows  [][]string
	root  fyne.CanvasObject
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk) *Screen {
	s := &Screen{page: page, desk: desk}
	buttons := container.NewHBox()
	for _, kind := range office.PaperKinds {
		buttons.Add(widget.NewButton(page.Text("print."+string(kind)), func() { s.print(kind) }))
	}
	s.table = kit.NewDataTable([]kit.Column{
		{Label: page.Text("col.submission"), Width: 70},
		{Label: page.Text("col.title"), Width: 420},
		{Label: page.Text("col.department"), Width: 260},
		{Label: page.Text("col.as_of"), Width: 110},
	})
	s.table.OnSelect = func(row int) { s.fill(s.rows[row][0]) }
	hint := widget.NewLabel(page.Text("fill_hint"))
	s.root = container.NewBorder(container.NewVBox(buttons, hint), nil, nil, nil, s.table.Object())
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Refresh reads the forms anew.
func (s *Screen) Refresh() {
	var l office.Listing
	var err error
	s.page.Run(func() { l, err = s.desk.Submissions() }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.rows = nil
		for _, r := range l.Rows {
			if r[len(r)-1] != "true" {
				s.rows = append(s.rows, []string{r[0], r[1], r[2], r[4]})
			}
		}
		s.table.SetRows(s.rows)
	})
}

func (s *Screen) print(kind office.PaperKind) {
	s.page.Say(s.page.Text("printing"))
	var p *office.Paper
	var err error
	s.page.Run(func() { p, err = s.desk.Print(kind) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.save(p.Title+".pdf", p.Data, s.page.Text("printed", strconv.Itoa(p.Report.Pages), p.ArchivalNo))
	})
}

func (s *Screen) fill(id string) {
	var f *office.Filled
	var err error
	s.page.Run(func() { f, err = s.desk.Fill(id) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.save(f.Name, f.Result.Data, s.page.Text("filled", strconv.Itoa(f.Rows), strconv.Itoa(f.Result.Cells), strconv.Itoa(f.Blank)))
	})
}

// save asks where a file goes and writes it there. Cancelling writes nothing.
func (s *Screen) save(name string, data []byte, said string) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.page.Fail(err)
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		if err := f.Close(); err != nil {
			s.page.Fail(err)
			return
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			s.page.Fail(forms.NewFault("write_failed", path).Because(err))
			return
		}
		s.page.Say(said + "  " + filepath.Base(path))
	}, s.page.Window)
	d.SetFileName(name)
	d.Show()
}
