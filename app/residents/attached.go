package residents

import (
	"bytes"
	"image"
	_ "image/jpeg" // what pictures are previewed as
	_ "image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// attached are the files attached to a home and its people, and how the chosen one
// looks.
type attached struct {
	s      *Screen
	all    []office.Attached
	owner  string            // whom a new file is attached to: the person shown, else the home
	called map[string]string // owners by their ids
	table  *kit.DataTable
	say    *widget.Label
	add    *widget.Button
	off    *widget.Button
	out    *kit.Output
	paper  *kit.PaperView
	shows  *fyne.Container
	root   fyne.CanvasObject
	turn   int
}

func newAttached(s *Screen) *attached {
	p := s.page
	a := &attached{s: s, say: widget.NewLabel(p.Text("attach_hint")), shows: container.NewStack()}
	a.say.Wrapping = kit.Wrap(p.Lang)
	a.table = p.Table([]kit.Head{
		{Words: "col.file", Width: 170},
		{Words: "col.of", Width: 80},
		{Words: "col.day", Width: 96},
		{Words: "col.size", Width: 70},
	})
	a.table.OnSelect = a.choose
	a.add = widget.NewButton(p.Text("attach"), func() {
		kit.OpenFile(kit.FileQuestion{Window: p.Window, Fail: p.Fail, Then: func(path string) { a.put([]string{path}) }})
	})
	a.off = widget.NewButton(p.Text("detach"), a.detach)
	a.out = kit.NewOutput(p, nil)
	a.paper = kit.NewPaperView(p, s.pages, "")
	split := container.NewVSplit(a.table.Object(), a.shows)
	split.SetOffset(0.35)
	a.root = container.NewBorder(container.NewVBox(a.say, container.NewHBox(a.add, a.off, a.out.Object())), nil, nil, nil, split)
	if !s.book.May(office.Enter) {
		a.say.SetText("")
		a.say.Hide()
	}
	a.able()
	return a
}

func (a *attached) able() {
	may := a.owner != "" && a.s.book.May(office.Enter)
	kit.SwitchOn(a.add, may)
	kit.SwitchOn(a.off, may && a.table.Chosen() >= 0)
}

// set shows what is attached to a home and its people, of all that is attached.
func (a *attached) set(all, own *office.Page, files []office.Attached) {
	p := a.s.page
	a.called, a.owner = map[string]string{}, ""
	for _, page := range []*office.Page{all, own} {
		if page == nil {
			continue
		}
		a.called[page.ID] = p.Text("the_home")
		for _, m := range page.Members {
			a.called[m.Person] = m.Name
		}
		a.owner = page.ID // the person shown is the last
	}
	if own != nil && len(a.called) == 1 {
		a.called[own.ID] = own.Title
	}
	a.all = a.all[:0]
	rows := [][]string{}
	for _, f := range files {
		if a.called[f.Of] == "" {
			continue
		}
		a.all = append(a.all, f)
		name := f.Title
		if name == "" {
			name = f.Name
		}
		rows = append(rows, []string{name, a.called[f.Of], f.Date.String(), strconv.FormatInt((f.Size+1023)/1024, 10) + " KB"})
	}
	a.table.SetRows(rows)
	a.out.Set("", nil, nil)
	a.shows.Objects = nil
	a.shows.Refresh()
	a.able()
}

// put attaches files to the person shown, or to the home; Ctrl+Z takes them off.
func (a *attached) put(paths []string) {
	owner, p := a.owner, a.s.page
	var ids []string
	p.Try(func() error {
		for _, path := range paths {
			at, err := a.s.book.Attach(owner, path, "", forms.Date{})
			if err != nil {
				return err
			}
			ids = append(ids, at.ID)
		}
		return nil
	}, func() {
		p.Done(p.Text("attached", kit.Number(len(ids)), a.called[owner]), func() error {
			for _, id := range ids {
				if err := a.s.book.Detach(id); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// detach takes the chosen file off; it can be put back.
func (a *attached) detach() {
	at := a.table.Chosen()
	if at < 0 {
		return
	}
	f, p := a.all[at], a.s.page
	p.Try(func() error { return a.s.book.Detach(f.ID) }, func() {
		p.Done(p.Text("detached", f.Name), func() error { return a.s.book.Reattach(f.ID) })
	})
}

// previewSide is how large a picture is shown at most, in dots.
const previewSide = 900

// choose shows a file: a picture or the pages of a PDF; any can be saved.
func (a *attached) choose(row int) {
	a.turn++
	turn, f, p := a.turn, a.all[row], a.s.page
	a.able()
	var at plan.Attachment
	var data []byte
	var picture image.Image
	p.Try(func() (err error) {
		if at, data, err = a.s.book.AttachmentContent(f.ID); err != nil || !f.IsImage() {
			return err
		}
		small, err := a.s.book.AttachmentPreview(f.ID, previewSide)
		if err == nil {
			picture, _, err = image.Decode(bytes.NewReader(small))
		}
		return err
	}, func() {
		if turn != a.turn {
			return
		}
		isPDF := bytes.HasPrefix(data, []byte("%PDF-"))
		a.out.Set(at.Name, data, nil)
		switch {
		case picture != nil:
			shown := canvas.NewImageFromImage(picture)
			shown.FillMode = canvas.ImageFillContain
			a.shows.Objects = []fyne.CanvasObject{shown}
		case isPDF:
			a.paper.Show(data)
			a.shows.Objects = []fyne.CanvasObject{a.paper.Object()}
		default:
			no := widget.NewLabel(p.Text("attach_no_look", strings.TrimPrefix(filepath.Ext(at.Name), ".")))
			no.Wrapping = kit.Wrap(p.Lang)
			a.shows.Objects = []fyne.CanvasObject{no}
		}
		a.shows.Refresh()
	})
}

// Dropped attaches files dropped on the page of a home; folders, and files while no
// home is shown, are none of its business.
func (s *Screen) Dropped(paths []string) bool {
	a := s.home.files
	if a.owner == "" || !s.book.May(office.Enter) {
		return false
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return false
		}
	}
	s.home.tabs.SelectIndex(1)
	a.put(paths)
	return true
}
