// Package overview is the screen 工作台: what waits to be done, what the archive
// holds, what filling once has saved, how old the backups are.
package overview

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Counts() (*office.Stats, error)
	QuestionCounts() ([]office.QuestionCount, error)
	Tasks() ([]plan.Task, error)
	Sendings() (office.Listing, error)
	Doors() ([]forms.VisitSheet, error)
	Burden() (plan.Load, error)
	BackupFolder() (string, error)
	Backups() ([]archive.Backup, error)
	Community() (community, street string, err error)
	Today() forms.Date
	May(office.Right) bool
}

// Screen is the screen 工作台. What is counted at once is shown at once; the homes to
// be visited and the burden, which take their time, follow, and until then stand as
// they were.
type Screen struct {
	page   kit.Page
	desk   Desk
	goTo   func(screen string)
	body   *fyne.Container
	waits  *fyne.Container
	holds  *fyne.Container
	asks   *fyne.Container // the burden
	backed *fyne.Container
	root   fyne.CanvasObject
	turn   int
	seen   seen
}

// New is the screen over an archive; goTo shows another screen by its name.
func New(page kit.Page, desk Desk, goTo func(screen string)) *Screen {
	s := &Screen{
		page: page, desk: desk, goTo: goTo, body: container.NewVBox(widget.NewLabel(page.Text("counting"))),
		waits: container.NewVBox(), holds: container.NewVBox(), asks: container.NewVBox(), backed: container.NewVBox(),
	}
	s.root = container.NewVScroll(s.body)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// seen is what the screen shows.
type seen struct {
	community, street string
	stats             *office.Stats
	kinds             []office.QuestionCount
	due, late         int // tasks
	sendings          int
	doors             int
	burden            *plan.Load // nil until it was counted first
	folder            string
	newest            time.Time
}

// Refresh counts anew.
func (s *Screen) Refresh() {
	s.turn++
	turn := s.turn
	now := seen{doors: s.seen.doors, burden: s.seen.burden}
	s.step(turn, func() error { return s.look(&now) }, func() {
		s.seen = now
		s.show()
		if now.stats.Files > 0 {
			s.countDoors(turn)
		}
	})
}

// step does something off the screen's goroutine, and what comes then where nothing
// newer has begun meanwhile.
func (s *Screen) step(turn int, act func() error, then func()) {
	s.page.Try(act, func() {
		if turn == s.turn {
			then()
		}
	})
}

func (s *Screen) countDoors(turn int) {
	var doors []forms.VisitSheet
	s.step(turn, func() (err error) {
		doors, err = s.desk.Doors()
		return err
	}, func() {
		if len(doors) != s.seen.doors {
			s.seen.doors = len(doors)
			s.showWaiting()
		}
		s.countBurden(turn)
	})
}

func (s *Screen) countBurden(turn int) {
	var load plan.Load
	s.step(turn, func() (err error) {
		load, err = s.desk.Burden()
		return err
	}, func() {
		s.seen.burden = &load
		s.showBurden()
	})
}

func (s *Screen) look(v *seen) error {
	steps := []func() error{
		func() (err error) { v.community, v.street, err = s.desk.Community(); return err },
		func() (err error) { v.stats, err = s.desk.Counts(); return err },
		func() (err error) { v.kinds, err = s.desk.QuestionCounts(); return err },
		func() error { return s.lookAtTasks(v) },
		func() error { return s.lookAtSendings(v) },
		func() error { return s.lookAtBackups(v) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// lookAtTasks counts the tasks that fall due this month and those that are late.
func (s *Screen) lookAtTasks(v *seen) error {
	tasks, err := s.desk.Tasks()
	today := s.desk.Today()
	month := today.String()[:7]
	for i := range tasks {
		t := &tasks[i]
		if status := plan.StatusOf(t); status == plan.StatusDone || status == plan.StatusDeclined || t.Due == (forms.Date{}) {
			continue
		}
		switch day := t.Due.String(); {
		case len(day) >= 7 && day[:7] == month:
			v.due++
		case day < today.String():
			v.late++
		}
	}
	return err
}

// lookAtSendings counts the forms that are not sent yet, or came back.
func (s *Screen) lookAtSendings(v *seen) error {
	l, err := s.desk.Sendings()
	for _, row := range l.Rows {
		if row[statusColumn] != plan.SendingSent {
			v.sendings++
		}
	}
	return err
}

// statusColumn is where a line of Sendings says how far it is.
const statusColumn = 6

func (s *Screen) lookAtBackups(v *seen) (err error) {
	if v.folder, err = s.desk.BackupFolder(); err != nil || v.folder == "" {
		return err
	}
	all, err := s.desk.Backups()
	for _, b := range all {
		if b.At.After(v.newest) {
			v.newest = b.At
		}
	}
	return err
}

func (s *Screen) show() {
	v := &s.seen
	head := widget.NewLabel(v.street + " " + v.community)
	head.TextStyle.Bold = true
	s.backed.Objects = []fyne.CanvasObject{s.backup(v)}
	if v.stats.Files == 0 {
		s.body.Objects = []fyne.CanvasObject{head, s.empty(), s.backed}
		s.body.Refresh()
		return
	}
	s.holds.Objects = []fyne.CanvasObject{s.bold("holds"), s.holding(v.stats), s.backed}
	s.showWaiting()
	s.showBurden()
	s.body.Objects = []fyne.CanvasObject{head, container.NewGridWithColumns(2, s.waits, s.holds), widget.NewSeparator(), s.asks}
	s.body.Refresh()
}

func (s *Screen) showWaiting() {
	s.waits.Objects = []fyne.CanvasObject{s.bold("waits"), s.waiting(&s.seen)}
	s.waits.Refresh()
}

func (s *Screen) showBurden() {
	s.asks.Objects = []fyne.CanvasObject{widget.NewLabel(s.page.Text("counting"))}
	if s.seen.burden != nil {
		s.asks.Objects = []fyne.CanvasObject{s.burden(s.seen.burden)}
	}
	s.asks.Refresh()
}

func (s *Screen) bold(key string, args ...string) fyne.CanvasObject {
	l := widget.NewLabel(s.page.Text(key, args...))
	l.TextStyle.Bold = true
	return l
}

// empty says what to do first in an archive that holds nothing.
func (s *Screen) empty() fyne.CanvasObject {
	first := widget.NewLabel(s.page.Text("empty_archive"))
	first.Wrapping = kit.Wrap(s.page.Lang)
	b := widget.NewButton(s.page.Text("empty_archive_do"), func() { s.goTo("intake") })
	b.Importance = widget.HighImportance
	return container.NewVBox(first, container.NewHBox(b))
}

// waiting is what waits, each a button to where it is done.
func (s *Screen) waiting(v *seen) fyne.CanvasObject {
	box := container.NewVBox()
	add := func(n int, text, screen string) {
		if n == 0 {
			return
		}
		b := widget.NewButtonWithIcon(text+"　"+strconv.Itoa(n), theme.DefaultTheme().Icon(theme.IconNameNavigateNext), func() { s.goTo(screen) })
		b.Alignment = widget.ButtonAlignLeading
		box.Add(b)
	}
	for _, k := range v.kinds {
		add(k.N, k.Text, "review")
	}
	add(v.doors, s.page.Text("waits.visits"), "visits")
	add(v.late, s.page.Text("waits.late"), "planning")
	add(v.due, s.page.Text("waits.due"), "planning")
	if s.desk.May(office.Issue) {
		add(v.sendings, s.page.Text("waits.sendings"), "papers")
	}
	if len(box.Objects) == 0 {
		box.Add(widget.NewLabel(s.page.Text("waits.nothing")))
	}
	return box
}

func (s *Screen) holding(st *office.Stats) fyne.CanvasObject {
	form := widget.NewForm()
	for _, line := range []struct {
		key string
		n   int
	}{
		{"holds.people", st.People},
		{"holds.homes", st.Homes},
		{"holds.dwellings", st.Dwellings},
		{"holds.files", st.Files},
		{"holds.rows", st.Rows},
		{"holds.tasks", st.Tasks},
		{"holds.unplaced", st.Unplaced},
	} {
		form.Append(s.page.Text(line.key), widget.NewLabel(thousands(line.n)))
	}
	return form
}

// thousands is a number with its thousands apart.
func thousands(n int) string { return plan.Thousands(int64(n)) }

// backup says how old the newest backup is, and where to set where they go.
func (s *Screen) backup(v *seen) fyne.CanvasObject {
	var text string
	tone := widget.MediumImportance
	switch {
	case v.folder == "":
		text, tone = s.page.Text("backup_none"), widget.WarningImportance
	case v.newest.IsZero():
		text, tone = s.page.Text("backup_never"), widget.WarningImportance
	default:
		days := int(time.Date(int(s.desk.Today().Year), time.Month(s.desk.Today().Month), int(s.desk.Today().Day), 23, 59, 0, 0, time.Local).Sub(v.newest).Hours() / 24)
		text = s.page.Text("backup_age", v.newest.Local().Format("2006-01-02 15:04"), strconv.Itoa(max(days, 0)))
		if days > 7 {
			tone = widget.WarningImportance
		}
	}
	l := widget.NewLabel(text)
	l.Importance = tone
	l.Wrapping = kit.Wrap(s.page.Lang)
	return container.NewBorder(nil, nil, nil, widget.NewButton(s.page.Text("tab.settings"), func() { s.goTo("settings") }), l)
}

// mostBars are how many departments the chart shows.
const mostBars = 12

// burden is what each department asks, and how much of it the register knows.
func (s *Screen) burden(l *plan.Load) fyne.CanvasObject {
	var bars []kit.Bar
	for _, d := range l.Departments[:min(len(l.Departments), mostBars)] {
		bars = append(bars, kit.Bar{
			Label: d.Department, Whole: float64(d.Cells), Part: float64(d.Known),
			Text: s.page.Text("burden_bar", thousands(d.Known), thousands(d.Cells)),
		})
	}
	return container.NewVBox(s.bold("burden", thousands(l.Known), thousands(l.Cells), fmt.Sprintf("%.0f", l.Hours)), kit.Bars(bars))
}
