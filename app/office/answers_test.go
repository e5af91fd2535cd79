package office

import (
	"testing"

	"huce/forms"
)

// A form that numbers answers in its own way is filled in its numbers, and in words
// where it has shown none: the standard's code means something else there.
func TestFormsAreFilledInTheirOwnCodes(t *testing.T) {
	c := &forms.Claims{}
	for _, row := range [][2]string{{"居民户口(原农业)", "1"}, {"居民户口(原非农业)", "2"}} {
		r := c.Add(forms.RowRef{Number: int32(len(c.Rows) + 2)})
		c.Put(r, "person.hukou_type", row[0], row[1])
		c.Put(r, "person.sex", "男", "1")
	}
	sp := newSpeller(nil, c)
	for _, x := range []struct{ field, value, want string }{
		{"person.hukou_type", "居民户口(原农业)", "1"},
		{"person.hukou_type", "居民户口(原非农业)", "2"},
		{"person.hukou_type", "居民户口(新登记)", "居民户口(新登记)"},
		{"person.sex", "女", "2"},
	} {
		if got := sp.spell(x.field, x.value); got != x.want {
			t.Errorf("%s %s is written %s, want %s", x.field, x.value, got, x.want)
		}
	}
}
