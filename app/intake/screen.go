// Package intake is the screen 表单: files come in, by button or drop. They are tried
// first: what was recognised lies over the file as it looks, and what an import would
// do is told before anything is kept. Every import can be withdrawn again. The new
// files of a folder that the clerk set are offered.
package intake

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Import(ctx context.Context, paths []string, opt office.ImportOptions, done func(i, n int, f *office.FileReport)) (*office.ImportReport, error)
	Sight(path, password string) (*office.Sighting, error)
	Submissions() (office.Listing, error)
	Withdraw(id string) error
	BringBack(id string) error
	TemplateListing() (office.Listing, error)
	Template(id string) (*office.TemplatePage, error)
	MapTemplate(id string, said []office.TemplateLine) ([]string, error)
	Fields() []forms.FieldDef
	Sendings() (office.Listing, error)
	Gate() ([]plan.Gated, error)
	View(name string) (string, error)
	SetView(name, text string) error
}

// Screen is the screen 表单.
type Screen struct {
	page  kit.Page
	desk  Desk
	work  *kit.Work
	tabs  *container.AppTabs
	batch *batch
	forms *library
	watch *watching

	table  *kit.DataTable
	undo   *widget.Button
	report *widget.Label
	rows   [][]string
	chosen int
}

// of the listing's columns, those shown: its place, the words, the width.
var columns = []struct {
	at    int
	key   string
	width float32
}{
	{0, "col.submission", 60},
	{1, "col.title", 300},
	{2, "col.department", 170},
	{4, "col.as_of", 96},
	{5, "col.rows", 56},
	{6, "col.issues", 56},
	{11, "col.by", 80},
	{12, "col.withdrawn", 66},
}

const (
	idColumn        = 0
	withdrawnColumn = 12
)

// New is the screen over an archive.
func New(page kit.Page, desk Desk) *Screen {
	s := &Screen{page: page, desk: desk, chosen: -1, work: kit.NewWork(page)}
	cols := make([]kit.Column, len(columns))
	for i, c := range columns {
		cols[i] = kit.Column{Label: page.Text(c.key), Width: c.width, Name: "imports " + c.key}
	}
	s.table = kit.NewDataTable(cols)
	s.table.OnKey = page.Key
	s.table.OnSelect = s.choose
	s.undo = widget.NewButton(page.Text("withdraw"), s.toggle)
	s.undo.Disable()
	s.report = widget.NewLabel(page.Text("import_hint"))
	s.report.Wrapping = kit.Wrap(page.Lang)
	files := widget.NewButton(page.Text("import_files"), s.chooseFile)
	files.Importance = widget.HighImportance
	buttons := container.NewHBox(files, widget.NewButton(page.Text("import_folder"), s.chooseFolder), s.undo)
	foot := container.NewVScroll(s.report)
	foot.SetMinSize(fyne.NewSize(0, 90))
	s.batch = newBatch(s)
	s.watch = newWatching(s)
	imports := container.NewBorder(container.NewVBox(buttons, s.watch.root, s.work.Object()), foot, nil, nil, s.table.Object())
	s.forms = newLibrary(s)
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("imports"), imports),
		container.NewTabItem(page.Text("trial"), s.batch.root),
		container.NewTabItem(page.Text("library"), s.forms.root),
	)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.tabs }

// Stop stops an import under way; what it took in before stays.
func (s *Screen) Stop() {
	s.work.Stop()
	s.batch.work.Stop()
}

// Refresh reads the list of imports anew.
func (s *Screen) Refresh() {
	var l office.Listing
	s.page.Try(func() (err error) {
		l, err = s.desk.Submissions()
		return err
	}, func() {
		was := ""
		if s.chosen >= 0 {
			was = s.rows[s.chosen][idColumn]
		}
		s.rows, s.chosen = l.Rows, -1
		s.undo.Disable()
		shown := make([][]string, len(l.Rows))
		for i, r := range l.Rows {
			for _, c := range columns {
				v := r[c.at]
				if c.at == withdrawnColumn {
					v = map[string]string{"true": s.page.Text("withdrawn")}[v]
				}
				shown[i] = append(shown[i], v)
			}
		}
		at := slices.IndexFunc(l.Rows, func(r []string) bool { return r[idColumn] == was })
		if s.table.Again(shown, at); at >= 0 {
			s.choose(at)
		}
		if len(l.Rows) == 0 && s.report.Text == "" {
			s.report.SetText(s.page.Text("import_hint"))
		}
	})
	s.forms.refresh()
	s.watch.refresh()
}

func (s *Screen) choose(row int) {
	s.chosen = row
	s.undo.Enable()
	key := "withdraw"
	if s.rows[row][withdrawnColumn] == "true" {
		key = "bring_back"
	}
	s.undo.SetText(s.page.Text(key))
}

// toggle withdraws the chosen import, or brings it back.
func (s *Screen) toggle() {
	if s.chosen < 0 {
		return
	}
	row := s.rows[s.chosen]
	act, back, said := s.desk.Withdraw, s.desk.BringBack, "withdrew"
	if row[withdrawnColumn] == "true" {
		act, back, said = s.desk.BringBack, s.desk.Withdraw, "brought_back"
	}
	id := row[idColumn]
	s.page.Try(func() error { return act(id) }, func() {
		s.page.Done(s.page.Text(said, id), func() error { return back(id) })
	})
}

func (s *Screen) chooseFile() {
	kit.OpenFile(kit.FileQuestion{Window: s.page.Window, Fail: s.page.Fail, Then: s.importOne})
}

func (s *Screen) chooseFolder() {
	kit.OpenFolder(kit.FileQuestion{Window: s.page.Window, Fail: s.page.Fail, Then: s.importOne})
}

func (s *Screen) importOne(path string) { s.Import([]string{path}) }

// Import tries files and folders: it tells what taking them in would do, and keeps
// nothing yet.
func (s *Screen) Import(paths []string) {
	s.tabs.SelectIndex(1)
	s.batch.try(paths)
}
