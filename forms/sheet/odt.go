package sheet

import (
	"context"
	"strings"

	"huce/forms"
)

// odtReader reads the body of an OpenDocument text as docReader reads a docx:
// every table is a sheet, numbered in the order in which tables begin.
type odtReader struct {
	*odf
	s       *xmlScanner
	tables  []*forms.Grid
	lastTop *forms.Grid
	text    flow
}

func readODT(ctx context.Context, data []byte) (*forms.Book, error) {
	o, err := openODF(ctx, data)
	if err != nil {
		return nil, err
	}
	s, err := o.body("text")
	if err != nil {
		return nil, err
	}
	d := &odtReader{odf: o, s: s}
	if err := d.blocks(&d.text, s.depth-1); err != nil {
		return nil, err
	}
	if d.lastTop == nil { // a text without tables: a notice
		d.lastTop = &forms.Grid{Name: tableName(1)}
		d.tables = append(d.tables, d.lastTop)
		d.lastTop.Before = d.text.paragraphs
	} else {
		d.lastTop.After = d.text.paragraphs
	}
	return &forms.Book{Sheets: d.tables}, nil
}

// blocks reads paragraphs and tables into f until depth falls to level. Lists
// and sections are transparent.
func (d *odtReader) blocks(f *flow, level int) error {
	return d.s.walk(level, func() error {
		switch name := string(d.s.name); {
		case name == "p" || name == "h":
			return d.paragraph(f)
		case name == "table":
			return d.table(f)
		case odfUnseen[name]:
			return d.s.skip()
		}
		return nil
	})
}

// paragraph reads a paragraph into f; text boxes inside it come before it.
func (d *odtReader) paragraph(f *flow) error {
	s := d.s
	b := odfText{spaced: true}
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			break
		}
		switch {
		case tok == tokenText:
			b.add(s.text)
		case tok != tokenOpen || b.mark(s):
		case string(s.name) == "text-box":
			err = d.blocks(f, s.depth-1)
		case odfUnseen[string(s.name)]:
			err = s.skip()
		}
		if err != nil {
			return err
		}
		if b.Len() > maxText {
			return tooBig("cells")
		}
	}
	text := b.String()
	if !f.inCell && strings.TrimSpace(text) == "" {
		return nil
	}
	f.paragraphs = append(f.paragraphs, text)
	return d.b.spend(0, len(text)+16)
}

// odtTable reads one table.
type odtTable struct {
	*odtReader
	g        *forms.Grid
	row, col int
	maxCol   int
	columns  int
	merges   []forms.Range
}

func (d *odtReader) table(f *flow) error {
	g := &forms.Grid{}
	d.tables = append(d.tables, g)
	if len(d.tables) > maxSheets {
		return tooBig("cells")
	}
	g.Name = tableName(len(d.tables))
	g.Landscape = d.styles.landscape[d.styles.layouts["Standard"]]
	if !f.inCell {
		g.Before, f.paragraphs = f.paragraphs, nil
		d.lastTop = g
	}
	t := &odtTable{odtReader: d, g: g, maxCol: -1}
	if err := t.rows(); err != nil {
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

// rows reads until the table ends; header rows are rows.
func (t *odtTable) rows() error {
	s := t.s
	return s.walk(s.depth-1, func() error {
		switch string(s.name) {
		case "table-column":
			width := t.styles.widths[s.attr("style-name")]
			last := t.columns + repeated(s, "number-columns-repeated", maxCols)
			for c := t.columns; c < min(last, maxCols); c++ {
				setWidth(t.g, c, width)
			}
			t.columns = last
		case "table-row":
			return t.tableRow()
		case "soft-page-break", "shapes", "title", "desc":
			return s.skip()
		}
		return nil
	})
}

func (t *odtTable) tableRow() error {
	if t.row >= maxRows {
		return tooBig("cells")
	}
	t.col = 0
	times := repeated(t.s, "number-rows-repeated", maxRows)
	err := t.s.each(func(name string) (bool, error) {
		switch name {
		case "table-cell":
			return true, t.cell()
		case "covered-table-cell":
			t.col += repeated(t.s, "number-columns-repeated", maxCols)
		}
		return false, nil
	}, nil)
	t.row += times
	return err
}

func (t *odtTable) cell() error {
	s := t.s
	m := forms.Range{
		Top: t.row, Left: t.col,
		Bottom: t.row + repeated(s, "number-rows-spanned", maxRows) - 1,
		Right:  t.col + repeated(s, "number-columns-spanned", maxCols) - 1,
	}
	t.col += repeated(s, "number-columns-repeated", maxCols)
	if m.Left >= maxCols {
		return s.skip()
	}
	t.maxCol = max(t.maxCol, m.Right)
	if m.Bottom > m.Top || m.Right > m.Left {
		t.merges = append(t.merges, m)
	}
	contents := flow{inCell: true}
	if err := t.blocks(&contents, s.depth-1); err != nil {
		return err
	}
	text := strings.Trim(strings.Join(contents.paragraphs, "\n"), "\n")
	if text == "" {
		return nil
	}
	return t.b.put(t.g, m.Top, m.Left, forms.Cell{Text: text, Kind: forms.CellText})
}
