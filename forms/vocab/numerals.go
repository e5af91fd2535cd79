package vocab

import (
	"strings"
	"unicode/utf8"
)

// hanDigit is the value of a Chinese digit, -1 where r is none. The letter O and
// the circle stand for zero in dates typed by hand.
func hanDigit(r rune) int {
	switch r {
	case '〇', '零', '○', '◯':
		return 0
	case '一', '壹':
		return 1
	case '二', '贰', '两', '貳':
		return 2
	case '三', '叁', '參':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// hanUnit is the power of ten that a Chinese numeral counts in, 0 where r is none.
func hanUnit(r rune) int {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 10000
	case '亿':
		return 100000000
	}
	return 0
}

// isHanNumeral reports whether r may stand in a Chinese number.
func isHanNumeral(r rune) bool {
	switch r {
	case '〇', '零', '○', '◯', '一', '壹', '二', '贰', '两', '貳', '三', '叁', '參', '四', '肆', '五', '伍', '六', '陆', '陸', '七', '柒', '八', '捌', '九', '玖',
		'十', '拾', '百', '佰', '千', '仟', '万', '萬', '亿', '廿', '卅', '卌':
		return true
	}
	return false
}

// readHan reads the Chinese number that s begins with: digit by digit (一四〇二,
// 二〇二六) or counted (二十三, 一百零五, 三万二千, 廿三). It returns the number and
// how many bytes it takes; 0 bytes where s begins with none.
func readHan(s string) (n, width int) {
	total, section := 0, 0 // before and since the last 万 or 亿
	run, digits := 0, 0    // digits one after another since the last unit
	unit, zero := 0, false // the last unit, and whether 零 stood behind it
	for i, r := range s {
		switch t, d, u := tens(r), hanDigit(r), hanUnit(r); {
		case t > 0 && digits == 0:
			section, unit, zero = section+t, 10, false
		case d >= 0 && digits < 9:
			zero = zero || d == 0
			run, digits = run*10+d, digits+1
		case u >= 10000 && (digits > 0 || section > 0) && total < 1e9:
			total, section = (total+section+run)*u, 0
			run, digits, unit, zero = 0, 0, u, false
		case u > 0 && u < 10000 && (digits > 0 || u == 10 && unit != 10):
			if digits == 0 {
				run = 1
			}
			section += run * u
			run, digits, unit, zero = 0, 0, u, false
		default:
			return total + section + spoken(run, digits, unit, zero), i
		}
		width = i + utf8.RuneLen(r)
	}
	return total + section + spoken(run, digits, unit, zero), width
}

// spoken is what the digits at a number's end are worth: the 五 of 一百五 is fifty.
func spoken(run, digits, unit int, zero bool) int {
	if unit >= 100 && digits == 1 && !zero {
		return run * unit / 10
	}
	return run
}

// tens is the value of the one-character numerals 廿 (20), 卅 (30) and 卌 (40).
func tens(r rune) int {
	switch r {
	case '廿':
		return 20
	case '卅':
		return 30
	case '卌':
		return 40
	}
	return 0
}

// Han reads a whole Chinese number, 一四〇二 or 二十三; false where s is none.
func Han(s string) (int, bool) {
	n, w := readHan(s)
	return n, w == len(s) && w > 0
}

const hanDigits = "〇一二三四五六七八九"

// HanDigits writes the digits of s in Chinese, one by one: 2026 is 二〇二六. What is
// no digit stays.
func HanDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteString(hanDigits[3*(r-'0') : 3*(r-'0')+3])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// HanNumber writes a number from 0 to 99 999 as it is counted: 23 is 二十三, 105 is
// 一百零五.
func HanNumber(n int) string {
	if n < 0 || n > 99999 {
		return HanDigits(itoa(n))
	}
	if n == 0 {
		return "零"
	}
	var b strings.Builder
	zero := false
	for _, p := range []struct {
		value int
		word  string
	}{{10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / p.value % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
			zero = false
		}
		if d != 1 || p.value != 10 || b.Len() > 0 {
			b.WriteString(hanDigits[3*d : 3*d+3])
		}
		b.WriteString(p.word)
	}
	return b.String()
}
