package archive

import "time"

// cpuTime is not measured here; the clock has to do.
func cpuTime() time.Duration { return 0 }
