//go:build !linux

package archive

import "time"

// Other systems tell neither in the same way.
func peakMemory() float64 { return 0 }

func processorTime() time.Duration { return 0 }
