package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// A panic anywhere in a command is told in the user's words, with exit code 1.
func TestPanicIsTold(t *testing.T) {
	var out, errOut bytes.Buffer
	term := &terminal{out: &out, err: &errOut}
	code := term.guarded(func() error {
		c := &cobra.Command{Use: "x", RunE: func(*cobra.Command, []string) error { panic("of a test") }}
		c.SetArgs(nil)
		return c.ExecuteContext(context.Background())
	})
	if code != exitFailed || !strings.Contains(errOut.String(), "程序内部出错") || !strings.Contains(errOut.String(), "of a test") {
		t.Errorf("code %d, %s", code, errOut.String())
	}
}
