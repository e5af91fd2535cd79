package register

import "testing"

// A place goes by the name most written; by a new one only where the forms since
// mostly took it up.
func TestNewestOf(t *testing.T) {
	old, other := placeName{estate: "华庭雅苑"}, placeName{estate: "华庭花园"}
	names := []placeName{other, old}
	rows := func(from, to, rows int32) []writing {
		var out []writing
		for sub := from; sub < to; sub++ {
			out = append(out, writing{sub, rows})
		}
		return out
	}
	for _, c := range []struct {
		what       string
		old, other []writing
		want       placeName
	}{
		{"some rows of every form write another", rows(0, 20, 80), rows(0, 20, 20), old},
		{"of the later forms only, a little", rows(0, 20, 80), rows(6, 20, 20), old},
		{"renamed, and the old one still written", append(rows(0, 6, 100), rows(6, 20, 40)...), rows(6, 20, 60), other},
		{"renamed lately", rows(0, 16, 100), rows(16, 20, 100), other},
		{"one form of many writes another", rows(0, 20, 100), rows(10, 11, 100), old},
	} {
		if got := newestOf(names, map[placeName][]writing{old: c.old, other: c.other}); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got.estate, c.want.estate)
		}
	}
}
