package recognise

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// tickMarks say yes in a column of one answer.
var tickMarks = map[string]bool{"√": true, "✓": true, "✔": true, "☑": true, "☒": true, "■": true, "●": true, "○": true, "✅": true, "V": true, "v": true, "是": true, "1": true, "有": true, "Y": true, "y": true}

// ticked finds labels whose answers have a column each to be marked in: 性别 over 男 and
// 女, 有无接种证 over 有 and 无. The columns get the field that the label means, and the
// answer that a mark in each is.
func (p *page) ticked(l *forms.Layout) {
	taken := map[string]bool{}
	for _, c := range l.Columns {
		taken[c.Field] = true
	}
	for i := 0; i < len(l.Columns); {
		group := l.Columns[i].Group
		n := 1
		for group != "" && i+n < len(l.Columns) && l.Columns[i+n].Group == group {
			n++
		}
		if n > 1 {
			p.tickedRun(l.Columns[i:i+n], l.DataRows, taken)
		}
		i += n
	}
}

// tickedRun looks at the columns of one label.
func (p *page) tickedRun(cols []forms.Column, rows forms.Span, taken map[string]bool) {
	label, above := cols[0].Group, ""
	if at := strings.LastIndexByte(label, '/'); at >= 0 {
		above, label = label[:at], label[at+1:]
	}
	for _, m := range meanings(label, above) {
		def, _ := vocab.Field(m.Field)
		if m.Alike || m.Score < 0.6 || def.Type != "code" && def.Type != "bool" {
			continue
		}
		mine := false // what a column of the run was taken for alone is given back
		for _, c := range cols {
			mine = mine || c.Field == m.Field
		}
		if taken[m.Field] && !mine || !p.onlyTicks(cols, rows, m.Field) {
			continue
		}
		for i := range cols {
			cols[i].Field, cols[i].Confidence, cols[i].Answer = m.Field, m.Score, forms.Squeeze(cols[i].Label)
		}
		return
	}
}

// onlyTicks reports whether the leaves of a label are answers to it, and nothing but
// marks stands under them.
func (p *page) onlyTicks(cols []forms.Column, rows forms.Span, field string) bool {
	for _, c := range cols {
		if vocab.Fits(field, forms.Squeeze(c.Label)) < 0.9 {
			return false
		}
		for _, v := range p.sampleColumn(c.Index, rows) {
			if !tickMarks[forms.Squeeze(v)] {
				return false
			}
		}
	}
	return true
}

// ticks is a cell of a column of one answer as the answer itself: nothing where the
// cell holds no mark.
func ticks(cell forms.Cell, answer string) forms.Cell {
	if !tickMarks[forms.Squeeze(cell.Text)] {
		return forms.Cell{}
	}
	return forms.T(answer, cell.Style)
}
