//go:build !unix

package recognise

import "time"

// processorTime isn't asked for on Windows: the benchmark prints no share of it.
func processorTime() time.Duration { return 0 }
