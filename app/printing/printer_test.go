package printing

import (
	"context"
	"errors"
	"image"
	"testing"

	"huce/app/office"
)

type one struct{}

func (one) Pages() int                         { return 1 }
func (one) Page(int, int) (image.Image, error) { return image.NewRGBA(image.Rect(0, 0, 8, 8)), nil }

type viewer struct{ jobs int }

func (v *viewer) Print(context.Context, office.PrintJob) (office.Printed, func() error, error) {
	v.jobs++
	return office.OpenedInViewer, func() error { return nil }, nil
}

func TestPrinterFallsBack(t *testing.T) {
	for name, c := range map[string]struct {
		sent         bool
		opens, fails error
		want         office.Printed
		others       int
	}{
		"printed":     {sent: true, want: office.SentToPrinter},
		"cancelled":   {want: office.PrintCancelled},
		"no dialog":   {fails: errors.ErrUnsupported, want: office.OpenedInViewer, others: 1},
		"no pictures": {opens: errors.New("damaged"), want: office.OpenedInViewer, others: 1},
	} {
		v, shut := &viewer{}, 0
		p := New(v, func() uintptr { return 7 }, func(context.Context, []byte) (Pages, func() error, error) {
			return one{}, func() error { shut++; return nil }, c.opens
		})
		p.ask = func(_ context.Context, _ uintptr, _ string, _ Pages) (bool, error) { return c.sent, c.fails }
		got, _, err := p.Print(context.Background(), office.PrintJob{})
		if err != nil || got != c.want || v.jobs != c.others {
			t.Errorf("%s: %q, %v, %d to the other printer", name, got, err, v.jobs)
		}
		if c.opens == nil && shut != 1 {
			t.Errorf("%s: the pages were closed %d times", name, shut)
		}
	}
}
