package vocab

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"huce/forms"
)

// Level is how much of a value is shown.
type Level string

// The levels.
const (
	Public Level = "public" // 公示: 张*, no number, the building
	InList Level = "list"   // 列表: 110***********1234, 138****1234, the unit
	Whole  Level = "whole"  // nothing is masked
)

// Levels are the levels that mask anything.
var Levels = []Level{Public, InList}

// maskRules is assets/rules/masking.json: which kind of value a field holds, and
// how much of each kind a level shows.
type maskRules struct {
	Ways      map[string]map[Level]string `json:"ways"`   // by kind
	Types     map[string]string           `json:"types"`  // kind by the field's type
	Fields    map[string]string           `json:"fields"` // kind by field, before its type
	Sensitive struct {
		Groups []string `json:"groups"` // of fields
		Fields []string `json:"fields"`
		Forms  []string `json:"forms"`
		Titles []string `json:"titles"` // words in the titles of departments' own forms
	} `json:"sensitive"`

	known     map[string]string // kinds of the standard fields
	sensitive map[string]bool   // of the standard fields
}

// kindOther is the kind of a field that neither its name nor its type tells.
const kindOther = "other"

var masking = sync.OnceValue(func() *maskRules {
	r := &maskRules{}
	decode("rules/masking.json", r)
	r.known, r.sensitive = map[string]string{}, map[string]bool{}
	for _, f := range Fields() {
		group, _, _ := strings.Cut(f.Name, ".")
		r.known[f.Name] = r.kindOf(f.Name)
		r.sensitive[f.Name] = slices.Contains(r.Sensitive.Groups, group) || slices.Contains(r.Sensitive.Fields, f.Name)
	}
	for kind, levels := range r.Ways {
		for _, l := range Levels {
			if _, ok := maskWays[levels[l]]; !ok {
				panic("vocab: masking.json: " + kind + " has no way at level " + string(l))
			}
		}
	}
	return r
})

// kind is which kind of value a field holds. A department's own field holds
// anything.
func (r *maskRules) kind(field string) string {
	if kind, ok := r.known[field]; ok {
		return kind
	}
	return r.kindOf(field)
}

func (r *maskRules) kindOf(field string) string {
	if kind, ok := r.Fields[field]; ok {
		return kind
	}
	def, ok := Field(field)
	if ok && isPersonName(field) {
		def.Type = "name"
	}
	if kind, ok := r.Types[def.Type]; ok {
		return kind
	}
	return kindOther
}

// maskWays are the ways to show less of a value.
var maskWays = map[string]func(value string, today forms.Date) string{
	"whole":       func(v string, _ forms.Date) string { return v },
	"none":        func(string, forms.Date) string { return "" },
	"surname":     func(v string, _ forms.Date) string { return surnameOnly(v) },
	"first3last4": func(v string, _ forms.Date) string { return maskRuns(v, 3) },
	"last4":       func(v string, _ forms.Date) string { return maskRuns(v, 0) },
	"numbers":     func(v string, _ forms.Date) string { return maskFree(v) },
	"building":    func(v string, _ forms.Date) string { return cutAddress(v, false) },
	"unit":        func(v string, _ forms.Date) string { return cutAddress(v, true) },
	"month":       func(v string, _ forms.Date) string { return monthOf(v) },
	"age":         ageOf,
}

// Mask is what a level shows of a value of a field, "" where that is nothing.
// today is the day that an age is counted to. What is masked already stays as it
// is.
func Mask(field, value string, l Level, today forms.Date) string {
	if value == "" || l == Whole {
		return value
	}
	if l == Public && Sensitive(field) {
		return "" // 禁止输出
	}
	r := masking()
	return maskWays[r.Ways[r.kind(field)][l]](value, today)
}

// MaskText masks the numbers of people in a text that holds anything: a file's
// name, a remark.
func MaskText(text string, l Level) string {
	if l == Whole {
		return text
	}
	return maskNumbers(text)
}

// Sensitive reports whether a field's values are shown only to whom the community
// has granted it: of mental and other illness, religion, correction, youth.
func Sensitive(field string) bool { return masking().sensitive[field] }

// SensitiveForm reports whether a form is about people who may not be seen on it:
// a built-in one by its id, a department's own by what its title says.
func SensitiveForm(id, title string) bool {
	r := masking().Sensitive
	return slices.Contains(r.Forms, id) ||
		slices.ContainsFunc(r.Titles, func(w string) bool { return strings.Contains(title, w) })
}

// surnameOnly is 张*, 欧阳*; of a name in parts or in Latin letters the first
// character.
func surnameOnly(name string) string {
	runes := []rune(name)
	if len(runes) > 2 {
		if _, compound := compoundSurnames[string(runes[:2])]; compound {
			return string(runes[:2]) + "*"
		}
	}
	return string(runes[:1]) + "*"
}

// A number that tells who somebody is: of at least seven figures, blanks and dashes
// within it or not, an X at its end, some of it masked already or not.
var (
	idNumber   = regexp.MustCompile(`[0-9０-９*](?:[ \-]?[0-9０-９*]){6,}[xXｘＸ]?`)
	longNumber = regexp.MustCompile(`[0-9０-９*](?:[ \-]?[0-9０-９*]){9,}[xXｘＸ]?`)
)

// maskRuns leaves the first few and the last four characters of every number; a
// text without one tells nothing once it holds any figure.
func maskRuns(v string, first int) string {
	if !idNumber.MatchString(v) {
		if strings.ContainsFunc(v, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }) {
			return strings.Repeat("*", min(runeLen(v), 8))
		}
		return v
	}
	return idNumber.ReplaceAllStringFunc(v, func(n string) string { return starred(n, first) })
}

// maskFree masks what may hold anything: the numbers in it, and a door where it is
// an address.
func maskFree(v string) string {
	if strings.ContainsAny(v, "室栋幢楼") {
		if a := ParseAddress(v); a.Room != "" && a.Building != "" && a.Estate != "" {
			return cutAddress(v, true)
		}
	}
	return maskNumbers(v)
}

// maskNumbers masks the numbers in a text that are long enough to be somebody's:
// ten figures and more, so that sums of money and dates stay.
func maskNumbers(v string) string {
	if len(v) < 10 {
		return v
	}
	return longNumber.ReplaceAllStringFunc(v, func(n string) string { return starred(n, 3) })
}

// starred keeps the first few and the last four; of a short number only those.
func starred(number string, first int) string {
	runes := []rune(number)
	if len(runes) < 11 {
		first = 0
	}
	return string(runes[:first]) + strings.Repeat("*", len(runes)-first-4) + string(runes[len(runes)-4:])
}

// doorNumber is where an address that names no home of the community goes into
// numbers.
var doorNumber = regexp.MustCompile(`[0-9０-９]|[一二三四五六七八九十百〇零]+(?:号|组|队|栋|幢|座|单元|室|户|楼)`)

// cutAddress leaves an address down to its unit, or to its building. The number of
// a house that has no rooms is a door as well.
func cutAddress(v string, unit bool) string {
	a := ParseAddress(v)
	switch {
	case !a.Home():
		return cutNumbers(v)
	case a.House || a.Building == "":
		return strings.TrimSuffix(cutNumbers(a.Area+a.Estate), "*") + "*"
	}
	a.Room = ""
	if !unit {
		a.Unit = ""
	}
	return a.String()
}

func cutNumbers(v string) string {
	if at := doorNumber.FindStringIndex(v); at != nil {
		return strings.TrimRight(v[:at[0]], " ") + "*"
	}
	return v
}

// monthOf is a day without its day: 1940-01.
func monthOf(v string) string {
	d, ok := forms.ParseISO(v)
	switch {
	case !ok:
		return ""
	case !d.Full():
		return v
	}
	return v[:len("1940-01")]
}

func ageOf(v string, today forms.Date) string {
	d, ok := forms.ParseISO(v)
	switch {
	case strings.HasSuffix(v, "岁"):
		return v
	case !ok:
		return ""
	}
	if age := d.Age(today); age >= 0 {
		return strconv.Itoa(age) + "岁"
	}
	return ""
}
