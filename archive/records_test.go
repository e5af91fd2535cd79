package archive

import (
	"reflect"
	"testing"

	"go.etcd.io/bbolt"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

func TestRecords(t *testing.T) {
	a := fresh(t)
	task := must[plan.Task](t)(a.PutTask(plan.Task{Text: "防火排查", Department: "应急办"}))
	task.Status = plan.StatusDone
	must[plan.Task](t)(a.PutTask(task))
	must[plan.Task](t)(a.PutTask(plan.Task{Text: "垃圾分类"}))
	fund := must[plan.Fund](t)(a.PutFund(plan.Fund{Task: task.ID, Allocated: 600000}))
	meeting := must[plan.Meeting](t)(a.PutMeeting(plan.Meeting{Title: "社区工作例会", Kind: plan.MeetingMonthly}))
	visit := must[plan.Visit](t)(a.PutVisit(plan.Visit{Household: "H00001", Outcome: plan.OutcomeMet}))
	sending := must[plan.Sending](t)(a.PutSending(plan.Sending{Form: "dibao_roster", Period: "2026-03", Steps: []plan.SendingStep{{Status: plan.SendingPrepared, Document: "A0001"}}}))
	a = reopen(t, a)

	if got, err := a.Sendings(); err != nil || !reflect.DeepEqual(got, []plan.Sending{sending}) || sending.ID != "R0001" {
		t.Errorf("sendings: %+v %v", got, err)
	}
	if got, err := a.Tasks(); err != nil || len(got) != 2 || !reflect.DeepEqual(got[0], task) || got[1].ID != "T0002" {
		t.Errorf("tasks: %+v %v", got, err)
	}
	if got, err := a.Funds(); err != nil || !reflect.DeepEqual(got, []plan.Fund{fund}) || fund.ID != "F0001" {
		t.Errorf("funds: %+v %v", got, err)
	}
	if got, err := a.Meetings(); err != nil || !reflect.DeepEqual(got, []plan.Meeting{meeting}) || meeting.ID != "M0001" {
		t.Errorf("meetings: %+v %v", got, err)
	}
	if got, err := a.Visits(); err != nil || !reflect.DeepEqual(got, []plan.Visit{visit}) || visit.ID != "V0001" {
		t.Errorf("visits: %+v %v", got, err)
	}
	for _, id := range []string{"T0009", "T1", "F0001", "T-1", "T00001"} {
		_, err := a.PutTask(plan.Task{ID: id})
		wantFault(t, err, "archive_unknown")
	}
	sound(t, a)
}

// What plan, gate and evaluation keep is there when the archive is opened again,
// and in a copy that joins another archive speaks of the tasks as they stand there.
func TestPlanRecords(t *testing.T) {
	a := fresh(t)
	must[plan.Task](t)(a.PutTask(plan.Task{Text: "防火排查", Department: "应急办"}))
	must[plan.Task](t)(a.PutTask(plan.Task{Text: "消防检查", Department: "消防队"}))
	word := must[plan.TaskWord](t)(a.PutTaskWord(plan.TaskWord{A: "T0001", B: "T0002", Same: true}))
	draft := must[plan.Draft](t)(a.PutDraft(plan.Draft{Kind: plan.DraftPlan, Year: 2026, Text: "一、总体要求"}))
	figure := must[plan.Figure](t)(a.PutFigure(plan.Figure{Department: "民政局", Code: "M01.1", Value: 5}))
	matter := must[plan.Matter](t)(a.PutMatter(plan.Matter{Name: "协助做好消防安全检查"}))
	request := must[plan.Request](t)(a.PutRequest(plan.Request{Of: "T0001", Kind: plan.RequestApply, Hours: 2.5}))
	measure := must[plan.Measure](t)(a.PutMeasure(plan.Measure{No: "1.1", Points: 5}))
	a = reopen(t, a)
	held := func(a *Archive) []any {
		return []any{
			must[[]plan.TaskWord](t)(a.TaskWords()), must[[]plan.Draft](t)(a.Drafts()), must[[]plan.Figure](t)(a.Figures()),
			must[[]plan.Matter](t)(a.Matters()), must[[]plan.Request](t)(a.Requests()), must[[]plan.Measure](t)(a.Measures()),
		}
	}
	if got, want := held(a), []any{
		[]plan.TaskWord{word}, []plan.Draft{draft}, []plan.Figure{figure}, []plan.Matter{matter}, []plan.Request{request}, []plan.Measure{measure},
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	b := fresh(t)
	must[plan.Task](t)(b.PutTask(plan.Task{Text: "垃圾分类"}))
	must[Joined](t)(b.Join(a))
	word.A, word.B = "T0002", "T0003"
	request.Of = "T0002"
	if got := held(b); !reflect.DeepEqual(got[0], []plan.TaskWord{word}) || !reflect.DeepEqual(got[4], []plan.Request{request}) {
		t.Errorf("joined: %+v %+v", got[0], got[4])
	}
	if again := must[Joined](t)(b.Join(a)); again != (Joined{}) {
		t.Errorf("joined again: %+v", again)
	}
	sound(t, b)
}

func TestDecisions(t *testing.T) {
	a := fresh(t)
	one, two := register.RowID{1}, register.RowID{2}
	same := must[uint64](t)(a.Decide(register.Decision{Kind: register.Same, A: one, B: two}))
	stands := must[uint64](t)(a.Decide(register.Decision{
		Kind: register.Stands, A: one, Field: "person.name", Value: "张伟", Who: "李走访", When: "2026-01-05T09:00:00+08:00",
	}))
	want := []register.Decision{
		{No: same, Kind: register.Same, A: one, B: two, Who: "王录入", When: "2026-03-02T12:00:00+08:00"},
		{No: stands, Kind: register.Stands, A: one, Field: "person.name", Value: "张伟", Who: "李走访", When: "2026-01-05T09:00:00+08:00"},
	}
	for _, step := range []struct {
		name string
		do   func(uint64) error
		want bool
	}{
		{"revoked", a.RevokeDecision, true},
		{"twice is once", a.RevokeDecision, true},
		{"put back", a.ReinstateDecision, false},
		{"and again", a.RevokeDecision, true},
	} {
		if err := step.do(same); err != nil {
			t.Fatal(err)
		}
		want[0].Revoked = step.want
		if got := must[[]register.Decision](t)(a.Decisions()); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", step.name, got)
		}
	}
	for _, no := range []uint64{0, 99, stands + 1} { // the last is that of the revoking itself
		wantFault(t, a.RevokeDecision(no), "archive_unknown")
	}
	if _, err := a.Decide(register.Decision{Kind: "maybe"}); err == nil {
		t.Error("a decision of no kind is kept")
	}
	a = reopen(t, a)
	if got := must[[]register.Decision](t)(a.Decisions()); !reflect.DeepEqual(got, want) {
		t.Errorf("after reopening: %+v", got)
	}
	sound(t, a)
}

func TestDocumentsAreNumbered(t *testing.T) {
	a := fresh(t)
	day := forms.NewDate(2026, 3, 1)
	for _, c := range []struct {
		name string
		doc  Document
		id   string
		no   string
	}{
		{"a register is kept for ever", Document{Kind: "register", Title: "居民台账", Date: day, Data: []byte("1")}, "A0001", "WS·2026-Y-BGS-0001"},
		{"numbers run on", Document{Kind: "plan", Title: "年度计划", Date: day, Data: []byte("2")}, "A0002", "WS·2026-Y-BGS-0002"},
		{"each retention counts for itself", Document{Kind: "visits", Title: "走访表", Date: day, Data: []byte("3")}, "A0003", "WS·2026-D10-BGS-0001"},
		{"each year", Document{Kind: "plan", Title: "年度计划", Date: forms.NewDate(2027, 1, 4), Data: []byte("4")}, "A0004", "WS·2027-Y-BGS-0001"},
		{"each office", Document{Kind: "form", Office: "MZ", Retention: "D30", Title: "低保", Date: day, Data: []byte("5")}, "A0005", "WS·2026-D30-MZ-0001"},
		{"the same paper is one", Document{Kind: "plan", Title: "年度计划", Date: day, Data: []byte("2")}, "A0002", "WS·2026-Y-BGS-0002"},
		{"without a day it is today's", Document{Kind: "plan", Title: "月计划", Retention: "D10", Data: []byte("2")}, "A0006", "WS·2026-D10-BGS-0002"},
	} {
		d, err := a.FileDocument(c.doc)
		if err != nil || d.ID != c.id || d.ArchivalNo != c.no {
			t.Errorf("%s: %s %s %v, want %s %s", c.name, d.ID, d.ArchivalNo, err, c.id, c.no)
		}
	}
	if err := a.SetSetting("document.fonds", "0194"); err != nil {
		t.Fatal(err)
	}
	d := must[Document](t)(a.FileDocument(Document{Kind: "summary", Title: "年度总结", Date: day, Data: []byte("6")}))
	if d.ArchivalNo != "0194-WS·2026-Y-BGS-0001" {
		t.Errorf("with a 全宗号: %s", d.ArchivalNo)
	}
	_, err := a.FileDocument(Document{Retention: "30年"})
	wantFault(t, err, "document_retention")
	a = reopen(t, a)
	if all := must[[]Document](t)(a.Documents()); len(all) != 7 || all[1].Title != "年度计划" || all[1].Data != nil {
		t.Errorf("documents: %+v", all)
	}
	if paper := must[Document](t)(a.Paper("A0003")); string(paper.Data) != "3" || paper.Title != "走访表" {
		t.Errorf("paper: %+v", paper)
	}
	_, err = a.Paper("A0099")
	wantFault(t, err, "archive_unknown")
	sound(t, a)
}

// A count that fell behind, which no checksum covers, is found, and puts nothing in
// another's place.
func TestCountThatFellBehind(t *testing.T) {
	a := fresh(t)
	for range 3 {
		must[plan.Visit](t)(a.PutVisit(plan.Visit{Household: "H00001", Outcome: plan.OutcomeMet}))
	}
	err := a.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucketVisits)).SetSequence(1) })
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.PutVisit(plan.Visit{Household: "H00002"})
	wantFault(t, err, "archive_damaged")
	r := must[Report](t)(a.Verify(false))
	if len(r.Problems) != 1 || r.Problems[0].Code != "number" {
		t.Errorf("%+v", r.Problems)
	}
}
