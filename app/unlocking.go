package app

import (
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
)

// unlocking is the page that asks for a user and their password, in the place where
// the archive will be shown.
type unlocking struct {
	user, password *widget.Entry
	open           *widget.Button
	said           *widget.Label
	begin          beginning // what is tried with them
}

// askPassword shows the page for an archive; why is the fault that asks for it. A
// page that is there already stays, says what was wrong, and loses the password.
func (w *Window) askPassword(path string, why error, begin beginning) {
	w.say("")
	if w.asking == nil || w.asked != path {
		w.showUnlocking(path)
		w.asking.begin = begin
	} else {
		w.asking.said.SetText("⚠ " + office.Message(w.lang, why))
	}
	w.asking.password.SetText("")
	w.asking.open.Enable()
	w.win.Canvas().Focus(w.asking.password)
}

func (w *Window) showUnlocking(path string) {
	u := &unlocking{user: widget.NewEntry(), password: widget.NewPasswordEntry(), said: widget.NewLabel("")}
	w.asking, w.asked = u, path
	u.user.SetPlaceHolder(w.text("user_hint"))
	u.said.Wrapping = kit.Wrap(w.lang)
	try := func() { w.unlock(path) }
	u.user.OnSubmitted = func(string) { w.win.Canvas().Focus(u.password) }
	u.password.OnSubmitted = func(string) { try() }
	u.open = widget.NewButton(w.text("unlock"), try)
	u.open.Importance = widget.HighImportance
	title := widget.NewLabel(w.text("sealed", filepath.Base(path)))
	title.TextStyle.Bold = true
	form := container.NewVBox(
		title,
		widget.NewForm(widget.NewFormItem(w.text("user"), u.user), widget.NewFormItem(w.text("password"), u.password)),
		container.NewGridWithColumns(2, widget.NewButton(w.text("back"), w.stopAsking), u.open),
		u.said,
	)
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(theme.TextSize()*30, 0))
	w.put(container.NewBorder(nil, w.foot(), nil, nil, container.NewCenter(container.NewStack(width, form))))
}

// unlock tries what was typed in.
func (w *Window) unlock(path string) {
	u := w.asking
	if u.open.Disabled() {
		return // it is being tried
	}
	u.open.Disable()
	user, password, begin := u.user.Text, u.password.Text, u.begin
	w.start(path, func(o office.Options) (*office.Office, error) {
		o.User, o.Password = user, archive.Secret(password)
		return begin(o)
	})
}

// stopAsking goes back to where one was.
func (w *Window) stopAsking() {
	w.say("")
	if w.office == nil {
		w.welcome()
		return
	}
	w.showOffice()
}
