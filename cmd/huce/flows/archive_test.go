//go:build flows

package flows

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"testing"
)

// ctl runs hucectl and gives what it wrote and its exit code.
func ctl(t *testing.T, args ...string) (out []byte, code int) {
	t.Helper()
	c := exec.Command(os.Getenv("HUCE_CTL"), args...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return out, exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out, 0
}

// asked is what hucectl says in JSON.
func asked[T any](t *testing.T, args ...string) (v T) {
	t.Helper()
	out, code := ctl(t, append(args, "--json")...)
	if code != 0 {
		t.Fatalf("hucectl %v ends with %d", args, code)
	}
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatalf("hucectl %v: %v\n%s", args, err, out)
	}
	return v
}

// row is one thing of a listing.
type row = map[string]string

// stats are the counts of an archive that the flows look at.
type stats struct{ Files, Rows, People, Households, Questions, Tasks int }

// verified fails where an archive isn't whole.
func verified(t *testing.T, archive string) {
	t.Helper()
	if _, code := ctl(t, "verify", archive); code != 0 {
		t.Errorf("hucectl verify ends with %d", code)
	}
}

// acts counts the log's entries of an act.
func acts(t *testing.T, archive, act string) (n int) {
	t.Helper()
	for _, e := range asked[[]row](t, "log", archive) {
		if e["act"] == act {
			n++
		}
	}
	return n
}
