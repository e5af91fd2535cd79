package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/archive/register"
	"huce/forms"
)

// sheetText is a visit sheet as a person reads it.
func sheetText(s forms.VisitSheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s 户主%s 电话%s %s\n", s.Code, s.Home, s.Head, s.Phone, s.Welfare)
	for _, row := range s.Members.Rows {
		fmt.Fprintf(&b, "  %s\n", strings.Join(row, " | "))
	}
	for _, k := range s.Known {
		fmt.Fprintf(&b, "  %s：%s\n", k.Label, k.Value)
	}
	for _, a := range s.Asks {
		fmt.Fprintf(&b, "  □%s %s", a.About, a.Label)
		if len(a.Options) > 0 {
			fmt.Fprintf(&b, " [%s]", strings.Join(a.Options, " "))
		}
		if a.Hint != "" {
			fmt.Fprintf(&b, " （%s）", a.Hint)
		}
		if len(a.For) > 0 {
			fmt.Fprintf(&b, " ←%s", strings.Join(a.For, "、"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// quiet is the village with nothing missing that a form requires: its roster
// requires nothing.
func quiet() Input {
	in := villageInput()
	in.Register.Submissions[0].Form = ""
	return in
}

func TestVisitsOfTheVillage(t *testing.T) {
	in := quiet()
	in.Register.Questions = []register.Question{
		{Kind: register.WhichValue, Person: 0, Other: -1, Field: "person.phone", Values: []register.Rival{{Value: "19900000101"}, {Value: "19900000109"}}},
		{Kind: register.WhichValue, Person: 0, Other: -1, Field: "person.id_no", Values: []register.Rival{{Value: "110199198504120016"}, {Value: "110199198504120024"}}},
		{Kind: register.SamePerson, Person: 3, Other: 11},
		{Kind: register.BadIdentifier, Person: 9, Other: -1},
		{Kind: register.WhichValue, Person: 9, Other: -1, Field: "corr.type", Values: []register.Rival{{Value: "缓刑"}, {Value: "管制"}}},
	}
	var all []string
	for _, s := range VisitSheets(in) {
		all = append(all, sheetText(s))
	}
	golden(t, "visits.golden.txt", strings.Join(all, "\n"))
}

// lines are a home's open lines as about|label.
func linesAt(sheets []forms.VisitSheet, household string) []string {
	var lines []string
	for _, s := range sheets {
		if home, ok := HomeOf(s.Code); ok && home == household {
			for _, a := range s.Asks {
				lines = append(lines, a.About+"|"+a.Label)
			}
		}
	}
	return lines
}

// What was answered is asked no more, and a home with nothing open or due gets no
// sheet.
func TestAnsweredIsDropped(t *testing.T) {
	in := quiet()
	in.Askings = in.Askings[:1] // who has which education
	if got := linesAt(VisitSheets(in), "H00004"); !slices.Equal(got, []string{"吴磊|文化程度", "郑红|文化程度"}) {
		t.Fatalf("before: %v", got)
	}
	answer := func(p int) {
		person := &in.Register.People[p]
		person.Values = append(person.Values, register.Standing{Field: "person.education", Value: "大学本科"})
		slices.SortFunc(person.Values, func(a, b register.Standing) int { return strings.Compare(a.Field, b.Field) })
	}
	answer(7)
	if got := linesAt(VisitSheets(in), "H00004"); !slices.Equal(got, []string{"郑红|文化程度"}) {
		t.Errorf("one answered: %v", got)
	}
	answer(8)
	for _, s := range VisitSheets(in) {
		if s.Code == HomeCode("H00004") {
			t.Errorf("all answered, and still visited: %s", sheetText(s))
		}
	}
}

// Twins are asked one by one; namesakes of a home are told apart by their birth.
func TestTwinsKeepApart(t *testing.T) {
	in := quiet()
	in.Askings = in.Askings[:1]
	in.Askings[0].Fields, in.Askings[0].Labels = []string{"vacc.last_date"}, []string{"接种日期"}
	if got := linesAt(VisitSheets(in), "H00001"); !slices.Contains(got, "钱小雨|接种日期") || !slices.Contains(got, "钱小雪|接种日期") {
		t.Errorf("twins: %v", got)
	}
	for i := range in.Register.People[3].Values {
		if v := &in.Register.People[3].Values[i]; v.Field == "person.name" {
			v.Value = "钱小雨"
		} else if v.Field == "person.birth" {
			v.Value = "2023-01-01"
		}
	}
	if got := linesAt(VisitSheets(in), "H00001"); !slices.Contains(got, "钱小雨（2021-03-02）|接种日期") || !slices.Contains(got, "钱小雨（2023-01-01）|接种日期") {
		t.Errorf("namesakes: %v", got)
	}
}

// No child under six is asked its education.
func TestChildrenAreNotAskedWhatTheyCantHave(t *testing.T) {
	in := quiet()
	in.Askings = in.Askings[:1]
	if got := linesAt(VisitSheets(in), "H00001"); !slices.Equal(got, []string{"钱伟|文化程度", "孙敏|文化程度"}) {
		t.Errorf("%v", got)
	}
}

// A value grown old is asked again, with what was known.
func TestOldValuesAreAskedAgain(t *testing.T) {
	in := quiet()
	in.Askings = []Asking{{Department: "区卫生健康局", Title: "摸底", Fields: []string{"health.doctor_signed"}, Labels: []string{"家庭医生签约"}}}
	row := register.Ref{Sub: 0}
	in.Register.People[0].Values = values(row, "person.name", "钱伟", "health.doctor_signed", "是")
	if got := linesAt(VisitSheets(in), "H00001"); slices.Contains(got, "钱伟|家庭医生签约") {
		t.Errorf("said in January, asked in November: %v", got)
	}
	in.Register.Submissions[0].AsOf = forms.NewDate(2024, 5, 1)
	for _, s := range VisitSheets(in) {
		for _, a := range s.Asks {
			if a.About == "钱伟" && a.Hint != "2024年5月1日登记为“是”，请核实" {
				t.Errorf("said long ago: %+v", a)
			}
		}
	}
	if got := linesAt(VisitSheets(in), "H00001"); !slices.Contains(got, "钱伟|家庭医生签约") {
		t.Errorf("said long ago, not asked: %v", got)
	}
}

// Nothing on a sheet tells why somebody is visited, or that a department of
// corrections or mental care asked.
func TestSheetsTellNoReasons(t *testing.T) {
	in := villageInput()
	in.Register.Submissions = append(in.Register.Submissions, register.Submission{
		ID: "S0003", Form: "correction", Department: "司法所",
		Unit: forms.UnitPerson, AsOf: today, Claims: []*forms.Claims{{Fields: []string{"corr.type"}, Values: [][]string{{"缓刑"}}, Shown: [][]string{{""}}, Rows: []forms.RowRef{{}}}},
	})
	in.Register.People[9].Rows = append(in.Register.People[9].Rows, register.Ref{Sub: 2})
	asked := false
	for _, s := range VisitSheets(in) {
		text := sheetText(s)
		for _, word := range []string{"矫正", "缓刑", "司法", "低保", "残疾", "独居", "失能", "去世"} {
			if strings.Contains(text, word) {
				t.Errorf("%s stands on %s", word, text)
			}
		}
		asked = asked || strings.Contains(text, "冯刚 户籍地址")
	}
	if !asked {
		t.Error("what the form of corrections requires is not asked at all")
	}
}

// Homes stand by estate, building, unit and room, numbers by their value.
func TestSheetsStandInTheOrderOfTheDoors(t *testing.T) {
	var doors []string
	for _, s := range VisitSheets(villageInput()) {
		doors = append(doors, strings.TrimPrefix(s.Home, "桂花园"))
	}
	want := []string{"1号楼1单元101室", "1号楼1单元202室", "2号楼1单元101室", "2号楼1单元302室", "10号楼1单元302室"}
	if !slices.Equal(doors, want) {
		t.Errorf("%v", doors)
	}
}

// A code tells every slip of one digit.
func TestHomeCodes(t *testing.T) {
	check := HomeCode("H00012")[7:]
	for _, keyed := range []string{"H00012-" + check, " ｈ00012" + check, "00012 " + check, "Ｈ０００１２－" + check} {
		if got, ok := HomeOf(keyed); !ok || got != "H00012" {
			t.Errorf("%q: %q %v", keyed, got, ok)
		}
	}
	for _, s := range []string{"", "-", "H", "H1", "H0001?", "户-1", "P00012" + check} {
		if got, ok := HomeOf(s); ok {
			t.Errorf("%q is read as %s", s, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		household := fmt.Sprintf("H%05d", rapid.IntRange(0, 99999).Draw(t, "home"))
		plain := []byte(strings.ReplaceAll(HomeCode(household), "-", ""))
		if got, ok := HomeOf(string(plain)); !ok || got != household {
			t.Fatalf("%s reads as %s %v", plain, got, ok)
		}
		i := rapid.IntRange(1, len(plain)-1).Draw(t, "at")
		slip := byte('0' + rapid.IntRange(0, 9).Draw(t, "slip"))
		if plain[i] == slip {
			return
		}
		plain[i] = slip
		if got, ok := HomeOf(string(plain)); ok {
			t.Fatalf("%s keyed as %s is taken for %s", household, plain, got)
		}
	})
}

// The sheet of one home alone is the one that it has among all.
func TestVisitOfOneHome(t *testing.T) {
	in := quiet()
	in.Register.Questions = []register.Question{
		{Kind: register.WhichValue, Person: 0, Other: -1, Field: "person.phone", Values: []register.Rival{{Value: "19900000101"}, {Value: "19900000109"}}},
		{Kind: register.SamePerson, Person: 3, Other: 11},
	}
	for _, s := range VisitSheets(in) {
		home, _ := HomeOf(s.Code)
		alone, lines, ok := VisitOf(in, home)
		if got, want := sheetText(alone), sheetText(s); !ok || got != want || len(lines) != len(s.Asks) {
			t.Errorf("%s alone:\n%s\namong all:\n%s", home, got, want)
		}
	}
}
