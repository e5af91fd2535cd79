package link

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// Shares of characters in names, in parts per million: character, as surname, in
// given names. fit_test.go writes it from the names of a synthetic community.
//
//go:embed names.csv
var namesCSV string

// Groups of characters that are taken for one another in writing or copying, one
// group a word.
//
//go:embed alike.txt
var alikeText string

// Shares of a character that the table doesn't hold.
const (
	rareSurname = 30e-6
	rareGiven   = 60e-6
)

var shares = sync.OnceValue(func() map[rune][2]float64 {
	table := map[rune][2]float64{}
	for line := range strings.Lines(namesCSV) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		if len(cells) != 3 || cells[0] == "char" {
			continue
		}
		surname, err1 := strconv.ParseFloat(cells[1], 64)
		given, err2 := strconv.ParseFloat(cells[2], 64)
		if err1 != nil || err2 != nil {
			panic("link: names.csv: " + line)
		}
		for _, r := range cells[0] {
			table[r] = [2]float64{surname / 1e6, given / 1e6}
		}
	}
	return table
})

func shareOf(r rune, surname bool) float64 {
	s := shares()[r]
	if surname {
		return max(s[0], rareSurname)
	}
	return max(s[1], rareGiven)
}

// alikes maps a character to the groups it belongs to.
var alikes = sync.OnceValue(func() map[rune][]int32 {
	table := map[rune][]int32{}
	for i, group := range strings.Fields(alikeText) {
		for _, r := range group {
			table[r] = append(table[r], int32(i))
		}
	}
	return table
})

func lookAlike(a, b rune) bool {
	of := alikes()
	for _, i := range of[a] {
		for _, j := range of[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}
