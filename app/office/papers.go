package office

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"

	"huce/archive/plan"
	"huce/forms"
)

// Input is what plan, summary and visits are made from, as the archive stands.
func (o *Office) Input() (in plan.Input, err error) {
	if in.Community, in.Street, err = o.names(); err != nil {
		return in, err
	}
	in.Today = o.Today()
	in.Year = o.WorkYear()
	steps := []func() error{
		func() (err error) { in.Register, err = o.archive.Register(); return err },
		func() (err error) { in.Tasks, err = o.Tasks(); return err },
		func() (err error) { in.Funds, err = o.archive.Funds(); return err },
		func() (err error) { in.Meetings, err = o.archive.Meetings(); return err },
		func() (err error) { in.Visits, err = o.visitsNow(in); return err },
		func() (err error) { in.WelfareRules, err = o.archive.WelfareRules(); return err },
		func() (err error) { in.Askings, err = o.archive.Askings(); return err },
		func() (err error) { in.Figures, err = o.archive.Figures(); return err },
		func() (err error) { in.LastYear, err = o.lastYear(in.Year - 1); return err },
		func() (err error) { in.Heads, err = o.heads(); return err },
		func() (err error) { in.SecondsPerCell, err = o.SecondsPerCell(); return err },
		func() (err error) { in.Attachments, err = o.evidence(); return err },
		func() (err error) { in.Proposed, err = o.proposed(in.Tasks); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return in, err
		}
	}
	in.Tasks = plan.TasksOfYear(in.Tasks, in.Register, in.Year)
	return in, nil
}

// WorkYear is the year that plan, summary, visits and numbers are of: the one chosen,
// else this one.
func (o *Office) WorkYear() int {
	return cmp.Or(o.workIn(), int(o.Today().Year))
}

// workIn is the year chosen, 0 for this one.
func (o *Office) workIn() int {
	o.sight.Lock()
	defer o.sight.Unlock()
	return o.sight.year
}

// WorkIn chooses the year that plan, summary and numbers are of, as next year's plan in
// December or last year's summary in January; 0 is this year. Fault: year_unfit.
func (o *Office) WorkIn(year int) error {
	if year != 0 && (year < 1990 || year > 2100) {
		return forms.NewFault("year_unfit", strconv.Itoa(year))
	}
	o.sight.Lock()
	defer o.sight.Unlock()
	o.sight.year = year
	return nil
}

// visitsNow are all visits, each with the id by which its home goes now.
func (o *Office) visitsNow(in plan.Input) ([]plan.Visit, error) {
	all, err := o.archive.Visits()
	if err != nil || len(all) == 0 {
		return all, err
	}
	now := make(map[string]string, len(in.Register.Households)+1)
	for i := range in.Register.Households {
		now[in.Register.Households[i].ID] = in.Register.Households[i].ID
	}
	for i := range all {
		v := &all[i]
		if _, known := now[v.Household]; !known {
			if now[v.Household], err = o.homeNow(in, v.Household); err != nil {
				return nil, err
			}
		}
		v.Household = now[v.Household]
	}
	return all, nil
}

// Tasks are the tasks of all departments, those held to be one gathered in groups:
// by likeness, and before it by what clerks said (SameTasks, DifferentTasks).
func (o *Office) Tasks() ([]plan.Task, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	all, err := o.archive.Tasks()
	if err != nil {
		return nil, err
	}
	said, err := o.archive.TaskWords()
	if err != nil {
		return nil, err
	}
	return plan.Groups(all, plan.Words(said)...), nil
}

// proposed are the groups that no clerk confirmed yet.
func (o *Office) proposed(tasks []plan.Task) (map[string]bool, error) {
	said, err := o.archive.TaskWords()
	if err != nil {
		return nil, err
	}
	open := map[string]bool{}
	for group, ok := range plan.Confirmed(tasks, plan.Words(said)) {
		if !ok {
			open[group] = true
		}
	}
	return open, nil
}

// TaskListing lists one line per asking, as `task list` prints it.
func TaskListing(tasks []plan.Task) Listing {
	l := Listing{Columns: []string{
		"task", "department", "file", "sheet", "row", "text", "group", "target", "unit",
		"deadline", "funds", "responsible", "status", "lead", "support",
	}}
	sort.SliceStable(tasks, func(i, j int) bool { return tasks[i].ID < tasks[j].ID })
	for i := range tasks {
		t := &tasks[i]
		l.Rows = append(l.Rows, []string{
			t.ID, t.Department, t.File, t.Sheet, strconv.Itoa(t.Row), t.Text, t.Group, t.Target, t.Unit,
			t.Deadline, t.FundsText, t.Responsible, statusOf(t), t.Lead, t.Support,
		})
	}
	return l
}

func statusOf(t *plan.Task) string {
	if t.Status == "" {
		return plan.StatusOpen
	}
	return t.Status
}

// Records lists typed records, a column for each of their fields.
func Records[T any](all []T) (Listing, error) {
	var l Listing
	for i := range all {
		b, err := json.Marshal(all[i])
		if err != nil {
			return l, err
		}
		d := json.NewDecoder(bytes.NewReader(b))
		columns, row, err := flat(d)
		if err != nil {
			return l, err
		}
		l.Columns = columns
		l.Rows = append(l.Rows, row)
	}
	return l, nil
}

// flat reads one JSON object as names and texts, in its own order.
func flat(d *json.Decoder) (names, texts []string, err error) {
	if _, err = d.Token(); err != nil {
		return nil, nil, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, nil, err
		}
		names = append(names, fmt.Sprint(name))
		texts = append(texts, plainText(raw))
	}
	return names, texts, nil
}

func plainText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var d forms.Date
	if len(raw) > 0 && raw[0] == '{' && json.Unmarshal(raw, &d) == nil {
		return d.String()
	}
	return string(raw)
}
