package vocab

import (
	"slices"
	"testing"
)

// A hand that has written many values writes each as a new one would.
func TestHandWritesAsSpell(t *testing.T) {
	for field, c := range map[string]struct{ like, values []string }{
		"person.birth":             {[]string{"1950.3.1", "1961.11.20"}, []string{"1970-01-02", "1970-05", "1980", "", "1970-01-02"}},
		"person.sex":               {[]string{"1", "2", "1"}, []string{"男", "女", "男", "1", "2"}},
		"person.phone":             {[]string{"199-0000-0001", "199-0000-0002"}, []string{"19900000003", "01012345678", "19900000004"}},
		"person.residence_address": {[]string{"桂花花园3#2-304", "桂花花园3#2-305"}, []string{"桂花花园1号楼1单元101室", "锦绣小区", "桂花花园2号楼3单元401室"}},
		"person.name":              {[]string{"王　一", "李　二"}, []string{"赵三", "欧阳镕", "钱四"}},
	} {
		hand := NewHand(c.like)
		for _, v := range c.values {
			if got, want := hand.Spell(field, v), Spell(field, v, c.like); got != want {
				t.Errorf("%s %q: %q, alone %q", field, v, got, want)
			}
		}
	}
}

// A column of jobs is given the job that the person has; nobody is given another's of
// the same class, and a column of classes no job.
func TestJobsAreWrittenWhereAFormHasJobs(t *testing.T) {
	const class = "卫生专业技术人员"
	for _, c := range []struct {
		like, shown []string
		want        string
	}{
		{[]string{"护士", "司机", "教师"}, []string{"医生"}, "医生"},
		{[]string{"护士", "司机", "教师"}, []string{"20500"}, class},
		{[]string{"20500 护士", "40200 司机"}, []string{"卫生专业技术人员", "20500、医生"}, "20500 医生"},
		{[]string{"工程技术人员", "办事人员", "司机"}, []string{"医生"}, class},
		{[]string{"20200", "30100"}, []string{"医生"}, "20500"},
		{nil, []string{"医生"}, "医生"},
		{nil, []string{"司机"}, class},
	} {
		if got := NewHand(c.like).SpellAs("person.occupation", class, slices.Values(c.shown)); got != c.want {
			t.Errorf("like %q, shown %q: %q, want %q", c.like, c.shown, got, c.want)
		}
	}
}
