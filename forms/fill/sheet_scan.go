package fill

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A sheet's rows are found in the bytes of its part, and written there: a register has
// a million cells, which a tree of them takes many seconds to be built from and to be
// written. Everything outside the rows that are filled stays byte for byte.

// sheetPart is the part of a sheet (ECMA-376 part 1, 18.3.1.99).
type sheetPart struct {
	text   []byte
	prefix string // of its elements: "", "x:"
	data   extent // the sheetData element
	rows   []partRow
	shared map[string]master // formulas that several cells share
	most   int               // cells of a row
}

// partRow is a row element.
type partRow struct {
	extent
	number int    // 0-based
	attrs  string // as written, without r and what is of that row alone
	inner  extent // its cells
	style  string // of the row itself, "" for none
}

// partCell is a c element.
type partCell struct {
	extent
	col     int
	style   string
	kind    string // its t: s, str, n …
	formula extent // the f element, empty for none
	value   string // what v holds
}

// master is the cell whose formula others share.
type master struct {
	row, col int
	text     string
}

// errOdd is a sheet whose bytes are not read this way: of another encoding, with
// comments among its cells. It is written anew first.
var errOdd = fmt.Errorf("fill: a sheet that is written in an odd way")

func scanSheet(text []byte) (*sheetPart, error) {
	s := &sheetPart{text: text}
	at := 0
	for {
		n := bytes.Index(text[at:], []byte("sheetData"))
		if n < 0 {
			return nil, errOdd
		}
		at += n
		open := bytes.LastIndexByte(text[:at], '<')
		if open >= 0 && (open == at-1 || text[at-1] == ':' && !bytes.ContainsAny(text[open+1:at-1], " /\">")) && len(text) > at+9 && !isName(text[at+9]) {
			s.prefix, s.data.from = string(text[open+1:at]), open
			break
		}
		at += 9
	}
	end, empty, ok := tagEnd(text, s.data.from)
	if !ok {
		return nil, errOdd
	}
	s.data.to = end
	if empty {
		return s, nil
	}
	last := bytes.Index(text[end:], []byte("</"+s.prefix+"sheetData"))
	if last < 0 {
		return nil, errOdd
	}
	inside := extent{end, end + last}
	close := bytes.IndexByte(text[inside.to:], '>')
	if close < 0 || bytes.Contains(text[inside.from:inside.to], []byte("<!")) || bytes.Contains(text[inside.from:inside.to], []byte("<?")) {
		return nil, errOdd
	}
	s.data.to = inside.to + close + 1
	return s, s.scanRows(inside)
}

func (s *sheetPart) scanRows(in extent) error {
	tag, end := []byte("<"+s.prefix+"row"), []byte("</"+s.prefix+"row")
	number := -1
	for at := in.from; ; {
		n := bytes.Index(s.text[at:in.to], tag)
		if n < 0 {
			break
		}
		r := partRow{extent: extent{from: at + n}}
		head, empty, ok := tagEnd(s.text, r.from)
		if !ok || isName(s.text[r.from+len(tag)]) {
			return errOdd
		}
		r.inner, r.to = extent{head, head}, head
		if !empty {
			n := bytes.Index(s.text[head:in.to], end)
			if n < 0 {
				return errOdd
			}
			r.inner.to = head + n
			r.to = r.inner.to + bytes.IndexByte(s.text[r.inner.to:], '>') + 1
		}
		number++
		custom := false
		var attrs strings.Builder
		for name, value := range attributes(s.text[r.from+len(tag) : head]) {
			switch name {
			case "r":
				k, err := strconv.Atoi(value)
				if err != nil || k-1 < number {
					return errOdd
				}
				number = k - 1
				continue
			case "s":
				r.style = value
			case "customFormat":
				custom = value == "1" || value == "true"
			}
			attrs.WriteString(" " + name + `="` + value + `"`)
		}
		if !custom {
			r.style = ""
		}
		r.number, r.attrs = number, attrs.String()
		s.rows = append(s.rows, r)
		at = r.to
	}
	if bytes.Contains(s.text[in.from:in.to], []byte(`t="shared"`)) {
		return s.masters()
	}
	return nil
}

// maybeFormulas is false for a sheet that has none for sure.
func maybeFormulas(text []byte) bool {
	return bytes.Contains(text, []byte("<f")) || bytes.Contains(text, []byte(":f"))
}

// hasFormulas reports whether there are formulas in a run of the part.
func (s *sheetPart) hasFormulas(in extent) bool {
	return bytes.Contains(s.text[in.from:in.to], []byte("<"+s.prefix+"f"))
}

// masters finds the formulas that cells share (18.3.1.40).
func (s *sheetPart) masters() error {
	s.shared = map[string]master{}
	for i := range s.rows {
		cells, err := s.cells(&s.rows[i])
		if err != nil {
			return err
		}
		for _, c := range cells {
			if kind, si, text := s.formulaOf(&c); kind == "shared" && text != "" {
				s.shared[si] = master{s.rows[i].number, c.col, text}
			}
		}
	}
	return nil
}

// cells are a row's cells, in order.
func (s *sheetPart) cells(r *partRow) ([]partCell, error) {
	out := make([]partCell, 0, s.most)
	col := -1
	for at := r.inner.from; ; {
		open, end, empty, err := s.next(at, r.inner.to)
		if err != nil {
			return nil, err
		}
		if open < 0 {
			s.most = max(s.most, len(out))
			return out, nil
		}
		name := s.text[open+1:]
		if !bytes.HasPrefix(name, []byte(s.prefix+"c")) || isName(name[len(s.prefix)+1]) {
			return nil, errOdd
		}
		c := partCell{extent: extent{open, end}}
		col++
		if err := s.cellTag(&c, s.text[open+len(s.prefix)+2:end], &col); err != nil {
			return nil, err
		}
		if !empty {
			if c.to, err = s.content(&c, end, r.inner.to); err != nil {
				return nil, err
			}
		}
		c.col = col
		out = append(out, c)
		at = c.to
	}
}

// next is the next tag from at on: where it opens and ends; open is -1 where none
// comes before the limit.
func (s *sheetPart) next(at, limit int) (open, end int, empty bool, err error) {
	n := bytes.IndexByte(s.text[at:limit], '<')
	if n < 0 {
		return -1, 0, false, nil
	}
	end, empty, ok := tagEnd(s.text[:limit], at+n)
	if !ok {
		return 0, 0, false, errOdd
	}
	return at + n, end, empty, nil
}

// cellTag reads the attributes of a cell; col is the column it has if it doesn't say.
func (s *sheetPart) cellTag(c *partCell, tag []byte, col *int) error {
	for name, value := range attributes(tag) {
		switch name {
		case "r":
			k := columnOf(value)
			if k < *col {
				return errOdd
			}
			*col = k
		case "s":
			c.style = value
		case "t":
			c.kind = value
		}
	}
	return nil
}

// columnOf is the column of a cell's name, 0-based, -1 where it is none.
func columnOf(name string) int {
	col := 0
	for i := range len(name) {
		switch b := name[i]; {
		case 'A' <= b && b <= 'Z' && i < 3:
			col = col*26 + int(b-'A') + 1
		case '0' <= b && b <= '9' && i > 0:
			return col - 1
		default:
			return -1
		}
	}
	return -1
}

// content finds a cell's formula and value, and where the cell ends.
func (s *sheetPart) content(c *partCell, at, limit int) (int, error) {
	depth := 0
	var began int // the element at depth 1
	for {
		open, end, empty, err := s.next(at, limit)
		if err != nil || open < 0 {
			return 0, errOdd
		}
		switch closing := s.text[open+1] == '/'; {
		case closing && depth == 0:
			return end, nil
		case closing:
			depth--
			if depth == 0 {
				s.part(c, extent{began, end})
			}
		case empty:
			if depth == 0 {
				s.part(c, extent{open, end})
			}
		default:
			if depth == 0 {
				began = open
			}
			depth++
		}
		at = end
	}
}

// part takes an element of a cell: its formula or its value.
func (s *sheetPart) part(c *partCell, e extent) {
	text := s.text[e.from:e.to]
	name := text[1:]
	if !bytes.HasPrefix(name, []byte(s.prefix)) || len(name) < len(s.prefix)+2 || isName(name[len(s.prefix)+1]) {
		return
	}
	switch name[len(s.prefix)] {
	case 'f':
		c.formula = e
	case 'v':
		c.value = contentOf(text)
	}
}

// formulaOf is a cell's formula: its kind (shared, array, "" for its own), the number
// that it shares, its text.
func (s *sheetPart) formulaOf(c *partCell) (kind, si, text string) {
	if c.formula.to == c.formula.from {
		return "", "", ""
	}
	f := s.text[c.formula.from:c.formula.to]
	head, _, _ := tagEnd(f, 0)
	for name, value := range attributes(f[len(s.prefix)+2 : head]) {
		switch name {
		case "t":
			kind = value
		case "si":
			si = value
		}
	}
	return kind, si, html.UnescapeString(contentOf(f))
}

// plainFormula is the formula of a cell as text, with what it shares written out; ""
// for none and for those of arrays and tables of data.
func (s *sheetPart) plainFormula(row int, c *partCell) string {
	kind, si, text := s.formulaOf(c)
	switch kind {
	case "", "normal":
		return text
	case "shared":
		if text == "" {
			m := s.shared[si]
			return moved(m.text, row-m.row, c.col-m.col)
		}
		return text
	}
	return ""
}

// row is the row of a number, nil where the part has none.
func (s *sheetPart) row(number int) *partRow {
	low, high := 0, len(s.rows)
	for low < high {
		mid := (low + high) / 2
		if s.rows[mid].number < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(s.rows) && s.rows[low].number == number {
		return &s.rows[low]
	}
	return nil
}

// at is the cell of a row and column, false where there is none.
func (s *sheetPart) at(row, col int) (partCell, bool) {
	if r := s.row(row); r != nil {
		cells, err := s.cells(r)
		if err == nil {
			for _, c := range cells {
				if c.col == col {
					return c, true
				}
			}
		}
	}
	return partCell{}, false
}

// formula is the formula of a cell, "" for none.
func (s *sheetPart) formula(row, col int) string {
	c, ok := s.at(row, col)
	if !ok {
		return ""
	}
	return s.plainFormula(row, &c)
}
