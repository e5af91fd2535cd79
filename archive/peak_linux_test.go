package archive

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
	"time"
)

// peakMemory is the most memory this program had, in MB: resident, with what it
// mapped. (What wait4 tells of a child is the parent's where that had more.)
func peakMemory() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, text, _ = bytes.Cut(text, []byte("VmHWM:"))
	kb := 0.0
	if _, err := fmt.Sscan(string(text), &kb); err != nil {
		return 0
	}
	return kb / 1024
}

// processorTime is what this program has used of all processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
