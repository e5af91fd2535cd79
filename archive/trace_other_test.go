//go:build !linux || !amd64

package archive

import "testing"

// recorded needs a system that lets one program trace another's calls.
func recorded(t *testing.T, _, _ string, _ ...string) []event {
	t.Helper()
	t.Skip("system calls are recorded on Linux on amd64 alone")
	return nil
}
