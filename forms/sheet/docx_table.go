package sheet

import (
	"strings"

	"huce/forms"
)

// twipsPerChar is the width of a character of a table's text (10.5 points) in
// the unit of Word's columns, a twentieth of a point.
const twipsPerChar = 105.0

// tableReader reads one table.
type tableReader struct {
	*docReader
	g        *forms.Grid
	row      int
	maxCol   int
	vertical map[int]int // by left column: index into merges of one still open
	merges   []forms.Range
}

// docCell is one tc: where it stands and what it holds.
type docCell struct {
	span     int
	vMerge   string // "", restart, continue
	hMerge   string // the same across, as old files have it
	contents flow
}

// table reads the table just opened. Standing in the text it takes the
// paragraphs since the one before.
func (d *docReader) table(f *flow) error {
	g := &forms.Grid{}
	d.tables = append(d.tables, g)
	if len(d.tables) > maxSheets {
		return tooBig("cells")
	}
	g.Name = tableName(len(d.tables))
	if !f.inCell {
		g.Before, f.paragraphs = f.paragraphs, nil
		d.lastTop = g
	}
	t := &tableReader{docReader: d, g: g, vertical: map[int]int{}}
	if err := t.rows(d.s.depth - 1); err != nil {
		return err
	}
	for _, m := range t.merges {
		if err := d.b.merge(g, m); err != nil {
			return err
		}
	}
	trim(g, t.row-1, t.maxCol)
	return nil
}

// rows reads until the table ends; content controls around rows are transparent.
func (t *tableReader) rows(level int) error {
	s := t.s
	return s.walk(level, func() error {
		switch name := string(s.name); {
		case name == "tr":
			return t.tr()
		case name == "gridCol":
			if len(t.g.Widths) < maxCols {
				t.g.Widths = append(t.g.Widths, float64(max(0, s.number("w", 0)))/twipsPerChar)
			}
		case t.unseen(name):
			return s.skip()
		}
		return nil
	})
}

// tr reads a row. One that was deleted with changes tracked is left out.
func (t *tableReader) tr() error {
	s := t.s
	col, deleted := 0, false
	if t.row >= maxRows {
		return tooBig("cells")
	}
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			break
		}
		if tok != tokenOpen {
			continue
		}
		switch name := string(s.name); {
		case name == "trPr":
			col, deleted, err = t.rowProperties()
			if err == nil && deleted {
				for s.depth > level && err == nil && tok != tokenEnd {
					tok, err = s.next()
				}
				return err
			}
		case name == "tc":
			col, err = t.tc(col)
		case t.unseen(name):
			err = s.skip()
		}
		if err != nil {
			return err
		}
	}
	t.row++
	return nil
}

// rowProperties gives the columns left free before the row's first cell.
func (t *tableReader) rowProperties() (before int, deleted bool, err error) {
	err = t.s.each(func(name string) (bool, error) {
		switch name {
		case "gridBefore":
			before = min(max(0, t.s.number("val", 0)), maxCols)
		case "hidden":
			if v := t.s.attr("val"); v == "" || isTrue(v) {
				hideRow(t.g, t.row)
			}
		case "del":
			deleted = true
		}
		return false, nil
	}, nil)
	return before, deleted, err
}

// tc reads a cell that begins at col and gives the column after it.
func (t *tableReader) tc(col int) (int, error) {
	s := t.s
	c := docCell{span: 1, contents: flow{inCell: true}}
	err := s.walk(s.depth-1, func() error {
		switch name := string(s.name); {
		case name == "tcPr":
			return t.cellProperties(&c)
		case name == "p":
			return t.paragraph(&c.contents)
		case name == "tbl":
			return t.table(&c.contents)
		case t.unseen(name):
			return s.skip()
		}
		return nil
	})
	if err != nil {
		return col, err
	}
	return t.place(c, col)
}

func (t *tableReader) cellProperties(c *docCell) error {
	return t.s.each(func(name string) (bool, error) {
		switch name {
		case "gridSpan":
			c.span = min(max(1, t.s.number("val", 1)), maxCols)
		case "vMerge", "vmerge":
			c.vMerge = mergeValue(t.s.attr("val"))
		case "hMerge", "hmerge":
			c.hMerge = mergeValue(t.s.attr("val"))
		}
		return false, nil
	}, nil)
}

// mergeValue: a merge mark without a value continues.
func mergeValue(v string) string {
	if v == "" {
		return "continue"
	}
	return v
}

// place puts a cell into the grid, opening or widening merges. A cell that
// continues another shows nothing.
func (t *tableReader) place(c docCell, col int) (int, error) {
	next := min(col+c.span, maxCols)
	if col >= maxCols {
		return col, nil
	}
	t.maxCol = max(t.maxCol, next-1)
	open, isOpen := t.vertical[col]
	if c.vMerge == "continue" && isOpen && t.merges[open].Bottom == t.row-1 {
		t.merges[open].Bottom = t.row
		return next, nil
	}
	delete(t.vertical, col)
	if c.hMerge == "continue" && col > 0 && len(t.merges) > 0 {
		if m := &t.merges[len(t.merges)-1]; m.Top == t.row && m.Right == col-1 {
			m.Right = next - 1
			return next, nil
		}
	}
	if c.span > 1 || c.vMerge != "" || c.hMerge == "restart" {
		if c.vMerge != "" {
			t.vertical[col] = len(t.merges)
		}
		t.merges = append(t.merges, forms.Range{Top: t.row, Left: col, Bottom: t.row, Right: next - 1})
	}
	text := strings.Trim(strings.Join(c.contents.paragraphs, "\n"), "\n")
	if text == "" {
		return next, nil
	}
	return next, t.b.put(t.g, t.row, col, forms.Cell{Text: text, Kind: forms.CellText})
}
