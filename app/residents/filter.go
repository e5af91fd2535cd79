package residents

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
)

// saved are conditions kept under a name.
type saved struct {
	Name string      `json:"name"`
	Of   []condition `json:"of"`
}

// viewName is where conditions are kept in the archive.
const viewName = "residents.conditions"

// filter is the line of conditions above the table.
type filter struct {
	s     *Screen
	field *widget.SelectEntry
	is    *widget.Select
	value *kit.Entry
	chips *fyne.Container
	name  *kit.Entry
	kept  *widget.Select
	root  *fyne.Container
	names map[string]string // field by its label
	set   []condition
	all   []saved
}

func newFilter(s *Screen) *filter {
	p := s.page
	f := &filter{s: s, value: kit.NewEntry(p.Key), name: kit.NewEntry(p.Key), chips: container.NewHBox(), names: map[string]string{}}
	f.field = widget.NewSelectEntry(nil)
	f.field.SetPlaceHolder(p.Text("filter_field"))
	words := make([]string, len(ops))
	for i, op := range ops {
		words[i] = p.Text("op." + op)
	}
	f.is = widget.NewSelect(words, nil)
	f.is.SetSelectedIndex(0)
	f.value.SetPlaceHolder(p.Text("filter_value"))
	f.value.OnSubmitted = func(string) { f.add() }
	f.name.SetPlaceHolder(p.Text("filter_name"))
	f.kept = widget.NewSelect(nil, f.use)
	f.kept.PlaceHolder = p.Text("filter_saved")
	add := widget.NewButton(p.Text("filter_add"), f.add)
	column := widget.NewButton(p.Text("filter_column"), f.column)
	keep := widget.NewButton(p.Text("filter_keep"), f.keep)
	f.root = container.NewVBox(
		container.NewBorder(nil, nil, nil, container.NewHBox(add, column), container.NewGridWithColumns(3, f.field, f.is, f.value)),
		container.NewBorder(nil, nil, container.NewHBox(f.kept), keep, container.NewGridWithColumns(2, container.NewHScroll(f.chips), f.name)),
	)
	f.root.Hide()
	return f
}

// toggle shows or hides the line; shown, it knows every field that anybody has.
func (f *filter) toggle() {
	if f.root.Visible() {
		f.root.Hide()
		return
	}
	f.fields()
	f.root.Show()
}

// fields gathers the fields there are.
func (f *filter) fields() {
	if f.s.reg == nil {
		return
	}
	known := map[string]bool{}
	var labels []string
	for _, field := range personColumns {
		known[field] = true
		labels = append(labels, office.FieldLabel(field))
		f.names[office.FieldLabel(field)] = field
	}
	var rest []string
	for i := range f.s.reg.People {
		for _, v := range f.s.reg.People[i].Values {
			if !known[v.Field] {
				known[v.Field] = true
				l := office.FieldLabel(v.Field)
				if _, twice := f.names[l]; !twice {
					f.names[l] = v.Field
				}
				rest = append(rest, l)
			}
		}
	}
	slices.Sort(rest)
	f.field.SetOptions(slices.Compact(append(labels, rest...)))
}

// chosen is the field that was chosen, "" where none was.
func (f *filter) chosen() string {
	field, ok := f.names[f.field.Text]
	if !ok {
		f.s.page.Say("⚠ " + f.s.page.Text("filter_no_field", f.field.Text))
	}
	return field
}

func (f *filter) add() {
	field := f.chosen()
	if field == "" {
		return
	}
	f.set = append(slices.Clone(f.set), condition{field, ops[f.is.SelectedIndex()], f.value.Text})
	f.value.SetText("")
	f.show()
}

// column adds the chosen field to the table's columns, or takes it away.
func (f *filter) column() {
	if field := f.chosen(); field != "" {
		f.s.showColumn(field)
	}
}

// show shows the conditions, each a button that drops it, and finds anew.
func (f *filter) show() {
	f.chips.Objects = nil
	for i, c := range f.set {
		text := office.FieldLabel(c.Field) + " " + f.s.page.Text("op."+c.Is) + " " + c.Value + "  ×"
		f.chips.Add(widget.NewButton(text, func() {
			f.set = slices.Delete(slices.Clone(f.set), i, i+1)
			f.show()
		}))
	}
	f.chips.Refresh()
	f.s.find()
}

func (f *filter) conditions() []condition { return slices.Clone(f.set) }

// keep keeps the conditions under a name in the archive.
func (f *filter) keep() {
	name := f.name.Text
	if name == "" || len(f.set) == 0 {
		f.s.page.Say("⚠ " + f.s.page.Text("filter_unnamed"))
		return
	}
	before := f.all
	now := append(slices.DeleteFunc(slices.Clone(before), func(k saved) bool { return k.Name == name }), saved{name, f.set})
	f.s.page.Try(func() error { return f.write(now) }, func() {
		f.name.SetText("")
		f.s.page.Done(f.s.page.Text("filter_kept", name), func() error { return f.write(before) })
	})
}

func (f *filter) write(all []saved) error {
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return f.s.book.SetView(viewName, string(b))
}

// read reads what is kept, off the screen's goroutine.
func (f *filter) read() (all []saved, err error) {
	text, err := f.s.book.View(viewName)
	if err != nil || text == "" {
		return nil, err
	}
	return all, json.Unmarshal([]byte(text), &all)
}

func (f *filter) setSaved(all []saved) {
	f.all = all
	names := make([]string, len(all))
	for i, k := range all {
		names[i] = k.Name
	}
	f.kept.SetOptions(names)
}

// use puts saved conditions in the place of those that are set.
func (f *filter) use(name string) {
	for _, k := range f.all {
		if k.Name == name {
			f.set = slices.Clone(k.Of)
			f.show()
		}
	}
}
