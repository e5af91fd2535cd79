package office

import (
	"slices"
	"strings"

	"huce/archive"
)

// having are the papers that have all words, in small letters, in what is said of them
// or in them.
func (o *Office) having(all []archive.Document, words []string) ([]archive.Document, error) {
	lacks := make([][]string, len(all)) // of each paper: the words not found yet
	var received []int
	at := map[string]int{}
	for i := range all {
		d := &all[i]
		said := strings.ToLower(strings.Join([]string{d.ID, d.ArchivalNo, d.RefNo, d.Title, d.Responsible, d.Note, d.Kind}, "\n"))
		lacks[i] = without(words, said)
		at[d.ID] = i
		if d.Submission != "" && len(lacks[i]) > 0 && !d.Destroyed() {
			received = append(received, i)
		}
	}
	if !o.Masked() {
		if err := o.archive.EachText(func(id, text string) {
			if i, ok := at[id]; ok && len(lacks[i]) > 0 {
				lacks[i] = without(lacks[i], strings.ToLower(text))
			}
		}); err != nil {
			return nil, err
		}
		for _, i := range received {
			var err error
			if lacks[i], err = o.lackedByImport(all[i].Submission, lacks[i]); err != nil {
				return nil, err
			}
		}
	}
	var found []archive.Document
	for i := range all {
		if len(lacks[i]) == 0 {
			found = append(found, all[i])
		}
	}
	return found, nil
}

// without are the words that a text doesn't have.
func without(words []string, text string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.Contains(text, w) })
}

// lackedByImport are the words that stand in no cell of an imported file.
func (o *Office) lackedByImport(id string, words []string) ([]string, error) {
	s, err := o.archive.Submission(id)
	if err != nil {
		return nil, err
	}
	for _, c := range s.Claims {
		for f := range c.Fields {
			for r := range c.Rows {
				if len(words) == 0 {
					return nil, nil
				}
				if v := c.ShownAs(f, r); v != "" {
					if v = strings.ToLower(v); slices.ContainsFunc(words, func(w string) bool { return strings.Contains(v, w) }) {
						words = without(words, v)
					}
				}
			}
		}
	}
	return words, nil
}
