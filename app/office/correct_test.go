package office

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"huce/forms"
)

// A clerk's correction stands over what the form says, also for a field that no form
// says anything of, and goes when it is taken back.
func TestCorrect(t *testing.T) {
	dir := t.TempDir()
	o, err := New(filepath.Join(dir, "a.huce"), Options{Community: "安宁社区", Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	form := filepath.Join(dir, "高龄津贴花名册.csv")
	const roster = "高龄津贴花名册,,,\n序号,姓名,身份证号,联系电话\n1,王一,110199194001010018,19900000001\n2,李二,110199193502020025,19900000002\n"
	if err := os.WriteFile(form, []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Import(t.Context(), []string{form}, ImportOptions{AsOf: forms.NewDate(2026, 3, 1)}, nil); err != nil {
		t.Fatal(err)
	}
	person := func(name string) (id string, value func(string) string) {
		reg, err := o.Register()
		if err != nil {
			t.Fatal(err)
		}
		for i := range reg.People {
			if p := &reg.People[i]; p.Value("person.name") == name {
				return p.ID, p.Value
			}
		}
		t.Fatalf("no %s", name)
		return "", nil
	}
	id, _ := person("王一")
	if _, err := o.Correct(id, "person.phone", "199 0000 0009"); err != nil {
		t.Fatal(err)
	}
	no, err := o.Correct(id, "person.residence_address", "桂花花园3号楼2单元304室")
	if err != nil {
		t.Fatal(err)
	}
	if _, value := person("王一"); value("person.phone") != "19900000009" || value("person.residence_address") == "" {
		t.Errorf("phone %s, address %s", value("person.phone"), value("person.residence_address"))
	}
	if err := o.Revoke(strconv.FormatUint(no, 10)); err != nil {
		t.Fatal(err)
	}
	if _, value := person("王一"); value("person.residence_address") != "" {
		t.Error("what was taken back still stands")
	}
	for _, c := range []struct{ id, field, text, fault string }{
		{id, "person.id_no", "110199194001010019", "value_unfit"}, // the check character
		{id, "person.phone", " ", "value_unfit"},
		{id, "person.nothing", "x", "field_unknown"},
		{"P99999", "person.phone", "19900000009", "unknown_subject"},
	} {
		if _, err := o.Correct(c.id, c.field, c.text); !isFault(err, c.fault) {
			t.Errorf("%s %s %q: %v", c.id, c.field, c.text, err)
		}
	}
}
