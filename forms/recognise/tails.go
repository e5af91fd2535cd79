package recognise

import (
	"slices"
	"strings"

	"huce/forms/vocab"
)

// tails are how labels end that ask for one kind of value, and the types of fields that
// can answer them: 整改完成数 is a number, and 上次缴费年度 no date.
var tails = []struct {
	end   string
	types []string
}{
	{"年度", []string{"integer", "text", "month"}},
	{"日期", []string{"date", "month", "text"}},
	{"电话", []string{"phone", "text"}},
	{"数", []string{"integer", "decimal", "money"}},
	{"率", []string{"integer", "decimal", "money"}},
	{"金额", []string{"integer", "decimal", "money"}},
}

// askedAs doubts fields that a label is only like, where it ends as labels of another
// kind of value do.
func (q *question) askedAs() {
	label := bare(q.label)
	for _, t := range tails {
		if !strings.HasSuffix(label, t.end) {
			continue
		}
		for f := range q.scores {
			if def, ok := vocab.Field(f); ok && q.onlyAlike(f) && !slices.Contains(t.types, def.Type) {
				q.scores[f] += ofAnotherSubject
			}
		}
		return
	}
}
