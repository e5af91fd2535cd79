package vocab

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Forms print in some cells what is to be chosen from (□男 □女) or written between
// (____年__月__日, ____人). Such a text is no answer; a value is written into it.

// IsToFill reports whether a text is what a form prints to be filled in, with nothing
// chosen and nothing written: boxes without a tick beside their words, blanks and
// the words around them.
func IsToFill(text string) bool {
	if first, last := ends(text); !strings.ContainsRune(blankSigns+emptyTick+"年", first) && !strings.ContainsRune(emptyTick, last) {
		return false // nearly all texts
	}
	if boxes := boxesOf(text); boxes != nil {
		return !strings.ContainsAny(text, ticks)
	}
	return strings.Trim(text, blankSigns) != "" && blankDate.MatchString(text) || soleBlank.MatchString(text)
}

// Into writes a value of a field into what its cell has printed. False where there is
// nothing printed to write it into: it stands alone then. Of no value what is
// printed stays, without the ticks of another time.
func Into(field, printed, value string) (string, bool) {
	if boxes := boxesOf(printed); boxes != nil {
		return boxes.tick(field, value)
	}
	switch {
	case !IsToFill(printed):
		return "", false
	case value == "":
		return printed, true
	}
	if m := soleBlank.FindStringSubmatchIndex(printed); m != nil {
		return printed[:m[2]] + strings.TrimSuffix(value, strings.TrimSpace(printed[m[3]:])) + printed[m[3]:], true
	}
	day, issues := ParseText("person.birth", value)
	if len(issues) > 0 || day == "" {
		return "", false
	}
	parts := strings.Split(day, "-")
	n := 0
	return blankBefore.ReplaceAllStringFunc(printed, func(s string) string {
		if n++; n > len(parts) {
			return s
		}
		unit := strings.TrimLeft(s, blankSigns)
		if part := parts[n-1]; n > 1 {
			return strings.TrimPrefix(part, "0") + unit
		}
		return parts[0] + unit
	}), true
}

// ends are a text's first character and the last that is no space, 0 where it has none.
func ends(text string) (first, last rune) {
	if text == "" {
		return 0, 0
	}
	first, _ = utf8.DecodeRuneInString(text)
	last, _ = utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return first, last
}

// blankSigns are what a blank is made of.
const blankSigns = "_＿ \u3000\t"

var (
	// blankDate is a day to be written in.
	blankDate   = regexp.MustCompile(`^[_＿ \x{3000}\t]*年[_＿ \x{3000}\t]*月(?:[_＿ \x{3000}\t]*日)?[_＿ \x{3000}\t]*$`)
	blankBefore = regexp.MustCompile(`[_＿ \x{3000}\t]*[年月日]`)
	// soleBlank is one blank with its unit behind it.
	soleBlank = regexp.MustCompile(`^\s*([_＿]{2,}|\x{3000}{2,}|[ _]{3,})\s*(?:元|万元|人|口|户|岁|亩|平方米|㎡|周岁|间|套|年|天|次)\s*$`)
)

// box is one choice as printed: its sign and its word.
type box struct {
	at, end int // of the sign
	word    string
}

type boxRow struct {
	text  string
	boxes []box
}

// boxesOf are the choices of a text that is nothing but choices; nil where it is none:
// two boxes at least, all before their words or all behind them.
func boxesOf(text string) *boxRow {
	if !strings.ContainsAny(text, emptyTick) {
		return nil
	}
	row := &boxRow{text: text}
	for at, r := range text {
		if strings.ContainsRune(ticks+emptyTick, r) {
			row.boxes = append(row.boxes, box{at: at, end: at + len(string(r))})
		}
	}
	if len(row.boxes) < 2 {
		return nil
	}
	before := choiceWord(text[:row.boxes[0].at]) == ""
	if !before && choiceWord(text[row.boxes[len(row.boxes)-1].end:]) != "" {
		return nil
	}
	from := 0
	for i := range row.boxes {
		b := &row.boxes[i]
		if before {
			to := len(text)
			if i+1 < len(row.boxes) {
				to = row.boxes[i+1].at
			}
			b.word = choiceWord(text[b.end:to])
		} else {
			b.word = choiceWord(text[from:b.at])
			from = b.end
		}
		if b.word == "" {
			return nil
		}
	}
	return row
}

func choiceWord(s string) string { return strings.Trim(s, " ,，、/;；.．\u3000\t\r\n") }

// tick ticks the boxes of a value, of several (低保、残疾) each; false where none of the
// boxes is it, since a value must not be lost.
func (row *boxRow) tick(field, value string) (string, bool) {
	chosen := make([]bool, len(row.boxes))
	if value != "" {
		for _, v := range append([]string{value}, strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("、,，;；/", r) })...) {
			i := row.find(field, choiceWord(v))
			switch {
			case i >= 0:
				chosen[i] = true
			case v != value || !strings.ContainsAny(value, "、,，;；/"):
				return "", false
			}
			if i >= 0 && v == value {
				break
			}
		}
	}
	var out strings.Builder
	from := 0
	for i, b := range row.boxes {
		out.WriteString(row.text[from:b.at])
		sign := row.text[b.at:b.end]
		switch filled := strings.Contains(ticks, sign); {
		case chosen[i] && !filled:
			sign = "☑"
		case !chosen[i] && filled:
			sign = "□"
		}
		out.WriteString(sign)
		from = b.end
	}
	out.WriteString(row.text[from:])
	return out.String(), true
}

// find is the box of a value: its word, or a word that means the same in the field.
func (row *boxRow) find(field, value string) int {
	for i, b := range row.boxes {
		if b.word == value {
			return i
		}
	}
	want, issues := ParseText(field, value)
	if want == "" || len(issues) > 0 {
		return -1
	}
	for i, b := range row.boxes {
		if got, issues := ParseText(field, b.word); got == want && len(issues) == 0 {
			return i
		}
	}
	return -1
}
