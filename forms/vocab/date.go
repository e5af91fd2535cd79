package vocab

import (
	"strings"

	"huce/forms"
)

// The years that a form may speak of. Outside them a number is no date.
const (
	firstYear = 1850
	lastYear  = 2150
)

// pivot divides the years of two digits as spreadsheets do: 29 is 2029, 30 is 1930.
const pivot = 30

// ParseDate reads a day, month or year in every usual spelling and keeps its
// precision: 1950-03-01, 1950/3/1, 1950.3.1, 1950.03, 19500301, 195003,
// 1950年3月1日, 一九五〇年三月, 50.3.1, 3/1/1950, full-width digits, a time of day
// behind it, the serial number of a spreadsheet (five digits), and days of the
// lunar calendar (农历一九五〇年三月初一), which become days of the common one.
//
// It is false for what is no date or for a day that does not exist.
func ParseDate(s string) (forms.Date, bool) {
	d, _, ok := readDate(s)
	return d, ok
}

// dateNote says what a date's spelling leaves to be looked at.
type dateNote uint8

const (
	dateAsWritten dateNote = iota
	dateLunar              // a day of the lunar calendar, converted
	dateSerial             // a spreadsheet's serial number
	dateGuessed            // the century or the order of day and month was guessed
)

func readDate(s string) (forms.Date, dateNote, bool) {
	if d, ok := plainDate(s); ok {
		return d, dateAsWritten, true
	}
	s = Narrow(s)
	if s == "" || len(s) > 96 {
		return forms.Date{}, 0, false
	}
	s, lunar := cutLunarWords(s)
	s = cutDateWords(s)
	if allDigits(s) {
		return digitDate(s, lunar)
	}
	if d, note, ok := oddDate(s); ok {
		return d, note, true
	}
	if emptySerial[s] {
		return forms.Date{}, 0, false
	}
	p, ok := scanDate(s)
	if !ok {
		return forms.Date{}, 0, false
	}
	if lunar || p.lunar {
		d, ok := p.solar()
		return d, dateLunar, ok
	}
	return p.date()
}

// plainDate reads yyyy-mm-dd and its like with single ASCII separators, the
// commonest spelling by far, without looking further.
func plainDate(s string) (forms.Date, bool) {
	if len(s) < 8 || len(s) > 10 || s[0] < '1' || s[0] > '2' {
		return forms.Date{}, false
	}
	var n [3]int
	part, digits := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			n[part] = n[part]*10 + int(c-'0')
			digits++
		case (c == '-' || c == '/' || c == '.') && part < 2 && digits > 0 && (part > 0 || digits == 4):
			part++
			digits = 0
		default:
			return forms.Date{}, false
		}
	}
	if part != 2 || digits == 0 || n[1] == 0 || n[2] == 0 {
		return forms.Date{}, false
	}
	return checked(n[0], n[1], n[2])
}

// checked is the date if it exists and a form may speak of it. A month or day of 0
// is unknown.
func checked(y, m, d int) (forms.Date, bool) {
	if y < firstYear || y > lastYear || m < 0 || m > 12 || d < 0 || d > 31 {
		return forms.Date{}, false
	}
	if m == 0 {
		d = 0
	}
	date := forms.NewDate(y, m, d)
	if !date.Valid() {
		return forms.Date{}, false
	}
	return date, true
}

// digitDate reads a date that is digits alone: yyyymmdd, yyyymm, yymmdd, yyyy or
// a serial number.
func digitDate(s string, lunar bool) (forms.Date, dateNote, bool) {
	n := 0
	for i := 0; i < len(s) && i < 9; i++ {
		n = n*10 + int(s[i]-'0')
	}
	p := dateParts{}
	note := dateAsWritten
	switch len(s) {
	case 12, 14: // with hours, minutes and seconds behind it
		return digitDate(s[:8], lunar)
	case 8:
		p = dateParts{n: [3]int{n / 10000, n / 100 % 100, n % 100}, count: 3}
	case 6:
		p = dateParts{n: [3]int{n / 100, n % 100}, count: 2}
		if _, ok := checked(n/100, n%100, 0); !ok || n%100 == 0 {
			p = dateParts{n: [3]int{century(n / 10000), n / 100 % 100, n % 100}, count: 3}
			note = dateGuessed
			if n/100%100 == 0 || n%100 == 0 {
				return forms.Date{}, 0, false
			}
		}
	case 5:
		d, ok := serialDate(n)
		return d, dateSerial, ok
	case 4:
		p = dateParts{n: [3]int{n}, count: 1}
	default:
		return forms.Date{}, 0, false
	}
	if lunar {
		d, ok := p.solar()
		return d, dateLunar, ok
	}
	d, ok := checked(p.n[0], p.n[1], p.n[2])
	return d, note, ok
}

// serialDate is the day of a spreadsheet's serial number (1900 system; day 60 is
// the 29 February 1900 that never was).
func serialDate(n int) (forms.Date, bool) {
	if n < 1 || n > 91313 { // 2149-12-31
		return forms.Date{}, false
	}
	if n < 60 {
		n++
	}
	days := n + 693899 // counted from 1 March 0000; serial 61 is 1 March 1900
	era := days / 146097
	doe := days % 146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d := yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return checked(y, m, d)
}

func century(yy int) int {
	if yy < pivot {
		return 2000 + yy
	}
	return 1900 + yy
}

// cutDateWords removes the words that may stand around a date, and the time of day
// or the weekday behind it.
func cutDateWords(s string) string {
	s, _ = cutPrefixes(s, "公历", "阳历", "新历", "公元", "出生于", "生于", "于", "约")
	if i := strings.IndexByte(s, ':'); i > 0 {
		if j := strings.LastIndexAny(s[:i], " Tt日号"); j > 0 {
			s = s[:j]
		}
	}
	for _, w := range [...]string{"星期", "(周", "周", "上午", "下午"} {
		if i := strings.Index(s, w); i > 0 {
			s = s[:i]
		}
	}
	s, _ = cutSuffixes(s, "(公历)", "(阳历)", "(新历)", "出生", "生", "起", "左右", "(约)", "?", "。", ".", ",", ";", "(")
	return strings.TrimSpace(s)
}

// cutLunarWords removes the words that say that a date is of the lunar calendar.
func cutLunarWords(s string) (string, bool) {
	if !strings.Contains(s, "历") {
		return s, false
	}
	for _, w := range [...]string{"(农历)", "(阴历)", "(旧历)", "(古历)", "农历", "阴历", "旧历", "古历"} {
		if before, after, found := strings.Cut(s, w); found {
			return strings.TrimSpace(before + after), true
		}
	}
	return s, false
}
