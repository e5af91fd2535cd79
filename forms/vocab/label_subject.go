package vocab

import "strings"

// leastLabels is how many labels of one subject must share a pair of characters before the
// pair tells of it: less may be where two words happen to meet.
const leastLabels = 2

// TellsSubject reports whether a label has a word that only labels of one subject have:
// 刑期 is of those released from prison alone, where 风险等级 may be anybody's. The subject
// is the beginning of its fields.
func TellsSubject(label, subject string) bool { return labels().TellsSubject(label, subject) }

// TellsSubject is the function of that name by what these labels know.
func (x *Labels) TellsSubject(label, subject string) bool {
	for _, g := range gramsOf(coreOf(withoutBrackets(labelKey(label)))) {
		if g[0] == '^' || g[1] == '$' || g[1] == 0 {
			continue
		}
		if at := x.grams[g]; len(at) >= leastLabels && x.allOf(at, subject) {
			return true
		}
	}
	return false
}

func (x *Labels) allOf(keys []int32, subject string) bool {
	for _, at := range keys {
		if s, _, _ := strings.Cut(x.keys[at].field, "."); s != subject {
			return false
		}
	}
	return true
}
