package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"huce/forms"
)

func init() { children["holder"] = holderChild }

// holderChild has an archive open until its input ends: args are the archive, and
// "read" to open it to read alone.
func holderChild(args []string) error {
	o := options()
	o.ReadOnly = args[1] == "read"
	a, err := Open(args[0], o)
	if err != nil {
		return err
	}
	fmt.Println("open")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return a.Close()
}

// holder is another program that has an archive open.
type holder struct {
	*exec.Cmd
	input io.Closer
}

func holding(t *testing.T, path, how string) *holder {
	t.Helper()
	cmd := exec.Command(os.Args[0], path, how)
	cmd.Env = append(os.Environ(), "HUCE_TEST_CHILD=holder")
	cmd.Stderr = os.Stderr
	input := must[io.WriteCloser](t)(cmd.StdinPipe())
	output := must[io.ReadCloser](t)(cmd.StdoutPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "open\n" {
		t.Fatalf("the other program: %q, %v", line, err)
	}
	return &holder{cmd, input}
}

// end lets the other program close its archive.
func (h *holder) end(t *testing.T) {
	t.Helper()
	if err := errors.Join(h.input.Close(), h.Wait()); err != nil {
		t.Fatal(err)
	}
}

// A second program is told who has the archive open since when; once that is killed
// the note it leaves keeps nobody out.
func TestInUseByAnotherProgram(t *testing.T) {
	a := fresh(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	first := holding(t, a.Path(), "write")
	for _, readOnly := range []bool{false, true} {
		_, err := Open(a.Path(), Options{ReadOnly: readOnly})
		wantFault(t, err, "archive_in_use")
		var f *forms.Fault
		errors.As(err, &f)
		host := must[string](t)(os.Hostname())
		if f.Args[0] != "王录入" || f.Args[1] != host || f.Args[2] != noon.Local().Format("2006-01-02 15:04") {
			t.Errorf("in use by %v", f.Args)
		}
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // it was killed, and says so
	if note, ok := readNote(a.Path()); !ok || note.PID != first.Process.Pid {
		t.Fatalf("the killed program left the note %+v", note)
	}
	b := must[*Archive](t)(Open(a.Path(), options()))
	if note, _ := readNote(a.Path()); note.PID != os.Getpid() {
		t.Errorf("the note is still %+v", note)
	}
	sound(t, b)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := readNote(a.Path()); ok {
		t.Error("the note stays")
	}
}

// Two programs may read at once; neither lets a third write, and nobody leaves a
// note.
func TestTwoProgramsRead(t *testing.T) {
	a := fresh(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, a.Path())
	other := holding(t, a.Path(), "read")
	o := options()
	o.ReadOnly = true
	b := must[*Archive](t)(Open(a.Path(), o))
	sound(t, b)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(a.Path(), options())
	wantFault(t, err, "archive_in_use_by_unknown")
	other.end(t)
	untouched(t, a.Path(), before)
	c := must[*Archive](t)(Open(a.Path(), options()))
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// A program that ends as it should lets the next one in.
func TestAfterAnotherProgram(t *testing.T) {
	a := fresh(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	holding(t, a.Path(), "write").end(t)
	b := must[*Archive](t)(Open(a.Path(), options()))
	sound(t, b)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}
