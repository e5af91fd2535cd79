package fill

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// put is what goes into one cell of a row.
type put struct {
	col     int
	text    string
	numeric bool   // written as a number where it survives that
	formula string // in place of text, "" for none
}

// rowPatch is a row that is written anew: puts in the order of their columns, the rest
// of it as in the row that it is made like.
type rowPatch struct {
	puts []put
	from *sheetPart // whose row like is; nil is the sheet's own
	like int        // the row's number there
	new  bool       // nothing but the looks are taken
}

// sheetWriter writes a sheet's part with rows patched.
type sheetWriter struct {
	*sheetPart
	name   string
	stale  touched      // formulas of the workbook whose values hold no more
	table  *stringTable // nil: texts stand in their cells
	gone   map[int]bool // shared texts whose cells were set anew
	styles []columnStyle
	names  []string // of columns
	out    []byte
}

// columnStyle is the style that a run of columns has (18.3.1.13).
type columnStyle struct {
	first, last int
	style       string
}

func (w *sheetWriter) write(patches map[int]*rowPatch) ([]byte, error) {
	numbers := make([]int, 0, len(patches))
	for n := range patches {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	w.styles = w.columnStyles()
	w.out = make([]byte, 0, len(w.text)+200*len(patches))
	w.out = append(w.out, w.text[:w.data.from]...)
	head, empty, _ := tagEnd(w.text, w.data.from)
	w.out = append(append(w.out, '<'), w.prefix...)
	w.out = append(w.out, "sheetData>"...)
	at := head
	next := 0
	for i := range w.rows {
		r := &w.rows[i]
		for ; next < len(numbers) && numbers[next] < r.number; next++ {
			if err := w.row(numbers[next], patches[numbers[next]]); err != nil {
				return nil, err
			}
		}
		if next < len(numbers) && numbers[next] == r.number {
			if err := w.row(r.number, patches[r.number]); err != nil {
				return nil, err
			}
			next++
		} else if err := w.keep(r); err != nil {
			return nil, err
		}
		at = r.to
	}
	for ; next < len(numbers); next++ {
		if err := w.row(numbers[next], patches[numbers[next]]); err != nil {
			return nil, err
		}
	}
	if empty {
		w.tag("</", "sheetData>")
	} else {
		w.out = append(w.out, w.text[at:w.data.to]...)
	}
	w.out = append(w.out, w.text[w.data.to:]...)
	for _, n := range slices.Backward(numbers) {
		if patches[n].new {
			w.out = grown(w.out, n)
			break
		}
	}
	return w.out, nil
}

func (w *sheetWriter) tag(open, rest string) {
	w.out = append(append(append(w.out, open...), w.prefix...), rest...)
}

// keep copies a row, but for the values that hold no more.
func (w *sheetWriter) keep(r *partRow) error {
	if !w.hasFormulas(r.extent) {
		w.out = append(w.out, w.text[r.from:r.to]...)
		return nil
	}
	cells, err := w.cells(r)
	if err != nil {
		return err
	}
	w.out = append(w.out, w.text[r.from:r.inner.from]...)
	for i := range cells {
		w.keepCell(w.sheetPart, r.number, &cells[i])
	}
	w.out = append(w.out, w.text[r.inner.to:r.to]...)
	return nil
}

// keepCell copies a cell. The value of a formula that depends on what is filled is left
// out. A formula that cells share is written out: the one it stands at may go.
func (w *sheetWriter) keepCell(from *sheetPart, row int, c *partCell) {
	kind, _, _ := from.formulaOf(c)
	holds := !w.stale.has(w.name, row, c.col)
	if c.formula.to == c.formula.from || kind == "dataTable" || holds && kind != "shared" {
		w.out = append(w.out, from.text[c.from:c.to]...)
		return
	}
	valueKind := ""
	if holds {
		valueKind = c.kind
	}
	w.cell(row, c.col, c.style, valueKind)
	w.out = append(w.out, '>')
	if kind == "array" {
		w.out = append(w.out, from.text[c.formula.from:c.formula.to]...)
	} else {
		w.tag("<", "f>")
		w.out = append(w.out, escape.Replace(from.plainFormula(row, c))...)
		w.tag("</", "f>")
	}
	if holds && (c.value != "" || valueKind != "") {
		w.tag("<", "v>")
		w.out = append(w.out, c.value...)
		w.tag("</", "v>")
	}
	w.tag("</", "c>")
}

// cell begins a cell; its tag is still open.
func (w *sheetWriter) cell(row, col int, style, kind string) {
	for len(w.names) <= col {
		w.names = append(w.names, forms.ColumnName(len(w.names)))
	}
	w.tag("<", `c r="`)
	w.out = append(w.out, w.names[col]...)
	w.out = strconv.AppendInt(w.out, int64(row+1), 10)
	w.out = append(w.out, '"')
	if style != "" {
		w.out = append(append(append(w.out, ` s="`...), style...), '"')
	}
	if kind != "" {
		w.out = append(append(append(w.out, ` t="`...), kind...), '"')
	}
}

// ofOneRow are attributes of a row that one made like it doesn't take over.
var ofOneRow = regexp.MustCompile(` (?:hidden|outlineLevel|collapsed|[\w]+:[\w]+)="[^"]*"`)

var rowSpans = regexp.MustCompile(` spans="[^"]*"`)

// row writes a row anew.
func (w *sheetWriter) row(number int, p *rowPatch) error {
	from := p.from
	if from == nil {
		from = w.sheetPart
	}
	attrs, style := "", ""
	var cells []partCell
	if r := from.row(p.like); r != nil {
		var err error
		if cells, err = from.cells(r); err != nil {
			return err
		}
		attrs, style = rowSpans.ReplaceAllString(r.attrs, ""), r.style
	}
	if p.new {
		attrs = ofOneRow.ReplaceAllString(attrs, "")
	}
	w.tag("<", `row r="`)
	w.out = strconv.AppendInt(w.out, int64(number+1), 10)
	w.out = append(append(append(w.out, '"'), attrs...), '>')
	k := 0
	for i := range p.puts {
		v := &p.puts[i]
		for ; k < len(cells) && cells[k].col < v.col; k++ {
			w.other(from, number, p.new, &cells[k])
		}
		own := style
		if k < len(cells) && cells[k].col == v.col {
			own = cells[k].style
			w.lost(p, &cells[k])
			k++
		} else if own == "" {
			own = w.columnStyle(v.col)
		}
		w.set(number, own, v)
	}
	for ; k < len(cells); k++ {
		w.other(from, number, p.new, &cells[k])
	}
	w.tag("</", "row>")
	return nil
}

// other writes a cell of the row that stays: of a new row its looks.
func (w *sheetWriter) other(from *sheetPart, row int, looks bool, c *partCell) {
	if !looks {
		w.keepCell(from, row, c)
		return
	}
	if c.style != "" {
		w.cell(row, c.col, c.style, "")
		w.out = append(w.out, "/>"...)
	}
}

// lost notes the text that a cell had.
func (w *sheetWriter) lost(p *rowPatch, c *partCell) {
	if n, err := strconv.Atoi(strings.TrimSpace(c.value)); err == nil && c.kind == "s" && !p.new {
		w.gone[n] = true
	}
}

func (w *sheetWriter) set(row int, style string, v *put) {
	switch {
	case v.formula != "":
		w.cell(row, v.col, style, "")
		w.out = append(w.out, '>')
		w.tag("<", "f>")
		w.out = append(w.out, escape.Replace(v.formula)...)
		w.tag("</", "f>")
		w.tag("</", "c>")
		return
	case v.text == "":
		if style != "" {
			w.cell(row, v.col, style, "")
			w.out = append(w.out, "/>"...)
		}
		return
	}
	if v.numeric {
		if _, ok := plainNumber(v.text); ok {
			w.cell(row, v.col, style, "")
			w.out = append(w.out, '>')
			w.value(v.text)
			return
		}
	}
	if w.table == nil {
		w.cell(row, v.col, style, "inlineStr")
		w.out = append(w.out, '>')
		w.tag("<", "is>")
		w.out = append(w.out, textElement(w.prefix, v.text)...)
		w.tag("</", "is>")
		w.tag("</", "c>")
		return
	}
	w.cell(row, v.col, style, "s")
	w.out = append(w.out, '>')
	w.value(strconv.Itoa(w.table.add(v.text)))
}

// value ends a cell with its value.
func (w *sheetWriter) value(v string) {
	w.tag("<", "v>")
	w.out = append(w.out, v...)
	w.tag("</", "v>")
	w.tag("</", "c>")
}

var columnTag = regexp.MustCompile(`<(?:\w+:)?col\s[^>]*>`)

// columnStyles are the styles that columns give to cells that are not there yet.
func (s *sheetPart) columnStyles() []columnStyle {
	var out []columnStyle
	for _, tag := range columnTag.FindAll(s.text[:s.data.from], -1) {
		c := columnStyle{first: -1, last: -1}
		for name, value := range attributes(tag[bytes.IndexAny(tag, " \t\r\n"):]) {
			n, err := strconv.Atoi(value)
			if err != nil {
				continue
			}
			switch name {
			case "min":
				c.first = n - 1
			case "max":
				c.last = n - 1
			case "style":
				c.style = value
			}
		}
		if c.style != "" && c.style != "0" {
			out = append(out, c)
		}
	}
	return out
}

func (w *sheetWriter) columnStyle(col int) string {
	for _, c := range w.styles {
		if c.first <= col && col <= c.last {
			return c.style
		}
	}
	return ""
}

var dimension = regexp.MustCompile(`(<(?:\w+:)?dimension\s[^>]*?ref=")([A-Z]+\d+)(?::([A-Z]+)(\d+))?(")`)

// grown is a part whose dimension (18.3.1.35) reaches down to a row.
func grown(part []byte, row int) []byte {
	m := dimension.FindSubmatchIndex(part[:min(len(part), 4096)])
	if m == nil {
		return part
	}
	first := string(part[m[4]:m[5]])
	last := first
	if m[6] >= 0 {
		last = string(part[m[6]:m[9]])
	}
	col, bottom, err := excelize.CellNameToCoordinates(last)
	if err != nil || bottom > row {
		return part
	}
	ref := first + ":" + forms.CellName(row, col-1)
	return slices.Concat(part[:m[4]], []byte(ref), part[m[10]:])
}
