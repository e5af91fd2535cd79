// Package review is the screen 核对: the open questions, and their answers.
package review

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/register"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Questions() ([]office.Asked, error)
	Answer(id string, kind register.DecisionKind, value string) (uint64, error)
	AnswerLike(id string, kind register.DecisionKind) ([]uint64, error)
	Revoke(no string) error
}

// Screen is the screen 核对.
type Screen struct {
	page  kit.Page
	desk  Desk
	table *kit.DataTable
	count *widget.Label
	undo  *widget.Button
	ask   *fyne.Container
	root  fyne.CanvasObject

	questions []office.Asked
	last      []uint64 // decisions taken here, the newest last
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk) *Screen {
	s := &Screen{page: page, desk: desk, count: widget.NewLabel("")}
	s.table = kit.NewDataTable([]kit.Column{
		{Label: page.Text("col.question"), Width: 210},
		{Label: page.Text("col.name"), Width: 100},
		{Label: page.Text("col.why"), Width: 260},
	})
	s.table.OnSelect = func(row int) { s.show(&s.questions[row]) }
	s.undo = widget.NewButton(page.Text("take_back"), s.takeBack)
	s.undo.Disable()
	s.ask = container.NewVBox(widget.NewLabel(page.Text("choose_question")))
	split := container.NewHSplit(s.table.Object(), container.NewVScroll(s.ask))
	s.root = container.NewBorder(container.NewBorder(nil, nil, s.count, s.undo), nil, nil, nil, split)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Refresh reads the open questions anew.
func (s *Screen) Refresh() {
	var qs []office.Asked
	var err error
	s.page.Run(func() { qs, err = s.desk.Questions() }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.questions = qs
		rows := make([][]string, len(qs))
		for i, q := range qs {
			rows[i] = []string{q.Text, q.Name, q.Gate}
		}
		s.table.SetRows(rows)
		s.count.SetText(s.page.Text("open_questions", strconv.Itoa(len(qs))))
		s.ask.Objects = []fyne.CanvasObject{widget.NewLabel(s.page.Text("choose_question"))}
		s.ask.Refresh()
	})
}

// show lays a question out: the values or people to choose between, with who says
// so.
func (s *Screen) show(q *office.Asked) {
	text := widget.NewLabel(q.Text)
	text.TextStyle.Bold = true
	text.Wrapping = fyne.TextWrapBreak
	why := widget.NewLabel(q.Person + " " + q.Name + "  " + q.Other + "\n" + q.Gate)
	why.Wrapping = fyne.TextWrapBreak
	objects := []fyne.CanvasObject{text, why}
	for _, e := range q.Evidence {
		line := widget.NewLabel(e.Words + "\n    " + e.A.Value + "\n    " + e.B.Value)
		line.Wrapping = fyne.TextWrapBreak
		objects = append(objects, line)
	}
	if q.RunnerUp != "" {
		objects = append(objects, widget.NewLabel(s.page.Text("runner_up", q.RunnerUp)))
	}
	if q.Kind == string(register.SamePerson) {
		objects = append(objects, container.NewGridWithColumns(2,
			widget.NewButton(s.page.Text("same"), func() { s.answer(q.ID, register.Same, "") }),
			widget.NewButton(s.page.Text("different"), func() { s.answer(q.ID, register.Different, "") })))
		if q.Like > 0 {
			n := strconv.Itoa(q.Like + 1)
			objects = append(objects, container.NewGridWithColumns(2,
				widget.NewButton(s.page.Text("same_like", n), func() { s.answerLike(q.ID, register.Same) }),
				widget.NewButton(s.page.Text("different_like", n), func() { s.answerLike(q.ID, register.Different) })))
		}
	}
	for _, c := range q.Choices {
		value := c.Value
		if q.Kind == string(register.SamePerson) {
			objects = append(objects, widget.NewLabel(value))
		} else {
			objects = append(objects, widget.NewButton(value, func() { s.answer(q.ID, register.Stands, value) }))
		}
		for _, src := range c.Sources {
			at := widget.NewLabel(src.At() + "：" + src.Shown)
			at.Wrapping = fyne.TextWrapBreak
			objects = append(objects, at)
		}
	}
	s.ask.Objects = objects
	s.ask.Refresh()
}

func (s *Screen) answer(id string, kind register.DecisionKind, value string) {
	var no uint64
	var err error
	s.page.Run(func() { no, err = s.desk.Answer(id, kind, value) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.last = append(s.last, no)
		s.undo.Enable()
		s.page.Say(s.page.Text("answered", strconv.FormatUint(no, 10)))
		s.page.Changed()
	})
}

// answerLike settles all questions of a kind; each answer can be taken back.
func (s *Screen) answerLike(id string, kind register.DecisionKind) {
	var numbers []uint64
	var err error
	s.page.Run(func() { numbers, err = s.desk.AnswerLike(id, kind) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.last = append(s.last, numbers...)
		s.undo.Enable()
		s.page.Say(s.page.Text("answered_like", strconv.Itoa(len(numbers))))
		s.page.Changed()
	})
}

// takeBack revokes the newest answer given here.
func (s *Screen) takeBack() {
	if len(s.last) == 0 {
		return
	}
	no := s.last[len(s.last)-1]
	var err error
	s.page.Run(func() { err = s.desk.Revoke(strconv.FormatUint(no, 10)) }, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.last = s.last[:len(s.last)-1]
		if len(s.last) == 0 {
			s.undo.Disable()
		}
		s.page.Say(s.page.Text("taken_back", strconv.FormatUint(no, 10)))
		s.page.Changed()
	})
}
