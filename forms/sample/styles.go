package sample

import "huce/forms"

// style is how a department's form looks and how its clerks write, from round to
// round the same.
type style struct {
	format        forms.Format
	encoding      string
	bom           bool
	address       int // the way addresses are mostly written
	date          dateStyle
	month         dateStyle
	idMode        string // "", mask, trunc, sci
	idShown       int    // of masked numbers: the digits before the stars
	noID          bool   // the form does without identity numbers
	numberPhones  bool   // telephones are numbers to the spreadsheet
	widePhones    bool
	separator     string // between several values of one cell
	asksResidence bool
}

// plainText reports whether the format has no numbers or dates of its own.
func (s *style) plainText() bool { return s.format == forms.CSV || s.format == forms.DOCX }

// codeStyle is how a column writes codes.
type codeStyle uint8

const (
	nameOnly   codeStyle = iota
	codeOnly             // 01
	codeName2            // 01汉族 with something between
	tableNames           // the table's own words, brackets and all
	ticks                // √ for yes, nothing for no
)

// newStyle draws a form's style.
func newStyle(d dice, f formPlan, noise float64) *style {
	s := &style{
		format: f.format(d), address: d.IntN(addressStyles), idShown: 6, separator: d.of("、", "、", "，", ";", "/"),
	}
	if d.chance(0.55) {
		s.address = 0
	}
	s.date = usualDates[d.IntN(len(usualDates))]
	s.month = usualDates[d.IntN(len(usualDates)-2)] // spreadsheets have no months
	if s.format == forms.CSV {
		s.encoding, s.bom = "gb18030", false
		if d.chance(0.45) {
			s.encoding, s.bom = "utf-8", d.chance(0.7)
		}
	}
	if !f.keepsIDs && noise > 0 {
		switch x := d.Float64(); {
		case x < 0.06:
			s.idMode = "mask"
			s.idShown = d.of2(6, 6, 10)
		case x < 0.08:
			s.idMode = "trunc"
		case x < 0.1:
			s.idMode = "sci"
		case x < 0.12:
			s.noID = true
		}
	}
	s.numberPhones = d.chance(0.15)
	s.widePhones = d.chance(0.02 * min(1, noise))
	return s
}

// codeStyleOf draws how a column of codes is written.
func codeStyleOf(d dice, f *field) codeStyle {
	x := d.Float64()
	switch {
	case f.Codes == "yes_no" && x < 0.06:
		return ticks
	case f.Type == "multicode":
		return nameOnly
	case x < 0.62:
		return nameOnly
	case x < 0.7:
		return codeOnly
	case x < 0.9:
		return codeName2
	}
	return tableNames
}
