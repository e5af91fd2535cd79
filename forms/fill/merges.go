package fill

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A register has a merge for every home: thousands of them, which are edited in the
// sheet's bytes, all at once.

var (
	mergeCells = regexp.MustCompile(`(?s)<(\w+:)?mergeCells\b[^>]*>.*?</(?:\w+:)?mergeCells>`)
	mergeCell  = regexp.MustCompile(`<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})"[^>]*?(?:/>|>\s*</(?:\w+:)?mergeCell>)`)
	mergeCount = regexp.MustCompile(`\bcount="[0-9]*"`)
)

// findMerges is where the list of merges stands, and its prefix. It comes behind the
// rows (18.3.1.99), which are too many to look through.
func findMerges(text []byte) []int {
	from := max(0, bytes.LastIndex(text, []byte("sheetData")))
	at := mergeCells.FindSubmatchIndex(text[from:])
	for i := range at {
		if at[i] >= 0 {
			at[i] += from
		}
	}
	return at
}

// unmerged is a sheet's part without the merges from row to row that begin or end on a
// data row (0-based): other people stand there now.
func unmerged(text []byte, rows []int) []byte {
	is := map[int]bool{}
	for _, r := range rows {
		is[r+1] = true
	}
	return remerged(text, func(top, bottom int) bool { return top != bottom && (is[top] || is[bottom]) }, nil)
}

// mergedLike is a part whose rows first to last (0-based) are merged from side to side
// as the row like is.
func mergedLike(text []byte, like, first, last int) []byte {
	at := findMerges(text)
	if at == nil {
		return text
	}
	var more []string
	for _, m := range mergeCell.FindAllSubmatch(text[at[0]:at[1]], -1) {
		if top := string(m[2]); top != strconv.Itoa(like+1) || string(m[4]) != top {
			continue
		}
		for r := first; r <= last; r++ {
			n := strconv.Itoa(r + 1)
			more = append(more, string(m[1])+n+":"+string(m[3])+n)
		}
	}
	if more == nil {
		return text
	}
	return remerged(text, func(int, int) bool { return false }, more)
}

// remerged is a part without the merges that go, and with more.
func remerged(text []byte, goes func(top, bottom int) bool, more []string) []byte {
	at := findMerges(text)
	if at == nil {
		return text
	}
	left := 0
	kept := mergeCell.ReplaceAllFunc(text[at[0]:at[1]], func(m []byte) []byte {
		ref := mergeCell.FindSubmatch(m)
		top, errTop := strconv.Atoi(string(ref[2]))
		bottom, errBottom := strconv.Atoi(string(ref[4]))
		if errTop == nil && errBottom == nil && goes(top, bottom) {
			return nil
		}
		left++
		return m
	})
	prefix := ""
	if at[2] >= 0 {
		prefix = string(text[at[2]:at[3]])
	}
	var add strings.Builder
	for _, ref := range more {
		left++
		add.WriteString("<" + prefix + `mergeCell ref="` + ref + `"/>`)
	}
	end := bytes.LastIndex(kept, []byte("</"))
	kept = slices.Concat(kept[:end], []byte(add.String()), kept[end:])
	if left == 0 { // an empty list is a fault to Excel
		kept = nil
	} else if n := mergeCount.FindIndex(kept[:bytes.IndexByte(kept, '>')]); n != nil {
		kept = slices.Concat(kept[:n[0]], []byte(`count="`+strconv.Itoa(left)+`"`), kept[n[1]:])
	}
	return slices.Concat(text[:at[0]], kept, text[at[1]:])
}
