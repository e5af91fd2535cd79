package plan

import (
	"testing"

	"huce/forms"
)

func TestPeriodAt(t *testing.T) {
	day := forms.NewDate(2026, 11, 25)
	for _, c := range []struct{ rhythm, period, last string }{
		{"月报，按风险等级周访/月访/季访", "2026-11", "2026-11-30"},
		{"到达3日内登记，按月更新", "2026-11", "2026-11-30"},
		{"季度更新，一人一档", "2026Q4", "2026-12-31"},
		{"半年更新", "2026H2", "2026-12-31"},
		{"实时登记、年度核查", "2026", "2026-12-31"},
		{"每半月排查", "", ""},
		{"随时", "", ""},
		{"普查年（10年一次）、1%抽样（5年）", "", ""},
		{"", "", ""},
	} {
		period, last := PeriodAt(c.rhythm, day)
		if period != c.period || last.String() != c.last {
			t.Errorf("%s: %s to %s, want %s to %s", c.rhythm, period, last, c.period, c.last)
		}
	}
	if _, last := PeriodAt("月报", forms.NewDate(2028, 2, 1)); last != forms.NewDate(2028, 2, 29) {
		t.Errorf("February of a leap year ends on %s", last)
	}
}

func TestSendingSteps(t *testing.T) {
	s := Sending{}
	for _, step := range []struct {
		status string
		may    bool
	}{
		{SendingSent, false},
		{SendingReturned, false},
		{SendingPrepared, true},
		{SendingReturned, false},
		{SendingPrepared, true},
		{SendingSent, true},
		{SendingSent, false},
		{SendingPrepared, false},
		{SendingReturned, true},
		{SendingSent, false},
		{SendingPrepared, true},
		{SendingSent, true},
	} {
		if s.May(step.status) != step.may {
			t.Fatalf("%s after %s: %v", step.status, s.Status(), !step.may)
		}
		if step.may {
			s.Steps = append(s.Steps, SendingStep{Status: step.status})
		}
	}
	if s.Status() != SendingSent || s.Times() != 2 {
		t.Errorf("%s, sent %d times", s.Status(), s.Times())
	}
}
