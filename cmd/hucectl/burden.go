package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
)

// burden is what each department asks: by department, by month, by both, and the forms
// that lack 表号 or 批准文号.
func (t *terminal) burden() *cobra.Command {
	var format string
	var rate int
	c := &cobra.Command{
		Use: "burden ARCHIVE [departments|months|both|unmarked]", Short: t.text("burden"), Args: between(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			of := "departments"
			if len(args) > 1 {
				of = args[1]
			}
			return t.with(args[0], func(o *office.Office) error {
				if c.Flags().Changed("rate") {
					if err := o.SetSecondsPerCell(rate); err != nil {
						return err
					}
				}
				l, err := o.Burden()
				if err != nil {
					return err
				}
				if t.json || format == "json" {
					return t.writeJSON(l)
				}
				list, ok := burdenListing(&l, of)
				if !ok {
					return usage{fmt.Errorf("%s", c.UseLine())}
				}
				t.say("burden_hours", strconv.Itoa(l.Cells), strconv.Itoa(l.Known), strconv.FormatFloat(l.Hours, 'f', 1, 64), strconv.Itoa(l.SecondsPerCell))
				return t.writeListing(list, format, "")
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json")
	c.Flags().IntVar(&rate, "rate", plan.SecondsPerCell, t.text("flag.rate"))
	return c
}

func burdenListing(l *plan.Load, of string) (office.Listing, bool) {
	counts := []string{"forms", "columns", "rows", "cells", "known", "tasks", "meetings", "surveys", "visits"}
	cells := func(d *plan.DepartmentLoad) []string {
		var out []string
		for _, n := range []int{d.Forms, d.Columns, d.Rows, d.Cells, d.Known, d.Tasks, d.Meetings, d.Surveys, d.Visits} {
			out = append(out, strconv.Itoa(n))
		}
		return out
	}
	var list office.Listing
	switch of {
	case "departments":
		list.Columns = append([]string{"department"}, counts...)
		for i := range l.Departments {
			list.Rows = append(list.Rows, append([]string{l.Departments[i].Department}, cells(&l.Departments[i])...))
		}
	case "months":
		list.Columns = append([]string{"month"}, counts...)
		for i := range l.Months {
			list.Rows = append(list.Rows, append([]string{l.Months[i].Month}, cells(&l.Months[i].DepartmentLoad)...))
		}
	case "both":
		list.Columns = append([]string{"month", "department"}, counts...)
		for i := range l.ByMonth {
			m := &l.ByMonth[i]
			list.Rows = append(list.Rows, append([]string{m.Month, m.Department}, cells(&m.DepartmentLoad)...))
		}
	case "unmarked":
		list.Columns = []string{"submission", "title", "department", "number", "approval"}
		for _, u := range l.Unmarked {
			list.Rows = append(list.Rows, []string{u.Submission, u.Title, u.Department, strconv.FormatBool(!u.NoNumber), strconv.FormatBool(!u.NoApproval)})
		}
	default:
		return list, false
	}
	return list, true
}
