package printing

import (
	"context"

	"huce/app/office"
)

// Fallback is what prints where the system's dialog can't: office.Printer.
type Fallback interface {
	Print(ctx context.Context, job office.PrintJob) (office.Printed, func() error, error)
}

// Printer prints by the system's dialog, and by another printer where there is no
// dialog, or it fails.
type Printer struct {
	Other Fallback
	Owner func() uintptr // the window that the dialog stands over
	Open  func(ctx context.Context, data []byte) (Pages, func() error, error)
	ask   func(ctx context.Context, owner uintptr, title string, pages Pages) (bool, error)
}

// New is a printer over a window. Open makes pages of a PDF.
func New(other Fallback, owner func() uintptr, open func(ctx context.Context, data []byte) (Pages, func() error, error)) *Printer {
	return &Printer{Other: other, Owner: owner, Open: open, ask: Ask}
}

// Print shows the dialog and prints what it says; the job's own printer and copies
// count only where another printer takes it. It isn't called on the screen's
// goroutine: it waits for the user.
func (p *Printer) Print(ctx context.Context, job office.PrintJob) (office.Printed, func() error, error) {
	what, err := p.byDialog(ctx, job.Data)
	if ctx.Err() == nil && err != nil {
		return p.Other.Print(ctx, job)
	}
	return what, func() error { return nil }, err
}

func (p *Printer) byDialog(ctx context.Context, data []byte) (what office.Printed, err error) {
	pages, shut, err := p.Open(ctx, data)
	if err != nil {
		return "", err
	}
	defer func() {
		if e := shut(); err == nil {
			err = e
		}
	}()
	sent, err := p.ask(ctx, p.Owner(), "HuCe", pages)
	if err == nil && !sent {
		return office.PrintCancelled, nil
	}
	return office.SentToPrinter, err
}
