package settings

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/archive/plan"
	"huce/forms"
)

// TableDesk are the tables by which the community works: who goes to homes, on which
// days nobody does, whom the community sees how often, how long papers are kept.
type TableDesk interface {
	Visitors() ([]plan.Visitor, error)
	PutVisitor(plan.Visitor) (plan.Visitor, error)
	VisitDays() (off, work []forms.Date, err error)
	SetVisitDays(off, work []forms.Date) error
	WelfareRules() ([]plan.WelfareRule, error)
	PutWelfareRule(plan.WelfareRule) (plan.WelfareRule, error)
	Retentions() ([]plan.Retention, error)
	PutRetention(plan.Retention) (plan.Retention, error)
}

// listed is a line of several words with 、 between them.
func listed[T any](words string, width float32, at func(*T) *[]string) line[T] {
	return line[T]{words, width, func(r *T) string { return strings.Join(*at(r), "、") }, func(r *T, s string) bool {
		*at(r) = strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、，,；; \u3000", c) })
		return true
	}}
}

// number is a line of a number, empty for 0.
func number[T any](words string, width float32, at func(*T) *int) line[T] {
	return line[T]{words, width, func(r *T) string {
		if *at(r) == 0 {
			return ""
		}
		return strconv.Itoa(*at(r))
	}, func(r *T, s string) bool {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		*at(r) = n
		return err == nil && n >= 0 || strings.TrimSpace(s) == ""
	}}
}

// days is a line of days with space between them.
func days[T any](words string, width float32, at func(*T) *[]forms.Date) line[T] {
	return line[T]{words, width, func(r *T) string { return writeDays(*at(r)) }, func(r *T, s string) (ok bool) {
		*at(r), ok = readDays(s)
		return ok
	}}
}

func writeDays(all []forms.Date) string {
	words := make([]string, len(all))
	for i, d := range all {
		words[i] = d.String()
	}
	return strings.Join(words, " ")
}

// readDays reads days with space, comma or 、 between them; false where one is none.
func readDays(s string) (all []forms.Date, ok bool) {
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、，,；; \n\u3000", c) }) {
		day, ok := kit.ReadDay(w, 0)
		if !ok || day.Year() == 0 {
			return nil, false
		}
		all = append(all, forms.NewDate(day.Year(), int(day.Month()), day.Day()))
	}
	return all, true
}

// weekdays is the line of the days of the week, 1 Monday: 135.
func weekdays(r *plan.Visitor) string {
	text := ""
	for _, d := range r.Weekdays {
		text += strconv.Itoa(d)
	}
	return text
}

func readWeekdays(r *plan.Visitor, s string) bool {
	r.Weekdays = nil
	for _, c := range s {
		switch {
		case c >= '1' && c <= '7':
			r.Weekdays = append(r.Weekdays, int(c-'0'))
		case !strings.ContainsRune("、，, ", c):
			return false
		}
	}
	slices.Sort(r.Weekdays)
	r.Weekdays = slices.Compact(r.Weekdays)
	return true
}

func newVisitors(page kit.Page, desk TableDesk, may bool) *table[plan.Visitor] {
	return newTable(page, "visitors_hint", may, shelf[plan.Visitor]{
		desk.Visitors, desk.PutVisitor,
		func(v *plan.Visitor) *string { return &v.ID }, func(v *plan.Visitor) *bool { return &v.Dropped }, func(v *plan.Visitor) string { return v.Name },
	}, []line[plan.Visitor]{
		text("col.name", 80, func(v *plan.Visitor) *string { return &v.Name }),
		listed("col.areas", 220, func(v *plan.Visitor) *[]string { return &v.Areas }),
		{"col.weekdays", 110, weekdays, readWeekdays},
		number("col.per_day", 90, func(v *plan.Visitor) *int { return &v.PerDay }),
		days("col.away", 160, func(v *plan.Visitor) *[]forms.Date { return &v.Away }),
	})
}

func newWelfare(page kit.Page, desk TableDesk, may bool) *table[plan.WelfareRule] {
	type rule = plan.WelfareRule
	return newTable(page, "welfare_hint", may, shelf[rule]{
		desk.WelfareRules, desk.PutWelfareRule,
		func(r *rule) *string { return &r.ID }, func(r *rule) *bool { return &r.Dropped }, func(r *rule) string { return r.Class + " " + r.Who },
	}, []line[rule]{
		text("col.class", 80, func(r *rule) *string { return &r.Class }),
		text("col.rhythm", 120, func(r *rule) *string { return &r.Rhythm }),
		number("col.days", 60, func(r *rule) *int { return &r.Days }),
		text("col.who", 200, func(r *rule) *string { return &r.Who }),
		text("col.when", 260, func(r *rule) *string { return &r.When }),
		number("col.order", 60, func(r *rule) *int { return &r.Order }),
	})
}

func newRetentions(page kit.Page, desk TableDesk, may bool) *table[plan.Retention] {
	type rule = plan.Retention
	return newTable(page, "retention_hint", may, shelf[rule]{
		desk.Retentions, desk.PutRetention,
		func(r *rule) *string { return &r.ID }, func(r *rule) *bool { return &r.Dropped }, func(r *rule) string { return r.Name },
	}, []line[rule]{
		text("col.group", 100, func(r *rule) *string { return &r.Group }),
		text("col.paper_name", 230, func(r *rule) *string { return &r.Name }),
		text("col.retention", 60, func(r *rule) *string { return &r.Period }),
		listed("col.title_words", 260, func(r *rule) *[]string { return &r.Words }),
		number("col.order", 60, func(r *rule) *int { return &r.Order }),
	})
}

// holidays are the days on which nobody goes though it is a working day, and the
// weekend days that are worked.
type holidays struct {
	page      kit.Page
	desk      TableDesk
	off, work *kit.Entry
	keep      *widget.Button
	root      fyne.CanvasObject
	was       [2][]forms.Date
}

func newHolidays(page kit.Page, desk TableDesk, may bool) *holidays {
	h := &holidays{page: page, desk: desk, off: kit.NewEntry(page.Key), work: kit.NewEntry(page.Key)}
	h.keep = widget.NewButton(page.Text("keep"), h.put)
	way := kit.NewLines(page)
	way.Set(h.off, h.work)
	way.OnLast = h.put
	if !may {
		h.off.Disable()
		h.work.Disable()
		h.keep.Disable()
	}
	for _, e := range []*kit.Entry{h.off, h.work} {
		e.SetPlaceHolder(page.Text("days_hint"))
	}
	h.root = container.NewBorder(nil, nil, nil, h.keep, widget.NewForm(
		widget.NewFormItem(page.Text("days_off"), h.off), widget.NewFormItem(page.Text("days_worked"), h.work)))
	return h
}

// refresh reads the days anew; what is being entered stays.
func (h *holidays) refresh() {
	if h.off.Text != writeDays(h.was[0]) || h.work.Text != writeDays(h.was[1]) {
		return
	}
	var off, work []forms.Date
	h.page.Try(func() (err error) {
		off, work, err = h.desk.VisitDays()
		return err
	}, func() { h.set(off, work) })
}

func (h *holidays) set(off, work []forms.Date) {
	h.was = [2][]forms.Date{off, work}
	h.off.SetText(writeDays(off))
	h.work.SetText(writeDays(work))
}

// put keeps the days; Ctrl+Z puts back what stood.
func (h *holidays) put() {
	if h.keep.Disabled() {
		return
	}
	var now [2][]forms.Date
	for i, e := range []*kit.Entry{h.off, h.work} {
		var ok bool
		if now[i], ok = readDays(e.Text); !ok {
			h.page.Say("⚠ " + h.page.Text("date_unread", e.Text))
			h.page.Window.Canvas().Focus(e)
			return
		}
	}
	before := h.was
	h.page.Try(func() error { return h.desk.SetVisitDays(now[0], now[1]) }, func() {
		h.set(now[0], now[1])
		h.page.Done(h.page.Text("days_kept", kit.Number(len(now[0])), kit.Number(len(now[1]))), func() error {
			return h.desk.SetVisitDays(before[0], before[1])
		})
	})
}
