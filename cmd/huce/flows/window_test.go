//go:build flows

package flows

import (
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// patience is how long anything is waited for; the machine may be busy with other work.
const patience = 90 * time.Second

// between is how often it is looked for.
const between = 60 * time.Millisecond

// element is one thing on the window, as cmd/huce tells it.
type element struct {
	Kind       string
	Text, Hint string
	X, Y, W, H int
	Off, Focus bool
	Above      bool
}

// window is the program in a window of its own, worked by the keys and the mouse of the
// display, and looked at as a clerk does.
type window struct {
	*testing.T
	run    *exec.Cmd
	ended  chan error
	socket string
	id     string // of the X window
}

// start starts the program in a home and waits until it shows something.
func start(t *testing.T, home string, args ...string) *window {
	t.Helper()
	dir, err := os.MkdirTemp("", "huce") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	w := &window{T: t, socket: filepath.Join(dir, "shown"), ended: make(chan error, 1)}
	w.run = exec.Command(os.Getenv("HUCE_PROGRAM"), args...)
	w.run.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "LANG=zh_CN.UTF-8", "HUCE_FLOWS="+w.socket,
		"PATH="+filepath.Join(home, "bin")+":"+os.Getenv("PATH"))
	w.run.Stdout, w.run.Stderr = os.Stdout, os.Stderr
	if err := w.run.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { w.ended <- w.run.Wait() }()
	t.Cleanup(func() {
		if t.Failed() {
			w.keep("failed-" + strings.ReplaceAll(t.Name(), "/", "-"))
			t.Log(w.words())
		}
		_ = w.run.Process.Kill() // it has ended where all went well
	})
	w.until("the window", func([]element) bool {
		out, err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(w.run.Process.Pid)).Output()
		ids := strings.Fields(string(out))
		if err != nil || len(ids) == 0 {
			return false
		}
		w.id = ids[len(ids)-1]
		return true
	})
	w.do("windowfocus", w.id)
	return w
}

// shown is what stands on the window, nothing while it is being made.
func (w *window) shown() []element {
	select {
	case err := <-w.ended:
		w.ended <- err
		if !w.Failed() {
			w.Fatalf("the program has ended by itself: %v", err)
		}
		return nil
	default:
	}
	c, err := net.Dial("unix", w.socket)
	if err != nil {
		return nil
	}
	defer c.Close()
	var all []element
	if err := json.NewDecoder(c).Decode(&all); err != nil {
		return nil
	}
	return all
}

// words are all the texts on the window.
func (w *window) words() string {
	var b strings.Builder
	for _, e := range w.shown() {
		if e.Kind != "Text" {
			fmt.Fprintf(&b, "%s %q %q off=%v focus=%v\n", e.Kind, e.Text, e.Hint, e.Off, e.Focus)
		}
	}
	return b.String()
}

// until waits until something is so.
func (w *window) until(what string, is func([]element) bool) {
	w.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(between) {
		if is(w.shown()) {
			return
		}
	}
	w.Fatalf("waited in vain for %s", what)
}

// says waits until a text holds some words, and gives it.
func (w *window) says(words string) (text string) {
	w.Helper()
	w.until(strconv.Quote(words), func(all []element) bool {
		for _, e := range all {
			if strings.Contains(e.Text, words) {
				text = e.Text
				return true
			}
		}
		return false
	})
	return text
}

// find waits for something that can be used, the uppermost where there are several.
func (w *window) find(what string, is func(element) bool) (found element) {
	w.Helper()
	w.until(what, func(all []element) bool {
		for _, e := range slices.Backward(all) {
			if is(e) && !e.Off {
				found = e
				return true
			}
		}
		return false
	})
	return found
}

// click clicks on what bears just these words, or begins with them before an ellipsis.
func (w *window) click(words string) {
	w.Helper()
	w.at(w.find(words, func(e element) bool { return e.Text == words || e.Text == words+"…" }))
}

func (w *window) at(e element) {
	w.Helper()
	w.do("mousemove", "--window", w.id, strconv.Itoa(e.X+e.W/2), strconv.Itoa(e.Y+e.H/2), "click", "1")
}

// entry is the line to type in that stands on the right of some words, or that bears
// them as its hint.
func (w *window) entry(words string) (found element) {
	w.Helper()
	w.until("a line to type in at "+words, func(all []element) bool {
		at := -1
		for i, e := range all {
			if e.Kind == "Text" && e.Text == words {
				at = i
			}
		}
		for _, e := range all {
			line := strings.HasSuffix(e.Kind, "Entry") && !e.Off
			if line && (strings.HasPrefix(e.Hint, words) ||
				at >= 0 && e.X > all[at].X && e.Y <= all[at].Y+all[at].H/2 && e.Y+e.H >= all[at].Y+all[at].H/2) {
				found = e
				return true
			}
		}
		return false
	})
	return found
}

// paste puts a text into a line by the clipboard, as Chinese comes from another program.
func (w *window) paste(line, text string) {
	w.Helper()
	w.at(w.entry(line))
	w.focused()
	w.clip(text)
	w.do("key", "ctrl+a", "ctrl+v")
	w.until("the text "+text, func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Focus && e.Text == text })
	})
}

// pasteHere puts a text into the line that has the focus.
func (w *window) pasteHere(text string) {
	w.Helper()
	w.focused()
	w.clip(text)
	w.do("key", "ctrl+a", "ctrl+v")
	w.until("the text "+text, func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Focus && e.Text == text })
	})
}

// focused waits until a line to type in has the focus.
func (w *window) focused() {
	w.Helper()
	w.until("a line with the focus", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Focus && strings.HasSuffix(e.Kind, "Entry") })
	})
}

func (w *window) clip(text string) {
	w.Helper()
	c := exec.Command("xclip", "-selection", "clipboard")
	c.Stdin = strings.NewReader(text)
	if err := c.Run(); err != nil {
		w.Fatal(err)
	}
}

// key presses keys, one after the other.
func (w *window) key(keys ...string) {
	w.Helper()
	w.do(append([]string{"key", "--delay", "40"}, keys...)...)
}

func (w *window) do(args ...string) {
	w.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		w.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// quit closes the window by its key and waits until the program has ended.
func (w *window) quit() {
	w.Helper()
	w.key("ctrl+q")
	w.end()
}

// end waits until the program has ended, and that it ended well.
func (w *window) end() {
	w.Helper()
	select {
	case err := <-w.ended:
		w.ended <- err
		if err != nil {
			w.Fatalf("the program ended with %v", err)
		}
	case <-time.After(patience):
		w.Fatal("the program doesn't end")
	}
}

// picture keeps what the window shows, once it stands still; the caret's line may
// blink.
func (w *window) picture(name string) {
	w.Helper()
	file := filepath.Join(os.Getenv("HUCE_PICTURES"), name+".png")
	var last image.Image
	w.until("a picture that stands still", func(all []element) bool {
		if err := exec.Command("import", "-window", w.id, file).Run(); err != nil {
			w.Fatal(err)
		}
		now := read(w.T, file)
		was := last
		last = now
		return was != nil && equal(was, now, all)
	})
}

// keep keeps what the window shows as it is, where a flow has failed.
func (w *window) keep(name string) {
	if err := exec.Command("import", "-window", "root", filepath.Join(os.Getenv("HUCE_PICTURES"), name+".png")).Run(); err != nil {
		w.Log(err)
	}
}

func read(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// equal reports whether two pictures are the same but for the line that has the focus.
func equal(a, b image.Image, all []element) bool {
	var caret image.Rectangle
	for _, e := range all {
		if e.Focus && strings.HasSuffix(e.Kind, "Entry") {
			caret = image.Rect(e.X, e.Y, e.X+e.W, e.Y+e.H)
		}
	}
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) && !(image.Point{x, y}).In(caret) {
				return false
			}
		}
	}
	return true
}

// exec2 starts the program once more and gives its exit code; it ends by itself where
// another one has the window.
func exec2(t *testing.T, home string, args ...string) int {
	t.Helper()
	c := exec.Command(os.Getenv("HUCE_PROGRAM"), args...)
	c.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "LANG=zh_CN.UTF-8")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case <-ended:
		return c.ProcessState.ExitCode()
	case <-time.After(patience):
		_ = c.Process.Kill()
		t.Fatal("a second start doesn't end")
		return -1
	}
}
