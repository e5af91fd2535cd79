package office

import (
	"testing"

	"huce/archive/plan"
)

// A visit, a sending's step and a filing entered by mistake are taken back: nothing
// counts them, and doing it again goes on as if they had never been.
func TestTakenBackCountsForNothing(t *testing.T) {
	o, code := visitOffice(t)
	away, err := o.KeyVisit(VisitKeying{Code: code, Outcome: plan.OutcomeAway})
	if err != nil {
		t.Fatal(err)
	}
	wang, _ := person(t, o, "王一")
	key := wang + " person.phone"
	met, err := o.KeyVisit(VisitKeying{Code: code, Answers: map[string]string{key: "19900000001"}})
	if err != nil || len(met.Amiss) > 0 {
		t.Fatal(met, err)
	}
	if _, err := o.VerifyVisit(met.Visit.ID, map[string]string{key: "19900000001"}); err != nil {
		t.Fatal(err)
	}
	if err := o.TakeBackVerified(met.Visit.ID); err != nil {
		t.Fatal(err)
	}
	if v, err := o.visit(met.Visit.ID); err != nil || v.Verified != "" {
		t.Errorf("still verified: %+v %v", v, err)
	}
	for _, id := range []string{away.Visit.ID, met.Visit.ID} {
		if err := o.TakeBackVisit(id); err != nil {
			t.Fatal(err)
		}
		hasFault(t, o.TakeBackVisit(id), "archive_unknown")
	}
	if all, err := o.Visits(); err != nil || len(all) != 0 {
		t.Errorf("visits %+v, %v", all, err)
	}
	if _, values := person(t, o, "王一"); values["person.phone"] != "" {
		t.Errorf("the answer stands: %v", values)
	}

	for _, v := range []plan.Visit{away.Visit, met.Visit} {
		if err := o.BringBackVisit(v); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := o.Visits(); err != nil || len(all) != 2 {
		t.Errorf("brought back %+v, %v", all, err)
	}
	if _, values := person(t, o, "王一"); values["person.phone"] != "19900000001" {
		t.Errorf("brought back without the answer: %v", values)
	}
	for _, id := range []string{away.Visit.ID, met.Visit.ID} {
		if err := o.TakeBackVisit(id); err != nil {
			t.Fatal(err)
		}
	}

	subs, err := o.Submissions()
	if err != nil {
		t.Fatal(err)
	}
	form := subs.Rows[0][3]
	_, s, err := o.PrepareSending(form, "2026")
	if err != nil {
		t.Fatal(err)
	}
	if s, err = o.MarkSent(s.ID); err != nil || s.Times() != 1 {
		t.Fatal(s, err)
	}
	for _, want := range []string{plan.SendingPrepared, plan.SendingDue} {
		if s, err = o.TakeBackStep(s.ID); err != nil || s.Status() != want || s.Times() != 0 {
			t.Errorf("%s, sent %d times, %v; want %s", s.Status(), s.Times(), err, want)
		}
	}
	if _, err = o.TakeBackStep(s.ID); err == nil {
		t.Error("a step before the first was taken back")
	}
	if filed, err := o.Filed(); err != nil || len(filed) != 0 {
		t.Errorf("the paper is filed still: %v %v", filed, err)
	}
	if _, s, err = o.PrepareSending(form, "2026"); err != nil || s.Status() != plan.SendingPrepared {
		t.Errorf("prepared anew: %v %v", s.Status(), err)
	}
	filed, err := o.Filed()
	if err != nil || len(filed) != 1 || filed[0].No != 1 {
		t.Fatalf("the same paper has its number again: %+v %v", filed, err)
	}

	p, err := o.Print(PlanPaper)
	if err != nil || p.Document == "" || p.Again {
		t.Fatal(p, err)
	}
	again, err := o.Print(PlanPaper)
	if err != nil || !again.Again || again.ArchivalNo != p.ArchivalNo {
		t.Errorf("filed again as %s, %v", again.ArchivalNo, err)
	}
	paper, err := o.FiledPaper(p.Document)
	if err != nil {
		t.Fatal(err)
	}
	code = PaperCode(p.ArchivalNo, 1, paper.SHA[:paperHash])
	if err := o.TakeBackPaper(p.Document); err != nil {
		t.Fatal(err)
	}
	_, err = o.CheckPaper(code)
	hasFault(t, err, "paper_taken_back")
	_, err = o.FiledPaper(p.Document)
	hasFault(t, err, "archive_unknown")
	if r, err := o.Verify(true); err != nil || !r.Sound() {
		t.Errorf("%v %v", r.Problems, err)
	}
}
