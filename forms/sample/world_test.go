package sample

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func world60(t *testing.T) *world {
	t.Helper()
	o, err := BuiltIn().complete()
	if err != nil {
		t.Fatal(err)
	}
	return newWorld(o)
}

// Identity numbers are valid, of nobody, each given once, and say what the person is.
func TestIdentityNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, err := Options{Households: rapid.IntRange(1, 90).Draw(t, "households"), Seed: rapid.Uint64().Draw(t, "seed")}.complete()
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld(o)
		seen := map[string]bool{}
		for _, p := range w.people {
			id := p.idNo
			if id == "" {
				if p.age(w.end) > 1 {
					t.Fatalf("%s has no number at %d", personID(p.no), p.age(w.end))
				}
				continue
			}
			if seen[id] {
				t.Fatalf("%s comes twice", id)
			}
			seen[id] = true
			if len(id) != 18 || checkDigit(id[:17]) != id[17] {
				t.Fatalf("%s fails its check", id)
			}
			if !slices.Contains(areas[:], id[:6]) || !strings.HasSuffix(id[:6], "0198") && !strings.HasSuffix(id[:6], "0199") {
				t.Fatalf("%s begins with an area somebody may have", id)
			}
			if id[6:14] != strings.ReplaceAll(p.birth.String(), "-", "") {
				t.Fatalf("%s of somebody born %s", id, p.birth)
			}
			if (id[16]-'0')%2 == 1 != p.male {
				t.Fatalf("%s of a %s", id, sexWord(p.male))
			}
		}
	})
}

// Known numbers: GB 11643-1999's own example, and one that ends in X.
func TestCheckDigit(t *testing.T) {
	for first, want := range map[string]byte{"11010519491231002": 'X', "44052418800101001": '4'} {
		if got := checkDigit(first); got != want {
			t.Errorf("%s: %c, want %c", first, got, want)
		}
	}
}

// Telephones can't ring.
func TestPhonesCannotRing(t *testing.T) {
	w := world60(t)
	for _, p := range w.people {
		for _, s := range p.phones {
			if !strings.HasPrefix(s.number, "199000") || len(s.number) != 11 {
				t.Errorf("%s", s.number)
			}
		}
		if p.phone(w.end) == "" {
			t.Errorf("%s has no telephone", personID(p.no))
		}
	}
	r := registry{}
	seen := map[string]bool{}
	for range 2 * phoneRange {
		n := r.newPhone()
		if seen[n] {
			t.Fatalf("%s comes twice", n)
		}
		seen[n] = true
	}
}

// Families hang together: parents are old enough, marriages are mutual, everybody
// belongs to a home and is something to its head.
func TestFamiliesHangTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, err := Options{
			Households: rapid.IntRange(1, 120).Draw(t, "households"), Seed: rapid.Uint64().Draw(t, "seed"),
			Rounds: rapid.IntRange(1, 5).Draw(t, "rounds"),
		}.complete()
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld(o)
		for _, p := range w.people {
			for _, parent := range []*person{p.father, p.mother} {
				if parent != nil && p.birth.Year-parent.birth.Year < 17 {
					t.Fatalf("%s born %s, a parent %s", personID(p.no), p.birth, parent.birth)
				}
			}
			if p.spouse != nil && (p.spouse.spouse != p || p.spouse.male == p.male) {
				t.Fatalf("%s is married to somebody who isn't to them", personID(p.no))
			}
			if p.lastHome() == nil {
				t.Fatalf("%s has no home", personID(p.no))
			}
			if !p.death.IsZero() && p.alive(w.end) {
				t.Fatalf("%s died %s and lives", personID(p.no), p.death)
			}
			if relationCodes()[p.relationAtEnd(w)] == [2]string{} {
				t.Fatalf("%s is %q, which is no relation", personID(p.no), p.relationAtEnd(w))
			}
		}
		for _, h := range w.homes {
			members := h.members(w.end)
			for i, p := range members {
				if is := relation(members[0], p); (i == 0) != (is == "户主") {
					t.Fatalf("%s: member %d is %s", homeID(h.no), i, is)
				}
			}
		}
	})
}

// Every community of sixty homes has what is hard to get right.
func TestEveryCommunityHasWhatIsHard(t *testing.T) {
	w := world60(t)
	has := func(what string, is func(p *person) bool) {
		if !slices.ContainsFunc(w.people, is) {
			t.Errorf("nobody %s", what)
		}
	}
	names := map[string]*home{}
	namesakes := false
	for _, p := range w.people {
		if h, ok := names[p.name]; ok && h != p.lastHome() {
			namesakes = true
		}
		names[p.name] = p.lastHome()
	}
	if !namesakes {
		t.Error("no two people of different homes share a name")
	}
	has("has a dot in the name", func(p *person) bool { return strings.Contains(p.name, "·") })
	for _, r := range "镕喆堃𬭎" {
		has("is called "+string(r), func(p *person) bool { return strings.ContainsRune(p.name, r) })
	}
	has("is a twin", func(p *person) bool { return p.twin })
	has("died", func(p *person) bool { return !p.death.IsZero() })
	has("was born in the year", func(p *person) bool { return p.birth.Year == w.start.Year })
	has("moved", func(p *person) bool { return p.movedInTime(w) })
	has("is registered elsewhere", func(p *person) bool { return p.elsewhere() })
	has("is registered at another dwelling", func(p *person) bool {
		return !p.elsewhere() && p.hukou.here != p.lastHome().at(w.start)
	})
	has("lives in three generations", func(p *person) bool {
		h := p.lastHome()
		return h.size(w.end) >= 4 && p.father != nil && p.father.father != nil && p.father.father.lastHome() == h ||
			p.mother != nil && p.mother.mother != nil && p.mother.mother.lastHome() == p.lastHome() ||
			p.father != nil && p.father.mother != nil && p.father.mother.lastHome() == p.lastHome()
	})
	has("is named like the father", func(p *person) bool {
		return p.male && p.father != nil && strings.HasPrefix(p.name, string([]rune(p.father.name)[:2]))
	})
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		rounds int
		words  []string
		end    forms.Date
	}{
		{1, []string{"2026年度"}, forms.NewDate(2026, 12, 31)},
		{2, []string{"2026年上半年", "2026年下半年"}, forms.NewDate(2026, 12, 31)},
		{3, []string{"2026年第一季度", "2026年第二季度", "2026年第三季度"}, forms.NewDate(2026, 9, 30)},
		{5, []string{"2026年第一季度", "2026年第二季度", "2026年第三季度", "2026年第四季度", "2027年第一季度"}, forms.NewDate(2027, 3, 31)},
	}
	for _, tt := range tests {
		var words []string
		got := periods(2026, tt.rounds)
		for _, p := range got {
			words = append(words, p.words)
		}
		if !slices.Equal(words, tt.words) || got[len(got)-1].to != tt.end {
			t.Errorf("%d rounds: %v until %v", tt.rounds, words, got[len(got)-1].to)
		}
	}
}

func TestAddresses(t *testing.T) {
	flat := &dwelling{estate: &estate{name: "锦绣小区"}, building: 16, unit: 1, room: "1002"}
	house := &dwelling{estate: &estate{name: "团结里", kind: lane}, building: 24}
	want := []string{
		"16号楼1单元1002室", "16楼1单元1002", "16幢1单元1002", "16#1-1002", "16-1-1002", "16栋1单元1002室",
		"十六号楼一单元一〇〇二室", "１６号楼１单元１００２室", " 16栋 1单元 1002",
	}
	for style, w := range want {
		if got := within(flat, style, false); got != w {
			t.Errorf("style %d: %q, want %q", style, got, w)
		}
	}
	if got := within(flat, 4, true); got != "16-1002" {
		t.Errorf("without the unit: %q", got)
	}
	if got := within(house, numeralStyle, false); got != "二十四号" {
		t.Errorf("a lane's house: %q", got)
	}
	if got := flat.canonical() + house.canonical(); got != "锦绣小区16号楼1单元1002室团结里24号" {
		t.Errorf("%q", got)
	}
}

func TestDates(t *testing.T) {
	d := forms.NewDate(1962, 10, 21)
	want := []string{"1962-10-21", "1962-10-21", "1962.10.21", "1962.10.21", "1962/10/21", "19621021", "1962年10月21日", "一九六二年十月二十一日", "1962-10-21"}
	for s := range dateStyles {
		if got := dayText(s, d); got != want[s] {
			t.Errorf("style %d: %q, want %q", s, got, want[s])
		}
	}
	if got := monthText(inNumerals, d); got != "一九六二年十月" {
		t.Errorf("%q", got)
	}
	if got := serial(forms.NewDate(2026, 4, 30)); got != "46142" { // as spreadsheets count
		t.Errorf("serial %s", got)
	}
	if got := lunar(forms.NewDate(2026, 2, 17)); got != forms.NewDate(2026, 1, 1) { // the Spring Festival
		t.Errorf("lunar %v", got)
	}
}
