package vocab

// rareWords are words that can't be most of a column's codes where the column has
// others too. A community has few party members, but a form's maker who numbered
// 群众 as 01 makes everybody one.
var rareWords = map[string]string{"person.political": "中共党员"}

// Doubtful reports whether the bare codes of a column can't be those of the field's
// list, by what they would say together. The caller then takes cells with a code and
// no word as unread. shown are the column's values.
func Doubtful(field string, shown []string) bool {
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
	return bare >= 10 && others > 0 && few*2 > bare
}

// IsBareCode reports whether a text is a code and no word: 01, not 01、群众.
func IsBareCode(s string) bool { return allDigits(fold(s)) }
