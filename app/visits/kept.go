package visits

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
)

// kept are the visits that were kept, the newest first, and each visitor's load; a
// sheet keyed back is keyed a second time here.
type kept struct {
	s     *Screen
	table *kit.DataTable
	load  *widget.Label
	sheet *sheet
	back  *widget.Button
	root  fyne.CanvasObject

	rows   []plan.Visit // as they are listed
	at     plan.Visit   // keyed a second time
	chosen plan.Visit
	busy   bool
}

func newKept(s *Screen) *kept {
	p := s.page
	k := &kept{s: s, load: widget.NewLabel("")}
	k.load.Wrapping = kit.Wrap(p.Lang)
	k.table = p.Table([]kit.Head{
		{Words: "col.day", Width: 96},
		{Words: "col.home_id", Width: 76},
		{Words: "col.home", Width: 190},
		{Words: "col.visitor", Width: 80},
		{Words: "col.purpose", Width: 76},
		{Words: "col.outcome", Width: 50},
		{Words: "col.verified", Width: 76},
		{Words: "col.note", Width: 220},
	})
	k.table.OnSelect = k.choose
	k.table.OnOpen = func(int) { k.begin() }
	k.sheet = newSheet(p, "choose_kept", "visit_verify", k.put)
	k.back = widget.NewButton(p.Text("visit_take_back"), k.takeBack)
	k.back.Disable()
	split := container.NewHSplit(k.table.Object(), k.sheet.root)
	split.SetOffset(0.62)
	k.root = container.NewBorder(container.NewBorder(nil, nil, nil, k.back, k.load), nil, nil, nil, split)
	return k
}

// list shows the visits kept and each visitor's load.
func (k *kept) list() {
	homes := map[string]string{}
	for i := range k.s.doors {
		if home, ok := plan.HomeOf(k.s.doors[i].Code); ok {
			homes[home] = k.s.doors[i].Home
		}
	}
	k.rows = slices.Clone(k.s.visits)
	slices.SortStableFunc(k.rows, func(a, b plan.Visit) int { return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(b.ID, a.ID)) })
	rows := make([][]string, len(k.rows))
	times := map[string]int{}
	var who []string
	for i := range k.rows {
		v := &k.rows[i]
		if times[v.Visitor] == 0 {
			who = append(who, v.Visitor)
		}
		times[v.Visitor]++
		rows[i] = []string{
			v.Date.String(), v.Household, homes[v.Household], v.Visitor, word(k.s.page.Lang, "purpose", v.Purpose),
			word(k.s.page.Lang, "outcome", v.Outcome), v.Verified, strings.TrimSpace(v.Reason + " " + v.Note),
		}
	}
	at := slices.IndexFunc(k.rows, func(v plan.Visit) bool { return v.ID == k.chosen.ID })
	k.table.Again(rows, at)
	if at < 0 {
		k.chosen = plan.Visit{}
		k.back.Disable()
	} else {
		k.choose(at)
	}
	slices.SortFunc(who, func(a, b string) int { return cmp.Or(times[b]-times[a], strings.Compare(a, b)) })
	load := k.s.page.Text("visits_total", kit.Number(len(k.rows)))
	for _, w := range who {
		load += "　" + w + " " + kit.Number(times[w])
	}
	k.load.SetText(load)
}

func (k *kept) choose(row int) {
	k.chosen = k.rows[row]
	k.back.Enable()
}

// begin gives the lines of the sheet chosen to be keyed once more, without what was
// keyed first.
func (k *kept) begin() {
	v, p := k.chosen, k.s.page
	var at *office.VisitPage
	p.Try(func() (err error) {
		at, err = k.s.desk.KeyedVisit(v.ID)
		return err
	}, func() {
		k.at = v
		k.sheet.show(at, p.Text("visit_again", v.ID, plan.HomeCode(v.Household)), "", true)
		k.sheet.lines.Go(0)
	})
}

// put holds the second keying against the first.
func (k *kept) put() {
	if k.sheet.at == nil || k.busy {
		return
	}
	k.busy = true
	p, id, said := k.s.page, k.at.ID, k.sheet.answers()
	var done *office.VisitKeyed
	var err error
	p.Run(func() { done, err = k.s.desk.VerifyVisit(id, said) }, func() {
		k.busy = false
		switch {
		case err != nil:
			p.Fail(err)
		case len(done.Amiss) > 0:
			k.sheet.tell(done.Amiss)
			p.Say("⚠ " + p.Text("visit_differs", kit.Number(len(done.Amiss))))
		default:
			k.sheet.clear(p.Text("choose_kept"))
			p.Window.Canvas().Focus(k.table.Focus())
			p.Done(p.Text("visit_verified", id), func() error { return k.s.desk.TakeBackVerified(id) })
		}
	})
}

// takeBack takes the chosen visit back; what was keyed of it is withdrawn. Ctrl+Z puts
// it back.
func (k *kept) takeBack() {
	v, p := k.chosen, k.s.page
	if v.ID == "" {
		return
	}
	p.Try(func() error { return k.s.desk.TakeBackVisit(v.ID) }, func() {
		k.sheet.clear(p.Text("choose_kept"))
		p.Done(p.Text("visit_taken_back", v.ID), func() error { return k.s.desk.BringBackVisit(v) })
	})
}
