package visits

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// outcomes and purposes in the order of their digits on the keyboard.
var (
	outcomes = []string{plan.OutcomeMet, plan.OutcomeAway, plan.OutcomeRefused, plan.OutcomeMoved}
	purposes = []string{plan.PurposeCollect, plan.PurposeWelfare}
)

// The lines of a sheet before its answers, in their order.
const (
	dayLine = iota
	visitorLine
	outcomeLine
	purposeLine
	reasonLine
	noteLine
	heads
)

// sheet is one home's visit sheet as it is keyed back, by the keyboard alone: Enter
// goes from line to line, over the answers at once where nobody was met, and the
// last one keeps it.
type sheet struct {
	page  kit.Page
	at    *office.VisitPage
	again bool // it is keyed a second time: the answers alone
	title *widget.Label
	words *widget.Label
	day   *kit.DateEntry
	head  [heads]*kit.Entry // all but the day
	said  []*answer
	form  *fyne.Container
	lines *kit.Lines
	keep  *widget.Button
	root  *fyne.Container
	put   func() // keeps it
}

// answer is one line to key, and what is amiss with it.
type answer struct {
	of    office.VisitLine
	entry *kit.Entry
	amiss *widget.Label
}

// newSheet is an empty sheet; hint is what it says then, keep the words of the button
// that keeps it.
func newSheet(page kit.Page, hint, keep string, put func()) *sheet {
	s := &sheet{page: page, title: widget.NewLabel(page.Text(hint)), words: widget.NewLabel(""), form: container.New(layout.NewFormLayout()), put: put}
	s.title.TextStyle.Bold = true
	s.title.Wrapping, s.words.Wrapping = kit.Wrap(page.Lang), kit.Wrap(page.Lang)
	s.words.Hide()
	s.day = kit.NewDateEntry(page.Now, page.Key)
	for i := range s.head {
		s.head[i] = kit.NewEntry(page.Key)
	}
	s.head[outcomeLine].SetPlaceHolder(s.digits("outcome", outcomes))
	s.head[purposeLine].SetPlaceHolder(s.digits("purpose", purposes))
	s.keep = widget.NewButton(page.Text(keep), put)
	s.keep.Importance = widget.HighImportance
	scroll := container.NewVScroll(container.NewVBox(s.title, s.words, s.form))
	s.lines = kit.NewLines(page)
	s.lines.Scroll, s.lines.OnLast = scroll, put
	s.root = container.NewBorder(nil, container.NewHBox(s.keep), nil, nil, scroll)
	s.clear(page.Text(hint))
	return s
}

// digits are the words for values with the digits to key them by: 1 见到　2 无人.
func (s *sheet) digits(kind string, values []string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = word(s.page.Lang, kind, v)
	}
	return numbered(words)
}

func numbered(words []string) string {
	text := ""
	for i, w := range words {
		text += kit.Number(i+1) + " " + w + "　"
	}
	return text
}

func word(lang assets.Lang, kind, value string) string {
	if value == "" {
		return ""
	}
	return assets.Text(lang, "plan."+kind+"."+value)
}

// clear puts the sheet away and says something in its place.
func (s *sheet) clear(title string) {
	s.at, s.said = nil, nil
	s.title.SetText(title)
	s.words.SetText("")
	s.words.Hide()
	s.form.Objects = nil
	s.form.Refresh()
	s.keep.Disable()
}

// show shows a home's sheet: whose it is, and its lines to key. Of a second keying
// there are the answers alone.
func (s *sheet) show(at *office.VisitPage, title, words string, again bool) {
	s.at, s.said, s.again = at, nil, again
	s.title.SetText(title)
	s.words.SetText(words)
	shown(s.words, words != "")
	s.form.Objects = nil
	if !again {
		for i, key := range [heads]string{"col.day", "col.visitor", "col.outcome", "col.purpose", "visit_reason", "col.note"} {
			entry := fyne.CanvasObject(s.head[i])
			if i == dayLine {
				entry = s.day
			}
			label := widget.NewLabel(s.page.Text(key))
			if i == reasonLine {
				shown(label, at.Earlier != nil)
				shown(entry, at.Earlier != nil)
			}
			s.form.Objects = append(s.form.Objects, label, entry)
		}
	}
	entries := make([]*kit.Entry, 0, heads+len(at.Lines))
	if !again {
		entries = append(entries, s.head[:]...)
	}
	for _, l := range at.Lines {
		a := &answer{of: l, entry: kit.NewEntry(s.page.Key), amiss: widget.NewLabel("")}
		a.amiss.Importance, a.amiss.Wrapping = widget.DangerImportance, kit.Wrap(s.page.Lang)
		a.amiss.Hide()
		a.entry.SetPlaceHolder(numbered(l.Options) + l.Hint)
		s.said = append(s.said, a)
		label := l.Label
		if l.About != "" {
			label = l.About + "　" + l.Label
		}
		s.form.Objects = append(s.form.Objects, widget.NewLabel(label), container.NewVBox(a.entry, a.amiss))
		entries = append(entries, a.entry)
	}
	s.lines.Set(entries...)
	if !again {
		s.lines.SetDay(dayLine, s.day)
		s.head[outcomeLine].OnSubmitted = func(string) { s.afterOutcome() }
	}
	s.form.Refresh()
	s.keep.Enable()
}

func shown(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// begin goes to the first line that has to be keyed: the day, today where none was
// keyed yet; else, as sheets of one round have one day and one visitor, the outcome.
func (s *sheet) begin() {
	switch {
	case s.at == nil:
		return
	case s.day.Text == "" || s.head[visitorLine].Text == "":
		if s.day.Text == "" {
			s.day.SetText(s.page.Now().Format("2006-01-02"))
		}
		s.lines.Go(dayLine)
	default:
		s.lines.Go(outcomeLine)
	}
}

// afterOutcome goes on to the purpose; where nobody was met there is nothing to
// answer, and to the note.
func (s *sheet) afterOutcome() {
	if v, ok := s.chosen("outcome", s.head[outcomeLine].Text, outcomes); ok && v != plan.OutcomeMet {
		s.lines.Go(noteLine)
		s.head[noteLine].OnSubmitted = func(string) { s.put() }
		return
	}
	s.head[noteLine].OnSubmitted = func(string) { s.lines.Next(noteLine) }
	s.lines.Next(outcomeLine)
}

// chosen is the value of a digit or a word; nothing is the first.
func (s *sheet) chosen(kind, text string, values []string) (string, bool) {
	if text == "" {
		return values[0], true
	}
	for i, v := range values {
		if text == kit.Number(i+1) || text == word(s.page.Lang, kind, v) {
			return v, true
		}
	}
	return "", false
}

// keyed is what was keyed; false: a line has to be looked at, which is said and gone
// to.
func (s *sheet) keyed() (k office.VisitKeying, ok bool) {
	if s.at == nil {
		return k, false
	}
	day, ok := s.day.Day()
	if !ok {
		return k, s.amiss(dayLine, s.page.Text("date_unread", s.day.Text))
	}
	k.Code, k.Date = s.at.Code, forms.NewDate(day.Year(), int(day.Month()), day.Day())
	if k.Outcome, ok = s.chosen("outcome", s.head[outcomeLine].Text, outcomes); !ok {
		return k, s.amiss(outcomeLine, s.page.Text("choose_by_digit", s.digits("outcome", outcomes)))
	}
	if k.Purpose, ok = s.chosen("purpose", s.head[purposeLine].Text, purposes); !ok {
		return k, s.amiss(purposeLine, s.page.Text("choose_by_digit", s.digits("purpose", purposes)))
	}
	k.Visitor, k.Reason, k.Note, k.Answers = s.head[visitorLine].Text, s.head[reasonLine].Text, s.head[noteLine].Text, s.answers()
	return k, true
}

func (s *sheet) amiss(line int, words string) bool {
	s.page.Say("⚠ " + words)
	s.lines.Go(line)
	return false
}

func (s *sheet) answers() map[string]string {
	all := map[string]string{}
	for _, a := range s.said {
		if a.entry.Text != "" {
			all[a.of.Key] = a.entry.Text
		}
	}
	return all
}

// tell shows beside each answer what is amiss with it, and goes to the first.
func (s *sheet) tell(amiss []office.VisitAmiss) {
	first := -1
	for i, a := range s.said {
		at := slices.IndexFunc(amiss, func(m office.VisitAmiss) bool { return m.Key == a.of.Key })
		shown(a.amiss, at >= 0)
		if at < 0 {
			continue
		}
		text := amiss[at].Why
		if s.again {
			text += "　" + s.page.Text("visit_first", orNone(s.page, amiss[at].First))
		}
		a.amiss.SetText(text)
		if first < 0 {
			first = i
		}
	}
	if first >= 0 {
		s.page.Window.Canvas().Focus(s.said[first].entry)
		kit.Reveal(s.lines.Scroll, s.said[first].entry)
	}
}

func orNone(p kit.Page, text string) string {
	if text == "" {
		return p.Text("unanswered")
	}
	return text
}

// forget empties the lines that belong to one home alone.
func (s *sheet) forget() {
	for _, i := range []int{outcomeLine, purposeLine, reasonLine, noteLine} {
		s.head[i].SetText("")
	}
}

// askReason shows the line for why a home is asked again, and goes there.
func (s *sheet) askReason() {
	for _, o := range s.form.Objects[2*reasonLine : 2*reasonLine+2] {
		o.Show()
	}
	s.form.Refresh()
	s.lines.Go(reasonLine)
}
