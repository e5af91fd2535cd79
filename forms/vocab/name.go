package vocab

import (
	"strings"

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
	if unsure {
		return name, warn("name_illegible")
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
	s = Narrow(s)
	s = strings.TrimRight(s, "*#△▲☆★ ,，、:：'") // marks that point to a note
	latin := !hasHan(s)
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
		case r == '?' || r == '*' || r == '□' || r == '■' || r == '\ufffd':
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
		if !isHan(r) {
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
		if rest, ok := strings.CutPrefix(s, r+":"); ok && rest != "" {
			s = strings.TrimSpace(rest)
		}
	}
	return s
}
