package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

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
// Where both are right in their own way they are the same: the system's dates
// (ours ISO, theirs American) and dates in Chinese that theirs shows so, numbers
// too long to show, truth values as 1 and 0.
func sameShown(c forms.Cell, theirs string) bool {
	theirs = strings.TrimSpace(strings.ReplaceAll(theirs, "\r\n", "\n"))
	ours := strings.TrimSpace(c.Text)
	if ours == theirs {
		return true
	}
	switch c.Kind {
	case forms.CellNumber:
		v, err := strconv.ParseFloat(theirs, 64)
		return err == nil && strings.Contains(ours, "E") && exponent(v, 5, true) == ours
	case forms.CellBool:
		return map[string]string{"TRUE": "1", "FALSE": "0"}[ours] == theirs
	case forms.CellDate:
		serial, err := strconv.ParseFloat(c.Raw, 64)
		return err == nil && (compileFormat("m/d/yyyy").show(serial) == theirs || compileFormat("m/d/yyyy h:mm").show(serial) == theirs)
	}
	return false
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

// folders that are compared with LibreOffice, of ../shared.
var officeFolders = []string{"community/files", "corpus/rebuilt", "corpus/variants"}

// filesOf are the files of officeFolders with one of some extensions.
func filesOf(t *testing.T, extensions ...string) (root string, files []string) {
	root = shared(t, "")
	for _, dir := range officeFolders {
		for _, f := range filesUnder(t, filepath.Join(root, dir)) {
			if slices.Contains(extensions, extension(f)) {
				files = append(files, f)
			}
		}
	}
	return root, files
}

// What we read of a workbook is what LibreOffice shows, cell by cell.
func TestReadingAgreesWithOffice(t *testing.T) {
	o := findOffice(t)
	root, files := filesOf(t, "xlsx", "xls")
	shown := o.sheetsAsCSV(t, files)
	same, all := 0, 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(f, data)
		if err != nil { // refused for what it is; other tests see to that
			continue
		}
		all++
		name, _ := filepath.Rel(root, f)
		if diffs := officeDifferences(b, shown[f]); len(diffs) > 0 {
			t.Logf("%s: %d differences: %s", name, len(diffs), strings.Join(diffs[:min(3, len(diffs))], "; "))
		} else {
			same++
		}
	}
	t.Logf("%d of %d workbooks the same", same, all)
	if float64(same) < 0.995*float64(all) {
		t.Errorf("only %d of %d workbooks read as LibreOffice shows them", same, all)
	}
}

// officeDifferences leaves out formulas that were noted as without a value.
func officeDifferences(b *forms.Book, shown map[string][][]string) []string {
	noted := slices.ContainsFunc(b.Notes, func(i forms.Issue) bool { return i.Code == "formulas_uncomputed" })
	var diffs []string
	for _, g := range b.Sheets {
		theirs, found := shown[g.Name]
		if !found && len(shown) == 1 && len(b.Sheets) == 1 { // one sheet alone isn't named
			theirs = shown[""]
		}
		for _, d := range differences(g, theirs) {
			if !noted || !strings.Contains(d, `we show ""`) {
				diffs = append(diffs, g.Name+" "+d)
			}
		}
	}
	return diffs
}

// What we read of a document's tables is what LibreOffice makes of them.
func TestTablesAgreeWithOffice(t *testing.T) {
	o := findOffice(t)
	root, files := filesOf(t, "docx")
	in, out := t.TempDir(), t.TempDir()
	var copies []string
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		copies = append(copies, filepath.Join(in, fmt.Sprintf("d%d.docx", i)))
		if err := os.WriteFile(copies[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.convert(t, "html:HTML (StarWriter)", out, copies)
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(f, data)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		page, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("d%d.html", i)))
		if err != nil {
			t.Fatal(err)
		}
		var ours []string
		for _, g := range b.Sheets {
			if len(g.Rows) > 0 {
				ours = append(ours, tableTexts(g))
			}
		}
		name, _ := filepath.Rel(root, f)
		if theirs := htmlTables(t, page); !slices.Equal(ours, theirs) {
			t.Errorf("%s: %d tables, LibreOffice has %d, or other texts", name, len(ours), len(theirs))
		}
	}
}

// tableTexts are the texts of a table's cells, without spaces, a line each.
func tableTexts(g *forms.Grid) string {
	var b strings.Builder
	for _, r := range g.Rows {
		for _, c := range r {
			if t := forms.Squeeze(c.Text); t != "" {
				b.WriteString(t + "\n")
			}
		}
	}
	return b.String()
}

// htmlTables are the same of a page's tables.
func htmlTables(t *testing.T, page []byte) []string {
	var tables []string
	var cell strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	for inCell := false; ; {
		kind := z.Next()
		name, _ := z.TagName()
		switch {
		case kind == html.ErrorToken:
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			return tables
		case kind == html.StartTagToken && string(name) == "table":
			tables = append(tables, "")
		case kind == html.StartTagToken && string(name) == "td":
			inCell = true
			cell.Reset()
		case kind == html.EndTagToken && string(name) == "td":
			if text := forms.Squeeze(cell.String()); text != "" {
				tables[len(tables)-1] += text + "\n"
			}
			inCell = false
		case kind == html.TextToken && inCell:
			cell.Write(z.Text())
		}
	}
}
