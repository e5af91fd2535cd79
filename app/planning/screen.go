// Package planning is the screen 计划总结: the tasks of every department as a table
// whose progress is kept, and the plan and the summary as texts with the numbers of
// today, edited beside the pages as they would be printed.
package planning

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Tasks() ([]plan.Task, error)
	PutTask(plan.Task) (plan.Task, error)
	PlanText(kind string) (office.EditedPlan, error)
	ComposePlan(kind, text string) (plan.Composed, error)
	KeepPlan(kind, text, note string) (plan.Draft, error)
	PlanVersions(kind string) ([]plan.Draft, error)
	PlanDiff(kind, left, right string, shown bool) ([]plan.DiffLine, error)
	NumberRows(code string) (plan.Indicator, office.Listing, error)
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	May(office.Right) bool
}

// Screen is the screen 计划总结.
type Screen struct {
	page    kit.Page
	desk    Desk
	tasks   []plan.Task
	find    *kit.Finder
	side    *task
	writing []*writing // the plan, the summary
	tabs    *container.AppTabs
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages) *Screen {
	s := &Screen{page: page, desk: desk}
	s.find = kit.NewFinder(page, "tasks_find", "tasks_shown", "tasks_none", []kit.Head{
		{Words: "col.department", Width: 150},
		{Words: "col.task", Width: 300},
		{Words: "col.target", Width: 80},
		{Words: "col.due", Width: 100},
		{Words: "col.responsible", Width: 90},
		{Words: "col.status", Width: 80},
	})
	s.find.OnSelect = func(task int) { s.side.show(s.tasks[task]) }
	s.find.Tone = s.tone
	s.side = newTask(page, desk)
	s.find.Table.OnOpen = func(int) { page.Window.Canvas().Focus(s.side.done) }
	split := container.NewHSplit(s.find.Table.Object(), container.NewVScroll(s.side.root))
	split.SetOffset(0.7)
	tasks := container.NewBorder(container.NewBorder(nil, nil, nil, s.find.Count, s.find.Entry), nil, nil, nil, split)
	s.writing = []*writing{
		newWriting(page, desk, pages, plan.DraftPlan, office.PlanPaper),
		newWriting(page, desk, pages, plan.DraftSummary, office.SummaryPaper),
	}
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("tasks"), tasks),
		container.NewTabItem(page.Text("the_plan"), s.writing[0].root),
		container.NewTabItem(page.Text("the_summary"), s.writing[1].root),
	)
	s.tabs.OnSelected = func(*container.TabItem) {
		if w := s.shown(); w != nil {
			w.refresh()
		}
	}
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.tabs }

// Focus is where one types first.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// shown is the text that is shown, nil where the tasks are.
func (s *Screen) shown() *writing {
	if at := s.tabs.SelectedIndex(); at > 0 {
		return s.writing[at-1]
	}
	return nil
}

// Keep keeps what is being entered.
func (s *Screen) Keep() {
	if w := s.shown(); w != nil {
		w.keep()
		return
	}
	s.side.put()
}

// Refresh reads the tasks anew, and the text that is shown; one that is being edited
// stays.
func (s *Screen) Refresh() {
	var tasks []plan.Task
	s.page.Try(func() (err error) {
		tasks, err = s.desk.Tasks()
		return err
	}, func() {
		s.tasks = tasks
		s.list()
	})
	if w := s.shown(); w != nil {
		w.refresh()
	}
}

func (s *Screen) list() {
	found := make([]kit.Found, len(s.tasks))
	for i := range s.tasks {
		t := &s.tasks[i]
		found[i].Key = t.ID
		found[i].Row = []string{
			t.Department, t.Text, t.Target + t.Unit, dueOf(t), t.Responsible,
			assets.Text(s.page.Lang, "plan.status."+plan.StatusOf(t)),
		}
	}
	s.find.Set(found)
}

func dueOf(t *plan.Task) string {
	if t.Due != (forms.Date{}) {
		return t.Due.String()
	}
	return t.Deadline
}

// tone colours the state of a task.
func (s *Screen) tone(task, column int) kit.Tone {
	if column != statusColumn {
		return kit.Plain
	}
	return map[string]kit.Tone{
		plan.StatusDone: kit.Good, plan.StatusDoing: kit.Doubt, plan.StatusDeclined: kit.Bad,
	}[plan.StatusOf(&s.tasks[task])]
}

const statusColumn = 5
