package register

import "testing"

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
