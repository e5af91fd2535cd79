package intake

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/forms"
)

// batch are the files of one import while it is tried: what each would do, what has to
// be answered first, and then the import itself.
type batch struct {
	s        *Screen
	work     *kit.Work
	table    *kit.DataTable
	sum      *widget.Label
	why      *widget.Label // of the file chosen: why it is left out, what it asks
	password *widget.Entry
	accept   *widget.Check
	begin    *widget.Button
	drop     *widget.Button
	asks     *fyne.Container
	file     *file
	root     fyne.CanvasObject

	paths   []string
	tried   *office.ImportReport
	answers map[string]map[string]string // by file
	chosen  int
}

func newBatch(s *Screen) *batch {
	p := s.page
	b := &batch{s: s, work: kit.NewWork(p), sum: widget.NewLabel(p.Text("trial_hint")), why: widget.NewLabel(""), asks: container.NewVBox(), answers: map[string]map[string]string{}, chosen: -1}
	b.sum.Wrapping, b.why.Wrapping = kit.Wrap(p.Lang), kit.Wrap(p.Lang)
	b.table = p.Table([]kit.Head{
		{Words: "col.file", Width: 250},
		{Words: "col.rows", Width: 50},
		{Words: "col.adds", Width: 50},
		{Words: "col.changes", Width: 50},
		{Words: "col.asks", Width: 50},
	})
	b.table.OnSelect = b.choose
	b.table.Tone = b.tone
	b.password = widget.NewPasswordEntry()
	b.password.SetPlaceHolder(p.Text("file_password"))
	b.password.OnSubmitted = func(string) { b.again() }
	b.password.Hide()
	b.accept = widget.NewCheck(p.Text("import_accept"), func(bool) { b.again() })
	b.accept.Hide()
	b.begin = widget.NewButton(p.Text("import_now"), b.commit)
	b.begin.Importance = widget.HighImportance
	b.begin.Disable()
	b.drop = widget.NewButton(p.Text("import_drop"), b.forget)
	b.drop.Disable()
	b.file = newFile(s)
	left := container.NewBorder(container.NewVBox(b.sum, container.NewHBox(b.begin, b.drop), b.password, b.accept, b.work.Object()),
		container.NewVBox(b.asks, b.why), nil, nil, b.table.Object())
	split := container.NewHSplit(left, b.file.root)
	split.SetOffset(0.42)
	b.root = split
	return b
}

// options are what was said about a file.
func (b *batch) options(file string) office.ImportOptions {
	return office.ImportOptions{Accept: b.accept.Checked, Answers: b.answers[file], Password: b.password.Text}
}

// try tries files: everything is understood and nothing kept.
func (b *batch) try(paths []string) {
	if b.work.Running() {
		b.s.page.Say(b.s.page.Text("import_running"))
		return
	}
	b.paths, b.tried, b.chosen = paths, nil, -1
	b.answers = map[string]map[string]string{}
	b.accept.Checked = false
	b.password.Text = ""
	b.again()
}

// again tries them again, after something was answered.
func (b *batch) again() {
	if b.work.Running() || len(b.paths) == 0 {
		return
	}
	b.begin.Disable()
	b.drop.Disable()
	b.sum.SetText(b.s.page.Text("trying"))
	opt := b.options("")
	opt.DryRun, opt.Means = true, maps.Clone(b.file.said)
	answered := b.answers
	var rep *office.ImportReport
	var err error
	b.work.Do(func(ctx context.Context, tell kit.Tell) {
		rep, err = b.s.desk.Import(ctx, b.paths, opt, func(i, n int, _ *office.FileReport) { tell(int64(i), int64(n)) })
		if err == nil {
			err = b.withAnswers(ctx, rep, answered, opt)
		}
	}, func() {
		if err != nil {
			b.s.page.Fail(err)
		}
		if rep != nil {
			b.show(rep)
		}
	})
}

// withAnswers tries the files again, one by one, that something was answered for.
func (b *batch) withAnswers(ctx context.Context, rep *office.ImportReport, answered map[string]map[string]string, opt office.ImportOptions) error {
	for i := range rep.Files {
		if opt.Answers = answered[rep.Files[i].File]; opt.Answers == nil {
			continue
		}
		one, err := b.s.desk.Import(ctx, []string{rep.Files[i].File}, opt, nil)
		if err != nil {
			return err
		}
		rep.Files[i] = one.Files[0]
		rep.Total = nil // it was tried without the others
	}
	return nil
}

// sums are what a file's preview would do: people, values, questions.
func sums(p *office.FilePreview) (adds, changes, asks int) {
	if p == nil {
		return 0, 0, 0
	}
	for _, r := range p.Rows {
		if r.What == office.RowAdds {
			adds++
		}
		changes += len(r.Changes)
		asks += len(r.Asks)
	}
	return adds, changes, asks
}

func (b *batch) show(rep *office.ImportReport) {
	p := b.s.page
	b.tried = rep
	rows := make([][]string, len(rep.Files))
	var adds, changes, asks, taken int
	locked, asking := false, false
	for i := range rep.Files {
		f := &rep.Files[i]
		x, y, z := sums(f.Preview)
		adds, changes, asks = adds+x, changes+y, asks+z
		rows[i] = []string{filepath.Base(f.File), kit.Number(f.Rows), kit.Number(x), kit.Number(y), kit.Number(z)}
		if f.Refused == nil && !f.Already {
			taken++
		}
		locked = locked || isLocked(f.Refused)
		asking = asking || len(f.Asks) > 0
	}
	b.table.SetRows(rows)
	words := "trial_sum_apart"
	if t := rep.Total; t != nil {
		words, adds, changes, asks = "trial_sum", t.Added, t.Changed, t.Asked
	} else if taken <= 1 {
		words = "trial_sum" // one file counts nobody twice
	}
	b.sum.SetText(p.Text(words, kit.Number(taken), kit.Number(adds), kit.Number(changes), kit.Number(asks), kit.Number(len(rep.Files)-taken)))
	visible(b.password, locked)
	visible(b.accept, asking || b.accept.Checked)
	if taken > 0 {
		b.begin.Enable()
	}
	b.drop.Enable()
	b.why.SetText("")
	b.asks.Objects = nil
	at := max(b.chosen, 0)
	if b.chosen < 0 { // the first that needs somebody
		if k := slices.IndexFunc(rep.Files, func(f office.FileReport) bool { return f.Refused != nil }); k >= 0 {
			at = k
		}
	}
	if at < len(rep.Files) {
		b.table.Mark(at)
		b.choose(at)
	}
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// isLocked reports whether a file needs its opening password, or another one.
func isLocked(err error) bool {
	var f *forms.Fault
	return errors.As(err, &f) && slices.Contains(lockedCodes, f.Code)
}

// tone colours a file by what is to become of it.
func (b *batch) tone(row, _ int) kit.Tone {
	if b.tried == nil || row >= len(b.tried.Files) {
		return kit.Plain
	}
	switch f := &b.tried.Files[row]; {
	case f.Refused != nil && len(f.Asks) > 0:
		return kit.Doubt
	case f.Refused != nil:
		return kit.Bad
	case f.Already:
		return kit.Plain
	}
	return kit.Good
}

// choose shows a file as it looks, and says why it would be left out.
func (b *batch) choose(row int) {
	p := b.s.page
	b.chosen = row
	f := &b.tried.Files[row]
	text := f.Title
	switch {
	case f.Refused != nil:
		text = "⚠ " + office.Message(p.Lang, f.Refused)
	case f.Already:
		text = p.Text("already", filepath.Base(f.File), f.ID)
	case f.Replaces != "":
		text = p.Text("would_replace", f.Replaces)
	}
	if changes := office.ChangesInWords(p.Lang, f.Changes); changes != "" {
		text += "\n" + changes
	}
	for i, l := range f.Left {
		if i == mostLeft {
			text += "\n…"
			break
		}
		text += "\n" + l.Words(p.Lang)
	}
	b.why.SetText(text)
	b.showAsks(f)
	b.file.open(f.File, b.password.Text)
}

// mostLeft are how many rows left out are named.
const mostLeft = 4
