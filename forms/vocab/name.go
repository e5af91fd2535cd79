package vocab

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// isPersonName reports whether a field holds a person's name.
func isPersonName(field string) bool {
	switch field {
	case "org.name", "dog.name", "task.name", "person.bank_name", "community.name":
		return false
	}
	return strings.HasSuffix(field, ".name") || strings.HasSuffix(field, "_name")
}

func readName(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if isNothing(c.Text) {
		return "", nil
	}
	name, unsure := CleanName(c.Text)
	if isNothing(name) {
		return "", nil
	}
	switch {
	case unsure:
		return name, warn("name_illegible")
	case severalNames(name):
		return name, warn("name_several")
	}
	if short, more := cutNumber(name); more {
		return short, warn("name_and_more")
	}
	return name, nil
}

// nameDots are the dots that people put between the parts of a minority name.
const nameDots = "·.．。•・‧∙﹒˙⋅▪●•"

// CleanName is a name as the register keeps it: inner spaces out, the parts of a
// minority name parted by ·, remarks such as （户主） off. unsure is true where a
// character could not be read and ? □ or * stands for it.
func CleanName(s string) (name string, unsure bool) {
	if isPlainName(s) {
		return s, false
	}
	several := strings.ContainsAny(strings.TrimSpace(s), "\n\r")
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
	if several && len(lines) > 1 && runeLen(strings.TrimSpace(lines[0])) >= 2 && runeLen(strings.TrimSpace(lines[1])) >= 2 {
		s = strings.Join(lines, "、")
	}
	s = Narrow(s)
	if parts := strings.Fields(s); len(parts) > 1 && severalNames(strings.Join(parts, "、")) {
		if _, compound := compoundSurnames[parts[0]]; !compound {
			s = strings.Join(parts, "、")
		}
	}
	if marked := strings.Trim(s, "*#△▲☆★ ,，、:：'\"“”.。"); runeLen(marked) >= 2 { // marks that point to a note; 张* hides a name
		s = marked
	}
	s = unwrap(s)
	latin := !hasHan(s)
	if !latin {
		s = cutSerial(s)
	}
	s = dropRemark(s)
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == ' ':
			if latin && i > 0 && runes[i-1] != ' ' {
				b.WriteRune(' ')
			}
		case strings.ContainsRune(nameDots, r) && i > 0 && i+1 < len(runes):
			if latin {
				b.WriteRune(r)
			} else {
				b.WriteRune('·')
			}
		case r == '?' || r == '*' || r == '□' || r == '■' || r == '\ufffd' || !latin && (r == '×' || r == 'X' || r == 'x') || r == '某' && i > 0:
			unsure = true
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return strings.Trim(b.String(), " ·,，、:：'"), unsure
}

// isPlainName reports whether s is two to four Chinese characters and no more.
func isPlainName(s string) bool {
	n := 0
	for _, r := range s {
		if !isHan(r) || r == '某' {
			return false
		}
		n++
	}
	return n >= 2 && n <= 4 && !hasPrefix(s, "户主") && !strings.HasSuffix(s, "户主")
}

// remarks are what stands behind a name without brackets.
var remarks = []string{"户主", "本人"}

// dropRemark takes off what stands in brackets at a name's end, and a title.
func dropRemark(s string) string {
	for {
		i := strings.LastIndexAny(s, "(（[【")
		if i <= 0 || !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, "]") && !strings.HasSuffix(s, "】") {
			break
		}
		s = strings.TrimSpace(s[:i])
	}
	for _, r := range remarks {
		if rest, ok := strings.CutSuffix(s, r); ok && runeLen(rest) >= 2 {
			s = strings.TrimRight(rest, "-—: ")
		}
		if rest, ok := strings.CutPrefix(s, r); ok && runeLen(strings.TrimLeft(rest, ": ")) >= 2 {
			s = strings.TrimLeft(rest, ": ")
		}
	}
	return s
}

// unwrap takes off brackets or quotation marks that stand around a whole name.
func unwrap(s string) string {
	for _, pair := range [...][2]string{{"【", "】"}, {"[", "]"}, {"《", "》"}, {"「", "」"}, {"“", "”"}} {
		if inner, ok := strings.CutPrefix(s, pair[0]); ok {
			if inner, ok = strings.CutSuffix(inner, pair[1]); ok && runeLen(inner) >= 2 {
				return inner
			}
		}
	}
	return s
}

// cutSerial takes off the number that a list puts before a name: 1. 1、 (1).
func cutSerial(s string) string {
	rest := strings.TrimPrefix(s, "(")
	n := 0
	for n < len(rest) && isDigit(rest[n]) {
		n++
	}
	if n == 0 || n > 3 {
		return s
	}
	name, ok := cutPrefixes(rest[n:], ".", "、", ")", " ", "．", ",")
	if name = strings.TrimLeft(name, " 、."); !ok || runeLen(name) < 2 || strings.IndexFunc(name, isHan) != 0 {
		return s
	}
	return name
}

// severalNames reports whether what was taken for one name is two or more, parted
// by signs or, where each begins with a surname, by nothing.
func severalNames(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/、,，;；\\和及与", r) })
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		first, _ := utf8.DecodeRuneInString(p)
		if n := runeLen(p); n < 2 || n > 4 || !strings.ContainsRune(surnames, first) {
			return false
		}
	}
	return true
}

// cutNumber takes a phone or ID number off a name's end; a number of one or two
// digits belongs to it (two of one name are 张三1 and 张三2).
func cutNumber(s string) (name string, more bool) {
	name = strings.TrimRight(s, "0123456789Xx-")
	if len(s)-len(name) < 7 || runeLen(name) < 2 || !hasHan(name) {
		return s, false
	}
	return strings.TrimRight(name, ":：,，/ "), true
}
