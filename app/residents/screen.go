// Package residents is the screen 户册: the people of the register as a table that
// is searched as one types, and one home with its members, every value with its
// sources.
package residents

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/register"
)

// Book is what the screen needs of an archive.
type Book interface {
	Register() (*register.Register, error)
	Show(id string) (*office.Page, error)
}

// Screen is the screen 户册.
type Screen struct {
	page   kit.Page
	book   Book
	search *widget.Entry
	count  *widget.Label
	table  *kit.DataTable
	home   *fyne.Container
	root   fyne.CanvasObject

	reg   *register.Register
	index *register.Index
	shown []int // people in the table
	asked int   // searches begun, so that a late answer to an old one is dropped
}

// columns of the table: a field of the person, its words and width.
var columns = []struct {
	key, field string
	width      float32
}{
	{"col.name", "person.name", 110},
	{"col.sex", "person.sex", 50},
	{"col.birth", "person.birth", 100},
	{"col.id_no", "person.id_no", 170},
	{"col.relation", "person.relation", 80},
	{"col.phone", "person.phone", 120},
	{"col.address", "person.residence_address", 240},
}

// New is the screen over an archive.
func New(page kit.Page, book Book) *Screen {
	s := &Screen{page: page, book: book}
	s.search = widget.NewEntry()
	s.search.SetPlaceHolder(page.Text("search_hint"))
	s.search.OnChanged = s.find
	s.count = widget.NewLabel("")
	cols := make([]kit.Column, len(columns))
	for i, c := range columns {
		cols[i] = kit.Column{Label: page.Text(c.key), Width: c.width}
	}
	s.table = kit.NewDataTable(cols)
	s.table.OnSelect = func(row int) { s.showHome(s.shown[row]) }
	s.home = container.NewVBox(widget.NewLabel(page.Text("choose_person")))
	split := container.NewHSplit(s.table.Object(), container.NewVScroll(s.home))
	split.SetOffset(0.62)
	s.root = container.NewBorder(container.NewBorder(nil, nil, nil, s.count, s.search), nil, nil, nil, split)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Refresh reads the register anew.
func (s *Screen) Refresh() {
	var reg *register.Register
	var index *register.Index
	var err error
	s.page.Run(func() {
		if reg, err = s.book.Register(); err == nil {
			index = register.NewIndex(reg)
		}
	}, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.reg, s.index = reg, index
		s.find(s.search.Text)
	})
}

// find shows the people that a search finds, all of them where it is empty.
func (s *Screen) find(query string) {
	if s.reg == nil {
		return
	}
	s.asked++
	turn, reg, index := s.asked, s.reg, s.index
	var found []int
	var rows [][]string
	s.page.Run(func() {
		found = everyone(reg)
		if q := strings.TrimSpace(query); q != "" {
			found = index.Find(q, len(reg.People))
		}
		rows = make([][]string, len(found))
		for i, p := range found {
			rows[i] = row(&reg.People[p])
		}
	}, func() {
		if turn != s.asked {
			return
		}
		s.shown = found
		s.table.SetRows(rows)
		s.count.SetText(s.page.Text("found", number(len(found)), number(len(reg.People)), number(len(reg.Households))))
	})
}

func everyone(reg *register.Register) []int {
	all := make([]int, len(reg.People))
	for i := range all {
		all[i] = i
	}
	return all
}

func row(p *register.Person) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = p.Value(c.field)
	}
	return out
}
