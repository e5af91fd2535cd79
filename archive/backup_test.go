package archive

import (
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
