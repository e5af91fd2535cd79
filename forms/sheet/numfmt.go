package sheet

import (
	"math"
	"strconv"
	"strings"

	"huce/forms"
)

// numFormat is a number format of Excel ("yyyy-mm-dd;@", ECMA-376 part 1,
// 18.8.31), compiled: up to three sections for numbers and one for text.
type numFormat struct {
	sections []section
	text     *section
	index    uint16 // in the file's formatList; 0 for General
}

// section is one part of a format between semicolons.
type section struct {
	items    []item
	when     func(float64) bool // nil: by its place
	negative bool               // when holds for negative numbers alone
	date     bool               // holds a date or time token
	general  bool
	dbnum    int  // 1, 2: Chinese numerals, small and capital
	locale   bool // the system's own date format: shown as ISO
	clock    clock
}

// itemKind is what an item of a section does.
type itemKind uint8

const (
	itemLiteral itemKind = iota
	itemDigit            // 0 # ?
	itemPoint
	itemComma
	itemPercent
	itemExponent // E+ E-
	itemSlash    // of a fraction
	itemText     // @
	itemGeneral
	itemDate // y m d h s and their kin, by text
)

type item struct {
	kind itemKind
	text string // a literal as shown, a digit's sign, a date token in small letters
}

// builtinFormats are the formats that files name by number alone, as a Chinese
// Excel shows them. 14, 22 and the long date follow the system's settings and
// are shown as ISO here.
var builtinFormats = map[int]string{
	0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;-"¥"#,##0`, 6: `"¥"#,##0;-"¥"#,##0`, 7: `"¥"#,##0.00;-"¥"#,##0.00`, 8: `"¥"#,##0.00;-"¥"#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: localeDate, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: localeDate + " h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`, 34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`,
	36: `yyyy"年"m"月"`,
	37: `#,##0;-#,##0`, 38: `#,##0;-#,##0`, 39: `#,##0.00;-#,##0.00`, 40: `#,##0.00;-#,##0.00`,
	41: `#,##0;-#,##0;"-"`, 42: `"¥"#,##0;-"¥"#,##0;"¥""-"`, 43: `#,##0.00;-#,##0.00;"-"??`,
	44: `"¥"#,##0.00;-"¥"#,##0.00;"¥""-"??`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// localeDate stands for the system's short date.
const localeDate = "yyyy-mm-dd"

// isDate reports whether the format shows v as a date or a time.
func (f *numFormat) isDate(v float64) bool {
	s, _ := f.pick(v)
	return s != nil && s.date
}

// moved is a serial of a workbook whose first day is shift days after 1900's, under
// the format: a date's as everyone else counts. What counts hours from zero is no day.
func (f *numFormat) moved(v, shift float64) float64 {
	if s, _ := f.pick(v); shift != 0 && s != nil && s.date && !s.clock.elapsed {
		return v + shift
	}
	return v
}

// show is a number as the format shows it.
func (f *numFormat) show(v float64) string {
	s, signed := f.pick(v)
	switch {
	case s == nil:
		return general(v)
	case s.date:
		if text, ok := s.showDate(v); ok {
			return text
		}
		return general(v)
	}
	if signed {
		v = math.Abs(v)
	}
	return strings.Trim(s.showNumber(v), " ")
}

// showText is a text as the format shows it.
func (f *numFormat) showText(t string) string {
	if f == nil || f.text == nil {
		return t
	}
	var b strings.Builder
	for _, it := range f.text.items {
		switch it.kind {
		case itemText:
			b.WriteString(t)
		case itemGeneral:
			b.WriteString(t)
		default:
			b.WriteString(it.text)
		}
	}
	return b.String()
}

// cell is the cell that a number under the format is. raw is the number as the
// file writes it, "" where that is not at hand.
func (f *numFormat) cell(v float64, raw string) forms.Cell {
	c := forms.Cell{Text: f.show(v), Kind: forms.CellNumber, Format: f.index}
	if f.isDate(v) {
		c.Kind = forms.CellDate
	}
	if raw == "" {
		if f == plainFormat && v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return c // shown in full
		}
		raw = plain(v)
	}
	if raw != c.Text {
		c.Raw = raw
	}
	return c
}

// pick chooses the section for v. signed tells that the section stands for
// negative numbers, whose sign it shows itself.
func (f *numFormat) pick(v float64) (s *section, signed bool) {
	n := len(f.sections)
	if n == 0 {
		return nil, false
	}
	for i := range f.sections {
		s := &f.sections[i]
		switch {
		case s.when != nil:
			if s.when(v) {
				return s, v < 0 && s.negative
			}
		case i == n-1:
			return s, v < 0 && i == 1 && f.sections[0].when == nil
		case i == 0 && (v > 0 || (v == 0 && n < 3)):
			return s, false
		case i == 1 && v < 0:
			return s, true
		}
	}
	return &f.sections[n-1], false
}

// general shows a number under the format General: up to 15 digits, whole numbers
// of that length in full, longer ones with an exponent as Excel does.
func general(v float64) string {
	a := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case a >= 1e15 || a < 1e-9:
		return exponent(v, 5, true)
	case v == math.Trunc(v):
		return strconv.FormatInt(int64(v), 10)
	}
	digits, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	return plain(digits)
}

// plain is a number in full, as short as it can be told from all others.
func plain(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 { // most numbers of a form
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// exponent shows v with an exponent of two digits at least: 1.10199E+17. trim
// drops zeros at the end of the mantissa.
func exponent(v float64, decimals int, trim bool) string {
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(v, 'E', decimals, 64), "E")
	if trim && strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	return mantissa + "E" + exp
}

// fixed shows v with a number of decimals, rounding half up on the 15 digits
// that a spreadsheet keeps: 2.675 is 2.68, although its binary value is less.
func fixed(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v), 'e', 14, 64)
	mantissa, e, _ := strings.Cut(digits, "e")
	exp, _ := strconv.Atoi(e)
	ds := []byte(strings.Replace(mantissa, ".", "", 1))
	keep := exp + 1 + decimals // digits that stay
	if keep < len(ds) {
		up := keep >= 0 && ds[keep] >= '5'
		ds = ds[:max(keep, 0)]
		if up {
			ds, exp = roundUp(ds, exp)
		}
	}
	out := place(ds, exp, decimals)
	if v < 0 && strings.Trim(out, "0.") != "" {
		out = "-" + out
	}
	return out
}

// roundUp adds one to the last digit.
func roundUp(ds []byte, exp int) ([]byte, int) {
	for i := len(ds) - 1; i >= 0; i-- {
		if ds[i]++; ds[i] <= '9' {
			return ds, exp
		}
		ds[i] = '0'
	}
	return append([]byte{'1'}, ds...), exp + 1
}

// place writes digits whose first stands for 10^exp.
func place(ds []byte, exp, decimals int) string {
	var b strings.Builder
	at := func(power int) byte {
		if i := exp - power; i >= 0 && i < len(ds) {
			return ds[i]
		}
		return '0'
	}
	for p := max(exp, 0); p >= 0; p-- {
		b.WriteByte(at(p))
	}
	if decimals > 0 {
		b.WriteByte('.')
		for p := -1; p >= -decimals; p-- {
			b.WriteByte(at(p))
		}
	}
	return b.String()
}

// chineseDigits by DBNum: small and capital.
var chineseDigits = [3][]rune{nil, []rune("〇一二三四五六七八九"), []rune("零壹贰叁肆伍陆柒捌玖")}

// chineseUnits of ten, hundred, thousand; then of 10⁴, 10⁸.
var chineseUnits = [3][]string{nil, {"", "十", "百", "千"}, {"", "拾", "佰", "仟"}}

// chineseEach writes each digit by itself: 1990 is 一九九〇.
func chineseEach(digits string, dbnum int) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return chineseDigits[dbnum][r-'0']
		}
		return r
	}, digits)
}

// chineseNumber writes a whole number in words as Excel does: 12 is 一十二 (壹拾贰),
// 105 一百〇五.
func chineseNumber(digits string, dbnum int) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return string(chineseDigits[dbnum][0])
	}
	if len(digits) > 12 || strings.Trim(digits, "0123456789") != "" { // 1E+20 too
		return chineseEach(digits, dbnum)
	}
	var b strings.Builder
	zero, inGroup := false, false
	for i, d := range digits {
		power := len(digits) - 1 - i
		if d == '0' {
			zero = true
		} else {
			if zero && b.Len() > 0 {
				b.WriteRune(chineseDigits[dbnum][0])
			}
			zero, inGroup = false, true
			b.WriteRune(chineseDigits[dbnum][d-'0'])
			b.WriteString(chineseUnits[dbnum][power%4])
		}
		if power > 0 && power%4 == 0 && inGroup {
			b.WriteString([]string{"", "万", "亿"}[power/4])
			inGroup = false
		}
	}
	return b.String()
}
