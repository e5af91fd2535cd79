// Package intake is the screen 表单: files come in, by button or drop, and every
// import can be withdrawn again.
package intake

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Import(ctx context.Context, paths []string, opt office.ImportOptions, done func(i, n int, f *office.FileReport)) (*office.ImportReport, error)
	Submissions() (office.Listing, error)
	Withdraw(id string) error
	BringBack(id string) error
}

// Screen is the screen 表单.
type Screen struct {
	page     kit.Page
	desk     Desk
	table    *kit.DataTable
	progress *widget.ProgressBar
	stop     *widget.Button
	undo     *widget.Button
	accept   *widget.Button // takes in the files that asked something, as proposed
	report   *widget.Label
	root     fyne.CanvasObject

	rows   [][]string
	chosen int
	cancel context.CancelFunc
	asking []string // files left out until their question is answered
}

// of the listing's columns, those shown: its place, the words, the width.
var columns = []struct {
	at    int
	key   string
	width float32
}{
	{0, "col.submission", 70},
	{1, "col.title", 330},
	{2, "col.department", 200},
	{4, "col.as_of", 100},
	{5, "col.rows", 60},
	{6, "col.issues", 60},
	{12, "col.withdrawn", 60},
}

const withdrawnColumn = 12

// New is the screen over an archive.
func New(page kit.Page, desk Desk) *Screen {
	s := &Screen{page: page, desk: desk, chosen: -1}
	cols := make([]kit.Column, len(columns))
	for i, c := range columns {
		cols[i] = kit.Column{Label: page.Text(c.key), Width: c.width}
	}
	s.table = kit.NewDataTable(cols)
	s.table.OnSelect = s.choose
	s.progress = widget.NewProgressBar()
	s.progress.Hide()
	s.stop = widget.NewButton(page.Text("stop"), func() {
		if s.cancel != nil {
			s.cancel()
		}
	})
	s.stop.Hide()
	s.undo = widget.NewButton(page.Text("withdraw"), s.toggle)
	s.undo.Disable()
	s.accept = widget.NewButton(page.Text("import_accept"), func() { s.take(s.asking, office.ImportOptions{Accept: true}) })
	s.accept.Hide()
	s.report = widget.NewLabel(page.Text("import_hint"))
	s.report.Wrapping = fyne.TextWrapBreak
	buttons := container.NewHBox(
		widget.NewButton(page.Text("import_files"), s.chooseFile),
		widget.NewButton(page.Text("import_folder"), s.chooseFolder),
		s.undo, s.stop, s.accept,
	)
	foot := container.NewVScroll(s.report)
	foot.SetMinSize(fyne.NewSize(0, 120))
	s.root = container.NewBorder(container.NewVBox(buttons, s.progress), foot, nil, nil, s.table.Object())
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Refresh reads the list of imports anew.
func (s *Screen) Refresh() {
	var l office.Listing
	var err error
	s.page.Run(func() { l, err = s.desk.Submissions() }, func() {
		if err != nil {
			s.page.Fail(err)
			return
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
		s.table.SetRows(shown)
	})
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
	act, said := s.desk.Withdraw, "withdrew"
	if row[withdrawnColumn] == "true" {
		act, said = s.desk.BringBack, "brought_back"
	}
	var err error
	s.page.Run(func() { err = act(row[0]) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.page.Say(s.page.Text(said, row[0]))
		s.page.Changed()
	})
}

func (s *Screen) chooseFile() {
	dialog.ShowFileOpen(func(f fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			s.page.Fail(err)
		case f != nil:
			path := f.URI().Path()
			if err := f.Close(); err != nil {
				s.page.Fail(err)
				return
			}
			s.Import([]string{path})
		}
	}, s.page.Window)
}

func (s *Screen) chooseFolder() {
	dialog.ShowFolderOpen(func(d fyne.ListableURI, err error) {
		switch {
		case err != nil:
			s.page.Fail(err)
		case d != nil:
			s.Import([]string{d.Path()})
		}
	}, s.page.Window)
}

// Import takes files and folders in, with progress and a button to stop.
func (s *Screen) Import(paths []string) { s.take(paths, office.ImportOptions{}) }

func (s *Screen) take(paths []string, opt office.ImportOptions) {
	if s.cancel != nil {
		s.page.Say(s.page.Text("import_running"))
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	s.progress.SetValue(0)
	s.progress.Show()
	s.stop.Show()
	var rep *office.ImportReport
	var err error
	s.page.Run(func() {
		rep, err = s.desk.Import(ctx, paths, opt, func(i, n int, _ *office.FileReport) {
			fyne.Do(func() { s.progress.SetValue(float64(i) / float64(n)) })
		})
	}, func() {
		cancel()
		s.cancel = nil
		s.progress.Hide()
		s.stop.Hide()
		if err != nil {
			s.page.Fail(err)
		}
		if rep != nil {
			s.tell(rep)
			s.page.Changed()
		}
	})
}

// tell says what became of every file that was refused or known, and the sum. Files
// that ask something can be taken in as proposed.
func (s *Screen) tell(rep *office.ImportReport) {
	text, taken, rows := "", 0, 0
	s.asking = nil
	defer func() {
		if len(s.asking) > 0 {
			s.accept.Show()
		} else {
			s.accept.Hide()
		}
	}()
	for i := range rep.Files {
		f := &rep.Files[i]
		if len(f.Asks) > 0 && f.Refused != nil {
			s.asking = append(s.asking, f.File)
		}
		switch {
		case f.Refused != nil:
			text += "\n" + s.page.Text("refused", f.File, office.Message(s.page.Lang, f.Refused))
		case f.Already:
			text += "\n" + s.page.Text("already", f.File, f.ID)
		case f.Replaces != "":
			text += "\n" + s.page.Text("replaced", f.File, f.ID, f.Replaces)
			taken++
			rows += f.Rows
		default:
			taken++
			rows += f.Rows
		}
	}
	s.report.SetText(s.page.Text("imported", strconv.Itoa(taken), strconv.Itoa(rows), strconv.Itoa(rep.Refused())) + text)
}
