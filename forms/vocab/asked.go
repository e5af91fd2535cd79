package vocab

import (
	_ "embed"
	"strings"
	"sync"
)

// askedTable says what 是 and 否 mean under a label that asks one entry of a code list:
// 否 is 未婚 under 婚否 and nothing of the kind under 是否销户. An answer that says no
// entry is "": who takes part in a pension insurance doesn't say in which.
//
//go:embed tables/asked.csv
var askedTable []byte

type askedKey struct{ field, label string }

var askedAnswers = sync.OnceValue(func() map[askedKey][2]string {
	t := map[askedKey][2]string{}
	readCSV("tables/asked.csv", askedTable, func(row map[string]string) {
		for _, l := range strings.Split(row["labels"], "|") {
			t[askedKey{row["field"], askedLabel(l)}] = [2]string{row["yes"], row["no"]}
		}
	})
	return t
})

// askedLabel is a label as those of the table of asked answers are looked for.
func askedLabel(label string) string {
	s, _, _ := strings.Cut(fold(label), "(")
	return strings.Trim(s, "*:?？")
}

// Asked is what yes and no mean in a code field under a label that asks for one entry
// of its list; ok is false where the label asks no such thing. Either may be "".
func Asked(field, label string) (yes, no string, ok bool) {
	a, ok := askedAnswers()[askedKey{field, askedLabel(label)}]
	return a[0], a[1], ok
}

// asksYesNo are what labels begin or end with that are answered by yes or no.
var (
	yesNoStarts = []string{"是否", "有无", "能否", "可否", "会否"}
	yesNoEnds   = []string{"与否", "是否", "婚否", "?", "？"}
)

// AsksYesNo reports whether a label is answered by yes or no: 是否残疾, 参保与否.
func AsksYesNo(label string) bool {
	s := strings.TrimLeft(fold(label), "*")
	for _, w := range yesNoStarts {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	s = askedLabel(label)
	for _, w := range yesNoEnds {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// yesNoWords are the answers that hardly say anything but yes or no, folded; the bare
// digits are such only under a label that asks for them.
var yesNoWords = map[string]bool{
	"是": true, "否": true, "有": true, "无": true, "√": true, "✓": true, "✔": true, "×": true, "✗": true, "✘": true, "☑": true, "☐": true, "□": true, "■": true,
	"Y": true, "N": true, "YES": true, "NO": true, "对": true, "错": true, "没有": true, "不是": true, "是的": true,
	"1是": true, "0否": true, "2否": true, "1.是": true, "0.否": true, "2.否": true, "1、是": true, "2、否": true, "0、否": true,
}

// IsYesNo reports whether a text answers yes or no and nothing else; asked says that
// the label wants such an answer, so that 1 and 0 are ones too.
func IsYesNo(text string, asked bool) bool {
	if len(text) > 16 {
		return false
	}
	s := fold(text)
	return yesNoWords[s] || asked && (s == "1" || s == "0")
}

// YesNo is 是 or 否 for an answer that says nothing else, "" for any other text.
func YesNo(text string) string {
	if !IsYesNo(text, true) {
		return ""
	}
	if l, ok := Codes("yes_no"); ok {
		if at, _, found := l.read(text); found {
			return l.Entries[at].Word
		}
	}
	return ""
}
