package register

import (
	"fmt"
	"testing"

	"huce/forms"
)

// dated is a form of one row about one person, of a day in 2026.
func dated(no, month int, address, note string) Submission {
	c := &forms.Claims{Sheet: "Sheet1"}
	row := c.Add(forms.RowRef{Number: 2})
	for _, v := range [][2]string{
		{"person.name", "张建国"}, {"person.id_no", father}, {"person.residence_address", address}, {"~备注", note},
	} {
		c.Put(row, v[0], v[1], v[1])
	}
	return Submission{
		ID: fmt.Sprintf("S%04d", no), File: fmt.Sprint(no, ".csv"), Form: fmt.Sprint("f", no), Unit: forms.UnitPerson,
		AsOf: forms.NewDate(2026, month, 1), Claims: []*forms.Claims{c},
	}
}

const father = "110199196203062317"

func TestEvents(t *testing.T) {
	const here, there = "锦绣小区3号楼1单元502室", "滨江花园8号楼2单元101室"
	for _, c := range []struct {
		name string
		subs []Submission
		want []string
	}{
		{"nothing happened", []Submission{dated(1, 1, here, ""), dated(2, 5, here, "")}, nil},
		{"moved in May", []Submission{dated(1, 1, here, ""), dated(2, 5, there, ""), dated(3, 6, there, "")}, []string{"2026-05-01 moved " + here + " " + there}},
		{"a slip is no move", []Submission{dated(1, 1, here, ""), dated(2, 5, there, ""), dated(3, 6, here, "")}, nil},
		{"a unit left out is no move", []Submission{dated(1, 1, here, ""), dated(2, 5, "锦绣小区3号楼502室", "")}, nil},
		{"died", []Submission{dated(1, 1, here, ""), dated(2, 5, here, "已去世")}, []string{"2026-05-01 died  已去世"}},
		{"left", []Submission{dated(1, 1, here, ""), dated(2, 5, "", "户口迁出")}, []string{"2026-05-01 left  户口迁出"}},
		{"another's death", []Submission{dated(1, 1, here, "父去世"), dated(2, 5, here, "其妻于2019年因病去世后独居")}, nil},
	} {
		r := build(t, c.subs, nil, 1)
		var got []string
		for _, e := range r.People[0].Events {
			got = append(got, fmt.Sprint(e.Day, " ", e.Kind, " ", e.Was, " ", e.Now))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
