package recognise

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"huce/forms"
)

var yearIn = regexp.MustCompile(`(19|20)\d\d`)

// Fingerprint is a short hash of a form's labels, their groups and their order. It
// is equal for the same form at another time: spaces in the labels, the years in
// them, the rows and what they say make no difference. It is "" for a layout
// without labels.
func Fingerprint(l *forms.Layout) string {
	var b strings.Builder
	put := func(group, label string) {
		b.WriteString(yearIn.ReplaceAllString(forms.Squeeze(group), "0000"))
		b.WriteByte('/')
		b.WriteString(yearIn.ReplaceAllString(forms.Squeeze(label), "0000"))
		b.WriteByte('\n')
	}
	for _, c := range l.Columns {
		if c.Label != "" {
			put(c.Group, c.Label)
		}
	}
	if len(l.Cards) > 0 {
		b.WriteString("card\n")
		for _, c := range l.Cards[0].Cells {
			put(c.Group, c.Label)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}

// Shape is what a layout without labels is known by, as Fingerprint is of others: its
// kind, its title without what changes from year to year, and what its columns are
// taken for by their values; whose it is where it has no title.
func Shape(l *forms.Layout) string {
	var b strings.Builder
	title := plainTitle(l.Title)
	b.WriteString(string(l.Kind) + "\n" + string(l.Unit) + "\n" + title + "\n")
	if title == "" {
		b.WriteString(l.Department + "\n")
	}
	for _, c := range l.Columns {
		b.WriteString(c.Field + "\n")
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}
