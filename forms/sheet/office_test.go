package sheet

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huce/forms"
	"huce/forms/formstest"
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
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(keepBlankLines(string(data))))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return records
}

// keepBlankLines makes blank lines outside quotes records of one empty field:
// encoding/csv drops them, and rows must keep their numbers.
func keepBlankLines(text string) string {
	var b strings.Builder
	quoted := false
	for line := range strings.SplitAfterSeq(text, "\n") {
		if !quoted && line == "\n" {
			b.WriteString(`""`)
		}
		quoted = quoted != (strings.Count(line, `"`)%2 == 1)
		b.WriteString(line)
	}
	return b.String()
}

// differences are the cells in which a grid and what LibreOffice shows differ.
func differences(g *forms.Grid, shown [][]string) []string {
	var diffs []string
	for r := range max(len(g.Rows), len(shown)) {
		width := 0
		if r < len(g.Rows) {
			width = len(g.Rows[r])
		}
		if r < len(shown) {
			width = max(width, len(shown[r]))
		}
		for c := range width {
			theirs := ""
			if r < len(shown) && c < len(shown[r]) {
				theirs = shown[r][c]
			}
			if ours := g.At(r, c); !sameShown(ours, g.NumberFormat(ours), theirs) {
				diffs = append(diffs, fmt.Sprintf("%s: we show %q, they %q (raw %q, format %q)", forms.CellName(r, c), ours.Text, theirs, ours.Raw, g.NumberFormat(ours)))
			}
		}
	}
	return diffs
}

// sameShown compares a cell with LibreOffice's text of it, outer space aside.
// Where both are right in their own way they are the same: the system's dates
// (ours ISO, theirs American), numbers too long to show, truth values as 1 and 0,
// a number half way between two that can be shown, a time half way between two
// seconds.
func sameShown(c forms.Cell, format, theirs string) bool {
	theirs = strings.TrimSpace(strings.ReplaceAll(theirs, "\r\n", "\n"))
	ours := strings.TrimSpace(c.Text)
	if ours == theirs {
		return true
	}
	switch c.Kind {
	case forms.CellNumber:
		v, err := strconv.ParseFloat(theirs, 64)
		return err == nil && (strings.Contains(ours, "E") && exponent(v, 5, true) == ours || halfWay(c, v, theirs))
	case forms.CellBool:
		return map[string]string{"TRUE": "1", "FALSE": "0"}[ours] == theirs
	case forms.CellDate:
		serial, err := strconv.ParseFloat(c.Raw, 64)
		if err != nil {
			return false
		}
		for _, code := range []string{"m/d/yyyy", "m/d/yyyy h:mm"} {
			if compileFormat(code).show(serial) == theirs {
				return true
			}
		}
		return compileFormat(format).show(math.Floor(serial*86400)/86400+1e-9) == theirs
	}
	return false
}

// halfWay reports whether what both show of a number is equally near to it.
func halfWay(c forms.Cell, theirs float64, shown string) bool {
	value, err1 := strconv.ParseFloat(c.Raw, 64)
	ours, err2 := strconv.ParseFloat(strings.ReplaceAll(c.Text, ",", ""), 64)
	_, decimals, _ := strings.Cut(shown, ".")
	_, own, _ := strings.Cut(c.Text, ".")
	unit := math.Pow10(-max(len(decimals), len(own)))
	exact := 1e-3 + 1e-15*math.Abs(value)/unit // as far as a float tells
	half := func(v float64) bool { return math.Abs(math.Abs(v-value)/unit-0.5) < exact }
	return err1 == nil && err2 == nil && half(ours) && half(theirs)
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

// officeFolders are compared with LibreOffice, of ../shared.
var officeFolders = []string{
	"community/files", "corpus/rebuilt", "corpus/variants", "corpus/real", "corpus/scrubbed", "corpus/import_templates", "corpus/hostile",
}

// filesOf are the files of officeFolders that are read as one of some formats.
func filesOf(t *testing.T, formats ...forms.Format) (root string, files []string) {
	root = formstest.Shared(t)
	for _, dir := range officeFolders {
		for _, f := range filesUnder(t, filepath.Join(root, dir)) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := Read(f, data); err == nil && slices.Contains(formats, b.Format) {
				files = append(files, f)
			}
		}
	}
	return root, files
}

// judged are files of ../shared/corpus in which LibreOffice shows something else
// and ours was found right. Every difference must be of the kind described.
var judged = map[string]struct{ why, differences string }{
	"import_templates/产品导入模板.xlsx":                          {"TODAY() is not calculated anew by us", `they "\d\d/\d\d/20\d\d"`},
	"import_templates/截断数据测试.xlsx":                          {"TODAY() is not calculated anew by us", `they "\d\d/\d\d/20\d\d"`},
	"import_templates/模板字段错误.xlsx":                          {"TODAY() is not calculated anew by us", `they "\d\d/\d\d/20\d\d"`},
	"import_templates/easyexcel_dataformat_dataformat.xls":  {"[DBNum1] of hours, and 时 of a Chinese Excel", `Sheet1 A2[367]:`},
	"import_templates/easyexcel_dataformat_dataformat.xlsx": {"[DBNum1] of hours, and 时 of a Chinese Excel", `Sheet1 A2[367]:`},
	"variants/22_住户档案_两级表头_隐藏列_html伪装.xls":                  {"an English LibreOffice doesn't read 2008年9月21日", `column 5: we show "\d+年\d+月\d+日", they "\d{5}"`},
	"real/公积金_个人开户_SpreadsheetML.xls":                       {"a number without digits is blank", `we show "", they "NaN"`},
	"hostile/edr__Test_git_issue_477_sst_zero_count.xls":    {"texts are there, although their count says none", `they ""`},
	"hostile/poi__spreadsheet__poc-xmlbomb.xlsx":            {"entities of a bomb stay as they are", `A1: we show "test123&a5;`},
	"hostile/poi__spreadsheet__poc-xmlbomb-empty.xlsx":      {"entities of a bomb stay as they are", `A1: we show "test123&a5;`},
	"hostile/sheetjs__wps__fn.xls":                          {"WPS's functions are unknown to LibreOffice", `they "#(NAME|MACRO)\?"`},
}

// What we read of a workbook is what LibreOffice shows, cell by cell.
func TestReadingAgreesWithOffice(t *testing.T) {
	o := findOffice(t)
	root, files := filesOf(t, forms.XLSX, forms.XLS, forms.ODS, forms.SpreadsheetML, forms.HTML)
	shown := o.sheetsAsCSV(t, files)
	same, right, all := 0, 0, 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(f, data)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(root, f)
		if len(shown[f]) == 0 {
			t.Logf("%s: LibreOffice doesn't open it", name)
			continue
		}
		all++
		diffs := officeDifferences(b, shown[f])
		judgement := judged[strings.TrimPrefix(filepath.ToSlash(name), "corpus/")]
		switch {
		case len(diffs) == 0:
			same++
		case judgement.why != "" && !slices.ContainsFunc(diffs, func(d string) bool { return !regexp.MustCompile(judgement.differences).MatchString(d) }):
			right++
			t.Logf("%s: %d differences, judged right: %s", name, len(diffs), judgement.why)
		default:
			t.Logf("%s: %d differences: %s", name, len(diffs), strings.Join(diffs[:min(5, len(diffs))], "; "))
		}
	}
	t.Logf("of %d workbooks %d read the same, %d more were judged right (%.4f)", all, same, right, float64(same+right)/float64(all))
	if float64(same+right) < 0.995*float64(all) {
		t.Error("too many workbooks read otherwise than LibreOffice shows them")
	}
}

// officeDifferences leaves out formulas that were noted as without a value.
func officeDifferences(b *forms.Book, shown map[string][][]string) []string {
	noted := slices.ContainsFunc(b.Notes, func(i forms.Issue) bool { return i.Code == "formulas_uncomputed" })
	var diffs []string
	for _, g := range b.Sheets {
		theirs, found := shown[g.Name]
		if !found && len(shown) == 1 && len(b.Sheets) == 1 { // named otherwise
			for _, theirs = range shown {
			}
		}
		cells := differences(g, theirs)
		if b.Format == forms.HTML {
			cells = pageDifferences(g, theirs)
		}
		for _, d := range cells {
			if !noted || !strings.Contains(d, `we show ""`) {
				diffs = append(diffs, g.Name+" "+d)
			}
		}
	}
	return diffs
}

// pageDifferences compares a web page. LibreOffice begins a row at every line
// break inside a cell, sets headings apart by blank rows, and makes numbers of all
// digits, even of an ID number's.
func pageDifferences(g *forms.Grid, shown [][]string) []string {
	var ours [][]string
	for r := range g.Rows {
		var cells [][]string
		height := 0
		for c := range g.Width() {
			cells = append(cells, strings.Split(g.At(r, c).Text, "\n"))
			height = max(height, len(cells[c]))
		}
		for line := range height {
			var row []string
			for _, c := range cells {
				row = append(row, strings.Join(c[min(line, len(c)):min(line+1, len(c))], ""))
			}
			ours = append(ours, row)
		}
	}
	blank := func(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) == "" }
	ours, shown = slices.DeleteFunc(ours, blank), slices.DeleteFunc(shown, blank)
	var diffs []string
	for r := range max(len(ours), len(shown)) {
		at := func(rows [][]string, c int) string {
			if r >= len(rows) || c >= len(rows[r]) {
				return ""
			}
			return strings.TrimSpace(rows[r][c])
		}
		for c := range max(g.Width(), len(shown[min(r, len(shown)-1)])) {
			a, b := at(ours, c), at(shown, c)
			v, err1 := strconv.ParseFloat(a, 64)
			w, err2 := strconv.ParseFloat(b, 64)
			if a != b && (err1 != nil || err2 != nil || math.Abs(v-w) > 1e-13*math.Abs(v)) {
				diffs = append(diffs, fmt.Sprintf("row %d, column %d: we show %q, they %q", r, c, a, b))
			}
		}
	}
	return diffs
}
