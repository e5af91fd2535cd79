package filing

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
)

// years are the years of the papers: received files get their numbers, a year that is
// over is closed, its catalogue looked at, its papers given out as a package.
type years struct {
	s       *Screen
	all     []year
	table   *kit.DataTable
	receive *widget.Button
	close   *widget.Button
	look    *widget.Button
	pack    *widget.Button
	sure    *kit.Entry
	work    *kit.Work
	root    fyne.CanvasObject
}

type year struct {
	no     int
	papers int
	closed *plan.Closing
}

func newYears(s *Screen) *years {
	p := s.page
	y := &years{s: s, work: kit.NewWork(p), sure: kit.NewEntry(p.Key)}
	y.table = p.Table([]kit.Head{
		{Words: "col.year", Width: 80},
		{Words: "col.papers", Width: 80},
		{Words: "col.closed_on", Width: 120},
		{Words: "col.by", Width: 120},
	})
	y.table.OnSelect = func(int) { y.able() }
	y.receive = widget.NewButton(p.Text("year_receive"), y.doReceive)
	y.look = widget.NewButton(p.Text("year_catalogue"), y.doLook)
	y.pack = widget.NewButton(p.Text("year_export"), y.askExport)
	y.close = widget.NewButton(p.Text("year_close"), y.doClose)
	y.close.Importance = widget.WarningImportance
	y.sure.SetPlaceHolder(p.Text("year_type"))
	y.sure.OnSubmitted = func(string) { y.doClose() }
	hint := widget.NewLabel(p.Text("year_hint"))
	hint.Wrapping = kit.Wrap(p.Lang)
	foot := container.NewVBox(container.NewHBox(y.receive, y.look, y.pack), container.NewBorder(nil, nil, nil, y.close, y.sure), y.work.Object())
	y.root = container.NewBorder(hint, foot, nil, nil, y.table.Object())
	y.able()
	return y
}

// set lists the years of papers.
func (y *years) set(papers []archive.Document, closed []plan.Closing) {
	at := map[int]int{}
	y.all = nil
	of := func(no int) *year {
		i, ok := at[no]
		if !ok {
			i = len(y.all)
			at[no] = i
			y.all = append(y.all, year{no: no})
		}
		return &y.all[i]
	}
	now := y.s.page.Now().Year()
	of(now)
	of(now - 1)
	for i := range papers {
		of(int(papers[i].Date.Year)).papers++
	}
	for i := range closed {
		of(closed[i].Year).closed = &closed[i]
	}
	slices.SortFunc(y.all, func(a, b year) int { return b.no - a.no })
	rows := make([][]string, len(y.all))
	for i, x := range y.all {
		rows[i] = []string{strconv.Itoa(x.no), kit.Number(x.papers), "", ""}
		if x.closed != nil {
			rows[i][2], rows[i][3] = x.closed.On.String(), x.closed.By
		}
	}
	y.table.SetRows(rows)
	y.able()
}

// chosen is the year chosen, nil for none.
func (y *years) chosen() *year {
	if at := y.table.Chosen(); at >= 0 {
		return &y.all[at]
	}
	return nil
}

func (y *years) able() {
	x, desk := y.chosen(), y.s.desk
	kit.SwitchOn(y.receive, x != nil && desk.May(office.Enter))
	kit.SwitchOn(y.look, x != nil)
	kit.SwitchOn(y.pack, x != nil && x.papers > 0)
	kit.SwitchOn(y.close, x != nil && x.closed == nil && x.no < y.s.page.Now().Year() && desk.May(office.Manage))
}

// doReceive gives the year's imported files their numbers; Ctrl+Z takes the filing back.
func (y *years) doReceive() {
	x, p := y.chosen(), y.s.page
	if x == nil {
		return
	}
	no := x.no
	var filed []archive.Document
	p.Try(func() (err error) {
		filed, err = y.s.desk.FileReceived(no)
		return err
	}, func() {
		words := p.Text("year_received", strconv.Itoa(no), kit.Number(len(filed)))
		if len(filed) == 0 {
			p.Say(words)
			return
		}
		p.Done(words, func() error {
			for i := range slices.Backward(filed) {
				if err := y.s.desk.TakeBackPaper(filed[i].ID); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// doLook shows the year's catalogue: as it was printed where the year is closed.
func (y *years) doLook() {
	x := y.chosen()
	if x == nil {
		return
	}
	no, closed := x.no, x.closed != nil
	var data []byte
	y.s.page.Try(func() error {
		if closed {
			var err error
			data, err = y.s.desk.ClosedCatalogue(no)
			return err
		}
		paper, err := y.s.desk.Draft(office.CataloguePaper, office.PrintOptions{Year: no})
		if err == nil {
			data = paper.Data
		}
		return err
	}, func() { y.s.put(strconv.Itoa(no)+" "+y.s.page.Text("print.catalogue"), data) })
}

// doClose closes the year, once its number was typed: it can't be taken back.
func (y *years) doClose() {
	x, p := y.chosen(), y.s.page
	if x == nil || y.close.Disabled() || y.work.Running() {
		return
	}
	no := x.no
	if strings.TrimSpace(y.sure.Text) != strconv.Itoa(no) {
		p.Say("⚠ " + p.Text("year_type_it", strconv.Itoa(no)))
		p.Window.Canvas().Focus(y.sure)
		return
	}
	var done plan.Closing
	var err error
	y.work.Do(func(context.Context, kit.Tell) { done, err = y.s.desk.CloseYear(no) }, func() {
		y.sure.SetText("")
		if err != nil {
			p.Fail(err)
			return
		}
		p.Say(p.Text("year_closed", strconv.Itoa(no), kit.Number(done.Documents)))
		p.Changed()
	})
}

// askExport asks where the year's package goes.
func (y *years) askExport() {
	x, p := y.chosen(), y.s.page
	if x == nil {
		return
	}
	no := x.no
	kit.SaveFile(kit.FileQuestion{Window: p.Window, Name: strconv.Itoa(no) + ".zip", Ext: ".zip", Fail: p.Fail, Then: func(path string) { y.export(no, path) }})
}

// export writes the year's package.
func (y *years) export(no int, path string) {
	p := y.s.page
	var err error
	y.work.Do(func(ctx context.Context, _ kit.Tell) {
		var out bytes.Buffer
		if err = y.s.desk.ExportYear(ctx, &out, no); err == nil {
			err = os.WriteFile(path, out.Bytes(), 0o600)
		}
	}, func() {
		if err != nil {
			p.Fail(err)
			return
		}
		p.Say(p.Text("saved", filepath.Base(path)))
	})
}
