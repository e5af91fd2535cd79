package settings

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
)

// tablesShown is the screen over a new archive, with the tab of these words shown.
func tablesShown(t *testing.T, tab string) (*kittest.Stage, *Screen, *office.Office) {
	t.Helper()
	stage := kittest.New(t)
	o, err := office.New(filepath.Join(t.TempDir(), "a.huce"), office.Options{
		Community: "安宁社区", Street: "幸福街道", Now: func() time.Time { return kittest.Day },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	s := New(stage.Page, o, Window{})
	stage.Show(s)
	for i := range s.tabs.Items {
		if s.tabs.Items[i].Text == tab {
			s.tabs.SelectIndex(i)
		}
	}
	return stage, s, o
}

// A visitor is keyed by the keyboard alone; every change is taken back.
func TestVisitorsAreKeptAndTakenBack(t *testing.T) {
	stage, s, o := tablesShown(t, "走访人员和放假")
	names := func() string {
		all, err := o.Visitors()
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, v := range all {
			out = append(out, v.Name+" "+strings.Join(v.Areas, "+"))
		}
		return strings.Join(out, ", ")
	}
	stage.Tap(t, "新增一行")
	stage.Type(t, "李网格\n第一网格，桂花园3号楼\n1 3 5\n10\n2026-12-01 2026-12-02\n")
	all, err := o.Visitors()
	if err != nil || len(all) != 1 {
		t.Fatalf("%d visitors, %v; said %s", len(all), err, stage.Said)
	}
	v := all[0]
	if !slices.Equal(v.Areas, []string{"第一网格", "桂花园3号楼"}) || !slices.Equal(v.Weekdays, []int{1, 3, 5}) || v.PerDay != 10 || len(v.Away) != 2 {
		t.Errorf("kept is %+v", v)
	}
	s.visits.list.Select(0)
	stage.Window.Canvas().Focus(s.visits.form[1])
	s.visits.form[1].SetText("第二网格")
	stage.Tap(t, "保存")
	if got := names(); got != "李网格 第二网格" {
		t.Errorf("changed are %q; said %s", got, stage.Said)
	}
	stage.TakeBack(t)
	if got := names(); got != "李网格 第一网格+桂花园3号楼" {
		t.Errorf("after Ctrl+Z they are %q", got)
	}
	s.visits.list.Select(0)
	stage.Tap(t, "去掉这行")
	if got := names(); got != "" {
		t.Errorf("after the removal they are %q", got)
	}
	stage.TakeBack(t) // the removal
	stage.TakeBack(t) // the adding
	if got := names(); got != "" || s.visits.list.Len() != 0 {
		t.Errorf("after all was taken back they are %q", got)
	}
}

// What can't be read is told and keeps nothing; what the archive refuses too.
func TestLinesThatCantBeReadAreTold(t *testing.T) {
	stage, s, o := tablesShown(t, "走访人员和放假")
	for _, c := range []struct{ line, text, says string }{
		{"weekdays", "周一", "“星期”写的是“周一”"},
		{"per day", "多", "“每天户数”写的是“多”"},
		{"away", "2026-02-30", "“请假”写的是"},
		{"name", "", "visitor_unfit"},
	} {
		s.visits.show(-1)
		s.visits.form[0].SetText("李网格")
		s.visits.form[map[string]int{"name": 0, "weekdays": 2, "per day": 3, "away": 4}[c.line]].SetText(c.text)
		stage.Tap(t, "保存")
		if !strings.HasPrefix(stage.Said, "⚠") || !strings.Contains(stage.Said, c.says) {
			t.Errorf("%s %q: said %s", c.line, c.text, stage.Said)
		}
	}
	if all, err := o.Visitors(); err != nil || len(all) != 0 {
		t.Errorf("kept are %v, %v", all, err)
	}
}

// The first change of a table of the program's makes all of it the community's; taken
// back it says what it said.
func TestTablesOfTheProgramAreChanged(t *testing.T) {
	stage, s, o := tablesShown(t, "保管期限")
	usual, err := o.Retentions()
	if err != nil {
		t.Fatal(err)
	}
	s.periods.list.Select(3)
	s.periods.form[2].SetText("D30")
	stage.Tap(t, "保存")
	now, err := o.Retentions()
	if err != nil || len(now) != len(usual) || now[3].Period != "D30" || now[3].Name != usual[3].Name || now[3].ID == "" {
		t.Fatalf("%d of %d lines, %v: %+v; said %s", len(now), len(usual), err, now[3], stage.Said)
	}
	stage.TakeBack(t)
	if now, err = o.Retentions(); err != nil {
		t.Fatal(err)
	}
	for i := range now {
		now[i].ID = ""
	}
	if !slices.EqualFunc(now, usual, func(a, b plan.Retention) bool { return a.Name == b.Name && a.Period == b.Period && a.Order == b.Order }) {
		t.Error("taken back it is another table")
	}
	s.periods.list.Select(0)
	s.periods.form[2].SetText("很久")
	stage.Tap(t, "保存")
	if !strings.Contains(stage.Said, "document_retention") {
		t.Errorf("a period that is none: said %s", stage.Said)
	}

	stage, s, o = tablesShown(t, "关爱走访")
	s.welfare.list.Select(0)
	s.welfare.form[2].SetText("9")
	stage.Tap(t, "保存")
	rules, err := o.WelfareRules()
	if err != nil || len(rules) == 0 || rules[0].Days != 9 {
		t.Errorf("%v, %v; said %s", rules, err, stage.Said)
	}
}

func TestHolidaysAreKeptAndTakenBack(t *testing.T) {
	stage, s, o := tablesShown(t, "走访人员和放假")
	stage.Window.Canvas().Focus(s.free.off)
	stage.Type(t, "2026-10-01、2026年10月2日\n2026-10-10\n")
	off, work, err := o.VisitDays()
	if err != nil || len(off) != 2 || off[1].String() != "2026-10-02" || len(work) != 1 {
		t.Fatalf("off %v, worked %v, %v; said %s", off, work, err, stage.Said)
	}
	s.free.off.SetText("国庆")
	stage.Window.Canvas().Focus(s.free.work)
	stage.Press(t, fyne.KeyReturn)
	if !strings.HasPrefix(stage.Said, "⚠") {
		t.Errorf("no day: said %s", stage.Said)
	}
	s.free.off.SetText(writeDays(off))
	stage.TakeBack(t)
	if off, work, err = o.VisitDays(); err != nil || len(off)+len(work) != 0 || s.free.off.Text != "" {
		t.Errorf("taken back: off %v, worked %v, %v, shown %q", off, work, err, s.free.off.Text)
	}
}

func TestSettingsLook(t *testing.T) {
	stage, s, _ := tablesShown(t, "保管期限")
	s.periods.list.Select(1)
	stage.Looks(t, "settings")
}
