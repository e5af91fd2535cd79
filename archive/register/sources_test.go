package register

import (
	"testing"

	"huce/forms"
)

// Whoever says a value in full stands before those that say less of it.
func TestFullSourcesComeFirst(t *testing.T) {
	r := build(t, []Submission{
		listed(1, 1, forms.UnitPerson, "person.name=张建国 person.birth=1962-03-06 person.phone=19900000001"),
		listed(2, 5, forms.UnitPerson, "person.name=张建国 person.birth=1962-03 person.phone=19900000001"),
		listed(3, 3, forms.UnitPerson, "person.name=张建国 person.birth=1962-03-06 person.phone=19900000001"),
	}, nil, 1)
	if len(r.People) != 1 {
		t.Fatalf("%d people of 1", len(r.People))
	}
	var got []int32
	for _, s := range Find(r.People[0].Values, "person.birth").Sources {
		got = append(got, s.Row.Sub)
	}
	if len(got) != 3 || got[0] != 2 || got[1] != 0 || got[2] != 1 {
		t.Errorf("the sources are of forms %v, want 2 0 1", got)
	}
}
