package fill

import (
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

// Every form of the corpus that can be filled opens in LibreOffice once it is, and
// still has its values there: each is converted to a PDF, all in one start.
func TestFilledFormsOpenInLibreOffice(t *testing.T) {
	tool, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	corpus := formstest.Shared(t, "corpus")
	out := t.TempDir()
	var files []string
	for _, folder := range []string{"real", "rebuilt", "scrubbed", "import_templates", "variants"} {
		err := filepath.WalkDir(filepath.Join(corpus, folder), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if name := fillOne(t, path, out, len(files)); name != "" {
				files = append(files, name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 20 {
		t.Fatalf("only %d forms could be filled", len(files))
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	args := append([]string{profile, "--headless", "--convert-to", "pdf", "--outdir", out}, files...)
	if said, err := exec.Command(tool, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, f := range files {
		pdf := strings.TrimSuffix(f, filepath.Ext(f)) + ".pdf"
		if info, err := os.Stat(pdf); err != nil || info.Size() < 500 {
			t.Errorf("LibreOffice can't open %s: %v", filepath.Base(f), err)
		}
	}
	t.Logf("%d filled forms opened", len(files))
}

// fillOne fills an xlsx or docx form with a value in every cell it takes one in,
// reads it back, and writes it; "" where it is no form to fill.
func fillOne(t *testing.T, path, out string, n int) string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(path, src)
	if err != nil || book.Format != forms.XLSX && book.Format != forms.DOCX {
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
				for j := range row {
					row[j] = "填写"
				}
				s.Rows = append(s.Rows, row)
			}
		case forms.KindCard:
			v := "填写"
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
	name := filepath.Join(out, string(rune('a'+n/26))+string(rune('a'+n%26))+stem+"."+string(res.Format))
	if err := os.WriteFile(name, res.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
