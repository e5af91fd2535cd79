package sheet

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// oddFormats are number formats as clerks' workbooks have them.
var oddFormats = []string{
	"General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "# ?/8", "@",
	"00000", "000-0000-0000", "0.0###", "#,##0.00;[Red]-#,##0.00", `#,##0"元"`, `"第"0"户"`, `0.00"㎡"`, `[>=10000]0.0,"万";0`, "#,##0,", "(0)", "0;-0;\"无\"", "0;(0);;@",
	`¥#,##0.00`, `[$¥-804]#,##0.00`, `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "[DBNum1][$-804]General", "[DBNum2][$-804]General", "[DBNum2][$-804]0", "[DBNum1][$-804]0",
	"yyyy-mm-dd", "yyyy/m/d", "yyyy.mm.dd", "yyyymmdd", "yy-m-d", "m-d", "yyyy", "mm", "d-mmm-yy", "mmm-yy", "mmmm d, yyyy", "dddd", "ddd",
	`yyyy"年"m"月"d"日"`, `yyyy"年"m"月"`, `m"月"d"日"`, `[$-804]yyyy"年"m"月"d"日"`, `[DBNum1][$-804]yyyy"年"m"月"d"日"`, `[DBNum1][$-804]yyyy"年"m"月"`, `[DBNum1][$-804]m"月"d"日"`,
	`yyyy"年"m"月"d"日";@`, `[$-804]aaaa`, `[$-804]aaa`, "[$-409]d-mmm-yy;@", "h:mm", "h:mm:ss", "h:mm AM/PM", "hh:mm:ss", "[h]:mm:ss", "[mm]:ss", "mm:ss.0", "yyyy-mm-dd hh:mm:ss", "yyyy/m/d h:mm;@", `h"时"mm"分"`,
	`[<=9999999]###-####;(###) ###-####`, `"ID"@`, `0" "`, `0\ `, "0.00_);(0.00)", `[Blue]0;[Red]-0;[Green]0`,
}

var oddNumbers = []float64{0, 1, -1, 0.5, 12, 3.14159, -1234.567, 99999.995, 13800000000, 110199900101123, 0.000012345, 123456789012345678, 1e20, 2.675, 1e-7, 45000, 46086.6, 60.25, 59, 61, 1.0 / 3}

// oddWorkbook is a workbook with a row for each format, a column for each number.
func oddWorkbook(t *testing.T, of1904 bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if of1904 {
		must(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &of1904}))
	}
	for r, code := range oddFormats {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(err)
		must(f.SetCellStr("Sheet1", forms.CellName(r, 0), code))
		date := compileFormat(code).isDate(100)
		for c, v := range oddNumbers {
			if date && (v < 61 || v >= lastSerial-days1904) { // no day, or of the months that programs count differently
				continue
			}
			cell := forms.CellName(r, c+1)
			must(f.SetCellValue("Sheet1", cell, v))
			must(f.SetCellStyle("Sheet1", cell, cell, style))
		}
		cell := forms.CellName(r, len(oddNumbers)+1)
		must(f.SetCellStr("Sheet1", cell, "文字"))
		must(f.SetCellStyle("Sheet1", cell, cell, style))
	}
	_, err := f.NewSheet("杂")
	must(err)
	must(f.SetCellRichText("杂", "A1", []excelize.RichTextRun{{Text: "张", Font: &excelize.Font{Bold: true}}, {Text: "三丰", Font: &excelize.Font{Color: "FF0000"}}}))
	must(f.SetCellStr("杂", "A2", "110199190001010016"))
	must(f.SetCellStr("杂", "A3", " 前后 \n两行\t"))
	must(f.SetCellBool("杂", "A4", true))
	must(f.SetCellBool("杂", "A5", false))
	for i := 1; i <= 5; i++ {
		must(f.SetCellInt("杂", fmt.Sprintf("B%d", i), int64(i)))
	}
	shared, ref := excelize.STCellFormulaTypeShared, "C1:C5"
	must(f.SetCellFormula("杂", "C1", "B1*2", excelize.FormulaOpts{Type: &shared, Ref: &ref}))
	for i, code := range []string{"1/0", "NA()", `"a"+1`, "SUM(B1:B5)", `B1&"号"`, "B1>0"} {
		must(f.SetCellFormula("杂", fmt.Sprintf("D%d", i+1), code))
	}
	must(f.SetCellStr("杂", "E1", "合并"))
	must(f.MergeCell("杂", "E1", "F3"))
	must(f.SetRowVisible("杂", 2, false))
	must(f.SetColVisible("杂", "B", false))
	_, err = f.NewSheet("藏")
	must(err)
	must(f.SetCellStr("藏", "B2", "藏"))
	must(f.SetSheetVisible("藏", false))
	out, err := f.WriteToBuffer()
	must(err)
	return out.Bytes()
}

// What a format makes of a number is what LibreOffice makes of it, in every format
// of file that LibreOffice writes of the workbook.
func TestOddFormatsAgreeWithOffice(t *testing.T) {
	o := findOffice(t)
	dir := t.TempDir()
	var made []string
	for name, of1904 := range map[string]bool{"of1900": false, "of1904": true} {
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, oddWorkbook(t, of1904), 0o600); err != nil {
			t.Fatal(err)
		}
		made = append(made, path)
	}
	files := made
	for _, to := range []string{"xls", "ods", "fods", "xlsx"} {
		out := filepath.Join(dir, to)
		o.convert(t, to, out, made)
		for _, name := range []string{"of1900.", "of1904."} {
			file := filepath.Join(out, name+to)
			files = append(files, file)
		}
	}
	for path, shown := range o.sheetsAsCSV(t, files) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(path, data)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		cells := 0
		for _, g := range b.Sheets {
			if shown[g.Name] == nil {
				t.Errorf("%s: LibreOffice shows no sheet %s", path, g.Name)
			}
			for _, row := range g.Rows {
				cells += len(row)
			}
		}
		if cells < 1000 {
			t.Errorf("%s: %d cells", path, cells)
		}
		for _, d := range officeDifferences(b, shown) {
			if !slices.ContainsFunc(judgedFormats, func(j *regexp.Regexp) bool { return j.MatchString(d) }) {
				t.Errorf("%s: %s", path, d)
			}
		}
	}
}

// judgedFormats are what LibreOffice shows otherwise than Excel does, and we do.
var judgedFormats = []*regexp.Regexp{
	regexp.MustCompile(`they "#FMT"`),                                      // too large for its fractions and hours
	regexp.MustCompile(`we show "-[0-9]+".*format "\[>=10000\]0\.0,.*;0"`), // a sign is lost beside a condition
	regexp.MustCompile(`format "\[DBNum[12]\]\[\$-804\](0|General)"`),      // 0 is each digit by itself in Excel; a point is one
	regexp.MustCompile(`format "\[\$-(1E|1F)000804\](0|General)"`),         // the same as LibreOffice writes it
}
