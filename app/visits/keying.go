package visits

import (
	"errors"
	"strings"

	"huce/app/kit"
	"huce/app/office"
	"huce/forms"
)

// keying is the sheet beside the list of homes: looked at while one goes through the
// list, keyed back once it is opened.
type keying struct {
	s     *Screen
	sheet *sheet
	door  *forms.VisitSheet // looked at
	turn  int
	busy  bool
}

func newKeying(s *Screen) *keying {
	k := &keying{s: s}
	k.sheet = newSheet(s.page, "choose_door", "visit_keep", k.put)
	return k
}

// look shows a home of the list and what is open there.
func (k *keying) look(door *forms.VisitSheet) {
	k.turn++
	shown := *door // without the list that it stands in
	k.door = &shown
	p := k.s.page
	var b strings.Builder
	if door.Welfare != "" {
		b.WriteString(p.Text("welfare", door.Welfare) + "\n")
	}
	b.WriteString(members(door.Members.Rows))
	for _, a := range door.Asks {
		b.WriteString("□ " + a.About + "　" + a.Label)
		if a.Hint != "" {
			b.WriteString("（" + a.Hint + "）")
		}
		b.WriteString("\n")
	}
	k.sheet.clear(door.Home + "　" + door.Head + "　" + door.Phone)
	k.sheet.words.SetText(b.String() + p.Text("choose_door"))
	k.sheet.words.Show()
}

// members are a home's people, a line each.
func members(rows [][]string) string {
	text := ""
	for _, row := range rows {
		text += strings.Join(row, "　") + "\n"
	}
	return text
}

// begin opens the home looked at.
func (k *keying) begin() {
	if k.door != nil {
		k.open(k.door.Code)
	}
}

// open gives the lines to key of a home.
func (k *keying) open(code string) {
	k.turn++
	turn, p := k.turn, k.s.page
	var at *office.VisitPage
	p.Try(func() (err error) {
		at, err = k.s.desk.VisitSheet(code)
		return err
	}, func() {
		if turn != k.turn {
			return
		}
		words := members(at.Members)
		if e := at.Earlier; e != nil {
			words += "⚠ " + p.Text("visit_earlier", e.Date.String(), e.Visitor) + "\n"
		}
		if at.Empty {
			words += "⚠ " + p.Text("visit_empty") + "\n"
		}
		k.sheet.show(at, at.Code+"　"+at.Home+"　"+at.Head, strings.TrimSuffix(words, "\n"), false)
		k.sheet.begin()
	})
}

// put keeps the sheet and goes on to the next home; what can't be kept is shown
// beside its line.
func (k *keying) put() {
	in, ok := k.sheet.keyed()
	if !ok || k.busy {
		return
	}
	p, home := k.s.page, k.sheet.at.Home
	k.busy = true
	var done *office.VisitKeyed
	var err error
	p.Run(func() { done, err = k.s.desk.KeyVisit(in) }, func() {
		k.busy = false
		switch {
		case err != nil:
			k.refused(err)
		case len(done.Amiss) > 0:
			k.sheet.tell(done.Amiss)
			p.Say("⚠ " + p.Text("visit_amiss", kit.Number(len(done.Amiss))))
		default:
			k.sheet.forget()
			k.sheet.clear(p.Text("choose_door"))
			k.door = nil
			id := done.Visit.ID
			p.Done(p.Text("sheet_kept", id, home, kit.Number(done.Answered)), func() error { return k.s.desk.TakeBackVisit(id) })
			k.s.find.Entry.SetText("")
			p.Window.Canvas().Focus(k.s.find.Entry)
		}
	})
}

// refused says why a sheet was not kept. A home that was asked this year already
// wants the reason for asking again.
func (k *keying) refused(err error) {
	k.s.page.Fail(err)
	var f *forms.Fault
	if errors.As(err, &f) && f.Code == "visit_second" {
		k.sheet.askReason()
	}
}
