//go:build !windows

package sheet

import (
	"errors"
	"syscall"
)

func isFolder(err error) bool { return errors.Is(err, syscall.EISDIR) }

func isHeld(err error) bool { return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) }
