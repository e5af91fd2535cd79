package vocab

import "testing"

func TestFiner(t *testing.T) {
	for _, c := range []struct {
		field, coarse, fine string
		want                bool
	}{
		{"person.relation", "配偶", "妻", true},
		{"person.relation", "子女", "长子", true},
		{"person.relation", "长子", "子女", false},
		{"person.relation", "子", "女婿", false},
		{"person.relation", "妻", "妻", false},
		{"person.marital", "已婚", "再婚", true},
		{"person.marital", "已婚", "离婚", false},
		{"person.education", "研究生", "硕士", true},
		{"person.hukou_type", "居民户口", "居民户口(原农业)", true},
		{"person.name", "配偶", "妻", false},
	} {
		if got := Finer(c.field, c.coarse, c.fine); got != c.want {
			t.Errorf("%s: %s says what %s says more closely: %v", c.field, c.fine, c.coarse, got)
		}
	}
}

// Every word of the table is one that its field keeps.
func TestFinerWordsAreKept(t *testing.T) {
	for k, fine := range finerWords() {
		for _, w := range append(fine, k[1]) {
			if got, _ := ParseText(k[0], w); got != w {
				t.Errorf("%s: %s is kept as %q", k[0], w, got)
			}
		}
	}
}
