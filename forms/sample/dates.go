package sample

import (
	"fmt"
	"strconv"
	"strings"

	"huce/forms"
)

// dateStyle is a way to write a day.
type dateStyle uint8

const (
	isoDate    dateStyle = iota // 1962-03-06
	shortDash                   // 1962-3-6
	dotted                      // 1962.03.06
	shortDot                    // 1962.3.6
	slashed                     // 1962/3/6
	packed                      // 19620306
	chinese                     // 1962年3月6日
	inNumerals                  // 一九六二年三月六日
	nativeDate                  // a spreadsheet's own date
	dateStyles
)

// usualDates are the styles by how often a column has them.
var usualDates = [...]dateStyle{
	isoDate, isoDate, isoDate, isoDate, shortDash, shortDash, dotted, dotted, shortDot, shortDot,
	slashed, slashed, packed, packed, chinese, chinese, chinese, inNumerals, nativeDate, nativeDate,
}

// dayText writes a day; a date without its day is written as a month.
func dayText(s dateStyle, d forms.Date) string {
	if d.Day == 0 {
		return monthText(s, d)
	}
	y, m, day := int(d.Year), int(d.Month), int(d.Day)
	switch s {
	case shortDash:
		return fmt.Sprintf("%d-%d-%d", y, m, day)
	case dotted:
		return fmt.Sprintf("%d.%02d.%02d", y, m, day)
	case shortDot:
		return fmt.Sprintf("%d.%d.%d", y, m, day)
	case slashed:
		return fmt.Sprintf("%d/%d/%d", y, m, day)
	case packed:
		return fmt.Sprintf("%d%02d%02d", y, m, day)
	case chinese:
		return fmt.Sprintf("%d年%d月%d日", y, m, day)
	case inNumerals:
		return digitNumerals(strconv.Itoa(y)) + "年" + numeral(m) + "月" + numeral(day) + "日"
	}
	return d.String()
}

// monthText writes a month.
func monthText(s dateStyle, d forms.Date) string {
	y, m := int(d.Year), int(d.Month)
	switch s {
	case dotted:
		return fmt.Sprintf("%d.%02d", y, m)
	case shortDot:
		return fmt.Sprintf("%d.%d", y, m)
	case slashed:
		return fmt.Sprintf("%d/%d", y, m)
	case packed:
		return fmt.Sprintf("%d%02d", y, m)
	case chinese:
		return fmt.Sprintf("%d年%d月", y, m)
	case inNumerals:
		return digitNumerals(strconv.Itoa(y)) + "年" + numeral(m) + "月"
	}
	return fmt.Sprintf("%d-%02d", y, m)
}

// serial is a spreadsheet's number for a day (1900 system).
func serial(d forms.Date) string {
	return strconv.Itoa(d.Days() - forms.NewDate(1899, 12, 30).Days())
}

var digitNames = strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四",
	"5", "五", "6", "六", "7", "七", "8", "八", "9", "九")

// digitNumerals writes a number digit by digit: 1002 is 一〇〇二.
func digitNumerals(s string) string { return digitNames.Replace(s) }

// numeral writes a number below a hundred as it is said: 16 is 十六. Larger ones go
// digit by digit.
func numeral(n int) string {
	if n < 10 || n > 99 {
		return digitNumerals(strconv.Itoa(n))
	}
	s := "十"
	if n >= 20 {
		s = digitNumerals(strconv.Itoa(n/10)) + s
	}
	if n%10 > 0 {
		s += digitNumerals(strconv.Itoa(n % 10))
	}
	return s
}

// wide writes ASCII letters, digits and signs in full width.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
}
