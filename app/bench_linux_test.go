package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/forms/sample"
)

// The benchmarks of the window work on a community of 4,500 households: on the archive
// that HUCE_FULL names (hucectl sample, new, import make one), else on one made here,
// which takes minutes. They report the processor's time beside the clock's, as the
// machine may have other work. The goals: start 1 s, a key in the search 30 ms, a step
// of scrolling 16 ms, another screen 100 ms, 450 MB after an hour's work.
const fullSize = 4500

// fullArchive is a copy of the full-size archive that a benchmark may change.
func fullArchive(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "full.huce")
	if from := os.Getenv("HUCE_FULL"); from != "" {
		data, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(path, data, 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
		return path
	}
	dir := b.TempDir()
	err := sample.Each(sample.Options{Households: fullSize, Seed: 20260165, Rounds: 1, Year: 2026, Noise: 1}, func(f sample.File) error {
		if strings.HasPrefix(f.Path, "truth/") {
			return nil
		}
		file := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, f.Data, 0o600)
	})
	if err != nil {
		b.Fatal(err)
	}
	o, err := office.New(path, office.Options{Community: "安宁社区", Street: "幸福街道", Now: day})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := o.Import(b.Context(), []string{dir}, office.ImportOptions{}, nil); err != nil {
		b.Fatal(err)
	}
	if err := o.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// fullWindow is a window over it; everything is done when a call returns.
func fullWindow(b *testing.B) *Window {
	b.Helper()
	return fullWindowBy(b, kit.AtOnce)
}

func fullWindowBy(b *testing.B, run kit.Runner) *Window {
	b.Helper()
	path := fullArchive(b)
	w := New(test.NewTempApp(b), Options{Paths: []string{path}, Run: run, Now: day})
	if w.office == nil {
		b.Fatal(w.status.Text)
	}
	b.Cleanup(func() { w.close() })
	return w
}

// processor is the time that the process has spent on its processors.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measured runs a benchmark's loop and reports the processor's time of a step.
func measured(b *testing.B, step func(i int)) {
	b.Helper()
	b.ResetTimer()
	before := processor(b)
	for i := range b.N {
		step(i)
	}
	b.ReportMetric(float64((processor(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkStart is from nothing to the first screen over the archive that one can
// work with, drawn. What the window does after that, beside the clerk's work, is done
// off the clock and told as later-ms.
func BenchmarkStart(b *testing.B) {
	path := fullArchive(b)
	for _, c := range [][2]string{{"overview", "档案里有"}, {"residents", "/ 14"}} {
		b.Run(c[0], func(b *testing.B) {
			var spent, later time.Duration
			for b.Loop() {
				before := processor(b)
				a := test.NewTempApp(b)
				a.Preferences().SetString(roomKey, c[0])
				var work inTurn
				w := New(a, Options{Paths: []string{path}, Run: work.run, Now: day})
				for !strings.Contains(kittest.Text(w.win.Content()), c[1]) {
					if !work.next() {
						b.Fatal(kittest.Text(w.win.Content()))
					}
				}
				w.Canvas().Capture()
				spent += processor(b) - before
				b.StopTimer()
				before = processor(b)
				for work.next() {
				}
				later += processor(b) - before
				w.close()
				for work.next() {
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(later.Microseconds())/1000/float64(b.N), "later-ms/op")
		})
	}
}

// inTurn is a Runner that does one piece of work after another, when it is told to.
type inTurn struct{ waiting [][2]func() }

func (q *inTurn) run(work, then func()) { q.waiting = append(q.waiting, [2]func(){work, then}) }

// next does the next piece of work; false where there is none.
func (q *inTurn) next() bool {
	if len(q.waiting) == 0 {
		return false
	}
	first := q.waiting[0]
	q.waiting = q.waiting[1:]
	first[0]()
	first[1]()
	return true
}

// BenchmarkSearch is a key in the search of 户册 to the list that it finds.
func BenchmarkSearch(b *testing.B) {
	w := fullWindow(b)
	w.show("residents")
	for _, words := range []string{"王", "zs", "1101", "单元", "199"} {
		b.Run(words, func(b *testing.B) {
			typed := []rune(words)
			entry := w.win.Canvas().Focused()
			measured(b, func(i int) {
				at := i % (len(typed) + 1)
				if at < len(typed) {
					entry.TypedRune(typed[at])
					return
				}
				for range typed {
					entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				}
			})
			for range len(typed) {
				entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		})
	}
}

// BenchmarkScroll is a step of the wheel, and a page, in the table of people.
func BenchmarkScroll(b *testing.B) {
	w := fullWindow(b)
	w.show("residents")
	middle := fyne.NewPos(w.win.Canvas().Size().Width*0.4, w.win.Canvas().Size().Height*0.5)
	for _, c := range []struct {
		name string
		by   float32
	}{{"step", 40}, {"page", 500}} {
		b.Run(c.name, func(b *testing.B) {
			measured(b, func(i int) {
				by := -c.by
				if i/50%2 == 1 {
					by = c.by // back again
				}
				test.Scroll(w.win.Canvas(), middle, 0, by)
			})
		})
	}
	b.Run("row", func(b *testing.B) { // the arrow down, the home beside it shown
		test.Type(w.win.Canvas().Focused(), "")
		w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		measured(b, func(int) { w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) })
	})
}

// BenchmarkSort is a tap on a heading of the table of people.
func BenchmarkSort(b *testing.B) {
	w := fullWindow(b)
	w.win.Resize(fyne.NewSize(1800, 900))
	w.show("residents")
	var at fyne.Position
	kittest.Walk(w.shell.content, func(o fyne.CanvasObject) {
		if _, isTable := o.(interface{ Place() int }); isTable && at.IsZero() {
			at = fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		}
	})
	for _, c := range []struct {
		name string
		x    float32
	}{{"name", 20}, {"id", 240}, {"address", 600}} {
		b.Run(c.name, func(b *testing.B) {
			measured(b, func(int) { test.TapCanvas(w.Canvas(), at.AddXY(c.x, 10)) })
		})
	}
}

// BenchmarkSwitch goes from another screen to each one that was shown before.
func BenchmarkSwitch(b *testing.B) {
	w := fullWindow(b)
	for _, r := range rooms() {
		w.show(r.name)
	}
	for _, r := range rooms() {
		b.Run(r.name, func(b *testing.B) {
			measured(b, func(int) {
				if r.name == "settings" {
					w.show("overview")
				} else {
					w.show("settings")
				}
				w.show(r.name)
			})
		})
	}
}

// BenchmarkChanged is a screen shown after the archive has changed: it looks anew.
// What a screen counts after it has shown the rest is told as later-ms.
func BenchmarkChanged(b *testing.B) {
	var work inTurn
	waits := false
	w := fullWindowBy(b, func(act, then func()) {
		if waits {
			work.run(act, then)
			return
		}
		kit.AtOnce(act, then)
	})
	for _, r := range rooms() {
		b.Run(r.name, func(b *testing.B) {
			w.show(r.name)
			var spent, later time.Duration
			waits = true
			for b.Loop() {
				before := processor(b)
				w.changed()
				for first := len(work.waiting); first > 0; first-- {
					work.next()
				}
				shown := processor(b)
				b.StopTimer()
				for work.next() {
				}
				spent, later = spent+shown-before, later+processor(b)-shown
				b.StartTimer()
			}
			waits = false
			b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(later.Microseconds())/1000/float64(b.N), "later-ms/op")
		})
	}
}

// BenchmarkHour does what a clerk does in an hour, again and again: every screen,
// searches, a question answered and taken back, a form drafted and filled, an import
// and its withdrawal. It reports the memory that the process holds in the end and the
// goroutines that it left.
func BenchmarkHour(b *testing.B) {
	w := fullWindow(b)
	form := filepath.Join(b.TempDir(), "高龄津贴花名册.csv")
	if err := os.WriteFile(form, []byte(roster), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, r := range rooms() {
		w.show(r.name)
	}
	before := runtime.NumGoroutine()
	measured(b, func(int) {
		for _, r := range rooms() {
			w.show(r.name)
			w.Canvas().Capture()
		}
		w.show("residents")
		entry := w.win.Canvas().Focused()
		for _, word := range []string{"zs", "王", "1101"} {
			test.Type(entry, word)
			for range []rune(word) {
				entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		}
		w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
		tap(b, w.win.Content(), "确认导入")
		w.undo()
		w.show("review")
		w.key("1")
		w.undo()
	})
	b.ReportMetric(float64(runtime.NumGoroutine()-before), "goroutines")
	w.minute() // as it comes within every minute
	b.ReportMetric(resident(b), "MB")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "live-MB")
	if path := os.Getenv("HUCE_HEAP"); path != "" { // what it holds, for go tool pprof
		profile, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := errors.Join(pprof.WriteHeapProfile(profile), profile.Close()); err != nil {
			b.Fatal(err)
		}
	}
}

// resident is the memory that the process holds, in MB.
func resident(b *testing.B) float64 {
	b.Helper()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		b.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(data))[1])
	if err != nil {
		b.Fatal(err)
	}
	return float64(pages*os.Getpagesize()) / 1e6
}
