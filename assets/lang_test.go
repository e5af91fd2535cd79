package assets

import (
	"regexp"
	"slices"
	"testing"
)

var placeholder = regexp.MustCompile(`\{\d+\}`)

// Every key stands in every language, is not blank, and takes the same arguments.
func TestLanguagesAreWhole(t *testing.T) {
	for _, l := range Langs {
		for _, other := range Langs {
			for key, text := range Keys(other) {
				mine := Keys(l)[key]
				if mine == "" {
					t.Errorf("%s: %q has no words", l, key)
					continue
				}
				a, b := placeholder.FindAllString(mine, -1), placeholder.FindAllString(text, -1)
				slices.Sort(a)
				slices.Sort(b)
				if a, b = slices.Compact(a), slices.Compact(b); !slices.Equal(a, b) {
					t.Errorf("%q takes %v in %s and %v in %s", key, a, l, b, other)
				}
			}
		}
	}
}

func TestTextFillsItsArguments(t *testing.T) {
	if got := Text(Chinese, "no.such.key", "a"); got != "no.such.key {0}" && got != "no.such.key a" {
		t.Errorf("a key without words is shown as %q", got)
	}
}
