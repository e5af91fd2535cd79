// Command hucectl is the archive from a terminal: what scripts, tests and a
// clerk's IT helper use. Its commands, flags, columns and exit codes are a
// contract. Messages and progress go to stderr, so that stdout holds nothing but
// what was asked for.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
