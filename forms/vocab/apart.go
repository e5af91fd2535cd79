package vocab

import (
	"slices"
	"strings"
)

// Apart takes a text that says several fields of somebody apart: 王敏（女儿）13900000000
// as a name, a relation and a phone. What looks like none of the fields is left out; a
// phone or more go to the one field of phones.
func Apart(fields []string, text string) map[string]string {
	out := map[string]string{}
	if IsBlank(text) {
		return out
	}
	for _, piece := range piecesOf(text) {
		best, field := 0.0, ""
		for _, f := range fields {
			if _, has := out[f]; has && !isPhoneField(f) {
				continue
			}
			if fit := Fits(f, piece); fit > best {
				best, field = fit, f
			}
		}
		switch {
		case best < apart:
		case out[field] != "":
			out[field] += " " + piece
		default:
			out[field] = piece
		}
	}
	return out
}

// apart is how well a piece of a text must look like a field to be it.
const apart = 0.44

func isPhoneField(name string) bool {
	f, _ := Field(name)
	return f.Type == "phone"
}

// piecesOf cuts a text at its marks, and where a long number follows a word.
func piecesOf(text string) []string {
	var b strings.Builder
	runes := []rune(Narrow(text))
	for i, r := range runes {
		if i > 0 && isNumberRune(r) != isNumberRune(runes[i-1]) && (longRun(runes[i:]) || isNumberRune(runes[i-1]) && hasHan(string(r))) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	pieces := strings.FieldsFunc(b.String(), func(r rune) bool { return strings.ContainsRune(" \t\r\n、,，;；/|()（）:：", r) })
	return slices.DeleteFunc(pieces, func(p string) bool { return IsBlank(p) || partLabels[p] })
}

// partLabels are labels that are written into such cells beside the values.
var partLabels = map[string]bool{"姓名": true, "电话": true, "联系电话": true, "手机": true, "关系": true, "身份证号": true, "身份证": true, "性别": true}

func isNumberRune(r rune) bool {
	return r >= '0' && r <= '9' || r == '-' || r == 'X' || r == 'x' || r == '*'
}

// longRun reports whether a text begins with the digits of a phone or an ID number.
func longRun(runes []rune) bool {
	n := 0
	for _, r := range runes {
		if !isNumberRune(r) {
			break
		}
		n++
	}
	return n >= 7
}
