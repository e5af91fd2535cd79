package office

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fakePrinter is a system that has some commands, of which some fail; it notes what
// was run and what the file held.
type fakePrinter struct {
	has, fails []string
	ran        []string
	data       []byte
}

func (f *fakePrinter) printer(t *testing.T, goos string) *Printer {
	return &Printer{
		goos: goos, dir: t.TempDir(),
		look: func(name string) (string, error) {
			if slices.Contains(f.has, name) {
				return "/usr/bin/" + name, nil
			}
			return "", errors.New("not found")
		},
		run: func(_ context.Context, name string, args ...string) error {
			f.ran = append(f.ran, strings.Join(append([]string{filepath.Base(name)}, args[:len(args)-1]...), " "))
			var err error
			f.data, err = os.ReadFile(args[len(args)-1])
			if slices.Contains(f.fails, filepath.Base(name)) {
				return errors.New("exit status 1")
			}
			return err
		},
	}
}

func TestPrinter(t *testing.T) {
	job := PrintJob{Data: []byte("%PDF"), To: "办公室", Copies: 2, Double: true}
	for name, c := range map[string]struct {
		goos       string
		has, fails []string
		ran        []string
		want       Printed
	}{
		"lp":           {"linux", []string{"lp", "xdg-open"}, nil, []string{"lp -d 办公室 -n 2 -o sides=two-sided-long-edge -o media=A4 --"}, SentToPrinter},
		"lp refuses":   {"linux", []string{"lp", "xdg-open"}, []string{"lp"}, []string{"lp -d 办公室 -n 2 -o sides=two-sided-long-edge -o media=A4 --", "xdg-open"}, OpenedInViewer},
		"no lp":        {"linux", []string{"xdg-open"}, nil, []string{"xdg-open"}, OpenedInViewer},
		"windows":      {"windows", []string{"rundll32", "lp"}, nil, []string{"rundll32 url.dll,FileProtocolHandler"}, OpenedInViewer},
		"nothing":      {"linux", nil, nil, nil, ""},
		"viewer fails": {"linux", []string{"xdg-open"}, []string{"xdg-open"}, []string{"xdg-open"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := &fakePrinter{has: c.has, fails: c.fails}
			p := f.printer(t, c.goos)
			what, done, err := p.Print(context.Background(), job)
			if what != c.want || !slices.Equal(f.ran, c.ran) {
				t.Errorf("%q by %q, %v", what, f.ran, err)
			}
			if c.want == "" {
				if !isFault(err, "printer_none") {
					t.Errorf("%v", err)
				}
			} else {
				if err != nil || !bytes.Equal(f.data, job.Data) {
					t.Fatalf("printed %q, %v", f.data, err)
				}
				if err := done(); err != nil {
					t.Error(err)
				}
			}
			if left, err := os.ReadDir(p.dir); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

func TestPrinterStopped(t *testing.T) {
	f := &fakePrinter{has: []string{"lp", "xdg-open"}, fails: []string{"lp"}}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := f.printer(t, "linux")
	if _, _, err := p.Print(ctx, PrintJob{Data: []byte("%PDF")}); err == nil || len(f.ran) != 1 {
		t.Errorf("stopped, it went on: %q, %v", f.ran, err)
	}
}
