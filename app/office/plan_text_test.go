package office

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huce/archive/plan"
	"huce/assets"
)

// An edited plan is what is printed, its versions stay, and a summary that is printed
// keeps its numbers for the next year.
func TestPlanIsKeptAndPrinted(t *testing.T) {
	day := time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC)
	o, err := New(filepath.Join(t.TempDir(), "a.huce"), Options{Community: "安宁社区", Street: "幸福街道", Lang: assets.Chinese, Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := o.PutTask(plan.Task{Text: "清理河道", Department: "水务局"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.KeepPlan(plan.DraftPlan, "一、我们的话\n任务{{W01.1}}。\n", "年初"); err != nil {
		t.Fatal(err)
	}
	c, err := o.ComposePlan(plan.DraftPlan, "")
	if err != nil || c.ShownText() != "一、我们的话\n任务1项。\n" {
		t.Errorf("%q %v", c.ShownText(), err)
	}
	i, rows, err := o.NumberRows("W01.1")
	if err != nil || len(rows.Rows) != int(i.Number) || len(rows.Rows) != 1 {
		t.Errorf("%+v %v %v", i, rows, err)
	}
	for range 2 {
		if _, err := o.Print(SummaryPaper); err != nil {
			t.Fatal(err)
		}
	}
	versions, err := o.PlanVersions(plan.DraftSummary)
	if err != nil || len(versions) != 1 || versions[0].Text != "" {
		t.Errorf("printed twice, kept %d times: %v", len(versions), err)
	}
	day = day.AddDate(1, 0, 0)
	compared, err := o.CompareYears()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, x := range compared {
		found = found || x.Code == "W01.1" && x.Last == "1项"
	}
	if !found {
		t.Errorf("the year after: %+v", compared)
	}
}

// Who may only read edits nothing, and only who may see sensitive forms sees the rows
// of what is counted by them.
func TestPlanByRole(t *testing.T) {
	open := staffed(t)
	o := open("赵查看")
	if _, err := o.KeepPlan(plan.DraftPlan, "一、话", ""); faultCode(err) != "role_may_not" {
		t.Errorf("a viewer kept a plan: %v", err)
	}
	if err := o.SameTasks("T0001", "T0002"); faultCode(err) != "role_may_not" {
		t.Errorf("a viewer joined tasks: %v", err)
	}
	if _, l, err := o.NumberRows("B02"); err != nil || len(l.Rows) == 0 || strings.Contains(strings.Join(l.Rows[0], " "), "1940-01-01") {
		t.Errorf("a viewer sees %v %v", l.Rows, err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	o = open("李录入")
	if _, l, err := o.NumberRows("P04.1"); faultCode(err) != "role_may_not" || len(l.Rows) > 0 {
		t.Errorf("without the right: %v %v", l.Rows, err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if i, l, err := open("王主任").NumberRows("P04.1"); err != nil || len(l.Rows) != int(i.Number) {
		t.Errorf("with the right: %+v %v %v", i, l.Rows, err)
	}
}
