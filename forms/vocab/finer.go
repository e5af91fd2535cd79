package vocab

import (
	_ "embed"
	"strings"
	"sync"
)

// finerTable says which words of a field tell the same more closely: 妻 says what
// 配偶 says, and more. Lists differ in this (GB/T 4761's two digits and one, the
// census's 高中, which takes 中专 in), so a coarse answer doesn't contradict a fine one.
//
//go:embed tables/finer.csv
var finerTable []byte

var finerWords = sync.OnceValue(func() map[[2]string][]string {
	words := map[[2]string][]string{}
	readCSV("tables/finer.csv", finerTable, func(row map[string]string) {
		words[[2]string{row["field"], row["word"]}] = strings.Split(row["finer"], "|")
	})
	return words
})

// Finer reports whether a word of a code field says what another says, more closely:
// of 子女 the words 子 and 长子, not the other way round.
func Finer(field, coarse, fine string) bool {
	for _, w := range finerWords()[[2]string{field, coarse}] {
		if w == fine || Finer(field, w, fine) {
			return true
		}
	}
	return false
}
