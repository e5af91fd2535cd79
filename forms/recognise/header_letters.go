package recognise

import (
	"regexp"
	"slices"
	"strings"

	"huce/forms"
)

// lettersRow reports whether a row numbers the columns: 甲 乙 1 2 3, A B C, (1) (2).
func (p *page) lettersRow(row int) bool {
	slots := p.slots(row)
	if len(slots) < 3 || 2*len(slots) < p.width {
		return false
	}
	if !slices.ContainsFunc(slots, func(s slot) bool { return !columnCode.MatchString(s.text) }) {
		return true // the names that the columns have in a program: HH XM ZJHM
	}
	prev, prevKind, steps := 0, 0, 0
	for _, s := range slots {
		n, kind := ordinal(s.text)
		if kind == 0 {
			return false
		}
		switch {
		case kind == prevKind && n == prev+1, kind != prevKind && n == 1:
			steps++
		}
		prev, prevKind = n, kind
	}
	return 5*steps >= 4*len(slots)
}

// columnCode is a column's name in a program.
var columnCode = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$`)

const stems = "甲乙丙丁戊己庚辛壬癸"

// ordinal is the place that a column's letter or number stands for, and which
// kind of counting it is; kind 0 is none.
func ordinal(text string) (n, kind int) {
	s := strings.Trim(forms.Squeeze(text), "()（）[]【】栏第列")
	if r := []rune(s); len(r) == 1 {
		if i := strings.IndexRune(stems, r[0]); i >= 0 {
			return i/len("甲") + 1, 1
		}
		if r[0] >= 'A' && r[0] <= 'Z' {
			return int(r[0]-'A') + 1, 2
		}
		if r[0] >= '①' && r[0] <= '⑳' {
			return int(r[0]-'①') + 1, 4
		}
	}
	if len(s) == 0 || len(s) > 3 {
		return 0, 0
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, 3
}
