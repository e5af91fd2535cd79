package recognise

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
)

// Marks that point at the cell above, at the cell to the left, and at another
// address of the row.
var (
	aboveMarks = map[string]bool{"〃": true, "″": true, "\"": true, "＂": true, "''": true, "”": true, "“": true, "〞": true}
	aboveWords = map[string]bool{"同上": true, "同前": true, "上同": true}
	leftWords  = map[string]bool{"同左": true}
)

// pointing reports whether a text only points at another cell.
func pointing(text string) bool {
	if text == "" || len(text) > 48 || text[0] >= '0' && text[0] <= '9' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(text)); !strings.ContainsRune("同上〃″\"＂'”“〞", r) {
		return false
	}
	s := forms.Squeeze(text)
	return aboveMarks[s] || aboveWords[s] || leftWords[s] || vocab.SameAs(s) && strings.HasPrefix(s, "同")
}

// resolve puts in place of 同上, 〃, 同左 and 同现住址 what they point at. One that
// points at nothing stays empty, with an issue.
func (rd *reading) resolve(l *forms.Layout) {
	cols := map[string]int{}
	for _, c := range l.Columns {
		cols[c.Field] = c.Index
	}
	for f, field := range rd.Fields {
		if strings.HasPrefix(field, forms.OwnField) {
			continue
		}
		address := isAddress(field)
		for r := range rd.Rows {
			shown := rd.Shown[f][r]
			if shown == "" || !pointing(shown) && !(address && vocab.SameAs(shown)) {
				continue
			}
			if v := rd.pointed(r, f, forms.Squeeze(shown), l); v != "" {
				rd.Values[f][r] = v
				continue
			}
			rd.Values[f][r] = ""
			col := -1
			if c, ok := cols[field]; ok {
				col = c
			}
			rd.Issues = append(rd.Issues, forms.Issue{Row: int(rd.Rows[r].Number) - 1, Col: col, Severity: forms.Warning, Code: "same_as_nothing"})
		}
	}
}

// otherAddresses are, for an address, the addresses of the row that 同 may mean.
var otherAddresses = map[string][]string{
	"person.hukou_address":     {"person.residence_address", "household.address", "house.address"},
	"person.residence_address": {"person.hukou_address", "household.address", "house.address"},
	"household.address":        {"person.residence_address", "person.hukou_address"},
	"house.owner_address":      {"house.address"},
	"youth.guardian_address":   {"person.residence_address", "person.hukou_address"},
	"org.reg_address":          {"org.address"},
	"org.address":              {"org.reg_address"},
}

func isAddress(field string) bool {
	def, ok := vocab.Field(field)
	return ok && def.Type == "address"
}

// pointed is the value that a mark in row r means, "" where it means nothing. A
// ditto mark is the row above; 同上 in an address is more often the other address
// of the same person, as on a card, where that stands above it.
func (rd *reading) pointed(r, f int, mark string, l *forms.Layout) string {
	field := rd.Fields[f]
	if aboveMarks[mark] || aboveWords[mark] && !isAddress(field) {
		return rd.above(r, f)
	}
	if isAddress(field) {
		for _, other := range otherAddresses[field] {
			if strings.Contains(mark, "户") && other != "person.hukou_address" {
				continue
			}
			if i := rd.Column(other); i >= 0 && rd.Values[i][r] != "" && !vocab.SameAs(rd.Values[i][r]) {
				return rd.Values[i][r]
			}
		}
		if aboveWords[mark] {
			return rd.above(r, f)
		}
		return ""
	}
	if leftWords[mark] {
		return rd.left(r, f, l)
	}
	return ""
}

// above is the value of a field in the nearest row above of the same role that has
// one.
func (rd *reading) above(r, f int) string {
	for i := r - 1; i >= 0 && i >= r-20; i-- {
		if rd.Rows[i].Role == rd.Rows[r].Role {
			return rd.Values[f][i]
		}
	}
	return ""
}

// left is the value of the column to the left of a field's.
func (rd *reading) left(r, f int, l *forms.Layout) string {
	for i, c := range l.Columns {
		if c.Field == rd.Fields[f] && i > 0 {
			if g := rd.Column(l.Columns[i-1].Field); g >= 0 {
				return rd.Values[g][r]
			}
		}
	}
	return ""
}
