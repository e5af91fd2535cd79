package link

import (
	"sync"
	"sync/atomic"
)

// Spread calls do(0 … n-1) on up to threads goroutines; each call writes only what is
// its own.
func Spread(n, threads int, do func(i int)) {
	if threads <= 1 || n <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(threads, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}

// chunks calls do with the bounds of n things cut into pieces of a fixed size, so
// that what each piece yields does not depend on the number of threads.
func chunks(n, size, threads int, do func(piece, from, to int)) {
	pieces := (n + size - 1) / size
	Spread(pieces, threads, func(i int) { do(i, i*size, min((i+1)*size, n)) })
}

func pieces(n, size int) int { return (n + size - 1) / size }
