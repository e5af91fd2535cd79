package vocab

import "testing"

// The answers that a label offers tell what it asks where its words don't.
func TestOfferedAnswers(t *testing.T) {
	for _, c := range []struct{ label, want string }{
		{"人员类别（常住/流动/寄住）", "person.residence_class"},
		{"人员类别（低保/特困/低边/其他）", "assist.category"},
		{"人员类别（4050/高校毕业生）", "emp.hard_type"},
		{"类型（独居/空巢）", "elder.living"},
		{"户口（城镇/农村）", "person.hukou_type"},
		{"健康（良好/一般/较差）", "person.health"},
		{"参保地（职工/居民）", "ins.place"}, // plain without them
		{"文化程度（小学/初中/高中）", "person.education"},
		{"人员类别（甲/乙/丙）", "person.political"},
		{"去向（本地/外地）", ""},
	} {
		got := ""
		if m := Label(c.label, ""); len(m) > 0 && m[0].Score >= 0.5 {
			got = m[0].Field
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.label, got, c.want)
		}
	}
}
