package register

import (
	"testing"

	"huce/forms"
)

// A child without a name yet is told apart by which of its parents' children it is.
func TestOrderOfBirth(t *testing.T) {
	for text, want := range map[string]string{"长子": "1", "次女": "2", "张丽之小双": "2", "张丽之大双": "1", "孙子": "", "张丽之子": ""} {
		if got := orderOf(text); got != want {
			t.Errorf("%s: order %q, want %q", text, got, want)
		}
	}
	if !nameless("张丽之小双") {
		t.Error("a twin without a name")
	}
}

// A number of somebody who has long had a name is a parent's on a nameless child's row.
func TestTooOldForAChildWithoutAName(t *testing.T) {
	day := forms.NewDate(2026, 3, 1)
	for id, want := range map[string]bool{"110199196306116621": true, "110199202305101490": false, "": false, "1101992023": false} {
		if got := tooOld(id, day); got != want {
			t.Errorf("%q: too old %v, want %v", id, got, want)
		}
	}
}
