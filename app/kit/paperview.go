package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// PaperView shows a PDF: it is opened off the screen's goroutine, and the one shown
// before is closed.
type PaperView struct {
	page  Page
	open  OpenPages
	view  *PageView
	doc   OpenDocument
	asked int
	root  *fyne.Container
	empty *widget.Label
}

// NewPaperView is a view without a paper; hint is what it says then.
func NewPaperView(page Page, open OpenPages, hint string) *PaperView {
	v := &PaperView{page: page, open: open, empty: widget.NewLabel(hint)}
	v.empty.Wrapping = Wrap(page.Lang)
	v.view = NewPageView(page.Run, func(n, of int) string { return page.Text("page_of", strconv.Itoa(n), strconv.Itoa(of)) })
	v.view.OnError = page.Fail
	v.view.SetTips([6]string{
		page.Text("tip.page_first"), page.Text("tip.page_back"), page.Text("tip.page_on"), page.Text("tip.page_last"),
		page.Text("tip.smaller"), page.Text("tip.larger"),
	})
	v.root = container.NewStack(v.empty)
	return v
}

// Object is what to put on a screen.
func (v *PaperView) Object() fyne.CanvasObject { return v.root }

// Focus is what takes the keys.
func (v *PaperView) Focus() fyne.Focusable { return v.view }

// Pages is how many pages are shown.
func (v *PaperView) Pages() int { return v.view.last() }

// Show shows a PDF; nil shows the hint again. Where pages can't be shown it says so:
// the paper can be saved and printed all the same.
func (v *PaperView) Show(data []byte) {
	v.asked++
	if data == nil || v.open == nil {
		v.put(nil)
		if data != nil {
			v.empty.SetText(v.page.Text("no_preview"))
		}
		return
	}
	asked := v.asked
	var doc OpenDocument
	var err error
	v.page.Run(func() { doc, err = v.open(data) }, func() {
		switch {
		case err != nil:
			v.page.Fail(err)
		case asked != v.asked: // another was asked for since
			v.close(doc)
		default:
			v.put(doc)
		}
	})
}

func (v *PaperView) put(doc OpenDocument) {
	old := v.doc
	v.doc = doc
	if doc == nil {
		v.view.SetDocument(nil)
		v.root.Objects = []fyne.CanvasObject{v.empty}
	} else {
		v.view.SetDocument(doc)
		v.root.Objects = []fyne.CanvasObject{v.view}
	}
	v.root.Refresh()
	if old != nil {
		v.close(old)
	}
}

// close closes a document off the screen's goroutine: a page of it may be in the making.
func (v *PaperView) close(doc OpenDocument) {
	v.page.Try(doc.Close, func() {})
}
