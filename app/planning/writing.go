package planning

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
)

// writing is the plan or the summary: the text as it reads with its numbers, and where
// it is edited the text with its marks above that; beside it the pages, the numbers
// with their rows, the versions.
type writing struct {
	page  kit.Page
	desk  Desk
	kind  string // plan.DraftPlan or DraftSummary
	paper office.PaperKind

	state     *widget.Label // which version it is, what is amiss
	reading   *fyne.Container
	entry     *widget.Entry
	note      *kit.Entry
	edit      *widget.Button
	put, drop *widget.Button
	look      *widget.Button
	left      *fyne.Container
	view      *kit.PaperView
	numbers   *numbers
	versions  *versions
	tabs      *container.AppTabs
	root      fyne.CanvasObject

	kept    office.EditedPlan
	editing bool
	running bool // a text is being composed
	again   bool // and was changed meanwhile
	turn    int
}

func newWriting(page kit.Page, desk Desk, pages kit.OpenPages, kind string, paper office.PaperKind) *writing {
	w := &writing{page: page, desk: desk, kind: kind, paper: paper, state: widget.NewLabel(""), reading: container.New(layout.NewCustomPaddedVBoxLayout(0)), entry: widget.NewMultiLineEntry(), note: kit.NewEntry(page.Key)}
	w.state.Wrapping, w.entry.Wrapping = kit.Wrap(page.Lang), kit.Wrap(page.Lang)
	w.entry.OnChanged = func(string) { w.compose() }
	w.note.SetPlaceHolder(page.Text("plan_note"))
	w.note.OnSubmitted = func(string) { w.keep() }
	w.edit = widget.NewButton(page.Text("plan_edit"), w.begin)
	w.put = widget.NewButton(page.Text("plan_keep"), w.keep)
	w.put.Importance = widget.HighImportance
	w.drop = widget.NewButton(page.Text("plan_drop"), w.end)
	w.look = widget.NewButton(page.Text("plan_look"), w.lay)
	w.left = container.NewStack()
	w.view = kit.NewPaperView(page, pages, page.Text("paper_hint"))
	w.numbers = newNumbers(w)
	w.versions = newVersions(w)
	w.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("plan_pages"), w.view.Object()),
		container.NewTabItem(page.Text("plan_numbers"), w.numbers.root),
		container.NewTabItem(page.Text("plan_versions"), w.versions.root),
	)
	bar := container.NewVBox(w.state, container.NewBorder(nil, nil, container.NewHBox(w.edit, w.put, w.drop, w.look), nil, w.note))
	split := container.NewHSplit(container.NewBorder(bar, nil, nil, nil, w.left), w.tabs)
	w.root = split
	w.arrange()
	return w
}

// arrange shows what belongs to reading or to editing.
func (w *writing) arrange() {
	for o, on := range map[fyne.CanvasObject]bool{
		w.edit: !w.editing && w.desk.May(office.Enter), w.put: w.editing, w.drop: w.editing, w.note: w.editing,
		w.look: w.editing && w.desk.May(office.Issue),
	} {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	text := container.NewVScroll(w.reading)
	if w.editing {
		split := container.NewVSplit(w.entry, text)
		split.SetOffset(0.6)
		w.left.Objects = []fyne.CanvasObject{split}
	} else {
		w.left.Objects = []fyne.CanvasObject{text}
	}
	w.left.Refresh()
}

// refresh reads the text in force anew. One that is being edited stays, with the
// numbers of now.
func (w *writing) refresh() {
	w.versions.refresh()
	if w.editing {
		w.compose()
		return
	}
	w.turn++
	turn := w.turn
	var kept office.EditedPlan
	var now plan.Composed
	var draft *office.Paper
	w.page.Try(func() (err error) {
		if kept, err = w.desk.PlanText(w.kind); err != nil {
			return err
		}
		if now, err = w.desk.ComposePlan(w.kind, ""); err == nil && w.desk.May(office.Issue) {
			draft, err = w.desk.Draft(w.paper, office.PrintOptions{})
		}
		return err
	}, func() {
		if turn != w.turn {
			return
		}
		w.kept = kept
		w.show(&now)
		if draft != nil {
			w.view.Show(draft.Data)
		}
	})
}

// show shows a text as it reads, its numbers to be tapped, and says which it is.
func (w *writing) show(c *plan.Composed) {
	w.reading.Objects = w.paragraphs(c)
	w.reading.Refresh()
	w.numbers.set(c)
	if len(c.Problems) > 0 {
		p := c.Problems[0]
		w.state.SetText("⚠ " + w.page.Text("plan_problem", kit.Number(p.Line), "{{"+strings.Trim(p.Mark, "{}")+"}}", kit.Number(len(c.Problems))))
		return
	}
	switch v := w.kept.Version; {
	case w.editing:
		w.state.SetText(w.page.Text("plan_editing"))
	case v != nil:
		w.state.SetText(w.page.Text("plan_of_version", v.ID, kit.When(v.At), v.By))
	default:
		w.state.SetText(w.page.Text("plan_written"))
	}
}

// paragraphs are a document's title and paragraphs. A number is a link to its rows.
func (w *writing) paragraphs(c *plan.Composed) []fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewFlow(theme.SizeNameHeadingText, kit.Run{Text: c.Official.Title})}
	for i := range c.Lines {
		l := &c.Lines[i]
		size := theme.SizeNameText
		if l.Level == 1 || l.Level == 2 {
			size = theme.SizeNameSubHeadingText
		}
		runs := make([]kit.Run, len(l.Pieces))
		for k, p := range l.Pieces {
			if runs[k].Text = p.Text; p.Code != "" {
				runs[k].Act = func() { w.showNumber(p.Code) }
			}
		}
		out = append(out, kit.NewFlow(size, runs...))
	}
	return out
}

// showNumber shows what a number was counted from.
func (w *writing) showNumber(code string) {
	w.tabs.SelectIndex(1)
	w.numbers.choose(code)
}

// begin lets the text be edited.
func (w *writing) begin() {
	if w.editing || !w.desk.May(office.Enter) {
		return
	}
	w.editing = true
	w.arrange()
	w.entry.SetText(w.kept.Text)
	w.page.Window.Canvas().Focus(w.entry)
	w.compose()
}

// end gives the changes up.
func (w *writing) end() {
	w.editing = false
	w.note.SetText("")
	w.arrange()
	w.refresh()
}

// compose reads the text that is being typed with its numbers. While it is at it only
// the newest text waits.
func (w *writing) compose() {
	if !w.editing {
		return
	}
	if w.running {
		w.again = true
		return
	}
	w.running = true
	text := w.entry.Text
	var c plan.Composed
	var err error
	w.page.Run(func() { c, err = w.desk.ComposePlan(w.kind, text) }, func() {
		w.running = false
		switch {
		case err != nil:
			w.page.Fail(err)
		case w.editing:
			w.show(&c)
		}
		if w.again {
			w.again = false
			w.compose()
		}
	})
}

// lay lays the text that is being typed out as pages; nothing is kept.
func (w *writing) lay() {
	w.turn++
	turn, text := w.turn, []byte(w.entry.Text)
	w.tabs.SelectIndex(0)
	var draft *office.Paper
	w.page.Try(func() (err error) {
		draft, err = w.desk.Draft(w.paper, office.PrintOptions{Text: text})
		return err
	}, func() {
		if turn == w.turn {
			w.view.Show(draft.Data)
		}
	})
}

// keep keeps the text as a new version; Ctrl+Z keeps the one before once more.
func (w *writing) keep() {
	if !w.editing {
		return
	}
	text, note := w.entry.Text, strings.TrimSpace(w.note.Text)
	w.store(text, note, func() {
		w.editing = false
		w.note.SetText("")
		w.arrange()
	})
}

// store keeps a text as the newest version.
func (w *writing) store(text, note string, then func()) {
	before := w.kept.Text
	if w.kept.Version == nil {
		before = "" // the program's own
	}
	var v plan.Draft
	w.page.Try(func() (err error) {
		v, err = w.desk.KeepPlan(w.kind, text, note)
		return err
	}, func() {
		then()
		w.page.Done(w.page.Text("plan_kept", v.ID), func() error {
			_, err := w.desk.KeepPlan(w.kind, before, w.page.Text("plan_undone", v.ID))
			return err
		})
	})
}
