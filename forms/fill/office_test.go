package fill

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// Every form of the corpus and of the community that can be filled opens in LibreOffice
// once it is, and says there what it says here: each is turned into an OpenDocument
// file, all of a kind in one start, and read again.
func TestFilledFormsOpenInLibreOffice(t *testing.T) {
	tool, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	shared := formstest.Shared(t)
	out := t.TempDir()
	files := map[string][]string{} // by the format that they are turned into
	n := 0
	for _, folder := range []string{"corpus/real", "corpus/rebuilt", "corpus/scrubbed", "corpus/import_templates", "corpus/variants", "community/files"} {
		err := filepath.WalkDir(filepath.Join(shared, folder), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if name := fillOne(t, path, out, n); name != "" {
				n++
				switch filepath.Ext(name) {
				case ".xlsx":
					files["ods"] = append(files["ods"], name)
				case ".docx":
					files["odt"] = append(files["odt"], name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 20 {
		t.Fatalf("only %d forms could be filled", n)
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	cells := 0
	for to, names := range files {
		args := append([]string{profile, "--headless", "--convert-to", to, "--outdir", out}, names...)
		if said, err := exec.Command(tool, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		for _, f := range names {
			cells += sameThere(t, f, strings.TrimSuffix(f, filepath.Ext(f))+"."+to)
		}
	}
	t.Logf("%d filled forms opened: %d spreadsheets, %d documents, with %d cells", n, len(files["ods"]), len(files["odt"]), cells)
}

// sameThere compares the filled cells of a file with those of what LibreOffice made of
// it, and returns how many there are.
func sameThere(t *testing.T, own, theirs string) int {
	t.Helper()
	count := func(name string) (n, sheets int) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("LibreOffice can't open %s: %v", filepath.Base(own), err)
			return 0, 0
		}
		book, err := sheet.Read(name, data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			return 0, 0
		}
		for _, g := range book.Sheets {
			for r := range g.Rows {
				for c := range g.Rows[r] {
					n += strings.Count(g.Rows[r][c].Text, sampleValue)
				}
			}
		}
		return n, len(book.Sheets)
	}
	n, sheets := count(own)
	if m, others := count(theirs); m != n || others != sheets {
		t.Errorf("%s: %d filled cells on %d sheets, in LibreOffice %d on %d", filepath.Base(own), n, sheets, m, others)
	}
	return n
}

// sampleValue is what every cell is filled with.
const sampleValue = "填写"

// fillOne fills a form with a value in every cell it takes one in, looks whether any
// part of the file needs repair, reads it back, and writes it; "" where it is no form
// to fill.
func fillOne(t *testing.T, path, out string, n int) string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(path, src)
	if err != nil || len(src) > 2_000_000 {
		return ""
	}
	layouts := recognise.Book(book)
	var sheets []Sheet
	for i := range layouts {
		l := &layouts[i]
		s := Sheet{Layout: l}
		switch l.Kind {
		case forms.KindTable:
			for range 3 {
				row := make([]string, len(l.Columns))
				for j, c := range l.Columns {
					if !behind(book.Sheets[l.SheetIndex], l, c.Index) {
						row[j] = sampleValue
					}
				}
				s.Rows = append(s.Rows, row)
			}
		case forms.KindCard:
			v := sampleValue
			c := Card{}
			for range l.Cards[0].Cells {
				c.Cells = append(c.Cells, &v)
			}
			s.Cards = []Card{c, c}
		default:
			continue
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return ""
	}
	res, err := File(src, book, sheets)
	if err != nil {
		t.Errorf("%s can't be filled: %v", filepath.Base(path), err)
		return ""
	}
	if _, err := sheet.Read(path, res.Data); err != nil {
		t.Errorf("%s filled can't be read: %v", filepath.Base(path), err)
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	name := filepath.Join(out, fmt.Sprintf("%03d_", n)+stem+"."+string(res.Format))
	before := map[string]bool{} // what was amiss already is not the filling's
	if book.Format == res.Format {
		for _, f := range faultsOf(src) {
			before[f] = true
		}
	}
	for _, f := range faultsOf(res.Data) {
		if !before[f] {
			t.Errorf("%s filled: %s", filepath.Base(path), f)
		}
	}
	if err := os.WriteFile(name, res.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// behind reports whether a column stands behind the cells of another, in the header or in
// a row that takes data: what is written there isn't shown.
func behind(g *forms.Grid, l *forms.Layout, col int) bool {
	for _, r := range append(slots(g, l), max(l.HeaderRows.Last-1, 0)) {
		if m, merged := g.Merged(r, col); merged && m.Left != col {
			return true
		}
	}
	return false
}
