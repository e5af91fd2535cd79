// Package instance keeps one window a user: a second start hands what it was to open
// to the first and ends. The first listens on this computer alone (127.0.0.1) and
// answers only who can read its note, a file of this user with a random word in it.
package instance

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"
)

// note is what the first leaves for those after it.
type note struct {
	Address string `json:"address"`
	Word    string `json:"word"`
	PID     int    `json:"pid"`
}

// message is what a later one says.
type message struct {
	Word  string   `json:"word"`
	Paths []string `json:"paths"`
}

const (
	noteName = "running.json"
	wait     = 2 * time.Second // for an answer; the first may be busy
	longest  = 1 << 20         // bytes of a message
)

// HandOver gives the paths to the window that runs already, and reports whether
// there is one. before, which may be nil, is told its process, so that it may be
// allowed to come to the front.
func HandOver(dir string, paths []string, before func(pid int)) bool {
	text, err := os.ReadFile(filepath.Join(dir, noteName))
	var n note
	if err != nil || json.Unmarshal(text, &n) != nil {
		return false
	}
	to, err := net.DialTimeout("tcp4", n.Address, wait)
	if err != nil {
		return false // it ended without taking its note away
	}
	defer to.Close()
	if before != nil {
		before(n.PID)
	}
	if to.SetDeadline(time.Now().Add(wait)) != nil || json.NewEncoder(to).Encode(message{n.Word, paths}) != nil {
		return false
	}
	answer := make([]byte, len(n.Word))
	_, err = io.ReadFull(to, answer)
	return err == nil && string(answer) == n.Word // else some other program has the port now
}

// First is the window that others hand over to.
type First struct {
	listener net.Listener
	note     string
	done     chan struct{}
}

// Listen leaves the note and calls open with what later starts hand over, none being
// a start without a file. Close ends it.
func Listen(dir string, open func(paths []string)) (*First, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	f := &First{listener: l, note: filepath.Join(dir, noteName), done: make(chan struct{})}
	n := note{l.Addr().String(), rand.Text(), os.Getpid()}
	text, err := json.Marshal(n)
	if err == nil {
		err = os.WriteFile(f.note, text, 0o600)
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	go f.serve(n.Word, open)
	return f, nil
}

func (f *First) serve(word string, open func([]string)) {
	defer close(f.done)
	for {
		c, err := f.listener.Accept()
		if err != nil {
			return // closed
		}
		if paths, ok := answer(c, word); ok {
			open(paths)
		}
	}
}

// answer reads one message; ok where it knew the word.
func answer(c net.Conn, word string) (paths []string, ok bool) {
	defer c.Close()
	var m message
	if c.SetDeadline(time.Now().Add(wait)) != nil || json.NewDecoder(io.LimitReader(c, longest)).Decode(&m) != nil {
		return nil, false
	}
	if subtle.ConstantTimeCompare([]byte(m.Word), []byte(word)) != 1 {
		return nil, false
	}
	_, err := io.WriteString(c, word)
	return m.Paths, err == nil
}

// Close takes the note away and stops listening.
func (f *First) Close() error {
	err := errors.Join(f.listener.Close(), os.Remove(f.note))
	<-f.done
	return err
}
