package office

import (
	"testing"

	"huce/forms"
)

// A form that comes to be filled in is understood as the filled one is: its kind, its
// header, what its columns and cells mean.
func TestBlankFormsAreUnderstoodLikeFilledOnes(t *testing.T) {
	all := 0
	for _, seed := range []uint64{3, 4, 17} {
		w := invent(t, 14, seed)
		for _, name := range w.names {
			u, err := understand(name, w.files[name], nil)
			if err != nil || !holdsForm(u.layouts) {
				continue
			}
			b, err := understand(name, blankCopy(t, name, w.files[name]), nil)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			all++
			if len(b.layouts) != len(u.layouts) {
				t.Errorf("%s: %d layouts, %d when blank", name, len(u.layouts), len(b.layouts))
				continue
			}
			for i := range u.layouts {
				sameForm(t, name, &u.layouts[i], &b.layouts[i])
			}
		}
	}
	if all < 90 {
		t.Errorf("only %d forms", all)
	}
}

func holdsForm(layouts []forms.Layout) bool {
	for i := range layouts {
		if k := layouts[i].Kind; k == forms.KindTable || k == forms.KindCard {
			return true
		}
	}
	return false
}

func sameForm(t *testing.T, name string, filled, blank *forms.Layout) {
	t.Helper()
	if filled.Kind != blank.Kind || filled.HeaderRows != blank.HeaderRows {
		t.Errorf("%s: %s with header %v, when blank %s with header %v", name, filled.Kind, filled.HeaderRows, blank.Kind, blank.HeaderRows)
		return
	}
	meant := map[string]string{}
	for _, c := range blank.Columns {
		meant[forms.ColumnName(c.Index)] = c.Field
	}
	for _, c := range filled.Columns {
		if got := meant[forms.ColumnName(c.Index)]; got != c.Field {
			t.Errorf("%s: column %s is %s, when blank %q", name, c.Label, c.Field, got)
		}
	}
	if len(filled.Cards) == 0 || len(blank.Cards) == 0 {
		return
	}
	for _, c := range blank.Cards[0].Cells {
		meant[forms.CellName(c.Row, c.Col)] = c.Field
	}
	for _, c := range filled.Cards[0].Cells {
		if got := meant[forms.CellName(c.Row, c.Col)]; got != c.Field {
			t.Errorf("%s: cell %s is %s, when blank %q", name, c.Label, c.Field, got)
		}
	}
}
