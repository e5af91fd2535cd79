package filing

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/assets"
)

// destroying are the papers whose retention ran out: they are destroyed by a list that
// two people sign, after a word was typed for it, as it can't be undone.
type destroying struct {
	s       *Screen
	due     []archive.Document
	out     map[string]bool // ids to be destroyed
	table   *kit.DataTable
	said    *widget.Label
	signed  [2]*kit.Entry
	sure    *kit.Entry
	destroy *widget.Button
	work    *kit.Work
	root    fyne.CanvasObject
}

func newDestroying(s *Screen) *destroying {
	p := s.page
	d := &destroying{s: s, out: map[string]bool{}, said: widget.NewLabel(""), sure: kit.NewEntry(p.Key), work: kit.NewWork(p)}
	d.said.Wrapping = kit.Wrap(p.Lang)
	d.table = p.Table([]kit.Head{
		{Words: "col.destroy", Width: 50},
		{Words: "col.number", Width: 190},
		{Words: "col.paper", Width: 300},
		{Words: "col.day", Width: 100},
		{Words: "col.retention", Width: 70},
		{Words: "col.ran_out", Width: 100},
	})
	d.table.OnSelect = func(row int) { s.open(d.due[row]) }
	d.table.OnOpen = d.toggle
	for i := range d.signed {
		d.signed[i] = kit.NewEntry(p.Key)
		d.signed[i].SetPlaceHolder(p.Text("destroy_signed", kit.Number(i+1)))
	}
	d.sure.SetPlaceHolder(p.Text("destroy_type", p.Text("destroy_word")))
	d.sure.OnSubmitted = func(string) { d.do() }
	d.destroy = widget.NewButton(p.Text("destroy"), d.do)
	d.destroy.Importance = widget.DangerImportance
	foot := container.NewVBox(
		container.NewGridWithColumns(2, d.signed[0], d.signed[1]), container.NewBorder(nil, nil, nil, d.destroy, d.sure), d.work.Object(),
	)
	d.root = container.NewBorder(d.said, foot, nil, nil, d.table.Object())
	return d
}

// set lists the papers that ran out; all of them are to be destroyed unless one is
// spared.
func (d *destroying) set(due []archive.Document) {
	d.due, d.out = due, map[string]bool{}
	for i := range due {
		d.out[due[i].ID] = true
	}
	d.list()
}

func (d *destroying) list() {
	p := d.s.page
	rows := make([][]string, len(d.due))
	for i := range d.due {
		x := &d.due[i]
		mark := ""
		if d.out[x.ID] {
			mark = "✓"
		}
		rows[i] = []string{mark, x.ArchivalNo, x.Title, x.Date.String(), assets.Text(p.Lang, "app.retention."+x.Retention), x.RunsOut().String()}
	}
	at := d.table.Chosen()
	d.table.SetRows(rows)
	if at >= 0 && at < len(rows) {
		d.table.Mark(at)
	}
	key := "destroy_hint"
	if len(rows) == 0 {
		key = "destroy_none"
	}
	d.said.SetText(p.Text(key, kit.Number(len(d.ids()))))
	kit.SwitchOn(d.destroy, len(d.ids()) > 0 && d.s.desk.May(office.Manage))
}

// toggle spares a paper, or puts it on the list again.
func (d *destroying) toggle(row int) {
	id := d.due[row].ID
	d.out[id] = !d.out[id]
	d.list()
}

// ids are those to be destroyed.
func (d *destroying) ids() []string {
	var all []string
	for i := range d.due {
		if d.out[d.due[i].ID] {
			all = append(all, d.due[i].ID)
		}
	}
	return all
}

// do destroys them, once two have signed and the word was typed.
func (d *destroying) do() {
	p, ids := d.s.page, d.ids()
	by := [2]string{strings.TrimSpace(d.signed[0].Text), strings.TrimSpace(d.signed[1].Text)}
	switch at := slices.Index(by[:], ""); {
	case len(ids) == 0 || d.work.Running():
		return
	case at >= 0:
		p.Say("⚠ " + p.Text("destroy_unsigned"))
		p.Window.Canvas().Focus(d.signed[at])
		return
	case strings.TrimSpace(d.sure.Text) != p.Text("destroy_word"):
		p.Say("⚠ " + p.Text("destroy_type", p.Text("destroy_word")))
		p.Window.Canvas().Focus(d.sure)
		return
	}
	var list *office.Paper
	var err error
	d.work.Do(func(ctx context.Context, tell kit.Tell) {
		list, err = d.s.desk.Destroy(ctx, ids, by, archive.Progress(tell))
	}, func() {
		d.sure.SetText("")
		if err != nil {
			p.Fail(err)
		} else {
			p.Say(p.Text("destroyed", kit.Number(len(ids))))
		}
		if list != nil {
			d.s.put(list.Title, list.Data)
		}
		p.Changed()
	})
}
