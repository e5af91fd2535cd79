package plan

import (
	"slices"
	"strings"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

func TestGate(t *testing.T) {
	in := Input{Year: 2026, Today: today, Register: &register.Register{}, Tasks: []Task{
		{ID: "T0001", Department: "区民政局", Text: "低保对象动态管理"},
		{ID: "T0002", Department: "派出所", Text: "黄赌毒线索摸排上报"},
		{ID: "T0003", Department: "城管局", Text: "违法建设巡查上报"},
		{ID: "T0004", Department: "司法所", Text: "社区矫正对象走访", Admission: AdmissionListed},
		{ID: "T0005", Department: "区残联", Text: "残疾人就业培训报名"},
	}}
	list := []Matter{
		{ID: "L0001", Department: "民政局", Name: "低保对象动态管理", Kind: MatterAssist},
		{ID: "L0002", Name: "黄赌毒线索摸排上报", Kind: MatterForbidden},
		{ID: "L0003", Name: "违法建设巡查上报", Dropped: true},
	}
	requests := []Request{
		{ID: "Q0001", Of: "T0005", Kind: RequestApply, Outcome: OutcomeApproved, Hours: 2, Department: "区残联"},
		{ID: "Q0002", Of: "T0002", Kind: RequestDecline, Hours: 1.5, Department: "派出所"},
		{ID: "Q0003", Of: "T0002", Kind: RequestHours, Hours: 3, Department: "派出所"},
	}
	want := map[string]Gated{
		"T0001": {Admission: AdmissionListed, Matter: "L0001"},
		"T0002": {Admission: AdmissionNone, Matter: "L0002", Forbidden: true, Request: "Q0002", Hours: 4.5},
		"T0003": {},
		"T0004": {Admission: AdmissionListed},
		"T0005": {Admission: AdmissionApproved, Request: "Q0001", Hours: 2},
	}
	for _, g := range Gate(in, list, requests) {
		w := want[g.ID]
		if g.Admission != w.Admission || g.Matter != w.Matter || g.Forbidden != w.Forbidden || g.Request != w.Request || g.Hours != w.Hours {
			t.Errorf("%s: %+v, want %+v", g.Title, g, w)
		}
	}
	// Nothing is approved that no list names.
	for _, g := range Gate(in, nil, nil) {
		if g.Matter != "" || g.Admission != "" && g.ID != "T0004" {
			t.Errorf("without a list: %+v", g)
		}
	}
	if h := HoursBy(requests); len(h) != 2 || h[0] != (DepartmentHours{"派出所", 2, 4.5}) {
		t.Errorf("hours: %+v", h)
	}
}

func TestLedger(t *testing.T) {
	in := Input{Year: 2026, Today: forms.NewDate(2026, 7, 1), Register: &register.Register{}, Tasks: []Task{
		{ID: "T0001", Department: "甲局", Text: "一", Funds: 600000, FundsKnown: true, FundsText: "6000", Due: forms.NewDate(2026, 6, 30)},
		{ID: "T0002", Department: "乙局", Text: "二", FundsText: "按实"},
		{ID: "T0003", Department: "乙局", Text: "三", FundsText: "-500"},
		{ID: "T0004", Department: "乙局", Text: "四", FundsText: "无", FundsKnown: true},
	}, Funds: []Fund{
		{ID: "F0001", Task: "T0001", Allocated: 600000, Arrived: 200000, Spent: 250000},
		{ID: "F0002", Task: "T0001", Allocated: 100000, Arrived: 100000, Due: forms.NewDate(2026, 1, 1)},
	}}
	type fact struct {
		fund, task, text string
		asked, short     int64
		overdue, over    bool
	}
	var got []fact
	var asked int64
	for _, l := range Ledger(in) {
		got = append(got, fact{l.Fund, l.Task, l.AskedText, l.Asked, l.Short, l.Overdue, l.Overspent})
		asked += l.Asked
	}
	want := []fact{
		{"F0002", "T0001", "", 0, 0, false, false},
		{"F0001", "T0001", "", 600000, 400000, true, true},
		{"", "T0002", "按实", 0, 0, false, false},
		{"", "T0003", "-500", 0, 0, false, false},
	}
	if asked != 600000 {
		t.Errorf("asked %d: a task asks once", asked)
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%+v is not in %+v", w, got)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines: %+v", len(got), got)
	}
	text := textOf(LedgerPaper(in))
	for _, w := range []string{"逾期未到位的经费1笔", "尚欠4,000元", "按实", "-500", "超支"} {
		if !strings.Contains(text, w) {
			t.Errorf("the printed ledger lacks %s:\n%s", w, text)
		}
	}
}

func TestMeetingsCounted(t *testing.T) {
	day := func(m, d int) forms.Date { return forms.NewDate(2026, m, d) }
	list := []Meeting{
		{ID: "M0001", Kind: MeetingMonthly, Date: day(3, 2), Held: true},
		{ID: "M0002", Kind: MeetingMonthly, Date: day(4, 2)},
		{ID: "M0003", Kind: MeetingOther, Department: "甲局", Date: day(3, 5), Held: true, People: 2, Title: "部署会"},
		{ID: "M0004", Kind: MeetingOther, Department: "乙局", Date: day(3, 9), People: 1, Title: "培训会"},
		{ID: "M0005", Kind: MeetingOther, Department: "甲局", Date: forms.NewDate(2025, 3, 9), Title: "去年的"},
	}
	c := CountMeetings(list, 2026)
	if c.Monthly != 2 || c.MonthlyHeld != 1 || c.MonthsHeld[3] != 1 || c.Others != 2 || c.OthersHeld != 1 || c.People != 3 || len(c.Departments) != 2 {
		t.Errorf("%+v", c)
	}
	d := Doubles(Input{Year: 2026, Today: today, Register: &register.Register{}, Meetings: list})
	if len(d) != 1 || d[0].Kind != DoubleMeeting || d[0].When != "2026-03" || !slices.Equal(d[0].IDs, []string{"M0003", "M0004"}) {
		t.Errorf("doubles: %+v", d)
	}
}

// Reports that several departments want in one rhythm are shown as one that could be.
func TestDoublesOfPaper(t *testing.T) {
	d := Doubles(Input{Year: 2026, Today: today, Register: &register.Register{}, Tasks: []Task{
		{ID: "T0001", Department: "区民政局", Text: "按月报送区民政局工作台账和统计报表", Recurring: Monthly},
		{ID: "T0002", Department: "司法所", Text: "按月报送司法所工作台账和统计报表", Recurring: Monthly},
		{ID: "T0003", Department: "区残联", Text: "按季报送区残联工作台账和统计报表", Recurring: Quarterly},
	}})
	if len(d) != 1 || d[0].Kind != DoubleReport || d[0].When != Monthly || len(d[0].Departments) != 2 {
		t.Errorf("%+v", d)
	}
}

func TestEvaluation(t *testing.T) {
	in := villageInput()
	in.Meetings = []Meeting{{Kind: MeetingMonthly, Date: forms.NewDate(in.Year, 3, 2), Held: true}}
	tab := Indicators(in)
	proofs := []Proof{{Kind: "summary", Title: "工作总结", No: "A-1", Date: "2026-12-01"}, {Kind: "form", Title: "居民公约", Date: "2025-01-01"}, {Kind: "plan", Title: "旧计划", Date: "2025-01-01"}}
	list := []Measure{
		{No: "1", Points: 10, Evidence: "B02>=1;会议:monthly>=1"},
		{No: "2", Points: 10, Evidence: "B02>=1；会议:monthly≥12"},
		{No: "3", Points: 10, Evidence: "文书:plan"},
		{No: "4", Points: 10, Evidence: "文书:summary;材料:公约"},
		{No: "5", Points: 10, Evidence: "胡写"},
		{No: "6", Points: 10},
		{No: "7", Points: 10, Score: 7, Scored: true},
		{No: "8", Points: 10, Dropped: true},
	}
	var got []float64
	all := Evaluate(in, tab, list, proofs)
	for _, e := range all {
		got = append(got, e.Mine)
		if (e.Gap > 0) != (len(e.Lacks) > 0) {
			t.Errorf("%s: gap %v, lacks %q", e.No, e.Gap, e.Lacks)
		}
	}
	if want := []float64{10, 5, 0, 10, 0, 0, 7}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	text := textOf(Binder(in, all))
	for _, w := range []string{"满分70分，自评32分", "“胡写”无法识别", "A-1", "须人工评分"} {
		if !strings.Contains(text, w) {
			t.Errorf("the binder lacks %s", w)
		}
	}
}

// What a department says otherwise is told in the summary, with both numbers.
// A number that a department holds to be another is marked wherever the summary tells
// it, in its text and in its table; the plan tells its numbers without.
func TestSummaryMarksContradictions(t *testing.T) {
	in := villageInput()
	in.Figures = []Figure{{Department: "区民政局 / 街道社会事务办", Code: "M01.1", Value: 7, Source: "年报"}}
	s := Written(in, DraftSummary)
	text := s.ShownText()
	if n := strings.Count(text, "低保户数1户（区民政局报7户，待核对）"); n != 2 {
		t.Errorf("it is marked %d times in\n%s", n, text)
	}
	numbers := s.Official.Annexes[0].Body[1].Table
	if !slices.ContainsFunc(numbers.Rows, func(row []string) bool {
		return row[1] == "低保户数" && strings.HasSuffix(row[len(row)-1], "；区民政局报7户，待核对")
	}) {
		t.Error("its table doesn't mark it")
	}
	plan := Written(in, DraftPlan)
	if text := plan.ShownText(); strings.Contains(text, "报7户") {
		t.Errorf("the plan marks it:\n%s", text)
	}
}

func TestContradictions(t *testing.T) {
	in := villageInput()
	now := Indicators(in).Get("B02").Number
	in.Figures = []Figure{{Department: "统计局", Code: "B02", Value: now + 3, Source: "年报"}, {Department: "派出所", Code: "B02", Value: now}, {Department: "派出所", Code: "Z9", Value: 1}}
	c := Contradictions(in, Indicators(in))
	noted := slices.DeleteFunc(c, func(c Contradiction) bool { return c.Submission != "" })
	if len(noted) != 1 || noted[0].Theirs != now+3 || noted[0].Ours != now {
		t.Fatalf("%+v", c)
	}
	if s := textOf(Summary(in)); !strings.Contains(s, noted[0].Text()) {
		t.Errorf("the summary lacks %s", noted[0].Text())
	}
}

func TestLastYearBesideThis(t *testing.T) {
	in := villageInput()
	in.LastYear = map[string]string{"B02": "1,000人", "M01.1": "很多"}
	all := CompareYears(in, Indicators(in))
	at := slices.IndexFunc(all, func(c Compared) bool { return c.Code == "B02" })
	if at < 0 || !all[at].Readable || all[at].Change != Indicators(in).Get("B02").Number-1000 {
		t.Errorf("%+v", all)
	}
	if s := textOf(Summary(in)); !strings.Contains(s, "主要指标上年对比") || !strings.Contains(s, "1,000人") {
		t.Error("the summary doesn't compare")
	}
}

// A department's extract tells its own tasks and nobody else's alone.
func TestExtract(t *testing.T) {
	in := villageInput()
	in.Tasks = []Task{
		{ID: "T0001", Department: "甲局", Text: "排查燃气隐患", Status: StatusDone, Group: "G01"},
		{ID: "T0002", Department: "乙局", Text: "燃气安全入户排查", Group: "G01", Status: StatusDone},
		{ID: "T0003", Department: "乙局", Text: "清理河道"},
	}
	in.Register.Submissions[0].Department = "甲局 / 甲局办证站"
	s := textOf(Extract(in, "甲局"))
	if !strings.Contains(s, "本年度收到贵单位报表1张") {
		t.Errorf("a form of the office and its station is not the office's:\n%s", s)
	}
	if !strings.Contains(s, "排查燃气隐患") || strings.Contains(s, "清理河道") || !strings.Contains(s, "后1项，已登记完成1项") || strings.Contains(s, "{{") {
		t.Error(s)
	}
}

func TestConfirmed(t *testing.T) {
	tasks := []Task{{ID: "T1", Group: "G01"}, {ID: "T2", Group: "G01"}, {ID: "T3", Group: "G02"}, {ID: "T4", Group: "G02"}, {ID: "T5", Group: "G02"}}
	c := Confirmed(tasks, []Word{{"T1", "T2", true}, {"T3", "T4", true}})
	if !c["G01"] || c["G02"] {
		t.Errorf("%v", c)
	}
	w := Words([]TaskWord{{A: "T2", B: "T1", Same: true}, {A: "T1", B: "T2"}})
	if len(w) != 1 || w[0].Same {
		t.Errorf("the last word counts: %v", w)
	}
}
