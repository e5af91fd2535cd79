package vocab

import (
	"unicode/utf8"

	"huce/forms"
)

// dateParts are the numbers of a date as they stand: year, month and day, or day
// and month before the year.
type dateParts struct {
	n     [3]int
	width [3]int  // digits of each, 0 for a Chinese number
	mark  [3]rune // what stands behind each: 年 月 日 - / . or 0
	count int
	leap  bool // 闰四月
	lunar bool // 正月, 腊月, 初一: words of the lunar calendar alone
}

// scanDate takes a date apart. It is false where something stands in it that
// belongs to no date.
func scanDate(s string) (dateParts, bool) {
	var p dateParts
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == ' ' || r == '年' || r == '月' || r == '日' || r == '号' || isDateDash(r):
			if p.count == 0 {
				return p, false
			}
			if mark := &p.mark[p.count-1]; *mark == 0 || *mark == ' ' {
				*mark = r
			}
			i += w
		case p.count == 3:
			return p, false
		default:
			n, width := p.number(s[i:])
			if width == 0 {
				return p, false
			}
			p.n[p.count] = n
			p.count++
			i += width
		}
	}
	return p, p.count > 0
}

func isDateDash(r rune) bool {
	switch r {
	case '-', '/', '.', '\\', '、', ',', '·', '–', '—', '―', '．', '。', '~', '_':
		return true
	}
	return false
}

// number reads the next number of the date, Arabic or Chinese, and notes the words
// of the lunar calendar. The width is 0 where s begins with none.
func (p *dateParts) number(s string) (n, width int) {
	for width < len(s) && s[width] >= '0' && s[width] <= '9' {
		if width == 4 {
			return 0, 0
		}
		n = n*10 + int(s[width]-'0')
		width++
	}
	if width > 0 {
		p.width[p.count] = width
		return n, width
	}
	if rest, ok := cutPrefixes(s, "闰"); ok {
		p.leap, p.lunar = true, true
		n, width = p.hanPart(rest)
		if width > 0 {
			width += len("闰")
		}
		return n, width
	}
	return p.hanPart(s)
}

// hanPart reads a Chinese number or one of the words that stand for one.
func (p *dateParts) hanPart(s string) (n, width int) {
	switch r, w := utf8.DecodeRuneInString(s); r {
	case '元': // 元月 is January, 元年 no year of ours
		return 1, w
	case '正':
		p.lunar = true
		return 1, w
	case '冬':
		p.lunar = true
		return 11, w
	case '腊':
		p.lunar = true
		return 12, w
	case '初':
		p.lunar = true
		if n, width = readHan(s[w:]); width > 0 {
			return n, width + w
		}
		return 0, 0
	}
	if isYearOfO(s) {
		return readHanO(s)
	}
	return readHan(s)
}

// isYearOfO reports whether s begins with a Chinese digit and has the letter O
// where the circle for zero belongs: 二OO八年.
func isYearOfO(s string) bool {
	r, w := utf8.DecodeRuneInString(s)
	return hanDigit(r) > 0 && w < len(s) && (s[w] == 'O' || s[w] == 'o' || s[w] == '0')
}

func readHanO(s string) (n, width int) {
	for i, r := range s {
		d := hanDigit(r)
		if r == 'O' || r == 'o' || r == '0' {
			d = 0
		}
		if d < 0 || i > 12 {
			break
		}
		n = n*10 + d
		width = i + utf8.RuneLen(r)
	}
	return n, width
}

// date puts the parts in order: year first, or last as in 3/1/1950.
func (p dateParts) date() (forms.Date, dateNote, bool) {
	note := dateAsWritten
	y, m, d := p.n[0], p.n[1], p.n[2]
	switch {
	case p.count == 1 && p.mark[0] != '年' && p.width[0] != 4:
		return forms.Date{}, 0, false
	case p.count == 3 && p.width[2] == 4 && p.mark[0] != '年':
		y, m, d = p.n[2], p.n[0], p.n[1]
		note = dateGuessed
		if m > 12 {
			m, d = d, m
		}
	case p.mark[0] == '月' || p.mark[0] == '日' || p.mark[0] == '号':
		return forms.Date{}, 0, false // 3月1日: no year
	}
	if y < 100 {
		if p.width[0] == 1 || p.width[0] > 2 || p.count == 2 && p.mark[0] != '年' {
			return forms.Date{}, 0, false // 3.15 may be anything
		}
		y, note = century(y), dateGuessed
	}
	date, ok := checked(y, m, d)
	return date, note, ok
}
