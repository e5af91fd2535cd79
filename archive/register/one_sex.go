package register

import (
	"strings"

	"huce/forms/vocab"
)

// ofWomen are what titles of forms say that list women alone.
var ofWomen = []string{"妇女", "孕产妇", "两癌", "女性", "孕妇", "产妇"}

// A sheet lists one sex where nearly all of its numbers are of it: of enough to be no
// chance, or of fewer where its title says so too.
const (
	enoughNumbers = 20
	nearlyAll     = .95
	titleNumbers  = .8
)

// oneSex is the sex of all whom a sheet lists that has no column of it, "" where they
// may be of both. A number of the other sex on such a sheet is another's: a wife's row
// under her husband's.
func (s *sheet) oneSex(title string) string {
	at, numbered := s.at["person.id_no"]
	if s.has([]string{"person.sex"}) || !numbered && !s.has([]string{"person.name"}) {
		return ""
	}
	count := map[string]int{}
	for r := range s.claims.Rows {
		if numbered {
			if id := vocab.ParseID(s.claims.Value(at, r)); id.Valid {
				count[id.Sex]++
			}
		}
	}
	all := count["男"] + count["女"]
	for sex, n := range count {
		if all >= enoughNumbers && float64(n) >= nearlyAll*float64(all) {
			return sex
		}
	}
	for _, word := range ofWomen {
		if strings.Contains(title, word) && float64(count["女"]) >= titleNumbers*float64(all) {
			return "女"
		}
	}
	return ""
}
