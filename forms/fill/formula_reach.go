package fill

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// Which formulas depend on what is filled in: only those lose the value they had.

// reach is what a formula looks at.
type reach struct {
	ranges []sheetRange
	beyond bool // also at what it doesn't name by its cells: names, tables, computed places
}

// sheetRange is a range of a sheet.
type sheetRange struct {
	sheet string
	forms.Range
}

// maxRow and maxCol are the last of a sheet, 0-based.
const (
	maxRow = excelize.TotalRows - 1
	maxCol = excelize.MaxColumns - 1
)

var (
	// aPlace is a cell, a range, or whole columns or rows, with a sheet's name before it
	// or not.
	aPlace = regexp.MustCompile(`('(?:[^']|'')+'!|[^\s'!(),:;+*/=<>&^{}%-]+!)?(?:` +
		`\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?|` +
		`\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})|\$?([0-9]{1,7}):\$?([0-9]{1,7}))`)
	aWord = regexp.MustCompile(`[\p{L}_\\][\p{L}\p{N}_.\\]*`)
	// placing are functions that look at cells which their text doesn't name.
	placing = regexp.MustCompile(`(?i)^(?:_XLFN\.)?(?:INDIRECT|OFFSET|CELL|GETPIVOTDATA)$`)
)

// reachOf is what a formula of a sheet looks at.
func reachOf(formula, sheet string) reach {
	var out reach
	outsideTexts(formula, func(part string) string {
		var rest strings.Builder
		at := 0
		for _, m := range aPlace.FindAllStringSubmatchIndex(part, -1) {
			if !standsAlone(part, m[0], m[1]) || part[m[0]] == '(' {
				continue
			}
			group := func(n int) string {
				if m[2*n] < 0 {
					return ""
				}
				return part[m[2*n]:m[2*n+1]]
			}
			r, ok := rangeOf(group)
			if !ok {
				continue
			}
			in := sheet
			if name := strings.TrimSuffix(group(1), "!"); name != "" {
				in = strings.ReplaceAll(strings.Trim(name, "'"), "''", "'")
			}
			out.ranges = append(out.ranges, sheetRange{in, r})
			rest.WriteString(part[at:m[0]] + " ")
			at = m[1]
		}
		rest.WriteString(part[at:])
		left := rest.String()
		for _, m := range aWord.FindAllStringIndex(left, -1) {
			word := left[m[0]:m[1]]
			call := strings.HasPrefix(strings.TrimLeft(left[m[1]:], " "), "(")
			constant := strings.EqualFold(word, "TRUE") || strings.EqualFold(word, "FALSE")
			exponent := m[0] > 0 && '0' <= left[m[0]-1] && left[m[0]-1] <= '9' // 1E5
			out.beyond = out.beyond || call && placing.MatchString(word) || !call && !constant && !exponent
		}
		return part
	})
	return out
}

// rangeOf is the range of a match of aPlace.
func rangeOf(group func(int) string) (forms.Range, bool) {
	col := func(n int, otherwise int) int {
		name := group(n)
		if name == "" {
			return otherwise
		}
		c, err := excelize.ColumnNameToNumber(name)
		if err != nil {
			return -1
		}
		return c - 1
	}
	row := func(n int, otherwise int) int {
		number := 0
		for _, d := range group(n) {
			number = number*10 + int(d-'0')
		}
		if number == 0 {
			return otherwise
		}
		return number - 1
	}
	var r forms.Range
	switch {
	case group(2) != "":
		r = forms.Range{Top: row(3, 0), Left: col(2, 0)}
		r.Bottom, r.Right = row(5, r.Top), col(4, r.Left)
	case group(6) != "":
		r = forms.Range{Top: 0, Left: col(6, 0), Bottom: maxRow, Right: col(7, 0)}
	default:
		r = forms.Range{Top: row(8, 0), Left: 0, Bottom: row(9, 0), Right: maxCol}
	}
	if r.Left < 0 || r.Right < 0 {
		return r, false
	}
	return forms.Range{Top: min(r.Top, r.Bottom), Left: min(r.Left, r.Right), Bottom: max(r.Top, r.Bottom), Right: max(r.Left, r.Right)}, true
}

// touched are cells by sheet and column: their rows, sorted once settled.
type touched map[string]map[int][]int

func (t touched) add(sheet string, row, col int) {
	cols := t[sheet]
	if cols == nil {
		cols = map[int][]int{}
		t[sheet] = cols
	}
	cols[col] = append(cols[col], row)
}

func (t touched) settle() {
	for _, cols := range t {
		for c := range cols {
			slices.Sort(cols[c])
		}
	}
}

// meets reports whether one of the cells lies in a range.
func (t touched) meets(r sheetRange) bool {
	cols := t[r.sheet]
	in := func(rows []int) bool {
		i, _ := slices.BinarySearch(rows, r.Top)
		return i < len(rows) && rows[i] <= r.Bottom
	}
	if r.Right-r.Left > len(cols) {
		for c, rows := range cols {
			if c >= r.Left && c <= r.Right && in(rows) {
				return true
			}
		}
		return false
	}
	for c := r.Left; c <= r.Right; c++ {
		if in(cols[c]) {
			return true
		}
	}
	return false
}

// has reports whether a cell is one of them.
func (t touched) has(sheet string, row, col int) bool {
	_, is := slices.BinarySearch(t[sheet][col], row)
	return is
}

// standing is a formula that stays, and where.
type standing struct {
	sheet    string
	row, col int
	reach    reach
}

// stale are the cells of those formulas that depend on cells which are filled, by
// themselves or by way of others.
func stale(all []standing, filled touched) touched {
	out := touched{}
	for len(all) > 0 {
		filled.settle()
		var found, rest []standing
		for _, f := range all {
			if f.reach.beyond || slices.ContainsFunc(f.reach.ranges, filled.meets) {
				found = append(found, f)
			} else {
				rest = append(rest, f)
			}
		}
		for _, f := range found {
			out.add(f.sheet, f.row, f.col)
			filled.add(f.sheet, f.row, f.col)
		}
		if len(found) == 0 {
			break
		}
		all = rest
	}
	out.settle()
	return out
}
