// Package formstest is what tests of several rooms have in common: the data that is
// read by path because it isn't ours to copy, and the heap that a piece of work takes.
package formstest

import (
	"os"
	"path/filepath"
	"runtime/metrics"
	"testing"
	"time"
)

// Shared is the path of a file or folder of the shared data: in the folder that
// HUCE_SHARED names, or in the one called shared beside the project. The test is
// skipped where it isn't there.
func Shared(t testing.TB, path ...string) string {
	t.Helper()
	dir := os.Getenv("HUCE_SHARED")
	if dir == "" {
		dir = filepath.Join(project(t), "..", "shared")
	}
	full := filepath.Join(append([]string{dir}, path...)...)
	if _, err := os.Stat(full); err != nil {
		t.Skipf("no %s: set HUCE_SHARED to the folder that holds it", full)
	}
	return full
}

// project is the project's folder, above the package under test.
func project(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// PeakHeap watches the heap in use, every 5 ms, until the function it gives is called;
// that gives the most there was, in bytes.
func PeakHeap() (stop func() uint64) {
	end, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
		for {
			select {
			case <-end:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
				metrics.Read(heap) // which doesn't stop the world
				most = max(most, heap[0].Value.Uint64()+heap[1].Value.Uint64())
			}
		}
	}()
	return func() uint64 { close(end); return <-peak }
}
