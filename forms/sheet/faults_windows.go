package sheet

import (
	"errors"
	"syscall"
)

// Error numbers of Windows that the syscall package has no names for.
const (
	invalidFunction  = syscall.Errno(1)  // reading a folder
	sharingViolation = syscall.Errno(32) // Excel or WPS has the file open
	lockViolation    = syscall.Errno(33)
)

func isFolder(err error) bool {
	return errors.Is(err, invalidFunction) || errors.Is(err, syscall.EISDIR)
}

func isHeld(err error) bool {
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}
