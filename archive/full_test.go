//go:build !windows

package archive

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// fullDisk is a folder on a disk that can be filled and emptied again.
type fullDisk struct {
	dir        string
	fill, free func(t *testing.T)
}

// A disk without room, for users without any right: no file may grow beyond what the archive has now. The
// limit is on a whole program, so this test runs itself as another one.
func TestFullByLimit(t *testing.T) {
	if os.Getenv("HUCE_TEST_LIMIT") == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFullByLimit$", "-test.v")
		cmd.Env = append(os.Environ(), "HUCE_TEST_LIMIT=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	set := func(t *testing.T, most uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: limit.Max}); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	fails(t, fullDisk{
		dir,
		func(t *testing.T) { set(t, 40<<10) },
		func(t *testing.T) { set(t, limit.Max) },
	})
}

// fails wants all that writes to fail cleanly on a full disk, and to work once there is
// room.
func fails(t *testing.T, d fullDisk) {
	t.Run("acts", func(t *testing.T) { actsOnAFullDisk(t, d) })
	t.Run("backup", func(t *testing.T) { backupOnAFullDisk(t, d) })
	t.Run("restore", func(t *testing.T) { restoreOnAFullDisk(t, d) })
	t.Run("migration", func(t *testing.T) { migrationOnAFullDisk(t, d) })
}

func actsOnAFullDisk(t *testing.T, d fullDisk) {
	k := &clerk{}
	path := filepath.Join(d.dir, "社区.huce")
	if err := k.create(path); err != nil {
		t.Fatal(err)
	}
	defer func() { k.Close() }()
	for range 20 {
		if err := k.act(k.n + 1); err != nil {
			t.Fatal(err)
		}
	}
	d.fill(t)
	full := 0
	for range 30 {
		before := must[string](t)(digest(k.Archive))
		err := k.act(k.n + 1)
		if err == nil {
			continue // it found room in the file
		}
		wantFault(t, err, "archive_full")
		full++
		if after := must[string](t)(digest(k.Archive)); after != before {
			t.Fatalf("act %d failed and left something", k.n)
		}
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
	sound(t, k.Archive)
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	if err := k.open(path); err != nil { // still full
		t.Fatal(err)
	}
	sound(t, k.Archive)
	d.free(t)
	for range 20 {
		if err := k.act(k.n + 1); err != nil {
			t.Fatalf("once there is room: %v", err)
		}
	}
	sound(t, k.Archive)
}

func backupOnAFullDisk(t *testing.T, d fullDisk) {
	a := fresh(t)
	big := other("大")
	big.Data = noise(300_000)
	must[Imported](t)(a.Import(big))
	path := filepath.Join(d.dir, "备份.huce")
	if err := a.Backup(t.Context(), path, nil); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, path)
	d.fill(t)
	wantFault(t, a.Backup(t.Context(), path, nil), "archive_full")
	if !bytes.Equal(readFile(t, path), before) {
		t.Error("the backup that stood there is gone")
	}
	if _, err := os.Stat(path + ".part"); err == nil {
		t.Error("half a backup stays")
	}
	sound(t, a)
	d.free(t)
	if err := a.Backup(t.Context(), path, nil); err != nil {
		t.Errorf("once there is room: %v", err)
	}
	var made []string
	for _, e := range must[[]Entry](t)(a.Log())[2:] {
		made = append(made, e.Act)
	}
	if want := []string{"backup", "backup", "backup_failed", "backup"}; !slices.Equal(made, want) {
		t.Errorf("the log tells of %v", made)
	}
}

func restoreOnAFullDisk(t *testing.T, d fullDisk) {
	a := fresh(t)
	big := other("大")
	big.Data = noise(300_000)
	must[Imported](t)(a.Import(big))
	backup := filepath.Join(t.TempDir(), "b.huce")
	if err := a.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(d.dir, "恢复.huce")
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.fill(t)
	there := len(names(t, d.dir))
	_, err := Restore(t.Context(), backup, path, options(), nil)
	wantFault(t, err, "archive_full")
	if string(readFile(t, path)) != "damaged" || len(names(t, d.dir)) != there {
		t.Errorf("it left %v", names(t, d.dir))
	}
	d.free(t)
	must[string](t)(Restore(t.Context(), backup, path, options(), nil))
}

// A migration keeps a copy first: where that has no room the file stays as it is.
func migrationOnAFullDisk(t *testing.T, d fullDisk) {
	path := filepath.Join(d.dir, "旧.huce")
	before := oldest(t)
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	d.fill(t)
	there := len(names(t, d.dir))
	_, err := Open(path, options())
	wantFault(t, err, "archive_full")
	if !bytes.Equal(readFile(t, path), before) || len(names(t, d.dir)) != there {
		t.Errorf("it left %v", names(t, d.dir))
	}
	d.free(t)
	a := must[*Archive](t)(Open(path, options()))
	defer a.Close()
	sound(t, a)
	if kept := readFile(t, path+".v1"); !bytes.Equal(kept, before) {
		t.Error("the copy of before the migration differs from what was there")
	}
}
