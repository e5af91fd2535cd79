package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The brackets around characters that the other side lacks.
const (
	differs   = "【"
	differsTo = "】"
)

// Diff is a text whose characters between 【 and 】 stand out; the brackets go.
func Diff(text string) fyne.CanvasObject {
	rich := widget.NewRichText(diffSegments(text)...)
	rich.Wrapping = fyne.TextWrapBreak
	return rich
}

func diffSegments(text string) []widget.RichTextSegment {
	var out []widget.RichTextSegment
	add := func(s string, apart bool) {
		if s == "" {
			return
		}
		style := widget.RichTextStyleInline
		if apart {
			style.ColorName = theme.ColorNameError
			style.TextStyle.Bold = true
		}
		out = append(out, &widget.TextSegment{Text: s, Style: style})
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
