package main

import (
	"fmt"
	"strconv"
	"strings"

	"huce/app/office"
	"huce/archive/plan"
)

// What task, fund and meeting do beside list, add and set.

func (t *terminal) taskActs(o *office.Office, format string) map[string]func([]string) error {
	word := func(say func(...string) error) func([]string) error {
		return func(args []string) error {
			if len(args) < 2 {
				return usage{fmt.Errorf("task same|different ID ID")}
			}
			if err := say(args...); err != nil {
				return err
			}
			t.say("kept", strings.Join(args, " "))
			return nil
		}
	}
	return map[string]func([]string) error{
		"same": word(o.SameTasks), "different": word(o.DifferentTasks),
		"groups":  func([]string) error { return t.taskGroups(o, format) },
		"doubles": func([]string) error { return t.doubles(o, format) },
	}
}

func (t *terminal) taskGroups(o *office.Office, format string) error {
	all, err := o.TaskGroups()
	if err != nil {
		return err
	}
	if t.json || format == "json" {
		return t.writeJSON(all)
	}
	l := office.Listing{Columns: []string{"group", "confirmed", "tasks", "departments", "texts"}}
	for _, g := range all {
		var ids, texts []string
		for _, x := range g.Tasks {
			ids, texts = append(ids, x.ID), append(texts, x.Text)
		}
		l.Rows = append(l.Rows, []string{g.Group, strconv.FormatBool(g.Confirmed), strings.Join(ids, " "), strings.Join(g.Departments, "、"), strings.Join(texts, " | ")})
	}
	return t.writeListing(l, format, "")
}

func (t *terminal) doubles(o *office.Office, format string) error {
	all, err := o.Doubles()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"kind", "when", "ids", "departments", "titles", "shared", "columns"}}
	for _, d := range all {
		l.Rows = append(l.Rows, []string{
			d.Kind, d.When, strings.Join(d.IDs, " "), strings.Join(d.Departments, "、"), strings.Join(d.Titles, " | "), strconv.Itoa(d.Shared), strconv.Itoa(d.Columns),
		})
	}
	return t.writeListing(l, format, "")
}

func (t *terminal) fundActs(o *office.Office, format string) map[string]func([]string) error {
	return map[string]func([]string) error{
		"ledger":  func([]string) error { return t.ledger(o, format, false) },
		"overdue": func([]string) error { return t.ledger(o, format, true) },
	}
}

// ledger lists the 费随事转 ledger, sums in yuan.
func (t *terminal) ledger(o *office.Office, format string, overdue bool) error {
	all, err := o.Ledger()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{
		"fund", "task", "department", "name", "basis", "asked", "allocated", "arrived", "arrived_on", "voucher", "spent", "balance", "due", "short", "overdue", "urged",
	}}
	yuan := func(fen int64) string { return strconv.FormatFloat(float64(fen)/100, 'f', 2, 64) }
	for i := range all {
		x := &all[i]
		if overdue && !x.Overdue {
			continue
		}
		asked := yuan(x.Asked)
		if x.AskedText != "" {
			asked = x.AskedText
		}
		l.Rows = append(l.Rows, []string{
			x.Fund, x.Task, x.Department, x.Name, x.Basis, asked, yuan(x.Allocated), yuan(x.Arrived), x.ArrivedOn.String(), x.Voucher,
			yuan(x.Spent), yuan(x.Balance()), x.Due.String(), yuan(x.Short), strconv.FormatBool(x.Overdue), x.Urged,
		})
	}
	return t.writeListing(l, format, "")
}

func (t *terminal) meetingActs(o *office.Office, format string) map[string]func([]string) error {
	return map[string]func([]string) error{"count": func(args []string) error {
		year := 0
		if len(args) > 0 {
			var err error
			if year, err = strconv.Atoi(args[0]); err != nil {
				return usage{fmt.Errorf("meeting count %s", args[0])}
			}
		}
		c, err := o.MeetingCount(year)
		if err != nil {
			return err
		}
		if t.json || format == "json" {
			return t.writeJSON(c)
		}
		return t.writeListing(meetingListing(&c), format, "")
	}}
}

func meetingListing(c *plan.MeetingCount) office.Listing {
	l := office.Listing{Columns: []string{"kind", "department", "meetings", "held", "people"}}
	n := strconv.Itoa
	l.Rows = append(l.Rows,
		[]string{plan.MeetingMonthly, "", n(c.Monthly), n(c.MonthlyHeld), ""},
		[]string{plan.MeetingJoint, "", n(c.Joint), "", ""},
		[]string{plan.MeetingResident, "", n(c.Resident), "", ""},
		[]string{plan.MeetingOther, "", n(c.Others), n(c.OthersHeld), n(c.People)})
	for _, d := range c.Departments {
		l.Rows = append(l.Rows, []string{plan.MeetingOther, d.Department, n(len(d.Meetings)), "", n(d.People)})
	}
	return l
}
