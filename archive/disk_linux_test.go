package archive

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"unsafe"
)

// A disk that may only be read refuses an archive to write and lets it be read.
func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	mountTmpfs(t, dir, "size=4m")
	path := filepath.Join(dir, "社区.huce")
	if err := os.WriteFile(path, sample(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	before := folderState(t, dir)
	_, err := Open(path, options())
	wantFault(t, err, "archive_read_only")
	_, err = Create(filepath.Join(dir, "新.huce"), options())
	wantFault(t, err, "archive_read_only")
	o := options()
	o.ReadOnly = true
	a := must[*Archive](t)(Open(path, o))
	sound(t, a)
	if err := a.Backup(t.Context(), filepath.Join(t.TempDir(), "b.huce"), nil); err != nil {
		t.Errorf("a backup from a disk that may only be read: %v", err)
	}
	wantFault(t, a.Backup(t.Context(), filepath.Join(dir, "b.huce"), nil), "backup_place")
	_, err = Restore(t.Context(), path, filepath.Join(dir, "c.huce"), options(), nil)
	wantFault(t, err, "archive_read_only")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if after := folderState(t, dir); after != before {
		t.Errorf("the folder was\n%sand is\n%s", before, after)
	}
}

// A network share that locks nothing: the kernel is told to answer flock with ENOLCK,
// as NFS without its lock service does. That can't be taken back, so this test runs
// itself as another program.
func TestDiskWithoutLocks(t *testing.T) {
	path := os.Getenv("HUCE_TEST_NOLOCK")
	if path != "" {
		withoutLocks(t)
		refuses(t, path, "archive_no_lock")
		_, err := Restore(t.Context(), os.Getenv("HUCE_TEST_BACKUP"), path, options(), nil)
		wantFault(t, err, "archive_no_lock")
		return
	}
	path = filepath.Join(t.TempDir(), "社区.huce")
	backup := filepath.Join(t.TempDir(), "备份.huce")
	for _, p := range []string{path, backup} {
		if err := os.WriteFile(p, sample(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := readFile(t, path)
	cmd := exec.Command(os.Args[0], "-test.run=^TestDiskWithoutLocks$", "-test.v")
	cmd.Env = append(os.Environ(), "HUCE_TEST_NOLOCK="+path, "HUCE_TEST_BACKUP="+backup)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	} else {
		t.Logf("%s", out)
	}
	untouched(t, path, before)
}

// withoutLocks makes flock give ENOLCK to this thread from now on, by a seccomp
// filter (seccomp(2)): load the call's number; where it is flock's answer with the
// error, else let it through.
func withoutLocks(t *testing.T) {
	runtime.LockOSThread() // for good: the filter stays on it
	const (
		noNewPrivs, setSeccomp, filterMode = 38, 22, 2
		load, jumpEqual, give              = 0x20, 0x15, 0x06
		answer, allow                      = 0x00050000, 0x7fff0000
	)
	filter := []syscall.SockFilter{
		{Code: load, K: 0},
		{Code: jumpEqual, Jf: 1, K: syscall.SYS_FLOCK},
		{Code: give, K: answer | uint32(syscall.ENOLCK)},
		{Code: give, K: allow},
	}
	program := syscall.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if _, _, err := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivs, 1, 0, 0, 0, 0); err != 0 {
		t.Skipf("no_new_privs: %v", err)
	}
	if _, _, err := syscall.RawSyscall6(syscall.SYS_PRCTL, setSeccomp, filterMode, uintptr(unsafe.Pointer(&program)), 0, 0, 0); err != 0 {
		t.Skipf("this system takes no filter of calls: %v", err)
	}
	runtime.KeepAlive(filter)
}
