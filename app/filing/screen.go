// Package filing is the screen 档案: the papers that were filed, found by any word of
// theirs, looked at page by page; the catalogue, the boxes' labels, and whether a
// printed page is the one that is filed; papers whose retention ran out destroyed, and
// years closed.
package filing

import (
	"context"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/assets"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Filed() ([]archive.Document, error)
	FiledPaper(id string) (archive.Document, error)
	CheckPaper(code string) (office.CheckedPaper, error)
	Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error)
	Documents(words string) ([]archive.Document, error)
	TakeBackPaper(id string) error
	RunOut() ([]archive.Document, error)
	Destroy(ctx context.Context, ids []string, by [2]string, tell archive.Progress) (*office.Paper, error)
	Closings() ([]plan.Closing, error)
	FileReceived(year int) ([]archive.Document, error)
	CloseYear(year int) (plan.Closing, error)
	ClosedCatalogue(year int) ([]byte, error)
	ExportYear(ctx context.Context, w io.Writer, year int) error
	May(office.Right) bool
}

// aids are the papers that help to find others.
var aids = []office.PaperKind{office.CataloguePaper, office.BoxCoverPaper, office.SpinePaper, office.BoxNotesPaper}

// Screen is the screen 档案.
type Screen struct {
	page   kit.Page
	desk   Desk
	papers []archive.Document // listed
	all    []archive.Document
	inner  string // words that the listed ones have in themselves, "" where all are listed
	find   *kit.Finder
	code   *kit.Entry
	view   *kit.PaperView
	out    *kit.Output
	gone   *destroying
	years  *years
	tabs   *container.AppTabs
	root   fyne.CanvasObject
	turn   int
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, pages kit.OpenPages, print kit.PrintFunc) *Screen {
	s := &Screen{page: page, desk: desk, code: kit.NewEntry(page.Key)}
	s.code.SetPlaceHolder(page.Text("check_hint"))
	s.code.OnSubmitted = s.check
	s.find = kit.NewFinder(page, "papers_find", "papers_shown", "papers_none", []kit.Head{
		{Words: "col.number", Width: 190},
		{Words: "col.paper", Width: 250},
		{Words: "col.day", Width: 100},
		{Words: "col.retention", Width: 70},
		{Words: "col.pages", Width: 50},
	})
	s.find.OnSelect = func(paper int) { s.open(s.papers[paper]) }
	s.view = kit.NewPaperView(page, pages, page.Text("choose_paper"))
	s.find.Table.OnOpen = func(int) { page.Window.Canvas().Focus(s.view.Focus()) }
	s.out = kit.NewOutput(page, print)
	helps := container.NewHBox()
	for _, kind := range aids {
		helps.Add(widget.NewButton(page.Text("print."+string(kind)), func() { s.aid(kind) }))
	}
	helps.Add(s.out.Object())
	s.find.Entry.OnSubmitted = s.inside
	find := s.find.Entry.OnChanged
	s.find.Entry.OnChanged = func(words string) {
		if s.inner != "" && words != s.inner { // other words: among all papers again
			s.inner, s.papers = "", s.all
			s.list("")
			return
		}
		find(words)
	}
	s.gone, s.years = newDestroying(s), newYears(s)
	papers := container.NewBorder(container.NewBorder(nil, nil, nil, s.find.Count, s.find.Entry), s.code, nil, nil, s.find.Table.Object())
	s.tabs = container.NewAppTabs(
		container.NewTabItem(page.Text("papers"), papers),
		container.NewTabItem(page.Text("destroying"), s.gone.root),
		container.NewTabItem(page.Text("years"), s.years.root),
	)
	split := container.NewHSplit(s.tabs, s.view.Object())
	split.SetOffset(0.54)
	s.root = container.NewBorder(helps, nil, nil, nil, split)
	return s
}

// inside finds the papers that have the words in themselves, not only in what is said
// of them.
func (s *Screen) inside(words string) {
	if strings.TrimSpace(words) == "" {
		s.Refresh()
		return
	}
	var papers []archive.Document
	s.page.Try(func() (err error) {
		papers, err = s.desk.Documents(words)
		return err
	}, func() {
		s.papers, s.inner = papers, words
		s.list(words)
		s.page.Say(s.page.Text("papers_inside", kit.Number(len(papers))))
	})
}

// Stop stops the destroying or the package under way.
func (s *Screen) Stop() {
	s.gone.work.Stop()
	s.years.work.Stop()
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Focus is where one types first.
func (s *Screen) Focus() fyne.Focusable { return s.find.Entry }

// Refresh reads the list of papers anew.
func (s *Screen) Refresh() {
	var papers, due []archive.Document
	var closed []plan.Closing
	s.page.Try(func() (err error) {
		if papers, err = s.desk.Filed(); err != nil {
			return err
		}
		if due, err = s.desk.RunOut(); err == nil {
			closed, err = s.desk.Closings()
		}
		return err
	}, func() {
		s.papers, s.all, s.inner = papers, papers, ""
		s.list("")
		s.gone.set(due)
		s.years.set(papers, closed)
	})
}

// list lists the papers; those that have the words in themselves stay with them.
func (s *Screen) list(words string) {
	found := make([]kit.Found, len(s.papers))
	for i := range s.papers {
		d := &s.papers[i]
		retention := assets.Text(s.page.Lang, "app.retention."+d.Retention)
		found[i] = kit.Found{
			Row:  []string{d.ArchivalNo, d.Title, d.Date.String(), retention, kit.Number(d.Pages)},
			Also: d.RefNo + " " + d.Note + " " + words,
			Key:  d.ID,
		}
	}
	s.find.Set(found)
}

// open shows a filed paper; what is no PDF, as a filled workbook, can be saved.
func (s *Screen) open(d archive.Document) {
	s.turn++
	turn := s.turn
	s.page.Try(func() (err error) {
		d, err = s.desk.FiledPaper(d.ID)
		return err
	}, func() {
		if turn != s.turn {
			return
		}
		s.put(d.Title, d.Data)
	})
}

// put shows a paper and lets it be saved and printed.
func (s *Screen) put(title string, data []byte) {
	if !strings.HasPrefix(string(data[:min(len(data), 5)]), "%PDF-") {
		s.view.Show(nil)
		s.out.Set(title+".xlsx", data, nil)
		return
	}
	s.view.Show(data)
	s.out.Set(title+".pdf", data, data)
}

// aid lays a finding aid out and shows it.
func (s *Screen) aid(kind office.PaperKind) {
	s.turn++
	turn := s.turn
	var p *office.Paper
	s.page.Try(func() (err error) {
		p, err = s.desk.Draft(kind, office.PrintOptions{})
		return err
	}, func() {
		if turn == s.turn {
			s.put(s.page.Text("print."+string(kind)), p.Data)
		}
	})
}

// check holds a page's code against what is filed.
func (s *Screen) check(code string) {
	var p office.CheckedPaper
	s.page.Try(func() (err error) {
		p, err = s.desk.CheckPaper(code)
		return err
	}, func() {
		s.page.Say(s.page.Text("paper_sound", p.ArchivalNo, p.Title))
		if at := slices.IndexFunc(s.papers, func(d archive.Document) bool { return d.ID == p.ID }); at >= 0 {
			s.find.Entry.SetText("")
			s.find.Mark(at)
			s.open(s.papers[at])
		}
	})
}
