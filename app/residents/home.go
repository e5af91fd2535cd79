package residents

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// home is one home's page: its members as a tree, then one of them with every value;
// the value chosen with who says so and who disagrees, and a line to correct it; the
// files that are attached.
type home struct {
	s       *Screen
	title   *widget.Label
	members *fyne.Container
	files   *attached
	tabs    *container.AppTabs
	values  *kit.DataTable
	source  *widget.Label
	edit    *kit.Entry
	more    *widget.Label // what happened, what is open
	root    *fyne.Container

	own    *office.Page // the person shown, nil for none
	listed []office.PageValue
	at     int // of listed, -1 for none
	turn   int
}

func newHome(s *Screen) *home {
	p := s.page
	h := &home{s: s, title: widget.NewLabel(p.Text("choose_person")), members: container.NewStack(), source: widget.NewLabel(""), more: widget.NewLabel(""), at: -1}
	h.title.TextStyle.Bold = true
	for _, l := range []*widget.Label{h.title, h.source, h.more} {
		l.Wrapping = kit.Wrap(p.Lang)
	}
	h.values = p.Table([]kit.Head{{Words: "col.field", Width: 130}, {Words: "col.value", Width: 210}, {Words: "col.said_by", Width: 150}})
	h.values.OnSelect = h.choose
	h.values.OnOpen = func(int) { p.Window.Canvas().Focus(h.edit) }
	h.values.Tone = func(row, column int) kit.Tone {
		if row < len(h.listed) && len(h.listed[row].Rivals) > 0 && column == 1 {
			return kit.Doubt
		}
		return kit.Plain
	}
	h.values.Tip = func(row, _ int) string {
		if row >= len(h.listed) {
			return ""
		}
		return whoSays(&h.listed[row])
	}
	h.edit = kit.NewEntry(p.Key)
	h.edit.SetPlaceHolder(p.Text("correct_hint"))
	h.edit.OnSubmitted = h.correct
	h.edit.Disable()
	foot := container.NewVScroll(container.NewVBox(h.source, h.more))
	foot.SetMinSize(fyne.NewSize(0, 150))
	h.files = newAttached(s)
	h.tabs = container.NewAppTabs(
		container.NewTabItem(p.Text("home_values"), container.NewBorder(nil, container.NewVBox(h.edit, foot), nil, nil, h.values.Object())),
		container.NewTabItem(p.Text("attachments"), h.files.root),
	)
	h.root = container.NewBorder(container.NewVBox(h.title, container.NewHScroll(h.members)), nil, nil, nil, h.tabs)
	return h
}

// say shows a line in the place of a home.
func (h *home) say(text string) { h.title.SetText(text) }

func (h *home) showHome(id string) { h.open(id, "") }

func (h *home) showPerson(id string) { h.open("", id) }

// again reads the page shown anew.
func (h *home) again() {
	if h.own != nil {
		h.open(h.own.Household, h.own.ID)
	}
}

// open shows a person's home, or a home with its first member.
func (h *home) open(household, person string) {
	h.turn++
	turn := h.turn
	var all, own *office.Page
	var files []office.Attached
	h.s.page.Try(func() (err error) {
		if person != "" {
			if own, err = h.s.book.Show(person); err != nil {
				return err
			}
			household = own.Household
		}
		if files, err = h.s.book.Attachments("", false); err != nil || household == "" {
			return err
		}
		if all, err = h.s.book.Show(household); err != nil {
			return err
		}
		if own == nil && len(all.Members) > 0 {
			own, err = h.s.book.Show(all.Members[0].Person)
		}
		return err
	}, func() {
		if turn == h.turn {
			h.show(all, own)
			h.files.set(all, own, files)
			h.tabs.Items[1].Text = h.s.page.Text("attachments") + " " + kit.Number(h.files.table.Len())
			h.tabs.Refresh()
		}
	})
}

func (h *home) show(all, own *office.Page) {
	field := h.chosen(own)
	h.own, h.at, h.listed = own, -1, nil
	h.members.Objects = nil
	h.title.SetText("")
	if all != nil {
		h.title.SetText(all.ID + "　" + all.Title)
		leaves := make([]kit.Leaf, len(all.Members))
		for i, m := range all.Members {
			leaves[i] = kit.Leaf{
				Text: strings.TrimSpace(m.Name + "　" + m.Relation), Level: m.Generation, Apart: m.Apart,
				Chosen: own != nil && m.Person == own.ID, Act: func() { h.open("", m.Person) },
			}
		}
		h.members.Objects = []fyne.CanvasObject{kit.Tree(leaves)}
	}
	if own != nil {
		h.listed = append(h.listed, own.Values...)
	}
	if all != nil {
		h.listed = append(h.listed, all.Values...)
	}
	rows := make([][]string, len(h.listed))
	for i, v := range h.listed {
		rows[i] = []string{v.Label, v.Value, v.Reason}
		if len(v.Sources) > 0 {
			rows[i][2] = v.Sources[0].Department
		}
	}
	h.source.SetText("")
	h.edit.SetText("")
	h.edit.Disable()
	h.more.SetText(h.happened(all, own))
	if at := slices.IndexFunc(h.listed, func(v office.PageValue) bool { return v.Field == field }); at >= 0 {
		h.values.Again(rows, at)
		h.choose(at)
	} else {
		h.values.SetRows(rows)
	}
	h.members.Refresh()
}

// chosen is the field of the value chosen, "" for none, where the person stays the same.
func (h *home) chosen(own *office.Page) string {
	if h.at < 0 || h.own == nil || own == nil || own.ID != h.own.ID {
		return ""
	}
	return h.listed[h.at].Field
}

// happened is a person's history and what is open about them, a line each.
func (h *home) happened(all, own *office.Page) string {
	text := ""
	if own != nil {
		for _, e := range own.Events {
			text += e.Day + "　" + e.Text + "　" + e.Source.At() + "\n"
		}
	}
	asked := own
	if all != nil {
		asked = all
	}
	if asked != nil {
		for _, q := range asked.Questions {
			text += "？ " + q.Name + "　" + q.Text + "　" + q.Gate + "\n"
		}
	}
	return text
}

// choose shows who says a value and who says otherwise, and lets it be corrected.
func (h *home) choose(row int) {
	h.at = row
	v := h.listed[row]
	h.source.SetText(v.Label + "：" + v.Value + "　" + v.Reason + "\n" + whoSays(&v))
	h.edit.SetText(v.Value)
	if h.own != nil && row < len(h.own.Values) && h.s.book.May(office.Enter) {
		h.edit.Enable()
	} else {
		h.edit.Disable()
	}
}

// whoSays are the cells that say a value, then those that say another, a line each.
func whoSays(v *office.PageValue) string {
	var lines []string
	for _, src := range v.Sources {
		lines = append(lines, src.At()+"："+src.Shown)
	}
	for _, r := range v.Rivals {
		for _, src := range r.Sources {
			lines = append(lines, "≠ "+r.Value+"　"+src.At())
		}
	}
	return strings.Join(lines, "\n")
}

// giveUp puts back what stands in the place of what was typed.
func (h *home) giveUp() {
	if h.at >= 0 {
		h.edit.SetText(h.listed[h.at].Value)
	}
}

// correct keeps the clerk's value: it stands over what any form says.
func (h *home) correct(text string) {
	p := h.s.page
	if h.at < 0 || h.own == nil || text == h.listed[h.at].Value {
		return
	}
	person, v := h.own.ID, h.listed[h.at]
	var no uint64
	p.Try(func() (err error) {
		no, err = h.s.book.Correct(person, v.Field, text)
		return err
	}, func() {
		p.Window.Canvas().Focus(h.values.Focus())
		p.Done(p.Text("corrected", v.Label, strconv.FormatUint(no, 10)), func() error { return h.s.book.Revoke(strconv.FormatUint(no, 10)) })
	})
}
