// Command hucectl is the archive from a terminal: what scripts, tests and a
// clerk's IT helper use. Its commands, flags, columns and exit codes are a
// contract. Messages and progress go to stderr, so that stdout holds nothing but
// what was asked for.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
)

// memory is what the program keeps to where it can (bytes): past it garbage is
// collected at once instead of at leisure. Office machines are small.
const memory = 300 << 20

func main() {
	debug.SetMemoryLimit(memory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
