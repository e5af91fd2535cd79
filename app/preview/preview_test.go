package preview

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"testing"
	"time"

	"huce/forms"
	"huce/forms/print"
)

// letter is a document of two pages.
func letter(t testing.TB) []byte {
	t.Helper()
	d := forms.Official{Title: "关于报送名册的函", To: "区民政局", Issuer: "和平里社区居民委员会", Date: forms.NewDate(2026, 5, 1)}
	for range 30 {
		d.Body = append(d.Body, forms.Block{Text: "现将我社区高龄津贴花名册报送贵单位，请查收。"})
	}
	var out bytes.Buffer
	if _, err := print.Official(&out, &d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// dark is how much of a picture's rectangle is ink.
func dark(p image.Image, r image.Rectangle) float64 {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c, _, _, _ := p.At(x, y).RGBA(); c < 0x8000 {
				n++
			}
		}
	}
	return float64(n) / float64(r.Dx()*r.Dy())
}

func fault(err error) string {
	var f *forms.Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestPages(t *testing.T) {
	folder := t.TempDir()
	r := New(folder)
	d, err := r.Open(context.Background(), letter(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if d.Pages() != 2 {
		t.Fatalf("%d pages", d.Pages())
	}
	for _, dpi := range []int{50, 100} {
		p, err := d.Page(1, dpi)
		if err != nil {
			t.Fatal(err)
		}
		if b := p.Bounds(); b.Dx() != 210*dpi*10/254 && b.Dx() != 210*dpi*10/254+1 {
			t.Errorf("at %d dpi the page is %d pixels wide", dpi, b.Dx())
		}
		mm := func(v float64) int { return int(v * float64(dpi) / 25.4) }
		title := image.Rect(mm(50), mm(46), mm(160), mm(56))
		margin := image.Rect(0, 0, mm(25), mm(297)-1)
		if ink := dark(p, title); ink < 0.05 {
			t.Errorf("at %d dpi the title is %.3f ink", dpi, ink)
		}
		if ink := dark(p, margin); ink > 0 {
			t.Errorf("at %d dpi the margin is %.3f ink", dpi, ink)
		}
	}
	for _, n := range []int{0, 3} {
		if _, err := d.Page(n, 100); fault(err) != "preview_page" {
			t.Errorf("page %d: %v", n, err)
		}
	}
	if r.Rest() {
		t.Error("it rests though somebody has just looked")
	}
	if !r.Rest() || r.Rest() {
		t.Error("it doesn't rest, or twice")
	}
	if _, err := d.Page(2, 50); err != nil {
		t.Errorf("a page after a rest: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Open(context.Background(), []byte("%PDF-1.4 not one"), ""); fault(err) != "preview_failed" {
		t.Errorf("a damaged file: %v", err)
	}
	locked, err := print.Locked(letter(t), "天安门-2026")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Open(context.Background(), locked, ""); fault(err) != "preview_failed" {
		t.Errorf("locked, without its password: %v", err)
	}
	if d, err := r.Open(context.Background(), locked, "天安门-2026"); err != nil || d.Pages() != 2 {
		t.Errorf("locked, with its password: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := d.Page(1, 100); fault(err) != "preview_failed" {
		t.Errorf("after its renderer was closed: %v", err)
	}
	if kept, err := os.ReadDir(folder); err != nil || len(kept) == 0 {
		t.Errorf("nothing compiled was kept: %v", err)
	}
}

// What is kept in memory alone would have to be compiled again: it goes on running. A
// document whose renderer rests is closed already.
func TestRest(t *testing.T) {
	r := &Renderer{run: &run{ready: make(chan struct{})}}
	close(r.run.ready)
	if r.Rest() {
		t.Error("it rests, though nothing was kept")
	}
	r.run.kept, r.users = true, 1
	if r.Rest() {
		t.Error("it rests while it is used")
	}
	r.users = 0
	d := &Document{r: r, in: r.run}
	if !r.Rest() {
		t.Error("it doesn't rest")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := d.Page(0, 50); fault(err) != "preview_page" {
		t.Errorf("%v", err)
	}
}

// A user who goes on before the renderer has started isn't kept waiting.
func TestOpenCanBeStopped(t *testing.T) {
	r := &Renderer{run: &run{ready: make(chan struct{})}} // it never gets ready
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Open(ctx, nil, ""); fault(err) != "stopped" {
		t.Errorf("%v", err)
	}
}

// One page at 100 dpi: at most 80 ms once warm. The first numbers are how long it
// takes to start, from nothing and from what was kept.
func BenchmarkPage100(b *testing.B) {
	folder := b.TempDir()
	data := letter(b)
	open := func() (*Renderer, *Document, time.Duration) {
		begin := time.Now()
		r := New(folder)
		d, err := r.Open(context.Background(), data, "")
		if err != nil {
			b.Fatal(err)
		}
		return r, d, time.Since(begin)
	}
	r, _, cold := open()
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
	r, d, warm := open()
	defer r.Close() //nolint:errcheck // the benchmark is over
	if _, err := d.Page(2, 100); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Page(1, 100); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(cold.Seconds(), "s-first-start")
	b.ReportMetric(warm.Seconds(), "s-start")
}
