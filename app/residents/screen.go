// Package residents is the screen 户册: the people and the homes of the register as
// tables that are searched as one types, filtered by conditions and sorted by any
// column; one home as a page, every value with its sources, corrected in place.
package residents

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// Book is what the screen needs of an archive.
type Book interface {
	Register() (*register.Register, error)
	Show(id string) (*office.Page, error)
	Correct(person, field, text string) (uint64, error)
	Revoke(no string) error
	View(name string) (string, error)
	SetView(name, text string) error
	May(office.Right) bool
	Attachments(owner string, removed bool) ([]office.Attached, error)
	Attach(owner, path, title string, day forms.Date) (plan.Attachment, error)
	AttachmentContent(id string) (plan.Attachment, []byte, error)
	AttachmentPreview(id string, side int) ([]byte, error)
	Detach(id string) error
	Reattach(id string) error
}

// Screen is the screen 户册.
type Screen struct {
	page   kit.Page
	book   Book
	search *kit.Entry
	what   *widget.Select // people or homes
	count  *widget.Label
	table  *kit.DataTable
	filter *filter
	home   *home
	pages  kit.OpenPages
	root   fyne.CanvasObject

	reg     *register.Register
	index   *register.Index
	columns []string // fields shown, as they were chosen last
	homes   bool     // homes are listed, not people
	shown   []int    // people or homes in the table
	asked   int      // searches begun, so that a late answer to an old one is dropped
}

// The columns at first.
var (
	personColumns = []string{
		"person.name", "person.sex", "person.birth", "person.id_no", "person.relation", "person.phone", "person.residence_address",
	}
	homeColumns = []string{homeID, homeAddress, homeHead, homeMembers, homePhone}
)

// widths of columns whose values are longer or shorter than most.
var widths = map[string]float32{
	"person.name": 80, "person.sex": 44, "person.birth": 92, "person.id_no": 160, "person.relation": 84,
	"person.phone": 104, "person.residence_address": 230, homeID: 76, homeAddress: 290, homeMembers: 50,
}

const usualWidth = 110

// New is the screen over an archive.
func New(page kit.Page, book Book, pages kit.OpenPages) *Screen {
	s := &Screen{page: page, book: book, pages: pages, count: widget.NewLabel("")}
	s.columns = s.columnsBefore()
	s.search = kit.NewEntry(page.Key)
	s.search.SetPlaceHolder(page.Text("search_hint"))
	s.search.OnChanged = func(string) { s.find() }
	s.table = kit.NewDataTable(nil)
	s.table.OnKey = page.Key
	s.table.OnSelect = s.choose
	s.table.Tip = s.tip
	s.search.OnDown = s.toTable
	s.search.OnSubmitted = func(string) { s.toTable() }
	s.what = widget.NewSelect([]string{page.Text("people"), page.Text("homes")}, nil)
	s.what.SetSelectedIndex(0)
	s.what.OnChanged = func(string) { s.list(s.what.SelectedIndex() == 1) }
	s.filter = newFilter(s)
	s.home = newHome(s)
	s.table.OnOpen = func(int) { page.Window.Canvas().Focus(s.home.values.Focus()) }
	bar := container.NewBorder(nil, nil, s.what, container.NewHBox(s.count,
		widget.NewButton(page.Text("filter"), s.filter.toggle),
		widget.NewButton(page.Text("copy_table"), s.copy)), s.search)
	split := container.NewHSplit(s.table.Object(), s.home.root)
	split.SetOffset(0.58)
	s.root = container.NewBorder(container.NewVBox(bar, s.filter.root), nil, nil, nil, split)
	s.setColumns()
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Focus is where one types first.
func (s *Screen) Focus() fyne.Focusable { return s.search }

// toTable goes from the search to what it found.
func (s *Screen) toTable() {
	s.page.Window.Canvas().Focus(s.table.Focus())
	if s.table.Chosen() < 0 && s.table.Len() > 0 {
		s.table.Select(0)
	}
}

// Key goes a step back by Escape: from a correction, which is given up, to the values,
// from them to the table, from there to the search, which is emptied at last.
func (s *Screen) Key(k fyne.KeyName) bool {
	if k != fyne.KeyEscape {
		return false
	}
	canvas := s.page.Window.Canvas()
	switch canvas.Focused() {
	case s.home.edit:
		s.home.giveUp()
		canvas.Focus(s.home.values.Focus())
	case s.home.values.Focus():
		canvas.Focus(s.table.Focus())
	case s.search:
		s.search.SetText("")
	default:
		canvas.Focus(s.search)
	}
	return true
}

// Refresh reads the register anew; the page shown stays.
func (s *Screen) Refresh() {
	var reg *register.Register
	var index *register.Index
	var kept []saved
	s.page.Try(func() (err error) {
		if reg, err = s.book.Register(); err != nil {
			return err
		}
		index = register.NewIndex(reg)
		kept, err = s.filter.read()
		return err
	}, func() {
		s.reg, s.index = reg, index
		s.filter.setSaved(kept)
		s.seek(true)
		s.home.again()
	})
}

// LetGo drops the register, which is another now: the screen reads it when it is
// shown.
func (s *Screen) LetGo() { s.reg, s.index = nil, nil }

// Renew reads a register that says the same as the one held, in the same order, so
// that only one of them is in memory. What is shown stays as it is.
func (s *Screen) Renew() {
	if s.reg == nil {
		return
	}
	was := s.reg
	var reg *register.Register
	var index *register.Index
	s.page.Try(func() (err error) {
		if reg, err = s.book.Register(); err == nil && reg != was {
			index = register.NewIndex(reg)
		}
		return err
	}, func() {
		if s.reg == was && index != nil {
			s.reg, s.index = reg, index
		}
	})
}

func (s *Screen) setColumns() {
	cols := make([]kit.Column, len(s.columns))
	for i, f := range s.columns {
		width, ok := widths[f]
		if !ok {
			width = usualWidth
		}
		cols[i] = kit.Column{Label: s.label(f), Width: width, Name: "residents." + f}
	}
	s.table.SetColumns(cols)
}

// label is a column's heading.
func (s *Screen) label(field string) string {
	if words, ok := homeLabels[field]; ok {
		return s.page.Text(words)
	}
	return office.FieldLabel(field)
}

// list lists homes or people.
func (s *Screen) list(homes bool) {
	s.homes = homes
	s.columns = s.columnsBefore()
	s.setColumns()
	s.find()
}

// columnsBefore are the columns that the clerk chose last, the usual ones where none
// were chosen yet.
func (s *Screen) columnsBefore() []string {
	key, usual := s.columnsKey()
	return fyne.CurrentApp().Preferences().StringListWithFallback(key, usual)
}

// columnsKey is what the columns are remembered by, and which they are at first.
func (s *Screen) columnsKey() (string, []string) {
	if s.homes {
		return "columns.homes", homeColumns
	}
	return "columns.people", personColumns
}

// showColumn adds or takes away a column, then and for later.
func (s *Screen) showColumn(field string) {
	if at := slices.Index(s.columns, field); at > 0 {
		s.columns = slices.Delete(slices.Clone(s.columns), at, at+1)
	} else if at < 0 {
		s.columns = append(slices.Clone(s.columns), field)
	}
	key, _ := s.columnsKey()
	fyne.CurrentApp().Preferences().SetStringList(key, s.columns)
	s.setColumns()
	s.find()
}

// find shows what a search and the conditions find, everything where there are none.
func (s *Screen) find() { s.seek(false) }

// seek is find; again is the same list read anew, which stays where it was.
func (s *Screen) seek(again bool) {
	if s.reg == nil {
		return
	}
	s.asked++
	turn, l := s.asked, lookup{s.reg, s.index, s.search.Text, s.filter.conditions(), s.homes}
	var found []int
	s.page.Run(func() { found = l.find() }, func() {
		if turn != s.asked || s.reg == nil {
			return
		}
		s.shown = found
		if again {
			s.table.CellsAgain(len(found), s.cell, s.place())
		} else {
			s.table.SetCells(len(found), s.cell)
		}
		key, all := "found", len(l.reg.People)
		if l.homes {
			key, all = "found_homes", len(l.reg.Households)
		}
		s.count.SetText(s.page.Text(key, kit.Number(len(found)), kit.Number(all), kit.Number(len(l.reg.Households))))
		if all == 0 {
			s.home.say(s.page.Text("register_empty"))
		}
	})
}

// place is the row of whom the page beside the table shows, -1 for none.
func (s *Screen) place() int {
	own := s.home.own
	if own == nil {
		return -1
	}
	return slices.IndexFunc(s.shown, func(at int) bool {
		if s.homes {
			return s.reg.Households[at].ID == own.Household
		}
		return s.reg.People[at].ID == own.ID
	})
}

// cell is what stands in the table, of the register that is held now.
func (s *Screen) cell(row, column int) string {
	if s.reg == nil {
		return ""
	}
	l := lookup{reg: s.reg, homes: s.homes}
	return l.value(s.shown[row], s.columns[column])
}

func (s *Screen) choose(row int) {
	if !s.homes {
		s.home.showPerson(s.reg.People[s.shown[row]].ID)
		return
	}
	s.home.showHome(s.reg.Households[s.shown[row]].ID)
}

// tip is who says the value of a cell, and who says otherwise.
func (s *Screen) tip(row, column int) string {
	if s.reg == nil || row >= len(s.shown) || column >= len(s.columns) {
		return ""
	}
	l := lookup{reg: s.reg, homes: s.homes}
	said := l.said(s.shown[row], s.columns[column])
	if said == nil || len(said.Sources) == 0 {
		return ""
	}
	from := func(src register.Source) *register.Submission { return &s.reg.Submissions[src.Row.Sub] }
	first := from(said.Sources[0])
	text := s.page.Text("tip.source", first.Department, first.Title, first.AsOf.String())
	if more := len(said.Sources) - 1; more > 0 {
		text += "\n" + s.page.Text("tip.same", kit.Number(more))
	}
	for _, r := range said.Rivals {
		if len(r.Sources) > 0 {
			by := from(r.Sources[0])
			text += "\n" + s.page.Text("tip.rival", r.Value, by.Department, by.AsOf.String())
		}
	}
	return text
}

// copy puts the whole table on the clipboard as a spreadsheet takes it.
func (s *Screen) copy() {
	fyne.CurrentApp().Clipboard().SetContent(s.table.TSV(true))
	s.page.Say(s.page.Text("copied", kit.Number(s.table.Len())))
}
