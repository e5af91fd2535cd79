package register

import (
	"strings"
	"testing"

	"huce/forms"
)

// Of several numbers in a cell the first that can be rung stands, whatever its digits;
// the others are kept.
func TestFirstPhoneOfACellStands(t *testing.T) {
	for _, c := range []struct{ said, stands, kept string }{
		{"18600003641、13900005733", "18600003641", "13900005733"},
		{"13900005733、18600003641", "13900005733", "18600003641"},
		{"18600001505、0000-00000542", "18600001505", "0000-00000542"},
		{"0000-00000542、18600001505", "18600001505", "0000-00000542"},
		{"0000-00000542", "0000-00000542", ""},
	} {
		reg := build(t, []Submission{listed(1, 3, forms.UnitPerson, person(1, "张三", "person.phone="+c.said))}, nil, 1)
		if len(reg.People) != 1 {
			t.Fatalf("%s: %d people", c.said, len(reg.People))
		}
		p := &reg.People[0]
		if got := p.Value("person.phone"); got != c.stands {
			t.Errorf("%s: %s stands, want %s", c.said, got, c.stands)
		}
		var kept []string
		for _, s := range p.Values {
			if s.Field == "person.phone" {
				for _, r := range s.Rivals {
					kept = append(kept, r.Value)
				}
			}
		}
		if got := strings.Join(kept, " "); got != c.kept {
			t.Errorf("%s: %q kept, want %q", c.said, got, c.kept)
		}
	}
}
