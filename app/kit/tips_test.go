package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// resting is a page whose tips come when the test says that the mouse has rested.
func resting(t *testing.T, o fyne.CanvasObject) (w fyne.Window, tips *Tips, rest func()) {
	t.Helper()
	page := WithTips(o)
	w = newWindow(t, page)
	w.Resize(fyne.NewSize(500, 300))
	var waits func()
	tips = TipsOver(o)
	tips.After = func(_ time.Duration, act func()) func() {
		waits = act
		return func() { waits = nil }
	}
	return w, tips, func() {
		if waits != nil {
			waits()
		}
	}
}

func TestTipsSayWhatACellCutsAndWhoSaysIt(t *testing.T) {
	d := NewDataTable([]Column{{Label: "姓名", Width: 80}, {Label: "住址", Width: 100}})
	d.Tip = func(row, column int) string {
		if column == 0 {
			return "据 民政局"
		}
		return ""
	}
	d.SetRows([][]string{{"王一", "桂花花园3号楼2单元304室"}, {"李二", "短"}})
	w, tips, rest := resting(t, d.Object())
	for _, c := range []struct {
		x, y float32
		says string
	}{
		{20, 45, "据 民政局"},
		{120, 45, "桂花花园3号楼2单元304室"},
		{120, 80, ""}, // it is all to be seen
		{20, 80, "据 民政局"},
	} {
		test.MoveMouse(w.Canvas(), fyne.NewPos(c.x, c.y))
		if got := tips.Text(); got != "" {
			t.Errorf("at %.0f, %.0f %q is said before the mouse rests", c.x, c.y, got)
		}
		rest()
		if got := tips.Text(); got != c.says {
			t.Errorf("at %.0f, %.0f %q is said, want %q", c.x, c.y, got, c.says)
		}
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(450, 280))
	rest()
	if got := tips.Text(); got != "" {
		t.Errorf("away from the rows %q is said", got)
	}
}

// A tip stays on the page, wherever the mouse is, and hides nothing from it.
func TestTipsStayOnThePage(t *testing.T) {
	pressed := 0
	b := NewTipButton(theme.IconNameNavigateNext, strings.Repeat("下一页", 12), func() { pressed++ })
	w, tips, rest := resting(t, container.NewWithoutLayout(b))
	b.Resize(fyne.NewSize(40, 30))
	for _, at := range []fyne.Position{{X: 0, Y: 0}, {X: 455, Y: 0}, {X: 455, Y: 265}} {
		b.Move(at)
		test.MoveMouse(w.Canvas(), at.AddXY(10, 10))
		rest()
		if tips.Text() == "" {
			t.Fatalf("at %v nothing is said", at)
		}
		from, to := tips.back.Position(), tips.back.Position().Add(tips.back.Size())
		if from.X < 0 || from.Y < 0 || to.X > tips.Size().Width || to.Y > tips.Size().Height {
			t.Errorf("at %v the tip lies from %v to %v on %v", at, from, to, tips.Size())
		}
		test.TapCanvas(w.Canvas(), at.AddXY(10, 10))
		if tips.Text() != "" {
			t.Errorf("at %v the tip stays after a tap", at)
		}
		test.MoveMouse(w.Canvas(), fyne.NewPos(200, 150))
	}
	if pressed != 3 {
		t.Errorf("pressed %d times", pressed)
	}
}

func TestACutLineIsShownWhole(t *testing.T) {
	l := NewTipLabel()
	w, tips, rest := resting(t, container.NewVBox(l))
	for text, says := range map[string]bool{"短": false, strings.Repeat("没有丢失任何内容，", 12): true} {
		l.SetText(text)
		test.MoveMouse(w.Canvas(), fyne.NewPos(20, 10))
		rest()
		if got := tips.Text(); (got == text) != says {
			t.Errorf("%q: said is %q", text, got)
		}
		test.MoveMouse(w.Canvas(), fyne.NewPos(20, 250))
	}
}

// A page without a layer has no tips, and nothing breaks.
func TestWithoutALayerNothingIsSaid(t *testing.T) {
	b := NewTipButton(theme.IconNameNavigateNext, "下一页", func() {})
	w := newWindow(t, b)
	test.MoveMouse(w.Canvas(), fyne.NewPos(5, 5))
	if TipsOver(b) != nil {
		t.Error("it has a layer")
	}
}
