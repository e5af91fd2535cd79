package fill

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// Every form of the shared community, filled with what it says already, must say
// the same when it is read again: no cell lost, none moved.
func TestFilledWithItsOwnValuesAFormSaysTheSame(t *testing.T) {
	root := formstest.Shared(t, "community", "files")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		t.Run(d.Name(), func(t *testing.T) { refill(t, path) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func refill(t *testing.T, path string) {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(path, src)
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	var sheets []Sheet
	for i := range layouts {
		if l := &layouts[i]; l.Kind == forms.KindTable || l.Kind == forms.KindCard {
			sheets = append(sheets, own(book.Sheets[l.SheetIndex], l))
		}
	}
	if len(sheets) == 0 {
		return
	}
	res, err := File(src, book, sheets)
	if err != nil {
		t.Fatal(err)
	}
	again, err := sheet.Read(path, res.Data)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range book.Sheets {
		same(t, g, again.Sheets[i], res.Notes)
	}
}

// own is a sheet with the values it has.
func own(g *forms.Grid, l *forms.Layout) Sheet {
	s := Sheet{Layout: l}
	for _, r := range slots(g, l) {
		row := make([]string, len(l.Columns))
		for j, c := range l.Columns {
			row[j] = g.At(r, c.Index).Text
		}
		s.Rows = append(s.Rows, row)
	}
	if len(l.Cards) == 0 {
		return s
	}
	s.Rows = nil
	for _, slot := range l.Cards {
		card := Card{}
		for _, c := range slot.Cells {
			v := g.At(c.Row, c.Col).Text
			card.Cells = append(card.Cells, &v)
		}
		for i := range slot.Members.Len() {
			row := make([]string, len(slot.Columns))
			for j, c := range slot.Columns {
				row[j] = g.At(slot.Members.First-1+i, c.Index).Text
			}
			card.Members = append(card.Members, row)
		}
		s.Cards = append(s.Cards, card)
	}
	return s
}

func same(t *testing.T, want, got *forms.Grid, notes []forms.Issue) {
	open := map[string]bool{} // totals that were wrong in the file, and are left to the clerk
	for _, n := range notes {
		if n.Code == "fill_total" {
			open[n.Cell()] = true
		}
	}
	wrong := 0
	for r := range max(len(want.Rows), len(got.Rows)) {
		for c := range max(want.Width(), got.Width()) {
			a, b := plain(want.At(r, c).Text), plain(got.At(r, c).Text)
			if a != b && !open[forms.CellName(r, c)] {
				if wrong++; wrong <= 5 {
					t.Errorf("%s %s: %q became %q", want.Name, forms.CellName(r, c), a, b)
				}
			}
		}
	}
}

// plain drops what a text document can't keep apart: the end of a line.
func plain(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r", "")) }
