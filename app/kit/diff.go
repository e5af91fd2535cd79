package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The brackets around characters that the other side lacks.
const (
	differs   = "【"
	differsTo = "】"
)

// Diff is a text whose characters between 【 and 】 stand out; the brackets go.
func Diff(text string) fyne.CanvasObject {
	return NewFlow(theme.SizeNameText, diffRuns(text)...)
}

func diffRuns(text string) []Run {
	var out []Run
	add := func(s string, apart bool) {
		if s != "" {
			out = append(out, Run{Text: s, Strong: apart})
		}
	}
	for text != "" {
		before, rest, found := strings.Cut(text, differs)
		add(before, false)
		if !found {
			break
		}
		apart, after, _ := strings.Cut(rest, differsTo)
		add(apart, true)
		text = after
	}
	if len(out) == 0 {
		add("—", false)
	}
	return out
}
