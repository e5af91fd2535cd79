package visits

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/archive/plan"
	"huce/forms"
)

// outcomes and purposes in the order of their digits on the keyboard.
var (
	outcomes = []string{plan.OutcomeMet, plan.OutcomeAway, plan.OutcomeRefused, plan.OutcomeMoved}
	purposes = []string{plan.PurposeCollect, plan.PurposeWelfare}
)

// door is one home: what is open there, and the line to key a visit back.
type door struct {
	s       *Screen
	at      *forms.VisitSheet
	words   *widget.Label
	date    *kit.DateEntry
	visitor *kit.Entry
	outcome *kit.Entry
	purpose *kit.Entry
	note    *kit.Entry
	keep    *widget.Button
	root    *fyne.Container
}

func newDoor(s *Screen) *door {
	p := s.page
	now := p.Now
	d := &door{
		s: s, words: widget.NewLabel(p.Text("choose_door")), date: kit.NewDateEntry(now, p.Key),
		visitor: kit.NewEntry(p.Key), outcome: kit.NewEntry(p.Key), purpose: kit.NewEntry(p.Key), note: kit.NewEntry(p.Key),
	}
	d.words.Wrapping = fyne.TextWrapBreak
	d.outcome.SetPlaceHolder(d.choices("outcome", outcomes))
	d.purpose.SetPlaceHolder(d.choices("purpose", purposes))
	d.keep = widget.NewButton(p.Text("visit_keep"), d.put)
	d.keep.Importance = widget.HighImportance
	d.keep.Disable()
	form := widget.NewForm(
		widget.NewFormItem(p.Text("col.day"), d.date),
		widget.NewFormItem(p.Text("col.visitor"), d.visitor),
		widget.NewFormItem(p.Text("col.outcome"), d.outcome),
		widget.NewFormItem(p.Text("col.purpose"), d.purpose),
		widget.NewFormItem(p.Text("col.note"), d.note),
	)
	fields := []fyne.Focusable{d.date, d.visitor, d.outcome, d.purpose, d.note}
	for i, e := range []*kit.Entry{&d.date.Entry, d.visitor, d.outcome, d.purpose, d.note} {
		if i == len(fields)-1 {
			e.OnSubmitted = func(string) { d.put() }
			continue
		}
		e.OnSubmitted = func(string) { p.Window.Canvas().Focus(fields[i+1]) }
	}
	d.root = container.NewVBox(d.words, widget.NewSeparator(), form, container.NewHBox(d.keep))
	return d
}

// choices are the words for values with the digits to key them by: 1 见到　2 无人.
func (d *door) choices(kind string, values []string) string {
	text := ""
	for i, v := range values {
		text += kit.Number(i+1) + " " + d.s.word(kind, v) + "　"
	}
	return text
}

// show shows a home and what is open there.
func (d *door) show(at *forms.VisitSheet) {
	d.at = at
	text := at.Home + "　" + at.Head + "　" + at.Phone
	if at.Welfare != "" {
		text += "\n" + d.s.page.Text("welfare", at.Welfare)
	}
	for _, row := range at.Members.Rows {
		line := ""
		for _, cell := range row {
			line += cell + "　"
		}
		text += "\n" + line
	}
	for _, a := range at.Asks {
		text += "\n☐ " + a.About + "　" + a.Label
		if a.Hint != "" {
			text += "（" + a.Hint + "）"
		}
	}
	d.words.SetText(text)
	d.keep.Enable()
}

// begin goes to the first line to be keyed: the day, today where none was keyed yet.
func (d *door) begin() {
	if d.at == nil {
		return
	}
	if d.date.Text == "" {
		d.date.SetText(d.s.page.Now().Format("2006-01-02"))
	}
	d.s.page.Window.Canvas().Focus(d.date)
}

// put keeps the visit and goes on to the next home.
func (d *door) put() {
	p := d.s.page
	if d.at == nil {
		return
	}
	day, ok := d.date.Day()
	if !ok {
		p.Say("⚠ " + p.Text("date_unread", d.date.Text))
		p.Window.Canvas().Focus(d.date)
		return
	}
	outcome, ok := chosen(d.outcome.Text, outcomes, func(v string) string { return d.s.word("outcome", v) })
	if !ok {
		p.Say("⚠ " + p.Text("choose_by_digit", d.choices("outcome", outcomes)))
		p.Window.Canvas().Focus(d.outcome)
		return
	}
	purpose, ok := chosen(d.purpose.Text, purposes, func(v string) string { return d.s.word("purpose", v) })
	if !ok {
		p.Say("⚠ " + p.Text("choose_by_digit", d.choices("purpose", purposes)))
		p.Window.Canvas().Focus(d.purpose)
		return
	}
	v := plan.Visit{
		Household: householdOf(d.at), Date: forms.NewDate(day.Year(), int(day.Month()), day.Day()),
		Visitor: d.visitor.Text, Outcome: outcome, Purpose: purpose, Note: d.note.Text,
	}
	home := d.at.Home
	p.Try(func() (err error) {
		v, err = d.s.desk.PutVisit(v)
		return err
	}, func() {
		d.outcome.SetText("")
		d.note.SetText("")
		p.Done(p.Text("visit_kept", v.ID, home), nil)
		p.Window.Canvas().Focus(d.s.find.Entry)
	})
}

// chosen is the value of a digit or a word; nothing is the first.
func chosen(text string, values []string, word func(string) string) (string, bool) {
	if text == "" {
		return values[0], true
	}
	for i, v := range values {
		if text == kit.Number(i+1) || text == word(v) {
			return v, true
		}
	}
	return "", false
}
