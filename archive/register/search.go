package register

import (
	"strings"

	"huce/forms/vocab"
)

// Index finds people as a clerk types: by name, pinyin or its initials, the end of
// an ID number, phone or address. It is made once for a register and never changes.
type Index struct {
	text []string // per person, what a search looks in, lower case
	name []string // per person, for hits that should come first
}

// searched are the fields that a search looks in.
var searched = []string{"person.id_no", "person.phone", "person.residence_address"}

// NewIndex is the index of a register's people.
func NewIndex(r *Register) *Index {
	x := &Index{text: make([]string, len(r.People)), name: make([]string, len(r.People))}
	for i := range r.People {
		p := &r.People[i]
		name := p.Value("person.name")
		full, initials := vocab.Pinyin(name)
		x.name[i] = strings.ToLower(name + "\n" + full + "\n" + initials)
		parts := []string{x.name[i]}
		for _, f := range searched {
			parts = append(parts, p.Value(f))
		}
		x.text[i] = strings.ToLower(strings.Join(parts, "\n"))
	}
	return x
}

// Search is the people who have every word of the query, in the register's order,
// those whose name or pinyin begins with it first.
func (x *Index) Search(query string) []int {
	words := strings.Fields(strings.ToLower(vocab.Narrow(query)))
	if len(words) == 0 {
		return nil
	}
	var first, rest []int
	for i, text := range x.text {
		if !hasAll(text, words) {
			continue
		}
		if beginsLine(x.name[i], words[0]) {
			first = append(first, i)
		} else {
			rest = append(rest, i)
		}
	}
	return append(first, rest...)
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func beginsLine(text, word string) bool {
	return strings.HasPrefix(text, word) || strings.Contains(text, "\n"+word)
}
