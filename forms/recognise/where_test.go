package recognise

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"huce/assets"
	"huce/forms"
	"huce/forms/sheet"
)

// Every value of the sample community's forms stands in the cell that Where names,
// but for those that a mark or an address in several columns gives.
func TestWhere(t *testing.T) {
	sample := assets.Sample()
	files, err := zip.NewReader(bytes.NewReader(sample), int64(len(sample)))
	if err != nil {
		t.Fatal(err)
	}
	found, values := 0, 0
	for _, file := range files.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(file.Name, data)
		if err != nil {
			continue // a file that is refused is another test's
		}
		for _, l := range Book(book) {
			g := book.Sheets[l.SheetIndex]
			c := Claims(g, &l)
			if c == nil || len(l.Columns)+len(l.Cards) == 0 {
				continue
			}
			for r := range c.Rows {
				for f, field := range c.Fields {
					shown := c.ShownAs(f, r)
					if shown == "" || strings.HasPrefix(field, "card.") {
						continue
					}
					values++
					row, col, ok := Where(&l, c, r, field)
					switch at := textAt(g, row, col); {
					case ok && (at == shown || at == ""): // "" is under a merge
						found++
					case values-found < 20:
						t.Logf("%s %s %+v %s: %s, not %s in %s", file.Name, l.Sheet, c.Rows[r], field, shown, at, forms.CellName(row, col))
					}
				}
			}
		}
	}
	if values == 0 || float64(found) < .99*float64(values) {
		t.Errorf("%d of %d values in the cell named", found, values)
	}
}

func textAt(g *forms.Grid, row, col int) string { return strings.TrimSpace(g.At(row, col).Text) }
