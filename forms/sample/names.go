package sample

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Word lists are data: surnames with their weights, given names' characters by
// era, confusable characters, values of the departments' own fields, tasks.
//
//go:embed data
var data embed.FS

func dataText(name string) string {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(fmt.Sprintf("sample: %v", err))
	}
	return string(b)
}

// dataLines are a data file's lines without its comments.
func dataLines(name string) []string {
	var lines []string
	for line := range strings.Lines(dataText(name)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// surnames holds each surname as often as its weight says.
var surnames = sync.OnceValue(func() []string {
	var all []string
	for _, line := range dataLines("surnames.txt") {
		for _, f := range strings.Fields(line) {
			name := strings.TrimRight(f, "0123456789")
			n, err := strconv.Atoi(f[len(name):])
			if err != nil {
				panic("sample: surnames.txt: " + f)
			}
			for range n {
				all = append(all, name)
			}
		}
	}
	return all
})

// given are the characters of given names by "era sex"; own and second names by
// "people sex" and "people 后".
var given = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, line := range dataLines("given.txt") {
		era, rest, _ := strings.Cut(line, " ")
		sex, chars, _ := strings.Cut(rest, " ")
		sep := ""
		if strings.Contains(chars, "|") {
			sep = "|"
		}
		all[era+" "+sex] = append(all[era+" "+sex], strings.Split(chars, sep)...)
	}
	return all
})

// confusable are, for each kind (sound, shape), the characters that a character is
// taken for.
var confusable = sync.OnceValue(func() map[string]map[rune][]rune {
	all := map[string]map[rune][]rune{"sound": {}, "shape": {}}
	for _, line := range dataLines("confusions.txt") {
		kind, rest, _ := strings.Cut(line, " ")
		for _, group := range strings.Fields(rest) {
			for _, r := range group {
				for _, other := range group {
					if other != r {
						all[kind][r] = append(all[kind][r], other)
					}
				}
			}
		}
	}
	return all
})

func sexWord(male bool) string {
	if male {
		return "男"
	}
	return "女"
}

func era(year int) string {
	switch {
	case year < 1955:
		return "old"
	case year < 1980:
		return "mid"
	case year < 2003:
		return "new"
	}
	return "now"
}

// givenName is a given name of someone born in a year: two characters, more rarely
// one, once in a while with a character that few machines could type.
func givenName(d dice, year int, male bool) string {
	pool := given()[era(year)+" "+sexWord(male)]
	name := d.of(pool...)
	if d.chance(twoCharacters(year)) {
		name += d.of(pool...)
	}
	if year >= 1960 && d.chance(0.006) {
		_, first := utf8.DecodeRuneInString(name)
		name = d.of(given()["rare "+sexWord(male)]...) + name[first:]
	}
	return name
}

// dottedName is a name of a people whose names have two parts with a dot between.
func dottedName(d dice, people string, male bool) string {
	return d.of(given()[people+" "+sexWord(male)]...) + "·" + d.of(given()[people+" 后"]...)
}

// twoCharacters is how often a given name has two characters: single ones were in
// fashion from the seventies to the nineties, so many who bear them share a name.
func twoCharacters(year int) float64 {
	if year >= 1965 && year < 1998 {
		return 0.66
	}
	return 0.9
}

// splitName is the surname and the given name of a Han name.
func splitName(name string) (surname, rest string) {
	for _, s := range [...]string{"欧阳", "司马", "上官", "诸葛", "慕容"} {
		if strings.HasPrefix(name, s) && len(name) > len(s) {
			return s, name[len(s):]
		}
	}
	_, n := utf8.DecodeRuneInString(name)
	return name[:n], name[n:]
}

// hasRare reports whether a name has a character that tables replace by ? .
func hasRare(name string) bool {
	return strings.ContainsFunc(name, isRare)
}

func isRare(r rune) bool { return r > 0xffff || strings.ContainsRune("镕喆堃翀祎珺玥琀", r) }
