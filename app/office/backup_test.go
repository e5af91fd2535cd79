package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huce/archive"
	"huce/assets"
	"huce/forms"
)

// desk is an office on a new archive, the clock it goes by, and what it was told.
type desk struct {
	*Office
	now  time.Time
	told []error
}

func (d *desk) options() Options {
	return Options{
		Community: "安宁社区", Street: "幸福街道", Lang: assets.Chinese,
		Now: func() time.Time { return d.now }, Tell: func(err error) { d.told = append(d.told, err) },
	}
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{now: time.Date(2026, 11, 25, 10, 15, 0, 0, time.Local)}
	o, err := New(filepath.Join(t.TempDir(), "社区.huce"), d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Office = o
	return d
}

func (d *desk) reopen(t *testing.T) {
	t.Helper()
	o, err := Open(d.archive.Path(), d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Office = o
}

func faultCode(err error) string {
	var f *forms.Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func (d *desk) close(t *testing.T) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func filesIn(t *testing.T, folder string) int {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

func TestBackupAtClose(t *testing.T) {
	d := newDesk(t)
	d.close(t)
	if len(d.told) > 0 {
		t.Errorf("without a folder: %v", d.told)
	}
	stick := t.TempDir()
	d.reopen(t)
	if err := d.SetBackupFolder(stick); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	if n := filesIn(t, stick); n != 1 {
		t.Fatalf("%d backups", n)
	}
	d.now = d.now.AddDate(0, 0, 1)
	d.reopen(t)
	d.close(t)
	if n := filesIn(t, stick); n != 1 {
		t.Errorf("%d backups though nothing was done", n)
	}
	d.reopen(t)
	if err := d.archive.SetSetting("region", "990101"); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	if n := filesIn(t, stick); n != 2 || len(d.told) > 0 {
		t.Errorf("%d backups, told %v", n, d.told)
	}
}

// A stick that isn't plugged in keeps nobody from closing; once it is there again
// the backup is made.
func TestBackupToAnAbsentStick(t *testing.T) {
	d := newDesk(t)
	stick := filepath.Join(t.TempDir(), "U盘")
	if err := d.SetBackupFolder(stick); faultCode(err) != "backup_place" {
		t.Errorf("a folder that isn't there is set: %v", err)
	}
	if err := os.Mkdir(stick, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.SetBackupFolder(stick), os.Remove(stick)); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	if len(d.told) != 1 || faultCode(d.told[0]) != "backup_absent" {
		t.Fatalf("told %v", d.told)
	}
	if err := os.Mkdir(stick, 0o755); err != nil {
		t.Fatal(err)
	}
	d.reopen(t)
	d.close(t)
	if n := filesIn(t, stick); n != 1 {
		t.Errorf("%d backups", n)
	}
}

func TestDailyBackup(t *testing.T) {
	d := newDesk(t)
	defer d.close(t)
	stick := t.TempDir()
	daily := func(want bool) {
		t.Helper()
		made, err := d.DailyBackup(context.Background(), nil)
		if err != nil || made != want {
			t.Errorf("made %v, %v; want %v", made, err, want)
		}
	}
	daily(false) // no folder
	if err := d.SetBackupFolder(stick); err != nil {
		t.Fatal(err)
	}
	daily(true)
	if err := d.archive.SetSetting("region", "990101"); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(3 * time.Hour)
	daily(false) // there is one of today
	d.now = d.now.AddDate(0, 0, 1)
	daily(true)
	d.now = d.now.AddDate(0, 0, 1)
	daily(false) // nothing was done
	if all, err := d.Backups(); err != nil || len(all) != 2 {
		t.Errorf("backups: %v %v", all, err)
	}
}

// A cancelled backup at closing time doesn't keep the archive open.
func TestClosingCanBeHurried(t *testing.T) {
	d := newDesk(t)
	stick := t.TempDir()
	if err := d.SetBackupFolder(stick); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := d.CloseWith(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if len(d.told) != 1 || faultCode(d.told[0]) != "copy_stopped" || filesIn(t, stick) != 0 {
		t.Errorf("told %v, %d files", d.told, filesIn(t, stick))
	}
	d.reopen(t) // nothing holds it
	d.close(t)
}

// Opening a broken archive names the newest sound backup, changes nothing, and
// Restore puts that in its place.
func TestBrokenArchiveNamesItsBackup(t *testing.T) {
	d := newDesk(t)
	stick := t.TempDir()
	if err := d.SetBackupFolder(stick); err != nil {
		t.Fatal(err)
	}
	d.close(t)
	path := d.archive.Path()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"damaged": append(append([]byte{}, whole[:8192]...), make([]byte, len(whole)-8192)...),
		"cut":     whole[:5000], "empty": {}, "other": []byte("不是档案"),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, file, 0o600); err != nil {
				t.Fatal(err)
			}
			before := filesIn(t, filepath.Dir(path))
			_, err := Open(path, d.options())
			if faultCode(err) != "archive_repairable" || !Unusable(err) {
				t.Fatalf("opening it says %v", err)
			}
			if got, _ := os.ReadFile(path); string(got) != string(file) || filesIn(t, filepath.Dir(path)) != before {
				t.Error("it was changed")
			}
			backup, of, ok := RepairOf(err)
			if !ok || of != path {
				t.Fatalf("repair of %s with %s", of, backup)
			}
			if _, err := Restore(t.Context(), backup, path, d.options(), nil); err != nil {
				t.Fatal(err)
			}
			o, err := Open(path, d.options())
			if err != nil {
				t.Fatal(err)
			}
			rep, err := o.archive.Verify(true)
			if err != nil || !rep.Sound() {
				t.Errorf("%v %+v", err, rep)
			}
			if err := o.archive.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := errors.Join(os.Truncate(path, 100), os.RemoveAll(stick)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, d.options()); faultCode(err) != "archive_backups_absent" {
		t.Errorf("with the stick away: %v", err)
	}
}

// A log written anew with a chain of its own is found beside a backup.
func TestVerifyAgainst(t *testing.T) {
	d := newDesk(t)
	defer d.close(t)
	dir := t.TempDir()
	ours, foreign := filepath.Join(dir, "ours.huce"), filepath.Join(dir, "foreign.huce")
	if err := d.Backup(t.Context(), ours, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.archive.SetSetting("region", "990101"); err != nil {
		t.Fatal(err)
	}
	other := newDesk(t)
	defer other.close(t)
	if err := errors.Join(other.archive.SetSetting("a", "b"), other.Backup(t.Context(), foreign, nil)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{ours: 0, foreign: 1} {
		var r archive.Report
		if err := d.VerifyAgainst(&r, path, d.options()); err != nil || len(r.Problems) != want {
			t.Errorf("%s: %v %+v", filepath.Base(path), err, r.Problems)
		}
	}
}
