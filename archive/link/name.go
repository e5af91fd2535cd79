package link

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// names compares names of persons.
type names struct{ pinyin func(string) string }

// Parse drops spaces, what stands in brackets and marks behind a name.
func (names) Parse(text string) []string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '（', '(', '[', '【', '<', '〈':
			depth++
		case '）', ')', ']', '】', '>', '〉':
			depth = max(0, depth-1)
		case ' ', '\u3000', '\u00a0', '\t', '\n', '\r', '\u200b', '\ufeff':
		case '?', '？', '□', '*', '＊', '○', '〇', '\ufffd':
			if depth == 0 && b.Len() > 0 {
				b.WriteRune(wild)
			}
		case '.', '•', '・', '‧', '∙', '．', '●', '⋅':
			if depth == 0 {
				b.WriteRune('·')
			}
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	if s := strings.Trim(b.String(), "·"); s != "" && s != string(wild) {
		return []string{s}
	}
	return nil
}

// wild stands for a character that a file could not show.
const wild = '?'

func (k names) Column(values []string) Column {
	c := &nameColumn{names: make([]name, len(values))}
	for i, v := range values {
		c.names[i] = newName(v, k.pinyin)
	}
	return c
}

// mostRunes is how many characters of a name are compared.
const mostRunes = 16

type name struct {
	runes         [mostRunes]rune
	sounds        [mostRunes]uint32
	n, surname    int8 // characters, and those of the surname
	wilds, dots   int8
	whole, pinyin uint64
	sound, given  uint64 // of the surname or first part, and of the rest
	bits          float32
}

type nameColumn struct{ names []name }

func newName(text string, pinyin func(string) string) name {
	var m name
	for _, r := range text {
		if m.n == mostRunes {
			break
		}
		m.runes[m.n] = r
		s := ""
		if pinyin != nil && r != wild && r != '·' {
			s = pinyin(string(r))
		}
		if s == "" {
			s = string(r)
		}
		m.sounds[m.n] = uint32(hashText(s))
		switch r {
		case wild:
			m.wilds++
		case '·':
			m.dots++
		}
		m.n++
	}
	m.surname = surnameLen(text, m.n)
	m.whole = hashText(strings.ReplaceAll(text, "·", ""))
	m.pinyin, m.sound, m.given = 7, 7, 8
	for i := range m.n {
		if m.runes[i] == '·' {
			continue
		}
		m.pinyin = mix(m.pinyin, uint64(m.sounds[i]))
		if i < m.surname {
			m.sound = mix(m.sound, uint64(m.sounds[i]))
		} else {
			m.given = mix(m.given, uint64(m.sounds[i]))
		}
	}
	m.bits = float32(rarity(&m))
	return m
}

// surnameLen is the number of characters of the surname; of a minority name, of
// its first part.
func surnameLen(text string, n int8) int8 {
	if i := strings.Index(text, "·"); i > 0 {
		return int8(min(utf8.RuneCountInString(text[:i]), mostRunes))
	}
	if n > 2 {
		for _, s := range compound {
			if strings.HasPrefix(text, s) {
				return 2
			}
		}
	}
	return min(n, 1)
}

// compound are the surnames of two characters that are still borne.
var compound = strings.Fields(`欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 长孙 宇文 端木 南宫 独孤 百里 呼延
	司空 申屠 太史 澹台 闻人 赫连 轩辕 拓跋 第五 左丘 西门 东郭 公冶 淳于 单于 公羊 濮阳 仲孙 完颜 纳兰 叶赫 爱新`)

func (c *nameColumn) Level(a, b int32) uint8 {
	x, y := &c.names[a], &c.names[b]
	switch {
	case a == b || x.whole == y.whole:
		return nameSame
	case x.wilds+y.wilds > 0 && matchWild(x, y):
		return nameWild
	case x.pinyin == y.pinyin && x.n == y.n:
		return nameSound
	case shape(x, y) || firstPart(x, y):
		return nameShape
	}
	if min(x.n, y.n) >= 2 && distance(x, y) == 1 {
		given := x.n == y.n && x.runes[0] != y.runes[0]
		switch {
		case given && x.n > 2:
			return nameGiven
		case given || max(x.n, y.n) > 2:
			return nameNear
		}
		return nameHalf
	}
	if x.sound == y.sound && x.surname == y.surname {
		return nameSurname
	}
	return nameOther
}

// Alike reports whether two names may be one that was heard, read or typed otherwise:
// no more than a character of them differs.
func Alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	differ, i := len(y)-len(x), 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	for skip := len(y) - len(x); i < len(x); i++ {
		if x[i] != y[i+skip] {
			differ++
		}
	}
	return differ <= 1
}

// matchWild reports whether the names are equal where neither shows a mark; a
// mark at the end may also be a footnote's.
func matchWild(x, y *name) bool {
	if fits(x, y, x.n, y.n) {
		return true
	}
	return (x.runes[x.n-1] == wild && fits(x, y, x.n-1, y.n)) || (y.runes[y.n-1] == wild && fits(x, y, x.n, y.n-1))
}

func fits(x, y *name, nx, ny int8) bool {
	if nx != ny || nx < 2 {
		return false
	}
	for i := range nx {
		if x.runes[i] != y.runes[i] && x.runes[i] != wild && y.runes[i] != wild {
			return false
		}
	}
	return true
}

// shape reports whether one character is a look-alike, or two neighbours of the
// given name are swapped.
func shape(x, y *name) bool {
	if x.n != y.n {
		return false
	}
	at, differ := int8(-1), 0
	for i := range x.n {
		if x.runes[i] != y.runes[i] {
			differ++
			if at < 0 {
				at = i
			}
		}
	}
	switch differ {
	case 1:
		return lookAlike(x.runes[at], y.runes[at])
	case 2:
		return at > 0 && at+1 < x.n && x.runes[at] == y.runes[at+1] && x.runes[at+1] == y.runes[at]
	}
	return false
}

// firstPart reports whether one is a minority name's first part and the other the
// whole, or they are equal but for the dot.
func firstPart(x, y *name) bool {
	if x.dots < y.dots {
		x, y = y, x
	}
	if x.dots == 0 || y.dots == x.dots {
		return false
	}
	short := slices.DeleteFunc(slices.Clone(y.runes[:y.n]), func(r rune) bool { return r == '·' })
	long := slices.DeleteFunc(slices.Clone(x.runes[:x.n]), func(r rune) bool { return r == '·' })
	if slices.Equal(short, long) {
		return true
	}
	return y.n == x.surname && slices.Equal(y.runes[:y.n], x.runes[:y.n])
}

// distance is 1 where one character differs, is added or missing; 2 for all else.
func distance(x, y *name) int {
	if x.n > y.n {
		x, y = y, x
	}
	if y.n-x.n > 1 {
		return 2
	}
	i := int8(0)
	for i < x.n && x.runes[i] == y.runes[i] {
		i++
	}
	skip := y.n - x.n
	if skip == 0 {
		i++
	}
	for ; i < x.n; i++ {
		if x.runes[i] != y.runes[i+skip] {
			return 2
		}
	}
	return 1
}

func (c *nameColumn) Key(part string, v int32) uint64 {
	m := &c.names[v]
	switch part {
	case "whole":
		return m.whole
	case "first":
		if m.dots > 0 {
			return m.sound
		}
		return m.pinyin
	case "given":
		if m.n > m.surname {
			return m.given
		}
		return 0
	}
	return m.sound
}

func (c *nameColumn) Bits(v int32) float64 { return float64(c.names[v].bits) }

// mostBits caps what a rare name is worth: names of siblings and fashions of a
// year make chance agreement likelier than the product of characters says.
const mostBits = 13

// rarity is how many bits a name tells, from the shares of its characters.
func rarity(m *name) float64 {
	if m.dots > 0 || m.wilds > 0 {
		return mostBits - 1
	}
	bits := 0.0
	for i := range m.n {
		share := shareOf(m.runes[i], i < m.surname)
		bits -= math.Log2(share)
	}
	return min(bits, mostBits)
}
