package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// Runner does work off the screen's goroutine and then, on it, what shows the
// result. Tests give one that does both at once.
type Runner func(work, then func())

// InBackground is the program's Runner.
func InBackground(work, then func()) {
	go func() {
		work()
		fyne.Do(then)
	}()
}

// AtOnce is a Runner for tests: the work is done when it returns.
func AtOnce(work, then func()) {
	work()
	then()
}

// InPercent shows how far a long act is on the screen's goroutine, from 0 to 1, and
// no oftener than a bar of a hundred steps can show.
func InPercent(show func(part float64)) func(done, total int64) {
	shown := -1
	return func(done, total int64) {
		if percent := int(100 * done / max(total, 1)); percent != shown {
			shown = percent
			fyne.Do(func() { show(float64(percent) / 100) })
		}
	}
}

// Number is a count as text.
func Number(n int) string { return strconv.Itoa(n) }
