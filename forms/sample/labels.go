package sample

import (
	"strings"
	"sync"
	"unicode/utf8"

	"huce/forms"
)

// column is one column of a table, or one labelled cell of a card.
type column struct {
	field  field
	label  string // as it stands on the form, newlines and all
	group  string // the label over it, "" where none
	codes  codeStyle
	date   dateStyle
	own    string // values of a column that the department made up
	hidden bool
	family bool // said of the home, not of each of its people
}

var otherLabels = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, line := range dataLines("labels.txt") {
		f, bars, _ := strings.Cut(line, " ")
		all[f] = strings.Split(bars, "|")
	}
	return all
})

// labelGroup is a label over several columns.
type labelGroup struct {
	name   string
	fields []string
	drops  []string
}

var labelGroups = sync.OnceValue(func() []labelGroup {
	var all []labelGroup
	for _, line := range dataLines("groups.txt") {
		p := strings.Fields(line)
		g := labelGroup{name: p[0], fields: strings.Split(p[1], "|")}
		if len(p) > 2 {
			g.drops = strings.Split(p[2], "|")
		}
		all = append(all, g)
	}
	return all
})

// groupOf is the group that a field may stand under, nil where none.
func groupOf(name string) *labelGroup {
	for i := range labelGroups() {
		g := &labelGroups()[i]
		for _, f := range g.fields {
			if f == name || (strings.HasSuffix(f, ".") || strings.HasSuffix(f, "_")) && strings.HasPrefix(name, f) {
				return g
			}
		}
	}
	return nil
}

// spell draws how a form spells a label: another word for it, a star, blanks
// inside, a line end.
func spell(d dice, f *field, group string) string {
	label := f.Label
	if others := otherLabels()[f.Name]; len(others) > 0 && contains(others, label) && d.chance(0.35) {
		label = d.of(others...)
	}
	if group != "" && d.chance(0.7) {
		label = shorten(label, group)
	}
	n := utf8.RuneCountInString(label)
	switch {
	case n == 2 && d.chance(0.16):
		r := []rune(label)
		label = string(r[0]) + d.of(" ", "　", "  ") + string(r[1])
	case n >= 4 && n <= 12 && d.chance(0.1):
		r := []rune(label)
		i := (n + 1) / 2
		label = string(r[:i]) + "\n" + string(r[i:])
	}
	if f.Required && d.chance(0.05) {
		label = "*" + label
	}
	return label
}

// shorten takes from a label what the group over it says already.
func shorten(label, group string) string {
	for _, g := range labelGroups() {
		if g.name != group {
			continue
		}
		for _, drop := range g.drops {
			if rest, ok := strings.CutPrefix(label, drop); ok && utf8.RuneCountInString(rest) >= 2 {
				return rest
			}
		}
	}
	return label
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// cleanLabel is a label without blanks, stars and what stands in brackets.
func cleanLabel(label string) string {
	label = strings.ReplaceAll(forms.Squeeze(label), "*", "")
	for {
		open := strings.IndexAny(label, "（(")
		end := strings.IndexAny(label, "）)")
		if open < 0 || end < open {
			return label
		}
		_, n := utf8.DecodeRuneInString(label[end:])
		label = label[:open] + label[end+n:]
	}
}

// known reports whether the program knows a label for a field.
func known(label, name string) bool {
	return name == "" || strings.HasPrefix(name, "task.") || knownLabels()[name][cleanLabel(label)]
}
