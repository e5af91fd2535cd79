package plan

import (
	"strings"
	"testing"

	"huce/forms/vocab"
)

func TestBelong(t *testing.T) {
	in := villageInput()
	name := func(p int) string { return in.Register.People[p].Value("person.name") }
	for _, c := range []struct {
		form, title string
		rule        string
		on, off     string // names on the form, and not on it
	}{
		{"elder_allowance", "高龄津贴花名册", "elder_allowance", "李桂英", "钱伟 周强"},
		{"child_vaccine", "", "child_vaccine", "钱小雨 钱小雪", "钱伟"},
		{"fertility_women", "", "fertility_women", "孙敏", "钱伟 李桂英 钱小雨"},
		{"party_member", "", "party", "钱伟", "孙敏"},
		{"ethnic_religion", "", "ethnic", "孙敏", "钱伟"},
		{"dibao_roster", "", "dibao", "周强", "钱伟"},
		{"t-unknown", "80周岁及以上老年人慰问名单", "elders", "李桂英", "周强 钱小雨"},
		{"t-unknown", "0—6岁儿童接种登记", "minors", "钱小雨", "孙敏"},
		{"t-unknown", "辖区60周岁以上老年人流感疫苗接种意愿摸底表", "child_vaccine", "李桂英", "钱小雨 钱伟"},
		{"t-unknown", "某社区儿童基本情况表", "minors", "钱小雨", "钱伟 李桂英"},
		{"t-unknown", "残疾人基本情况摸底表", "disabled", "周强", "李桂英"},
	} {
		b := Belong(in, c.form, c.title)
		if b.Rule != c.rule {
			t.Errorf("%s %s: rule %q, want %q", c.form, c.title, b.Rule, c.rule)
		}
		on := map[string]bool{}
		for _, p := range b.People {
			on[name(p)] = true
		}
		for _, n := range strings.Fields(c.on) {
			if !on[n] {
				t.Errorf("%s %s: %s is missing of %v", c.form, c.title, n, on)
			}
		}
		for _, n := range strings.Fields(c.off) {
			if on[n] {
				t.Errorf("%s %s: %s does not belong on it", c.form, c.title, n)
			}
		}
	}
	if b := Belong(in, "t-unknown", "某某情况统计表"); b.Rule != "" {
		t.Errorf("a title that says nothing gives rule %q", b.Rule)
	}
	if b := Belong(in, "temp_assist", ""); !b.Applied || len(b.People) > 0 {
		t.Errorf("who asks for help is known beforehand: %+v", b)
	}
}

// Every template named by a rule is one that comes with the program, and every
// field a rule reads is a standard one.
func TestAudienceRulesAreWhole(t *testing.T) {
	for _, a := range books().audiences {
		for _, form := range a.Forms {
			if _, ok := vocab.Template(form); !ok {
				t.Errorf("%s: no template %s", a.Name, form)
			}
		}
		for _, list := range [][]condition{a.All, a.Any, a.None} {
			for _, k := range list {
				for _, f := range k.fields() {
					if _, ok := vocab.Field(f); !ok && f != "home" {
						t.Errorf("%s: no field %s", a.Name, f)
					}
				}
			}
		}
	}
}
