package vocab

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

var pinyinArgs = pinyin.NewArgs() // toneless, one reading a character

// Pinyin is how a name is read, without tones and blanks, and the first letters of
// its syllables: 单晓燕 is shanxiaoyan, sxy. The surname's own reading comes before
// the character's usual one. Letters and digits stay, other signs go; what has no
// reading goes too.
func Pinyin(name string) (full, initials string) {
	var f, i strings.Builder
	add := func(syllable string) {
		if syllable != "" {
			f.WriteString(syllable)
			i.WriteByte(syllable[0])
		}
	}
	rest := name
	if two, ok := firstTwo(name); ok && compoundSurnames[two] != "" {
		for _, s := range strings.Fields(compoundSurnames[two]) {
			add(s)
		}
		rest = name[len(two):]
	} else if r, w := utf8.DecodeRuneInString(name); surnameReadings[r] != "" && !isCompound(name) {
		add(surnameReadings[r])
		rest = name[w:]
	}
	for _, r := range rest {
		switch r = narrowRune(r); {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			add(string(r))
		case r >= 'A' && r <= 'Z':
			add(string(r - 'A' + 'a'))
		case isHan(r):
			if p := pinyin.SinglePinyin(r, pinyinArgs); len(p) > 0 {
				add(strings.ReplaceAll(p[0], "ü", "v"))
			}
		}
	}
	return f.String(), i.String()
}

// firstTwo is the first two characters of a name that has more.
func firstTwo(name string) (string, bool) {
	n := 0
	for i := range name {
		if n == 2 {
			return name[:i], true
		}
		n++
	}
	return "", false
}

func isCompound(name string) bool {
	two, ok := firstTwo(name)
	if !ok {
		return false
	}
	_, compound := compoundSurnames[two]
	return compound
}
