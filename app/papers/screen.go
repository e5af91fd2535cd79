// Package papers is the screen 报送: a department's form, filled from the register with
// its doubtful cells marked, as it will be printed; saved, printed, and kept as
// prepared, sent or returned. The papers of the community itself stand beside them.
package papers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	PrintWith(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	Submissions() (office.Listing, error)
	Sendings() (office.Listing, error)
	Fill(id string) (*office.Filled, error)
	PrepareSending(form, period string) (*office.Filled, plan.Sending, error)
	MarkSent(id string) (plan.Sending, error)
	MarkReturned(id, reason string) (plan.Sending, error)
	TakeBackStep(id string) (plan.Sending, error)
	TakeBackPaper(id string) error
}

// own are the community's own papers, in the order of their buttons.
var own = []office.PaperKind{office.RegisterPaper, office.PlanPaper, office.SummaryPaper, office.VisitsPaper, office.BurdenPaper, office.PopulationPaper}

// form is a form that can be filled: its newest import and how far its sending is.
type form struct {
	id, title, department, asOf string // the import
	form                        string
	sending, period, due, state string
}

// Screen is the screen 报送.
type Screen struct {
	page  kit.Page
	desk  Desk
	forms []form
	at    int // of forms, -1 for none
	turn  int
	find  *kit.Finder
	said  *widget.Label
	marks *kit.DataTable
	view  *kit.PaperView
	tabs  *container.AppTabs
	out   *kit.Output

	prepare, sent, returned *widget.Button
	reason                  *kit.Entry
	file                    *widget.Button
	kind                    office.PaperKind // of the community's own paper shown, "" for a form
	root                    fyne.CanvasObject
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages, print kit.PrintFunc) *Screen {
	s := &Screen{page: page, desk: desk, at: -1, said: widget.NewLabel(page.Text("fill_hint"))}
	s.said.Wrapping = kit.Wrap(page.Lang)
	s.find = kit.NewFinder(page, "forms_find", "", "", []kit.Head{
		{Words: "col.title", Width: 210},
		{Words: "col.department", Width: 110},
		{Words: "col.due", Width: 95},
		{Words: "col.status", Width: 65},
	})
	s.find.Tone = s.tone
	s.find.OnSelect = s.choose
	s.marks = page.Table([]kit.Head{
		{Words: "col.mark", Width: 70},
		{Words: "col.rows_at", Width: 55},
		{Words: "col.field", Width: 130},
		{Words: "col.value", Width: 190},
		{Words: "col.was", Width: 190},
	})
	s.marks.Tone = s.markTone
	s.view = kit.NewPaperView(page, pages, page.Text("paper_hint"))
	s.find.Table.OnOpen = func(int) { page.Window.Canvas().Focus(s.view.Focus()) }
	s.out = kit.NewOutput(page, print)
	s.prepare = widget.NewButton(page.Text("sending_prepare"), s.doPrepare)
	s.sent = widget.NewButton(page.Text("sending_sent"), s.doSent)
	s.returned = widget.NewButton(page.Text("sending_returned"), s.doReturned)
	s.file = widget.NewButton(page.Text("file_it"), s.doFile)
	s.reason = kit.NewEntry(page.Key)
	s.reason.SetPlaceHolder(page.Text("return_reason"))
	buttons := container.NewHBox()
	for _, kind := range own {
		buttons.Add(widget.NewButton(page.Text("paper."+string(kind)), func() { s.draft(kind) }))
	}
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("preview"), s.view.Object()),
		container.NewTabItem(page.Text("marks"), s.marks.Object()),
	)
	steps := container.NewBorder(nil, nil, container.NewHBox(s.prepare, s.sent, s.returned), nil, s.reason)
	right := container.NewBorder(container.NewVBox(s.said, container.NewHBox(s.out.Object(), s.file), steps), nil, nil, nil, s.tabs)
	split := container.NewHSplit(container.NewBorder(s.find.Entry, nil, nil, nil, s.find.Table.Object()), right)
	split.SetOffset(0.48)
	s.root = container.NewBorder(container.NewHScroll(buttons), nil, nil, nil, split)
	s.able()
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Focus is where one types first.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// Refresh reads the forms and their sendings anew.
func (s *Screen) Refresh() {
	var forms []form
	s.page.Try(func() (err error) {
		forms, err = s.read()
		return err
	}, func() {
		chosen := ""
		if s.at >= 0 {
			chosen = s.forms[s.at].id
		}
		s.forms, s.at = forms, -1
		for i := range forms {
			if forms[i].id == chosen {
				s.at = i
			}
		}
		s.list()
		s.able()
	})
}

// The columns of the listings that are read.
const (
	subID, subTitle, subDepartment, subForm, subAsOf, subWithdrawn = 0, 1, 2, 3, 4, 12

	sendID, sendForm, sendPeriod, sendDue, sendStatus = 0, 1, 4, 5, 6
)

func (s *Screen) read() ([]form, error) {
	subs, err := s.desk.Submissions()
	if err != nil {
		return nil, err
	}
	sendings, err := s.desk.Sendings()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var out []form
	for _, r := range subs.Rows {
		if r[subWithdrawn] == "true" {
			continue
		}
		f := form{id: r[subID], title: r[subTitle], department: r[subDepartment], asOf: r[subAsOf], form: r[subForm]}
		if i, known := at[f.form]; known && f.form != "" {
			out[i] = f // the newer import takes the form's place
			continue
		}
		at[f.form] = len(out)
		out = append(out, f)
	}
	for _, r := range sendings.Rows { // the newest period comes last
		if i, known := at[r[sendForm]]; known {
			out[i].sending, out[i].period, out[i].due, out[i].state = r[sendID], r[sendPeriod], r[sendDue], r[sendStatus]
		}
	}
	return out, nil
}

func (s *Screen) list() {
	found := make([]kit.Found, len(s.forms))
	for i := range s.forms {
		f := &s.forms[i]
		state := ""
		if f.state != "" {
			state = assets.Text(s.page.Lang, "plan.sending."+f.state)
		}
		found[i].Key = f.id
		found[i].Row = []string{f.title, f.department, f.due, state}
	}
	s.find.Set(found)
	s.find.Mark(s.at)
	if len(s.forms) == 0 {
		s.said.SetText(s.page.Text("forms_none"))
	}
}

const stateColumn = 3

func (s *Screen) tone(form, column int) kit.Tone {
	if column != stateColumn {
		return kit.Plain
	}
	return map[string]kit.Tone{
		plan.SendingSent: kit.Good, plan.SendingPrepared: kit.Doubt, plan.SendingReturned: kit.Bad,
	}[s.forms[form].state]
}
