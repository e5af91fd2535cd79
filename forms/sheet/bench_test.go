package sheet

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"huce/forms/formstest"
)

// BenchmarkReadPerf reads 15,000 × 20 cells and reports the memory that the
// reading takes at most (heap in use, sampled) and, where LibreOffice is there,
// its time for converting the same file to csv in the same run.
func BenchmarkReadPerf(b *testing.B) {
	dir := formstest.Shared(b, "corpus", "perf")
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
			peak := formstest.PeakHeap()
			for b.Loop() {
				book, err := Read(name, data)
				if err != nil || len(book.Sheets[0].Rows) != 15001 {
					b.Fatalf("%v, %d rows", err, len(book.Sheets[0].Rows))
				}
			}
			ours := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
			b.ReportMetric(theirs.Seconds(), "office-s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
		})
	}
}
