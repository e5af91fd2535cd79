package register

import (
	"runtime"
	"testing"
)

func TestMemory(t *testing.T) {
	subs, _ := loadMade(t)
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1e6
	}
	before := heap()
	var m0, m1 runtime.MemStats
	runtime.ReadMemStats(&m0)
	r, _ := Build(subs, nil, Options{})
	runtime.ReadMemStats(&m1)
	after := heap()
	t.Logf("claims %.0f MB, register %.0f MB more, allocated %.0f MB, sys %.0f", before, after-before, float64(m1.TotalAlloc-m0.TotalAlloc)/1e6, float64(m1.HeapSys)/1e6)
	runtime.KeepAlive(r)
	runtime.KeepAlive(subs)
}
