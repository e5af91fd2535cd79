package vocab

import "testing"

// Labels in words of speech, labels that are nothing but their answers, and those that a
// heading makes whole.
func TestLabelsAsSpoken(t *testing.T) {
	for _, c := range []struct{ label, group, field string }{
		{"是户主的", "", "person.relation"},
		{"系户主的什么人", "", "person.relation"},
		{"是残疾人的", "监护人", "person.guardian_relation"},
		{"监护人系残疾人的", "", "person.guardian_relation"},
		{"来京时间", "", "float.arrive_date"},
		{"来沪日期", "", "float.arrive_date"},
		{"何时转正", "", "party.regular"},
		{"哪天来本市的", "", "float.arrive_date"},
		{"属随迁子女", "", "calc.is_floating"},
		{"团员/党员/群众", "", "person.political"},
		{"低保户打√", "", "calc.is_dibao"},
		{"姓名", "代办家属（行动不便的填）", "person.agent_name"},
		{"手机", "应急联络人", "person.emergency_phone"},
		{"残疾人", "其中", "calc.hh_disabled"},
	} {
		m := Label(c.label, c.group)
		if len(m) == 0 || m[0].Field != c.field {
			t.Errorf("%s under %q: %v, want %s", c.label, c.group, m, c.field)
		}
	}
	for _, label := range []string{"来访时间", "来电时间", "目的", "是否有创业意愿", "健在与否", "属相", "属地"} {
		if m := Label(label, ""); len(m) > 0 && m[0].Score >= 0.5 && (m[0].Field == "float.arrive_date" || m[0].Field == "emp.train" || m[0].Field == "person.health") {
			t.Errorf("%s: %v", label, m)
		}
	}
}
