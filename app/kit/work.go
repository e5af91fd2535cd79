package kit

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Work shows long work in place: a bar, how long it will still take, and a button
// that stops it. One thing is done at a time.
type Work struct {
	page   Page
	bar    *widget.ProgressBar
	left   *widget.Label
	stop   *widget.Button
	root   *fyne.Container
	cancel context.CancelFunc
	began  time.Time
}

// Tell is told how far work is.
type Tell func(done, total int64)

// NewWork is a bar that is hidden until there is work.
func NewWork(page Page) *Work {
	w := &Work{page: page, bar: widget.NewProgressBar(), left: widget.NewLabel("")}
	w.stop = widget.NewButton(page.Text("stop"), w.Stop)
	w.root = container.NewBorder(nil, nil, nil, container.NewHBox(w.left, w.stop), w.bar)
	w.root.Hide()
	return w
}

// Object is what to put on a screen.
func (w *Work) Object() fyne.CanvasObject { return w.root }

// Running reports whether something is being done.
func (w *Work) Running() bool { return w.cancel != nil }

// Stop asks the work to stop.
func (w *Work) Stop() {
	if w.cancel != nil {
		w.cancel()
	}
}

// Do does work off the screen's goroutine, then on it what shows the result. False:
// something else is being done.
func (w *Work) Do(act func(ctx context.Context, tell Tell), then func()) bool {
	if w.cancel != nil {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel, w.began = cancel, w.page.now()
	w.bar.SetValue(0)
	w.left.SetText("")
	w.root.Show()
	shown := -1
	tell := func(done, total int64) {
		percent := int(100 * done / max(total, 1))
		if percent == shown {
			return
		}
		shown = percent
		fyne.Do(func() { w.show(percent) })
	}
	w.page.Run(func() { act(ctx, tell) }, func() {
		cancel()
		w.cancel = nil
		w.root.Hide()
		then()
	})
	return true
}

// soon is below how much done work the time left would be a guess.
const soon = 5

func (w *Work) show(percent int) {
	w.bar.SetValue(float64(percent) / 100)
	if percent < soon {
		return
	}
	spent := w.page.now().Sub(w.began)
	left := spent * time.Duration(100-percent) / time.Duration(percent)
	if left >= time.Second {
		w.left.SetText(w.page.Text("time_left", strconv.Itoa(int(left.Round(time.Second).Seconds()))))
	}
}
