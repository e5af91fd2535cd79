package archive

import (
	"encoding/json"
	"os"
	"time"
)

// bbolt locks the file itself; the note beside it only says who has it open, so
// that the next one can be told. A note left by a crash keeps nobody out.
type lockNote struct {
	User  string    `json:"user"`
	Host  string    `json:"host"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

func notePath(path string) string { return path + ".lock" }

// leaveNote writes the note. Where that fails the archive works all the same: a
// second program is then told that it is in use, not by whom.
func leaveNote(path, user string, now time.Time) {
	host, _ := os.Hostname()
	note, err := json.Marshal(lockNote{User: user, Host: host, PID: os.Getpid(), Since: now})
	if err == nil {
		_ = os.WriteFile(notePath(path), note, 0o600)
	}
}

// readNote is the note of whoever has the archive open, false where there is none
// that can be read.
func readNote(path string) (lockNote, bool) {
	var note lockNote
	b, err := os.ReadFile(notePath(path))
	if err != nil || json.Unmarshal(b, &note) != nil || note.Since.IsZero() {
		return lockNote{}, false
	}
	return note, true
}

func removeNote(path string) { _ = os.Remove(notePath(path)) }
