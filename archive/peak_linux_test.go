package archive

import (
	"os"
	"syscall"
)

// peakMemory is the most memory a program had, in MB: resident, with what it mapped.
func peakMemory(p *os.ProcessState) float64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return float64(u.Maxrss) / 1024
	}
	return 0
}
