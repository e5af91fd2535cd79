//go:build !windows

package archive

import (
	"errors"
	"os"
	"syscall"

	"huce/forms"
)

// syncFolder brings a rename to the disk. Disks that don't know how (FAT sticks,
// network shares) say so, and do it in their own time.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// holdFile locks a file as bbolt would, even one too damaged for bbolt to open, and
// gives what lets it go.
func holdFile(path string) (release func() error, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		if errors.Is(err, syscall.EWOULDBLOCK) {
			err = forms.NewFault("archive_in_use_by_unknown")
		}
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

// flock is the system's; tests put a disk that can't lock in its place.
var flock = syscall.Flock

// takePlace gives a finished file the name of one that is held, then lets that go:
// a program that waits for it finds that it is no longer the one (lock.go).
func takePlace(part, path string, release func() error) error {
	return errors.Join(moveTo(part, path), release())
}
