package plan

import (
	"cmp"
	"regexp"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// TasksOf are the tasks of one sheet of a department's plan form, one for each
// row that names one (task.name). The ids are the archive's to give; groups are
// Groups' to propose. A row without words is no task; in a list, neither is a head
// nor an exhortation. around are the lines before and after the table: the 文号
// there is the basis of a task that names none.
func TasksOf(sub *register.Submission, claims *forms.Claims, around ...string) []Task {
	col := map[string]int{}
	for i, f := range claims.Fields {
		col[f] = i
	}
	name, ok := col["task.name"]
	if !ok {
		return nil
	}
	year, basis := yearOf(sub), BasisIn(around)
	list := len(claims.Fields) == 1
	var keep []bool
	if list {
		keep = listed(columnShown(claims, name))
	}
	var tasks []Task
	for r, ref := range claims.Rows {
		if list && !keep[r] {
			continue
		}
		cell := func(field string) string {
			if f, ok := col[field]; ok {
				return strings.TrimSpace(claims.ShownAs(f, r))
			}
			return ""
		}
		text := forms.Squeeze(claims.ShownAs(name, r))
		if text == "" {
			continue
		}
		t := Task{
			Submission: sub.ID, Department: sub.Department, File: sub.File, Sheet: claims.Sheet, Row: int(ref.Number),
			Text: text, Basis: cell("task.basis"), Indicator: cell("task.indicator"), Unit: cell("task.unit"),
			Deadline: cell("task.due"), FundsText: cell("task.fund"), Responsible: cell("task.owner"),
			Lead: cell("task.lead"), Support: cell("task.support"), Note: cell("task.note"),
		}
		t.Target, t.Unit = targetOf(cell("task.target"), t.Unit)
		if list {
			_, sentence := outline(claims.ShownAs(name, r))
			t.fromSentence(sentence, year)
			t.Text = words(sentence)
		} else if _, asked := col["task.target"]; !asked && t.Target == "" && t.Indicator == "" {
			t.takeTarget(narrow(t.Text))
		}
		t.Basis = cmp.Or(t.Basis, basis)
		t.Due, t.Recurring, _ = ParseDeadline(t.Deadline, year)
		if every := cycleOf(narrow(t.Text)); every != "" && every != Standing && (t.Recurring == "" || t.Recurring == Standing) {
			t.Recurring = every
		}
		t.Funds, t.FundsKnown = ParseFunds(t.FundsText)
		t.Block = BlockOf(t)
		tasks = append(tasks, t)
	}
	return tasks
}

// columnShown is a column as it is shown.
func columnShown(claims *forms.Claims, field int) []string {
	all := make([]string, len(claims.Rows))
	for r := range all {
		all[r] = claims.ShownAs(field, r)
	}
	return all
}

// yearOf is the year that a plan form speaks of: its period, else its title's or
// file's, else its as-of day's; 0 where it says none.
func yearOf(sub *register.Submission) int {
	for _, s := range []string{sub.Period, sub.Title, sub.File} {
		if m := planYear.FindString(s); m != "" {
			y := 0
			for _, r := range m {
				y = y*10 + int(r-'0')
			}
			return y
		}
	}
	return int(sub.AsOf.Year)
}

// TasksOfYear are the tasks of a year: by their day, else by the year that the plan form they
// came with speaks of; those that say neither are of every year. Where none is of that
// year all are given: an archive begun with last year's forms shows them.
func TasksOfYear(tasks []Task, reg *register.Register, year int) []Task {
	years := map[string]int{}
	for i := range reg.Submissions {
		years[reg.Submissions[i].ID] = yearOf(&reg.Submissions[i])
	}
	of := func(t *Task) int {
		if !t.Due.IsZero() {
			return int(t.Due.Year)
		}
		return years[t.Submission]
	}
	var out []Task
	any := false
	for i := range tasks {
		y := of(&tasks[i])
		any = any || y == year
		if y == year || y == 0 {
			out = append(out, tasks[i])
		}
	}
	if !any {
		return tasks
	}
	return out
}

var planYear = regexp.MustCompile(`20\d{2}`)

// aTarget is a target with its unit: 98%, 4次, 不少于40户, ≥95％.
var aTarget = regexp.MustCompile(`^(?:不少于|不低于|不小于|至少|达到?|≥|>=|>)?(\d[\d,]*(?:\.\d+)?)([^\d\s]*?)(?:以上|及以上)?$`)

// targetOf splits a target into its number and unit; a unit with a column of its
// own counts. What is no plain number to be reached (不超过3件, 按期完成) stays text.
func targetOf(s, unit string) (target, of string) {
	m := aTarget.FindStringSubmatch(forms.Squeeze(narrow(s)))
	if m == nil {
		return s, unit
	}
	if unit == "" {
		unit = m[2]
	} else if m[2] != "" && m[2] != unit {
		return s, unit
	}
	return strings.ReplaceAll(m[1], ",", ""), unit
}
