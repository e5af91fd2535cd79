package vocab

import "testing"

func TestIsToFill(t *testing.T) {
	for text, want := range map[string]bool{
		"□男 □女": true, "男□ 女□": true, "□未婚、□已婚、□离婚": true, "-□-□ ": true, "男□ 女□　": true, "____年__月__日": true, "　　年　月　日": true, "年  月  日": true, "____人": true, "　　　元": true,
		"☑男 □女": false, "张□怡": false, "丁□□": false, "□□怡": false, "1950年3月1日": false, "12人": false, "": false, "男": false, "人": false, "元": false,
	} {
		if got := IsToFill(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestInto(t *testing.T) {
	for _, c := range []struct{ field, printed, value, want string }{
		{"person.sex", "□男 □女", "女", "□男 ☑女"},
		{"person.sex", "男□ 女□", "男", "男☑ 女□"},
		{"person.sex", "☑男 □女", "女", "□男 ☑女"},
		{"person.sex", "☑男 □女", "", "□男 □女"},
		{"person.sex", "□男性　□女性", "女", "□男性　☑女性"},
		{"calc.is_dibao", "□有 □无", "是", "☑有 □无"},
		{"person.marital", "□未婚 □已婚 □离婚 □丧偶", "离婚", "□未婚 □已婚 ☑离婚 □丧偶"},
		{"", "□低保 □残疾 □其他", "低保、残疾", "☑低保 ☑残疾 □其他"},
		{"person.birth", "______年___月___日", "1950-03-01", "1950年3月1日"},
		{"person.birth", "　　年　　月", "1950.03", "1950年3月"},
		{"person.birth", "____年__月__日", "1950-03", "1950年3月__日"},
		{"household.size", "____人", "3", "3人"},
		{"household.size", "____人", "3人", "3人"},
		{"household.size", "____人", "", "____人"},
	} {
		if got, ok := Into(c.field, c.printed, c.value); !ok || got != c.want {
			t.Errorf("%q into %q: %q %v", c.value, c.printed, got, ok)
		}
	}
	// What has no place there stands alone.
	for _, c := range [][3]string{{"person.marital", "□未婚 □已婚", "丧偶"}, {"", "□低保 □残疾", "低保、孤儿"}, {"person.birth", "__年__月__日", "不详"}, {"person.name", "王一", "李二"}} {
		if got, ok := Into(c[0], c[1], c[2]); ok {
			t.Errorf("%q into %q: %q", c[2], c[1], got)
		}
	}
}
