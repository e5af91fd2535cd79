package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
)

// line is a part of a record that can be edited: the key of what it is called, the
// width of its column, how it is written and read. read is false for what it can't be.
type line[T any] struct {
	words string
	width float32
	write func(*T) string
	read  func(*T, string) bool
}

// text is a line that is kept as it is typed.
func text[T any](words string, width float32, at func(*T) *string) line[T] {
	return line[T]{words, width, func(r *T) string { return *at(r) }, func(r *T, s string) bool {
		*at(r) = s
		return true
	}}
}

// shelf is where records of one kind are kept.
type shelf[T any] struct {
	list    func() ([]T, error)
	put     func(T) (T, error)
	id      func(*T) *string
	dropped func(*T) *bool
	name    func(*T) string // in messages
}

// table is a table of records of one kind, with a form for the chosen one or a new
// one. Each change can be taken back.
type table[T any] struct {
	page   kit.Page
	shelf  shelf[T]
	lines  []line[T]
	list   *kit.DataTable
	form   []*kit.Entry
	way    *kit.Lines
	keep   *widget.Button
	remove *widget.Button
	root   fyne.CanvasObject

	all []T
	at  int // of all, -1 for a new one
}

// newTable is an empty table; what says what it is for. Without the right to change
// it, it is only shown.
func newTable[T any](page kit.Page, what string, may bool, s shelf[T], lines []line[T]) *table[T] {
	t := &table[T]{page: page, shelf: s, lines: lines, at: -1, way: kit.NewLines(page)}
	form := widget.NewForm()
	columns := make([]kit.Column, len(lines))
	for i, l := range lines {
		columns[i] = kit.Column{Label: page.Text(l.words), Width: l.width, Name: what + " " + l.words}
		e := kit.NewEntry(page.Key)
		if !may {
			e.Disable()
		}
		t.form = append(t.form, e)
		form.Append(page.Text(l.words), e)
	}
	t.way.Set(t.form...)
	t.way.OnLast = t.put
	t.list = kit.NewDataTable(columns)
	t.list.OnKey = page.Key
	t.list.OnSelect = t.show
	t.list.OnOpen = func(int) { t.way.Go(0) }
	add := widget.NewButton(page.Text("record_new"), func() {
		t.show(-1)
		t.way.Go(0)
	})
	t.keep = widget.NewButton(page.Text("keep"), t.put)
	t.keep.Importance = widget.HighImportance
	t.remove = widget.NewButton(page.Text("record_remove"), t.drop)
	t.remove.Disable()
	if !may {
		add.Disable()
		t.keep.Disable()
	}
	said := widget.NewLabel(page.Text(what))
	said.Wrapping = kit.Wrap(page.Lang)
	split := container.NewHSplit(t.list.Object(), container.NewVScroll(container.NewVBox(form, container.NewHBox(add, t.keep, t.remove))))
	split.SetOffset(0.6)
	t.root = container.NewBorder(said, nil, nil, nil, split)
	return t
}

// refresh reads the records anew; what is being entered stays.
func (t *table[T]) refresh() {
	var all []T
	t.page.Try(func() (err error) {
		all, err = t.shelf.list()
		return err
	}, func() {
		was := ""
		if t.at >= 0 {
			was = t.key(&t.all[t.at])
		}
		t.all, t.at = all, -1
		rows := make([][]string, len(all))
		for i := range all {
			rows[i] = make([]string, len(t.lines))
			for k, l := range t.lines {
				rows[i][k] = l.write(&all[i])
			}
			if was != "" && t.key(&all[i]) == was {
				t.at = i
			}
		}
		t.list.SetRows(rows)
		if t.at >= 0 {
			t.list.Mark(t.at)
		}
		t.able()
	})
}

// key tells a record from the others: by its id, or before it has one by what it says.
func (t *table[T]) key(r *T) string {
	key := *t.shelf.id(r)
	for _, l := range t.lines {
		if *t.shelf.id(r) == "" {
			key += "\n" + l.write(r)
		}
	}
	return key
}

// show puts a record into the form, an empty one for -1.
func (t *table[T]) show(at int) {
	t.at = at
	var r T
	if at >= 0 {
		r = t.all[at]
	}
	for i, l := range t.lines {
		t.form[i].SetText(l.write(&r))
	}
	t.able()
}

func (t *table[T]) able() {
	if t.at >= 0 && !t.keep.Disabled() {
		t.remove.Enable()
	} else {
		t.remove.Disable()
	}
}

// put keeps what the form says; Ctrl+Z takes it back.
func (t *table[T]) put() {
	if t.keep.Disabled() {
		return
	}
	var before T
	isNew := t.at < 0
	if !isNew {
		before = t.all[t.at]
	}
	now := before
	for i, l := range t.lines {
		if !l.read(&now, t.form[i].Text) {
			t.page.Say("⚠ " + t.page.Text("record_unread", t.page.Text(l.words), t.form[i].Text))
			t.way.Go(i)
			return
		}
	}
	if isNew {
		*t.shelf.dropped(&before) = true
		t.change(before, now, "record_added")
		return
	}
	t.change(before, now, "record_changed")
}

// drop takes the chosen record off the table; Ctrl+Z puts it there again.
func (t *table[T]) drop() {
	if t.at < 0 {
		return
	}
	before := t.all[t.at]
	now := before
	*t.shelf.dropped(&now) = true
	t.change(before, now, "record_removed")
}

// change keeps a record in the place of what stood. A new one is taken back by being
// dropped as it was entered.
func (t *table[T]) change(before, now T, words string) {
	added := *t.shelf.dropped(&before)
	var kept T
	t.page.Try(func() (err error) {
		kept, err = t.shelf.put(now)
		return err
	}, func() {
		if added {
			before = kept
			*t.shelf.dropped(&before) = true
		}
		*t.shelf.id(&before) = *t.shelf.id(&kept)
		t.show(-1)
		t.page.Done(t.page.Text(words, t.shelf.name(&kept)), func() error {
			_, err := t.shelf.put(before)
			return err
		})
	})
}
