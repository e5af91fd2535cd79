package office

import (
	"errors"
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

// visitRoster misses Wang's phone, and Li's ID number fails its check.
const visitRoster = "高龄津贴花名册\n填报日期：2026-03-01\n序号,姓名,性别,身份证号,现住址,联系电话\n" +
	"1,王一,男,110199194001010018,幸福里3号楼2单元401室,\n2,李二,女,11019919930202002X,幸福里3号楼2单元401室,19900000002\n"

// visitSurvey asks everyone's phone.
const visitSurvey = "居民联系电话入户调查表\n请于2026年6月20日前入户调查填报\n序号,姓名,身份证号,现住址,联系电话\n1,,,,\n2,,,,\n"

func visitOffice(t *testing.T) (*Office, string) {
	t.Helper()
	o := testOffice(t)
	if f := importOne(t, o, "民政/高龄.csv", []byte(visitRoster)); f.Refused != nil {
		t.Fatal(f.Refused)
	}
	if f := importOne(t, o, "卫健/调查.csv", []byte(visitSurvey)); f.Refused != nil {
		t.Fatal(f.Refused)
	}
	reg, err := o.Register()
	if err != nil || len(reg.Households) != 1 || len(reg.People) != 2 {
		t.Fatalf("%d homes, %d people, %v", len(reg.Households), len(reg.People), err)
	}
	return o, plan.HomeCode(reg.Households[0].ID)
}

func person(t *testing.T, o *Office, name string) (id string, values map[string]string) {
	t.Helper()
	reg, err := o.Register()
	if err != nil {
		t.Fatal(err)
	}
	values = map[string]string{}
	for i := range reg.People {
		if reg.People[i].Value("person.name") == name {
			if id != "" {
				t.Fatalf("there are two of %s", name)
			}
			id = reg.People[i].ID
			for _, v := range reg.People[i].Values {
				values[v.Field] = v.Value
			}
		}
	}
	return id, values
}

func hasFault(t *testing.T, err error, code string) {
	t.Helper()
	var f *forms.Fault
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("fault %v, want %s", err, code)
	}
}

// A sheet keyed back fills the register, is asked no more, can be checked by a
// second keying, and withdrawn like any import.
func TestSheetIsKeyedBack(t *testing.T) {
	o, code := visitOffice(t)
	page, err := o.VisitSheet(code)
	if err != nil {
		t.Fatal(err)
	}
	wang, _ := person(t, o, "王一")
	key := wang + " person.phone"
	asked := func() bool {
		page, err := o.VisitSheet(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Lines {
			if l.Key == key {
				return true
			}
		}
		return false
	}
	if !asked() {
		t.Fatalf("the phone is not asked: %+v", page.Lines)
	}
	li, _ := person(t, o, "李二")
	bad, err := o.KeyVisit(VisitKeying{Code: code, Answers: map[string]string{key: "19900000001", li + " person.id_no": "11019919930202002X"}})
	if err != nil || len(bad.Amiss) != 1 || bad.Visit.ID != "" {
		t.Fatalf("%+v, %v", bad, err)
	}
	_, err = o.KeyVisit(VisitKeying{Code: code, Answers: map[string]string{"P99999 person.phone": "19900000001"}})
	hasFault(t, err, "visit_answer")
	_, err = o.KeyVisit(VisitKeying{Code: "H99999-1"})
	hasFault(t, err, "visit_code")
	_, err = o.KeyVisit(VisitKeying{Code: plan.HomeCode("H99999")})
	hasFault(t, err, "visit_home")
	_, err = o.KeyVisit(VisitKeying{Code: code, Outcome: "ate"})
	hasFault(t, err, "visit_outcome")

	done, err := o.KeyVisit(VisitKeying{Code: code, Visitor: "李录入", Answers: map[string]string{key: "199 0000 0001"}})
	if err != nil || done.Answered != 1 || done.Visit.ID == "" || done.Visit.Submission == "" {
		t.Fatalf("%+v, %v", done, err)
	}
	if _, values := person(t, o, "王一"); values["person.phone"] != "19900000001" {
		t.Errorf("the phone is %q", values["person.phone"])
	}
	if asked() {
		t.Error("what was answered is asked again")
	}
	if stats, err := o.Stats(); err != nil || stats.Burden.Forms != 1 {
		t.Errorf("the visit counts as a form that a department asked: %d, %v", stats.Burden.Forms, err)
	}
	_, err = o.KeyVisit(VisitKeying{Code: code, Answers: map[string]string{key: "19900000003"}})
	hasFault(t, err, "visit_second")

	again, err := o.VerifyVisit(done.Visit.ID, map[string]string{key: "19900000007"})
	if err != nil || len(again.Amiss) != 1 || again.Amiss[0].First != "19900000001" {
		t.Errorf("%+v, %v", again, err)
	}
	again, err = o.VerifyVisit(done.Visit.ID, map[string]string{key: "19900000001"})
	if err != nil || len(again.Amiss) != 0 || again.Visit.Verified == "" {
		t.Errorf("%+v, %v", again, err)
	}

	if err := o.Withdraw(done.Visit.Submission); err != nil {
		t.Fatal(err)
	}
	if visits, err := o.Visits(); err != nil || len(visits) != 0 || !asked() {
		t.Errorf("after withdrawal: %v, %v, asked %t", visits, err, asked())
	}
}

// Two clerks' sheets for one home: the second needs a reason, and what it says
// otherwise stands beside the first, to be seen.
func TestSecondSheetOfAHome(t *testing.T) {
	o, code := visitOffice(t)
	wang, _ := person(t, o, "王一")
	key := wang + " person.phone"
	if _, err := o.KeyVisit(VisitKeying{Code: code, Visitor: "甲", Answers: map[string]string{key: "19900000001"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.KeyVisit(VisitKeying{Code: code, Visitor: "乙", Reason: "电话打不通", Answers: map[string]string{key: "19900000003"}}); err != nil {
		t.Fatal(err)
	}
	page, err := o.Show(wang)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range page.Values {
		if v.Field == "person.phone" && len(v.Rivals) == 1 {
			return
		}
	}
	t.Errorf("the two phones are not both seen: %+v", page.Values)
}

// A visit that met nobody is a visit without answers, and no collecting one.
func TestNobodyAtHome(t *testing.T) {
	o, code := visitOffice(t)
	for _, outcome := range []string{plan.OutcomeAway, plan.OutcomeRefused, plan.OutcomeMoved, plan.OutcomeMet} {
		if done, err := o.KeyVisit(VisitKeying{Code: code, Outcome: outcome}); err != nil || done.Visit.Outcome != outcome || done.Visit.Submission != "" {
			t.Errorf("%s: %+v, %v", outcome, done, err)
		}
	}
}
