package kit

import "fyne.io/fyne/v2"

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
