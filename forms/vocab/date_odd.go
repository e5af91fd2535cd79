package vocab

import (
	"strconv"
	"strings"

	"huce/forms"
)

// emptySerial is how spreadsheets show an empty cell that is formatted as a day.
var emptySerial = map[string]bool{"1900-01-00": true, "1900/01/00": true, "1900-1-0": true, "1900/1/0": true, "1900年1月0日": true}

// englishMonths are the months as an English spreadsheet shows them (d-mmm-yy).
var englishMonths = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// oddDate reads the rarer spellings: 1-Mar-50, March 1, 1950, 民国39年3月1日,
// 2026年3月上旬, 2026年3月5日14时, 03/1950, 1950年3月?日, a serial number with a
// time of day (46086.5), and a day with a remark in brackets behind it.
func oddDate(s string) (forms.Date, dateNote, bool) {
	if inner, ok := strings.CutPrefix(s, "("); ok {
		return plainOrNone(strings.TrimSuffix(inner, ")"), dateAsWritten)
	}
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		return plainOrNone(s[:i], dateGuessed)
	}
	if whole, frac, ok := strings.Cut(s, "."); ok && len(whole) == 5 && allDigits(whole) && allDigits(frac) {
		n, _ := strconv.Atoi(whole) // five digits
		d, ok := serialDate(n)
		return d, dateSerial, ok
	}
	if rest, ok := cutPrefixes(s, "民国", "民國"); ok {
		return republican(rest)
	}
	for _, w := range [...]string{"上旬", "中旬", "下旬", "月初", "月底", "月末", "月中"} {
		if before, ok := strings.CutSuffix(s, w); ok {
			if strings.HasPrefix(w, "月") {
				before += "月"
			}
			return plainOrNone(before, dateAsWritten)
		}
	}
	for _, day := range [...]string{"?日", "×日", "X日", "x日", "某日", "*日", "??日"} {
		if before, ok := strings.CutSuffix(s, "月"+day); ok {
			return plainOrNone(before+"月", dateAsWritten)
		}
	}
	if i := strings.IndexAny(s, "日号"); i > 0 && strings.ContainsAny(s[i:], "时点") {
		return plainOrNone(s[:i]+"日", dateAsWritten)
	}
	if month, year, ok := strings.Cut(s, "/"); ok && len(month) <= 2 && len(year) == 4 && allDigits(month) && allDigits(year) {
		return plainOrNone(year+"-"+month, dateAsWritten)
	}
	return english(s)
}

// plainOrNone reads a spelling that is made of an odd one.
func plainOrNone(s string, note dateNote) (forms.Date, dateNote, bool) {
	if p, ok := scanDate(strings.TrimSpace(s)); ok && !p.lunar {
		d, n, ok := p.date()
		return d, max(n, note), ok
	}
	return forms.Date{}, 0, false
}

// republican reads what follows 民国: its first year is 1912.
func republican(s string) (forms.Date, dateNote, bool) {
	p, ok := scanDate(strings.Replace(s, "元年", "1年", 1))
	if !ok || p.lunar || p.mark[0] != '年' || p.n[0] < 1 || p.n[0] > 120 {
		return forms.Date{}, 0, false
	}
	d, ok := checked(p.n[0]+1911, p.n[1], p.n[2])
	return d, dateAsWritten, ok
}

// english reads 1-Mar-50, Mar-50, 1950-Mar-01 and March 1, 1950.
func english(s string) (forms.Date, dateNote, bool) {
	month, year, day := 0, -1, 0
	note := dateAsWritten
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -/.,", r) }) {
		n, err := strconv.Atoi(w)
		switch m := englishMonths[strings.ToLower(w[:min(3, len(w))])]; {
		case m > 0 && month == 0:
			month = m
		case err != nil || n < 0:
			return forms.Date{}, 0, false
		case len(w) == 4:
			year = n
		case month > 0 && len(w) == 2 && (day > 0 || n > 31 || !strings.Contains(s, ",")) && year < 0:
			year, note = century(n), dateGuessed
		default:
			day = n
		}
	}
	if month == 0 || year < 0 {
		return forms.Date{}, 0, false
	}
	d, ok := checked(year, month, day)
	return d, note, ok
}
