package planning

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
)

// numbers are all numbers that a text can have, those that it has first, each with
// what it was counted from.
type numbers struct {
	w     *writing
	find  *kit.Finder
	how   *widget.Label
	rows  *kit.DataTable
	root  fyne.CanvasObject
	codes []string
	turn  int
}

func newNumbers(w *writing) *numbers {
	p := w.page
	n := &numbers{w: w, how: widget.NewLabel(p.Text("choose_number")), rows: kit.NewDataTable(nil)}
	n.how.Wrapping = kit.Wrap(w.page.Lang)
	n.find = kit.NewFinder(p, "numbers_find", "", "", []kit.Head{
		{Words: "col.indicator_name", Width: 200},
		{Words: "col.indicator_value", Width: 90},
		{Words: "col.mark", Width: 90},
		{Words: "col.used", Width: 50},
	})
	n.find.OnSelect = func(at int) { n.open(n.codes[at]) }
	n.find.Table.OnOpen = func(at int) { n.insert() }
	n.rows.OnKey = p.Key
	top := container.NewBorder(n.find.Entry, nil, nil, nil, n.find.Table.Object())
	split := container.NewVSplit(top, container.NewBorder(n.how, nil, nil, nil, n.rows.Object()))
	split.SetOffset(0.45)
	n.root = split
	return n
}

// set lists the numbers of a text.
func (n *numbers) set(c *plan.Composed) {
	used := map[string]bool{}
	for i := range c.Lines {
		for _, p := range c.Lines[i].Pieces {
			used[p.Code] = true
		}
	}
	n.codes = n.codes[:0]
	var found []kit.Found
	for _, in := range []bool{true, false} {
		for i := range c.Table.List {
			k := &c.Table.List[i]
			if used[k.Code] != in {
				continue
			}
			mark := ""
			if in {
				mark = "✓"
			}
			n.codes = append(n.codes, k.Code)
			found = append(found, kit.Found{Row: []string{assets.Text(n.w.page.Lang, "plan.indicator."+k.Code), k.Shown(), markOf(k.Code), mark}})
		}
	}
	n.find.Set(found)
}

// markOf is how a text names a number.
func markOf(code string) string { return "{{" + code + "}}" }

// choose shows a number's rows, and it as the chosen one.
func (n *numbers) choose(code string) {
	n.find.Entry.SetText("")
	for i, c := range n.codes {
		if c == code {
			n.find.Mark(i)
		}
	}
	n.open(code)
}

// open shows what a number was counted from.
func (n *numbers) open(code string) {
	n.turn++
	turn, p := n.turn, n.w.page
	var i plan.Indicator
	var l office.Listing
	p.Try(func() (err error) {
		i, l, err = n.w.desk.NumberRows(code)
		return err
	}, func() {
		if turn != n.turn {
			return
		}
		text := p.Text("number_of", i.Label, i.Shown(), i.How)
		if len(l.Rows) > 0 {
			text += "　" + p.Text("number_rows", kit.Number(len(l.Rows)))
		}
		n.how.SetText(text)
		columns := make([]kit.Column, len(l.Columns))
		for c, name := range l.Columns {
			columns[c] = kit.Column{Label: assets.Text(p.Lang, "app.listed."+name), Width: 110}
			for _, row := range l.Rows[:min(len(l.Rows), 30)] {
				columns[c].Width = max(columns[c].Width, min(float32(len(row[c]))*6, 260))
			}
		}
		n.rows.SetColumns(columns)
		n.rows.SetRows(l.Rows)
	})
}

// insert puts the chosen number's mark into the text where its caret stands.
func (n *numbers) insert() {
	w := n.w
	at := n.find.Chosen()
	if !w.editing || at < 0 {
		return
	}
	w.page.Window.Canvas().Focus(w.entry)
	for _, r := range markOf(n.codes[at]) {
		w.entry.TypedRune(r)
	}
}
