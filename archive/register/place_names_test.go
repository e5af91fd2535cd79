package register

import (
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

// TestNamesOfBuildings gives forms of two buildings with the same rooms. A name that
// everybody's form writes for one of them is learned; two names that one form
// exchanged are two buildings still.
func TestNamesOfBuildings(t *testing.T) {
	const rooms = 8
	form := func(no int, of ...string) Submission {
		var rows []string
		for b, building := range of {
			for i := range rooms {
				n := b*rooms + i
				rows = append(rows, person(n, "张建"+string([]rune("国民生华平安康宁福禄寿喜财宝丰盛")[n]), fmt.Sprintf("person.residence_address=锦绣小区%s1单元%d02室", building, i+1)))
			}
		}
		return listed(no, no, forms.UnitPerson, rows...)
	}
	for _, c := range []struct {
		name  string
		forms []Submission
		homes int
		asked bool // may it be asked whether two names are one building's
	}{
		{"as they are", []Submission{form(1, "3栋", "5栋"), form(2, "3栋", "5栋"), form(3, "3栋", "5栋")}, 2 * rooms, false},
		{"exchanged in the last form", []Submission{form(1, "3栋", "5栋"), form(2, "3栋", "5栋"), form(3, "5栋", "3栋")}, 2 * rooms, true},
		{"exchanged in the first form", []Submission{form(1, "5栋", "3栋"), form(2, "3栋", "5栋"), form(3, "3栋", "5栋")}, 2 * rooms, true},
		{"exchanged in one of two forms", []Submission{form(1, "3栋", "5栋"), form(2, "5栋", "3栋")}, 2 * rooms, true},
		{"one is called otherwise", []Submission{form(1, "3栋", "5栋"), form(2, "3栋", "35栋"), form(3, "3栋", "35栋")}, 2 * rooms, true},
	} {
		r := build(t, c.forms, nil, 1)
		if len(r.Households) != c.homes || len(r.People) != 2*rooms {
			t.Errorf("%s: %d homes of %d people, want %d of %d", c.name, len(r.Households), len(r.People), c.homes, 2*rooms)
		}
		buildings := map[string]bool{}
		for i := range r.Dwellings {
			buildings[r.Dwellings[i].Building] = true
		}
		if len(buildings) != 2 {
			t.Errorf("%s: buildings %v, want two", c.name, buildings)
		}
		for _, q := range r.Questions {
			if q.Kind == SameEstate && !c.asked {
				t.Errorf("%s: %v is asked", c.name, strings.TrimSpace(fmt.Sprint(q)))
			}
		}
	}
}
