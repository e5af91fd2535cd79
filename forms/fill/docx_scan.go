package fill

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
)

// extent is a run of bytes of document.xml.
type extent struct{ from, to int }

// docTable is a table of a document: where it stands, and its rows.
type docTable struct {
	extent
	nested bool
	rows   []docRow
}

// docRow is a table row and its cells.
type docRow struct {
	extent
	deleted bool
	cells   []docCell
}

// docCell is a tc element and the columns of the table's grid that it covers.
type docCell struct {
	extent
	col, span int
}

// unseen are the elements whose content no reader shows; tables inside them don't
// count (ECMA-376 part 1, 17; of two alternatives the fallback counts).
var unseen = map[string]bool{"del": true, "moveFrom": true, "Choice": true, "sdtPr": true}

// docScan walks document.xml and notes where its tables, rows and cells stand.
// Tables are numbered in the order in which they begin, as sheet numbers them.
type docScan struct {
	tables []*docTable
	open   []*docTable // tables the walk is inside of
	body   extent      // what the body element holds
}

func scanDocument(src []byte) (*docScan, error) {
	s := &docScan{}
	d := xml.NewDecoder(bytes.NewReader(src))
	hidden := 0
	for {
		from := int(d.InputOffset())
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		to := int(d.InputOffset())
		switch t := tok.(type) {
		case xml.StartElement:
			if hidden > 0 || unseen[t.Name.Local] && !s.marks(t.Name.Local) {
				hidden++
				continue
			}
			s.start(t, from, to)
		case xml.EndElement:
			if hidden > 0 {
				hidden--
				continue
			}
			s.end(t.Name.Local, from, to)
		}
	}
}

// marks reports whether a del element marks the row it stands in as deleted: an
// empty one inside trPr, rather than a run of deleted text.
func (s *docScan) marks(name string) bool {
	r := s.row()
	return name == "del" && r != nil && len(r.cells) == 0
}

func (s *docScan) start(t xml.StartElement, from, to int) {
	switch t.Name.Local {
	case "body":
		s.body = extent{to, to}
	case "tbl":
		tbl := &docTable{extent: extent{from, from}, nested: len(s.open) > 0}
		s.tables = append(s.tables, tbl)
		s.open = append(s.open, tbl)
	case "tr":
		if tbl := s.table(); tbl != nil {
			tbl.rows = append(tbl.rows, docRow{extent: extent{from, from}})
		}
	case "del":
		if r := s.row(); r != nil {
			r.deleted = true
		}
	case "gridBefore":
		if r := s.row(); r != nil && len(r.cells) == 0 {
			r.cells = append(r.cells, docCell{span: value(t, 0)})
		}
	case "tc":
		if r := s.row(); r != nil {
			col := 0
			if n := len(r.cells); n > 0 {
				col = r.cells[n-1].col + r.cells[n-1].span
			}
			r.cells = append(r.cells, docCell{extent: extent{from, from}, col: col, span: 1})
		}
	case "gridSpan":
		if r := s.row(); r != nil && len(r.cells) > 0 {
			r.cells[len(r.cells)-1].span = max(1, value(t, 1))
		}
	}
}

func (s *docScan) end(name string, from, to int) {
	switch name {
	case "body":
		s.body.to = from
	case "tbl":
		if tbl := s.table(); tbl != nil {
			tbl.to = to
			s.open = s.open[:len(s.open)-1]
		}
	case "tr":
		if r := s.row(); r != nil {
			r.to = to
		}
	case "tc":
		if r := s.row(); r != nil && len(r.cells) > 0 {
			r.cells[len(r.cells)-1].to = to
		}
	}
}

func (s *docScan) table() *docTable {
	if len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1]
}

// row is the row being read of the innermost table, nil between rows.
func (s *docScan) row() *docRow {
	tbl := s.table()
	if tbl == nil || len(tbl.rows) == 0 {
		return nil
	}
	if r := &tbl.rows[len(tbl.rows)-1]; r.to <= r.from {
		return r
	}
	return nil
}

// shown are the rows a reader shows, in order: grid row n is the n-th of them.
func (t *docTable) shown() []*docRow {
	var rows []*docRow
	for i := range t.rows {
		if !t.rows[i].deleted {
			rows = append(rows, &t.rows[i])
		}
	}
	return rows
}

// at is the cell that covers a column of the grid, false where none does.
func (r *docRow) at(col int) (docCell, bool) {
	for _, c := range r.cells {
		if col >= c.col && col < c.col+c.span && c.to > c.from {
			return c, true
		}
	}
	return docCell{}, false
}

func value(t xml.StartElement, none int) int {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			if n, err := strconv.Atoi(a.Value); err == nil {
				return n
			}
		}
	}
	return none
}
