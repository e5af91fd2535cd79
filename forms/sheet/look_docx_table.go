package sheet

import (
	"strconv"
	"strings"

	"huce/forms"
)

// docLooks reads the looks of tables, numbered as docReader numbers them.
type docLooks struct {
	s      *xmlScanner
	styles *docStyles
	path   docPath
	open   []*docTableLook
	paged  []*forms.Look // those whose page is not known yet

	gridded bool // lines in tables keep to the page's grid
	tables  int
	out     map[string]*forms.Look
}

// docTableLook is a table being read.
type docTableLook struct {
	look  *forms.Look
	rules docRules
	cells []docCellLook
	row   int
	first int // of the row being read, into cells
	col   int
	gone  bool // the row was deleted
	plain forms.CellLook
	at    *docCellLook // the cell being read
	par   forms.Across // of the paragraph being read
	run   forms.CellLook
	told  bool                   // the cell has shown a text
	lines map[forms.DocLines]int // of its paragraphs, how many stand so
	lead  forms.DocLines         // of the paragraph being read
}

// docCellLook is a cell and the rules of its own; negative is not said.
type docCellLook struct {
	row, col, span int
	look           forms.CellLook
	own            docRules
}

// hiddenLooks are elements whose properties are not those of what is shown.
var hiddenLooks = map[string]bool{
	"moveFrom": true, "Choice": true, "sdtPr": true, "sdtEndPr": true, "rt": true, "tblGridChange": true,
	"pPrChange": true, "rPrChange": true, "tcPrChange": true, "trPrChange": true, "tblPrChange": true, "sectPrChange": true,
}

func (d *docLooks) read() error {
	return d.path.walk(d.s, d.element, func(text []byte) {
		if n := len(d.path); n > 0 && d.path[n-1] == "t" && len(d.open) > 0 {
			d.open[len(d.open)-1].shows(string(text))
		}
	}, func(name string) {
		if name == "sectPr" {
			d.paged = nil
		}
		if len(d.open) == 0 {
			return
		}
		t := d.open[len(d.open)-1]
		switch name {
		case "p":
			t.lines[t.lead]++
		case "tc":
			t.endCell()
		case "tr":
			t.endRow()
		case "tbl":
			t.settle()
			d.open = d.open[:len(d.open)-1]
		}
	})
}

func (d *docLooks) element(name string) (bool, error) {
	s := d.s
	switch {
	case name == "tbl":
		d.begin()
		return false, nil
	case name == "pgMar" && d.path.under("sectPr"):
		d.margins()
		return false, nil
	case name == "docGrid" && d.path.under("sectPr"):
		d.pageGrid()
		return false, nil
	case hiddenLooks[name]:
		return true, nil
	case len(d.open) == 0:
		return name == "del", nil
	}
	t := d.open[len(d.open)-1]
	switch {
	case name == "del":
		if d.path.under("trPr") {
			t.gone = true
		}
		return true, nil
	case name == "tr":
		t.gone, t.first, t.col = false, len(t.cells), 0
	case name == "tc":
		t.cells = append(t.cells, docCellLook{row: t.row, col: t.col, span: 1, look: t.plain, own: unruled})
		t.at, t.told = &t.cells[len(t.cells)-1], false
	case d.path.under("tblBorders") && !d.path.within("tblPrEx", "tblBorders"):
		if side, ok := ruleSide[name]; ok {
			t.rules[side] = docRule(s)
		}
	case d.path.under("tblPr"):
		switch name {
		case "tblStyle":
			t.rules = d.styles.of(s.attr("val"))
		case "jc":
			t.look.Centred = s.attr("val") == "center"
		}
	case d.path.under("trPr"):
		t.rowProperty(s, name)
	case t.at != nil:
		d.cell(t, name)
	}
	return false, nil
}

func (d *docLooks) begin() {
	d.tables++
	l := &forms.Look{Styles: []forms.CellLook{d.styles.base}, CharWidth: twipsPerChar / 20, Document: true}
	d.out[tableName(d.tables)] = l
	d.paged = append(d.paged, l)
	plain := d.styles.base
	plain.Across, plain.Down, plain.Wrap = forms.AtLeft, forms.AtTop, true
	d.open = append(d.open, &docTableLook{look: l, rules: unruled, plain: plain, lines: map[forms.DocLines]int{}})
}

func (d *docLooks) margins() {
	for _, l := range d.paged {
		for i, side := range [...]string{"left", "top", "right", "bottom"} {
			l.Margins[i] = float64(max(0, d.s.number(side, 0))) / 20
		}
	}
}

// pageGrid takes the distance of the page's lines.
func (d *docLooks) pageGrid() {
	if kind := d.s.attr("type"); !d.gridded || kind != "lines" && kind != "linesAndChars" {
		return
	}
	if pitch := float64(d.s.number("linePitch", 0)) / 20; pitch >= 5 && pitch <= 60 {
		for _, l := range d.paged {
			l.Lines.Grid = pitch
		}
	}
}

// spacing takes how far apart a paragraph's lines stand (17.3.1.33).
func (t *docTableLook) spacing(s *xmlScanner) {
	points := func(name string) float64 { return float64(min(max(0, s.number(name, 0)), 2000)) / 20 }
	if !isTrue(s.attr("beforeAutospacing")) && !isTrue(s.attr("afterAutospacing")) {
		t.lead.Gap = points("before") + points("after")
	}
	switch line := points("line"); {
	case line == 0:
	case s.attr("lineRule") == "exact" || s.attr("lineRule") == "atLeast":
		t.lead.Fixed = line
	default:
		t.lead.Times = line * 20 / 240 // counted in 240ths of a line
	}
}

func (t *docTableLook) rowProperty(s *xmlScanner, name string) {
	switch name {
	case "gridBefore":
		t.col = min(max(0, s.number("val", 0)), maxCols)
	case "trHeight":
		for len(t.look.Heights) <= t.row {
			t.look.Heights = append(t.look.Heights, 0)
		}
		t.look.Heights[t.row] = float64(max(0, s.number("val", 0))) / 20
	case "tblHeader":
		if v := s.attr("val"); (v == "" || isTrue(v)) && t.look.Titles.Last == t.row {
			t.look.Titles = forms.Span{First: 1, Last: t.row + 1}
		}
	}
}

// cell takes up what an element says of the cell being read.
func (d *docLooks) cell(t *docTableLook, name string) {
	s, at := d.s, t.at
	switch {
	case name == "p":
		t.par, t.run, t.lead = forms.AtLeft, t.plain, forms.DocLines{}
	case name == "spacing" && d.path.under("pPr"):
		t.spacing(s)
	case name == "r":
		t.run = t.plain
	case d.path.under("tcBorders"):
		if side, ok := ruleSide[name]; ok {
			at.own[side] = docRule(s)
		}
	case d.path.under("tcPr"):
		switch name {
		case "gridSpan":
			at.span = min(max(1, s.number("val", 1)), maxCols)
		case "vAlign":
			switch s.attr("val") {
			case "center":
				at.look.Down = forms.AtMiddle
			case "bottom":
				at.look.Down = forms.AtBottom
			}
		case "textDirection":
			at.look.Upright = strings.HasPrefix(s.attr("val"), "tb") && s.attr("val") != "tb"
		case "shd":
			if v, err := strconv.ParseUint(s.attr("fill"), 16, 32); err == nil && v != 0xFFFFFF {
				at.look.Fill, at.look.Filled = forms.RGB(v), true
			}
		}
	case name == "jc" && d.path.under("pPr"):
		switch s.attr("val") {
		case "center":
			t.par = forms.AtCentre
		case "right", "end":
			t.par = forms.AtRight
		}
		if !t.told {
			at.look.Across = t.par
		}
	case d.path.within("r", "rPr"):
		docFont(s, name, &t.run)
	}
}

// shows takes the look of the first text that a cell shows for the cell's.
func (t *docTableLook) shows(text string) {
	if t.at == nil || t.told || strings.TrimSpace(text) == "" {
		return
	}
	t.told = true
	l := &t.at.look
	l.Across, l.Font, l.Size, l.Bold, l.Colour = t.par, t.run.Font, t.run.Size, t.run.Bold, t.run.Colour
}

func (t *docTableLook) endCell() {
	if t.at != nil {
		t.col += t.at.span
	}
	t.at = nil
}

func (t *docTableLook) endRow() {
	if t.gone {
		t.cells = t.cells[:t.first]
		return
	}
	t.row++
}

// settle gives each cell its rules: its own, else the table's.
func (t *docTableLook) settle() {
	all := 0
	for _, n := range t.lines {
		all += n
	}
	for lead, n := range t.lines {
		if n*2 > all { // as most of its paragraphs stand
			t.look.Lines = lead
		}
	}
	last := 0
	for i := range t.cells {
		last = max(last, t.cells[i].col+t.cells[i].span)
	}
	index := map[forms.CellLook]uint16{}
	t.look.Cells = make([][]uint16, t.row)
	for i := range t.cells {
		c := &t.cells[i]
		pick := func(side int, edge bool, inner int) float64 {
			if c.own[side] >= 0 {
				return c.own[side]
			}
			if !edge {
				side = inner
			}
			return max(t.rules[side], 0)
		}
		c.look.Top, c.look.Bottom = pick(0, c.row == 0, 4), pick(2, c.row == t.row-1, 4)
		c.look.Left, c.look.Right = pick(1, c.col == 0, 5), pick(3, c.col+c.span >= last, 5)
		n, known := index[c.look]
		if !known {
			if len(t.look.Styles) == 1<<16-1 {
				continue
			}
			n = uint16(len(t.look.Styles))
			index[c.look] = n
			t.look.Styles = append(t.look.Styles, c.look)
		}
		row := t.look.Cells[c.row]
		for len(row) < min(c.col+c.span, maxCols) {
			row = append(row, 0)
		}
		for k := c.col; k < len(row); k++ {
			row[k] = n
		}
		t.look.Cells[c.row] = row
	}
}
