package fill

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
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
	tag, end := []byte("<"+s.prefix+"c"), []byte("</"+s.prefix+"c")
	var out []partCell
	col := -1
	for at := r.inner.from; ; {
		n := bytes.Index(s.text[at:r.inner.to], tag)
		if n < 0 {
			return out, nil
		}
		c := partCell{extent: extent{from: at + n}}
		head, empty, ok := tagEnd(s.text, c.from)
		if !ok || isName(s.text[c.from+len(tag)]) {
			return nil, errOdd
		}
		c.to = head
		if !empty {
			n := bytes.Index(s.text[head:r.inner.to], end)
			for n >= 0 && isName(s.text[head+n+len(end)]) {
				next := bytes.Index(s.text[head+n+1:r.inner.to], end)
				if next < 0 {
					return nil, errOdd
				}
				n += 1 + next
			}
			if n < 0 {
				return nil, errOdd
			}
			s.content(&c, extent{head, head + n})
			c.to = head + n + bytes.IndexByte(s.text[head+n:], '>') + 1
		}
		col++
		for name, value := range attributes(s.text[c.from+len(tag) : head]) {
			switch name {
			case "r":
				k, _, err := excelize.CellNameToCoordinates(value)
				if err != nil || k-1 < col {
					return nil, errOdd
				}
				col = k - 1
			case "s":
				c.style = value
			case "t":
				c.kind = value
			}
		}
		c.col = col
		out = append(out, c)
		at = c.to
	}
}

// content finds a cell's formula and value.
func (s *sheetPart) content(c *partCell, in extent) {
	text := s.text[in.from:in.to]
	if f, ok := element(text, s.prefix+"f"); ok {
		c.formula = extent{in.from + f.from, in.from + f.to}
		text = text[f.to:]
	}
	if v, ok := element(text, s.prefix+"v"); ok {
		c.value = contentOf(text[v.from:v.to])
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
	return kind, si, unescape.Replace(contentOf(f))
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
