package plan

import (
	"fmt"
	"strings"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

// Two forms ask three people; the second need not be written where the first told.
func TestBurdenCountsWhatIsKnown(t *testing.T) {
	sheet := func(fields []string, rows ...[]string) *forms.Claims {
		c := &forms.Claims{}
		for i, row := range rows {
			r := c.Add(forms.RowRef{Number: int32(i + 4)})
			for f, v := range row {
				c.Put(r, fields[f], v, v)
			}
		}
		return c
	}
	r := &register.Register{Submissions: []register.Submission{
		{ID: "S0001", File: "b.xlsx", Department: "民政局", AsOf: forms.NewDate(2026, 5, 1), Claims: []*forms.Claims{sheet(
			[]string{"calc.seq", "person.name", "person.birth", "calc.age", "person.phone", "~备注", "household.address"},
			[]string{"1", "钱伟", "1985-04-12", "41", "", "好", "1号楼"}, []string{"2", "孙敏", "1987-09-30", "39", "19900000102", "", "1号楼"})}},
		{ID: "S0002", File: "a.xlsx", Department: "派出所", AsOf: forms.NewDate(2026, 1, 1), Claims: []*forms.Claims{sheet(
			[]string{"calc.seq", "person.name", "person.birth", "person.phone", "household.address"},
			[]string{"1", "钱伟", "1985-04-12", "19900000101", "1号楼"})}},
		{ID: "S0003", File: "c.xlsx", Department: "民政局", Claims: []*forms.Claims{sheet([]string{"task.name"}, []string{"走访"})}},
	}}
	ref := func(sub, row int32) register.Ref { return register.Ref{Sub: sub, Row: row} }
	r.People = []register.Person{
		{Household: 0, Rows: []register.Ref{ref(0, 0), ref(1, 0)}, Values: values(ref(1, 0), "person.name", "钱伟", "person.birth", "1985-04-12", "person.phone", "19900000101")},
		{Household: 0, Rows: []register.Ref{ref(0, 1)}, Values: values(ref(0, 1), "person.name", "孙敏", "person.birth", "1987-09-30", "person.phone", "19900000102")},
	}
	r.Households = []register.Household{{ID: "H00001", Members: []int{0, 1}, Head: 0, Dwelling: -1, Values: values(ref(1, 0), "household.address", "1号楼")}}
	got := Burden(Input{
		Register: r, Tasks: []Task{{Department: "民政局"}}, SecondsPerCell: 36,
		Heads:   map[string]forms.StatHead{"S0001": {No: "民1表"}, "S0002": {No: "公1表", Approval: "某统制〔2026〕1号"}},
		Askings: []Asking{{Fields: []string{"person.phone", "person.education", "household.address", "waste.aware"}}},
	})
	// By the day the police's form comes first. Then 民政局 asks of 钱伟 what is known:
	// name, birth, age, phone (blank, and yet known), address; of 孙敏 it asks all anew
	// but the address, and the age, which follows from the birth beside it.
	want := Load{Forms: 2, Columns: 10, Fields: 6, Rows: 3, Cells: 16, Known: 7, Notices: 1, NoticeCells: 6, NoticeKnown: 3, SecondsPerCell: 36, Hours: 0.07}
	var months []string
	for _, m := range got.Months {
		months = append(months, fmt.Sprintf("%s %d forms %d cells %d tasks %d surveys", m.Month, m.Forms, m.Cells, m.Tasks, m.Surveys))
	}
	if text := strings.Join(months, "; "); text != " 0 forms 0 cells 1 tasks 1 surveys; 2026-01 1 forms 4 cells 0 tasks 0 surveys; 2026-05 1 forms 12 cells 0 tasks 0 surveys" || len(got.ByMonth) != 4 {
		t.Errorf("%q, %d", text, len(got.ByMonth))
	}
	departments := got.Departments
	got.Departments = nil
	if len(got.Unmarked) != 1 || got.Unmarked[0].Submission != "S0001" || got.Unmarked[0].NoNumber || !got.Unmarked[0].NoApproval || got.Unlooked != 0 {
		t.Errorf("%+v", got.Unmarked)
	}
	if !equalLoad(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if len(departments) != 3 || departments[0] != (DepartmentLoad{"民政局", 1, 6, 2, 12, 7, 1, 0, 0, 0}) ||
		departments[1] != (DepartmentLoad{"派出所", 1, 4, 1, 4, 0, 0, 0, 0, 0}) || departments[2] != (DepartmentLoad{Surveys: 1, Visits: 1}) {
		t.Errorf("%+v", departments)
	}
}

func equalLoad(a, b Load) bool {
	return a.Forms == b.Forms && a.Columns == b.Columns && a.Fields == b.Fields && a.Rows == b.Rows && a.Cells == b.Cells && a.Known == b.Known &&
		a.Notices == b.Notices && a.NoticeCells == b.NoticeCells && a.NoticeKnown == b.NoticeKnown && a.SecondsPerCell == b.SecondsPerCell &&
		a.Hours > b.Hours-1e-9 && a.Hours < b.Hours+1e-9
}
