// Package crash keeps what the program says when it dies, as a desktop program has
// nobody who reads its last words, and makes a report of it that a clerk may send on:
// where in the program it was, and nothing of what it held.
package crash

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

// name is the file of a program's last words, in its folder.
const name = "crash.log"

// Watch makes the program's last words go to a file in dir, and gives those of the
// run before, "" where that ended as it should. They are kept in full beside it
// until the next crash: crash.last.log.
func Watch(dir string) (before string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if len(text) > 0 {
		if err := os.Rename(path, filepath.Join(dir, "crash.last.log")); err != nil {
			return "", err
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	err = debug.SetCrashOutput(f, debug.CrashOptions{})
	return string(text), errors.Join(err, f.Close()) // the runtime has its own handle
}

var (
	known   = regexp.MustCompile(`^(fatal error: [a-z ]+|panic: runtime error: [a-z ]+|goroutine \d+ (gp=\S+ )?.*\[[a-z ,0-9]+.*\]:|created by [\w./\-*()]+)`)
	frame   = regexp.MustCompile(`^([\w./\-]+\.[\w.\[\]()*\-·]+?)\(`)
	place   = regexp.MustCompile(`^\s+.*?([\w.\-]+\.(?:go|s|c):\d+)`)
	machine = regexp.MustCompile(`^(PC=0x|signal arrived|exit status|\[signal )`)
)

// Report is what may be told of a program's last words: the kind of its error, and
// the names and lines of the program's own text. Values, addresses, folders of this
// computer and the words of other errors, which may quote anything, stay out.
func Report(words string) string {
	var out []string
	for line := range strings.Lines(words) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case known.MatchString(line):
			out = append(out, known.FindString(line))
		case strings.HasPrefix(line, "panic:"):
			out = append(out, "panic")
		case frame.MatchString(line):
			out = append(out, frame.FindStringSubmatch(line)[1])
		case place.MatchString(line):
			out = append(out, "\t"+place.FindStringSubmatch(line)[1])
		case machine.MatchString(line):
			out = append(out, machine.FindString(line))
		}
	}
	return strings.Join(out, "\n")
}
