package office

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"huce/forms"
)

// Printer brings a paper to a printer. Where the system has no command for it, the
// paper is opened in the viewer that the user has, which can print it.
type Printer struct {
	look func(name string) (string, error) // exec.LookPath
	run  func(ctx context.Context, name string, args ...string) error
	goos string
	dir  string // for the file that the viewer opens; "" is the system's
}

// NewPrinter is the system's printer.
func NewPrinter() *Printer {
	return &Printer{
		look: exec.LookPath, goos: runtime.GOOS,
		run: func(ctx context.Context, name string, args ...string) error {
			return exec.CommandContext(ctx, name, args...).Run()
		},
	}
}

// Printed says what was done with a paper.
type Printed string

// What can be done with a paper.
const (
	SentToPrinter  Printed = "sent"   // it is in the printer's queue
	OpenedInViewer Printed = "viewer" // the user prints from there
	PrintCancelled Printed = "cancelled"
)

// viewers open a file in the program that the user has chosen for it.
var viewers = map[string][]string{
	"linux":   {"xdg-open"},
	"darwin":  {"open"},
	"windows": {"rundll32", "url.dll,FileProtocolHandler"},
}

// PrintJob is how a paper is printed.
type PrintJob struct {
	Data   []byte // PDF
	To     string // the printer's name, "" is the usual one
	Copies int    // 0 is one
	Double bool   // both sides, turned at the long edge
}

// Print sends a paper to a printer by lp (CUPS), or opens it in the viewer where
// there is none or it refuses. The file it leaves for that bears no name of anybody
// and can be read by this user alone; Done takes it away. Fault: printer_none.
func (p *Printer) Print(ctx context.Context, job PrintJob) (what Printed, done func() error, err error) {
	dir, err := os.MkdirTemp(p.dir, "huce-print-") // 0700
	if err != nil {
		return "", nil, forms.NewFault("write_failed", os.TempDir()).Because(err)
	}
	done = func() error { return os.RemoveAll(dir) }
	file := filepath.Join(dir, "print.pdf")
	if err := os.WriteFile(file, job.Data, 0o600); err != nil {
		return "", nil, errors.Join(forms.NewFault("write_failed", file).Because(err), done())
	}
	if lp, err := p.look("lp"); err == nil && p.goos != "windows" {
		if err := p.run(ctx, lp, lpArgs(job, file)...); err == nil {
			return SentToPrinter, done, nil // lp has copied it
		}
		if ctx.Err() != nil {
			return "", nil, errors.Join(forms.NewFault("stopped").Because(ctx.Err()), done())
		}
	}
	if viewer := viewers[p.goos]; viewer != nil {
		if name, err := p.look(viewer[0]); err == nil {
			if err := p.run(ctx, name, append(viewer[1:len(viewer):len(viewer)], file)...); err == nil {
				return OpenedInViewer, done, nil
			}
		}
	}
	return "", nil, errors.Join(forms.NewFault("printer_none"), done())
}

// lpArgs are the arguments of lp (IEEE Std 1003.1 and CUPS).
func lpArgs(job PrintJob, file string) []string {
	var args []string
	if to := strings.TrimSpace(job.To); to != "" {
		args = append(args, "-d", to)
	}
	if job.Copies > 1 {
		args = append(args, "-n", strconv.Itoa(job.Copies))
	}
	if job.Double {
		args = append(args, "-o", "sides=two-sided-long-edge")
	}
	return append(args, "-o", "media=A4", "--", file)
}
