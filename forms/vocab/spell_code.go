package vocab

import (
	"strings"

	"huce/forms"
)

// spellCode writes a code word as the form does. If the form has written this very
// value before, it is written so again; else the form's list, its wording and its
// way of putting code and word together are taken from the other values.
func spellCode(f forms.FieldDef, value string, like []string) string {
	if same, ok := sameBefore(f, value, like); ok {
		return same
	}
	best, most := value, 0
	for _, list := range append([]string{f.Codes}, f.Other...) {
		l, ok := Codes(list)
		if !ok {
			continue
		}
		code, word, ok := entryFor(f, l, value)
		if !ok {
			continue
		}
		for _, w := range wordings {
			for _, j := range joints {
				count := 0
				for _, s := range like {
					if spelt(f, l, w, j, s) {
						count++
					}
				}
				if count > most {
					best, most = j(code, w(l, code, word)), count
				}
			}
		}
	}
	return best
}

// sameBefore is the commonest of the form's spellings of a value.
func sameBefore(f forms.FieldDef, value string, like []string) (string, bool) {
	counts := map[string]int{}
	best := ""
	for _, s := range like {
		if v, _ := Parse(f.Name, forms.Cell{Text: s, Kind: forms.CellText}); v == value {
			s = strings.TrimSpace(s)
			if counts[s]++; counts[s] > counts[best] {
				best = s
			}
		}
	}
	return best, best != ""
}

// entryFor is a list's code and name for a value of the register.
func entryFor(f forms.FieldDef, l *CodeList, value string) (code, word string, ok bool) {
	if l.ID != f.Codes {
		if master, known := Codes(f.Codes); known {
			if from, has := master.Code(value); has {
				if to, crossed := Cross(f.Codes, l.ID, from); crossed {
					name, _ := l.Name(to)
					return to, name, true
				}
			}
		}
	}
	if code, ok = l.Code(value); !ok {
		return "", value, l.ID == f.Codes
	}
	return code, value, true
}

// wordings are the ways to word an entry: the register's word, the list's name, and
// the name without its last character where that says only what kind it is (汉).
var wordings = []func(l *CodeList, code, word string) string{
	func(_ *CodeList, _, word string) string { return word },
	func(l *CodeList, code, word string) string {
		if name, ok := l.Name(code); ok {
			return name
		}
		return word
	},
	func(l *CodeList, _, word string) string {
		if short, ok := cutSuffixes(word, "族", "残疾", "性", "党员", "型"); ok {
			if _, known := l.Code(short); known {
				return short
			}
		}
		return word
	},
	func(_ *CodeList, _, word string) string {
		if word == "男" || word == "女" {
			return word + "性"
		}
		return word
	},
}

// joints are the ways to put code and word together.
var joints = []func(code, word string) string{
	func(_, word string) string { return word },
	func(code, word string) string { return orWord(code, word) },
	func(code, word string) string { return joined(code, " ", word) },
	func(code, word string) string { return joined(code, ".", word) },
	func(code, word string) string { return joined(code, "、", word) },
	func(code, word string) string { return joined(code, "-", word) },
	func(code, word string) string { return joined(code, "", word) },
}

func orWord(code, word string) string {
	if code == "" {
		return word
	}
	return code
}

func joined(code, by, word string) string {
	if code == "" {
		return word
	}
	return code + by + word
}

// spelt reports whether a sample is written by this wording and joint.
func spelt(f forms.FieldDef, l *CodeList, w func(*CodeList, string, string) string, j func(string, string) string, sample string) bool {
	at, _, ok := l.read(sample)
	if !ok {
		return false
	}
	e := l.Entries[at]
	return j(e.Code, w(l, e.Code, e.Word)) == strings.TrimSpace(sample)
}

// boolWays are how forms write yes and no.
var boolWays = [][2]string{
	{"是", "否"},
	{"有", "无"},
	{"1", "0"},
	{"√", "×"},
	{"√", ""},
	{"Y", "N"},
	{"已", "未"},
	{"是", ""},
	{"1 是", "0 否"},
	{"1.是", "0.否"},
	{"1、是", "0、否"},
	{"需要", "不需要"},
	{"享受", "不享受"},
	{"愿意", "不愿意"},
	{"同意", "不同意"},
	{"✓", ""},
	{"✔", ""},
	{"☑", "□"},
	{"●", ""},
}

func spellBool(f forms.FieldDef, value string, like []string) string {
	if same, ok := sameBefore(f, value, like); ok {
		return same
	}
	if value != "是" && value != "否" {
		return value
	}
	way := usual(like, len(boolWays), func(way int, s string) bool {
		s = strings.TrimSpace(s)
		return s == boolWays[way][0] || s == boolWays[way][1]
	})
	switch {
	case way < 0:
		return value
	case value == "是":
		return boolWays[way][0]
	}
	return boolWays[way][1]
}
