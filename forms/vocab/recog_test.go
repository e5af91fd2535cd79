package vocab

import (
	"encoding/json"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"testing"

	"huce/forms/formstest"
)

type seenLabel struct{ label, group, field, kind string }

// seenLabels are the labels of the sample community's files and the fields they mean.
func seenLabels(t testing.TB) []seenLabel {
	raw, err := os.ReadFile(formstest.Shared(t, "community", "truth", "recog.json"))
	if err != nil {
		t.Fatal(err)
	}
	type column struct{ Label, Field string }
	var files []struct {
		Sheets []struct {
			Kind           string
			Columns, Cells []column
		}
	}
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	var out []seenLabel
	for _, f := range files {
		for _, s := range f.Sheets {
			for _, c := range append(s.Columns, s.Cells...) {
				label, group := c.Label, ""
				if labels().senses[labelKey(label)] == nil {
					if g, l, joined := strings.Cut(label, "/"); joined {
						group, label = g, l
					}
				}
				out = append(out, seenLabel{label, group, c.Field, s.Kind})
			}
		}
	}
	return out
}

// best is the first meaning that belongs on a sheet of this kind.
func best(m []Meaning, kind string) string {
	for _, m := range m {
		if m.Score >= 0.5 && strings.HasPrefix(m.Field, "task.") == (kind == "plan") {
			return m.Field
		}
	}
	return ""
}

func TestLabelsOfTheSampleCommunity(t *testing.T) {
	right, wrong, missed, all := 0, 0, 0, 0
	for _, c := range seenLabels(t) {
		got := best(Label(c.label, c.group), c.kind)
		if c.field != "" {
			all++
		}
		switch {
		case got == c.field && got != "":
			right++
		case got != "" && got != c.field:
			wrong++
			t.Logf("wrong: %q in %q: %s, not %q", c.label, c.group, got, c.field)
		case got == "" && c.field != "":
			missed++
			t.Logf("missed: %q in %q: %s %v", c.label, c.group, c.field, Label(c.label, c.group))
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(all)
	t.Logf("precision %.4f, recall %.4f of %d", precision, recall, all)
	if precision < 0.98 || recall < 0.97 {
		t.Errorf("precision %.4f, recall %.4f", precision, recall)
	}
}

// What a label never seen is held to mean: labels of the forms, one after another,
// are taken out of the tables and asked for. A wrong answer is worse than none.
// HUCE_ALL_LABELS takes every label instead of a sixth, drawn by the labels themselves so
// that a new one doesn't change which.
func TestLabelsNeverSeen(t *testing.T) {
	var keys []string
	for key, senses := range labels().senses {
		if senses[0].weight >= 1 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	one := uint32(6)
	if os.Getenv("HUCE_ALL_LABELS") != "" {
		one = 1
	}
	right, wrong, none := 0, 0, 0
	for _, key := range keys {
		if crc32.ChecksumIEEE([]byte(key))%one != 0 {
			continue
		}
		senses := labels().senses[key]
		means := map[string]bool{}
		for _, s := range senses {
			means[s.field] = true
		}
		m := NewLabels(Templates(), func(label, _ string) bool { return labelKey(label) != key }).Meanings(key, "")
		switch {
		case means[ownColumn] && len(m) == 0:
		case len(m) == 0 || m[0].Score < 0.5:
			none++
			t.Logf("none: %s %v", key, senses)
		case means[m[0].Field]:
			right++
		default:
			wrong++
			t.Logf("WRONG: %s is %v, held to mean %v", key, senses, m[0])
		}
	}
	t.Logf("right %d, wrong %d, none %d", right, wrong, none)
	if float64(wrong) > 0.06*float64(right+wrong) || right < 2*none {
		t.Errorf("%d wrong of %d answers", wrong, right+wrong)
	}
}
