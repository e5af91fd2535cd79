package intake

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/forms"
)

// lockedCodes are the faults of a file that needs its opening password.
var lockedCodes = []string{"file_password", "file_password_wrong"}

// showAsks shows what a file asks, each with what to answer it by.
func (b *batch) showAsks(f *office.FileReport) {
	b.asks.Objects = nil
	for _, q := range f.Asks {
		words := widget.NewLabel(b.words(q))
		words.Wrapping = kit.Wrap(b.s.page.Lang)
		b.asks.Add(words)
		if len(q.Choices) > 0 {
			choices := container.NewHBox()
			for _, c := range q.Choices {
				choices.Add(widget.NewButton(b.choice(c), func() { b.say(f.File, q.Key, c) }))
			}
			b.asks.Add(choices)
			continue
		}
		day := kit.NewDateEntry(b.now, b.s.page.Key)
		day.SetText(q.Proposed)
		ok := widget.NewButton(b.s.page.Text("ok"), nil)
		put := func() {
			if d, is := day.Day(); is {
				b.say(f.File, q.Key, d.Format("2006-01-02"))
				return
			}
			b.s.page.Say("⚠ " + b.s.page.Text("date_unread", day.Text))
		}
		ok.OnTapped = put
		day.OnSubmitted = func(string) { put() }
		b.asks.Add(container.NewBorder(nil, nil, nil, ok, day))
	}
	b.asks.Refresh()
}

// words are a question's in the window, where the terminal's name its flags.
func (b *batch) words(q office.ImportQuestion) string {
	switch q.Key {
	case office.AskAsOf, office.AskShifted, office.AskIdentity, office.AskExchanged:
		return b.s.page.Text("ask."+q.Key, q.About...)
	}
	return q.Text
}

func (b *batch) choice(c string) string {
	if c == "yes" {
		return b.s.page.Text("yes")
	}
	return c
}

func (b *batch) now() time.Time {
	if b.s.page.Now == nil {
		return time.Now()
	}
	return b.s.page.Now()
}

// say keeps an answer about a file and tries again.
func (b *batch) say(file, key, value string) {
	if value == "" {
		return
	}
	said := map[string]string{key: value}
	for k, v := range b.answers[file] {
		if k != key {
			said[k] = v
		}
	}
	b.answers[file] = said
	b.again()
}

// commit takes in what was tried, the files that something was answered for by
// themselves; then what a clerk said of columns is remembered with their forms.
func (b *batch) commit() {
	if b.tried == nil || b.work.Running() {
		return
	}
	var plain, answered []string
	all := &office.ImportReport{}
	for i := range b.tried.Files {
		f := &b.tried.Files[i]
		switch {
		case f.Refused != nil || f.Already:
			all.Files = append(all.Files, *f) // named in the end as well, with why
		case b.answers[f.File] != nil:
			answered = append(answered, f.File)
		default:
			plain = append(plain, f.File)
		}
	}
	b.begin.Disable()
	b.drop.Disable()
	opts := map[string]office.ImportOptions{"": b.options("")}
	for _, f := range answered {
		opts[f] = b.options(f)
	}
	said := b.file.said
	var err error
	b.work.Do(func(ctx context.Context, tell kit.Tell) {
		total := int64(len(plain) + len(answered))
		take := func(paths []string, opt office.ImportOptions, before int) error {
			rep, err := b.s.desk.Import(ctx, paths, opt, func(i, _ int, _ *office.FileReport) { tell(int64(before+i), total) })
			if rep != nil {
				all.Files = append(all.Files, rep.Files...)
			}
			return err
		}
		if len(plain) > 0 {
			err = take(plain, opts[""], 0)
		}
		for i, f := range answered {
			if err == nil {
				err = take([]string{f}, opts[f], len(plain)+i)
			}
		}
		if err == nil {
			err = b.learn(all, said)
		}
	}, func() {
		if err != nil {
			b.s.page.Fail(err)
		}
		b.done(all)
	})
}

// learn keeps what a clerk said that columns mean with the forms that were taken in.
func (b *batch) learn(all *office.ImportReport, said map[string][]office.TemplateLine) error {
	for i := range all.Files {
		f := &all.Files[i]
		if lines := said[f.File]; f.Form != "" && len(lines) > 0 {
			if _, err := b.s.desk.MapTemplate(f.Form, lines); err != nil {
				return err
			}
		}
	}
	return nil
}

// done says what became of the files; Ctrl+Z withdraws them all.
func (b *batch) done(all *office.ImportReport) {
	p := b.s.page
	var ids []string
	rows, text := 0, ""
	for i := range all.Files {
		f := &all.Files[i]
		switch {
		case f.Refused != nil:
			text += "\n" + p.Text("refused", filepath.Base(f.File), office.Message(p.Lang, f.Refused))
		case f.Already:
			text += "\n" + p.Text("already", filepath.Base(f.File), f.ID)
		default:
			if f.Replaces != "" {
				text += "\n" + p.Text("replaced", filepath.Base(f.File), f.ID, f.Replaces)
			}
			ids = append(ids, f.ID)
			rows += f.Rows
		}
	}
	words := p.Text("imported", kit.Number(len(ids)), kit.Number(rows), kit.Number(len(all.Files)-len(ids)))
	b.s.report.SetText(words + text)
	b.forget()
	b.s.tabs.SelectIndex(0)
	defer func() { // the report names it too, but it is no matter of one file
		if broken := ofArchive(all); broken != nil {
			p.Fail(broken)
		}
	}()
	if len(ids) == 0 {
		p.Say(words)
		p.Changed()
		return
	}
	p.Done(words, func() error {
		for i := len(ids) - 1; i >= 0; i-- {
			if err := b.s.desk.Withdraw(ids[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// ofArchive is why the archive itself took a file in no more: its disk is full or gone.
// nil where each refusal is a matter of the file.
func ofArchive(all *office.ImportReport) error {
	for i := range all.Files {
		var f *forms.Fault
		if errors.As(all.Files[i].Refused, &f) && strings.HasPrefix(f.Code, "archive_") {
			return f
		}
	}
	return nil
}

// forget puts the files away; nothing of them was kept.
func (b *batch) forget() {
	b.paths, b.tried, b.chosen = nil, nil, -1
	b.answers = map[string]map[string]string{}
	b.table.SetRows(nil)
	b.sum.SetText(b.s.page.Text("trial_hint"))
	b.why.SetText("")
	b.asks.Objects = nil
	b.asks.Refresh()
	b.begin.Disable()
	b.drop.Disable()
	b.password.Hide()
	b.accept.Hide()
	b.file.clear()
}
