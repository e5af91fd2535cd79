package sample

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// tableSheet builds one table with what stands around it, and the truth about it.
type tableSheet struct {
	grid    *forms.Grid
	look    *look
	columns []column
	docx    bool
	truth   sheetTruth
	first   int // row of the first data, 0-based
}

// newTableSheet starts a sheet: all rows above the data.
func newTableSheet(l *look, columns []column, format forms.Format, title, reporter, day string) *tableSheet {
	t := &tableSheet{
		grid: &forms.Grid{Name: l.sheet, Landscape: l.landscape}, look: l, columns: columns, docx: format == forms.DOCX,
	}
	if l.title {
		t.above(title, reporter, day)
	}
	t.header()
	t.widths()
	return t
}

func (t *tableSheet) last() int { return len(t.columns) - 1 }

// above writes title, notes and the line that says who reports when.
func (t *tableSheet) above(title, reporter, day string) {
	t.truth.Title = title
	who := "填报单位（盖章）：" + reporter
	when := "填报日期：" + day
	if t.look.unit != "" {
		when += "    " + t.look.unit
	}
	var lines []string
	if t.look.attachment > 0 {
		lines = append(lines, fmt.Sprintf("附件%d", t.look.attachment))
	}
	lines = append(lines, title)
	if t.look.note != "" {
		lines = append(lines, t.look.note)
	}
	if t.docx {
		if t.look.info != noInfo {
			lines = append(lines, who+"        "+when)
		}
		t.grid.Before = lines
		return
	}
	for _, s := range lines {
		style := forms.StyleNote
		if s == title {
			style = forms.StyleTitle
		}
		row := len(t.grid.Rows)
		t.put(row, 0, s, style)
		if !strings.HasPrefix(s, "附件") || s == title {
			t.merge(row, 0, row, t.last())
		}
	}
	row := len(t.grid.Rows)
	half := (t.last() + 1) / 2
	switch {
	case t.look.info == oneCell || t.look.info == twoCells && t.last() < 3:
		t.put(row, 0, who+"                    "+when, forms.StyleNote)
		t.merge(row, 0, row, t.last())
	case t.look.info == twoCells:
		t.put(row, 0, who, forms.StyleNote)
		t.put(row, half, when, forms.StyleNote)
		t.merge(row, 0, row, half-1)
		t.merge(row, half, row, t.last())
	}
}

func (t *tableSheet) put(row, col int, s string, style forms.Style) {
	t.grid.Set(row, col, forms.T(s, style))
}

func (t *tableSheet) merge(top, left, bottom, right int) {
	if top != bottom || left != right {
		t.grid.Merges = append(t.grid.Merges, forms.Range{Top: top, Left: left, Bottom: bottom, Right: right})
	}
}

// header writes the labels in one row or two, and the row of letters.
func (t *tableSheet) header() {
	top := len(t.grid.Rows)
	two := false
	for _, c := range t.columns {
		two = two || c.group != ""
	}
	leaf := top
	if two {
		leaf = top + 1
	}
	for i := 0; i < len(t.columns); i++ {
		c := &t.columns[i]
		t.truth.Columns = append(t.truth.Columns, columnTruth(i, c))
		if c.group == "" {
			t.put(top, i, c.label, forms.StyleHead)
			t.merge(top, i, leaf, i)
			if leaf > top {
				t.put(leaf, i, "", forms.StyleHead)
			}
			continue
		}
		t.put(leaf, i, c.label, forms.StyleHead)
		if i > 0 && t.columns[i-1].group == c.group {
			t.put(top, i, "", forms.StyleHead)
			continue
		}
		end := i
		for end+1 < len(t.columns) && t.columns[end+1].group == c.group {
			end++
		}
		t.put(top, i, c.group, forms.StyleHead)
		t.merge(top, i, top, end)
	}
	t.truth.Header = []int{top + 1, leaf + 1}
	if t.look.letters {
		for i := range t.columns {
			t.put(leaf+1, i, letterOf(i), forms.StyleHead)
		}
		t.truth.HeaderAlt = [][]int{{top + 1, leaf + 2}}
	}
	t.first = len(t.grid.Rows)
}

// letterOf is what forms number their columns by: 甲 乙 1 2 3.
func letterOf(i int) string {
	switch i {
	case 0:
		return "甲"
	case 1:
		return "乙"
	}
	return fmt.Sprint(i - 1)
}

func (t *tableSheet) widths() {
	for i := range t.columns {
		c := &t.columns[i]
		w := 4 + 2*float64(min(8, utf8.RuneCountInString(c.label)))
		switch c.field.Type {
		case "idcard", "bankcard":
			w = 21
		case "address", "longtext":
			w = 30
		case "date", "phone":
			w = 13
		}
		t.grid.Widths = append(t.grid.Widths, w)
		if c.hidden {
			if t.grid.HiddenCols == nil {
				t.grid.HiddenCols = map[int]bool{}
			}
			t.grid.HiddenCols[i] = true
		}
		t.grid.Landscape = len(t.columns) > 8
	}
}

// blankRow is a row with borders and nothing in it.
func (t *tableSheet) blankRow() {
	row := make([]forms.Cell, len(t.columns))
	for i := range row {
		row[i].Style = forms.StyleBody
	}
	t.grid.Rows = append(t.grid.Rows, row)
}

// finish writes what stands below the data.
func (t *tableSheet) finish(rows int, staff signatures) {
	end := len(t.grid.Rows)
	t.truth.Data = []int{t.first + 1, end}
	if end == t.first {
		t.truth.Data = []int{0, 0}
	}
	t.choices(end)
	for range t.look.trailing {
		t.blankRow()
	}
	if t.look.total != "" {
		t.blankRow()
		row := len(t.grid.Rows) - 1
		t.put(row, 0, t.look.total, forms.StyleBody)
		t.grid.Set(row, min(2, t.last()), forms.Cell{Text: fmt.Sprint(rows), Kind: forms.CellNumber, Style: forms.StyleBody})
	}
	t.footer(staff)
}

// signatures are who signs a form.
type signatures struct{ leader, filler, phone string }

func (t *tableSheet) footer(s signatures) {
	t.truth.Footer = map[string]string{}
	if t.look.footer == noFooter {
		return
	}
	t.truth.Footer = map[string]string{"leader": s.leader, "filler": s.filler, "phone": s.phone}
	parts := []string{"单位负责人：" + s.leader, "填表人：" + s.filler, "联系电话：" + s.phone}
	if t.docx {
		t.grid.After = []string{strings.Join(parts, "        ")}
		return
	}
	row := len(t.grid.Rows)
	if t.look.footer == oneFooter || t.last() < 3 {
		t.put(row, 0, strings.Join(parts, "            "), forms.StyleNote)
		t.merge(row, 0, row, t.last())
		return
	}
	third := max(1, (t.last()+1)/3)
	for i, p := range parts {
		t.put(row, i*third, p, forms.StyleNote)
	}
}

// choices puts drop-down lists on the columns of codes.
func (t *tableSheet) choices(end int) {
	if !t.look.choices || end == t.first {
		return
	}
	for i := range t.columns {
		f := &t.columns[i].field
		table := codeTables()[f.Codes]
		if len(table) == 0 || len(table) > 9 || f.Type == "multicode" {
			continue
		}
		var options []string
		for _, c := range table {
			options = append(options, c.name)
		}
		t.grid.Choices = append(t.grid.Choices, forms.Choice{
			Range: forms.Range{Top: t.first, Left: i, Bottom: end - 1, Right: i}, Options: options,
		})
	}
}

// extraSheets are a workbook's other sheets.
func (l *look) extraSheets() ([]*forms.Grid, []sheetTruth) {
	var grids []*forms.Grid
	var truths []sheetTruth
	add := func(name, kind string, hidden bool, rows [][]string) {
		g := &forms.Grid{Name: name, Hidden: hidden}
		for r, row := range rows {
			for c, s := range row {
				g.Set(r, c, forms.T(s, forms.StylePlain))
			}
		}
		grids = append(grids, g)
		truths = append(truths, sheetTruth{Name: name, Hidden: hidden, Kind: kind})
	}
	if l.notes {
		var rows [][]string
		for _, s := range notesSheet {
			rows = append(rows, []string{s})
		}
		add("填表说明", "unknown", false, rows)
	}
	if l.options != "" {
		rows := [][]string{{"代码", "名称"}}
		for _, c := range codeTables()[l.optionsOf] {
			rows = append(rows, []string{c.code, c.name})
		}
		add(l.options, "list", !l.optionsOut, rows)
	}
	for i := range l.empties {
		add(fmt.Sprintf("Sheet%d", i+2), "empty", false, nil)
	}
	return grids, truths
}
