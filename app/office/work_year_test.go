package office

import (
	"strings"
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

// Next year's plan has next year's tasks and versions of its own; a year without any
// shows those there are.
func TestPlanOfAnotherYear(t *testing.T) {
	o, _ := visitOffice(t)
	for _, task := range []plan.Task{
		{Department: "甲局", Text: "今年的人口普查", Due: forms.NewDate(2026, 11, 1)},
		{Department: "乙局", Text: "明年的换届选举", Due: forms.NewDate(2027, 5, 1)},
		{Department: "丙局", Text: "没有期限的联防"},
	} {
		if _, err := o.PutTask(task); err != nil {
			t.Fatal(err)
		}
	}
	reads := func(year int) string {
		t.Helper()
		if err := o.WorkIn(year); err != nil {
			t.Fatal(err)
		}
		c, err := o.ComposePlan(plan.DraftPlan, "")
		if err != nil {
			t.Fatal(err)
		}
		return c.ShownText()
	}
	for year, want := range map[int][3]bool{0: {true, false, true}, 2026: {true, false, true}, 2027: {false, true, true}, 2030: {true, true, true}} {
		text := reads(year)
		for i, words := range []string{"人口普查", "换届选举", "联防"} {
			if strings.Contains(text, words) != want[i] {
				t.Errorf("%d: %s is %v", year, words, !want[i])
			}
		}
	}
	if text := reads(2027); !strings.Contains(text, "2027年") {
		t.Error("it doesn't say of which year it is")
	}
	if _, err := o.KeepPlan(plan.DraftPlan, "{{年度}}年的打算\n", "草稿"); err != nil {
		t.Fatal(err)
	}
	if v, err := o.PlanVersions(plan.DraftPlan); err != nil || len(v) != 1 || v[0].Year != 2027 {
		t.Errorf("%+v, %v", v, err)
	}
	if err := o.WorkIn(0); err != nil {
		t.Fatal(err)
	}
	if v, err := o.PlanVersions(plan.DraftPlan); err != nil || len(v) != 0 {
		t.Errorf("this year has %+v, %v", v, err)
	}
	p, err := o.PrintWith(PlanPaper, PrintOptions{Year: 2027})
	if err != nil || !strings.Contains(p.Title, "2027") || o.WorkYear() != 2026 {
		t.Errorf("%q, work year %d, %v", p.Title, o.WorkYear(), err)
	}
	hasFault(t, o.WorkIn(27), "year_unfit")
}
