package archive

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"huce/archive/register"
)

// history is an archive with what was imported and decided in it so far.
type history struct {
	*Archive
	files    []ImportFile
	imported map[int]string // by file, the id of its import
	gone     map[int]bool   // withdrawn
	decided  []register.Decision
	seen     map[string]string // the register by what is in force
}

// forgetful is a new archive that doesn't wait for the disk.
func forgetful(t *rapid.T, dir string) *Archive {
	a, err := Create(filepath.Join(dir, fmt.Sprintf("%d.huce", rand.Uint64())), options())
	if err != nil {
		t.Fatal(err)
	}
	a.db.NoSync = true
	return a
}

// Imports and decisions can be withdrawn and brought back in any order, at any later
// time: the register is the one that what is in force in the end gives to an archive
// that never saw anything else, ids aside. And whenever the same is in force again,
// the register is the same to the byte, with the ids that everyone had.
func TestWithdrawingAndBringingBackLosesNothing(t *testing.T) {
	dir := t.TempDir()
	var files []ImportFile
	for n := range 6 {
		k := &clerk{n: n}
		files = append(files, k.file(rand.New(rand.NewPCG(uint64(n), 3))))
	}
	rapid.Check(t, func(t *rapid.T) {
		h := &history{
			Archive: forgetful(t, dir), files: files,
			imported: map[int]string{}, gone: map[int]bool{}, seen: map[string]string{},
		}
		defer h.Close()
		for range rapid.IntRange(3, 20).Draw(t, "steps") {
			if err := h.step(t); err != nil {
				t.Fatal(err)
			}
			h.asBefore(t)
		}
		h.asIfNever(t, dir)
		if r, err := h.Verify(true); err != nil || !r.Sound() {
			t.Fatalf("%v %+v", err, r.Problems)
		}
	})
}

func (h *history) step(t *rapid.T) error {
	switch n := rapid.IntRange(0, len(h.files)-1).Draw(t, "file"); rapid.IntRange(0, 4).Draw(t, "act") {
	case 0, 1: // import, withdraw or bring back, whichever it is a file's turn for
		switch {
		case h.imported[n] == "":
			done, err := h.Import(h.files[n])
			h.imported[n] = done.ID
			return err
		case h.gone[n]:
			h.gone[n] = false
			return h.Restore(h.imported[n])
		}
		h.gone[n] = true
		return h.Withdraw(h.imported[n])
	case 2:
		return h.decide(t)
	default:
		if len(h.decided) == 0 {
			return nil
		}
		d := &h.decided[rapid.IntRange(0, len(h.decided)-1).Draw(t, "decision")]
		d.Revoked = !d.Revoked
		if d.Revoked {
			return h.RevokeDecision(d.No)
		}
		return h.ReinstateDecision(d.No)
	}
}

func (h *history) decide(t *rapid.T) error {
	reg, err := h.Register()
	if err != nil || len(reg.Links) < 2 {
		return err
	}
	row := rapid.IntRange(0, len(reg.Links)-1)
	d := register.Decision{
		Kind: rapid.SampledFrom([]register.DecisionKind{register.Same, register.Different, register.Stands}).Draw(t, "kind"),
		A:    reg.Links[row.Draw(t, "a")].ID, B: reg.Links[row.Draw(t, "b")].ID,
	}
	if d.Kind == register.Stands {
		d.B, d.Field, d.Value = register.RowID{}, "person.phone", "19900000000"
	}
	d.No, err = h.Decide(d)
	h.decided = append(h.decided, d)
	return err
}

// asBefore wants the register that the archive had when the same was in force.
func (h *history) asBefore(t *rapid.T) {
	var force []int
	for n := range h.files {
		if h.imported[n] != "" && !h.gone[n] {
			force = append(force, n)
		}
	}
	key := fmt.Sprint(force, h.decided)
	reg, err := h.Register()
	if err != nil {
		t.Fatal(err)
	}
	now := string(encodeRegister(reg))
	if was, ok := h.seen[key]; ok && was != now {
		t.Fatalf("with %s in force again the register is another", key)
	}
	h.seen[key] = now
}

// asIfNever wants the register of an archive that only saw what is in force now.
func (h *history) asIfNever(t *rapid.T, dir string) {
	never := forgetful(t, dir)
	defer never.Close()
	for _, n := range slices.SortedFunc(maps.Keys(h.imported), func(a, b int) int { return cmp.Compare(h.imported[a], h.imported[b]) }) {
		if h.gone[n] {
			continue
		}
		if _, err := never.Import(h.files[n]); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range h.decided {
		if d.Revoked {
			continue
		}
		if _, err := never.Decide(d); err != nil {
			t.Fatal(err)
		}
	}
	got, err := h.Register()
	want, e := never.Register()
	if err := errors.Join(err, e); err != nil {
		t.Fatal(err)
	}
	if got, want := nameless(t, got), nameless(t, want); got != want {
		t.Fatalf("the register is\n%s\nand would be\n%s", got, want)
	}
}

// nameless is a register without ids.
func nameless(t *rapid.T, reg *register.Register) string {
	r := *reg
	r.Submissions, r.People = slices.Clone(r.Submissions), slices.Clone(r.People)
	r.Households, r.Dwellings = slices.Clone(r.Households), slices.Clone(r.Dwellings)
	for i := range r.Submissions {
		r.Submissions[i].ID, r.Submissions[i].Claims = "", nil
	}
	for i := range r.People {
		r.People[i].ID = ""
	}
	for i := range r.Households {
		r.Households[i].ID = ""
	}
	for i := range r.Dwellings {
		r.Dwellings[i].ID = ""
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
