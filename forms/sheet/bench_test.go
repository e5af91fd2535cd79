package sheet

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"
)

// BenchmarkReadPerf reads 15,000 × 20 cells and reports the memory that the
// reading takes at most (heap in use, sampled) and, where LibreOffice is there,
// its time for converting the same file to csv in the same run.
func BenchmarkReadPerf(b *testing.B) {
	dir := shared(b, filepath.Join("corpus", "perf"))
	for _, name := range []string{"residents_15000x20.xlsx", "residents_15000x20.xls"} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(dir, name)
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			o := findOffice(b)
			theirs := o.convert(b, "csv", b.TempDir(), []string{path})
			runtime.GC()
			stop, peak := make(chan struct{}), make(chan uint64)
			go samplePeak(stop, peak)
			for b.Loop() {
				book, err := Read(name, data)
				if err != nil || len(book.Sheets[0].Rows) != 15001 {
					b.Fatalf("%v, %d rows", err, len(book.Sheets[0].Rows))
				}
			}
			close(stop)
			ours := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(<-peak)/(1<<20), "peak-MB")
			b.ReportMetric(theirs.Seconds(), "office-s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
		})
	}
}

// samplePeak gives the most heap in use until stopped.
func samplePeak(stop <-chan struct{}, peak chan<- uint64) {
	var most uint64
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	for {
		select {
		case <-stop:
			peak <- most
			return
		case <-time.After(5 * time.Millisecond):
			metrics.Read(heap) // which doesn't stop the world
			most = max(most, heap[0].Value.Uint64()+heap[1].Value.Uint64())
		}
	}
}
