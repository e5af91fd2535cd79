package office

import (
	"slices"
	"strings"
)

// answer is what stands in a cell of one field, or of several together (姓名/关系/电话):
// then all that is known of them, and the gravest of their marks.
func (f *filler) answer(field, label string, parts []string, sp *speller, l line) answer {
	if len(parts) < 2 || !slices.Contains(parts, field) {
		return f.value(field, label, sp, l)
	}
	var all answer
	var values []string
	for _, part := range parts {
		a := f.value(part, label, sp, l)
		if a.value != "" {
			values = append(values, a.value)
		}
		if a.mark != "" && a.mark != Missing && (all.mark == "" || slices.Index(Marks, a.mark) < slices.Index(Marks, all.mark)) {
			all.mark = a.mark
		}
	}
	if len(values) == 0 {
		return f.value("", label, sp, l) // as the form itself said it, where that counts
	}
	all.value = strings.Join(values, " ")
	return all
}
