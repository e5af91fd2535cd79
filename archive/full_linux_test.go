package archive

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A disk without room: a tmpfs of 4 MB where the system lets this user mount one.
func TestFullTmpfs(t *testing.T) {
	dir := t.TempDir()
	mountTmpfs(t, dir, "size=4m")
	ballast := filepath.Join(dir, "ballast")
	fails(t, fullDisk{dir, func(t *testing.T) {
		f := must[*os.File](t)(os.Create(ballast))
		defer f.Close()
		for {
			if _, err := f.Write(noise(4096)); errors.Is(err, syscall.ENOSPC) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}, func(t *testing.T) {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}})
}

// mountTmpfs mounts a tmpfs for the time of the test, where this user may.
func mountTmpfs(t *testing.T, dir, options string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("this user may not mount a tmpfs: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
}
