package office

import (
	"slices"
	"strings"

	"huce/forms"
)

// answer is what stands in a cell of one field, or of several together (姓名/关系/电话):
// then all that is known of them, and the gravest of their marks.
// own is the name under which the form's reports keep what stands there.
func (f *filler) answer(field, label, own string, parts []string, sp *speller, l line) answer {
	if len(parts) < 2 || !slices.Contains(parts, field) {
		if strings.HasPrefix(own, forms.OwnField) {
			field = "" // another column has it; here the form means something of its own
		}
		return f.value(field, label, own, sp, l)
	}
	var all answer
	var values []string
	for _, part := range parts {
		a := f.value(part, label, own, sp, l)
		if a.value != "" {
			values = append(values, a.value)
		}
		if a.mark != "" && a.mark != Missing && (all.mark == "" || slices.Index(Marks, a.mark) < slices.Index(Marks, all.mark)) {
			all.mark = a.mark
		}
	}
	if len(values) == 0 {
		return f.value("", label, own, sp, l) // as the form itself said it, where that counts
	}
	all.value = strings.Join(values, " ")
	return all
}
