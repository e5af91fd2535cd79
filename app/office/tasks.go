package office

import (
	"slices"
	"strings"
	"time"

	"huce/archive/plan"
	"huce/forms"
)

// SameTasks keeps the user's word that tasks are one task: of two, or all of a list,
// by their ids (T0001). It holds before any likeness and through every later import.
// Faults: role_may_not, archive_unknown for an id that no task has.
func (o *Office) SameTasks(ids ...string) error { return o.taskWord(true, ids) }

// DifferentTasks keeps the user's word that tasks are different ones, each of the
// list from every other. Faults as SameTasks.
func (o *Office) DifferentTasks(ids ...string) error { return o.taskWord(false, ids) }

func (o *Office) taskWord(same bool, ids []string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	all, err := o.archive.Tasks()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(t plan.Task) bool { return t.ID == id }) {
			return forms.NewFault("archive_unknown", id)
		}
	}
	for i := range ids {
		for _, b := range ids[i+1:] {
			if ids[i] == b {
				continue
			}
			w := plan.TaskWord{A: ids[i], B: b, Same: same, By: o.archive.Who().Name, At: o.Now().Format(time.RFC3339)}
			if _, err := o.archive.PutTaskWord(w); err != nil {
				return err
			}
		}
	}
	return nil
}

// TaskGroup is one task with all who ask it. While it is only proposed, the user may
// say SameTasks or DifferentTasks of its ids; the plan tells which are proposed.
type TaskGroup struct {
	Group       string      `json:"group"` // G01
	Confirmed   bool        `json:"confirmed"`
	Departments []string    `json:"departments"`
	Tasks       []plan.Task `json:"tasks"`
}

// TaskGroups are the tasks that several departments ask, in the order of their
// groups, with whether a clerk confirmed that they are one.
func (o *Office) TaskGroups() ([]TaskGroup, error) {
	tasks, err := o.Tasks()
	if err != nil {
		return nil, err
	}
	said, err := o.archive.TaskWords()
	if err != nil {
		return nil, err
	}
	confirmed := plan.Confirmed(tasks, plan.Words(said))
	at := map[string]int{}
	var out []TaskGroup
	for _, t := range tasks {
		if t.Group == "" {
			continue
		}
		k, ok := at[t.Group]
		if !ok {
			k = len(out)
			at[t.Group] = k
			out = append(out, TaskGroup{Group: t.Group, Confirmed: confirmed[t.Group]})
		}
		out[k].Tasks = append(out[k].Tasks, t)
		if t.Department != "" && !slices.Contains(out[k].Departments, t.Department) {
			out[k].Departments = append(out[k].Departments, t.Department)
		}
	}
	slices.SortFunc(out, func(a, b TaskGroup) int { return strings.Compare(a.Group, b.Group) })
	return out, nil
}

// Doubles are meetings, checks and reports that several departments ask at the same
// time and that could be done once. They are only shown: nothing is joined.
func (o *Office) Doubles() ([]plan.Double, error) {
	return fromInput(o, func(in plan.Input) []plan.Double { return plan.Doubles(in) })
}

// Ledger is the 费随事转 ledger, by department: every fund entry, and every task that
// names money and has no entry yet. Sums are fen. Overdue ones say so.
func (o *Office) Ledger() ([]plan.LedgerLine, error) {
	return fromInput(o, func(in plan.Input) []plan.LedgerLine { return plan.Ledger(in) })
}

// MeetingCount counts a year's meetings against the monthly one; 0 is this year.
func (o *Office) MeetingCount(year int) (plan.MeetingCount, error) {
	if err := o.need(Read); err != nil {
		return plan.MeetingCount{}, err
	}
	all, err := o.archive.Meetings()
	if year == 0 {
		year = int(o.Today().Year)
	}
	return plan.CountMeetings(all, year), err
}

// fromInput makes something of all records, for whoever may read.
func fromInput[T any](o *Office, make func(plan.Input) []T) ([]T, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	return make(in), nil
}
