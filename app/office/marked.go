package office

import "strings"

// Marked are two texts with the characters that the other lacks between 【 and 】.
func Marked(a, b string) (string, string) {
	if a == b || a == "" || b == "" {
		return a, b
	}
	x, y := []rune(a), []rune(b)
	inX, inY := common(x, y)
	return mark(x, inX), mark(y, inY)
}

// common tells of each character whether it is of the longest sequence that both
// texts have.
func common(x, y []rune) (inX, inY []bool) {
	long := make([][]int, len(x)+1) // of x[i:] and y[k:]
	for i := range long {
		long[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := len(y) - 1; k >= 0; k-- {
			if x[i] == y[k] {
				long[i][k] = long[i+1][k+1] + 1
			} else {
				long[i][k] = max(long[i+1][k], long[i][k+1])
			}
		}
	}
	inX, inY = make([]bool, len(x)), make([]bool, len(y))
	for i, k := 0, 0; i < len(x) && k < len(y); {
		switch {
		case x[i] == y[k]:
			inX[i], inY[k] = true, true
			i++
			k++
		case long[i+1][k] >= long[i][k+1]:
			i++
		default:
			k++
		}
	}
	return inX, inY
}

func mark(text []rune, in []bool) string {
	var b strings.Builder
	for i, r := range text {
		if !in[i] && (i == 0 || in[i-1]) {
			b.WriteRune('【')
		}
		b.WriteRune(r)
		if !in[i] && (i+1 == len(text) || in[i+1]) {
			b.WriteRune('】')
		}
	}
	return b.String()
}
