// Package planning is the screen 计划总结: the tasks of every department as a table
// whose progress is kept, and the plan and the summary as text with the numbers of
// today, beside the pages as they would be printed.
package planning

import (
	"strings"

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
	Tasks() ([]plan.Task, error)
	PutTask(plan.Task) (plan.Task, error)
	Wording(office.PaperKind) (forms.Official, error)
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	May(office.Right) bool
}

// Screen is the screen 计划总结.
type Screen struct {
	page  kit.Page
	desk  Desk
	tasks []plan.Task
	find  *kit.Finder
	side  *task
	text  *widget.RichText
	paper *kit.PaperView
	kind  office.PaperKind
	tabs  *container.AppTabs
	root  fyne.CanvasObject
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages) *Screen {
	s := &Screen{page: page, desk: desk, kind: office.PlanPaper}
	s.find = kit.NewFinder(page, "tasks_find", "tasks_shown", "tasks_none", []kit.Column{
		{Label: page.Text("col.department"), Width: 150},
		{Label: page.Text("col.task"), Width: 300},
		{Label: page.Text("col.target"), Width: 80},
		{Label: page.Text("col.due"), Width: 100},
		{Label: page.Text("col.responsible"), Width: 90},
		{Label: page.Text("col.status"), Width: 80},
	})
	s.find.OnSelect = func(task int) { s.side.show(s.tasks[task]) }
	s.find.Tone = s.tone
	s.side = newTask(page, desk)
	split := container.NewHSplit(s.find.Table.Object(), container.NewVScroll(s.side.root))
	split.SetOffset(0.7)
	tasks := container.NewBorder(container.NewBorder(nil, nil, nil, s.find.Count, s.find.Entry), nil, nil, nil, split)

	s.text = widget.NewRichText()
	s.text.Wrapping = fyne.TextWrapBreak
	s.paper = kit.NewPaperView(page, pages, page.Text("paper_hint"))
	papers := container.NewHSplit(container.NewVScroll(s.text), s.paper.Object())
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("tasks"), tasks),
		container.NewTabItem(page.Text("the_plan"), container.NewStack()),
		container.NewTabItem(page.Text("the_summary"), container.NewStack()),
	)
	kinds := []office.PaperKind{"", office.PlanPaper, office.SummaryPaper}
	s.tabs.OnSelected = func(*container.TabItem) {
		at := s.tabs.SelectedIndex()
		if kinds[at] == "" {
			return
		}
		for i := 1; i < len(kinds); i++ {
			s.tabs.Items[i].Content.(*fyne.Container).Objects = nil
		}
		s.kind = kinds[at]
		s.tabs.Items[at].Content.(*fyne.Container).Objects = []fyne.CanvasObject{papers}
		s.write()
	}
	s.root = s.tabs
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Focus is where one types first.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// Refresh reads the tasks anew.
func (s *Screen) Refresh() {
	var tasks []plan.Task
	s.page.Try(func() (err error) {
		tasks, err = s.desk.Tasks()
		return err
	}, func() {
		s.tasks = tasks
		s.list()
		if s.tabs.SelectedIndex() > 0 {
			s.write()
		}
	})
}

func (s *Screen) list() {
	found := make([]kit.Found, len(s.tasks))
	for i := range s.tasks {
		t := &s.tasks[i]
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

// write shows the text and the pages of the plan or the summary.
func (s *Screen) write() {
	kind := s.kind
	var words forms.Official
	var draft *office.Paper
	s.page.Try(func() (err error) {
		if words, err = s.desk.Wording(kind); err == nil && s.desk.May(office.Issue) {
			draft, err = s.desk.Draft(kind, office.PrintOptions{})
		}
		return err
	}, func() {
		if kind != s.kind {
			return
		}
		s.text.Segments = segments(&words)
		s.text.Refresh()
		if draft != nil {
			s.paper.Show(draft.Data)
		}
	})
}

// segments are an official paper's title, headings and paragraphs.
func segments(o *forms.Official) []widget.RichTextSegment {
	out := []widget.RichTextSegment{&widget.TextSegment{Text: o.Title, Style: widget.RichTextStyleHeading}}
	for _, b := range o.Body {
		style := widget.RichTextStyleParagraph
		if b.Level == 1 || b.Level == 2 {
			style = widget.RichTextStyleSubHeading
		}
		switch {
		case b.Table != nil:
			for _, row := range b.Table.Rows {
				out = append(out, &widget.TextSegment{Text: strings.Join(row, "　"), Style: widget.RichTextStyleParagraph})
			}
		case b.Text != "":
			out = append(out, &widget.TextSegment{Text: b.Text, Style: style})
		}
	}
	return out
}
