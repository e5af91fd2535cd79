package plan

import "strings"

// narrow makes full-width letters, digits and signs half-width, and every dash of
// a span the same, so that one spelling has to be known.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '—' || r == '–' || r == '－' || r == '―' || r == '〜' || r == '~':
			return '-'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}

const digits = "零一二三四五六七八九"

// digitOf is the value of a Chinese digit, -1 where it is none. 两 and 〇 are read,
// and the forms that money is written in.
func digitOf(r rune) int {
	switch r {
	case '〇':
		return 0
	case '两':
		return 2
	case '壹':
		return 1
	case '贰':
		return 2
	case '叁':
		return 3
	case '肆':
		return 4
	case '伍':
		return 5
	case '陆':
		return 6
	case '柒':
		return 7
	case '捌':
		return 8
	case '玖':
		return 9
	}
	if i := strings.IndexRune(digits, r); i >= 0 {
		return i / 3
	}
	return -1
}

// plainNumbers writes the Chinese numbers up to 99 that stand before 年, 月, 日 or
// 季 in digits, or after 第: 十二月底 is 12月底, 第三季度 is 第3季度.
func plainNumbers(s string) string {
	runes := []rune(s)
	var b strings.Builder
	for i := 0; i < len(runes); {
		n, length := smallNumber(runes[i:])
		next := rune(0)
		if i+length < len(runes) {
			next = runes[i+length]
		}
		if length > 0 && strings.ContainsRune("月日号季", next) {
			if n >= 10 {
				b.WriteByte(byte('0' + n/10))
			}
			b.WriteByte(byte('0' + n%10))
			i += length
			continue
		}
		b.WriteRune(runes[i])
		i++
	}
	return b.String()
}

// smallNumber reads a Chinese number up to 99 at the start: its value and length
// in runes, 0 where none stands there.
func smallNumber(r []rune) (n, length int) {
	if len(r) == 0 {
		return 0, 0
	}
	if d := digitOf(r[0]); d >= 0 {
		n, length = d, 1
	}
	if length < len(r) && (r[length] == '十' || r[length] == '拾') {
		n, length = max(n, 1)*10, length+1
		if length < len(r) {
			if d := digitOf(r[length]); d > 0 {
				n, length = n+d, length+1
			}
		}
	}
	return n, length
}
