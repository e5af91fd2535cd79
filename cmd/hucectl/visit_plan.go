package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// planFlags are what the plan of visits is told.
type planFlags struct {
	from, to  string
	off, work []string
}

func (f *planFlags) days() (from, to forms.Date, err error) {
	if from, err = day("from", f.from); err != nil {
		return from, to, err
	}
	to, err = day("to", f.to)
	return from, to, err
}

// visitActs are what visit does with the plan: plan, load and blocks of it, what it
// leaves, reserving and releasing, homes asked twice, days off.
func (t *terminal) visitActs(o *office.Office, format string, f *planFlags, k *office.VisitKeying, date *string) map[string]func([]string) error {
	planned := func(list func(*plan.VisitPlan) office.Listing) func([]string) error {
		return func([]string) error {
			from, to, err := f.days()
			if err != nil {
				return err
			}
			p, err := o.PlanVisits(from, to)
			if err != nil {
				return err
			}
			if t.json || format == "json" {
				return t.writeJSON(p)
			}
			t.say("visit_planned", p.From.String(), p.To.String(), strconv.Itoa(len(p.Visits)), strconv.Itoa(len(p.Left)), strconv.Itoa(p.Moved))
			return t.writeListing(list(p), format, "")
		}
	}
	return map[string]func([]string) error{
		"plan":   planned(func(p *plan.VisitPlan) office.Listing { return visitListing(p.Visits) }),
		"left":   planned(func(p *plan.VisitPlan) office.Listing { return visitListing(p.Left) }),
		"load":   planned(loadListing),
		"blocks": planned(blockListing),
		"bookings": func([]string) error {
			all, err := o.Bookings()
			if err != nil {
				return err
			}
			l, err := office.Records(all)
			if err != nil {
				return err
			}
			return t.writeListing(l, format, "")
		},
		"reserve": func(homes []string) error {
			on, err := day("date", *date)
			if err != nil {
				return err
			}
			if len(homes) == 0 || on.IsZero() {
				return usage{fmt.Errorf("visit ARCHIVE reserve H00001... --date YYYY-MM-DD --visitor NAME")}
			}
			var list []plan.Booking
			for _, h := range homes {
				list = append(list, plan.Booking{Household: h, Date: on, Visitor: k.Visitor, Purpose: k.Purpose})
			}
			kept, err := o.Reserve(list...)
			for _, b := range kept {
				t.say("kept", b.ID)
			}
			return err
		},
		"release": func(ids []string) error {
			if err := o.Release(ids...); err != nil {
				return err
			}
			t.say("kept", strings.Join(ids, " "))
			return nil
		},
		"twice": func([]string) error {
			all, err := o.Twice()
			if err != nil {
				return err
			}
			l := office.Listing{Columns: []string{"household", "first", "date", "visitor", "second", "date2", "visitor2", "reason"}}
			for _, x := range all {
				l.Rows = append(l.Rows, []string{
					x.First.Household, x.First.ID, x.First.Date.String(), x.First.Visitor, x.Second.ID, x.Second.Date.String(), x.Second.Visitor, x.Second.Reason,
				})
			}
			return t.writeListing(l, format, "")
		},
		"days": func([]string) error {
			var days [2][]forms.Date
			for i, list := range [][]string{f.off, f.work} {
				for _, s := range list {
					d, err := day("off", s)
					if err != nil {
						return err
					}
					days[i] = append(days[i], d)
				}
			}
			return o.SetVisitDays(days[0], days[1])
		},
	}
}

func visitListing(all []plan.PlannedVisit) office.Listing {
	l := office.Listing{Columns: []string{"date", "visitor", "household", "code", "grid", "block", "home", "purpose", "class", "open", "why", "booking", "late"}}
	for i := range all {
		v := &all[i]
		late := ""
		if v.Late {
			late = "1"
		}
		l.Rows = append(l.Rows, []string{
			v.Date.String(), v.Visitor, v.Household, v.Code, v.Grid, v.Block, v.Home, v.Purpose, v.Class, strconv.Itoa(v.Open), v.Why, v.Booking, late,
		})
	}
	return l
}

func loadListing(p *plan.VisitPlan) office.Listing {
	l := office.Listing{Columns: []string{"visitor", "areas", "homes", "visits", "days", "busiest", "late"}}
	for _, v := range p.Visitors {
		l.Rows = append(l.Rows, []string{
			v.Visitor, strings.Join(v.Areas, "、"), strconv.Itoa(v.Homes), strconv.Itoa(v.Visits), strconv.Itoa(v.Days), strconv.Itoa(v.Busiest), strconv.Itoa(v.Late),
		})
	}
	return l
}

func blockListing(p *plan.VisitPlan) office.Listing {
	l := office.Listing{Columns: []string{"grid", "block", "visitor", "homes", "visits"}}
	for _, b := range p.Blocks {
		l.Rows = append(l.Rows, []string{b.Grid, b.Block, b.Visitor, strconv.Itoa(b.Homes), strconv.Itoa(b.Visits)})
	}
	return l
}

func (t *terminal) visitor() *cobra.Command {
	return recordCommand(t, records[plan.Visitor]{
		name: "visitor", list: (*office.Office).Visitors, put: (*office.Office).PutVisitor,
		id: func(v *plan.Visitor) *string { return &v.ID },
	})
}

// welfare is the table of welfare visits. Its lines have ids once they were changed; the
// program's own go by their Order.
func (t *terminal) welfare() *cobra.Command {
	return recordCommand(t, records[plan.WelfareRule]{
		name: "welfare", list: (*office.Office).WelfareRules, put: (*office.Office).PutWelfareRule,
		id: func(w *plan.WelfareRule) *string {
			if w.ID == "" && w.Order > 0 {
				w.ID = strconv.Itoa(w.Order)
			}
			return &w.ID
		},
	})
}
