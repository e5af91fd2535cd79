package vocab

import (
	"slices"
	"strings"

	"huce/forms"
)

// openLists are code lists that forms answer in free words too, so that a word
// outside them is nothing to look at.
var openLists = map[string]bool{"gbt6565_occupation": true, "gbt2260_current": true, "gbt2261_3_health": true, "residence_reason": true}

func readCode(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	return readCodeBy(f, "", c)
}

// ParseBy is Parse for a form whose code list is known: a bare 3 is 大专 in the
// health record's list and 小学 in the census. Other types are read as by Parse.
func ParseBy(field, list string, c forms.Cell) (string, []forms.Issue) {
	f, ok := Field(field)
	if ok && f.Type == "code" && c.Kind != forms.CellError && !IsBlank(c.Text) {
		return readCodeBy(f, list, c)
	}
	return Parse(field, c)
}

func readCodeBy(f forms.FieldDef, list string, c forms.Cell) (string, []forms.Issue) {
	if word, ok := wordOf(f, list, c.Text); ok {
		return word, nil
	}
	text := Tidy(c.Text)
	if openLists[f.Codes] || f.Codes == "" || codeLists()[f.Codes] == nil {
		return text, nil
	}
	if bare := fold(text); bare == "无" || bare == "没有" {
		return "无", nil
	}
	if options, ticked := tickedOption(text); ticked {
		if word, ok := wordOf(f, list, options); ok {
			return word, nil
		}
	}
	if allDigits(fold(text)) {
		return text, warn("code_unknown", text)
	}
	if isSentence(text) { // a code's column that is answered in words of its own
		return text, nil
	}
	return text, warn("word_unknown")
}

// longestWord is about as long as a code's word gets; what is longer, or has stops in
// it, is an answer in the form's own words.
const longestWord = 14

func isSentence(text string) bool {
	return runeLen(text) > longestWord || runeLen(text) > 6 && strings.ContainsAny(text, "，。；,;、")
}

// wordOf is the register's word for a text of a code field. The list that the form
// names comes first, then the field's own, then the others that forms use; a bare
// code that two of those read differently is not read.
func wordOf(f forms.FieldDef, list, text string) (string, bool) {
	if list != "" && list != f.Codes {
		if word, _, ok := wordBy(f, list, text); ok {
			return word, true
		}
	}
	if word, _, ok := wordBy(f, f.Codes, text); ok {
		return word, true
	}
	found := ""
	for _, other := range f.Other {
		word, sure, ok := wordBy(f, other, text)
		if ok && sure {
			return word, true
		}
		if ok && found != "" && found != word {
			return "", false
		}
		if ok {
			found = word
		}
	}
	return found, found != ""
}

// wordBy reads a text by one list and turns what it finds into the word of the
// field's own.
func wordBy(f forms.FieldDef, list, text string) (word string, sure, ok bool) {
	l, known := Codes(list)
	if !known {
		return "", false, false
	}
	at, sure, ok := l.read(text)
	if !ok {
		return "", false, false
	}
	e := l.Entries[at]
	if list != f.Codes {
		if master, known := Codes(f.Codes); known {
			if code, crossed := Cross(list, f.Codes, e.Code); crossed && e.Code != "" {
				word, _ = master.Word(code)
				return word, sure, true
			}
			if at, _, same := master.read(e.Name); same {
				return master.Entries[at].Word, sure, true
			}
		}
	}
	return e.Word, sure, true
}

// readCodesOf reads several codes in one cell: 01、03, 重病；残疾, 01.重病 08.因学.
func readCodesOf(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if word, ok := wordOf(f, "", c.Text); ok {
		return word, nil
	}
	text := Tidy(c.Text)
	if codeLists()[f.Codes] == nil {
		return text, nil
	}
	var words []string
	for _, part := range splitCodes(Narrow(text)) {
		word, ok := wordOf(f, "", part)
		if !ok {
			return text, nil // free words: 楼道堆物，电线老化
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, "、"), nil
}

// splitCodes parts a list of codes or words; a stop right behind a code belongs to
// it (01、重病).
func splitCodes(s string) []string {
	var parts []string
	start := 0
	for i, r := range s {
		if !strings.ContainsRune(",，;；、/ |+\n", r) {
			continue
		}
		piece := strings.TrimSpace(s[start:i])
		if piece == "" || (r == '、' || r == ' ') && allDigits(piece) && !nextIsDigit(s[i+len(string(r)):]) {
			continue
		}
		parts = append(parts, strings.TrimSpace(s[start:i]))
		start = i + len(string(r))
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		parts = append(parts, last)
	}
	return parts
}

// ticks mark the chosen option of a row of boxes, blanks the others.
const (
	ticks     = "☑√✓✔■●▣◼☒⊙◉"
	emptyTick = "□☐○◯◻⬜"
)

// tickedOption is the option that is ticked in a row of them: 男☑ 女□, ☑是 □否,
// 是√否. ticked is false where none or several are.
func tickedOption(s string) (option string, ticked bool) {
	if !strings.ContainsAny(s, ticks) {
		return "", false
	}
	var boxes []rune
	words := []string{""} // what stands before each box, and behind the last
	for _, r := range s {
		if strings.ContainsRune(ticks+emptyTick, r) {
			boxes = append(boxes, r)
			words = append(words, "")
			continue
		}
		words[len(words)-1] += string(r)
	}
	if strings.TrimSpace(words[0]) == "" {
		words = words[1:] // the boxes stand before their words
	}
	for i, box := range boxes {
		if word := strings.Trim(words[i], " ,，、/;；"); word != "" && strings.ContainsRune(ticks, box) {
			if option != "" {
				return "", false
			}
			option = word
		}
	}
	return option, option != ""
}

// unanswered are choices as they are printed, with none of them made. Keys are
// folded.
var unanswered = map[string]bool{
	"是/否": true, "是否": true, "有/无": true, "有无": true, "是、否": true, "Y/N": true,
	"□是□否": true, "是□否□": true, "☐是☐否": true, "是☐否☐": true, "□有□无": true, "有□无□": true, "○是○否": true, "是○否○": true, "是()否": true,
}

// readBool reads 是, 否 and what forms put for them: 1, √, 有, Y, 已…, 未…, 0.否.
func readBool(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	text := Tidy(c.Text)
	if option, ok := tickedOption(text); ok {
		text = option
	}
	if unanswered[strings.Trim(fold(text), "()")] {
		return "", nil
	}
	if l, ok := Codes("yes_no"); ok {
		if at, _, found := l.read(text); found {
			return l.Entries[at].Word, nil
		}
	}
	key := fold(text)
	if runeLen(key) <= 5 {
		switch _, word := splitCode(key); {
		case hasPrefix(word, "不", "未", "无", "没", "否", "非"):
			return "否", nil
		case hasPrefix(word, "是", "已", "有", "享受", "同意", "愿意", "需要"):
			return "是", nil
		}
	}
	return Tidy(c.Text), warn("bool_unreadable")
}

func hasPrefix(s string, prefixes ...string) bool {
	_, ok := cutPrefixes(s, prefixes...)
	return ok
}
