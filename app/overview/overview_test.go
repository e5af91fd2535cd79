package overview

import (
	"strings"
	"testing"
	"time"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
)

// desk is an archive of so much.
type desk struct {
	stats  office.Stats
	folder string
	made   []archive.Backup
	may    bool
	fault  error
}

func (d *desk) Counts() (*office.Stats, error) { return &d.stats, d.fault }
func (d *desk) Burden() (plan.Load, error) {
	return plan.Load{Cells: 2400, Known: 1200, Departments: []plan.DepartmentLoad{{Department: "民政", Cells: 2400, Known: 1200}}}, nil
}

func (d *desk) QuestionCounts() ([]office.QuestionCount, error) {
	return []office.QuestionCount{{Text: "是不是同一个人？", N: 2}, {Text: "住在哪里？", N: 1}}, nil
}

func (d *desk) Tasks() ([]plan.Task, error) {
	return []plan.Task{
		{ID: "T0001", Due: forms.NewDate(2026, 11, 30)},
		{ID: "T0002", Due: forms.NewDate(2026, 10, 1)},
		{ID: "T0003", Due: forms.NewDate(2026, 10, 1), Status: plan.StatusDone},
		{ID: "T0004"},
	}, nil
}

func (d *desk) Sendings() (office.Listing, error) {
	return office.Listing{Rows: [][]string{{"", "", "", "", "", "", plan.SendingDue}, {"", "", "", "", "", "", plan.SendingSent}}}, nil
}
func (d *desk) Doors() ([]forms.VisitSheet, error) { return make([]forms.VisitSheet, 5), nil }
func (d *desk) BackupFolder() (string, error)      { return d.folder, nil }
func (d *desk) Backups() ([]archive.Backup, error) { return d.made, nil }
func (d *desk) Community() (string, string, error) { return "安宁社区", "幸福街道", nil }
func (d *desk) Today() forms.Date                  { return forms.NewDate(2026, 11, 23) }
func (d *desk) May(r office.Right) bool            { return d.may }

func show(t *testing.T, d *desk) (*kittest.Stage, *[]string) {
	t.Helper()
	stage := kittest.New(t)
	gone := &[]string{}
	stage.Show(New(stage.Page, d, func(screen string) { *gone = append(*gone, screen) }))
	return stage, gone
}

// What waits is told by its kind and leads to where it is done.
func TestWhatWaitsLeadsToItsScreen(t *testing.T) {
	d := &desk{may: true}
	d.stats.Files, d.stats.People = 3, 14000
	stage, gone := show(t, d)
	stage.Lacks(t, "安宁社区", "14,000")
	for _, c := range [][2]string{
		{"是不是同一个人？　2", "review"},
		{"住在哪里？　1", "review"},
		{"要上门的户　5", "visits"},
		{"已逾期的任务　1", "planning"},
		{"本月到期的任务　1", "planning"},
		{"待报送的表　1", "papers"},
	} {
		stage.Tap(t, c[0])
		if last := (*gone)[len(*gone)-1]; last != c[1] {
			t.Errorf("%s leads to %s", c[0], last)
		}
	}
	d.may = false
	stage.Changed()
	if strings.Contains(stage.Text(), "待报送") {
		t.Error("who may not send is told to")
	}
}

func TestEmptyArchiveSaysWhatToDoFirst(t *testing.T) {
	stage, gone := show(t, &desk{})
	stage.Tap(t, "去导入第一批表")
	if len(*gone) != 1 || (*gone)[0] != "intake" {
		t.Errorf("leads to %v", *gone)
	}
}

func TestBackupsAgeIsTold(t *testing.T) {
	for _, c := range []struct {
		folder string
		made   []archive.Backup
		says   string
	}{
		{"", nil, "还没有设置备份文件夹"},
		{"/stick", nil, "还没有备份过"},
		{"/stick", []archive.Backup{{At: time.Date(2026, 11, 13, 12, 0, 0, 0, time.Local)}, {At: time.Date(2026, 11, 1, 12, 0, 0, 0, time.Local)}}, "10 天前"},
		{"/stick", []archive.Backup{{At: time.Date(2026, 12, 1, 12, 0, 0, 0, time.Local)}}, "0 天前"}, // the clock was set back
	} {
		d := &desk{folder: c.folder, made: c.made}
		stage, _ := show(t, d)
		stage.Lacks(t, c.says)
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	stage.Show(New(stage.Page, &desk{fault: forms.NewFault("archive_damaged", "a")}, func(string) {}))
	stage.Settle()
	if !strings.HasPrefix(stage.Said, "⚠") {
		t.Errorf("said %q", stage.Said)
	}
}

func TestOverviewLooks(t *testing.T) {
	d := &desk{may: true, folder: "/stick", made: []archive.Backup{{At: time.Date(2026, 11, 13, 12, 0, 0, 0, time.Local)}}}
	d.stats = office.Stats{Files: 3, Rows: 21000, People: 14000, Homes: 4500, Dwellings: 4510, Tasks: 41, Unplaced: 2}
	stage, _ := show(t, d)
	stage.Looks(t, "overview")
}
