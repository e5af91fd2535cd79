package recognise

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// ownMeaning is what the answers of a field mean on a form, beside what the standard's list
// says: by the book's own code table, or by what the label asks.
type ownMeaning struct {
	codes   map[string]string // the book's own, nil where it has none
	yes, no string            // under a label such as 婚否
	asked   bool
}

// ownMeaningOf is what a label and the book's own codes say; nil where that is nothing.
func ownMeaningOf(field, label string, codes map[string]string) *ownMeaning {
	m := &ownMeaning{codes: codes}
	m.yes, m.no, m.asked = vocab.Asked(field, label)
	if !m.asked && len(codes) == 0 {
		return nil
	}
	return m
}

// of is what a text means. ok is false where nothing but the standard's list says.
func (m *ownMeaning) of(text string) (word string, ok bool) {
	if m == nil {
		return "", false
	}
	if word, ok = meaningOf(m.codes, text); ok {
		return word, true
	}
	if !m.asked {
		return "", false
	}
	switch vocab.YesNo(text) {
	case "是":
		word = m.yes
	case "否":
		word = m.no
	}
	return word, word != ""
}

// meaningOf is what a code, or several in one cell, means by a table.
func meaningOf(codes map[string]string, text string) (string, bool) {
	if len(codes) == 0 {
		return "", false
	}
	if word, ok := codeIn(codes, text); ok {
		return word, true
	}
	parts := strings.FieldsFunc(vocab.Narrow(text), func(r rune) bool { return strings.ContainsRune("、,;/ |", r) })
	if len(parts) < 2 {
		return "", false
	}
	for i, part := range parts {
		word, ok := codeIn(codes, part)
		if !ok {
			return "", false
		}
		parts[i] = word
	}
	return strings.Join(parts, "、"), true
}

// codeIn finds a code as it is written, or with its zeros in front left out or added.
func codeIn(codes map[string]string, text string) (string, bool) {
	key := strings.ToUpper(strings.TrimSpace(vocab.Narrow(text)))
	if word, ok := codes[key]; ok {
		return word, true
	}
	if !vocab.IsBareCode(key) {
		return "", false
	}
	found, n := "", 0
	for code, word := range codes {
		if vocab.IsBareCode(code) && trimZeros(code) == trimZeros(key) {
			found, n = word, n+1
		}
	}
	return found, n == 1
}

func trimZeros(code string) string {
	if s := strings.TrimLeft(code, "0"); s != "" {
		return s
	}
	return "0"
}

// readMeant reads a cell by what the form says that its answers mean. A word that no
// list has is the form's own and nothing to look at; a bare code that its table lacks
// is.
func (c *fieldReader) readMeant(cell forms.Cell) (value string, issues []forms.Issue) {
	if word, ok := c.means.of(cell.Text); ok {
		value, _ = vocab.ParseBy(c.field, "", forms.Cell{Text: word, Kind: forms.CellText})
		return value, nil
	}
	if c.means != nil && len(c.means.codes) > 0 && vocab.IsBareCode(cell.Text) {
		text := vocab.Tidy(cell.Text)
		return text, []forms.Issue{{Row: -1, Col: -1, Severity: forms.Warning, Code: "code_not_in_table", Args: []string{text}}}
	}
	return vocab.ParseBy(c.field, c.codes, cell)
}

// ownMeant is the text of the department's own column, in words where the book says
// what its codes mean.
func (c *fieldReader) ownMeant(text string) string {
	if word, ok := c.means.of(text); ok {
		return word
	}
	return ownText(text)
}
