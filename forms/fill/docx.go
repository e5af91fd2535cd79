package fill

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"

	"huce/forms"
)

// intoDOCX fills the tables of a text document by splicing bytes into the part
// that holds its body. Every other part, and every byte of that one outside the
// cells filled, is copied as it is.
func intoDOCX(src []byte, book *forms.Book, sheets []Sheet) (Result, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	main, err := mainPart(z)
	if err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	body, err := readPart(z, main)
	if err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	res := Result{Format: forms.DOCX}
	filled, err := fillBody(body, book, sheets, &res)
	if err != nil {
		return Result{}, forms.NewFault("fill_write", main).Because(err)
	}
	if res.Data, err = replacePart(z, main, filled); err != nil {
		return Result{}, forms.NewFault("fill_write", main).Because(err)
	}
	return res, nil
}

// mainType ends the content type of the part that holds a document's body
// (ECMA-376 part 1, 11.3.10), of a template's and of one with macros too.
const mainType = ".main+xml"

func mainPart(z *zip.Reader) (string, error) {
	types, err := readPart(z, "[Content_Types].xml")
	if err != nil {
		return "", err
	}
	var t struct {
		Override []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(types, &t); err != nil {
		return "", err
	}
	for _, o := range t.Override {
		if bytes.HasSuffix([]byte(o.ContentType), []byte(mainType)) && len(o.PartName) > 1 {
			return o.PartName[1:], nil
		}
	}
	return "word/document.xml", nil
}

// maxPart bounds a part unzipped, in bytes.
const maxPart = 200 << 20

func readPart(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // reading only
	b, err := io.ReadAll(io.LimitReader(f, maxPart+1))
	if err == nil && len(b) > maxPart {
		err = fmt.Errorf("%s is larger than %d bytes", name, maxPart)
	}
	return b, err
}

// replacePart writes the package with one part replaced, the others copied as they
// are compressed.
func replacePart(z *zip.Reader, name string, data []byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name != name {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		p, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return nil, err
		}
		if _, err := p.Write(data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func fillBody(body []byte, book *forms.Book, sheets []Sheet, res *Result) ([]byte, error) {
	scan, err := scanDocument(body)
	if err != nil {
		return nil, err
	}
	var cuts []cut
	for i := range sheets {
		s := &sheets[i]
		n := s.Layout.SheetIndex
		if n >= len(scan.tables) {
			return nil, fmt.Errorf("table %d of %d", n+1, len(scan.tables))
		}
		t := &docFill{body: body, table: scan.tables[n], grid: book.Sheets[n], res: res}
		var more []cut
		if len(s.Layout.Cards) > 0 {
			more, err = t.cards(s, scan.segment(n))
			res.Rows = append(res.Rows, nil)
		} else {
			more, err = t.rows(s)
		}
		if err != nil {
			return nil, err
		}
		cuts = append(cuts, more...)
	}
	scan.place(sheets, res)
	return splice(body, cuts), nil
}

// place notes which tables of the filled document the sheets are, as readers number
// them: those copied for further cards stand behind their first.
func (s *docScan) place(sheets []Sheet, res *Result) {
	for i := range sheets {
		l, n := sheets[i].Layout, sheets[i].Layout.SheetIndex
		at := n + 1
		for k := range sheets {
			if o := &sheets[k]; o.Layout.SheetIndex < n && len(o.Layout.Cards) > 0 {
				at += s.within(o.Layout.SheetIndex) * (pagesOf(o) - 1)
			}
		}
		name := func(page int) string { return "表" + strconv.Itoa(at+page*s.within(n)) }
		res.Sheets = append(res.Sheets, name(0))
		if len(l.Cards) == 0 {
			res.Cards = append(res.Cards, nil)
			continue
		}
		res.Cards = append(res.Cards, spots(len(sheets[i].Cards), len(l.Cards), name))
	}
}

// within is how many tables a table is, with those inside it.
func (s *docScan) within(n int) int {
	count := 0
	for _, t := range s.tables {
		if t.from >= s.tables[n].from && t.to <= s.tables[n].to {
			count++
		}
	}
	return count
}

// segment is a table of the text with what stands between it and the one before:
// the title and the lines over it.
func (s *docScan) segment(n int) extent {
	from := s.body.from
	for i := range n {
		if t := s.tables[i]; !t.nested {
			from = t.to
		}
	}
	return extent{from, s.tables[n].to}
}

// docFill fills one table.
type docFill struct {
	body  []byte
	table *docTable
	grid  *forms.Grid // as it was read
	res   *Result
}

// cell is the cut that sets the cell at a grid row and column. A place where the
// table has no cell of its own (under a vertical merge's top it has) is none.
func (t *docFill) cell(row *docRow, col int, v string) (cut, bool, error) {
	c, ok := row.at(col)
	if !ok {
		return cut{}, false, nil
	}
	b, err := setCell(t.body[c.from:c.to], v)
	return cut{c.extent, string(b)}, true, err
}

// rows fills a table of rows. Rows that are missing are made like the last.
func (t *docFill) rows(s *Sheet) ([]cut, error) {
	shown := t.table.shown()
	at := slots(t.grid, s.Layout)
	if len(at) == 0 {
		if r := firstFree(t.grid, s.Layout); r < len(shown) {
			at = []int{r}
		}
	}
	if len(at) == 0 && len(s.Rows) > 0 {
		t.res.Notes = append(t.res.Notes, note(-1, -1, "fill_no_rows", fmt.Sprint(len(s.Rows))))
		t.res.Rows = append(t.res.Rows, make([]int, len(s.Rows)))
		return nil, nil
	}
	t.res.Rows = append(t.res.Rows, placed(at, len(s.Rows)))
	var cuts []cut
	for i, r := range at {
		if r >= len(shown) {
			break
		}
		var values []string
		if i < len(s.Rows) {
			values = s.Rows[i]
		}
		row, err := t.rowCuts(shown[r], s.Layout.Columns, values)
		if err != nil {
			return nil, err
		}
		if i == len(at)-1 && len(s.Rows) > len(at) {
			more, err := t.moreRows(shown[r], s.Layout.Columns, s.Rows[len(at):])
			if err != nil {
				return nil, err
			}
			row = append(row, cut{extent{shown[r].to, shown[r].to}, more})
		}
		cuts = append(cuts, row...)
	}
	return t.totals(s, shown, sumRows(t.grid, s.Layout, at), cuts)
}

// placed are the rows that n values go to: those that are there, then copies of the
// last.
func placed(at []int, n int) []int {
	rows := make([]int, n)
	for i := range rows {
		if i < len(at) {
			rows[i] = at[i]
		} else {
			rows[i] = at[len(at)-1] + 1 + i - len(at)
		}
	}
	return rows
}

// totals adds the cuts that set a table's totals anew.
func (t *docFill) totals(s *Sheet, shown []*docRow, sums []sum, cuts []cut) ([]cut, error) {
	for _, k := range sums {
		if k.row >= len(shown) {
			continue
		}
		v, known := k.value(s)
		if !known {
			t.res.Notes = append(t.res.Notes, note(k.row, k.col, "fill_total"))
		}
		c, ok, err := t.cell(shown[k.row], k.col, v)
		if err != nil {
			return nil, err
		}
		if ok {
			cuts = append(cuts, c)
		}
	}
	return cuts, nil
}

// rowCuts sets a row's cells. A cell that reaches under several columns takes the
// first value that any of them has.
func (t *docFill) rowCuts(row *docRow, cols []forms.Column, values []string) ([]cut, error) {
	var cuts []cut
	set := map[int]bool{} // where a cell with a value begins
	for j, col := range cols {
		v := ""
		if values != nil {
			v = values[j]
		}
		for _, k := range partsOf(v, col.Boxes) {
			c, ok, err := t.cell(row, col.Index+k.beside, k.text)
			if err != nil {
				return nil, err
			}
			if !ok || set[c.from] {
				continue
			}
			cuts = slices.DeleteFunc(cuts, func(k cut) bool { return k.from == c.from })
			set[c.from] = k.text != ""
			cuts = append(cuts, c)
		}
		if v != "" {
			t.res.Cells++
		}
	}
	return cuts, nil
}

// moreRows are copies of a row with other values.
func (t *docFill) moreRows(like *docRow, cols []forms.Column, rows [][]string) (string, error) {
	var out bytes.Buffer
	for _, values := range rows {
		cuts, err := t.rowCuts(like, cols, values)
		if err != nil {
			return "", err
		}
		out.Write(t.copyOf(like.extent, cuts))
	}
	return out.String(), nil
}

// copyOf is a run of the body with cuts made inside it.
func (t *docFill) copyOf(e extent, cuts []cut) []byte {
	for i := range cuts {
		cuts[i].from -= e.from
		cuts[i].to -= e.from
	}
	return splice(t.body[e.from:e.to], cuts)
}

// pageBreak is the paragraph between a card and the copy made for the next, in the
// prefix that the table's own elements have.
func (t *docFill) pageBreak() string {
	w := ""
	tag, _, _ := bytes.Cut(t.body[t.table.from+1:t.table.to], []byte("tbl"))
	if bytes.HasSuffix(tag, []byte(":")) {
		w = string(tag)
	}
	return "<" + w + "p><" + w + "r><" + w + "br " + w + `type="page"/></` + w + "r></" + w + "p>"
}

// cards fills the cards of a table; further ones go on pages of their own, on a copy
// of the table with the lines over it.
func (t *docFill) cards(s *Sheet, segment extent) ([]cut, error) {
	var first []cut
	var more bytes.Buffer
	per := len(s.Layout.Cards)
	for page := 0; page == 0 || page*per < len(s.Cards); page++ {
		var cuts []cut
		for i, slot := range s.Layout.Cards {
			var c Card
			if n := page*per + i; n < len(s.Cards) {
				c = s.Cards[n]
			}
			own, err := t.cardCuts(slot, c)
			if err != nil {
				return nil, err
			}
			cuts = append(cuts, own...)
		}
		if page == 0 {
			first = cuts
			continue
		}
		more.WriteString(t.pageBreak())
		more.Write(t.copyOf(segment, cuts))
	}
	return append(first, cut{extent{t.table.to, t.table.to}, more.String()}), nil
}

func (t *docFill) cardCuts(slot forms.Card, c Card) ([]cut, error) {
	shown := t.table.shown()
	var cuts []cut
	var failed error
	fillCardSlot(slot, c, t.res, func(row, col int, v string) {
		if failed != nil || row >= len(shown) {
			return
		}
		k, ok, err := t.cell(shown[row], col, v)
		if err != nil {
			failed = err
			return
		}
		if ok {
			cuts = append(cuts, k)
		}
	})
	return cuts, failed
}
