package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
)

// actsOn is a command whose acts are named by its second argument.
func (t *terminal) actsOn(use, short, long string, acts func(o *office.Office, format string) map[string]func([]string) error) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				act, ok := acts(o, format)[args[1]]
				if !ok {
					return usage{fmt.Errorf("%s %s", strings.Fields(use)[0], args[1])}
				}
				return act(args[2:])
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json")
	return c
}

// gate is the approved list and what is not on it.
func (t *terminal) gate() *cobra.Command {
	return t.actsOn("gate ARCHIVE check|list|add|set|load|requests|request|settle|hours|admit [...]", t.text("gate"), t.text("gate_long"),
		func(o *office.Office, format string) map[string]func([]string) error {
			matters := records[plan.Matter]{name: "gate", list: (*office.Office).Matters, put: (*office.Office).PutMatter, id: func(m *plan.Matter) *string { return &m.ID }}
			requests := records[plan.Request]{name: "gate", list: (*office.Office).Requests, put: (*office.Office).PutRequest, id: func(r *plan.Request) *string { return &r.ID }}
			return map[string]func([]string) error{
				"check":    func([]string) error { return t.gateCheck(o, format) },
				"list":     func([]string) error { return matters.show(t, o, format) },
				"add":      func(args []string) error { return matters.change(t, o, plan.Matter{}, args) },
				"set":      func(args []string) error { return matters.set(t, o, args) },
				"load":     func(args []string) error { return t.load(args, "gate", o.LoadMatters) },
				"requests": func([]string) error { return requests.show(t, o, format) },
				"request":  func(args []string) error { return requests.change(t, o, plan.Request{Kind: plan.RequestApply}, args) },
				"settle":   func(args []string) error { return requests.set(t, o, args) },
				"hours":    func(args []string) error { return t.gateHours(o, format, args) },
				"admit":    func(args []string) error { return t.admit(o, args) },
			}
		})
}

func (t *terminal) gateCheck(o *office.Office, format string) error {
	all, err := o.Gate()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"id", "kind", "department", "title", "basis", "admission", "matter", "likeness", "forbidden", "request", "hours"}}
	for _, g := range all {
		like := ""
		if g.Matter != "" {
			like = strconv.FormatFloat(g.Likeness, 'f', 2, 64)
		}
		l.Rows = append(l.Rows, []string{
			g.ID, g.Kind, g.Department, g.Title, g.Basis, g.Admission, g.Matter, like, strconv.FormatBool(g.Forbidden), g.Request,
			strconv.FormatFloat(g.Hours, 'f', -1, 64),
		})
	}
	return t.writeListing(l, format, "")
}

// load takes a table from a file and says how much of it came.
func (t *terminal) load(args []string, name string, from func(path string) (int, error)) error {
	if len(args) != 1 {
		return usage{fmt.Errorf("%s load FILE", name)}
	}
	n, err := from(args[0])
	if err != nil {
		return err
	}
	t.say("loaded", args[0], strconv.Itoa(n))
	return nil
}

// gateHours lists hours by department, or logs some: hours T0001 2.5 [NOTE].
func (t *terminal) gateHours(o *office.Office, format string, args []string) error {
	if len(args) >= 2 {
		hours, err := strconv.ParseFloat(args[1], 64)
		if err != nil {
			return usage{fmt.Errorf("gate hours %s %s", args[0], args[1])}
		}
		r, err := o.PutRequest(plan.Request{Of: args[0], Kind: plan.RequestHours, Hours: hours, Note: strings.Join(args[2:], " ")})
		if err != nil {
			return err
		}
		t.say("kept", r.ID)
		return nil
	}
	all, err := o.Requests()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"department", "entries", "hours"}}
	for _, d := range plan.HoursBy(all) {
		l.Rows = append(l.Rows, []string{d.Department, strconv.Itoa(d.Matters), strconv.FormatFloat(d.Hours, 'f', -1, 64)})
	}
	return t.writeListing(l, format, "")
}

func (t *terminal) admit(o *office.Office, args []string) error {
	if len(args) != 2 {
		return usage{fmt.Errorf("gate admit TASK listed|approved|none")}
	}
	if err := o.Admit(args[0], args[1]); err != nil {
		return err
	}
	t.say("kept", args[0])
	return nil
}

// evaluation is the yearly evaluation.
func (t *terminal) evaluation() *cobra.Command {
	return t.actsOn("evaluation ARCHIVE list|table|gaps|add|set|load [...]", t.text("evaluation"), t.text("evaluation_long"),
		func(o *office.Office, format string) map[string]func([]string) error {
			measures := records[plan.Measure]{name: "evaluation", list: (*office.Office).Measures, put: (*office.Office).PutMeasure, id: func(m *plan.Measure) *string { return &m.ID }}
			return map[string]func([]string) error{
				"list":  func([]string) error { return t.evaluated(o, format, false) },
				"gaps":  func([]string) error { return t.evaluated(o, format, true) },
				"table": func([]string) error { return measures.show(t, o, format) },
				"add":   func(args []string) error { return measures.change(t, o, plan.Measure{}, args) },
				"set":   func(args []string) error { return measures.set(t, o, args) },
				"load":  func(args []string) error { return t.load(args, "evaluation", o.LoadMeasures) },
			}
		})
}

func (t *terminal) evaluated(o *office.Office, format string, gaps bool) error {
	all, err := o.Evaluation()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"measure", "no", "group", "name", "points", "score", "scored_by", "gap", "evidence", "lacks"}}
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	for _, e := range all {
		if gaps && e.Gap <= 0 {
			continue
		}
		by := "evidence"
		if e.Scored {
			by = "clerk"
		} else if e.ByHand {
			by = ""
		}
		var shown []string
		for _, v := range e.Evidences {
			shown = append(shown, fmt.Sprintf("%s [%t]", v.Text, v.Met))
		}
		l.Rows = append(l.Rows, []string{
			e.ID, e.No, e.Group, e.Name, number(e.Points), number(e.Mine), by, number(e.Gap), strings.Join(shown, "; "), strings.Join(e.Lacks, "; "),
		})
	}
	points, mine := plan.TotalScore(all)
	t.say("evaluated", strconv.Itoa(len(all)), number(points), number(mine))
	return t.writeListing(l, format, "")
}
