package sample

import (
	"fmt"
	"slices"
	"strings"

	"huce/forms"
)

// table fills a roster.
func (j *job) table(entries []*entry) error {
	fields := flatten(j.template.Fields)
	j.hand.subject = subjectOf(fields)
	l := newLook(j.layout, j.style, j.plan, j.w.options.Community)
	columns := newColumns(j.layout, fields, j.style, l, j.hand.subject)
	j.hand.s.asksResidence = j.hand.subject.address != ""
	j.sorted(entries, l.order)
	t := newTableSheet(l, columns, j.style.format, j.title, j.reporter(), j.dayWords())
	rows := j.fill(t, entries)
	t.finish(len(rows), j.staff)
	grids, truths := l.extraSheets()
	t.truth.Kind, t.truth.Name = "table", t.grid.Name
	return j.send(append([]*forms.Grid{t.grid}, grids...), append([]sheetTruth{t.truth}, truths...),
		[][]rowTruth{rows}, j.features(l))
}

// flatten takes the columns of a table inside a form for columns of the form.
func flatten(fields []field) []field {
	var all []field
	for _, f := range fields {
		if f.Type == "table" {
			all = append(all, f.Columns...)
		} else {
			all = append(all, f)
		}
	}
	return all
}

// fill writes the rows of a roster.
func (j *job) fill(t *tableSheet, entries []*entry) []rowTruth {
	var rows []rowTruth
	merge := j.plan.shape == families && t.look.merge && !j.style.plainText()
	number, lastHome := 0, (*home)(nil)
	start := 0
	for i, e := range entries {
		newHome := e.h == nil || e.h != lastHome
		if newHome || !merge || !t.look.countHomes {
			number++
		}
		if merge && newHome {
			t.mergeFamily(start, len(t.grid.Rows)-1)
			start = len(t.grid.Rows)
		}
		lastHome = e.h
		e.n = number
		if j.plan.id == "census_short" {
			e.role = "member"
			if e.p == e.h.head(e.on) {
				e.role = "head"
			}
		}
		if t.look.blanks && i > 0 && !merge && j.d.chance(0.04) {
			t.blankRow()
		}
		rows = append(rows, j.row(t, e, merge && !newHome))
		if !merge && j.hand.quality > 0 && e.p != nil && j.d.chance(0.0018*j.hand.quality) {
			again := rows[len(rows)-1]
			t.grid.Rows = append(t.grid.Rows, slices.Clone(t.grid.Rows[again.row-1]))
			again.row, again.at = again.row+1, again.row+1
			again.noise = strings.TrimSpace("dup " + again.noise)
			rows = append(rows, again)
		}
	}
	if merge {
		t.mergeFamily(start, len(t.grid.Rows)-1)
	}
	return rows
}

// row writes one row; under a merge of the family's cells it leaves them empty.
func (j *job) row(t *tableSheet, e *entry, under bool) rowTruth {
	h := j.hand
	h.begin()
	cells := make([]forms.Cell, len(t.columns))
	for i := range t.columns {
		c := &t.columns[i]
		if under && (c.family || c.field.Name == "calc.seq" && t.look.countHomes) {
			cells[i].Style = forms.StyleBody
			continue
		}
		cells[i] = h.write(e, c)
	}
	t.grid.Rows = append(t.grid.Rows, cells)
	n := len(t.grid.Rows)
	return rowTruth{row: n, at: n, entry: e, noise: h.end(e)}
}

// mergeFamily merges what is said of a home over the rows of its people.
func (t *tableSheet) mergeFamily(top, bottom int) {
	if top < t.first || bottom <= top {
		return
	}
	for i := range t.columns {
		if t.columns[i].family || t.columns[i].field.Name == "calc.seq" && t.look.countHomes {
			t.merge(top, i, bottom, i)
		}
	}
}

// cards fills cards.
func (j *job) cards(entries []*entry) error {
	j.hand.subject = subjectOf(j.template.Fields)
	j.hand.s.asksResidence = true
	l := newCardLook(j.layout, j.template, j.style)
	if l.pages == sheets && len(entries) > 12 {
		l.pages = stacked
	}
	j.sorted(entries, byHome)
	info := "填报单位（盖章）：" + j.reporter() + "        填表日期：" + j.dayWords()
	var grids []*forms.Grid
	var truths []sheetTruth
	var rows [][]rowTruth
	flush := func(c *cardSheet) {
		c.finish(j.title)
		grids, truths, rows = append(grids, c.grid), append(truths, c.truth), append(rows, c.rows)
	}
	sheet := newCardSheet(l, j.hand, "Sheet1")
	for i, e := range entries {
		e.n = i + 1
		if l.pages != stacked {
			sheet = newCardSheet(l, j.hand, j.cardName(l, e))
		}
		sheet.card(e, j.title, info)
		if l.pages != stacked {
			flush(sheet)
		}
	}
	if l.pages == stacked {
		flush(sheet)
	}
	var features []string
	if l.pages == stacked {
		features = []string{"stacked_cards"}
	}
	return j.send(grids, truths, rows, features)
}

// cardName is the sheet of one card: a number and a name, or the n-th table.
func (j *job) cardName(l *cardLook, e *entry) string {
	if l.pages == tables {
		return fmt.Sprintf("表%d", e.n)
	}
	return fmt.Sprintf("%d%s", e.n, e.p.name)
}
