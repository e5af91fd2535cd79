package archive

import (
	"bytes"
	"maps"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"huce/archive/register"
)

// people makes a register out of who has which rows; everyone whose first row is
// the same letter lives at the same address.
func people(groups ...string) *register.Register {
	reg := &register.Register{}
	homes := map[byte]int{}
	for p, rows := range groups {
		home, known := homes[rows[0]|0x20]
		if !known {
			home = len(reg.Households)
			homes[rows[0]|0x20] = home
			reg.Dwellings = append(reg.Dwellings, register.Dwelling{Address: string(rows[0] | 0x20)})
			reg.Households = append(reg.Households, register.Household{Dwelling: home, Head: p})
		}
		reg.Households[home].Members = append(reg.Households[home].Members, p)
		reg.People = append(reg.People, register.Person{Household: home})
		for i := range rows {
			reg.Links = append(reg.Links, register.Link{ID: register.RowID{rows[i]}, Person: p})
		}
	}
	return reg
}

func idsOf(h *held, groups ...string) []string {
	reg := people(groups...)
	h.add(h.name(reg))
	var ids []string
	for _, p := range reg.People {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestIDsAreMintedOnce(t *testing.T) {
	h := newHeld()
	for _, step := range []struct {
		name   string
		groups []string
		want   []string
	}{
		{"three people", []string{"abc", "de", "f"}, []string{"P00001", "P00002", "P00003"}},
		{"in another order", []string{"f", "de", "abc"}, []string{"P00003", "P00002", "P00001"}},
		{"with rows more", []string{"abcx", "dey", "f"}, []string{"P00001", "P00002", "P00003"}},
		{"two become one: the older stands", []string{"abcx", "deyf"}, []string{"P00001", "P00002"}},
		{"and apart: each has its own", []string{"abcx", "dey", "f"}, []string{"P00001", "P00002", "P00003"}},
		{"one is two: most rows keep it", []string{"ab", "cx", "dey", "f"}, []string{"P00001", "P00004", "P00002", "P00003"}},
		{"one again", []string{"abcx", "dey", "f"}, []string{"P00001", "P00002", "P00003"}},
		{"two again, as before", []string{"ab", "cx", "dey", "f"}, []string{"P00001", "P00004", "P00002", "P00003"}},
		{"an import is withdrawn", []string{"de"}, []string{"P00002"}},
		{"new people get new ids", []string{"de", "g"}, []string{"P00002", "P00005"}},
		{"and it is back", []string{"ab", "de", "f", "g"}, []string{"P00001", "P00002", "P00003", "P00005"}},
		{"a row changes sides", []string{"abd", "e", "f"}, []string{"P00001", "P00002", "P00003"}},
	} {
		if got := idsOf(h, step.groups...); !reflect.DeepEqual(got, step.want) {
			t.Errorf("%s: %v, want %v", step.name, got, step.want)
		}
	}
}

func TestHomesKeepTheirIDs(t *testing.T) {
	h := newHeld()
	reg := people("ab", "A", "d")
	h.add(h.name(reg))
	if reg.Households[0].ID != "H00001" || reg.Households[1].ID != "H00002" || reg.Dwellings[1].ID != "D00002" {
		t.Fatalf("%+v %+v", reg.Households, reg.Dwellings)
	}
	// The family moves to e's address; a dwelling without people keeps its own.
	reg = people("e", "ab", "A", "d")
	reg.Households[1].Dwelling = 0
	reg.Households = append(reg.Households, register.Household{Head: -1, Dwelling: 1})
	h.add(h.name(reg))
	again := people("ab", "A")
	again.Households = append(again.Households, register.Household{Head: -1, Dwelling: 0})
	h.add(h.name(again))
	if got := again.Households[0].ID; got != "H00001" {
		t.Errorf("the household that moved is %s", got)
	}
	if got, want := again.Households[1].ID, reg.Households[3].ID; got != want {
		t.Errorf("the empty home is %s, was %s", got, want)
	}
}

// However rows are dealt out, ids are unique, naming the same register again mints
// nothing, and whoever keeps all their rows keeps their id.
func TestNamingIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHeld()
		for range rapid.IntRange(1, 5).Draw(t, "rounds") {
			groups := map[int]string{}
			for row := byte('a'); row <= 'p'; row++ {
				p := rapid.IntRange(0, 6).Draw(t, "person")
				groups[p] += string(row)
			}
			var dealt []string
			for rows := range maps.Values(groups) {
				dealt = append(dealt, rows)
			}
			first := idsOf(h, dealt...)
			seen := map[string]bool{}
			for _, id := range first {
				if seen[id] {
					t.Fatalf("%s stands twice: %v", id, first)
				}
				seen[id] = true
			}
			reg := people(dealt...)
			if m := h.name(reg); !m.empty() {
				t.Fatalf("the same again mints %+v", m)
			}
			if second := idsOf(h, dealt...); !reflect.DeepEqual(first, second) {
				t.Fatalf("%v, then %v", first, second)
			}
		}
	})
}

// Ids outlive withdrawing, closing and computing anew; an alias finds its person.
func TestIDsInTheFile(t *testing.T) {
	a := fresh(t)
	groups := []string{"abc", "de", "f"}
	fake := func(subs []register.Submission, _ []register.Decision) (*register.Register, error) {
		reg := people(groups...)
		reg.Submissions = subs
		return reg, nil
	}
	a.build = fake
	must[*register.Register](t)(a.Register())
	groups = []string{"f", "abcde"}
	must[Imported](t)(a.Import(dibao()))
	reg := must[*register.Register](t)(a.Register())
	if reg.People[0].ID != "P00003" || reg.People[1].ID != "P00001" {
		t.Errorf("%+v", reg.People)
	}
	for id, want := range map[string]string{
		"P00002": "P00001", "P00003": "P00003", "P00009": "", "H00001": "H00001", "H00002": "H00001", "H00009": "", "D00001": "D00001", "": "",
	} {
		if got := must[string](t)(a.CurrentID(id)); got != want {
			t.Errorf("%s is %s now, want %s", id, got, want)
		}
	}
	a = reopen(t, a)
	a.build = func([]register.Submission, []register.Decision) (*register.Register, error) {
		t.Error("what was stored is computed anew")
		return &register.Register{}, nil
	}
	if got := must[*register.Register](t)(a.Register()); !reflect.DeepEqual(got.People, reg.People) ||
		len(got.Submissions) != 1 || !sameClaims(got.Submissions[0].Claims, dibao().Submission.Claims) {
		t.Errorf("stored %+v", got)
	}
	a.build = fake
	groups = []string{"de", "f", "abc"}
	if err := a.Withdraw("S0001"); err != nil {
		t.Fatal(err)
	}
	if got := must[*register.Register](t)(a.Register()); got.People[0].ID != "P00002" {
		t.Errorf("after withdrawing: %+v", got.People)
	}
}

// A stored register that is not what its claims give is found, and a damaged one is
// simply computed again.
func TestStoredRegister(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	built := 0
	fake := func(subs []register.Submission, _ []register.Decision) (*register.Register, error) {
		built++
		reg := people("ab", "c")
		reg.Submissions = subs
		return reg, nil
	}
	a.build = fake
	must[*register.Register](t)(a.Register())
	must[*register.Register](t)(a.Register())
	if built != 1 {
		t.Errorf("computed %d times", built)
	}
	a = reopen(t, a)
	a.build = fake
	if r := sound(t, a); !r.Register {
		t.Error("the stored register was not compared")
	}
	a.build = func(subs []register.Submission, _ []register.Decision) (*register.Register, error) {
		return people("abc"), nil
	}
	if r := must[Report](t)(a.Verify(true)); len(r.Problems) != 1 || r.Problems[0].Code != "register" {
		t.Errorf("another register: %+v", r.Problems)
	}
	err := a.update(func(c *txn) error {
		b, err := c.bucket(bucketRegister)
		if err != nil {
			return err
		}
		v := bytes.Clone(b.Get(keyCurrent))
		v[len(v)/2] ^= 1
		return b.Put(keyCurrent, v)
	})
	if err != nil {
		t.Fatal(err)
	}
	a = reopen(t, a)
	a.build, built = fake, 0
	if reg := must[*register.Register](t)(a.Register()); built != 1 || len(reg.People) != 2 {
		t.Errorf("computed %d times: %+v", built, reg.People)
	}
	a = reopen(t, a)
	a.build = fake
	sound(t, a)
}

func TestMintingComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holds := rapid.SliceOf(rapid.Custom(func(t *rapid.T) hold[uint64] {
			return hold[uint64]{rapid.Uint64().Draw(t, "by"), rapid.Uint32().Draw(t, "number")}
		}))
		m := &minting{
			people: holds.Draw(t, "people"), households: holds.Draw(t, "households"),
			dwellings: rapid.SliceOf(rapid.Custom(func(t *rapid.T) hold[string] {
				return hold[string]{rapid.String().Draw(t, "by"), rapid.Uint32().Draw(t, "number")}
			})).Draw(t, "dwellings"),
		}
		got, err := decodeMinting(encodeMinting(m))
		if err != nil || len(got.people) != len(m.people) || !bytes.Equal(encodeMinting(got), encodeMinting(m)) {
			t.Fatalf("%v: %+v, want %+v", err, got, m)
		}
	})
}

func FuzzDecodeMinting(f *testing.F) {
	h := newHeld()
	f.Add(encodeMinting(h.name(people("abc", "de", "F"))))
	f.Add(encodeMinting(&minting{}))
	f.Fuzz(func(t *testing.T, block []byte) {
		m, err := decodeMinting(block)
		if err != nil {
			return
		}
		again, err := decodeMinting(encodeMinting(m))
		if err != nil || !reflect.DeepEqual(m, again) {
			t.Fatalf("%v: %+v, want %+v", err, again, m)
		}
	})
}

// What is worked out ahead is the register that was stored, once, and the next change
// finds it worked out.
func TestPrepare(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	must[*register.Register](t)(a.Register())
	a = reopen(t, a)
	built, whole := 0, a.build
	a.build = func(subs []register.Submission, decisions []register.Decision) (*register.Register, error) {
		built++
		return whole(subs, decisions)
	}
	stored := encodeRegister(must[*register.Register](t)(a.Register()))
	if built != 0 {
		t.Fatal("the stored register was computed anew")
	}
	for range 2 {
		if err := a.Prepare(); err != nil {
			t.Fatal(err)
		}
		if got := encodeRegister(must[*register.Register](t)(a.Register())); built != 1 || !bytes.Equal(got, stored) {
			t.Fatalf("worked out %d times, and the same: %v", built, bytes.Equal(got, stored))
		}
	}
	links := must[*register.Register](t)(a.Register()).Links
	must[uint64](t)(a.Decide(register.Decision{Kind: register.Different, A: links[0].ID, B: links[1].ID}))
	must[*register.Register](t)(a.Register())
	if err := a.Prepare(); err != nil || built != 2 {
		t.Errorf("after a decision worked out %d times: %v", built, err)
	}
	sound(t, a)
}
