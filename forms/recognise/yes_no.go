package recognise

import (
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// yesNo reports whether a column is answered by yes or no: nine in ten of its values
// are such answers. 无 alone may as well be an answer of many lists, so one of the
// others, or the label, has to say so too.
func (q *question) yesNo() bool {
	asks := vocab.AsksYesNo(q.label)
	yes, telling := 0, asks
	for _, v := range q.sample {
		if vocab.IsYesNo(v, asks) {
			yes++
			telling = telling || !strings.Contains("无没有", forms.Squeeze(v))
		}
	}
	return telling && yes > 0 && 10*yes >= 9*len(q.sample)
}

// answered takes away what a column of yes and no can't mean: a kind, a grade, a status
// of a code list (否 is no marital status), but where the label asks for one entry of
// the list (婚否) or the list has these very answers.
func (q *question) answered() {
	if !q.yesNo() {
		return
	}
	for f := range q.scores {
		def, ok := vocab.Field(f)
		if !ok {
			continue
		}
		if _, _, asked := vocab.Asked(f, q.label); asked {
			q.scores[f] = max(q.scores[f], logOdds(0.9))
			continue
		}
		listed := (def.Type == "code" || def.Type == "multicode") && def.Codes != ""
		if listed && q.fit(f) < 0.95 || saysKind(f) {
			delete(q.scores, f)
		}
	}
}

// kindParts are the last parts of fields that tell a kind, a grade or a number of
// something, which no yes or no does, whatever their type.
var kindParts = []string{"type", "grade", "kind", "class", "no", "name", "level"}

func saysKind(field string) bool {
	_, part, _ := strings.Cut(field, ".")
	return slices.ContainsFunc(kindParts, func(k string) bool { return part == k || strings.HasSuffix(part, "_"+k) })
}
