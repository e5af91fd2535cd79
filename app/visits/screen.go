// Package visits is the screen 走访: the homes to be visited in the order of a walk,
// with what is open at each; a visit is keyed back by the keyboard alone.
package visits

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Doors() ([]forms.VisitSheet, error)
	Visits() ([]plan.Visit, error)
	PutVisit(plan.Visit) (plan.Visit, error)
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
}

// Screen is the screen 走访.
type Screen struct {
	page   kit.Page
	desk   Desk
	doors  []forms.VisitSheet
	visits []plan.Visit
	find   *kit.Finder
	door   *door
	kept   *kit.DataTable
	load   *widget.Label // who visited how often
	paper  *kit.PaperView
	tabs   *container.AppTabs
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages) *Screen {
	s := &Screen{page: page, desk: desk, load: widget.NewLabel("")}
	s.find = kit.NewFinder(page, "doors_find", "doors_shown", "doors_none", []kit.Column{
		{Label: page.Text("col.home"), Width: 250},
		{Label: page.Text("col.head"), Width: 80},
		{Label: page.Text("col.phone"), Width: 110},
		{Label: page.Text("col.open"), Width: 60},
		{Label: page.Text("col.visited"), Width: 100},
	})
	s.find.OnSelect = func(home int) { s.door.show(&s.doors[home]) }
	s.find.Table.OnOpen = func(int) { s.door.begin() }
	s.door = newDoor(s)
	s.find.Entry.OnSubmitted = func(string) { // a home's code and Enter: on to what is keyed back
		if s.find.Table.Len() > 0 {
			s.find.Table.Select(0)
			s.door.begin()
		}
	}
	split := container.NewHSplit(s.find.Table.Object(), container.NewVScroll(s.door.root))
	split.SetOffset(0.56)
	list := container.NewBorder(container.NewBorder(nil, nil, nil, s.find.Count, s.find.Entry), nil, nil, nil, split)

	s.kept = kit.NewDataTable([]kit.Column{
		{Label: page.Text("col.day"), Width: 100},
		{Label: page.Text("col.home"), Width: 120},
		{Label: page.Text("col.visitor"), Width: 90},
		{Label: page.Text("col.purpose"), Width: 90},
		{Label: page.Text("col.outcome"), Width: 80},
		{Label: page.Text("col.note"), Width: 320},
	})
	s.kept.OnKey = page.Key
	s.load.Wrapping = fyne.TextWrapBreak
	s.paper = kit.NewPaperView(page, pages, page.Text("sheets_hint"))
	sheets := container.NewBorder(container.NewHBox(widget.NewButton(page.Text("lay_sheets"), s.lay)), nil, nil, nil, s.paper.Object())
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("doors"), list),
		container.NewTabItem(page.Text("visits_kept"), container.NewBorder(s.load, nil, nil, nil, s.kept.Object())),
		container.NewTabItem(page.Text("sheets"), sheets),
	)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.tabs }

// Focus is where one types first: a home's code or address.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// Refresh reads homes and visits anew.
func (s *Screen) Refresh() {
	var doors []forms.VisitSheet
	var visits []plan.Visit
	s.page.Try(func() (err error) {
		if doors, err = s.desk.Doors(); err == nil {
			visits, err = s.desk.Visits()
		}
		return err
	}, func() {
		s.doors, s.visits = doors, visits
		s.list()
		s.listVisits()
	})
}

func (s *Screen) list() {
	last := map[string]string{}
	for _, v := range s.visits {
		last[v.Household] = max(last[v.Household], v.Date.String())
	}
	found := make([]kit.Found, len(s.doors))
	for i := range s.doors {
		d := &s.doors[i]
		found[i] = kit.Found{Row: []string{d.Home, d.Head, d.Phone, kit.Number(len(d.Asks)), last[householdOf(d)]}, Also: d.Code}
	}
	s.find.Set(found)
}

func householdOf(d *forms.VisitSheet) string {
	h, ok := plan.HomeOf(d.Code)
	if !ok {
		return ""
	}
	return h
}

// listVisits shows the visits kept, the newest first, and each visitor's load.
func (s *Screen) listVisits() {
	rows := [][]string{}
	times := map[string]int{}
	var who []string
	for i := len(s.visits) - 1; i >= 0; i-- {
		v := &s.visits[i]
		if times[v.Visitor] == 0 {
			who = append(who, v.Visitor)
		}
		times[v.Visitor]++
		rows = append(rows, []string{v.Date.String(), v.Household, v.Visitor, s.word("purpose", v.Purpose), s.word("outcome", v.Outcome), v.Note})
	}
	s.kept.SetRows(rows)
	load := s.page.Text("visits_total", kit.Number(len(s.visits)))
	for _, w := range who {
		load += "　" + w + " " + kit.Number(times[w])
	}
	s.load.SetText(load)
}

func (s *Screen) word(kind, value string) string {
	if value == "" {
		return ""
	}
	return assets.Text(s.page.Lang, "plan."+kind+"."+value)
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
	})
}
