package office

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"huce/archive/plan"
	"huce/forms"
)

// Visitors are those who go to homes, without those who go no more.
func (o *Office) Visitors() ([]plan.Visitor, error) {
	all, err := records(o, o.archive.Visitors)
	return slices.DeleteFunc(all, func(v plan.Visitor) bool { return v.Dropped }), err
}

// PutVisitor keeps who goes to homes: a new one where the ID is empty. Fault:
// visitor_unfit without a name, with a weekday that is none (1 Monday … 7 Sunday) or
// more than 200 visits a day.
func (o *Office) PutVisitor(v plan.Visitor) (plan.Visitor, error) {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" || v.PerDay < 0 || v.PerDay > 200 || slices.ContainsFunc(v.Weekdays, func(d int) bool { return d < 1 || d > 7 }) {
		return v, forms.NewFault("visitor_unfit")
	}
	return keep(o, o.archive.PutVisitor, v)
}

// The settings that say on which days nobody goes though it is a working day, and on
// which weekend days one works: ISO dates with space between.
const (
	offSetting  = "visit.off"
	workSetting = "visit.work"
)

// VisitDays are the days off and the worked weekend days, as set.
func (o *Office) VisitDays() (off, work []forms.Date, err error) {
	if err := o.need(Read); err != nil {
		return nil, nil, err
	}
	if off, err = o.daysOf(offSetting); err == nil {
		work, err = o.daysOf(workSetting)
	}
	return off, work, err
}

func (o *Office) daysOf(setting string) ([]forms.Date, error) {
	text, err := o.archive.Setting(setting)
	var days []forms.Date
	for _, s := range strings.Fields(text) {
		if d, ok := forms.ParseISO(s); ok && d.Full() {
			days = append(days, d)
		}
	}
	return days, err
}

// SetVisitDays sets the days off (放假) and the worked weekend days (调休).
func (o *Office) SetVisitDays(off, work []forms.Date) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	text := func(days []forms.Date) string {
		var all []string
		for _, d := range days {
			all = append(all, d.String())
		}
		return strings.Join(all, " ")
	}
	if err := o.archive.SetSetting(offSetting, text(off)); err != nil {
		return err
	}
	return o.archive.SetSetting(workSetting, text(work))
}

// PlanVisits is the plan of visits from a day to another (zero: today, the end of that
// year): by building and grid, with what each visitor has to do. Addresses are shown as
// the register is. Fault: visit_span for days the wrong way round or more than a year.
func (o *Office) PlanVisits(from, to forms.Date) (*plan.VisitPlan, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	w := plan.VisitWish{From: from, To: to}
	if w.From.IsZero() {
		w.From = in.Today
	}
	if !to.IsZero() && (to.Compare(w.From) < 0 || to.Days()-w.From.Days() > 366) {
		return nil, forms.NewFault("visit_span", w.From.String(), to.String())
	}
	if w.Visitors, err = o.archive.Visitors(); err != nil {
		return nil, err
	}
	if w.Bookings, err = o.bookings(in); err != nil {
		return nil, err
	}
	if w.Off, w.Work, err = o.VisitDays(); err != nil {
		return nil, err
	}
	in.Year = int(w.From.Year)
	p := plan.PlanVisits(in, w)
	seen, err := o.Register()
	if err != nil || seen == in.Register {
		return &p, err
	}
	for _, list := range [][]plan.PlannedVisit{p.Visits, p.Left} {
		for i := range list {
			v := &list[i]
			v.Home, v.Block = "", ""
			if h := seen.FindHousehold(v.Household); h >= 0 && seen.Households[h].Dwelling >= 0 {
				v.Home, v.Block = seen.Dwellings[seen.Households[h].Dwelling].Address, blockOf(seen, &seen.Households[h])
			}
		}
	}
	return &p, nil
}

// bookings are the reserved visits that are not released, each with the id by which its
// home goes now.
func (o *Office) bookings(in plan.Input) ([]plan.Booking, error) {
	all, err := o.archive.Bookings()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(b plan.Booking) bool { return b.Released })
	for i := range all {
		if all[i].Household, err = o.homeNow(in, all[i].Household); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// homeNow is the id by which a home goes now, the given one where nobody is left of it.
func (o *Office) homeNow(in plan.Input, id string) (string, error) {
	if id == "" || in.Register.FindHousehold(id) >= 0 {
		return id, nil
	}
	now, err := o.archive.CurrentID(id)
	if err != nil || now == "" {
		return id, err
	}
	return now, nil
}

// Bookings are the reserved visits that are not released, by day.
func (o *Office) Bookings() ([]plan.Booking, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	all, err := o.bookings(in)
	slices.SortStableFunc(all, func(a, b plan.Booking) int { return a.Date.Compare(b.Date) })
	return all, err
}

// Reserve reserves homes for a day and a visitor. Faults: visit_home for a home that
// there isn't, booking_past for a day gone by, booking_taken where the home is reserved
// already for the same purpose, with when and for whom; role_may_not.
func (o *Office) Reserve(list ...plan.Booking) ([]plan.Booking, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	open, err := o.bookings(in)
	if err != nil {
		return nil, err
	}
	for i := range list {
		b := &list[i]
		b.ID, b.Released, b.By, b.At = "", false, o.Who().Name, o.Now().Format(time.RFC3339)
		if b.Purpose == "" {
			b.Purpose = plan.PurposeCollect
		}
		if home, ok := plan.HomeOf(b.Household); ok {
			b.Household = home
		}
		if b.Household, err = o.homeNow(in, b.Household); err != nil {
			return nil, err
		}
		if in.Register.FindHousehold(b.Household) < 0 {
			return nil, forms.NewFault("visit_home", b.Household)
		}
		if b.Date.Compare(in.Today) < 0 {
			return nil, forms.NewFault("booking_past", b.Household, b.Date.String())
		}
		for _, old := range append(open, list[:i]...) {
			if old.Household == b.Household && old.Purpose == b.Purpose && old.Date.Compare(in.Today) >= 0 {
				return nil, forms.NewFault("booking_taken", b.Household, old.Date.String(), old.Visitor, old.ID)
			}
		}
	}
	return o.archive.PutBookings(list)
}

// Release gives reserved visits free. Twice is once. Fault: archive_unknown.
func (o *Office) Release(ids ...string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	all, err := o.archive.Bookings()
	if err != nil {
		return err
	}
	var free []plan.Booking
	for _, id := range ids {
		at := slices.IndexFunc(all, func(b plan.Booking) bool { return b.ID == id })
		if at < 0 {
			return forms.NewFault("archive_unknown", id)
		}
		if b := all[at]; !b.Released {
			b.Released = true
			free = append(free, b)
		}
	}
	_, err = o.archive.PutBookings(free)
	return err
}

// WelfareRules are the lines of the table of welfare visits in force: whom the
// community sees how often. While nobody changed them they have no ids.
func (o *Office) WelfareRules() ([]plan.WelfareRule, error) {
	kept, err := records(o, o.archive.WelfareRules)
	if err != nil {
		return nil, err
	}
	return plan.WelfareTable(kept), nil
}

// PutWelfareRule changes the line with its ID, or for "" adds one. A line of the
// program's own table is named by its Order while it has no ID; with the first change
// all of them become the clerk's. Fault: welfare_rule for a line that can't be read.
func (o *Office) PutWelfareRule(w plan.WelfareRule) (plan.WelfareRule, error) {
	if err := o.need(Enter); err != nil {
		return w, err
	}
	if w.ID == strconv.Itoa(w.Order) {
		w.ID = ""
	}
	if err := plan.CheckWelfareRule(&w); err != nil || w.Days < 1 || strings.TrimSpace(w.Class) == "" {
		return w, forms.NewFault("welfare_rule", w.When, strconv.Itoa(w.Days)).Because(err)
	}
	kept, err := o.archive.WelfareRules()
	if err != nil {
		return w, err
	}
	list := []plan.WelfareRule{w}
	if len(kept) == 0 {
		list = ownTable(plan.WelfareTable(nil), w, func(l plan.WelfareRule) int { return l.Order })
	}
	list, err = o.archive.PutWelfareRules(list)
	if err != nil {
		return w, err
	}
	return list[0], nil
}

// Twice are the homes that were asked more than once this year: what two clerks keyed
// apart, or what was asked again with a reason.
func (o *Office) Twice() ([]plan.CollectedTwice, error) {
	return fromInput(o, plan.Twice)
}
