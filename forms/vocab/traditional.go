package vocab

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed tables/traditional.txt
var traditionalText string

// simplified is the simplified character of each traditional one that has one.
var simplified = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	for line := range strings.Lines(traditionalText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			from, size := utf8.DecodeRuneInString(pair)
			to, _ := utf8.DecodeRuneInString(pair[size:])
			table[from] = to
		}
	}
	return table
})

// Simplified is a name with its traditional characters written as simplified ones, to
// compare what forms from elsewhere and clerks of the old school write: 張偉 is 张伟.
// Characters that 通用规范汉字表 (2013) keeps for names stay: 昇, 喆, 堃.
func Simplified(name string) string {
	table := simplified()
	return strings.Map(func(r rune) rune {
		if to, ok := table[r]; ok {
			return to
		}
		return r
	}, name)
}
