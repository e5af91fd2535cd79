package planning

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/archive/plan"
	"huce/assets"
)

// states are what a task's progress may be, in the order they are chosen from.
var states = []string{plan.StatusOpen, plan.StatusDoing, plan.StatusDone, plan.StatusPaused, plan.StatusDeclined}

// task is one task: what is asked, and what is kept of it.
type task struct {
	page        kit.Page
	desk        Desk
	at          plan.Task
	words       *widget.Label
	state       *widget.Select
	done        *kit.Entry
	responsible *kit.Entry
	note        *kit.Entry
	keep        *widget.Button
	root        *fyne.Container
}

func newTask(page kit.Page, desk Desk) *task {
	t := &task{page: page, desk: desk, words: widget.NewLabel(page.Text("choose_task"))}
	t.words.Wrapping = kit.Wrap(page.Lang)
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = assets.Text(page.Lang, "plan.status."+s)
	}
	t.state = widget.NewSelect(names, nil)
	t.state.PlaceHolder = page.Text("col.status")
	t.done, t.responsible, t.note = kit.NewEntry(page.Key), kit.NewEntry(page.Key), kit.NewEntry(page.Key)
	t.keep = widget.NewButton(page.Text("keep"), t.put)
	t.keep.Importance = widget.HighImportance
	for _, e := range []*kit.Entry{t.done, t.responsible, t.note} {
		e.OnSubmitted = func(string) { t.put() }
	}
	form := widget.NewForm(
		widget.NewFormItem(page.Text("col.status"), t.state),
		widget.NewFormItem(page.Text("col.done"), t.done),
		widget.NewFormItem(page.Text("col.responsible"), t.responsible),
		widget.NewFormItem(page.Text("col.note"), t.note),
	)
	t.root = container.NewVBox(t.words, form, container.NewHBox(t.keep))
	t.keep.Disable()
	return t
}

func (t *task) show(of plan.Task) {
	t.at = of
	text := of.Text
	for _, line := range [][2]string{
		{"col.department", of.Department},
		{"col.indicator", of.Indicator},
		{"col.target", of.Target + of.Unit},
		{"col.due", of.Deadline},
		{"col.funds", of.FundsText},
		{"col.basis", of.Basis},
		{"col.file", of.File},
	} {
		if line[1] != "" {
			text += "\n" + t.page.Text(line[0]) + "：" + line[1]
		}
	}
	t.words.SetText(text)
	t.state.SetSelectedIndex(slices.Index(states, plan.StatusOf(&of)))
	t.done.SetText(of.Done)
	t.responsible.SetText(of.Responsible)
	t.note.SetText(of.Note)
	t.keep.Enable()
}

// put keeps what was entered; Ctrl+Z puts back what stood.
func (t *task) put() {
	if t.at.ID == "" {
		return
	}
	before, now := t.at, t.at
	now.Status, now.Done, now.Responsible, now.Note = states[max(t.state.SelectedIndex(), 0)], t.done.Text, t.responsible.Text, t.note.Text
	if now == before {
		return
	}
	// Groups are worked out anew at every reading and are no part of what is kept.
	before.Group, now.Group = "", ""
	t.page.Try(func() error { _, err := t.desk.PutTask(now); return err }, func() {
		t.at = now
		t.page.Done(t.page.Text("task_kept", now.ID), func() error { _, err := t.desk.PutTask(before); return err })
	})
}
