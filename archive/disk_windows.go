package archive

import (
	"errors"
	"syscall"

	"huce/forms"
)

// syncFolder: NTFS brings renames to the disk by its journal.
func syncFolder(string) error { return nil }

const errSharing = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// holdFile opens a file so that no other program may, which fails where one has it
// open, and gives what lets it go. Renaming it stays possible.
func holdFile(path string) (release func() error, err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const shareDelete = 4
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, shareDelete, nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharing) {
		err = forms.NewFault("archive_in_use_by_unknown")
	}
	if err != nil {
		return nil, err
	}
	return func() error { return syscall.CloseHandle(h) }, nil
}

// takePlace gives a finished file the name of one that is held. Windows puts no
// file in the place of an open one: it is let go first, and a program that opens it
// in between makes the renaming fail.
func takePlace(part, path string, release func() error) error {
	if err := release(); err != nil {
		return err
	}
	return moveTo(part, path)
}
