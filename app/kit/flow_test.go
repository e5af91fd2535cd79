package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// A run that begins where a line ends goes on in the next, at every width; nothing is
// lost, nothing stands beyond the width, no line begins with a comma.
func TestFlowBreaksAtItsWidth(t *testing.T) {
	tapped := 0
	f := NewFlow(
		theme.SizeNameText,
		Run{Text: "0—2周岁人口"}, Run{Text: "6人", Act: func() { tapped++ }}, Run{Text: "，3—5周岁人口"},
		Run{Text: "7人", Act: func() { tapped++ }}, Run{Text: "，15—59周岁人口123人，60周岁及以上人口25人。", Strong: true},
	)
	newWindow(t, container.NewVBox(f))
	want := "0—2周岁人口6人，3—5周岁人口7人，15—59周岁人口123人，60周岁及以上人口25人。"
	for width := float32(60); width < 500; width += 7 {
		f.Resize(fyne.NewSize(width, 300))
		got, lines := "", map[float32]string{}
		for _, o := range f.pieces {
			text, ok := o.(*canvas.Text)
			if !ok {
				text = o.(*link).text
			}
			got += text.Text
			lines[o.Position().Y] += text.Text
			if o.Position().X+o.Size().Width > width {
				t.Errorf("at %.0f %q stands beyond", width, text.Text)
			}
		}
		if got != want || f.Text() != want {
			t.Errorf("at %.0f it reads %q", width, got)
		}
		for _, line := range lines {
			if width > 120 && strings.HasPrefix(line, "，") {
				t.Errorf("at %.0f a line begins %q", width, line)
			}
		}
		if least := len(want) / 3 / (int(width) / 7); len(lines) > 3*least+12 {
			t.Errorf("at %.0f there are %d lines", width, len(lines))
		}
	}
	for _, o := range f.pieces {
		if l, ok := o.(*link); ok {
			test.Tap(l)
		}
	}
	if tapped != 2 {
		t.Errorf("tapped %d links", tapped)
	}
	if high := f.MinSize().Height; high < theme.TextSize() || NewFlow(theme.SizeNameText).MinSize().Height <= 0 {
		t.Errorf("it is %.0f high", high)
	}
}

func TestDiffMarksWhatDiffers(t *testing.T) {
	for text, want := range map[string][]Run{
		"王【一】丁": {{Text: "王"}, {Text: "一", Strong: true}, {Text: "丁"}},
		"【甲】":   {{Text: "甲", Strong: true}},
		"同":     {{Text: "同"}},
		"":      {{Text: "—"}},
	} {
		got := Diff(text).(*Flow).Runs()
		if len(got) != len(want) {
			t.Fatalf("%q: %+v", text, got)
		}
		for i := range got {
			if got[i].Text != want[i].Text || got[i].Strong != want[i].Strong {
				t.Errorf("%q: %+v", text, got)
			}
		}
	}
}
