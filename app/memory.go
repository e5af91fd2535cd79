package app

import (
	"runtime/debug"
	"runtime/metrics"

	"huce/app/kit"
)

// spare is how much more memory than after it was last given back may stay for what
// comes next: a question answered takes so much, an import several times as much.
const spare = 24 << 20

// settle gives the system back what big work has left, once nothing is under way. Go
// itself keeps it for minutes, and much of it for ever: after an hour's work on 4,500
// households that was a third of all the program held. How much of it is in use isn't
// asked: Go knows what was when it last looked, in the middle of the work.
func (w *Window) settle() {
	if !w.worked || w.busy > 0 {
		return
	}
	w.worked = false
	if inMemory() < w.settled+spare {
		return
	}
	var held uint64
	w.aside(func() {
		kit.LetFontGo()
		debug.FreeOSMemory()
		held = inMemory()
	}, func() { w.settled = held })
}

// inMemory is what Go holds of the system's memory, in bytes.
func inMemory() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}

// rest gives back what nobody needs just now: what the renderer of pages takes, and
// what work has left.
func (w *Window) rest() {
	if w.preview == nil {
		w.afterwards(w.settle)
		return
	}
	rested := false
	w.aside(func() { rested = w.preview.Rest() }, func() {
		if rested {
			w.worked, w.settled = true, 0
		}
		w.afterwards(w.settle)
	})
}
