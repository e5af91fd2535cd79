package register

import (
	"fmt"
	"strings"
)

// told are the fields that show what a row was taken by.
var told = []string{"person.name", "person.id_no", "person.birth", "person.sex", "person.phone", "person.residence_address", "household.address", "household.head_name", "person.relation"}

// strays shows the people whose automatic rows speak of several, row by row, the rows
// of others marked: what a failing test has to be read by.
func strays(r *Register, t *truth, owner map[int]string) []string {
	var out []string
	shown := map[int]bool{}
	for _, l := range r.Links {
		if p := t.person(r, l.Row); p == "" || l.Status == Review || p == owner[l.Person] || shown[l.Person] {
			continue
		}
		shown[l.Person] = true
		var b strings.Builder
		for _, m := range r.Links {
			if m.Person != l.Person || m.Status == Review {
				continue
			}
			p := t.person(r, m.Row)
			mark := " "
			if p != "" && p != owner[l.Person] {
				mark = "!"
			}
			s := &r.Submissions[m.Row.Sub]
			fmt.Fprintf(&b, "\n%s %s %5.1f %v %s", mark, p, m.Weight, s.AsOf, s.Title)
			for _, f := range told {
				fmt.Fprintf(&b, " | %s", s.Claims[m.Row.Sheet].Get(int(m.Row.Row), f))
			}
		}
		out = append(out, b.String())
	}
	return out
}
