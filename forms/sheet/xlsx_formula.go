package sheet

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// Formulas without a value are calculated where all of the book's formulas stay
// within these limits; else they stay blank and are noted.
const (
	maxFormulas    = 20_000
	formulaCells   = 20_000   // cells that one formula may look at
	formulaColumns = 20       // whole columns that one formula may look at
	allFormulas    = 400_000  // cells that all of them may look at
	formulaFile    = 16 << 20 // bytes of a file, unzipped
	maxFormulaText = 2_000
)

// formula is a cell whose formula has no value in the file (the program that
// wrote it never calculated), or one that must not be calculated again.
type formula struct {
	row, col, style int
	tame, valued    bool
}

// formulas are those of a sheet.
type formulas struct {
	list    []formula
	all     int               // how many there are, also with values
	cells   int               // that they look at
	columns int               // whole ones that they look at
	masters map[string]string // shared ones by their number
}

// read reads the formula just opened. A shared one stands in full only where it
// comes first.
func (f *formulas) read(s *xmlScanner) (code string, err error) {
	shared := s.attr("si")
	text, err := readOwnText(s, nil)
	if shared == "" || err != nil {
		return string(text), err
	}
	if f.masters == nil {
		f.masters = map[string]string{}
	}
	if len(text) > 0 {
		f.masters[shared] = string(text)
	}
	return f.masters[shared], nil
}

// add takes a cell with a formula; valued tells that the file has its value.
func (f *formulas) add(row, col, style int, code string, valued bool) {
	cells, columns, tame := reach(code)
	f.all++
	f.cells += cells
	f.columns += columns
	if (!valued || !tame) && len(f.list) <= maxFormulas {
		f.list = append(f.list, formula{row, col, style, tame, valued})
	}
}

// compute calculates the formulas that have no value.
func compute(data []byte, sheets []*sheetReader) error {
	missing, all, cells, columns, rows := 0, 0, 0, 0, 0
	for _, r := range sheets {
		all += r.formulas.all
		cells += r.formulas.cells
		columns += r.formulas.columns
		rows = max(rows, r.maxRow+1)
		for _, f := range r.formulas.list {
			if !f.valued {
				missing++
			}
		}
	}
	if missing == 0 {
		return nil
	}
	cells += columns * rows // whole columns are looked at as far as there are rows
	var file *excelize.File
	if all <= maxFormulas && cells <= allFormulas && maxUnzipped-sheets[0].p.b.unzipped <= formulaFile {
		file = openTame(data, sheets)
	}
	for _, r := range sheets {
		left := 0
		for _, f := range r.formulas.list {
			if f.valued {
				continue
			}
			if err := r.p.b.patience(); err != nil {
				return err
			}
			cell, ok := r.calculate(file, f)
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

// openTame opens the workbook for calculating. Formulas that aren't tame keep
// their value or, where they have none, become #N/A, and so does what builds on
// them. It gives nil where the workbook can't be calculated.
func openTame(data []byte, sheets []*sheetReader) *excelize.File {
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, // never a temporary file
	})
	if err != nil {
		return nil
	}
	for _, r := range sheets {
		for _, f := range r.formulas.list {
			if f.tame {
				continue
			}
			code := "NA()"
			if f.valued {
				code = ""
			}
			if file.SetCellFormula(r.g.Name, forms.CellName(f.row, f.col), code) != nil {
				return nil
			}
		}
	}
	return file
}

// calculate gives a formula's value by excelize, false where it has none.
func (r *sheetReader) calculate(file *excelize.File, f formula) (cell forms.Cell, ok bool) {
	if file == nil || !f.tame {
		return forms.Cell{}, false
	}
	defer func() {
		if p := recover(); p != nil { // a formula that excelize can't cope with is one without a value
			cell, ok = forms.Cell{}, false
		}
	}()
	text, err := file.CalcCellValue(r.g.Name, forms.CellName(f.row, f.col), excelize.Options{RawCellValue: true})
	switch {
	case err != nil && text == "", strings.HasSuffix(text, "INF"), text == "#N/A":
		return forms.Cell{}, false
	case strings.HasPrefix(text, "#"):
		return forms.Cell{Text: text, Kind: forms.CellError}, true
	case text == "TRUE" || text == "FALSE":
		return boolCell(text == "TRUE"), true
	case number.MatchString(text):
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
	// wholeColumn is a range of columns.
	wholeColumn = regexp.MustCompile(`^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$`)
	// reference is a range; one of columns or rows alone stands for all their cells.
	reference = regexp.MustCompile(`\$?[A-Za-z]{1,3}\$?[0-9]{1,7}:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7}`)
)

// reach is how many cells a formula's ranges hold, how many whole columns, and whether
// its value follows from them alone and is soon found.
func reach(code string) (cells, columns int, tame bool) {
	if code == "" || len(code) > maxFormulaText || strings.ContainsAny(code, "[^") || wild.MatchString(code) {
		return 0, 0, false
	}
	for _, ref := range reference.FindAllString(code, -1) {
		if m, ok := parseRange(wholeColumn.ReplaceAllString(ref, "${1}1:${2}1")); !ok {
			return 0, 0, false
		} else if wholeColumn.MatchString(ref) {
			columns += m.Right - m.Left + 1
		} else {
			cells += (m.Bottom - m.Top + 1) * (m.Right - m.Left + 1)
		}
	}
	if cells > formulaCells || columns > formulaColumns {
		return 0, 0, false
	}
	return cells, columns, true
}
