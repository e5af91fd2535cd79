package papers

import (
	"strings"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// choose fills a form and shows its pages and its marks.
func (s *Screen) choose(at int) {
	s.at, s.kind = at, ""
	s.turn++
	turn, f := s.turn, s.forms[at]
	s.able()
	s.out.Set("", nil, nil)
	s.page.Say(s.page.Text("filling", f.title))
	var filled *office.Filled
	var draft *office.Paper
	s.page.Try(func() (err error) {
		if filled, err = s.desk.Fill(f.id); err == nil {
			draft, err = s.desk.Draft(office.FormPaper, office.PrintOptions{Of: f.id, Filled: true})
		}
		return err
	}, func() {
		if turn != s.turn {
			return
		}
		s.page.Say("")
		s.said.SetText(s.page.Text("filled", kit.Number(filled.Rows), kit.Number(filled.Result.Cells), kit.Number(filled.Blank)) + s.counted(filled.Marks) + s.noted(filled.Result.Notes))
		s.showMarks(filled.Marks)
		s.view.Show(draft.Data)
		s.out.Set(filled.Name, filled.Result.Data, draft.Data)
	})
}

// counted says how many cells carry each mark.
func (s *Screen) counted(marks []office.CellMark) string {
	n := office.CountMarks(marks)
	text := ""
	for _, m := range office.Marks {
		if n[m] > 0 {
			text += "　" + s.page.Text("mark."+string(m)) + " " + kit.Number(n[m])
		}
	}
	return text
}

// noted says what else a clerk should know of the file: its macros were left out, it has
// another format.
func (s *Screen) noted(notes []forms.Issue) string {
	text := ""
	for _, n := range notes {
		text += "\n" + strings.TrimSpace(n.Cell()+" "+assets.Text(s.page.Lang, "issue."+n.Code, n.Args...))
	}
	return text
}

// showMarks lists what to look at before the form is sent.
func (s *Screen) showMarks(marks []office.CellMark) {
	rows := make([][]string, len(marks))
	for i, m := range marks {
		rows[i] = []string{s.page.Text("mark." + string(m.Mark)), kit.Number(m.Row), m.Column, m.Value, m.Was}
	}
	s.marks.SetRows(rows)
	tones := make([]kit.Tone, len(marks))
	for i, m := range marks {
		tones[i] = map[office.Mark]kit.Tone{
			office.Missing: kit.Bad, office.Disputed: kit.Bad, office.Expired: kit.Doubt, office.Changed: kit.Good,
		}[m.Mark]
	}
	s.marks.Tone = func(row, column int) kit.Tone {
		if column != 0 {
			return kit.Plain
		}
		return tones[row]
	}
	s.tabs.Items[1].Text = s.page.Text("marks") + " " + kit.Number(len(marks))
	s.tabs.Refresh()
}

// markTone colours nothing while there are no marks.
func (s *Screen) markTone(int, int) kit.Tone { return kit.Plain }

// draft lays one of the community's own papers out and shows it.
func (s *Screen) draft(kind office.PaperKind) {
	s.at, s.kind = -1, kind
	s.turn++
	turn := s.turn
	s.able()
	s.out.Set("", nil, nil)
	s.page.Say(s.page.Text("printing"))
	var p *office.Paper
	s.page.Try(func() (err error) {
		p, err = s.desk.Draft(kind, office.PrintOptions{})
		return err
	}, func() {
		if turn != s.turn {
			return
		}
		s.page.Say("")
		s.said.SetText(s.page.Text("drafted", p.Title, kit.Number(p.Report.Pages)))
		s.showMarks(nil)
		s.tabs.SelectIndex(0)
		s.view.Show(p.Data)
		s.out.Set(p.Title+".pdf", p.Data, p.Data)
		s.able()
	})
}

// doFile files the paper shown: it gets its number, and each page its code.
func (s *Screen) doFile() {
	kind, opt := s.kind, office.PrintOptions{}
	if s.at >= 0 {
		kind, opt = office.FormPaper, office.PrintOptions{Of: s.forms[s.at].id, Filled: true}
	}
	if kind == "" {
		return
	}
	var p *office.Paper
	s.page.Try(func() (err error) {
		p, err = s.desk.PrintWith(kind, opt)
		return err
	}, func() {
		s.view.Show(p.Data)
		s.out.Set(p.Title+".pdf", p.Data, p.Data)
		words := s.page.Text("printed", kit.Number(p.Report.Pages), p.ArchivalNo)
		if p.Again { // nothing new was done
			s.page.Say(words)
			return
		}
		s.page.Done(words, func() error { return s.desk.TakeBackPaper(p.Document) })
	})
}

func (s *Screen) doPrepare() {
	if s.at < 0 {
		return
	}
	f := s.forms[s.at]
	var sending plan.Sending
	s.page.Try(func() (err error) {
		_, sending, err = s.desk.PrepareSending(f.form, f.period)
		return err
	}, func() { s.stepped(sending) })
}

func (s *Screen) doSent() {
	id := s.sending()
	var sending plan.Sending
	s.page.Try(func() (err error) {
		sending, err = s.desk.MarkSent(id)
		return err
	}, func() { s.stepped(sending) })
}

func (s *Screen) doReturned() {
	id, reason := s.sending(), s.reason.Text
	if reason == "" {
		s.page.Say("⚠ " + s.page.Text("return_reason_missing"))
		s.page.Window.Canvas().Focus(s.reason)
		return
	}
	var sending plan.Sending
	s.page.Try(func() (err error) {
		sending, err = s.desk.MarkReturned(id, reason)
		return err
	}, func() {
		s.reason.SetText("")
		s.stepped(sending)
	})
}

func (s *Screen) sending() string {
	if s.at < 0 {
		return ""
	}
	return s.forms[s.at].sending
}

func (s *Screen) stepped(sending plan.Sending) {
	words := s.page.Text("sending_now", sending.Title, sending.Period, assets.Text(s.page.Lang, "plan.sending."+sending.Status()))
	s.page.Done(words, func() error {
		_, err := s.desk.TakeBackStep(sending.ID)
		return err
	})
}

// able switches on the steps that the chosen form may take.
func (s *Screen) able() {
	state, form := "", false
	if s.at >= 0 {
		state, form = s.forms[s.at].state, s.forms[s.at].form != ""
	}
	kit.SwitchOn(s.prepare, form && state != plan.SendingSent)
	kit.SwitchOn(s.sent, state == plan.SendingPrepared)
	kit.SwitchOn(s.returned, state == plan.SendingSent)
	kit.SwitchOn(s.file, s.at >= 0 || s.kind != "")
}
