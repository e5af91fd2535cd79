package fill

import (
	"slices"
)

// cut is a run of bytes and what takes its place.
type cut struct {
	extent
	with string
}

// splice is src with each cut made. Cuts do not overlap.
func splice(src []byte, cuts []cut) []byte {
	slices.SortStableFunc(cuts, func(a, b cut) int { return a.from - b.from })
	size := len(src)
	for _, c := range cuts {
		size += len(c.with) - (c.to - c.from)
	}
	out := make([]byte, 0, max(size, 0))
	at := 0
	for _, c := range cuts {
		out = append(out, src[at:c.from]...)
		out = append(out, c.with...)
		at = c.to
	}
	return append(out, src[at:]...)
}
