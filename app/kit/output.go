package kit

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// PrintFunc brings a PDF to a printer, off the screen's goroutine, and says what was
// done in the user's words.
type PrintFunc func(data []byte) (said string, err error)

// Output are the buttons that bring a finished file out: save, and print where it is
// a paper.
type Output struct {
	page  Page
	print PrintFunc
	name  string
	data  []byte
	paper []byte
	save  *widget.Button
	send  *widget.Button
	root  *fyne.Container
}

// NewOutput are the buttons, for nothing yet.
func NewOutput(page Page, print PrintFunc) *Output {
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
	SaveFile(FileQuestion{Window: o.page.Window, Name: o.name, Ext: filepath.Ext(o.name), Fail: o.page.Fail, Then: func(path string) {
		o.page.Try(func() error { return os.WriteFile(path, data, 0o644) },
			func() { o.page.Say(o.page.Text("saved", filepath.Base(path))) })
	}})
}
