package register

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// written is all that a register says, with submissions by their id, so that
// registers of differently ordered submissions can be compared.
func written(r *Register) string {
	var b strings.Builder
	ref := func(x Ref) string { return fmt.Sprintf("%s/%d/%d", r.Submissions[x.Sub].ID, x.Sheet, x.Row) }
	refs := func(list []Ref) []string {
		var out []string
		for _, x := range list {
			out = append(out, ref(x))
		}
		slices.Sort(out)
		return out
	}
	sources := func(list []Source) (out []string) {
		for _, s := range list {
			out = append(out, ref(s.Row)+"="+r.Shown(s))
		}
		return out
	}
	values := func(list []Standing) {
		for _, s := range list {
			fmt.Fprintln(&b, "  ", s.Field, s.Value, s.Reason, sources(s.Sources))
			for _, x := range s.Rivals {
				fmt.Fprintln(&b, "     rival", x.Value, sources(x.Sources))
			}
		}
	}
	for _, p := range r.People {
		fmt.Fprintln(&b, p.ID, p.Household, refs(p.Rows))
		values(p.Values)
		for _, e := range p.Events {
			fmt.Fprintln(&b, "   event", e.Day, e.Kind, e.Was, e.Now, ref(e.By.Row))
		}
	}
	for _, h := range r.Households {
		fmt.Fprintln(&b, h.ID, h.Head, h.Members, h.Dwelling, refs(h.Rows))
		values(h.Values)
	}
	for _, d := range r.Dwellings {
		fmt.Fprintln(&b, d.ID, d.Address, d.Estate, d.Building, d.Unit, d.Room)
		values(d.Values)
	}
	for _, q := range r.Questions {
		fmt.Fprintln(&b, q.ID, q.Kind, q.Person, q.Other, q.A, q.B, q.Field, q.Weight, q.Gate)
		for _, v := range q.Values {
			fmt.Fprintln(&b, "   ", v.Value, sources(v.Sources))
		}
	}
	var links []string
	for _, l := range r.Links {
		links = append(links, fmt.Sprintln(ref(l.Row), l.ID, l.Person, l.Status, l.Weight))
	}
	slices.Sort(links)
	fmt.Fprintln(&b, links, refs(r.Unplaced))
	return b.String()
}

func build(t testing.TB, subs []Submission, decisions []Decision, threads int) *Register {
	t.Helper()
	r, err := Build(subs, decisions, Options{Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// same fails where two texts differ, and shows the first line that does.
func same(t testing.TB, what, a, b string) {
	t.Helper()
	if a != b {
		t.Fatalf("%s: %s", what, firstDifference(a, b))
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d\n%s\n%s", i, x[i], y[i])
		}
	}
	return "one is longer"
}

func TestOrderMakesNoDifference(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 60, 5))
	want := written(build(t, subs, nil, 1))
	rng := rand.New(rand.NewPCG(7, 7))
	for range 5 {
		rng.Shuffle(len(subs), func(i, k int) { subs[i], subs[k] = subs[k], subs[i] })
		same(t, "shuffled", want, written(build(t, subs, nil, 1+rng.IntN(2))))
	}
}

func TestThreadsMakeNoDifference(t *testing.T) {
	subs, _ := loadMade(t)
	one, two := build(t, subs, nil, 1), build(t, subs, nil, 2)
	same(t, "one thread and two", written(one), written(two))
}

// Decisions are drawn at random: what they say must hold, and a withdrawn one must
// leave nothing behind.
func TestDecisionsHold(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 40, 6))
	before := build(t, subs, nil, 2)
	plain := written(before)
	person := func(r *Register) map[RowID]int {
		out := map[RowID]int{}
		for _, l := range r.Links {
			out[l.ID] = l.Person
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		links := before.Links
		a := links[rapid.IntRange(0, len(links)-1).Draw(t, "a")]
		b := links[rapid.IntRange(0, len(links)-1).Draw(t, "b")]
		if a.ID == b.ID {
			t.Skip("one row")
		}
		kind := rapid.SampledFrom([]DecisionKind{Same, Different}).Draw(t, "kind")
		d := Decision{No: 1, Kind: kind, A: a.ID, B: b.ID}
		r, err := Build(subs, []Decision{d}, Options{Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		who := person(r)
		if together := who[a.ID] == who[b.ID]; together != (kind == Same) {
			t.Fatalf("%s does not hold: %v %v", kind, a, b)
		}
		d.Revoked = true
		r, err = Build(subs, []Decision{d}, Options{Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		if written(r) != plain {
			t.Fatal("a revoked decision left something behind")
		}
	})
}

func TestDecidedValueStands(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 20, 7))
	r := build(t, subs, nil, 2)
	l := r.Links[0]
	other := r.Links[slices.IndexFunc(r.Links, func(x Link) bool { return x.Person == l.Person && x.ID != l.ID })]
	decisions := []Decision{
		{No: 1, Kind: Stands, A: l.ID, Field: "person.phone", Value: "19900001234", When: "2026-01-02T00:00:00Z"},
		{No: 2, Kind: Stands, A: other.ID, Field: "person.phone", Value: "19900005678", When: "2026-01-03T00:00:00Z"},
	}
	r = build(t, subs, decisions, 2)
	p := r.People[slices.IndexFunc(r.People, func(p Person) bool { return slices.Contains(p.Rows, l.Row) })]
	at := slices.IndexFunc(p.Values, func(s Standing) bool { return s.Field == "person.phone" })
	if at < 0 || p.Values[at].Value != "19900005678" || p.Values[at].Reason != Chosen {
		t.Fatalf("the later decision must stand: %+v", p.Values)
	}
	if old := r.People[0].Value("person.phone"); old == "" {
		t.Error("others keep theirs")
	}
}

// A row keeps its identity through withdrawal and re-import, wherever it stands.
func TestRowIDsOutliveImports(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 20, 8))
	ids := func(subs []Submission) map[RowID]bool {
		out := map[RowID]bool{}
		for _, l := range build(t, subs, nil, 2).Links {
			out[l.ID] = true
		}
		return out
	}
	all, less := ids(subs), ids(subs[1:])
	for id := range less {
		if !all[id] {
			t.Fatal("a row changed its id when another submission went")
		}
	}
}

// What a clerk settles of homes and of the names of estates holds, and leaves nothing
// behind when it is taken back.
func TestHomesAndNamesAreDecided(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 30, 10))
	m := NewMaker(Options{})
	before, err := m.Make(subs, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := written(before)
	rowOf := func(p int) RowID {
		return before.Links[slices.IndexFunc(before.Links, func(l Link) bool { return l.Person == p && l.Status == Auto })].ID
	}
	home := func(r *Register, row RowID) int {
		return r.People[r.Links[slices.IndexFunc(r.Links, func(l Link) bool { return l.ID == row })].Person].Household
	}
	first := before.Households[0].Members
	if len(first) < 2 {
		t.Fatal("the first home has one member")
	}
	other := before.Households[1].Members[0]
	for _, c := range []struct {
		d        Decision
		together bool
	}{
		{Decision{No: 1, Kind: Apart, A: rowOf(first[0]), B: rowOf(first[1])}, false},
		{Decision{No: 1, Kind: Together, A: rowOf(first[0]), B: rowOf(other)}, true},
	} {
		r, err := m.Make(subs, []Decision{c.d})
		if err != nil {
			t.Fatal(err)
		}
		if got := home(r, c.d.A) == home(r, c.d.B); got != c.together {
			t.Errorf("%s does not hold", c.d.Kind)
		}
		c.d.Revoked = true
		if r, err = m.Make(subs, []Decision{c.d}); err != nil {
			t.Fatal(err)
		}
		same(t, "revoked "+string(c.d.Kind), plain, written(r))
	}
	estates := map[string]bool{}
	for _, d := range before.Dwellings {
		estates[d.Estate] = true
	}
	var names []string
	for e := range estates {
		names = append(names, e)
	}
	slices.Sort(names)
	alias := Decision{No: 1, Kind: Alias, Field: names[0], Value: names[1]}
	r, err := m.Make(subs, []Decision{alias})
	if err != nil {
		t.Fatal(err)
	}
	now := map[string]bool{}
	for _, d := range r.Dwellings {
		now[d.Estate] = true
	}
	if now[names[0]] && now[names[1]] {
		t.Errorf("%s and %s are one estate's names: %v", names[0], names[1], now)
	}
	alias.Revoked = true
	if r, err = m.Make(subs, []Decision{alias}); err != nil {
		t.Fatal(err)
	}
	same(t, "revoked alias", plain, written(r))
}

// What a question shows adds up: every line names how the sides agree, and a value
// said to be the same is the same.
func TestQuestionsShowTheirEvidence(t *testing.T) {
	subs, _ := loadFiles(t, invented(t, 60, 11))
	r := build(t, subs, nil, 2)
	lines := 0
	for _, q := range r.Questions {
		if q.Kind != SamePerson {
			continue
		}
		if len(q.Evidence) == 0 {
			t.Errorf("%s asks without evidence", q.Gate)
		}
		for _, e := range q.Evidence {
			lines++
			if e.A.Value == "" && e.Field != "person.birth" && e.Field != "person.sex" || e.Level == "" {
				t.Errorf("%s: %+v says nothing", q.Gate, e)
			}
			if e.Field == "person.phone" && e.Level == "same" && !strings.Contains(e.A.Value+e.B.Value, "、") && e.A.Value != e.B.Value {
				t.Errorf("%s and %s are called the same", e.A.Value, e.B.Value)
			}
		}
	}
	if lines == 0 {
		t.Error("no question of who is who")
	}
}
