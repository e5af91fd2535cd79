package plan

import (
	"fmt"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

// town is a community of the size that the figures are stated for: 4,500 homes,
// 14,000 people, 42 forms with 200,000 rows, 300 tasks.
func town() Input {
	const homes, people, sheets, rows = 4500, 14000, 42, 4762
	r := &register.Register{}
	fields := []string{
		"calc.seq", "person.name", "person.sex", "person.birth", "person.id_no", "person.phone", "person.ethnic", "person.education",
		"person.marital", "person.residence_address", "person.hukou_address", "person.employment", "person.political", "person.health", "elder.living",
		"person.medical_insurance", "person.pension_insurance", "household.head_name", "household.address", "household.size",
	}
	form := []string{"resident_household", "insurance_enroll", "labor_survey", "elder_health", "health_record", "volunteer"}
	for s := range sheets {
		c := &forms.Claims{Fields: fields, Values: make([][]string, len(fields)), Shown: make([][]string, len(fields)), Rows: make([]forms.RowRef, rows)}
		for f := range fields {
			c.Values[f], c.Shown[f] = make([]string, rows), make([]string, rows)
			for i := range rows {
				if (i+f+s)%5 > 0 {
					c.Values[f][i] = "某值"
				}
			}
		}
		r.Submissions = append(r.Submissions, register.Submission{
			ID: fmt.Sprintf("S%04d", s), Form: form[s%len(form)], Department: fmt.Sprintf("第%d局", s%18),
			AsOf: forms.NewDate(2026, 1+s%12, 5), Claims: []*forms.Claims{c},
		})
	}
	for h := range homes {
		r.Dwellings = append(r.Dwellings, register.Dwelling{Estate: "桂花园", Building: fmt.Sprint(h / 100), Unit: fmt.Sprint(h / 20 % 5), Room: fmt.Sprint(h % 20)})
		r.Households = append(r.Households, register.Household{ID: fmt.Sprintf("H%05d", h), Head: -1, Dwelling: h})
	}
	words := []string{"独居", "男", "女", "登记失业", "在职人员", "1941-05-02", "1988-12-30", "2019-03", "是"}
	for p := range people {
		h := p % homes
		var pairs []string
		for f, field := range fields[1:] {
			if (p+f)%7 > 1 {
				pairs = append(pairs, field, words[(p+f)%len(words)])
			}
		}
		person := register.Person{ID: fmt.Sprintf("P%05d", p), Household: h, Values: values(register.Ref{Sub: int32(p % sheets)}, pairs...)}
		for k := range 200_000 / people {
			person.Rows = append(person.Rows, register.Ref{Sub: int32((p + k*3) % sheets), Row: int32(p % rows)})
		}
		r.Households[h].Members = append(r.Households[h].Members, p)
		r.People = append(r.People, person)
	}
	in := Input{Community: "安宁社区", Street: "幸福街道", Year: 2026, Today: today, Register: r, Askings: villageInput().Askings}
	base := villageTasks()
	for i := range 300 {
		t := base[i%len(base)]
		t.ID, t.Department, t.File = fmt.Sprintf("T%04d", i), fmt.Sprintf("第%d局", i%20), fmt.Sprint(i%20)
		in.Tasks = append(in.Tasks, t)
	}
	in.Tasks = Groups(in.Tasks)
	return in
}

func BenchmarkPlan(b *testing.B) {
	in := town()
	for b.Loop() {
		Plan(in)
	}
}

func BenchmarkSummary(b *testing.B) {
	in := town()
	for b.Loop() {
		Summary(in)
	}
}

func BenchmarkVisitSheets(b *testing.B) {
	in := town()
	for b.Loop() {
		VisitSheets(in)
	}
}

// What one home is asked, in a community of 4,500.
func BenchmarkVisitOf(b *testing.B) {
	in := town()
	for b.Loop() {
		if _, lines, ok := VisitOf(in, "H02250"); !ok || len(lines) == 0 {
			b.Fatal("the home is asked nothing")
		}
	}
}

func BenchmarkGroups(b *testing.B) {
	in := town()
	for b.Loop() {
		Groups(in.Tasks)
	}
}

func BenchmarkBurden(b *testing.B) {
	in := town()
	for b.Loop() {
		Burden(in)
	}
}
