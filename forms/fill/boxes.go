package fill

import "unicode/utf8"

// part is a piece of a value and how many cells beside its first one it goes into.
type part struct {
	beside int
	text   string
}

// partsOf are the pieces of a value for its cells: one for each box where the form
// gives it boxes, those behind its end blank. A value that has more characters than
// boxes goes into the first as a whole: it must not be cut.
func partsOf(v string, boxes int) []part {
	if boxes < 2 {
		return []part{{0, v}}
	}
	out := make([]part, boxes)
	for k := range out {
		out[k].beside = k
	}
	if utf8.RuneCountInString(v) > boxes {
		out[0].text = v
		return out
	}
	k := 0
	for _, r := range v {
		out[k].text = string(r)
		k++
	}
	return out
}
