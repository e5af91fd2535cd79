package vocab

import (
	"testing"

	"huce/forms"
)

func TestDeadline(t *testing.T) {
	from := forms.NewDate(2026, 10, 20)
	for text, want := range map[string]string{
		"立即": "2026-10-20", "当场整改": "2026-10-20", "3日内": "2026-10-23", "三日内": "2026-10-23", "7天": "2026-10-27", "一周内": "2026-10-27", "两周内": "2026-11-03",
		"1个月内": "2026-11-20", "三个月内": "2027-01-20", "半个月内": "2026-11-04", "48小时内": "2026-10-22", "60日": "2026-12-19",
		"10月底": "2026-10-31", "12月底前": "2026-12-31", "3月底前": "2027-03-31", "2027年3月底前": "2027-03-31", "11月上旬": "2026-11-10", "11月15日前": "2026-11-15",
		"30日前": "2026-10-30", "5日前": "2026-11-05", "月底前": "2026-10-31", "第四季度": "2026-12-31", "一季度": "2027-03-31", "年底前": "2026-12-31", "2026年底": "2026-12-31",
		"2026-12-01": "2026-12-01", "2026年12月1日前": "2026-12-01", "明年1月": "2027-01-31", "十月底": "2026-10-31",
		"15个工作日内": "", "十五个工作日": "", "尽快": "", "长期": "", "": "", "限期整改": "",
	} {
		got := ""
		if d, ok := Deadline(text, from); ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	// Without a day to count from only what names its year is a day.
	for text, want := range map[string]string{"3日内": "", "立即": "", "10月底": "", "2027年3月底前": "2027-03-31", "2026年第四季度": "2026-12-31", "年底前": ""} {
		got := ""
		if d, ok := Deadline(text, forms.Date{}); ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("%s from nowhere: %q, want %q", text, got, want)
		}
	}
}

func TestReadDeadline(t *testing.T) {
	for _, c := range []struct{ field, text, value, code string }{
		{"inspect.deadline", "2026年12月1日前", "2026-12-01", ""},
		{"inspect.deadline", "3日内", "3日内", "deadline_open"},
		{"inspect.deadline", "立即", "立即", "deadline_open"},
		{"dispute.deadline", "十五个工作日", "十五个工作日", "deadline_open"},
		{"petition.deadline", "甲乙丙", "甲乙丙", "date_unreadable"},
		{"task.due", "全年", "全年", ""},
		{"task.due", "第四季度", "第四季度", ""},
		{"task.due", "每月25日前", "每月25日前", ""},
		{"task.due", "6月30日前", "6月30日前", ""},
		{"task.due", "2027年3月底前", "2027-03-31", ""},
		{"task.due", "甲乙丙", "甲乙丙", "date_unreadable"},
	} {
		value, issues := ParseText(c.field, c.text)
		code := ""
		if len(issues) > 0 {
			code = issues[0].Code
		}
		if value != c.value || code != c.code {
			t.Errorf("%s %s: %q %s, want %q %s", c.field, c.text, value, code, c.value, c.code)
		}
	}
}

func TestTargetInWords(t *testing.T) {
	for text, want := range map[string]string{"按期完成": "按期完成", "98": "98", "100%上门": "100%上门", "参保率≥98%": "参保率≥98%"} {
		if got, issues := ParseText("task.target", text); got != want || len(issues) > 0 {
			t.Errorf("%s: %q %v", text, got, issues)
		}
	}
}

// The words of departments for what their code lists name otherwise, or don't name.
func TestDepartmentsWords(t *testing.T) {
	for _, c := range []struct{ field, text, want string }{
		{"person.guardian_relation", "父子", "父子"},
		{"person.guardian_relation", "兄弟", "兄弟姐妹"},
		{"person.emergency_relation", "母女", "母女"},
		{"household.housing_type", "祖辈房", "祖辈房"},
		{"emp.hard_type", "失地农民", "被征地(失地)人员"},
		{"person.employment", "考研", "升学"},
		{"ins.status", "断保", "暂停参保"},
		{"dispute.type", "劳资纠纷", "劳动争议"},
		{"dispute.type", "婚姻家庭", "婚姻家庭纠纷"},
		{"vet.type", "参战", "参战退役军人"},
		{"elder.selfcare", "轻度依赖", "轻度依赖"},
		{"child.guardian_eval", "较好", "监护情况较好"},
		{"child.type", "双亲外出", "留守儿童"},
	} {
		got, issues := ParseText(c.field, c.text)
		if got != c.want || len(issues) > 0 {
			t.Errorf("%s %s: %q %v, want %q", c.field, c.text, got, issues, c.want)
		}
	}
}

func TestMonthDay(t *testing.T) {
	for text, want := range map[string][2]int{"9月12日": {9, 12}, "九月十二日": {9, 12}, "9.12": {9, 12}, "9月": {9, 0}, "12/31": {12, 31}, "13.1": {}, "2月30日": {}, "9.0": {}, "2026-9-1": {}, "腊月": {}} {
		month, day, ok := MonthDay(text)
		if ok != (want[0] > 0) || ok && (month != want[0] || day != want[1]) {
			t.Errorf("%s: %d %d %v, want %v", text, month, day, ok, want)
		}
	}
}

func FuzzDeadline(f *testing.F) {
	for _, s := range []string{"3日内", "十五个工作日", "2027年3月底前", "30日前", "半个月", "第四季度", "一二三月月"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Deadline(s, forms.NewDate(2026, 2, 28)); ok && (!d.Valid() || !d.Full()) {
			t.Errorf("%q is %v", s, d)
		}
	})
}
