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

// garbage is how much may lie about, in percent of what is in use, before it is
// collected: a seventh of Go's usual, as office machines are small. It costs a fifth
// of the time on a big archive. A limit in bytes was tried instead: on an archive
// that needs more than it, everything took twice as long.
const garbage = 14

func main() {
	debug.SetGCPercent(garbage)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
