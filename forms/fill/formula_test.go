package fill

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

func TestShifted(t *testing.T) {
	for _, c := range []struct {
		formula string
		n       int
		want    string
	}{
		{"ROW()-2", 5, "ROW()-2"},
		{"D3*E3", 2, "D5*E5"},
		{"$D$3*E$3+$F3", 2, "$D$3*E$3+$F5"},
		{"LOG10(D3)+名单!B3", 1, "LOG10(D4)+名单!B4"},
		{`IF(D3="A3","B3",D3)`, 1, `IF(D4="A3","B3",D4)`},
		{"TAXRATE2026+D3", 1, "TAXRATE2026+D4"},
		{"A1B+D3", 1, "A1B+D4"},
	} {
		if got := shifted(c.formula, c.n); got != c.want {
			t.Errorf("%s by %d: %s, want %s", c.formula, c.n, got, c.want)
		}
	}
}

func TestStretched(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"SUM(D3:D5)", "SUM(D3:D8)"},
		{"SUM($D$3:$D$5)/COUNTA(B3:B5)", "SUM($D$3:$D$8)/COUNTA(B3:B8)"},
		{"SUM(D1:D5)", "SUM(D1:D5)"}, // begins above the rows
		{"SUM(D3:D4)", "SUM(D3:D4)"}, // ends before the last
		{`COUNTIF(C3:C5,"A3:A5")`, `COUNTIF(C3:C8,"A3:A5")`},
	} {
		if got := stretched(c.formula, "", 3, 5, 3); got != c.want {
			t.Errorf("%s: %s, want %s", c.formula, got, c.want)
		}
	}
}

// workbookForm is a form as departments make them: formulas in rows and totals, a
// list to choose from, cells merged from side to side, a print set-up, protection,
// another sheet that counts.
func workbookForm(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s := "Sheet1"
	for i, row := range [][]any{
		{"高龄津贴发放名册"},
		{"序号", "姓名", "性别", "出生日期", "月津贴标准（元）", "月数", "金额", "备注"},
		{nil, "王一", "男", "1940-01-01", 100, 12},
		{nil, "李二", "女", "1935-02-02", 200, 12},
		{"合计"},
		{"单位负责人：周三　填表人：吴四"},
	} {
		try(f.SetSheetRow(s, fmt.Sprintf("A%d", i+1), &row))
	}
	for r := 3; r <= 4; r++ {
		try(f.SetCellFormula(s, fmt.Sprintf("A%d", r), "ROW()-2"))
		try(f.SetCellFormula(s, fmt.Sprintf("G%d", r), fmt.Sprintf("E%d*F%d", r, r)))
		try(f.MergeCell(s, fmt.Sprintf("H%d", r), fmt.Sprintf("I%d", r)))
		try(f.SetRowHeight(s, r, 25))
	}
	try(f.SetCellFormula(s, "G5", "SUM(G3:G4)"))
	try(f.SetCellFormula(s, "B5", "COUNTA(B3:B4)"))
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "仿宋_GB2312", Size: 11}, Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}}})
	try(err)
	try(f.SetCellStyle(s, "A3", "I4", style))
	dv := excelize.NewDataValidation(true)
	dv.Sqref = "C3:C4"
	try(dv.SetDropList([]string{"男", "女"}))
	try(f.AddDataValidation(s, dv))
	try(f.SetPageLayout(s, &excelize.PageLayoutOptions{Orientation: ptrTo("landscape"), Size: ptrTo(9)}))
	try(f.ProtectSheet(s, &excelize.SheetProtectionOptions{Password: "x"}))
	_, err = f.NewSheet("汇总")
	try(err)
	try(f.SetCellStr("汇总", "A1", "金额合计"))
	try(f.SetCellFormula("汇总", "B1", "Sheet1!G5"))
	try(f.SetCellStr("汇总", "A2", "各人合计"))
	try(f.SetCellFormula("汇总", "B2", "SUM(Sheet1!G3:G4)+SUM(名单!G3:G4)"))
	var out bytes.Buffer
	try(f.Write(&out))
	return out.Bytes()
}

func ptrTo[T any](v T) *T { return &v }

// filledWorkbook fills the form with so many people at 100 a month for six months, and a
// sum that is wrong: the form works out its own.
func filledWorkbook(t *testing.T, src []byte, n int) (*excelize.File, Result) {
	t.Helper()
	return filledTable(t, src, n, func(i int) map[string]string {
		return map[string]string{"姓名": fmt.Sprintf("周某%d", i+1), "月津贴标准（元）": "100", "月数": "6", "金额": "1"}
	})
}

// filledTable fills the first table of a form with n rows, by the labels of its columns.
func filledTable(t *testing.T, src []byte, n int, row func(i int) map[string]string) (*excelize.File, Result) {
	t.Helper()
	book, err := sheet.Read("form.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	at := slices.IndexFunc(layouts, func(l forms.Layout) bool { return l.Kind == forms.KindTable })
	if at < 0 {
		t.Fatal("no table in the form")
	}
	s := Sheet{Layout: &layouts[at]}
	for i := range n {
		said, cells := row(i), make([]string, len(s.Layout.Columns))
		for j, c := range s.Layout.Columns {
			cells[j] = said[c.Label]
		}
		s.Rows = append(s.Rows, cells)
	}
	res, err := File(src, book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(res.Data))
	if err != nil {
		t.Fatal(err)
	}
	return f, res
}

func TestFormulasStayAndTakeInNewRows(t *testing.T) {
	f, _ := filledWorkbook(t, workbookForm(t), 5)
	defer f.Close()
	for cell, want := range map[string]string{
		"A3": "ROW()-2", "A7": "ROW()-2", "G3": "E3*F3", "G6": "E6*F6", "G7": "E7*F7",
		"G8": "SUM(G3:G7)", "B8": "COUNTA(B3:B7)",
	} {
		if got, err := f.GetCellFormula("Sheet1", cell); err != nil || got != want {
			t.Errorf("%s: %q, want %q %v", cell, got, want, err)
		}
	}
	if got, err := f.GetCellFormula("汇总", "B2"); err != nil || got != "SUM(Sheet1!G3:G7)+SUM(名单!G3:G4)" {
		t.Errorf("the other sheet sums up %q %v", got, err)
	}
	if got, err := f.GetCellFormula("汇总", "B1"); err != nil || got != "Sheet1!G8" && got != "Sheet1!$G$8" {
		t.Errorf("the other sheet counts %q %v", got, err)
	}
	if got, err := f.CalcCellValue("Sheet1", "G8"); err != nil || got != "3000" {
		t.Errorf("the total is %s %v", got, err)
	}
	checks, err := f.GetDataValidations("Sheet1")
	if err != nil || len(checks) != 1 || checks[0].Sqref != "C3:C7" {
		t.Errorf("the list to choose from holds for %+v %v", checks, err)
	}
	merges, err := f.GetMergeCells("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	side := 0
	for _, m := range merges {
		if m.GetStartAxis()[0] == 'H' && m.GetEndAxis()[0] == 'I' {
			side++
		}
	}
	if side != 5 {
		t.Errorf("%d of 5 rows have their cells merged: %v", side, merges)
	}
}

// What the department made stays: print set-up, protection, styles, every part but
// the sheet that was filled.
func TestEverythingElseStays(t *testing.T) {
	src := workbookForm(t)
	f, res := filledWorkbook(t, src, 2)
	defer f.Close()
	page, err := f.GetPageLayout("Sheet1")
	if err != nil || *page.Orientation != "landscape" || *page.Size != 9 {
		t.Errorf("page set-up %+v %v", page, err)
	}
	if err := f.UnprotectSheet("Sheet1", "y"); err == nil {
		t.Error("the sheet's protection is gone")
	}
	before, after := parts(t, src), parts(t, res.Data)
	for name, data := range before {
		if name == "xl/worksheets/sheet1.xml" || name == "xl/worksheets/sheet2.xml" || name == "xl/sharedStrings.xml" || name == "xl/workbook.xml" || name == "docProps/app.xml" || name == "docProps/core.xml" {
			continue
		}
		if !bytes.Equal(after[name], data) {
			t.Errorf("%s has changed", name)
		}
	}
}

func parts(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}
