package plan

import (
	"slices"
	"strings"
	"sync"
)

// ShortRetention is how long a document is kept that no line of the table fits.
const ShortRetention = "D10"

// usualRetentions is assets/rules/retention.json.
var usualRetentions = sync.OnceValue(func() []Retention {
	var book struct{ Lines []Retention }
	mustDecode("rules/retention.json", &book)
	for i := range book.Lines {
		book.Lines[i].Order = 10 * (i + 1)
	}
	return book.Lines
})

// RetentionTable is the table of retention periods in force, in its order: the clerk's
// lines, or while there are none the program's (DA/T 22-2015).
func RetentionTable(kept []Retention) []Retention {
	if len(kept) == 0 {
		return slices.Clone(usualRetentions())
	}
	table := slices.DeleteFunc(slices.Clone(kept), func(r Retention) bool { return r.Dropped })
	slices.SortStableFunc(table, func(a, b Retention) int { return a.Order - b.Order })
	return table
}

// RetentionOf is the line of a table that a document of a kind and title falls under;
// false where none fits, and it is kept for ShortRetention.
func RetentionOf(table []Retention, kind, title string) (Retention, bool) {
	at := slices.IndexFunc(table, func(r Retention) bool {
		return slices.Contains(r.Kinds, kind) ||
			slices.ContainsFunc(r.Words, func(w string) bool { return w != "" && strings.Contains(title, w) })
	})
	if at < 0 {
		return Retention{Period: ShortRetention}, false
	}
	return table[at], true
}
