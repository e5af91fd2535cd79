package plan

import "strings"

// DiffLine is a row of two texts side by side.
type DiffLine struct {
	Left, Right     string
	LeftNo, RightNo int // from 1; 0 where that side has no line
	Kind            DiffKind
}

// DiffKind is how the two sides of a DiffLine differ.
type DiffKind string

// The kinds, "plan.diff." and the value in the translations.
const (
	DiffSame    DiffKind = "same"
	DiffChanged DiffKind = "changed" // a line in place of another
	DiffAdded   DiffKind = "added"   // only right
	DiffRemoved DiffKind = "removed" // only left
)

// Diff sets two texts side by side: the longest common sequence of their lines
// faces itself, what was written anew between faces what it replaced.
func Diff(left, right string) []DiffLine {
	a, b := linesOf(left), linesOf(right)
	// common[i][j] is the length of the longest common sequence of a[i:] and b[j:].
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []DiffLine
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			out = append(out, DiffLine{a[i], b[j], i + 1, j + 1, DiffSame})
			i, j = i+1, j+1
			continue
		}
		from, to := i, j
		for (i < len(a) || j < len(b)) && (i == len(a) || j == len(b) || a[i] != b[j]) {
			if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		out = append(out, facing(a, b, from, i, to, j)...)
	}
	return out
}

// facing sets the lines a[from:i] and b[to:j], which have nothing in common, beside
// each other.
func facing(a, b []string, from, i, to, j int) []DiffLine {
	var out []DiffLine
	for from < i || to < j {
		switch {
		case from < i && to < j:
			out = append(out, DiffLine{a[from], b[to], from + 1, to + 1, DiffChanged})
			from, to = from+1, to+1
		case from < i:
			out = append(out, DiffLine{Left: a[from], LeftNo: from + 1, Kind: DiffRemoved})
			from++
		default:
			out = append(out, DiffLine{Right: b[to], RightNo: to + 1, Kind: DiffAdded})
			to++
		}
	}
	return out
}

// linesOf are a text's lines, without the empty one at its end.
func linesOf(text string) []string {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
