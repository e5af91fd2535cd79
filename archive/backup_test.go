package archive

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestBackup(t *testing.T) {
	a := fresh(t)
	fillVersion1(t, a)
	path := filepath.Join(t.TempDir(), "备份.huce")
	for range 2 { // the second takes the place of the first
		if err := a.Backup(t.Context(), path, nil); err != nil {
			t.Fatal(err)
		}
	}
	b := must[*Archive](t)(Open(path, options()))
	defer b.Close()
	if got, want := contents(t, b), contents(t, a); !reflect.DeepEqual(got, want) {
		t.Errorf("the copy holds\n%+v\nnot\n%+v", got, want)
	}
	if log := must[[]Entry](t)(b.Log()); log[len(log)-1].Act != "backup" {
		t.Errorf("the newest entry is %+v", log[len(log)-1])
	}
	sound(t, b)
}

func TestBackupThatFailsLeavesNothing(t *testing.T) {
	a := fresh(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := a.Backup(t.Context(), path, nil); err == nil {
		t.Error("a backup takes a folder's place")
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != 1 {
		t.Errorf("beside it there is %v", left)
	}
	wantFault(t, a.Backup(t.Context(), filepath.Join(dir, "none", "a.huce"), nil), "backup_place")
}

// A sealed archive can be copied by who doesn't know its password, and is checked
// all the same; one that is damaged leaves no copy.
func TestCopyAsIs(t *testing.T) {
	a := fresh(t)
	a.cost = cheap
	want := filled(t, a)
	if err := a.Seal(t.Context(), "王录入", Secret(password), nil); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.huce")
	wantFault(t, CopyAsIs(t.Context(), a.Path(), copied, nil), "archive_in_use")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := CopyAsIs(t.Context(), a.Path(), copied, nil); err != nil {
		t.Fatal(err)
	}
	b := must[*Archive](t)(Open(copied, Options{User: "王录入", Password: Secret(password), Now: a.now}))
	wantHoldings(t, b, want)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	whole := readFile(t, a.Path())
	if err := os.WriteFile(a.Path(), whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.huce")
	wantFault(t, CopyAsIs(t.Context(), a.Path(), broken, nil), "archive_truncated")
	if _, err := os.Stat(broken); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a copy of a damaged archive was made: %v", err)
	}
}
