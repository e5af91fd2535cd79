package visits

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/print"
)

// desk is an archive of two homes that keeps what it is given.
type desk struct {
	keyed    []office.VisitKeying
	visits   []plan.Visit
	amiss    []office.VisitAmiss
	fault    error
	back     []string
	verified map[string]string
	bookings []plan.Booking
	released []string
}

var (
	first  = plan.HomeCode("H00001")
	second = plan.HomeCode("H00002")
)

func (d *desk) Doors() ([]forms.VisitSheet, error) {
	asks := []forms.Ask{{About: "王一", Label: "联系电话"}, {About: "李二", Label: "是不是独居", Options: []string{"是", "否"}}}
	return []forms.VisitSheet{
		{Code: first, Home: "幸福里3号楼401室", Head: "王一", Asks: asks, Members: forms.Table{Rows: [][]string{{"王一", "户主"}, {"李二", "配偶"}}}},
		{Code: second, Home: "幸福里3号楼402室", Head: "赵三", Welfare: "高龄"},
	}, nil
}

func (d *desk) Visits() ([]plan.Visit, error) { return d.visits, nil }

func (d *desk) VisitSheet(code string) (*office.VisitPage, error) {
	home, ok := plan.HomeOf(code)
	if !ok {
		return nil, forms.NewFault("visit_code", code)
	}
	return &office.VisitPage{Household: home, Code: plan.HomeCode(home), Home: "幸福里3号楼401室", Head: "王一", Lines: lines}, nil
}

var lines = []office.VisitLine{
	{Key: "P00001 person.phone", About: "王一", Label: "联系电话", Type: "phone"},
	{Key: "P00002 own.alone", About: "李二", Label: "是不是独居", Options: []string{"是", "否"}},
}

func (d *desk) KeyVisit(k office.VisitKeying) (*office.VisitKeyed, error) {
	d.keyed = append(d.keyed, k)
	if d.fault != nil || len(d.amiss) > 0 {
		return &office.VisitKeyed{Amiss: d.amiss}, d.fault
	}
	home, _ := plan.HomeOf(k.Code)
	v := plan.Visit{ID: "V0001", Household: home, Date: k.Date, Visitor: k.Visitor, Purpose: k.Purpose, Outcome: k.Outcome, Submission: "S0009"}
	d.visits = append(d.visits, v)
	return &office.VisitKeyed{Visit: v, Answered: len(k.Answers)}, nil
}

func (d *desk) KeyedVisit(string) (*office.VisitPage, error) {
	return &office.VisitPage{Lines: lines}, nil
}

func (d *desk) VerifyVisit(id string, answers map[string]string) (*office.VisitKeyed, error) {
	d.verified = answers
	return &office.VisitKeyed{Visit: plan.Visit{ID: id}, Amiss: d.amiss}, d.fault
}

// PlanVisits plans one home for the 24th, and what is reserved on its day.
func (d *desk) PlanVisits(forms.Date, forms.Date) (*plan.VisitPlan, error) {
	p := &plan.VisitPlan{
		From: forms.NewDate(2026, 11, 23), To: forms.NewDate(2026, 12, 31),
		Visits: []plan.PlannedVisit{{
			Date: forms.NewDate(2026, 11, 24), Visitor: "赵录", Household: "H00001", Home: "幸福里3号楼401室", Purpose: plan.PurposeCollect, Open: 2, Why: plan.WhyAsk,
		}},
		Visitors: []plan.VisitorLoad{{Visitor: "赵录", Areas: []string{"幸福里3号楼"}, Homes: 1, Visits: 1, Days: 1, Busiest: 1, Late: 1}},
		Left:     []plan.PlannedVisit{{Household: "H00002"}},
	}
	for _, b := range d.bookings {
		p.Visits = []plan.PlannedVisit{{Date: b.Date, Visitor: b.Visitor, Household: b.Household, Home: "幸福里3号楼401室", Purpose: b.Purpose, Why: plan.WhyBooking, Booking: b.ID}}
	}
	return p, nil
}

func (d *desk) Reserve(list ...plan.Booking) ([]plan.Booking, error) {
	for i := range list {
		list[i].ID = "K0001"
	}
	d.bookings = list
	return list, nil
}

func (d *desk) Release(ids ...string) error {
	d.released, d.bookings = append(d.released, ids...), nil
	return nil
}

func (d *desk) TakeBackVisit(id string) error {
	d.back, d.visits = append(d.back, id), nil
	return nil
}

func (d *desk) BringBackVisit(v plan.Visit) error {
	d.visits = append(d.visits, v)
	return nil
}

func (d *desk) TakeBackVerified(id string) error {
	d.back = append(d.back, "verified "+id)
	return nil
}

func (d *desk) Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error) {
	return &office.Paper{Title: "走访单", Data: []byte("%PDF-1.7"), Report: print.Report{Pages: 2}}, nil
}

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d, nil, func([]byte) (string, error) { return "printed", nil })
	stage.Show(s)
	return stage, s
}

// A screen that isn't shown keeps no homes of before a change; what is keyed stays.
func TestHomesAreLetGo(t *testing.T) {
	d := &desk{}
	stage, s := show(t, d)
	stage.Type(t, first+"\n")
	s.LetGo()
	if s.doors != nil || s.find.Table.Len() > 0 || !strings.Contains(s.find.Count.Text, "正在") {
		t.Errorf("%d homes stay; it says %q", s.find.Table.Len(), s.find.Count.Text)
	}
	s.Refresh()
	stage.Type(t, "\n赵录\n\n\n\n19900000001\n2\n")
	if len(s.doors) != 2 || len(d.keyed) != 1 {
		t.Errorf("%d homes, %d sheets kept; said %s", len(s.doors), len(d.keyed), stage.Said)
	}
}

// A sheet is keyed back without the mouse: its code, the day, the visitor, what came
// of it, the answers; the next one has the day and the visitor already.
func TestSheetIsKeyedByKeysAlone(t *testing.T) {
	d := &desk{}
	stage, s := show(t, d)
	stage.Type(t, first+"\n") // today stands there: on to the visitor
	stage.Type(t, "\n赵录\n\n\n\n19900000001\n2\n")
	if len(d.keyed) != 1 {
		t.Fatalf("kept %+v; said %s", d.keyed, stage.Said)
	}
	k := d.keyed[0]
	if k.Code != first || k.Date.String() != "2026-11-23" || k.Visitor != "赵录" || k.Outcome != plan.OutcomeMet || k.Purpose != plan.PurposeCollect {
		t.Errorf("kept %+v", k)
	}
	if k.Answers["P00001 person.phone"] != "19900000001" || k.Answers["P00002 own.alone"] != "2" {
		t.Errorf("answers %v", k.Answers)
	}
	if !strings.Contains(stage.Said, "已记下走访 V0001") || stage.Window.Canvas().Focused() != s.Focus() || s.find.Entry.Text != "" {
		t.Errorf("said %q; the next code isn't waited for", stage.Said)
	}
	if s.find.Table.TSV(true); !strings.Contains(s.find.Table.TSV(true), "2026-11-23") {
		t.Errorf("the list lacks the visit:\n%s", s.find.Table.TSV(true))
	}

	stage.Type(t, strings.ToLower(strings.ReplaceAll(second, "-", ""))+"\n2\n没有人\n") // nobody at home: no answers are asked
	if len(d.keyed) != 2 || d.keyed[1].Outcome != plan.OutcomeAway || d.keyed[1].Note != "没有人" || d.keyed[1].Visitor != "赵录" || d.keyed[1].Code != second {
		t.Errorf("kept %+v; said %s", d.keyed, stage.Said)
	}

	stage.TakeBack(t)
	if len(d.back) != 1 || d.back[0] != "V0001" {
		t.Errorf("taken back %v", d.back)
	}
}

func TestArrowsGoThroughTheLines(t *testing.T) {
	stage, s := show(t, &desk{})
	stage.Type(t, first+"\n")
	focus := func() fyne.Focusable { return stage.Window.Canvas().Focused() }
	stage.Press(t, fyne.KeyReturn)
	at := focus()
	stage.Press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // the reason isn't asked: over it
	if focus() != s.keying.sheet.head[noteLine] {
		t.Errorf("the third line down from the visitor is not the note")
	}
	stage.Press(t, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if focus() != at {
		t.Error("up does not lead back")
	}
}

// What can't be kept is shown beside its line, and gone to; nothing is forgotten.
func TestAmissIsShownBesideItsLine(t *testing.T) {
	d := &desk{amiss: []office.VisitAmiss{{Key: "P00002 own.alone", Label: "是不是独居", Answer: "9", Why: "请填 1 到 2 的序号"}}}
	stage, s := show(t, d)
	stage.Type(t, first+"\n\n赵录\n\n\n\n1990\n9\n")
	stage.Lacks(t, "请填 1 到 2 的序号", "1990", "赵录")
	if stage.Window.Canvas().Focused() != s.keying.sheet.said[1].entry || !strings.Contains(stage.Said, "1 项") {
		t.Errorf("said %q", stage.Said)
	}
	d.amiss = nil
	s.Keep() // Ctrl+S
	if len(d.visits) != 1 {
		t.Errorf("visits %+v; said %s", d.visits, stage.Said)
	}
}

func TestLinesThatCantBeRead(t *testing.T) {
	for _, c := range []struct{ typed, says string }{
		{"\b", "⚠ “”不是日期"},
		{"\n赵\n7\n", "请按数字选：1 见到"},
		{"\n赵\n1\n5\n", "请按数字选：1 信息采集"},
	} {
		d := &desk{}
		stage, s := show(t, d)
		stage.Type(t, first+"\n")
		if c.typed == "\b" {
			s.keying.sheet.day.SetText("")
		} else {
			stage.Type(t, c.typed)
		}
		s.Keep()
		if len(d.keyed) != 0 || !strings.Contains(stage.Said, c.says) {
			t.Errorf("%q: said %q, want %q", c.typed, stage.Said, c.says)
		}
	}
}

// A home that was asked this year wants the reason, in a line that comes up for it.
func TestSecondAskingWantsItsReason(t *testing.T) {
	d := &desk{fault: forms.NewFault("visit_second", first)}
	stage, s := show(t, d)
	stage.Type(t, first+"\n\n赵录\n\n\n\n1\n1\n")
	if stage.Window.Canvas().Focused() != s.keying.sheet.head[reasonLine] {
		t.Fatalf("the reason is not asked: %s", stage.Said)
	}
	d.fault = nil
	stage.Type(t, "漏问")
	s.Keep()
	if n := len(d.keyed); n != 2 || d.keyed[1].Reason != "漏问" {
		t.Errorf("kept %+v", d.keyed)
	}
}

// A code that was misread is told, and a name finds its home.
func TestHomesAreFoundByCodeOrName(t *testing.T) {
	stage, s := show(t, &desk{})
	stage.Type(t, "H00001-0x\n")
	if stage.Said != "⚠ visit_code" && !strings.HasPrefix(stage.Said, "⚠") {
		t.Errorf("said %q", stage.Said)
	}
	s.find.Entry.SetText("")
	stage.Type(t, "赵三")
	if s.find.Table.Len() != 1 {
		t.Errorf("%d homes", s.find.Table.Len())
	}
	stage.Type(t, "\n")
	if s.keying.sheet.at == nil {
		t.Errorf("the home was not opened: %s", stage.Said)
	}
}

// A second keying shows none of the first; where they differ, both are shown and
// nothing is changed.
func TestSecondKeyingVerifies(t *testing.T) {
	d := &desk{visits: []plan.Visit{{ID: "V0001", Household: "H00001", Date: forms.NewDate(2026, 11, 20), Visitor: "赵录", Submission: "S0009"}}}
	d.amiss = []office.VisitAmiss{{Key: "P00001 person.phone", Answer: "19900000002", First: "19900000001", Why: "两次录入不一致"}}
	stage, s := show(t, d)
	s.tabs.SelectIndex(1)
	stage.Lacks(t, "共走访 1 次　赵录 1")
	stage.Window.Canvas().Focus(s.kept.table.Focus())
	stage.Press(t, fyne.KeyDown, fyne.KeyReturn)
	stage.Lacks(t, "第二遍录入 V0001")
	stage.Type(t, "19900000002\n2\n")
	if d.verified["P00001 person.phone"] != "19900000002" || d.verified["P00002 own.alone"] != "2" {
		t.Errorf("compared %v", d.verified)
	}
	stage.Lacks(t, "两次录入不一致　第一遍：19900000001")
	d.amiss = nil
	stage.Press(t, fyne.KeyReturn)
	stage.Press(t, fyne.KeyReturn)
	if !strings.Contains(stage.Said, "V0001 两遍一致") {
		t.Errorf("said %q", stage.Said)
	}
	stage.TakeBack(t)
	if len(d.back) != 1 || d.back[0] != "verified V0001" {
		t.Errorf("taken back %v", d.back)
	}
	s.kept.table.Select(0)
	stage.Tap(t, "撤销这次走访")
	if len(d.back) != 2 || s.kept.table.Len() != 0 {
		t.Errorf("taken back %v, %d are listed", d.back, s.kept.table.Len())
	}
	stage.TakeBack(t)
	if s.kept.table.Len() != 1 {
		t.Errorf("undone, %d are listed", s.kept.table.Len())
	}
}

func TestSheetsAreLaidOutAndPrinted(t *testing.T) {
	stage, s := show(t, &desk{})
	s.tabs.SelectIndex(2)
	stage.Tap(t, "排出走访单")
	if stage.Said != "共 2 页。" {
		t.Errorf("said %q", stage.Said)
	}
	stage.Tap(t, "打印")
	if stage.Said != "printed" {
		t.Errorf("said %q", stage.Said)
	}
}

// The calendar tells how many homes are planned for a day; one is reserved for another
// day and visitor, and released.
func TestCalendarReservesAndReleases(t *testing.T) {
	d := &desk{}
	stage, s := show(t, d)
	s.tabs.SelectIndex(planTab)
	stage.Lacks(t, "2026-11", "24 · 1", "赵录：1 户，1 次", "1 户排不进", "幸福里3号楼")
	stage.Tap(t, "24")
	stage.Lacks(t, "2026-11-24 要走 1 户")
	stage.Window.Canvas().Focus(s.plan.table.Focus())
	stage.Press(t, fyne.KeyDown, fyne.KeyReturn)
	s.plan.day.SetText("1127")
	s.plan.visitor.SetText("钱访")
	stage.Tap(t, "预约")
	if len(d.bookings) != 1 || d.bookings[0].Date.String() != "2026-11-27" || d.bookings[0].Visitor != "钱访" || d.bookings[0].Household != "H00001" {
		t.Fatalf("reserved %+v; said %s", d.bookings, stage.Said)
	}
	stage.Tap(t, "27")
	s.plan.table.Select(0)
	if !s.plan.reserve.Disabled() {
		t.Error("what is reserved can be reserved")
	}
	stage.Tap(t, "取消预约")
	if len(d.released) != 1 || d.released[0] != "K0001" {
		t.Errorf("released %v", d.released)
	}
	stage.TakeBack(t)
	if len(d.bookings) != 1 || d.bookings[0].Date.String() != "2026-11-27" {
		t.Errorf("reserved again %+v", d.bookings)
	}
	s.plan.table.Select(0)
	s.plan.day.SetText("x")
	s.plan.book()
	if !strings.Contains(stage.Said, "不是日期") {
		t.Errorf("said %q", stage.Said)
	}
}

// Work that is under way when the screen is left ends, and leaves nothing behind.
func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, &desk{}, nil, nil)
	stage.Show(s)
	stage.Settle()
	s.keying.open(first)
	stage.Settle()
	if s.keying.sheet.at == nil {
		t.Error("the sheet was not opened")
	}
}

// Enter before the homes are read waits for them, and opens the home then.
func TestEnterWaitsForTheHomes(t *testing.T) {
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, &desk{}, nil, nil)
	stage.Show(s)
	if !strings.Contains(s.find.Count.Text, "正在") {
		t.Errorf("while the homes are read it says %q", s.find.Count.Text)
	}
	s.find.Entry.SetText("赵三")
	s.open("赵三")
	if !strings.Contains(stage.Said, "还在读") || s.keying.sheet.at != nil {
		t.Errorf("said %q", stage.Said)
	}
	stage.Settle()
	if at := s.keying.sheet.at; at == nil || at.Code != second {
		t.Errorf("opened %+v; said %q", at, stage.Said)
	}
}

func TestVisitsLook(t *testing.T) {
	stage, s := show(t, &desk{})
	s.find.Table.Select(0)
	stage.Looks(t, "visits")
}
