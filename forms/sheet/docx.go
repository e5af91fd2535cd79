package sheet

import (
	"context"
	"strconv"
	"strings"

	"huce/forms"
)

// docReader reads the body of a Word document: every table is a sheet, numbered
// in the order in which tables begin, one inside another's cell after that one.
type docReader struct {
	s        *xmlScanner
	b        *budget
	tables   []*forms.Grid
	lastTop  *forms.Grid // the last table that stands in the text itself
	text     flow        // paragraphs since it
	sections int         // tables whose section is known
	numbers  *numbering
}

// flow is a run of paragraphs: the document's text, or a cell's.
type flow struct {
	paragraphs []string
	inCell     bool
}

// tableName names the n-th table of a document (from 1).
func tableName(n int) string { return "表" + strconv.Itoa(n) }

func readDOCX(ctx context.Context, data []byte) (*forms.Book, error) {
	p, err := openParcel(data, newBudget(ctx))
	if err != nil {
		return nil, err
	}
	numbers, err := readNumbering(p, p.main())
	if err != nil {
		return nil, err
	}
	s, err := p.scan(p.main())
	if err != nil {
		return nil, err
	}
	d := &docReader{s: s, b: p.b, numbers: numbers}
	book, err := d.book(-1)
	if err != nil {
		return nil, err
	}
	found, err := tablesInMargins(p)
	if found {
		book.Notes = append(book.Notes, note("margin_table_unread"))
	}
	return book, err
}

// tablesInMargins reports whether a page header or footer holds a table: it is part
// of the paper, not of the form, and isn't read.
func tablesInMargins(p *parcel) (found bool, err error) {
	rels, err := p.relations(p.main())
	if err != nil {
		return false, err
	}
	for _, r := range rels {
		if r.kind != "header" && r.kind != "footer" || !p.has(r.target) {
			continue
		}
		err := p.eachOpen(r.target, func(s *xmlScanner) error {
			found = found || string(s.name) == "tbl"
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	return found, nil
}

// book reads the body down to a depth.
func (d *docReader) book(level int) (*forms.Book, error) {
	if err := d.blocks(&d.text, level); err != nil {
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

// What of WordprocessingML (ECMA-376 part 1, 17) is not shown: deleted and moved
// text, the newer of two alternatives (every program understands the fallback),
// properties, the reading over a character.
var unseen = map[string]bool{
	"del": true, "moveFrom": true, "Choice": true, "sdtPr": true, "sdtEndPr": true,
	"rt": true, "tblPr": true, "tblPrEx": true, "pPr": true, "customXmlPr": true,
	"tblGridChange": true,
}

// unseen reports whether the element just opened is not shown. Word's XML of 2003
// marks what was deleted by an annotation.
func (d *docReader) unseen(name string) bool {
	return unseen[name] || name == "annotation" && d.s.attr("type") == "Word.Deletion"
}

// blocks reads paragraphs and tables into f until depth falls to level. What
// else may hold them (content controls, insertions, custom XML) is transparent.
func (d *docReader) blocks(f *flow, level int) error {
	return d.s.walk(level, func() error {
		switch name := string(d.s.name); {
		case name == "p":
			return d.paragraph(f)
		case name == "tbl":
			return d.table(f)
		case name == "sectPr":
			return d.section()
		case d.unseen(name):
			return d.s.skip()
		}
		return nil
	})
}

// section notes how the pages lie that end here.
func (d *docReader) section() error {
	return d.s.each(func(name string) (bool, error) {
		if name == "pgSz" {
			landscape := d.s.attr("orient") == "landscape"
			for _, g := range d.tables[d.sections:] {
				g.Landscape = landscape
			}
			d.sections = len(d.tables)
		}
		return false, nil
	}, nil)
}

// symbols of the Wingdings fonts that forms use for boxes and ticks.
var symbols = map[string]string{
	"F0A8": "☐", "F06F": "☐", "F0A3": "☐", "F071": "☐", "F0FE": "☑", "F052": "☑", "F0FD": "☒", "F051": "☒",
	"F0FC": "√", "F050": "√", "F0FB": "×", "F04F": "×", "F06C": "●", "F0A1": "○", "F06E": "■",
}

// paragraph reads a paragraph into f; text boxes inside it come before it.
func (d *docReader) paragraph(f *flow) error {
	s := d.s
	var b strings.Builder
	number := ""
	hidden := -1 // depth of a hidden run
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			break
		}
		if tok == tokenClose && s.depth < hidden {
			hidden = -1
		}
		if tok != tokenOpen {
			continue
		}
		switch name := string(s.name); {
		case name == "rPr":
			vanish, e := d.vanishes()
			if err = e; vanish {
				hidden = s.depth
			}
		case name == "pPr":
			number, err = d.paragraphProperties()
		case name == "txbxContent":
			err = d.blocks(f, s.depth-1)
		case d.unseen(name):
			err = s.skip()
		case hidden < 0:
			err = d.runContent(&b)
		}
		if err != nil {
			return err
		}
	}
	return d.addParagraph(f, numbered(number, b.String()))
}

func (d *docReader) addParagraph(f *flow, text string) error {
	if !f.inCell && strings.TrimSpace(text) == "" {
		return nil
	}
	f.paragraphs = append(f.paragraphs, text)
	return d.b.spend(0, len(text)+16)
}

// paragraphProperties gives the paragraph's number in its list, and notes the
// section that ends with it.
func (d *docReader) paragraphProperties() (number string, err error) {
	s := d.s
	err = s.each(func(name string) (bool, error) {
		switch name {
		case "sectPr":
			return true, d.section()
		case "numPr":
			num, level := 0, 0
			err := s.each(func(name string) (bool, error) {
				switch name {
				case "ilvl":
					level = s.number("val", 0)
				case "numId":
					num = s.number("val", 0)
				}
				return false, nil
			}, nil)
			number = d.numbers.next(num, level)
			return true, err
		case "listPr": // of 2003, which says what it shows
			return true, s.each(func(name string) (bool, error) {
				if name == "t" {
					number = s.attr("val")
				}
				return false, nil
			}, nil)
		}
		return false, nil
	}, nil)
	return number, err
}

// vanishes reports whether a run's properties hide it.
func (d *docReader) vanishes() (hidden bool, err error) {
	err = d.s.each(func(name string) (bool, error) {
		if name == "vanish" {
			v := d.s.attr("val")
			hidden = v == "" || isTrue(v)
		}
		return false, nil
	}, nil)
	return hidden, err
}

// runContent appends what one element of a run shows.
func (d *docReader) runContent(b *strings.Builder) error {
	s := d.s
	switch string(s.name) {
	case "t":
		text, err := readOwnText(s, nil)
		b.Write(text)
		if b.Len() > maxText {
			return tooBig("cells")
		}
		return err
	case "tab":
		b.WriteByte('\t')
	case "br", "cr":
		b.WriteByte('\n')
	case "noBreakHyphen":
		b.WriteByte('-')
	case "sym":
		b.WriteString(symbols[strings.ToUpper(s.attr("char"))])
	case "checkBox":
		return d.checkBox(b)
	}
	return nil
}

// checkBox reads a check box of the old kind (a form field).
func (d *docReader) checkBox(b *strings.Builder) error {
	ticked := false
	err := d.s.each(func(name string) (bool, error) {
		if name == "checked" || name == "default" {
			v := d.s.attr("val")
			ticked = isTrue(v) || (v == "" && name == "checked")
		}
		return false, nil
	}, nil)
	if ticked {
		b.WriteString("☑")
	} else {
		b.WriteString("☐")
	}
	return err
}
