package fill

import (
	"archive/zip"
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// fillTables fills every table of a workbook with so many rows each.
func fillTables(t *testing.T, src []byte, n int) (map[string]string, Result, *forms.Book) {
	t.Helper()
	book, err := sheet.Read("form.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	var sheets []Sheet
	for i := range layouts {
		if layouts[i].Kind != forms.KindTable {
			continue
		}
		s := Sheet{Layout: &layouts[i]}
		for k := range n {
			row := make([]string, len(s.Layout.Columns))
			for j, c := range s.Layout.Columns {
				row[j] = "新" + forms.CellName(k, c.Index)
			}
			s.Rows = append(s.Rows, row)
		}
		sheets = append(sheets, s)
	}
	res, err := File(src, book, sheets)
	if err != nil {
		t.Fatal(err)
	}
	back, err := sheet.Read("form.xlsx", res.Data)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sheets {
		for k, row := range res.Rows[i] {
			for j, c := range s.Layout.Columns {
				if got := back.Sheets[s.Layout.SheetIndex].At(row, c.Index).Text; got != s.Rows[k][j] {
					t.Errorf("%s %s reads %q, filled with %q", s.Layout.Sheet, forms.CellName(row, c.Index), got, s.Rows[k][j])
				}
			}
		}
	}
	return packed(t, res.Data), res, back
}

// Where there is room enough every part but the sheet and its texts is the
// department's own, byte for byte, and of the sheet all but the rows filled.
func TestOnlyTheRowsChangeWhereThereIsRoom(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		return f.SetCellStr("Sheet1", "A6", "填表人：刘敏")
	})
	before := packed(t, src)
	after, _, _ := fillTables(t, src, 2)
	if !slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		t.Errorf("parts %v", slices.Sorted(maps.Keys(after)))
	}
	for name, text := range before {
		if name != "xl/worksheets/sheet1.xml" && name != "xl/sharedStrings.xml" && after[name] != text {
			t.Errorf("%s has changed", name)
		}
	}
	rows := regexp.MustCompile(`(?s)<row r="[34]".*?</row>`)
	const part = "xl/worksheets/sheet1.xml"
	if was, is := rows.ReplaceAllString(before[part], "…"), rows.ReplaceAllString(after[part], "…"); was != is {
		t.Errorf("the sheet around the rows has changed:\n%s\n%s", was, is)
	}
}

// Of those who stood on the form before nothing stays in the file, not even where no
// reader shows it; texts that other cells have too stay.
func TestNothingIsLeftOfThoseBefore(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		if err := f.SetCellStr("Sheet1", "H1", "100"); err != nil { // as in the rows
			return err
		}
		return f.SetCellStr("Sheet1", "B3", "独孤求")
	})
	after, _, back := fillTables(t, src, 1)
	for name, text := range after {
		for _, old := range []string{"独孤求", "王一", "110199194001010018", "19900000001"} {
			if strings.Contains(text, old) {
				t.Errorf("%s still has %s", name, old)
			}
		}
	}
	if got := back.Sheets[0].At(0, 7).Text; got != "100" {
		t.Errorf("a cell outside the rows reads %q", got)
	}
}

// Two tables on one sheet both take more rows than they had: the lower one moves down.
func TestTwoTablesOnOneSheetGrow(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		for cell, v := range map[string]string{
			"A8": "残疾人花名册", "A9": "序号", "B9": "姓名", "C9": "身份证号", "D9": "残疾类别", "E9": "残疾等级",
			"A10": "1", "B10": "赵三", "C10": "110199193001010033", "D10": "肢体", "E10": "二级",
			"A11": "2", "B11": "钱四", "C11": "110199193001010041", "D11": "视力", "E11": "一级",
		} {
			if err := f.SetCellStr("Sheet1", cell, v); err != nil {
				return err
			}
		}
		return f.MergeCell("Sheet1", "A8", "E8")
	})
	after, res, back := fillTables(t, src, 6)
	if len(res.Rows) != 2 || res.Rows[0][5] != 7 || res.Rows[1][0] != 13 || res.Rows[1][5] != 18 {
		t.Errorf("rows %v", res.Rows)
	}
	if got := back.Sheets[0].At(11, 0).Text; got != "残疾人花名册" {
		t.Errorf("the lower table's title reads %q", got)
	}
	if !strings.Contains(after["xl/worksheets/sheet1.xml"], `ref="A12:E12"`) {
		t.Error("its merge has not moved with it")
	}
}

// A formula that cells share keeps what it means when the cell that has it is filled;
// one that looks into another file, or at no cell that is filled, keeps its value.
func TestSharedFormulasAndThoseOfOtherFiles(t *testing.T) {
	src := altered(t, office(t, nil), map[string]func(string) string{"xl/worksheets/sheet1.xml": func(s string) string {
		s = strings.Replace(s, `</row><row r="4"`, `<c r="G3"><f t="shared" ref="G3:H5" si="0">LEN(B3)+$A3</f><v>7</v></c><c r="H3"><f t="shared" si="0"/><v>8</v></c></row><row r="4"`, 1)
		return strings.Replace(s, `</sheetData>`, `<row r="5"><c r="G5"><f t="shared" si="0"/><v>9</v></c><c r="H5"><f>[1]名单!A1+1</f><v>41</v></c></row></sheetData>`, 1)
	}})
	after, _, _ := fillTables(t, src, 2)
	part := after["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<c t="e" r="G3"><f>LEN(B3)+$A3</f><v>#VALUE!</v></c>`, `<c t="e" r="H3"><f>LEN(C3)+$A3</f><v>#VALUE!</v></c>`, `<c r="G5"><f>LEN(B5)+$A5</f><v>9</v></c>`, `<f>[1]名单!A1+1</f><v>41</v>`,
	} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in\n%s", want, part)
		}
	}
	if !strings.Contains(after["xl/workbook.xml"], `fullCalcOnLoad="1"`) {
		t.Error("the workbook isn't worked out when it is opened")
	}
}

// A share of a total below the rows still divides by it when rows come between.
func TestAFormulaFollowsTheTotalItDividesBy(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		for cell, formula := range map[string]string{"F3": "LEN(B3)/B$5", "F4": "LEN(B4)/B$5", "B5": "SUM(E3:E4)"} {
			if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
				return err
			}
		}
		if err := f.SetCellStr("Sheet1", "A5", "合计"); err != nil {
			return err
		}
		return f.SetCellStr("Sheet1", "F2", "占比")
	})
	book, err := sheet.Read("form.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	l := recognise.Book(book)[0]
	s := Sheet{Layout: &l, Rows: make([][]string, 5)}
	for i := range s.Rows {
		s.Rows[i] = make([]string, len(l.Columns))
	}
	res, err := File(src, book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	part := packed(t, res.Data)["xl/worksheets/sheet1.xml"]
	for _, want := range []string{"LEN(B3)/B$8", "LEN(B7)/B$8", "SUM(E3:E7)"} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in %s", want, part)
		}
	}
}

// Sheets written in odd ways (a prefix, comments, no references, single quotes) are
// filled as well.
func TestOddlyWrittenSheetsAreFilled(t *testing.T) {
	plain := office(t, nil)
	for name, change := range map[string]func(string) string{
		"comments": func(s string) string { return strings.ReplaceAll(s, "<row ", "<!-- 行 --><row ") },
		"single quotes": func(s string) string {
			return regexp.MustCompile(`(<(?:row|c) [^>]*>)`).ReplaceAllStringFunc(s, func(tag string) string { return strings.ReplaceAll(tag, `"`, "'") })
		},
		"no references": func(s string) string {
			return regexp.MustCompile(`(<(?:row|c))( [^>]*?)? r="[A-Z]*\d+"`).ReplaceAllString(s, "$1$2")
		},
		"a prefix": func(s string) string {
			s = regexp.MustCompile(`<(/?)(\w)`).ReplaceAllString(s, "<${1}x:$2")
			return strings.Replace(s, "xmlns=", "xmlns:x=", 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			src := altered(t, plain, map[string]func(string) string{"xl/worksheets/sheet1.xml": change})
			fillTables(t, src, 2)
			fillTables(t, src, 7)
		})
	}
}

// Whatever texts a table gets, they are read back as they were given.
func TestAnyTextComesBack(t *testing.T) {
	src := office(t, nil)
	book, err := sheet.Read("form.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	rapid.Check(t, func(rt *rapid.T) {
		s := Sheet{Layout: &layouts[0]}
		text := rapid.StringOfN(rapid.RuneFrom([]rune("王𬭎 <>&\"'\n\t_x000D]。\u0001½Aé")), 0, 12, -1)
		for range rapid.IntRange(0, 6).Draw(rt, "rows") {
			row := make([]string, len(s.Layout.Columns))
			for j := range row {
				row[j] = text.Draw(rt, "text")
			}
			s.Rows = append(s.Rows, row)
		}
		res, err := File(src, book, []Sheet{s})
		if err != nil {
			rt.Fatal(err)
		}
		back, err := excelize.OpenReader(bytes.NewReader(res.Data))
		if err != nil {
			rt.Fatal(err)
		}
		defer back.Close()
		for i, row := range res.Rows[0] {
			for j, c := range s.Layout.Columns {
				got, err := back.GetCellValue("Sheet1", forms.CellName(row, c.Index))
				if err != nil || got != s.Rows[i][j] {
					rt.Fatalf("%q came back as %q %v", s.Rows[i][j], got, err)
				}
			}
		}
	})
}

// docForm is a text document with a table under a heading, and much around it.
func docForm(t *testing.T) []byte {
	t.Helper()
	g, _ := roster()
	src, err := sheet.Write(&forms.Book{Format: forms.DOCX, Sheets: []*forms.Grid{g}}, forms.DOCX)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	all := packed(t, src)
	all["word/header1.xml"] = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>民政局</w:t></w:r></w:p></w:hdr>`
	all["word/media/image1.png"] = "\x89PNG\r\n\x1a\nno picture that a reader looks at"
	all["customXml/item1.xml"] = `<a xmlns="urn:x">部门自用</a>`
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(all[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Of a text document every part but its body stays byte for byte, and of the body all
// that is no cell of the rows: what stands around the table, its properties, its
// columns' widths, its header.
func TestOnlyTheCellsOfADocumentChange(t *testing.T) {
	src := docForm(t)
	book, err := sheet.Read("form.docx", src)
	if err != nil {
		t.Fatal(err)
	}
	_, l := roster()
	l.Sheet = book.Sheets[0].Name
	res, err := File(src, book, []Sheet{{Layout: l, Rows: people(5)}})
	if err != nil {
		t.Fatal(err)
	}
	before, after := packed(t, src), packed(t, res.Data)
	if !slices.Equal(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))) {
		t.Errorf("parts %v", slices.Sorted(maps.Keys(after)))
	}
	for name, text := range before {
		if name != "word/document.xml" && after[name] != text {
			t.Errorf("%s has changed", name)
		}
	}
	was, is := before["word/document.xml"], after["word/document.xml"]
	row := regexp.MustCompile(`(?s)<w:tr[ >].*?</w:tr>`)
	if a, b := row.Split(was, -1), row.Split(is, -1); a[0] != b[0] || a[len(a)-1] != b[len(b)-1] {
		t.Error("what stands around the table's rows has changed")
	}
	a, b := row.FindAllString(was, -1), row.FindAllString(is, -1)
	if len(b) != len(a)+2 {
		t.Fatalf("%d rows became %d, two were added", len(a), len(b))
	}
	props := regexp.MustCompile(`(?s)<w:(?:trPr|tcPr|pPr|rPr)>.*?</w:(?:trPr|tcPr|pPr|rPr)>`)
	for i := range b {
		like := min(i, 4) // the rows added are made like the last of data
		if i > 6 {
			like = i - 2
		}
		if got, want := props.FindAllString(b[i], -1), props.FindAllString(a[like], -1); !slices.Equal(got, want) {
			t.Errorf("row %d looks other than row %d did:\n%v\n%v", i+1, like+1, got, want)
		}
		if (i < 2 || i > 7) && b[i] != a[like] {
			t.Errorf("row %d, which takes no data, has changed", i+1)
		}
	}
}
