package archive

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"huce/archive/register"
	"huce/forms"
)

// damages are ways in which a file is no longer what was written.
var damages = []struct {
	name string
	do   func(random *rand.Rand, file []byte) []byte
}{
	{"a byte changed", func(random *rand.Rand, file []byte) []byte {
		file[random.IntN(len(file))] ^= byte(1 + random.IntN(255))
		return file
	}},
	{"bytes changed", func(random *rand.Rand, file []byte) []byte {
		for n := 2 + random.IntN(8); n > 0; n-- {
			file[random.IntN(len(file))] ^= byte(1 + random.IntN(255))
		}
		return file
	}},
	{"cut", func(random *rand.Rand, file []byte) []byte { return file[:random.IntN(len(file))] }},
	{"bytes changed and cut", func(random *rand.Rand, file []byte) []byte {
		file[random.IntN(len(file))] ^= byte(1 + random.IntN(255))
		return file[:random.IntN(len(file))]
	}},
	{"a sector zeroed", func(random *rand.Rand, file []byte) []byte {
		clear(file[random.IntN(len(file)/sector)*sector:][:sector])
		return file
	}},
	{"a page garbled", func(random *rand.Rand, file []byte) []byte {
		copy(file[random.IntN(len(file)/pageSize)*pageSize:][:pageSize], noise(pageSize))
		return file
	}},
	{"two pages swapped", func(random *rand.Rand, file []byte) []byte {
		a, b := random.IntN(len(file)/pageSize)*pageSize, random.IntN(len(file)/pageSize)*pageSize
		page := bytes.Clone(file[a:][:pageSize])
		copy(file[a:], file[b:][:pageSize])
		copy(file[b:], page)
		return file
	}},
	{"bytes missing in the middle", func(random *rand.Rand, file []byte) []byte {
		at := random.IntN(len(file) - 64)
		return slices.Delete(file, at, at+1+random.IntN(63))
	}},
}

// A damaged file, 500 of them plain and 500 sealed in the long form, is refused, or
// whatever is read from it is what was written. Where it is refused its newest sound
// backup takes its place, which here is not the newest.
func TestDamageNeverShowsWrongData(t *testing.T) {
	for _, how := range []string{"plain", "sealed"} {
		t.Run(how, func(t *testing.T) {
			o := (&clerk{sealed: how == "sealed"}).options()
			dir := t.TempDir()
			path := filepath.Join(dir, "社区.huce")
			damageable(t, path, o)
			whole := readFile(t, path)
			random := rand.New(rand.NewPCG(1, uint64(len(whole))))
			refused, times := 0, rounds(120, 500)
			for n := range times {
				d := damages[n%len(damages)]
				if err := os.WriteFile(path, d.do(random, bytes.Clone(whole)[:usedBytes(t, whole)]), 0o600); err != nil {
					t.Fatal(err)
				}
				if damaged := !readsRightOrRefuses(t, path, o, d.name); damaged {
					refused++
					if n%5 == 0 {
						repaired(t, path, o)
					}
				}
			}
			t.Logf("%d of %d refused or partly refused", refused, times)
		})
	}
}

// damageable makes an archive with two imports, and in its folder a sound backup of
// it, and a newer one that is broken.
func damageable(t *testing.T, path string, o Options) {
	t.Helper()
	a := must[*Archive](t)(Create(path, o))
	must[Imported](t)(a.Import(dibao()))
	big := other("乙")
	big.Data = noise(20000)
	must[Imported](t)(a.Import(big))
	must[Backup](t)(a.BackupInto(t.Context(), filepath.Dir(path), nil))
	a.now = func() time.Time { return noon.AddDate(0, 0, 1) }
	broken := must[Backup](t)(a.BackupInto(t.Context(), filepath.Dir(path), nil))
	if err := errors.Join(a.Close(), os.Truncate(broken.Path, broken.Size/2)); err != nil {
		t.Fatal(err)
	}
}

// repaired puts the newest sound backup in a damaged archive's place.
func repaired(t *testing.T, path string, o Options) {
	t.Helper()
	b, ok, err := NewestSound(t.Context(), filepath.Dir(path), path, o)
	if err != nil || !ok {
		t.Fatalf("no sound backup: %v", err)
	}
	kept := must[string](t)(Restore(t.Context(), b.Path, path, o, nil))
	a := must[*Archive](t)(Open(path, o))
	if !readsRight(t, a) {
		t.Error("the restored archive refuses something")
	}
	sound(t, a)
	if err := errors.Join(a.Close(), os.Remove(kept)); err != nil {
		t.Fatal(err)
	}
}

// readsRightOrRefuses opens a file and reads all of it; false where it, or a part of
// it, is refused.
func readsRightOrRefuses(t *testing.T, path string, o Options, how string) bool {
	t.Helper()
	a, err := Open(path, o)
	if err != nil {
		var f *forms.Fault
		if !errors.As(err, &f) {
			t.Fatalf("%s: no words for %v", how, err)
		}
		return false
	}
	right := readsRight(t, a)
	if _, err := a.Verify(true); err != nil {
		t.Fatalf("%s: Verify: %v", how, err)
	}
	if err := a.Close(); err != nil {
		var f *forms.Fault
		if !errors.As(err, &f) {
			t.Fatalf("%s: %v", how, err)
		}
	}
	return right
}

// afterwards are the acts that may follow in the log of sample.
var afterwards = []string{"backup", "login", "restore_backup"}

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
	} else if len(slices.DeleteFunc(log, func(e Entry) bool { return slices.Contains(afterwards, e.Act) })) != 3 {
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
