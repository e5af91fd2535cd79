package sheet

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// formula is a cell whose formula has no value in the file: the program that
// wrote it never calculated.
type formula struct {
	row, col, style int
	code            string
}

// Formulas are calculated within these limits; what is beyond stays blank and is
// noted.
const (
	maxFormulas    = 5_000
	formulaCells   = 20_000   // cells that one formula may look at
	allFormulas    = 200_000  // cells that all of them may look at
	formulaFile    = 16 << 20 // bytes of a file, unzipped
	maxFormulaText = 2_000
)

// formulaText reads the formula just opened. A shared one stands in full only
// where it comes first.
func (r *sheetReader) formulaText() (string, error) {
	shared := r.s.attr("si")
	text, err := readOwnText(r.s, nil)
	if shared == "" || err != nil {
		return string(text), err
	}
	if r.masters == nil {
		r.masters = map[string]string{}
	}
	if len(text) > 0 {
		r.masters[shared] = string(text)
	}
	return r.masters[shared], nil
}

// compute calculates the formulas without a value.
func compute(data []byte, sheets []*sheetReader) error {
	wanted := 0
	for _, r := range sheets {
		wanted += len(r.formulas)
	}
	if wanted == 0 {
		return nil
	}
	var file *excelize.File
	if b := sheets[0].p.b; maxUnzipped-b.unzipped <= formulaFile {
		var err error
		file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
			UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, // never a temporary file
		})
		if err == nil {
			defer file.Close()
		}
	}
	c := calculator{file: file}
	for _, r := range sheets {
		left := 0
		for _, f := range r.formulas {
			cell, ok := c.value(r, f)
			if !ok {
				left++
				continue
			}
			if err := r.p.b.put(r.g, f.row, f.col, cell); err != nil {
				return err
			}
		}
		if left > 0 {
			r.notes = append(r.notes, note("formulas_uncomputed", r.g.Name, strconv.Itoa(left)))
		}
	}
	return nil
}

// calculator calculates formulas by excelize, which can be led into hour-long
// loops, so only tame ones are given to it.
type calculator struct {
	file *excelize.File
	done int // formulas calculated
	seen int // cells they looked at
}

func (c *calculator) value(r *sheetReader, f formula) (cell forms.Cell, ok bool) {
	cells, ok := tame(f.code)
	c.done++
	c.seen += cells
	if !ok || c.file == nil || c.done > maxFormulas || c.seen > allFormulas {
		return forms.Cell{}, false
	}
	defer func() {
		if p := recover(); p != nil { // a formula that excelize can't cope with is one without a value
			cell, ok = forms.Cell{}, false
		}
	}()
	text, err := c.file.CalcCellValue(r.g.Name, forms.CellName(f.row, f.col), excelize.Options{RawCellValue: true})
	switch {
	case (err != nil && text == "") || strings.HasSuffix(text, "INF"):
		return forms.Cell{}, false
	case strings.HasPrefix(text, "#"):
		return forms.Cell{Text: text, Kind: forms.CellError}, true
	case text == "TRUE" || text == "FALSE":
		return boolCell(text == "TRUE"), true
	}
	if number.MatchString(text) {
		return r.newNumber(text, f.style), true
	}
	return textCell(text, r.format(f.style)), true
}

var (
	// number is a result that is one, not a text of digits such as 0123.
	number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?(E[+-]?[0-9]+)?$`)
	// wild are functions whose value depends on the hour, on chance, or on cells
	// that the formula doesn't name.
	wild = regexp.MustCompile(`(?i)\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|INDIRECT|OFFSET|REPT|SEQUENCE|WEBSERVICE|HYPERLINK)\s*\(`)
	// reference is a cell or a range; column and row ranges stand for all their cells.
	reference = regexp.MustCompile(`\$?[A-Za-z]{1,3}\$?[0-9]{1,7}:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7}`)
)

// tame reports whether a formula's value follows from the cells it names, and
// how many these are.
func tame(code string) (cells int, ok bool) {
	if code == "" || len(code) > maxFormulaText || strings.ContainsAny(code, "[^") || wild.MatchString(code) {
		return 0, false
	}
	for _, ref := range reference.FindAllString(code, -1) {
		m, ok := parseRange(ref)
		if !ok {
			return 0, false
		}
		cells += (m.Bottom - m.Top + 1) * (m.Right - m.Left + 1)
	}
	return cells, cells <= formulaCells
}
