package print

import (
	"io"
	"testing"
)

func BenchmarkRoster14000(b *testing.B) {
	r := eyeRoster(4000) // 14,000 people
	b.ReportAllocs()
	for b.Loop() {
		var n counter
		report, err := Roster(&n, r)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(report.Pages), "pages")
		b.ReportMetric(float64(n)/1e6, "MB")
	}
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

var _ io.Writer = (*counter)(nil)
