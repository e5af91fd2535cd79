package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

// street is a community of 30 homes in 3 buildings, with elders and open lines.
func street() Input {
	in := town()
	r := in.Register
	r.Households, r.Dwellings = r.Households[:30], r.Dwellings[:30]
	people := r.People[:0:0]
	for h := range r.Households {
		r.Households[h].Members = nil
		r.Dwellings[h].Building, r.Dwellings[h].Unit, r.Dwellings[h].Room = fmt.Sprint(1+h/10), "1", fmt.Sprint(101+h%10)
	}
	for p := range r.People {
		if h := r.People[p].Household; h < 30 && len(r.Households[h].Members) < 2 {
			r.Households[h].Members = append(r.Households[h].Members, len(people))
			people = append(people, r.People[p])
		}
	}
	r.People = people
	return in
}

func visitsTo(p *VisitPlan, household string) (all []PlannedVisit) {
	for _, v := range p.Visits {
		if v.Household == household {
			all = append(all, v)
		}
	}
	return all
}

func collectsIn(all []PlannedVisit) (n int) {
	for _, v := range all {
		if v.Purpose == PurposeCollect {
			n++
		}
	}
	return n
}

func TestPlanWalksBuildings(t *testing.T) {
	in := street()
	in.WelfareRules = []WelfareRule{{Class: "重点", Days: 31, When: "person.birth age 80 200"}}
	wish := VisitWish{From: forms.NewDate(2026, 3, 2), To: forms.NewDate(2026, 6, 30), Visitors: []Visitor{
		{Name: "甲", Areas: []string{"桂花园1号楼"}, PerDay: 4},
		{Name: "乙", Areas: []string{"桂花园2号楼", " 桂花园3号楼"}, PerDay: 3, Weekdays: []int{2, 4}, Away: []forms.Date{forms.NewDate(2026, 3, 5)}},
		{Name: "不去了", Areas: []string{"桂花园1号楼"}, Dropped: true},
	}}
	p := PlanVisits(in, wish)
	perDay := map[string]int{}
	for _, v := range p.Visits {
		perDay[v.Visitor+v.Date.String()]++
		if who := map[string]string{"桂花园1号楼": "甲", "桂花园2号楼": "乙", "桂花园3号楼": "乙"}[v.Block]; v.Visitor != who {
			t.Errorf("%+v", v)
		}
		if day := v.Date.Weekday(); v.Visitor == "甲" && day > 5 || v.Visitor == "乙" && day != 2 && day != 4 {
			t.Errorf("on weekday %d: %+v", day, v)
		}
		if v.Visitor == "乙" && v.Date == forms.NewDate(2026, 3, 5) {
			t.Errorf("away: %+v", v)
		}
	}
	for day, n := range perDay {
		if most := map[rune]int{'甲': 4, '乙': 3}[[]rune(day)[0]]; n > most {
			t.Errorf("%s: %d visits", day, n)
		}
	}
	for _, h := range in.Register.Households {
		if n := collectsIn(visitsTo(&p, h.ID)); n > 1 {
			t.Errorf("%s is asked %d times", h.ID, n)
		}
	}
	if len(p.Visitors) != 2 || p.Visitors[0].Busiest != 4 || p.Visitors[0].Homes != 10 || len(p.Left) != 0 {
		t.Errorf("%+v, %d left", p.Visitors, len(p.Left))
	}
}

// Reserved, a home stands on its day; released, on the plan's own.
func TestReservedDayIsKept(t *testing.T) {
	in := street()
	in.WelfareRules = []WelfareRule{{Class: "重点", Days: 3000, When: "person.birth age 80 200"}}
	sunday := forms.NewDate(2026, 3, 15)
	wish := VisitWish{From: forms.NewDate(2026, 3, 2), To: forms.NewDate(2026, 12, 31), Bookings: []Booking{{ID: "K0001", Household: "H00007", Date: sunday}}}
	p := PlanVisits(in, wish)
	if got := visitsTo(&p, "H00007"); len(got) != 1 || got[0].Date != sunday || got[0].Booking != "K0001" || got[0].Why != WhyBooking {
		t.Errorf("%+v", got)
	}
	wish.Bookings[0].Released = true
	p = PlanVisits(in, wish)
	if got := visitsTo(&p, "H00007"); len(got) != 1 || got[0].Date == sunday || got[0].Booking != "" {
		t.Errorf("%+v", got)
	}
}

// Met, refused, away, moved: what each does to the plan and the sheets.
func TestOutcomesHaveConsequences(t *testing.T) {
	in := street()
	in.WelfareRules = []WelfareRule{{Class: "重点", Days: 60, When: "person.birth age 0 200"}, {Class: "重点", Days: 60, When: "person.birth ageless"}}
	day := forms.NewDate(2026, 3, 2)
	visit := func(h int, purpose, outcome string) {
		in.Visits = append(in.Visits, Visit{Household: in.Register.Households[h].ID, Date: day, Purpose: purpose, Outcome: outcome})
	}
	for h, outcome := range []string{OutcomeMet, OutcomeRefused, OutcomeAway, OutcomeMoved} {
		visit(h, PurposeCollect, outcome)
	}
	in.Today = forms.NewDate(2026, 3, 3)
	sheets := map[string]int{}
	for _, s := range VisitSheets(in) {
		home, _ := HomeOf(s.Code)
		sheets[home] = len(s.Asks)
	}
	p := PlanVisits(in, VisitWish{From: in.Today, To: forms.NewDate(2026, 12, 31)})
	for h, want := range []struct {
		collects int
		sheet    bool
		visits   bool
	}{{0, false, true}, {0, true, true}, {1, true, true}, {0, false, false}, {1, true, true}} {
		id := in.Register.Households[h].ID
		got := visitsTo(&p, id)
		asks, sheet := sheets[id]
		if collectsIn(got) != want.collects || len(got) > 0 != want.visits || sheet != want.sheet {
			t.Errorf("home %d: %d collecting of %d visits, a sheet %v (%d lines)", h, collectsIn(got), len(got), sheet, asks)
		}
		if h == 1 && asks > 0 {
			t.Errorf("it refused, and is asked %d lines", asks)
		}
		if h == 2 && (got[0].Why != WhyAgain || got[0].Date.Days() < day.Days()+AgainAfter) {
			t.Errorf("nobody was there: %+v", got[0])
		}
	}
	if p.Moved != 1 {
		t.Errorf("%d moved", p.Moved)
	}
	if on, moved := MovedOut(in, in.Register.Households[3].ID); !moved || on != day {
		t.Errorf("%v %v", on, moved)
	}
	day = forms.NewDate(2026, 3, 20) // somebody lives there again
	visit(3, PurposeWelfare, OutcomeMet)
	if p := PlanVisits(in, VisitWish{From: day, To: forms.NewDate(2026, 12, 31)}); p.Moved != 0 || collectsIn(visitsTo(&p, in.Register.Households[3].ID)) != 1 {
		t.Errorf("%d moved", p.Moved)
	}
	visit(0, PurposeCollect, OutcomeMet)
	if twice := Twice(in); len(twice) != 1 || twice[0].Explained || twice[0].Second.Date != day {
		t.Errorf("%+v", twice)
	}
}

// Whatever visitors, days and bookings: nobody has more visits on a day than they can
// make, beside what is reserved; no home is asked twice; welfare visits keep their rhythm
// where there is room; what is not planned is named.
func TestPlanHolds(t *testing.T) {
	in := street()
	in.WelfareRules = []WelfareRule{{Class: "重点", Days: 7, When: "person.birth age 80 200"}, {Class: "一般", Days: 31, When: "person.birth age 60 200"}}
	rapid.Check(t, func(t *rapid.T) {
		wish := VisitWish{From: forms.NewDate(2026, 3, 2), To: forms.OnDay(forms.NewDate(2026, 3, 2).Days() + rapid.IntRange(0, 90).Draw(t, "days"))}
		for i := range rapid.IntRange(0, 3).Draw(t, "visitors") {
			wish.Visitors = append(wish.Visitors, Visitor{
				Name: string(rune('甲' + i)), PerDay: rapid.IntRange(1, 8).Draw(t, "a day"),
				Weekdays: rapid.SliceOfNDistinct(rapid.IntRange(1, 7), 0, 5, rapid.ID[int]).Draw(t, "weekdays"),
				Areas:    rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"桂花园1号楼", "桂花园2号楼", "桂花园"}), 0, 2, rapid.ID[string]).Draw(t, "areas"),
			})
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "bookings") {
			wish.Bookings = append(wish.Bookings, Booking{
				ID: fmt.Sprint(i), Household: fmt.Sprintf("H%05d", rapid.IntRange(0, 31).Draw(t, "home")),
				Date: forms.OnDay(wish.From.Days() + rapid.IntRange(-3, 60).Draw(t, "day")), Released: rapid.Bool().Draw(t, "released"),
			})
		}
		p := PlanVisits(in, wish)
		perDay, seen := map[string]int{}, map[string]bool{}
		for _, v := range p.Visits {
			if v.Date.Compare(wish.From) < 0 || v.Date.Compare(wish.To) > 0 {
				t.Fatalf("outside the days: %+v", v)
			}
			if v.Why != WhyBooking {
				perDay[v.Visitor+v.Date.String()]++
			}
			seen[v.Household] = true
		}
		most := map[string]int{"": VisitsADay}
		for _, v := range wish.Visitors {
			most[v.Name] = v.PerDay
		}
		for key, n := range perDay {
			if n > most[key[:len(key)-len("2026-03-02")]] {
				t.Fatalf("%s: %d visits", key, n)
			}
		}
		for _, h := range in.Register.Households {
			all := visitsTo(&p, h.ID)
			if collectsIn(all) > 1 {
				t.Fatalf("%s is asked twice", h.ID)
			}
			left := slices.ContainsFunc(p.Left, func(v PlannedVisit) bool { return v.Household == h.ID })
			booked := slices.ContainsFunc(wish.Bookings, func(b Booking) bool { return b.Household == h.ID })
			if !seen[h.ID] && !left && !booked && wish.To.Days()-wish.From.Days() > 35 {
				t.Fatalf("%s is neither planned nor left", h.ID)
			}
		}
	})
}

func TestWelfareTable(t *testing.T) {
	for i, w := range WelfareTable(nil) {
		if err := CheckWelfareRule(&w); err != nil || w.Who == "" || w.Days == 0 {
			t.Errorf("line %d: %+v, %v", i, w, err)
		}
	}
	for _, when := range []string{"", "person.birth", "person.birth age 80", "person.birth age x y", "person.birth older 3", "elder.living has"} {
		if err := CheckWelfareRule(&WelfareRule{When: when}); err == nil {
			t.Errorf("%q is taken", when)
		}
	}
	in := street()
	in.WelfareRules = []WelfareRule{{Class: "自定", Days: 10, When: "~own set"}} // a field of no rule
	in.Register.People[0].Values = values(in.Register.People[0].Rows[0], "~own", "有")
	p := PlanVisits(in, VisitWish{From: forms.NewDate(2026, 3, 2)})
	if got := visitsTo(&p, "H00000"); len(got) < 20 || got[0].Class != "自定" {
		t.Errorf("%d visits: %+v", len(got), got[:min(2, len(got))])
	}
}

func BenchmarkPlanVisits(b *testing.B) {
	in := town()
	wish := VisitWish{From: today}
	for i := range 8 {
		wish.Visitors = append(wish.Visitors, Visitor{Name: fmt.Sprint(i), PerDay: 25})
	}
	for b.Loop() {
		if p := PlanVisits(in, wish); len(p.Visits) < 4500 {
			b.Fatal(len(p.Visits))
		}
	}
}

// The sheets stand by day and visitor, each with who goes there and when; homes that
// the plan has no visit for come last.
func TestPlannedSheets(t *testing.T) {
	sheets := []forms.VisitSheet{{Code: "H1"}, {Code: "H2"}, {Code: "H3"}, {Code: "H4"}}
	first, second := forms.NewDate(2026, 12, 1), forms.NewDate(2026, 12, 2)
	p := &VisitPlan{Visits: []PlannedVisit{
		{Date: first, Visitor: "李网格", Code: "H3"},
		{Date: first, Visitor: "王网格", Code: "H1"},
		{Date: second, Visitor: "李网格", Code: "H2"},
		{Date: second, Visitor: "李网格", Code: "H3"},
		{Date: second, Visitor: "王网格", Code: "H9"},
	}}
	for _, c := range []struct {
		visitor string
		only    bool
		want    string
	}{
		{"", false, "H3 李网格 2026-12-01|H1 王网格 2026-12-01|H2 李网格 2026-12-02|H4  "},
		{"", true, "H3 李网格 2026-12-01|H1 王网格 2026-12-01|H2 李网格 2026-12-02"},
		{"李网格", false, "H3 李网格 2026-12-01|H2 李网格 2026-12-02"},
		{"周网格", true, ""},
	} {
		var got []string
		for _, s := range PlannedSheets(sheets, p, c.visitor, c.only) {
			got = append(got, s.Code+" "+s.Visitor+" "+s.Planned.String())
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q %v: %s, want %s", c.visitor, c.only, strings.Join(got, "|"), c.want)
		}
	}
}
