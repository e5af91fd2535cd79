package sheet

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"huce/forms"
)

// workbook is what xl/workbook.xml and the parts it names say, before its sheets.
type workbook struct {
	p       *parcel
	sheets  []sheetEntry
	shift   float64 // days to add to a serial: 1462 in the system of 1904
	texts   []string
	formats []*numFormat // by cell style
	list    *formatList
	notes   []forms.Issue
}

// sheetEntry is one sheet as the workbook lists it.
type sheetEntry struct {
	name   string
	hidden bool
	part   string
}

// days1904 is how much later the system of 1904 begins.
const days1904 = 1462

func readXLSX(ctx context.Context, data []byte) (*forms.Book, error) {
	p, err := openParcel(data, newBudget(ctx))
	if err != nil {
		return nil, err
	}
	w, err := openWorkbook(p)
	if err != nil {
		return nil, err
	}
	book := &forms.Book{}
	var sheets []*sheetReader
	for _, e := range w.sheets {
		r, err := w.readSheet(e)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, r)
	}
	if err := compute(data, sheets); err != nil {
		return nil, err
	}
	for _, r := range sheets {
		r.finish()
		book.Sheets = append(book.Sheets, r.g)
	}
	book.Notes = w.notes
	return book, nil
}

// openWorkbook reads the list of sheets, the shared texts and the formats.
func openWorkbook(p *parcel) (*workbook, error) {
	main := p.main()
	rels, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	w := &workbook{p: p, list: newFormatList()}
	if err := w.readList(main, rels); err != nil {
		return nil, err
	}
	styles, texts := "xl/styles.xml", "xl/sharedStrings.xml"
	for _, r := range rels {
		switch r.kind {
		case "styles":
			styles = r.target
		case "sharedStrings":
			texts = r.target
		}
	}
	if err := w.readStyles(styles); err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	if err := w.readTexts(texts); err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	return w, nil
}

// readList reads xl/workbook.xml. Sheets that are charts, dialogs or macros hold
// no cells and are noted.
func (w *workbook) readList(main string, rels map[string]relation) error {
	return w.p.eachOpen(main, func(s *xmlScanner) error {
		switch string(s.name) {
		case "workbookPr":
			if s.flag("date1904") {
				w.shift = days1904
			}
		case "sheet":
			if len(w.sheets) == maxSheets {
				return tooBig("cells")
			}
			w.addSheet(s, rels)
		}
		return nil
	})
}

func (w *workbook) addSheet(s *xmlScanner, rels map[string]relation) {
	name := s.attr("name")
	r, ok := rels[s.attr("id")]
	if !ok {
		r = relation{"worksheet", "xl/worksheets/sheet" + s.attr("sheetId") + ".xml"}
	}
	if r.kind != "worksheet" || !w.p.has(r.target) {
		w.notes = append(w.notes, note("sheet_without_cells", name))
		return
	}
	state := s.attr("state")
	w.sheets = append(w.sheets, sheetEntry{name, state == "hidden" || state == "veryHidden", r.target})
}

// readStyles reads the number format of every cell style.
func (w *workbook) readStyles(part string) error {
	s, err := w.p.scan(part)
	if err != nil {
		return err
	}
	codes := map[int]string{}
	inCells := false
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokenEnd:
			return nil
		case tokenClose:
			inCells = inCells && string(s.name) != "cellXfs"
		case tokenOpen:
			switch string(s.name) {
			case "numFmt":
				codes[s.number("numFmtId", -1)] = s.attr("formatCode")
			case "cellXfs":
				inCells = true
			case "xf":
				if !inCells {
					continue
				}
				w.formats = append(w.formats, w.list.byID(s.number("numFmtId", 0), codes))
			}
		}
	}
}

// readTexts reads the shared texts.
func (w *workbook) readTexts(part string) error {
	var text []byte
	return w.p.eachOpen(part, func(s *xmlScanner) (err error) {
		if string(s.name) != "si" {
			return nil
		}
		if text, err = readRuns(s, text[:0]); err != nil {
			return err
		}
		if err := w.p.b.spend(0, len(text)+8); err != nil {
			return err
		}
		w.texts = append(w.texts, cellText(text))
		return nil
	})
}

// readRuns reads the text of an element just opened (si, is): its t and those of
// its runs, without the phonetic reading (rPh).
func readRuns(s *xmlScanner, text []byte) ([]byte, error) {
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil || tok == tokenEnd {
			return text, err
		}
		switch tok {
		case tokenClose:
			if s.depth <= level {
				return text, nil
			}
		case tokenOpen:
			switch string(s.name) {
			case "t":
				if text, err = readOwnText(s, text); err != nil {
					return text, err
				}
			case "r":
			default:
				if err := s.skip(); err != nil {
					return text, err
				}
			}
		}
	}
}

// readOwnText appends the text of the element just opened, up to its end.
func readOwnText(s *xmlScanner, text []byte) ([]byte, error) {
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil || tok == tokenEnd {
			return text, err
		}
		switch tok {
		case tokenText:
			text = append(text, s.text...)
		case tokenClose:
			if s.depth <= level {
				return text, nil
			}
		}
	}
}

// cellText is a text of a workbook as shown: _x000D_ escapes resolved, lines
// ended by \n.
func cellText(b []byte) string {
	t := string(b)
	if strings.Contains(t, "_x") {
		t = unescapeX(t)
	}
	return plainLines(t)
}

// plainLines makes every line end \n.
func plainLines(t string) string {
	if strings.Contains(t, "\r") {
		t = strings.ReplaceAll(strings.ReplaceAll(t, "\r\n", "\n"), "\r", "\n")
	}
	return t
}

// unescapeX resolves _xHHHH_, by which Excel writes characters that XML can't
// hold.
func unescapeX(t string) string {
	var b strings.Builder
	for {
		i := strings.Index(t, "_x")
		if i < 0 || len(t) < i+7 {
			b.WriteString(t)
			return b.String()
		}
		n, err := strconv.ParseUint(t[i+2:i+6], 16, 16)
		if err != nil || t[i+6] != '_' || (n >= 0xD800 && n < 0xE000) {
			b.WriteString(t[:i+2])
			t = t[i+2:]
			continue
		}
		b.WriteString(t[:i])
		if n != 0 {
			b.WriteRune(rune(n))
		}
		t = t[i+7:]
	}
}
