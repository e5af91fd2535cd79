package ime

import (
	"image"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
)

// dateEntry is a field of our own over Fyne's, as the screens have.
type dateEntry struct{ widget.Entry }

// drawn is where Fyne draws the caret itself: the box of the cursor in the focused
// field, found in the tree of what is drawn, on the canvas and unscaled.
func drawn(t *testing.T, c fyne.Canvas, field fyne.Widget) fyne.Position {
	t.Helper()
	for _, o := range test.WidgetRenderer(field).Objects() {
		scroll, ok := o.(*container.Scroll)
		if !ok {
			continue
		}
		for _, in := range test.WidgetRenderer(scroll.Content.(fyne.Widget)).Objects() {
			if in.Size().Width > 0 && in.Size().Width <= 3 && in.Visible() {
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(in)
			}
		}
	}
	t.Fatal("Fyne draws no caret")
	return fyne.Position{}
}

func TestCaretStandsWhereItIsDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	long := strings.Repeat("户籍登记", 30)
	type field struct {
		name string
		make func(w fyne.Window) (fyne.Focusable, fyne.Widget)
	}
	single := func(text string) func(fyne.Window) (fyne.Focusable, fyne.Widget) {
		return func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			e := widget.NewEntry()
			e.SetText(text)
			w.SetContent(container.NewVBox(widget.NewLabel("姓名"), e))
			return e, e
		}
	}
	for _, f := range []field{
		{"empty", single("")},
		{"single line", single("张三丰")},
		{"scrolled", single(long)},
		{"multi-line", func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			e := widget.NewMultiLineEntry()
			e.SetText("第一行\n第二行\n第三")
			w.SetContent(container.NewBorder(widget.NewLabel("备注"), nil, nil, nil, e))
			return e, e
		}},
		{"multi-line scrolled", func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			e := widget.NewMultiLineEntry()
			e.SetText(strings.Repeat("走访记录\n", 60) + "完")
			w.SetContent(container.NewBorder(widget.NewLabel("备注"), nil, nil, nil, e))
			return e, e
		}},
		{"own field over Fyne's", func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			e := &dateEntry{}
			e.ExtendBaseWidget(e)
			e.SetText("2026-01")
			w.SetContent(container.NewVBox(widget.NewLabel("日期"), e))
			return e, e
		}},
		{"in a table", func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			var last *widget.Entry
			table := widget.NewTable(func() (int, int) { return 4, 3 },
				func() fyne.CanvasObject { return widget.NewEntry() },
				func(id widget.TableCellID, o fyne.CanvasObject) {
					if id.Row == 2 && id.Col == 1 {
						last = o.(*widget.Entry)
						last.SetText("幸福里")
					}
				})
			w.SetContent(table)
			w.Resize(fyne.NewSize(500, 300))
			return last, last
		}},
		{"in a dialog", func(w fyne.Window) (fyne.Focusable, fyne.Widget) {
			w.SetContent(widget.NewLabel("后面"))
			e := widget.NewEntry()
			e.SetText("李四")
			dialog.ShowForm("新建", "确定", "取消", []*widget.FormItem{widget.NewFormItem("姓名", e)}, func(bool) {}, w)
			return e, e
		}},
	} {
		for _, scale := range []float32{1, 1.25, 1.5, 2} {
			t.Run(f.name, func(t *testing.T) {
				w := test.NewTempWindow(t, nil)
				w.(interface{ SetPadded(bool) }).SetPadded(true)
				w.Canvas().(software.WindowlessCanvas).SetScale(scale)
				w.Resize(fyne.NewSize(400, 300))
				focus, field := f.make(w)
				w.Resize(fyne.NewSize(401, 301))
				w.Canvas().Focus(focus)
				for range 200 { // the caret to the end, by the keys that a clerk has
					focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
				}
				focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
				got, ok := Caret(w.Canvas())
				if !ok {
					t.Fatal("no caret")
				}
				want := drawn(t, w.Canvas(), field)
				for axis, v := range map[string][2]float64{
					"x": {float64(got.Min.X), float64(want.X * scale)},
					"y": {float64(got.Min.Y), float64(want.Y * scale)},
				} {
					if math.Abs(v[0]-v[1]) > 1 {
						t.Errorf("scale %v: %s = %v, drawn at %v", scale, axis, v[0], v[1])
					}
				}
				size := w.Canvas().Size()
				if all := image.Rect(0, 0, int(size.Width*scale), int(size.Height*scale)); !got.In(all) {
					t.Errorf("scale %v: %v is outside of the window %v", scale, got, all)
				}
				if h := float32(got.Dy()) / scale; h < 12 || h > 40 {
					t.Errorf("scale %v: a line %v high", scale, h)
				}
			})
		}
	}
}

func TestNoCaretWithoutAField(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	b := widget.NewButton("确定", nil)
	w := test.NewTempWindow(t, b)
	if _, ok := Caret(w.Canvas()); ok {
		t.Error("a caret though nothing has the focus")
	}
	w.Canvas().Focus(b)
	if _, ok := Caret(w.Canvas()); ok {
		t.Error("a button has a caret")
	}
}
