package fill

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestReachOfFormulas(t *testing.T) {
	for _, c := range []struct {
		formula string
		cell    string // of the sheet 名册
		meets   bool
	}{
		{"SUM(G3:G9)", "G5", true},
		{"SUM(G3:G9)", "G10", false},
		{"SUM($G$3:$G$9)", "H5", false},
		{"SUM(G:G)", "G5", true},
		{"SUM(3:4)", "G5", false},
		{"COUNTIF(名册!C:C,\"女\")", "C5", true},
		{"COUNTIF('名 册'!C:C,\"女\")", "C5", false},
		{"[1]名册!C5", "C5", false},
		{"'C:\\[x.xlsx]名册'!C5", "C5", false},
		{"\"C5\"&D5", "C5", false},
		{"LOG10(D3)", "C5", false},
		{"1E5+D3", "E5", false},
		{"TODAY()-D3", "C5", false},
		{"INDIRECT(\"C\"&5)", "C5", true},
		{"SUM(津贴)", "C5", true}, // a name may stand for any cell
		{"SUM(表1[金额])", "C5", true},
		{"IF(TRUE,D3,FALSE)", "C5", false},
		{"Sheet1:Sheet3!D1", "C5", true},
	} {
		col, row, err := excelize.CellNameToCoordinates(c.cell)
		if err != nil {
			t.Fatal(err)
		}
		cells := touched{}
		cells.add("名册", row-1, col-1)
		got := stale([]standing{{"名册", 99, 99, reachOf(c.formula, "名册")}}, cells)
		if (len(got) > 0) != c.meets {
			t.Errorf("%s depends on %s: %v, want %v", c.formula, c.cell, !c.meets, c.meets)
		}
	}
}

// valuedForm is a register whose formulas all have their values, as Excel leaves them.
func valuedForm(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, row := range [][]any{
		{"高龄津贴发放名册"},
		{"序号", "姓名", "性别", "月津贴标准（元）", "月数", "金额", "备注"},
		{1, "王一", "男", 100, 12},
		{2, "李二", "女", 200, 12},
		{"合计"},
	} {
		try(f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row))
	}
	_, err := f.NewSheet("汇总")
	try(err)
	for _, c := range []struct{ sheet, cell, formula string }{
		{"Sheet1", "F3", "D3*E3"},
		{"Sheet1", "F4", "D4*E4"},
		{"Sheet1", "F5", "SUM(F3:F4)"},
		{"汇总", "B1", "Sheet1!F5"},
		{"汇总", "B2", "B1/2"},
		{"汇总", "B3", "COUNTIF(Sheet1!C:C,\"女\")&\"名\""},
		{"汇总", "B4", "B5*2"},
		{"汇总", "B6", "LEFT(B7,2)"},
		{"汇总", "B8", "B2>1000"},
		{"汇总", "B9", "YEAR(TODAY())+B1*0"},
	} {
		try(f.SetCellFormula(c.sheet, c.cell, c.formula))
	}
	try(f.SetCellInt("汇总", "B5", 21))
	try(f.SetCellStr("汇总", "B7", "安宁社区"))
	var out bytes.Buffer
	try(f.Write(&out))
	p, err := openPack(out.Bytes())
	try(err)
	for part, values := range map[string]map[string]string{
		"xl/worksheets/sheet1.xml": {"D3*E3": "<v>1200</v>", "D4*E4": "<v>2400</v>", "SUM(F3:F4)": "<v>3600</v>"},
		"xl/worksheets/sheet2.xml": {"Sheet1!F5": "<v>3600</v>", "B1/2": "<v>1800</v>", "B5*2": "<v>4242</v>", "LEFT(B7,2)": "<v>旧值</v>", "YEAR(TODAY())+B1*0": "<v>2001</v>"},
	} {
		text, err := p.part(part)
		try(err)
		for formula, v := range values {
			if !bytes.Contains(text, []byte("<f>"+formula+"</f>")) {
				t.Fatalf("%s isn't in %s", formula, part)
			}
			text = bytes.Replace(text, []byte("<f>"+formula+"</f>"), []byte("<f>"+formula+"</f>"+v), 1)
		}
		p.with[part] = bytes.ReplaceAll(text, []byte(`<c r="B6"><f>`), []byte(`<c r="B6" t="str"><f>`))
	}
	data, err := p.bytes()
	try(err)
	return data
}

// Formulas that depend on what is filled get their new values, at once or by way of
// another sheet; all others keep the value they had, even one that nobody could have
// worked out (4242 for 21 × 2: it is left alone).
func TestValuesOfFormulas(t *testing.T) {
	for _, n := range []int{1, 2, 5} {
		f, res := filledValues(t, valuedForm(t), n)
		amount := map[int]string{1: "600", 2: "1200", 5: "3000"}[n]
		total := map[int]string{1: "F5", 2: "F5", 5: "F8"}[n]
		half := map[int]string{1: "300", 2: "600", 5: "1500"}[n]
		for cell, want := range map[string]string{
			"Sheet1!F3": "600", "Sheet1!" + total: amount, "汇总!B1": amount, "汇总!B2": half,
			"汇总!B3": map[int]string{1: "1名", 2: "2名", 5: "5名"}[n],
			"汇总!B4": "4242", "汇总!B6": "旧值", "汇总!B8": map[int]string{1: "FALSE", 2: "FALSE", 5: "TRUE"}[n],
			"汇总!B9": "",
		} {
			in, at, _ := strings.Cut(cell, "!")
			if got, err := f.GetCellValue(in, at); err != nil || got != want {
				t.Errorf("%d rows: %s holds %q, want %q %v", n, cell, got, want, err)
			}
		}
		if len(res.Notes) != 1 || res.Notes[0].Code != "fill_formulas" || res.Notes[0].Args[0] != "1" {
			t.Errorf("what depends on the day isn't noted: %+v", res.Notes)
		}
		f.Close()
	}
}

// A workbook whose formulas look elsewhere keeps them byte for byte.
func TestOtherFormulasStay(t *testing.T) {
	src := valuedForm(t)
	p, err := openPack(src)
	if err != nil {
		t.Fatal(err)
	}
	text, err := p.part("xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, formula := range []string{"Sheet1!F5", "COUNTIF(Sheet1!C:C,&#34;女&#34;)&amp;&#34;名&#34;"} {
		if !bytes.Contains(text, []byte("<f>"+formula)) {
			t.Fatalf("no %s in %s", formula, text)
		}
		text = bytes.ReplaceAll(text, []byte("<f>"+formula), []byte("<f>B7"))
	}
	p.with["xl/worksheets/sheet2.xml"] = bytes.ReplaceAll(text, []byte("B7&#34;"), []byte("B7&amp;&#34;"))
	if src, err = p.bytes(); err != nil {
		t.Fatal(err)
	}
	f, res := filledValues(t, src, 2)
	defer f.Close()
	before, after := parts(t, src), parts(t, res.Data)
	if name := "xl/worksheets/sheet2.xml"; !bytes.Equal(before[name], after[name]) {
		t.Errorf("the other sheet has changed:\n%s\n%s", before[name], after[name])
	}
}

// LibreOffice shows the values, too.
func TestValuesOfFormulasInLibreOffice(t *testing.T) {
	tool, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	f, res := filledValues(t, valuedForm(t), 5)
	f.Close()
	dir := t.TempDir()
	file := filepath.Join(dir, "filled.xlsx")
	if err := os.WriteFile(file, res.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	if said, err := exec.Command(tool, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for name, want := range map[string]string{"filled-Sheet1.csv": ",600,", "filled-汇总.csv": ",3000\n,1500\n,5名\n"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s is without %q: %s %v", name, want, text, err)
		}
	}
}

// filledValues fills the form with so many women at 100 a month for six months.
func filledValues(t *testing.T, src []byte, n int) (*excelize.File, Result) {
	t.Helper()
	return filledTable(t, src, n, func(int) map[string]string {
		return map[string]string{"姓名": "周某", "性别": "女", "月津贴标准（元）": "100", "月数": "6"}
	})
}
