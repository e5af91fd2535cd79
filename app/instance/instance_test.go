package instance

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func listen(t *testing.T, dir string) (*First, chan []string) {
	t.Helper()
	got := make(chan []string, 1)
	f, err := Listen(dir, func(paths []string) { got <- paths })
	if err != nil {
		t.Fatal(err)
	}
	return f, got
}

func TestSecondStartHandsOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "户册")
	if HandOver(dir, []string{"a.huce"}, nil) {
		t.Fatal("nobody is there yet")
	}
	f, got := listen(t, dir)
	pid := 0
	want := []string{`\\街道\共享\安宁社区．２０２６.huce`, "/media/U盘/a.huce"}
	if !HandOver(dir, want, func(p int) { pid = p }) {
		t.Fatal("the first doesn't answer")
	}
	if paths := <-got; !slices.Equal(paths, want) || pid != os.Getpid() {
		t.Errorf("handed over %q to %d", paths, pid)
	}
	if !HandOver(dir, nil, nil) {
		t.Error("a start without a file")
	}
	if paths := <-got; len(paths) != 0 {
		t.Errorf("handed over %q", paths)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if HandOver(dir, nil, nil) {
		t.Error("nobody is there any more")
	}
}

// A note that a crash left keeps nobody from starting, even where another program
// listens there now.
func TestNoteOfACrash(t *testing.T) {
	other, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			c, err := other.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write([]byte("220 some other service, with a long greeting\r\n"))
			_ = c.Close()
		}
	}()
	dir := t.TempDir()
	for _, address := range []string{"127.0.0.1:1", other.Addr().String(), "no address"} {
		text, err := json.Marshal(note{address, "0123456789", 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, noteName), text, 0o600); err != nil {
			t.Fatal(err)
		}
		if HandOver(dir, nil, nil) {
			t.Errorf("%s is no window of ours", address)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, noteName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if HandOver(dir, nil, nil) {
		t.Error("half a note")
	}
}

// Who doesn't know the word opens nothing.
func TestStrangerIsNotHeard(t *testing.T) {
	f, got := listen(t, t.TempDir())
	c, err := net.Dial("tcp4", f.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(c).Encode(message{"guess", []string{"x"}}); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Error("it was answered")
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case paths := <-got:
		t.Errorf("it opened %q", paths)
	default:
	}
}
