package kit

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// Output are the buttons that bring a finished file out: save, and print where it is
// a paper.
type Output struct {
	page  Page
	print func(data []byte) (said string, err error) // off the screen's goroutine
	name  string
	data  []byte
	paper []byte
	save  *widget.Button
	send  *widget.Button
	root  *fyne.Container
}

// NewOutput are the buttons, for nothing yet.
func NewOutput(page Page, print func(data []byte) (said string, err error)) *Output {
	o := &Output{page: page, print: print}
	o.save = widget.NewButton(page.Text("save_as"), o.Save)
	o.send = widget.NewButton(page.Text("print_now"), o.Print)
	o.root = container.NewHBox(o.save, o.send)
	o.Set("", nil, nil)
	return o
}

// Object is what to put on a screen.
func (o *Output) Object() fyne.CanvasObject { return o.root }

// Set is for which file the buttons are: its name and bytes to be saved, and the PDF
// that is printed, nil where it isn't.
func (o *Output) Set(name string, data, paper []byte) {
	o.name, o.data, o.paper = name, data, paper
	able(o.save, data != nil)
	able(o.send, paper != nil && o.print != nil)
}

func able(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Print prints the paper.
func (o *Output) Print() {
	if o.paper == nil || o.print == nil {
		return
	}
	paper, said := o.paper, ""
	o.page.Try(func() (err error) {
		said, err = o.print(paper)
		return err
	}, func() { o.page.Say(said) })
}

// Save asks where the file goes and writes it there. Cancelling writes nothing.
func (o *Output) Save() {
	data := o.data
	if data == nil {
		return
	}
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			o.page.Fail(err)
		case f != nil:
			path := filepath.FromSlash(f.URI().Path())
			o.page.Try(func() error {
				if err := f.Close(); err != nil {
					return err
				}
				return os.WriteFile(path, data, 0o644)
			}, func() { o.page.Say(o.page.Text("saved", filepath.Base(path))) })
		}
	}, o.page.Window)
	d.SetFileName(o.name)
	d.Resize(fyne.NewSize(880, 560))
	d.Show()
}
