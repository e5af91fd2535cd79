package app

import (
	"runtime/debug"
	"runtime/metrics"
)

// spare is how much memory beside what is in use may stay for what comes next: a
// question answered takes so much, an import several times as much.
const spare = 48 << 20

// settle gives the system back what big work has left, once nothing is under way. Go
// itself keeps it for minutes, and much of it for ever: after an hour's work on 4,500
// households that was a third of all the program held.
func (w *Window) settle() {
	if !w.worked || w.busy > 0 {
		return
	}
	w.worked = false
	sample := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/gc/heap/live:bytes"},
	}
	metrics.Read(sample)
	if held, live := sample[0].Value.Uint64()-sample[1].Value.Uint64(), sample[2].Value.Uint64(); held < live+spare {
		return
	}
	w.aside(debug.FreeOSMemory, func() {})
}
