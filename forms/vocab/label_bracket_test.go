package vocab

import "testing"

// A heading says whose columns are with a word of it in brackets too.
func TestHeadingsWithBrackets(t *testing.T) {
	for _, c := range []struct{ label, group, want string }{
		{"姓名", "监护人（联系人）", "person.guardian_name"},
		{"关系", "监护人（联系人）", "person.guardian_relation"},
		{"电话", "紧急联系人(家属)", "person.emergency_phone"},
		{"联系电话", "结对人", "youth.helper_phone"},
	} {
		got := Label(c.label, c.group)
		if len(got) == 0 || got[0].Field != c.want {
			t.Errorf("%s under %s is %v, want %s", c.label, c.group, got, c.want)
		}
	}
}
