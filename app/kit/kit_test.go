package kit

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func newWindow(t *testing.T, o fyne.CanvasObject) fyne.Window {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(Light))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(400, 300))
	return w
}

func TestEveryStyleOfTextHasTheChineseFont(t *testing.T) {
	th := NewTheme(Light)
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}} {
		if got := th.Font(s).Name(); got != "screen.otf" {
			t.Errorf("style %+v is set in %s", s, got)
		}
	}
	if got := th.Font(fyne.TextStyle{Symbol: true}); got.Name() == "screen.otf" {
		t.Error("symbols need their own font")
	}
	LetFontGo()
	if len(th.Font(fyne.TextStyle{}).Content()) < 1<<20 {
		t.Error("the embedded font is too small to hold Chinese")
	}
}

// What Cut leaves fits its width when measured in the very font it is drawn in.
func TestCutFitsItsColumn(t *testing.T) {
	newWindow(t, NewDataTable(nil).Object())
	for _, s := range []string{"桂花花园3号楼2单元304室", "110199194001010018", "次仁·热合曼", "WWWWWWWWWWWWWWWW", "短", ""} {
		for _, width := range []float32{40, 80, 120, 240} {
			cut := Cut(s, width)
			if !strings.HasPrefix(s, cut) {
				t.Fatalf("%q is cut to %q", s, cut)
			}
			got := fyne.MeasureText(cut, theme.TextSize(), fyne.TextStyle{}).Width
			if wide := strings.HasPrefix(s, "WWW"); got > width && !wide {
				t.Errorf("%q measures %.0f in a column of %.0f", cut, got, width)
			}
		}
	}
	if got := Cut("一行\n二行", 400); got != "一行" {
		t.Errorf("two lines are cut to %q", got)
	}
}

func TestTableTellsWhichRowWasChosen(t *testing.T) {
	chosen := -1
	d := NewDataTable([]Column{{Label: "姓名", Width: 100}, {Label: "性别", Width: 60}})
	d.OnSelect = func(row int) { chosen = row }
	newWindow(t, d.Object())
	d.SetRows([][]string{{"王一", "男"}, {"李二", "女"}})
	if d.Len() != 2 {
		t.Fatalf("%d rows", d.Len())
	}
	d.Select(1)
	if chosen != 1 {
		t.Errorf("row %d was chosen, want 1", chosen)
	}
	d.SetRows(nil)
	chosen = -1
	d.Select(0)
	if chosen != -1 {
		t.Error("a row of an empty table was chosen")
	}
}

// What is switched off can still be read on what it stands on, in every look.
func TestWhatIsOffCanBeRead(t *testing.T) {
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		part := func(v uint32) float64 { return math.Pow(float64(v)/0xffff, 2.2) }
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
	}
	for _, look := range Looks {
		th := NewTheme(look)
		for _, on := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameInputBackground} {
			a, b := light(th.Color(theme.ColorNameDisabled, 0)), light(th.Color(on, 0))
			if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 3 {
				t.Errorf("%s on %s: %.1f : 1", look, on, contrast)
			}
		}
	}
}

func TestWhen(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-23T09:05:07+08:00": "2026-11-23 09:05", "2026-11-23T09:05:07Z": "2026-11-23 09:05", "": "", "2026-11-23": "2026-11-23",
	} {
		if got := When(at); got != want {
			t.Errorf("%q is shown as %q, want %q", at, got, want)
		}
	}
}
