package recognise

import (
	"maps"
	"slices"

	"huce/forms"
	"huce/forms/vocab"
)

// How many bare codes of a column its list must lack, of how many, before the column is
// taken to be numbered by another list: fewer are slips.
const (
	enoughCodes  = 5
	lackedCodes  = 2
	lackedInTen  = 1 // tenths of the column's bare codes
	codesOfOther = "codes_other_list"
)

// otherList looks at a column of bare codes some of which its list lacks, where the
// book doesn't say what they mean: those that the list has mean something else then,
// too. If just one of the other lists that forms use for the field has them all, they
// are read by that; else they are taken as unread. It reports whether they were.
func (rd *reading) otherList(l *forms.Layout, f int, named string) bool {
	def, ok := vocab.Field(rd.Fields[f])
	if !ok || def.Type != "code" || def.Codes == "" {
		return false
	}
	col := slices.IndexFunc(l.Columns, func(c forms.Column) bool { return c.Field == def.Name })
	if col >= 0 && l.Columns[col].Means != nil {
		return false
	}
	codes := map[string]int{}
	bare := 0
	for r := range rd.Rows {
		if shown := rd.ShownAs(f, r); isCode(shown) {
			codes[shown]++
			bare++
		}
	}
	if bare < enoughCodes {
		return false
	}
	list := def.Codes
	if named != "" {
		list = named
	}
	lacked, example := lacks(list, codes)
	if lacked < lackedCodes || 10*lacked < lackedInTen*bare {
		return false
	}
	var whole []string
	for _, other := range append([]string{def.Codes}, def.Other...) {
		if n, _ := lacks(other, codes); n == 0 {
			whole = append(whole, other)
		}
	}
	for r := range rd.Rows {
		shown := rd.ShownAs(f, r)
		if !isCode(shown) {
			continue
		}
		value := ""
		if len(whole) == 1 {
			value, _ = vocab.ParseBy(def.Name, whole[0], forms.Cell{Text: shown, Kind: forms.CellText})
		}
		rd.set(r, f, value, shown)
	}
	if len(whole) == 1 {
		return false
	}
	at := -1
	if col >= 0 {
		at = l.Columns[col].Index
	}
	rd.Issues = append(rd.Issues, forms.Issue{Row: -1, Col: at, Severity: forms.Warning, Code: codesOfOther, Args: []string{example}})
	return true
}

// lacks counts the cells whose codes a list doesn't have, and names the first such code.
func lacks(list string, codes map[string]int) (cells int, example string) {
	l, ok := vocab.Codes(list)
	if !ok {
		return 0, ""
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if _, known := l.Name(vocab.Narrow(code)); !known {
			if cells += codes[code]; example == "" {
				example = code
			}
		}
	}
	return cells, example
}
