package register

import "testing"

// A list names each person once: a row whose number is a slip away from another's of
// the same list, under another name, is somebody, and it is asked who.
func TestTwoOnOneListAreTwo(t *testing.T) {
	r := build(t, []Submission{roster("S0001",
		[4]string{"王一", "110199194001010018", "19900000001", ""},
		[4]string{"李二", "110199194001010019", "19900000002", ""},
	)}, nil, 1)
	if len(r.People) != 2 {
		t.Fatalf("%d people of 2", len(r.People))
	}
	asked := false
	for _, q := range r.Questions {
		asked = asked || q.Kind == SamePerson && q.Other >= 0 && q.Other != q.Person
	}
	if !asked {
		t.Error("nobody asks whether they are one")
	}
}
