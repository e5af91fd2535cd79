package intake

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/forms"
)

// file is one file as it looks, with what is recognised laid over it: the title, the
// header, and above each column the field that it means, in the colour of how sure
// that is. A tap on a column lets a clerk say what it means.
type file struct {
	s      *Screen
	head   *widget.Label
	sheets *widget.Select
	table  *kit.DataTable
	means  *widget.SelectEntry
	teach  *widget.Button
	column *widget.Label
	root   *fyne.Container

	path   string
	seen   *office.Sighting
	sheet  int
	at     int // the column chosen, -1 for none
	turn   int
	said   map[string][]office.TemplateLine // by file: what a clerk said that columns mean
	fields map[string]string                // field by its label
	marks  map[[2]int]kit.Tone              // of cards: cells that values are taken from
}

func newFile(s *Screen) *file {
	p := s.page
	f := &file{s: s, head: widget.NewLabel(p.Text("file_hint")), column: widget.NewLabel(""), at: -1, said: map[string][]office.TemplateLine{}, fields: map[string]string{}}
	f.head.Wrapping = kit.Wrap(p.Lang)
	f.sheets = widget.NewSelect(nil, func(string) { f.showSheet(f.sheets.SelectedIndex()) })
	f.sheets.Hide()
	f.table = kit.NewDataTable(nil)
	f.table.OnKey = p.Key
	f.table.OnHeader = f.chooseColumn
	f.table.OnCell = func(_, column int) { f.chooseColumn(column) }
	f.table.Tone = f.tone
	var labels []string
	for _, d := range s.desk.Fields() {
		if _, twice := f.fields[d.Label]; !twice {
			f.fields[d.Label] = d.Name
			labels = append(labels, d.Label)
		}
	}
	slices.Sort(labels)
	own := p.Text("own_field")
	f.fields[own] = ""
	f.means = widget.NewSelectEntry(append([]string{own}, labels...))
	f.means.SetPlaceHolder(p.Text("means_hint"))
	f.means.OnSubmitted = func(string) { f.correct() }
	f.teach = widget.NewButton(p.Text("means_keep"), f.correct)
	f.teach.Disable()
	f.means.Disable()
	foot := container.NewBorder(nil, nil, f.column, f.teach, f.means)
	f.root = container.NewBorder(container.NewBorder(nil, nil, nil, f.sheets, f.head), foot, nil, nil, f.table.Object())
	return f
}

func (f *file) clear() {
	f.turn++
	f.path, f.seen, f.said = "", nil, map[string][]office.TemplateLine{}
	f.head.SetText(f.s.page.Text("file_hint"))
	f.sheets.Hide()
	f.table.SetColumns(nil)
	f.table.SetRows(nil)
	f.chooseColumn(-1)
}

// open looks at a file.
func (f *file) open(path, password string) {
	f.turn++
	turn := f.turn
	var seen *office.Sighting
	var err error
	f.s.page.Run(func() { seen, err = f.s.desk.Sight(path, password) }, func() {
		if turn != f.turn {
			return
		}
		f.path, f.seen, f.marks = path, seen, nil
		f.chooseColumn(-1)
		if err != nil { // said beside the file's name already
			f.head.SetText("⚠ " + office.Message(f.s.page.Lang, err))
			f.sheets.Hide()
			f.table.SetColumns(nil)
			f.table.SetRows(nil)
			return
		}
		names := make([]string, len(seen.Sheets))
		best := 0
		for i, s := range seen.Sheets {
			names[i] = s.Name
			if seen.Sheets[best].Template == "" && len(s.Columns)+len(s.Cells) > len(seen.Sheets[best].Columns)+len(seen.Sheets[best].Cells) {
				best = i
			}
		}
		f.sheets.SetOptions(names)
		visible(f.sheets, len(names) > 1)
		if len(names) > 0 {
			f.sheets.SetSelectedIndex(best)
			f.showSheet(best)
		}
	})
}

// showSheet lays what is recognised over a sheet.
func (f *file) showSheet(at int) {
	if f.seen == nil || at < 0 || at >= len(f.seen.Sheets) {
		return
	}
	f.sheet = at
	s, g := &f.seen.Sheets[at], &f.seen.Grids[at]
	p := f.s.page
	f.head.SetText(p.Text("recognised", p.Text("kind."+s.Kind), s.Title, s.Department, s.AsOf))
	cols := make([]kit.Column, g.Wide)
	for i := range cols {
		label := forms.ColumnName(i)
		if c := f.columnAt(i); c != nil {
			label += " " + f.meaning(c)
		}
		cols[i] = kit.Column{Label: label, Width: f.width(g, i)}
	}
	f.marks = map[[2]int]kit.Tone{}
	for _, c := range s.Cells {
		if row, col, ok := placeOf(c.Cell); ok {
			f.marks[[2]int{row, col}] = sure(c.Field, c.Confidence)
		}
	}
	f.table.SetColumns(cols)
	f.table.SetRows(g.Cells)
}

// widths of a column in the theme's units.
const leastWidth, mostWidth, perCharacter = 60, 210, 9

// width is as wide as the column's first rows are.
func (f *file) width(g *office.SightedGrid, column int) float32 {
	longest := 0
	for _, row := range g.Cells[:min(len(g.Cells), 30)] {
		if column < len(row) && len(row[column]) < 60 {
			longest = max(longest, len(row[column]))
		}
	}
	return float32(min(max(longest*perCharacter*2/3, leastWidth), mostWidth))
}

// columnAt is what is recognised of a column, nil where it is none of the table's.
func (f *file) columnAt(i int) *office.InspectedColumn {
	s := &f.seen.Sheets[f.sheet]
	name := forms.ColumnName(i)
	at := slices.IndexFunc(s.Columns, func(c office.InspectedColumn) bool { return c.Column == name })
	if at < 0 {
		return nil
	}
	return &s.Columns[at]
}

// meaning is what a column means, as the clerk said or as it was recognised.
func (f *file) meaning(c *office.InspectedColumn) string {
	for _, l := range f.said[f.path] {
		if l.Label == labelOf(c) {
			return "✓" + office.FieldLabel(l.Field)
		}
	}
	if c.Field == "" {
		return f.s.page.Text("own_field")
	}
	return f.seen.Title[c.Field]
}

// labelOf is a column's label as a template names it, with its group.
func labelOf(c *office.InspectedColumn) string {
	if c.Group == "" {
		return c.Label
	}
	return c.Group + "/" + c.Label
}

// fair is from which confidence on a column is taken to be sure.
const fair = 0.8

func sure(field string, confidence float64) kit.Tone {
	switch {
	case field == "":
		return kit.Plain
	case confidence >= fair:
		return kit.Good
	}
	return kit.Doubt
}

// tone colours the header and the data by how sure their column is, rows that are no
// data red.
func (f *file) tone(row, column int) kit.Tone {
	if f.seen == nil {
		return kit.Plain
	}
	s := &f.seen.Sheets[f.sheet]
	if t, ok := f.marks[[2]int{row, column}]; ok {
		return t
	}
	n := row + 1 // rows count from 1 where a person sees them
	if len(s.HeaderRows) == 2 && n >= s.HeaderRows[0] && n <= s.HeaderRows[1] {
		if c := f.columnAt(column); c != nil {
			if t := sure(c.Field, c.Confidence); t != kit.Plain {
				return t
			}
		}
		return kit.Accent
	}
	for _, k := range s.Skipped {
		if k.Row == n {
			return kit.Bad
		}
	}
	return kit.Plain
}

// chooseColumn lets the clerk say what a column means; -1 is none.
func (f *file) chooseColumn(i int) {
	f.at = -1
	f.means.SetText("")
	f.means.Disable()
	f.teach.Disable()
	f.column.SetText("")
	if i < 0 || f.seen == nil {
		return
	}
	c := f.columnAt(i)
	if c == nil {
		f.column.SetText(f.s.page.Text("no_column", forms.ColumnName(i)))
		return
	}
	f.at = i
	f.column.SetText(c.Column + " " + labelOf(c))
	f.means.Enable()
	f.means.SetText(f.meaning(c))
	f.teach.Enable()
}

// correct keeps what the clerk says of the column until the file is taken in; its form
// remembers it then.
func (f *file) correct() {
	field, ok := f.fields[f.means.Text]
	if f.at < 0 || !ok {
		f.s.page.Say("⚠ " + f.s.page.Text("filter_no_field", f.means.Text))
		return
	}
	c := f.columnAt(f.at)
	label := labelOf(c)
	lines := slices.DeleteFunc(slices.Clone(f.said[f.path]), func(l office.TemplateLine) bool { return l.Label == label })
	f.said[f.path] = append(lines, office.TemplateLine{Label: label, Field: field})
	f.s.page.Say(f.s.page.Text("column_means", label, f.means.Text))
	f.showSheet(f.sheet)
	f.s.batch.again() // what the trial says counts it
}

// placeOf is where a cell's name says it stands, 0-based: B2 is row 1, column 1.
func placeOf(cell string) (row, column int, ok bool) {
	letters := 0
	for letters < len(cell) && cell[letters] >= 'A' && cell[letters] <= 'Z' {
		column = column*26 + int(cell[letters]-'A') + 1
		letters++
	}
	row, err := strconv.Atoi(cell[letters:])
	return row - 1, column - 1, err == nil && letters > 0
}
