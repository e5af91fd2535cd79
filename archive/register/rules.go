package register

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// rule says which value of a field stands. A value counts for as much as the
// departments that say it are trusted with the field, each submission once, less
// the older it is; a value that can't be right counts for next to nothing.
type rule struct {
	fields []string // names, or groups such as "dibao."
	trust  []trust  // the first whose department fits; others count once
	half   int      // days after which a value counts half; 0 for never
	right  func(value string) bool
	asks   bool // a strong rival makes a question
}

// trust is how much a department's word counts in a field.
type trust struct {
	department string // a part of its name
	weight     float64
}

// The departments that a field is theirs to know. ../shared/research/linking.md
// ("Which value stands") has the list; the weights are ours: an authority holds
// against two others that agree, not against four; a name, which everyone reads off
// the same card, against one.
var (
	police   = []trust{{"公安", 3}, {"派出所", 3}}
	civil    = []trust{{"民政", 3}}
	health   = []trust{{"卫", 3}}
	disabled = []trust{{"残联", 3}}
	labour   = []trust{{"人社", 3}, {"医保", 3}}
	party    = []trust{{"组织", 3}, {"党", 3}}
	veterans = []trust{{"退役", 3}}
	schools  = []trust{{"教育", 3}}
	houses   = []trust{{"住建", 2}, {"公安", 2}}
)

// Clerks is the department of what a clerk entered by hand: a birth, a death, a move.
const Clerks = "社区登记"

// clerksWord is what it counts for where someone lives: they know of a move before
// the lists of the departments do.
const clerksWord = 30

// rules are looked through in order.
var rules = []rule{
	{fields: []string{"person.id_no"}, trust: police, right: validID, asks: true},
	{fields: []string{"person.birth"}, trust: append([]trust{{"卫", 2}}, police...), right: isDate, asks: true},
	{fields: []string{"person.sex"}, trust: police, right: isSex, asks: true},
	{fields: []string{"person.name"}, trust: []trust{{"公安", 1.5}, {"派出所", 1.5}}, right: readable, asks: true},
	{fields: []string{"person.ethnic", "person.former_name", "person.native_place", "person.birthplace"}, trust: police},
	{fields: []string{"person.hukou_address", "person.hukou_division", "person.hukou_type"}, trust: police, half: 365},
	{fields: []string{"person.phone"}, half: 45, right: isPhone},
	{fields: []string{"person.residence_address"}, trust: []trust{{Clerks, clerksWord}}, half: 75, asks: true},
	{fields: []string{"person.relation", "person.residence_class", "person.residence_consistency"}, half: 180},
	{fields: []string{"dibao.", "tekun.", "assist.", "elder."}, trust: civil, half: 180},
	{fields: []string{"disabled."}, trust: disabled, half: 180},
	{fields: []string{"health.", "vacc.", "fp.", "mental.", "screen.", "person.blood"}, trust: health, half: 180},
	{fields: []string{"emp.", "ins.", "person.employment", "person.employer", "person.occupation", "person.medical_insurance", "person.pension_insurance"}, trust: labour, half: 180},
	{fields: []string{"party.", "person.political"}, trust: party, half: 365},
	{fields: []string{"vet.", "person.military"}, trust: veterans, half: 365},
	{fields: []string{"child.", "person.education"}, trust: schools, half: 365},
	{fields: []string{"float."}, trust: police, half: 180},
	{fields: []string{"house."}, trust: houses, half: 180},
	{half: 180},
}

// ruleOf is the rule for a field.
func ruleOf(field string) *rule {
	for i := range rules {
		for _, f := range rules[i].fields {
			if f == field || strings.HasSuffix(f, ".") && strings.HasPrefix(field, f) {
				return &rules[i]
			}
		}
	}
	return &rules[len(rules)-1]
}

func (r *rule) weight(department string) float64 {
	for _, t := range r.trust {
		if strings.Contains(department, t.department) {
			return t.weight
		}
	}
	return 1
}

func validID(s string) bool { return len(s) == 18 && vocab.ParseID(s).Valid }

func isSex(s string) bool { return s == "男" || s == "女" }

func isDate(s string) bool {
	_, ok := forms.ParseISO(s)
	return ok
}

// isPhone reports whether a number can be rung: 0000-00000542 and 186****3641 can't.
func isPhone(s string) bool {
	_, ok := vocab.ParsePhone(s)
	return ok
}

// readable reports whether a name shows all its characters, and is one.
func readable(s string) bool { return !strings.ContainsAny(s, "?？□■*\ufffd") && !nameless(s) }

// says reports whether a value says what a fuller one says, only less of it: the
// year of a birth, the masked ID number, the name with an unreadable character, 配偶
// where another says 妻.
func (p *places) says(field, less, full string) bool {
	switch field {
	case "person.birth":
		return len(less) < len(full) && strings.HasPrefix(full, less+"-")
	case "person.id_no":
		return masks(less, full)
	case "person.name":
		return blurs(less, full)
	case "person.residence_address", "person.hukou_address":
		return p.narrows(less, full)
	}
	return vocab.Finer(field, less, full)
}

// masks reports whether a number's known digits are those of a valid one.
func masks(less, full string) bool {
	if len(less) != len(full) || !validID(full) {
		return false
	}
	if strings.HasSuffix(less, "000") && !validID(less) {
		return less[:15] == full[:15]
	}
	known := 0
	for i := range len(less) {
		switch less[i] {
		case '*':
		case full[i]:
			known++
		default:
			return false
		}
	}
	return known < len(less) && known >= 6
}

// blurs reports whether a name is a fuller one with a character unread, in traditional
// characters, or a minority name's first part.
func blurs(less, full string) bool {
	if less != full && vocab.Simplified(less) == full {
		return true
	}
	if first, _, dotted := strings.Cut(full, "·"); dotted && (first == less || strings.ReplaceAll(full, "·", "") == less) {
		return true
	}
	if readable(less) || !readable(full) {
		return false
	}
	a, b := []rune(less), []rune(full)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !strings.ContainsRune("?？□■*\ufffd", a[i]) {
			return false
		}
	}
	return true
}
