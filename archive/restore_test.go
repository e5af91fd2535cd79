package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"huce/archive/register"
)

// backedUp is an archive with one import, and a backup of it.
func backedUp(t *testing.T) (a *Archive, backup string) {
	t.Helper()
	a = fresh(t)
	must[Imported](t)(a.Import(dibao()))
	backup = filepath.Join(t.TempDir(), "备份.huce")
	if err := a.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	return a, backup
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	for _, f := range must[[]os.DirEntry](t)(os.ReadDir(dir)) {
		all = append(all, f.Name())
	}
	return all
}

// Restoring yesterday's backup and importing today's files again gives the register
// of an archive that never failed.
func TestRestoreAndImportAgain(t *testing.T) {
	never := fresh(t)
	a, backup := backedUp(t)
	must[Imported](t)(never.Import(dibao()))
	rows := func(a *Archive) (x, y register.RowID) {
		reg := must[*register.Register](t)(a.Register())
		return reg.Links[0].ID, reg.Links[1].ID
	}
	today := func(a *Archive) {
		must[Imported](t)(a.Import(other("乙")))
		x, y := rows(a)
		must[uint64](t)(a.Decide(register.Decision{Kind: register.Different, A: x, B: y}))
		must[Imported](t)(a.Import(other("丙")))
	}
	today(never)
	today(a)
	if err := errors.Join(a.SetSetting("lost", "yes"), a.Close()); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, a.Path())
	if err := os.WriteFile(a.Path(), before[:len(before)/3], 0o600); err != nil { // it breaks
		t.Fatal(err)
	}
	var done int64
	kept := must[string](t)(Restore(t.Context(), backup, a.Path(), options(), func(n, total int64) {
		if n < done || n > total {
			t.Errorf("%d after %d of %d", n, done, total)
		}
		done = n
	}))
	if info := must[os.FileInfo](t)(os.Stat(backup)); done != info.Size() {
		t.Errorf("told of %d bytes of %d", done, info.Size())
	}
	if got := readFile(t, kept); !reflect.DeepEqual(got, before[:len(before)/3]) {
		t.Error("the replaced file is not kept as it was")
	}
	b := must[*Archive](t)(Open(a.Path(), options()))
	defer b.Close()
	if lost := must[string](t)(b.Setting("lost")); lost != "" {
		t.Error("the setting of after the backup is there")
	}
	log := must[[]Entry](t)(b.Log())
	if log[len(log)-1].Act != "restore_backup" || log[len(log)-2].Act != "backup" {
		t.Errorf("the log ends with %+v", log[len(log)-2:])
	}
	today(b)
	want, got := must[*register.Register](t)(never.Register()), must[*register.Register](t)(b.Register())
	if string(encodeRegister(got)) != string(encodeRegister(want)) {
		t.Errorf("the register is\n%+v\nnot\n%+v", got, want)
	}
	sound(t, b)
}

func TestRestoreToAnEmptyPlace(t *testing.T) {
	_, backup := backedUp(t)
	path := filepath.Join(t.TempDir(), "社区.huce")
	if kept := must[string](t)(Restore(t.Context(), backup, path, options(), nil)); kept != "" {
		t.Errorf("%s was kept of nothing", kept)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("beside it: %v", got)
	}
	b := must[*Archive](t)(Open(path, options()))
	defer b.Close()
	sound(t, b)
}

// Two restores within a second keep both files that they replaced.
func TestRestoreTwiceKeepsBoth(t *testing.T) {
	a, backup := backedUp(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	first := must[string](t)(Restore(t.Context(), backup, a.Path(), options(), nil))
	second := must[string](t)(Restore(t.Context(), backup, a.Path(), options(), nil))
	if first == second || len(names(t, filepath.Dir(a.Path()))) != 3 {
		t.Errorf("kept %s and %s: %v", first, second, names(t, filepath.Dir(a.Path())))
	}
}

// A restore that is refused leaves the archive, the backup and their folders as
// they were.
func TestRestoreRefuses(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		file func(whole []byte) []byte
		want string
	}{
		{"cut short", t.Context(), func(b []byte) []byte { return b[:len(b)/2] }, "backup_unsound"},
		{"no bytes", t.Context(), func([]byte) []byte { return nil }, "backup_unsound"},
		{"a text", t.Context(), func([]byte) []byte { return []byte("姓名") }, "backup_unsound"},
		{"a value changed", t.Context(), func(b []byte) []byte {
			return bytes.ReplaceAll(b, []byte("安宁社区"), []byte("安乐社区"))
		}, "backup_unsound"},
		{"cancelled", cancelled, func(b []byte) []byte { return b }, "copy_stopped"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, backup := backedUp(t)
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			bad := c.file(readFile(t, backup))
			if err := os.WriteFile(backup, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			before := readFile(t, a.Path())
			_, err := Restore(c.ctx, backup, a.Path(), options(), nil)
			wantFault(t, err, c.want)
			untouched(t, a.Path(), before)
			untouched(t, backup, bad)
		})
	}
}

func TestRestoreRefusesAnArchiveInUse(t *testing.T) {
	a, backup := backedUp(t)
	_, err := Restore(t.Context(), backup, a.Path(), options(), nil)
	wantFault(t, err, "archive_in_use")
	if got := names(t, filepath.Dir(a.Path())); len(got) != 2 { // and the note of whose it is
		t.Errorf("beside it: %v", got)
	}
	sound(t, a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.ReadOnly = true
	reader := must[*Archive](t)(Open(a.Path(), o))
	defer reader.Close()
	_, err = Restore(t.Context(), backup, a.Path(), options(), nil)
	wantFault(t, err, "archive_in_use_by_unknown")
}

func TestRestoreRefusesPlaces(t *testing.T) {
	_, backup := backedUp(t)
	_, err := Restore(t.Context(), backup, backup, options(), nil)
	wantFault(t, err, "backup_same")
	_, err = Restore(t.Context(), backup, t.TempDir(), options(), nil)
	wantFault(t, err, "archive_is_folder")
	_, err = Restore(t.Context(), filepath.Join(t.TempDir(), "none"), filepath.Join(t.TempDir(), "a.huce"), options(), nil)
	wantFault(t, err, "archive_missing")
}

// A program that waited for its turn while the file was replaced opens the new one.
func TestOpenAfterTheFileWasReplaced(t *testing.T) {
	a, backup := backedUp(t)
	must[Imported](t)(a.Import(other("乙")))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	release := must[func() error](t)(holdFile(a.Path()))
	opened := make(chan error)
	go func() {
		b, err := Open(a.Path(), Options{})
		if err == nil {
			subs, e := b.Submissions()
			if err = errors.Join(e, b.Close()); err == nil && len(subs) != 1 {
				err = fmt.Errorf("it has %d submissions", len(subs))
			}
		}
		opened <- err
	}()
	part := a.Path() + ".part"
	if err := copyFile(t.Context(), backup, part, nil); err != nil {
		t.Fatal(err)
	}
	if err := takePlace(part, a.Path(), release); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err != nil {
		t.Error(err)
	}
}
