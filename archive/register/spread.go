package register

import (
	"sync"
	"sync/atomic"
)

// spread calls do(0 … n-1) on up to threads goroutines; each call writes only what
// is its own.
func spread(n, threads int, do func(i int)) {
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
