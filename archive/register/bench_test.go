package register

import (
	"runtime"
	"testing"
	"time"
)

// BenchmarkBuild makes the register of 200,109 rows, 66 forms, 12,617 people. Beside
// the time it prints how many times that of a fixed loop of arithmetic it is, as
// machines are noisy, and the most memory that was in use.
func BenchmarkBuild(b *testing.B) {
	subs, _ := loadMade(b)
	runtime.GC()
	var most uint64
	stop := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	most = 0
	b.ResetTimer()
	for b.Loop() {
		if _, err := Build(subs, nil, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	close(stop)
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(each)/float64(calibration()), "×loop")
	b.ReportMetric(float64(most)/1e6, "MB")
}

// calibration is how long this machine takes for a fixed piece of work.
func calibration() time.Duration {
	start := time.Now()
	x := uint64(1)
	for range 200_000_000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	sink = x
	return time.Since(start)
}

var sink uint64
