package archive

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

// One flipped or overwritten byte anywhere in the file: it is refused, or whatever
// is read from it is what was written.
func TestDamageNeverShowsWrongData(t *testing.T) {
	whole := sample(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "a.huce")
	used := usedBytes(t, whole)
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 400
	if testing.Short() {
		rounds = 100
	}
	refused := 0
	for round := range rounds {
		file := bytes.Clone(whole)
		for n := 1 + random.IntN(8); n > 0; n-- {
			at := random.IntN(used)
			file[at] ^= byte(1 + random.IntN(255))
		}
		if round%4 == 3 {
			file = file[:random.IntN(len(file))]
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := Open(path, options())
		if err != nil {
			refused++
			var f *forms.Fault
			if !errors.As(err, &f) {
				t.Fatalf("round %d: no words for %v", round, err)
			}
			continue
		}
		if !readsRight(t, a) {
			refused++
		}
		if _, err := a.Verify(true); err != nil {
			t.Fatalf("round %d: Verify: %v", round, err)
		}
		if err := a.Close(); err != nil {
			var f *forms.Fault
			if !errors.As(err, &f) {
				t.Fatalf("round %d: %v", round, err)
			}
		}
	}
	t.Logf("%d of %d refused or partly refused", refused, rounds)
}

// readsRight reads the archive of sample and fails the test where it gives
// something else than was put in; false where it refuses to give some of it.
func readsRight(t *testing.T, a *Archive) bool {
	t.Helper()
	subs, err := a.Submissions()
	if err != nil {
		return false
	}
	if a.torn && len(subs) < 2 {
		return false // the state before the newest act, as after a power cut
	}
	if len(subs) != 2 || subs[0].Title != "低保对象登记表" {
		t.Fatalf("submissions: %+v", subs)
	}
	right := true
	for i, want := range [][]byte{dibao().Data, noise(20000)} {
		got, _, err := a.Original(subs[i].ID)
		if err != nil {
			right = false
		} else if !bytes.Equal(got, want) {
			t.Fatalf("original %d has changed", i)
		}
	}
	if reg, err := a.Register(); err != nil {
		right = false
	} else if at := slices.IndexFunc(reg.Submissions, func(s register.Submission) bool { return s.ID == "S0001" }); at < 0 ||
		!sameClaims(reg.Submissions[at].Claims, dibao().Submission.Claims) {
		t.Fatal("claims have changed")
	}
	if tasks, err := a.Tasks(); err != nil {
		right = false
	} else if len(tasks) != 1 || tasks[0].Text != "探访低保户" {
		t.Fatalf("tasks: %+v", tasks)
	}
	if log, err := a.Log(); err != nil {
		right = false
	} else if len(log) != 3 {
		t.Fatalf("log: %+v", log)
	}
	return right
}

func FuzzCheckPages(f *testing.F) {
	whole := sample(f)
	f.Add(whole[:min(len(whole), 1<<16)])
	f.Fuzz(func(t *testing.T, file []byte) {
		r := bytes.NewReader(file)
		if h, _, err := heads(r, int64(len(file))); err == nil {
			_, _ = checkPages(r, h)
		}
	})
}
