package vocab

// rareWords are words that can't be most of a column's codes where the column has
// others too. A community has few party members, but a form's maker who numbered
// 群众 as 01 makes everybody one.
var rareWords = map[string]string{"person.political": "中共党员"}

// CanDoubt reports whether bare codes of a field may be doubtful at all.
func CanDoubt(field string) bool { return rareWords[field] != "" }

// Doubtful reports whether the bare codes of a column can't be those of the field's
// list, by what they would say together. The caller then takes cells with a code and
// no word as unread. shown are the column's values; ofThem says that the form is about
// those whom the rare word means, as a list of party members: then all may be such.
func Doubtful(field string, shown []string, ofThem bool) bool {
	rare := rareWords[field]
	f, ok := Field(field)
	if rare == "" || !ok {
		return false
	}
	bare, few, others := 0, 0, 0
	for _, s := range shown {
		if !IsBareCode(s) {
			continue
		}
		bare++
		switch word, known := wordOf(f, "", s); {
		case word == rare:
			few++
		case known && word != "中共预备党员":
			others++
		}
	}
	// The same code in every row is a default or another list's, unless all are such.
	return bare >= 10 && others > 0 && few*2 > bare || bare >= 5 && few == bare && !ofThem
}

// IsBareCode reports whether a text is a code and no word: 01, not 01、群众.
func IsBareCode(s string) bool { return allDigits(fold(s)) }
