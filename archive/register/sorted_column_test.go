package register

import (
	"fmt"
	"slices"
	"testing"

	"huce/forms"
)

// A column of phones that rises from row to row was sorted without the others.
func TestSortedColumns(t *testing.T) {
	rising := make([]string, fewSorted)
	for i := range rising {
		rising[i] = fmt.Sprint(19900000001 + 7*i)
	}
	mixed := slices.Clone(rising)
	mixed[2], mixed[5] = mixed[5], mixed[2]
	for _, c := range []struct {
		name   string
		phones []string
		want   bool
	}{
		{"rising", rising, true},
		{"rising behind empty cells, with one number twice", slices.Concat([]string{"", "", rising[0]}, rising), true},
		{"in the order of the people", mixed, false},
		{"too few to tell", rising[:fewSorted-1], false},
		{"one phone on every row", slices.Repeat(rising[:1], 40), false},
	} {
		claims := &forms.Claims{Fields: []string{"person.name", "person.phone"}, Values: [][]string{make([]string, len(c.phones)), c.phones}, Rows: make([]forms.RowRef, len(c.phones))}
		claims.Shown = [][]string{make([]string, len(c.phones)), make([]string, len(c.phones))}
		s := newSheet(forms.UnitPerson, "", claims)
		if got := len(s.sorted) == 1; got != c.want {
			t.Errorf("%s: sorted %v, want %v", c.name, got, c.want)
		}
	}
}
