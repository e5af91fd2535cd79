package print_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/print"
	"huce/forms/print/pdftext"
	"huce/forms/sheet"
)

// TestEyeFiles prints the files that HUCE_EYE_FILES matches into the folder HUCE_EYE,
// to be held beside what an office program makes of them.
func TestEyeFiles(t *testing.T) {
	dir, pattern := os.Getenv("HUCE_EYE"), os.Getenv("HUCE_EYE_FILES")
	if dir == "" || pattern == "" {
		t.Skip("HUCE_EYE and HUCE_EYE_FILES name no files to look at")
	}
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(name, data)
		if err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		sheet.AddLooks(data, book)
		var out bytes.Buffer
		r, err := print.Forms(&out, []forms.Form{forms.FormOf("", book)}, forms.Info{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Logf("%s: %d pages, missing %s", filepath.Base(name), r.Pages, r.MissingNames())
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)+".pdf"), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Every file of the corpus that has a look is printed in it, with all that its
// cells say.
func TestLooksLoseNothing(t *testing.T) {
	dir := formstest.Shared(t)
	var names []string
	for _, pattern := range []string{"corpus/real/*.xls", "corpus/real/*.xlsx", "corpus/rebuilt/*.xlsx", "corpus/variants/*.xls", "corpus/variants/*.ods", "corpus/import_templates/*/*.xls", "corpus/real/*.docx", "corpus/rebuilt/*.docx", "community/files/*/*.docx"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Fatalf("no corpus at %s", dir)
	}
	looked := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(name, data)
		if err != nil || len(data) > 300_000 {
			continue
		}
		sheet.AddLooks(data, book)
		for _, g := range book.Sheets {
			if g.Look != nil {
				looked++
			}
		}
		allPrinted(t, filepath.Base(name), book)
	}
	t.Logf("%d sheets with a look", looked)
	if looked < 20 {
		t.Errorf("only %d sheets have a look", looked)
	}
}

// allPrinted holds what is printed of a book against what its shown cells say.
func allPrinted(t *testing.T, name string, book *forms.Book) {
	t.Helper()
	var out bytes.Buffer
	r, err := print.Forms(&out, []forms.Form{forms.FormOf("", book)}, forms.Info{})
	if err != nil {
		return // nothing to print
	}
	doc, err := pdftext.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	have, want := map[rune]int{}, map[rune]int{}
	for _, c := range doc.Text() {
		have[c]++
	}
	for _, g := range book.Sheets {
		if g.Hidden && len(book.Sheets) > 1 {
			continue
		}
		for row := range g.Rows {
			for col, c := range g.Rows[row] {
				if g.HiddenRows[row] || g.HiddenCols[col] || g.Look != nil && g.Look.HasArea && !g.Look.PrintArea.Has(row, col) {
					continue
				}
				if m, merged := g.Merged(row, col); merged && (m.Top != row || m.Left != col) {
					continue
				}
				for _, c := range c.Text {
					if unicode.IsGraphic(c) && !unicode.IsSpace(c) {
						want[c]++
					}
				}
			}
		}
	}
	for c, n := range want {
		if have[c] < n && !unicode.In(c, unicode.Cf, unicode.Variation_Selector) {
			t.Errorf("%s: %q is printed %d times of %d (%d pages)", name, c, have[c], n, r.Pages)
		}
	}
}
