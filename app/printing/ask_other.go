//go:build !windows

package printing

import (
	"context"
	"errors"
)

// Ask has no dialog on this system: errors.ErrUnsupported.
func Ask(context.Context, uintptr, string, Pages) (bool, error) { return false, errors.ErrUnsupported }
