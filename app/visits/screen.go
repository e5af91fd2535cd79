// Package visits is the screen 走访: the homes to be visited in the order of a walk,
// with what is open at each; sheets laid out to be printed, keyed back by the keyboard
// alone, and keyed a second time to be sure.
package visits

import (
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
	Doors() ([]forms.VisitSheet, error)
	Visits() ([]plan.Visit, error)
	VisitSheet(code string) (*office.VisitPage, error)
	KeyVisit(office.VisitKeying) (*office.VisitKeyed, error)
	KeyedVisit(id string) (*office.VisitPage, error)
	VerifyVisit(id string, answers map[string]string) (*office.VisitKeyed, error)
	PlanVisits(from, to forms.Date) (*plan.VisitPlan, error)
	Reserve(...plan.Booking) ([]plan.Booking, error)
	Release(ids ...string) error
	TakeBackVisit(id string) error
	BringBackVisit(plan.Visit) error
	TakeBackVerified(id string) error
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
}

// Screen is the screen 走访.
type Screen struct {
	page    kit.Page
	desk    Desk
	doors   []forms.VisitSheet
	visits  []plan.Visit
	find    *kit.Finder
	keying  *keying
	reading int    // lists of homes under way
	wanted  string // what was asked for before the first list was there
	kept    *kept
	plan    *schedule
	paper   *kit.PaperView
	out     *kit.Output
	tabs    *container.AppTabs
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages, print kit.PrintFunc) *Screen {
	s := &Screen{page: page, desk: desk}
	s.find = kit.NewFinder(page, "doors_find", "doors_shown", "doors_none", []kit.Head{
		{Words: "col.home", Width: 225},
		{Words: "col.head", Width: 80},
		{Words: "col.phone", Width: 105},
		{Words: "col.open", Width: 46},
		{Words: "col.visited", Width: 96},
	})
	s.keying = newKeying(s)
	s.kept = newKept(s)
	s.plan = newSchedule(s)
	s.find.OnSelect = func(home int) { s.keying.look(&s.doors[home]) }
	s.find.Table.OnOpen = func(int) { s.keying.begin() }
	s.find.Entry.OnSubmitted = s.open
	split := container.NewHSplit(s.find.Table.Object(), s.keying.sheet.root)
	split.SetOffset(0.54)
	list := container.NewBorder(container.NewBorder(nil, nil, nil, s.find.Count, s.find.Entry), nil, nil, nil, split)

	s.paper = kit.NewPaperView(page, pages, page.Text("sheets_hint"))
	s.out = kit.NewOutput(page, print)
	sheets := container.NewBorder(container.NewHBox(widget.NewButton(page.Text("lay_sheets"), s.lay), s.out.Object()), nil, nil, nil, s.paper.Object())
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("doors"), list),
		container.NewTabItem(page.Text("visits_kept"), s.kept.root),
		container.NewTabItem(page.Text("sheets"), sheets),
		container.NewTabItem(page.Text("schedule"), s.plan.root),
	)
	s.tabs.OnSelected = func(*container.TabItem) { s.lookAtPlan() }
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.tabs }

// Focus is where one types first: a home's code or address.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// Keep keeps the sheet that is being keyed.
func (s *Screen) Keep() {
	if s.tabs.SelectedIndex() == 1 {
		s.kept.put()
		return
	}
	s.keying.put()
}

// Refresh reads visits and homes anew; a sheet that is being keyed stays. What was
// kept is there at once; the homes take their time, and what was typed waits for them.
func (s *Screen) Refresh() {
	var visits []plan.Visit
	s.reading++
	if s.doors == nil {
		s.find.Count.SetText(s.page.Text("counting"))
	}
	s.read(func() (err error) {
		visits, err = s.desk.Visits()
		return err
	}, func() {
		s.visits = visits
		s.kept.list()
		s.readDoors()
	})
	s.lookAtPlan()
}

// readDoors reads the homes, after the visits that stand beside them.
func (s *Screen) readDoors() {
	var doors []forms.VisitSheet
	s.read(func() (err error) {
		doors, err = s.desk.Doors()
		return err
	}, func() {
		s.reading--
		s.doors = doors
		s.list()
		s.kept.list()
		if text := s.wanted; text != "" && text == s.find.Entry.Text {
			s.open(text)
		}
		s.wanted = ""
	})
}

// read does a part of Refresh; an error ends it.
func (s *Screen) read(act func() error, then func()) {
	var err error
	s.page.Run(func() { err = act() }, func() {
		if err != nil {
			s.reading--
			s.wanted = ""
			s.find.Count.SetText("")
			s.page.Fail(err)
			return
		}
		then()
	})
}

// LetGo drops the homes, which take 12 MB, where the screen isn't shown and has to read
// them anew when it is. A sheet that is being keyed stays.
func (s *Screen) LetGo() {
	s.doors = nil
	s.find.Set(nil)
	s.find.Count.SetText(s.page.Text("counting"))
}

// Renew has nothing to do: the homes are no part of the register.
func (s *Screen) Renew() {}

// planTab is where the calendar stands.
const planTab = 3

// lookAtPlan plans the visits anew where the calendar is shown.
func (s *Screen) lookAtPlan() {
	if s.tabs.SelectedIndex() != planTab {
		return
	}
	var p *plan.VisitPlan
	s.page.Try(func() (err error) {
		p, err = s.desk.PlanVisits(forms.Date{}, forms.Date{})
		return err
	}, func() { s.plan.set(p) })
}

func (s *Screen) list() {
	last := map[string]string{}
	for _, v := range s.visits {
		last[v.Household] = max(last[v.Household], v.Date.String())
	}
	found := make([]kit.Found, len(s.doors))
	for i := range s.doors {
		d := &s.doors[i]
		home, _ := plan.HomeOf(d.Code)
		found[i] = kit.Found{Row: []string{d.Home, d.Head, d.Phone, kit.Number(len(d.Asks)), last[home]}, Also: d.Code, Key: d.Code}
	}
	s.find.Set(found)
}

// open begins with the home of a code, whether it is listed or not, else with the
// first that the words find. Where nothing is found it is told what is wrong with
// what was typed as a code. Words typed before the homes are read wait for them.
func (s *Screen) open(text string) {
	if text == "" {
		return
	}
	_, isCode := plan.HomeOf(text)
	if !isCode && s.doors == nil && s.reading > 0 {
		s.wanted = text
		s.page.Say(s.page.Text("doors_reading"))
		return
	}
	if !isCode && s.find.Table.Len() > 0 {
		s.find.Table.Select(0)
		s.keying.begin()
		return
	}
	s.keying.open(text)
}

// lay lays the sheets out and shows them.
func (s *Screen) lay() {
	s.page.Say(s.page.Text("printing"))
	var draft *office.Paper
	s.page.Try(func() (err error) {
		draft, err = s.desk.Draft(office.VisitsPaper, office.PrintOptions{})
		return err
	}, func() {
		s.page.Say(s.page.Text("laid", kit.Number(draft.Report.Pages)))
		s.paper.Show(draft.Data)
		s.out.Set(draft.Title+".pdf", draft.Data, draft.Data)
	})
}
