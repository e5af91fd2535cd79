package kittest

import (
	"testing"

	"go.uber.org/goleak"
)

// Leaks fails a test at whose end more goroutines run than at this call. It is to be
// called first of all.
func Leaks(t *testing.T) {
	now := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, now) })
}
