package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"huce/forms"
)

// htmlTable is a table being read. Its own rows count from 0; a row takes several
// of the sheet where a table stands in one of its cells.
type htmlTable struct {
	left, top, height int           // of the row at hand in the sheet
	inRow, first      bool          // first: of the page
	col, cols         int           // the next free column; columns declared
	width             int           // columns taken
	tops              []int         // of its rows, in the sheet
	taken             map[int]taken // by column: cells that reach down
	merges            []htmlMerge
	cell              *htmlCell
	attrs, rowAttrs   map[string]string // of the table, of the row at hand
}

// taken is a cell that reaches down to a row of the table, up to a column.
type taken struct{ row, right int }

// htmlMerge is a cell over several rows (of the table) or columns.
type htmlMerge struct{ top, bottom, left, right int }

// htmlCell is a cell being read.
type htmlCell struct {
	col, right int // in the table
	below      int // rows of the sheet that tables in it have taken
	wide       int // columns that they have taken
	text       htmlText
	tag        string // td, th
	attrs      map[string]string
	inner      []cssElement // that its text stands in, for its look
}

// table is the innermost table, nil outside tables.
func (r *htmlReader) table() *htmlTable {
	if len(r.tables) == 0 {
		return nil
	}
	return r.tables[len(r.tables)-1]
}

// text is where text goes: the cell at hand, or what stands outside.
func (r *htmlReader) text() *htmlText {
	if t := r.table(); t != nil && t.cell != nil {
		return &t.cell.text
	}
	return &r.loose
}

// flush sets the text outside tables, a row a line.
func (r *htmlReader) flush() error {
	n := -1
	for line := range strings.SplitSeq(r.loose.take(), "\n") {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := r.b.put(r.g, r.row, 0, forms.Cell{Text: line, Kind: forms.CellText}); err != nil {
			return err
		}
		if r.looks != nil {
			r.looks.line(n, r.row)
		}
		r.row++
	}
	if r.looks != nil {
		r.looks.loose = r.looks.loose[:0]
	}
	return nil
}

func (r *htmlReader) startTable(attrs map[string]string) error {
	if len(r.tables) >= maxTableDepth {
		return errXMLDepth
	}
	child := &htmlTable{taken: map[int]taken{}, first: !r.any, attrs: attrs}
	r.any = true
	t := r.table()
	if t == nil {
		if err := r.flush(); err != nil {
			return err
		}
		child.top = r.row
	} else {
		if t.cell == nil { // a table that stands between cells is a cell's
			if err := r.startCell("td", nil); err != nil {
				return err
			}
		}
		if err := r.setNested(t); err != nil {
			return err
		}
		child.left, child.top = t.left+t.cell.col, t.top+t.cell.below
	}
	r.tables = append(r.tables, child)
	return nil
}

// setNested sets the text of a cell that holds tables, in a row of its own.
func (r *htmlReader) setNested(t *htmlTable) error {
	text := t.cell.text.take()
	if text == "" {
		return nil
	}
	err := r.b.put(r.g, t.top+t.cell.below, t.left+t.cell.col, forms.Cell{Text: text, Kind: forms.CellText})
	t.cell.below++
	return err
}

func (r *htmlReader) endTable() error {
	t := r.table()
	if err := r.endRow(t); err != nil {
		return err
	}
	for _, m := range t.merges {
		bottom := t.top - 1 // the table's last row
		if m.bottom+1 < len(t.tops) {
			bottom = t.tops[m.bottom+1] - 1
		}
		top := t.tops[m.top]
		if m.top == m.bottom {
			bottom = top
		}
		if err := r.b.merge(r.g, forms.Range{Top: top, Left: t.left + m.left, Bottom: bottom, Right: t.left + m.right}); err != nil {
			return err
		}
	}
	r.tables = r.tables[:len(r.tables)-1]
	outer := r.table()
	switch {
	case outer == nil:
		r.row = t.top
	case outer.cell != nil:
		c := outer.cell
		c.below = max(c.below, t.top-outer.top)
		c.wide = max(c.wide, t.width)
	}
	return nil
}

func (r *htmlReader) startRow(attrs map[string]string) error {
	t := r.table()
	if t == nil {
		return nil
	}
	if err := r.endRow(t); err != nil {
		return err
	}
	err := r.begin(t)
	t.rowAttrs = attrs
	if displayNone(attrs) {
		r.hidden = append(r.hidden, t.top)
	}
	return err
}

// begin begins a row. Text that stands in the table before its first row is
// above it.
func (r *htmlReader) begin(t *htmlTable) error {
	if len(r.tables) == 1 && len(t.tops) == 0 {
		if err := r.flush(); err != nil {
			return err
		}
		t.top = r.row
	}
	t.inRow, t.height, t.col, t.rowAttrs = true, 1, 0, nil
	t.tops = append(t.tops, t.top)
	return nil
}

func (r *htmlReader) endRow(t *htmlTable) error {
	if err := r.endCell(t); err != nil {
		return err
	}
	if t.inRow {
		t.inRow = false
		t.top += t.height
	}
	return nil
}

func (r *htmlReader) startCell(tag string, attrs map[string]string) error {
	t := r.table()
	if t == nil {
		r.loose.paragraph()
		return nil
	}
	if err := r.endCell(t); err != nil {
		return err
	}
	if !t.inRow {
		if err := r.begin(t); err != nil {
			return err
		}
	}
	row := len(t.tops) - 1
	for {
		above, ok := t.taken[t.col]
		if !ok || above.row < row {
			break
		}
		t.col = above.right + 1
		if r.steps++; r.steps > maxSpanSteps {
			return tooBig("cells")
		}
	}
	c := &htmlCell{col: t.col, right: min(t.col+counted(attrs["colspan"], 1, maxColspan)-1, maxCols), tag: tag, attrs: attrs}
	r.cellWidth(t, c)
	rows := counted(attrs["rowspan"], 1, maxRows)
	if strings.TrimSpace(attrs["rowspan"]) == "0" { // to the table's end
		rows = maxRows
	}
	if rows > 1 {
		t.taken[c.col] = taken{row + rows - 1, c.right}
	}
	if rows > 1 || c.right > c.col {
		if len(t.merges) >= maxMerges {
			return tooBig("cells")
		}
		t.merges = append(t.merges, htmlMerge{row, row + rows - 1, c.col, c.right})
	}
	t.cell = c
	return nil
}

// cellWidth takes the width of a cell of the first table for its column's, where that has
// none.
func (r *htmlReader) cellWidth(t *htmlTable, c *htmlCell) {
	if !t.first || t.left > 0 || c.right > c.col || c.col < len(r.g.Widths) && r.g.Widths[c.col] > 0 || len(r.tables) > 1 {
		return
	}
	says := map[string]string{"width": c.attrs["width"]}
	declare(says, c.attrs["style"])
	if share, ok := strings.CutSuffix(strings.TrimSpace(says["width"]), "%"); ok {
		v, _ := strconv.ParseFloat(share, 64) // 0 is no width
		setWidth(r.g, c.col, v*pageChars/100)
		return
	}
	setWidth(r.g, c.col, cssPoints(says["width"], 11)/pixel/7)
}

// pageChars is how many characters wide a page is that columns have shares of.
const pageChars = 100.0

func (r *htmlReader) endCell(t *htmlTable) error {
	c := t.cell
	if c == nil {
		return nil
	}
	var err error
	if c.below > 0 {
		err = r.setNested(t)
	} else {
		err = r.b.put(r.g, t.top, t.left+c.col, r.value(c))
		if r.looks != nil {
			r.looks.cell(t, c, t.top)
		}
	}
	t.height = max(t.height, c.below)
	t.col = max(c.right+1, c.col+c.wide)
	t.width = max(t.width, t.col)
	t.cell = nil
	return err
}

// value is the cell with the value that Excel (x:num) or LibreOffice (sdval)
// keeps of it in the page.
func (r *htmlReader) value(c *htmlCell) forms.Cell {
	text := c.text.take()
	if text == "" {
		return forms.Cell{}
	}
	f := r.list.get(r.formatOf(c.attrs))
	raw := c.attrs["x:num"]
	if raw == "" {
		raw = c.attrs["sdval"]
	}
	cell := forms.Cell{Text: text, Kind: forms.CellText, Format: f.index}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return cell
	}
	cell.Kind = forms.CellNumber
	if f.isDate(v) {
		cell.Kind = forms.CellDate
	}
	if raw != text {
		cell.Raw = raw
	}
	return cell
}

// formatOf is the number format that a cell's style, its class or LibreOffice's
// own attribute names.
func (r *htmlReader) formatOf(attrs map[string]string) string {
	if m := inlineFormat.FindStringSubmatch(attrs["style"]); m != nil {
		return cssFormat(m[1])
	}
	if code, ok := r.css[attrs["class"]]; ok && attrs["class"] != "" {
		return code
	}
	if parts := strings.SplitN(attrs["sdnum"], ";", 3); len(parts) == 3 {
		return parts[2]
	}
	return ""
}

var (
	inlineFormat = regexp.MustCompile(`(?i)(?:mso-number-format|vnd\.ms-excel\.numberformat)\s*:\s*("(?:[^"\\]|\\.)*"|[^;]+)`)
	classFormat  = regexp.MustCompile(`(?i)\.([\w-]+)\s*\{[^{}]*?mso-number-format\s*:\s*("(?:[^"\\}]|\\[^}])*"|[^;}]+)`)
	cssEscape    = regexp.MustCompile(`\\([0-9A-Fa-f]{4}|.)`)
)

// numberFormats are the number formats of a page's classes.
func numberFormats(page string) map[string]string {
	const enough = 1 << 20 // styles stand at the beginning
	found := map[string]string{}
	for _, m := range classFormat.FindAllStringSubmatch(page[:min(len(page), enough)], -1) {
		found[m[1]] = cssFormat(m[2])
	}
	return found
}

// cssFormat is a number format as a style sheet writes it: escaped, or named.
func cssFormat(value string) string {
	value = strings.Trim(strings.TrimSpace(html.UnescapeString(value)), `"`)
	value = cssEscape.ReplaceAllStringFunc(value, func(e string) string {
		if n, err := strconv.ParseUint(e[1:], 16, 32); err == nil && len(e) == 5 {
			return string(rune(n))
		}
		return e[1:]
	})
	if named, ok := namedFormats[value]; ok {
		return named
	}
	return value
}

// htmlText gathers text as a page shows it: white space is one space, lines end
// where elements say.
type htmlText struct {
	b      []byte
	spaced bool
}

func (t *htmlText) Len() int { return len(t.b) }

func (t *htmlText) add(text []byte) {
	for _, c := range text {
		if isSpace(c) || c == '\f' {
			t.spaced = true
			continue
		}
		if t.spaced && len(t.b) > 0 && t.b[len(t.b)-1] != '\n' {
			t.b = append(t.b, ' ')
		}
		t.spaced = false
		t.b = append(t.b, c)
	}
}

// line ends a line.
func (t *htmlText) line() {
	t.b, t.spaced = append(t.b, '\n'), false
}

// paragraph ends a line that holds something.
func (t *htmlText) paragraph() {
	if n := len(t.b); n > 0 && t.b[n-1] != '\n' {
		t.line()
	}
	t.spaced = false
}

// take gives the text, outer space taken off, and begins anew.
func (t *htmlText) take() string {
	text := strings.Trim(string(t.b), " \n\u00a0")
	*t = htmlText{}
	return strings.ToValidUTF8(text, "\uFFFD")
}
