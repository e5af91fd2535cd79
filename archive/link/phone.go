package link

import "strings"

// phones compares phone numbers as digits.
type phones struct{}

// Parse splits the numbers of one cell; shorter ones than seven digits are none.
func (phones) Parse(text string) []string {
	var out []string
	for _, s := range strings.Split(text, Also) {
		if len(s) >= 7 {
			out = append(out, s)
		}
	}
	return out
}

func (phones) Column(values []string) Column { return phoneColumn(values) }

type phoneColumn []string

func (c phoneColumn) Level(a, b int32) uint8 {
	x, y := c[a], c[b]
	if x == y {
		return phoneSame
	}
	if len(x) != len(y) {
		return phoneOther
	}
	differ := 0
	for i := range len(x) {
		if x[i] != y[i] {
			differ++
		}
	}
	if differ == 1 {
		return phoneOneOff
	}
	return phoneOther
}

func (c phoneColumn) Key(_ string, v int32) uint64 { return hashText(c[v]) }

func (c phoneColumn) Bits(int32) float64 { return 0 }
