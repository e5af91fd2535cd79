package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// manualPicture is how wide a picture of the manual stands on the page.
const manualPicture = 760

// showManual shows the manual in the place of the screen, in the window's language; it
// can be saved and printed as it is set by our own typesetter.
func (w *Window) showManual() {
	parts, err := office.Manual(w.lang)
	if err != nil {
		w.fail(err)
		return
	}
	page := container.NewVBox()
	for _, p := range parts {
		if p.Picture == nil {
			text := widget.NewRichTextFromMarkdown(p.Text)
			text.Wrapping = kit.Wrap(w.lang)
			page.Add(text)
			continue
		}
		picture := canvas.NewImageFromResource(fyne.NewStaticResource(p.Picture.Caption+".png", p.Picture.Data))
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(fyne.NewSize(manualPicture, manualPicture*float32(p.Picture.High)/float32(p.Picture.Wide)))
		caption := widget.NewLabel(p.Picture.Caption)
		caption.Alignment = fyne.TextAlignCenter
		page.Add(picture)
		page.Add(caption)
	}
	out := widget.NewButton(w.text("manual_print"), w.printManual)
	w.overlay(container.NewBorder(container.NewHBox(out), nil, nil, nil, container.NewVScroll(page)))
}

// printManual lays the manual out and shows it among its buttons: save and print.
func (w *Window) printManual() {
	p := w.lent()
	out := kit.NewOutput(p, w.toPrinter(p))
	view := kit.NewPaperView(p, w.pages(), w.text("printing"))
	w.overlay(container.NewBorder(container.NewHBox(out.Object()), nil, nil, nil, view.Object()))
	var data []byte
	p.Try(func() (err error) {
		data, _, err = office.ManualPaper(w.lang)
		return err
	}, func() {
		view.Show(data)
		out.Set(w.text("manual")+".pdf", data, data)
	})
}
