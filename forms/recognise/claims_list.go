package recognise

import (
	"slices"
	"strings"

	"huce/forms"
)

// listClaims reads a plan that is a numbered list in a text: a row for each task,
// numbered as the paragraphs are counted.
func listClaims(g *forms.Grid) *forms.Claims {
	c := &forms.Claims{Sheet: g.Name}
	for i, text := range slices.Concat(g.Before, g.After) {
		if m := numbered.FindStringSubmatch(text); m != nil {
			r := c.Add(forms.RowRef{Number: int32(i + 1)})
			c.Put(r, "task.name", strings.TrimSpace(m[1]), strings.TrimSpace(text))
		}
	}
	return c
}
