package sheet

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huce/forms"
)

// office is a LibreOffice with a profile of its own; the test is skipped where
// there is none.
type office struct{ program, profile string }

func findOffice(t testing.TB) office {
	t.Helper()
	if testing.Short() {
		t.Skip("LibreOffice is slow; left out with -short")
	}
	for _, name := range []string{"soffice", "libreoffice"} {
		if program, err := exec.LookPath(name); err == nil {
			return office{program, filepath.Join(t.TempDir(), "profile")}
		}
	}
	t.Skip("LibreOffice is not installed")
	return office{}
}

// csvFilter asks for every sheet as UTF-8, cells as shown.
const csvFilter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"

// convert converts files in one run.
func (o office) convert(t testing.TB, filter, outdir string, files []string) time.Duration {
	t.Helper()
	args := append([]string{"-env:UserInstallation=file://" + o.profile, "--headless", "--convert-to", filter, "--outdir", outdir}, files...)
	start := time.Now()
	if out, err := exec.Command(o.program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	return time.Since(start)
}

// sheetsAsCSV gives what LibreOffice shows of the sheets of each file, by file
// and sheet name.
func (o office) sheetsAsCSV(t testing.TB, files []string) map[string]map[string][][]string {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	var copies []string
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		c := filepath.Join(in, fmt.Sprintf("f%03d%s", i, filepath.Ext(f)))
		if err := os.WriteFile(c, data, 0o600); err != nil {
			t.Fatal(err)
		}
		copies = append(copies, c)
	}
	o.convert(t, csvFilter, out, copies)
	shown := map[string]map[string][][]string{}
	for i, f := range files {
		prefix := fmt.Sprintf("f%03d-", i)
		shown[f] = map[string][][]string{}
		entries, err := os.ReadDir(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			sheet, ok := strings.CutPrefix(e.Name(), prefix)
			if !ok {
				continue
			}
			shown[f][strings.TrimSuffix(sheet, ".csv")] = readRecords(t, filepath.Join(out, e.Name()))
		}
	}
	return shown
}

func readRecords(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return records
}

// differences are the cells in which a grid and what LibreOffice shows differ.
// encoding/csv drops blank lines, so rows are compared without them.
func differences(g *forms.Grid, shown [][]string) []string {
	var diffs []string
	row := 0
	for r := range g.Rows {
		line := g.Rows[r]
		if isBlank(line) {
			continue
		}
		for row < len(shown) && strings.Join(shown[row], "") == "" {
			row++
		}
		if row == len(shown) {
			return append(diffs, fmt.Sprintf("%s and below: not shown", forms.CellName(r, 0)))
		}
		for c := range max(len(line), len(shown[row])) {
			theirs := ""
			if c < len(shown[row]) {
				theirs = shown[row][c]
			}
			if ours := g.At(r, c); !sameShown(ours, theirs) {
				diffs = append(diffs, fmt.Sprintf("%s: we show %q, they %q (raw %q)", forms.CellName(r, c), ours.Text, theirs, ours.Raw))
			}
		}
		row++
	}
	return diffs
}

func isBlank(row []forms.Cell) bool {
	for _, c := range row {
		if strings.TrimSpace(c.Text) != "" {
			return false
		}
	}
	return true
}

// sameShown compares a cell with LibreOffice's text of it, outer space aside.
func sameShown(c forms.Cell, theirs string) bool {
	return strings.TrimSpace(c.Text) == strings.TrimSpace(strings.ReplaceAll(theirs, "\r\n", "\n"))
}

// What we write opens in LibreOffice and shows what we wrote.
func TestOfficeShowsWhatWeWrite(t *testing.T) {
	o := findOffice(t)
	b := &forms.Book{Sheets: []*forms.Grid{{Name: "花名册", Landscape: true}, {Name: "选项", Hidden: true}}}
	g := b.Sheets[0]
	for i, text := range sampleTexts {
		g.Set(i+2, 0, forms.T(text, forms.StyleBody))
	}
	for i, c := range sampleCells {
		c.Style = forms.StyleBody
		g.Set(i+2, 1, c)
	}
	for i := range 3000 { // shared texts over several records
		g.Set(i+2, 2, forms.T(fmt.Sprintf("幸福街道安宁社区第%d号楼", i), forms.StyleBody))
	}
	g.Set(0, 0, forms.T("安宁社区花名册", forms.StyleTitle))
	g.Merges = []forms.Range{{Top: 0, Left: 0, Bottom: 0, Right: 2}}
	g.Choices = []forms.Choice{{Range: forms.Range{Top: 2, Left: 3, Bottom: 50, Right: 3}, Options: []string{"男", "女"}}}
	b.Sheets[1].Set(0, 0, forms.T("汉族", forms.StylePlain))

	dir := t.TempDir()
	var files []string
	for _, f := range []forms.Format{forms.XLSX, forms.XLS} {
		data, err := Write(b, f)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "book."+string(f))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for path, sheets := range o.sheetsAsCSV(t, files) {
		for _, g := range b.Sheets {
			shown, ok := sheets[g.Name]
			if !ok {
				t.Errorf("%s: LibreOffice shows no sheet %s", filepath.Base(path), g.Name)
				continue
			}
			for i, d := range differences(g, shown) {
				if i > 10 {
					break
				}
				t.Errorf("%s %s: %s", filepath.Base(path), g.Name, d)
			}
		}
	}
}

// What we read is what LibreOffice shows, cell by cell.
func TestReadingAgreesWithOffice(t *testing.T) {
	o := findOffice(t)
	root := shared(t, "")
	var files []string
	for _, sub := range strings.Fields(os.Getenv("SUBS")) {
		for _, f := range filesUnder(t, filepath.Join(root, sub)) {
			if ext := strings.ToLower(filepath.Ext(f)); ext == ".xlsx" || ext == ".xls" {
				files = append(files, f)
			}
		}
	}
	shown := o.sheetsAsCSV(t, files)
	same, all := 0, 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(f, data)
		if err != nil {
			continue
		}
		name, _ := filepath.Rel(root, f)
		all++
		ok := true
		for _, g := range b.Sheets {
			theirs, found := shown[f][g.Name]
			if !found {
				if len(g.Rows) > 0 {
					t.Logf("%s: LibreOffice has no sheet %q", name, g.Name)
					ok = false
				}
				continue
			}
			for i, d := range differences(g, theirs) {
				ok = false
				if i < 4 {
					t.Logf("%s %s: %s", name, g.Name, d)
				}
			}
		}
		if ok {
			same++
		}
	}
	t.Logf("%d of %d files the same", same, all)
}
