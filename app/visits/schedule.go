package visits

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// schedule is the plan of visits as a calendar: how many homes on a day, which they
// are, what each visitor has to do; homes are reserved for a day and released.
type schedule struct {
	s       *Screen
	month   *kit.Month
	load    *widget.Label
	said    *widget.Label // the day shown
	table   *kit.DataTable
	day     *kit.DateEntry
	visitor *kit.Entry
	reserve *widget.Button
	release *widget.Button
	root    fyne.CanvasObject

	plan  *plan.VisitPlan
	count map[string]int // visits by day
	shown []plan.PlannedVisit
}

func newSchedule(s *Screen) *schedule {
	p := s.page
	c := &schedule{s: s, load: widget.NewLabel(""), said: widget.NewLabel(""), month: kit.NewMonth(p), count: map[string]int{}}
	c.load.Wrapping, c.said.Wrapping = kit.Wrap(p.Lang), kit.Wrap(p.Lang)
	c.month.Word = func(day time.Time) string {
		if n := c.count[day.Format("2006-01-02")]; n > 0 {
			return kit.Number(n)
		}
		return ""
	}
	c.month.OnDay = func(time.Time) { c.list() }
	c.table = p.Table([]kit.Head{
		{Words: "col.home", Width: 190},
		{Words: "col.visitor", Width: 70},
		{Words: "col.purpose", Width: 76},
		{Words: "col.open", Width: 44},
		{Words: "col.planned_why", Width: 90},
	})
	c.table.OnSelect = func(row int) {
		v := &c.shown[row]
		c.day.SetText(v.Date.String())
		c.visitor.SetText(v.Visitor)
		c.able()
	}
	c.table.OnOpen = func(int) { p.Window.Canvas().Focus(c.day) }
	c.table.Tone = func(row, _ int) kit.Tone {
		switch {
		case row >= len(c.shown):
		case c.shown[row].Late:
			return kit.Bad
		case c.shown[row].Booking != "":
			return kit.Good
		}
		return kit.Plain
	}
	c.day = kit.NewDateEntry(p.Now, p.Key)
	c.visitor = kit.NewEntry(p.Key)
	c.visitor.SetPlaceHolder(p.Text("col.visitor"))
	c.day.OnSubmitted = func(string) { p.Window.Canvas().Focus(c.visitor) }
	c.visitor.OnSubmitted = func(string) { c.book() }
	c.reserve = widget.NewButton(p.Text("reserve"), c.book)
	c.release = widget.NewButton(p.Text("release"), c.free)
	foot := container.NewVBox(container.NewGridWithColumns(2, c.day, c.visitor), container.NewHBox(c.reserve, c.release))
	left := container.NewBorder(c.month.Object(), nil, nil, nil, container.NewVScroll(c.load))
	split := container.NewHSplit(left, container.NewBorder(c.said, foot, nil, nil, c.table.Object()))
	split.SetOffset(0.5)
	c.root = split
	c.able()
	return c
}

func (c *schedule) able() {
	at := c.table.Chosen()
	kit.SwitchOn(c.reserve, at >= 0 && c.shown[at].Booking == "")
	kit.SwitchOn(c.release, at >= 0 && c.shown[at].Booking != "")
}

// set shows a plan.
func (c *schedule) set(p *plan.VisitPlan) {
	c.plan = p
	c.count = map[string]int{}
	for i := range p.Visits {
		c.count[p.Visits[i].Date.String()]++
	}
	c.month.Refresh()
	c.list()
	page := c.s.page
	text := page.Text("plan_sum", kit.Number(len(p.Visits)), p.From.String(), p.To.String())
	if len(p.Left) > 0 {
		text += "\n⚠ " + page.Text("plan_left", kit.Number(len(p.Left)))
	}
	for _, v := range p.Visitors {
		name := v.Visitor
		if name == "" {
			name = page.Text("no_visitor")
		}
		text += "\n" + page.Text("visitor_load", name, kit.Number(v.Homes), kit.Number(v.Visits), kit.Number(v.Days), kit.Number(v.Busiest))
		if v.Late > 0 {
			text += page.Text("visitor_late", kit.Number(v.Late))
		}
		text += "\n　" + strings.Join(v.Areas, "、")
	}
	c.load.SetText(text)
}

// list lists the homes of the day that is chosen, in the order of the walk.
func (c *schedule) list() {
	if c.plan == nil {
		return
	}
	day := c.month.Chosen().Format("2006-01-02")
	c.shown = nil
	rows := [][]string{}
	for _, v := range c.plan.Visits {
		if v.Date.String() != day {
			continue
		}
		c.shown = append(c.shown, v)
		why := assets.Text(c.s.page.Lang, "app.planned."+v.Why)
		if v.Class != "" {
			why += " " + v.Class
		}
		rows = append(rows, []string{v.Home, v.Visitor, word(c.s.page.Lang, "purpose", v.Purpose), kit.Number(v.Open), why})
	}
	c.table.SetRows(rows)
	c.said.SetText(c.s.page.Text("plan_day", day, kit.Number(len(rows))))
	c.able()
}

// book reserves the chosen home for the day and the visitor that stand below.
func (c *schedule) book() {
	at, p := c.table.Chosen(), c.s.page
	if at < 0 {
		return
	}
	day, ok := c.day.Day()
	if !ok {
		p.Say("⚠ " + p.Text("date_unread", c.day.Text))
		p.Window.Canvas().Focus(c.day)
		return
	}
	v := c.shown[at]
	b := plan.Booking{
		Household: v.Household, Date: forms.NewDate(day.Year(), int(day.Month()), day.Day()), Visitor: strings.TrimSpace(c.visitor.Text), Purpose: v.Purpose,
	}
	var kept []plan.Booking
	p.Try(func() (err error) {
		kept, err = c.s.desk.Reserve(b)
		return err
	}, func() {
		ids := make([]string, len(kept))
		for i := range kept {
			ids[i] = kept[i].ID
		}
		p.Done(p.Text("reserved", v.Home, b.Date.String(), b.Visitor), func() error { return c.s.desk.Release(ids...) })
	})
}

// free releases the chosen home; the plan places it anew.
func (c *schedule) free() {
	at, p := c.table.Chosen(), c.s.page
	if at < 0 || c.shown[at].Booking == "" {
		return
	}
	v := c.shown[at]
	p.Try(func() error { return c.s.desk.Release(v.Booking) }, func() {
		p.Done(p.Text("released", v.Home), func() error {
			_, err := c.s.desk.Reserve(plan.Booking{Household: v.Household, Date: v.Date, Visitor: v.Visitor, Purpose: v.Purpose})
			return err
		})
	})
}
