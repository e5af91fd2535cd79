package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/assets"
)

// showManual shows the manual in the place of the screen.
func (w *Window) showManual() {
	text := widget.NewRichTextFromMarkdown(string(assets.Read("manual/zh.md")))
	text.Wrapping = fyne.TextWrapBreak
	w.overlay(container.NewVScroll(text))
}
