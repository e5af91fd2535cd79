package fill

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// office builds a department's roster with excelize: two data rows under a header.
func office(t *testing.T, more func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	try(f.SetCellStr("Sheet1", "A1", "高龄津贴花名册"))
	try(f.MergeCell("Sheet1", "A1", "E1"))
	style, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}}})
	try(err)
	for i, label := range []string{"序号", "姓名", "身份证号", "联系电话", "金额"} {
		try(f.SetCellStr("Sheet1", forms.CellName(1, i), label))
	}
	for i, v := range []string{"1", "王一", "110199194001010018", "19900000001", "100"} {
		try(f.SetCellStr("Sheet1", forms.CellName(2, i), v))
		try(f.SetCellStr("Sheet1", forms.CellName(3, i), v))
	}
	try(f.SetCellStyle("Sheet1", "A3", "E4", style))
	try(f.SetColWidth("Sheet1", "C", "C", 24))
	if more != nil {
		try(more(f))
	}
	var out bytes.Buffer
	try(f.Write(&out))
	return out.Bytes()
}

// refilled fills five people into a file and reads it back: each must stand there.
func refilled(t *testing.T, src []byte) (Result, *forms.Book) {
	t.Helper()
	book, err := sheet.Read("form.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	at := slices.IndexFunc(layouts, func(l forms.Layout) bool { return l.Kind == forms.KindTable })
	if at < 0 {
		t.Fatalf("no table among %d layouts", len(layouts))
	}
	s := Sheet{Layout: &layouts[at]}
	for i := range 5 {
		row := make([]string, len(s.Layout.Columns))
		for j, c := range s.Layout.Columns {
			row[j] = fmt.Sprintf("值%d%d", i, c.Index)
		}
		s.Rows = append(s.Rows, row)
	}
	res, err := File(src, book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	back, err := sheet.Read("form.xlsx", res.Data)
	if err != nil {
		t.Fatal(err)
	}
	g := back.Sheets[s.Layout.SheetIndex]
	for i, row := range res.Rows[0] {
		for j, c := range s.Layout.Columns {
			if got := g.At(row, c.Index).Text; got != s.Rows[i][j] {
				t.Errorf("%s reads %q, filled with %q", forms.CellName(row, c.Index), got, s.Rows[i][j])
			}
		}
	}
	return res, back
}

// packed are the parts of a package.
func packed(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// altered is a package with one part changed.
func altered(t *testing.T, data []byte, change map[string]func(string) string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	all := packed(t, data)
	for name := range change {
		if _, ok := all[name]; !ok {
			all[name] = ""
		}
	}
	for name, text := range all {
		if f := change[name]; f != nil {
			text = f(text)
		}
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Macros are kept out and said; the file is a workbook as its name says.
func TestMacrosAreKeptOut(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		return f.AddVBAProject(append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...))
	})
	src = altered(t, src, map[string]func(string) string{"[Content_Types].xml": func(s string) string {
		return strings.ReplaceAll(s, workbookType, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
	}})
	res, _ := refilled(t, src)
	if !slices.ContainsFunc(res.Notes, func(n forms.Issue) bool { return n.Code == "fill_macros" }) {
		t.Error("it isn't said that macros were left out")
	}
	for name, text := range packed(t, res.Data) {
		if strings.Contains(name+text, "vbaProject") || strings.Contains(text, "macroEnabled") {
			t.Errorf("%s still speaks of macros", name)
		}
	}
	plainForm, _ := refilled(t, office(t, nil))
	if len(plainForm.Notes) > 0 {
		t.Errorf("a form without macros: %v", plainForm.Notes)
	}
}

// Styles that are damaged don't keep a form from being filled.
func TestBrokenStyles(t *testing.T) {
	whole := office(t, nil)
	for name, change := range map[string]map[string]func(string) string{
		"numbers of styles that aren't there": {"xl/worksheets/sheet1.xml": func(s string) string { return strings.ReplaceAll(s, ` s="1"`, ` s="999"`) }},
		"no lists": {"xl/styles.xml": func(string) string {
			return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`
		}},
		"fonts that aren't there": {"xl/styles.xml": func(s string) string { return regexp.MustCompile(`(?s)<fonts.*</fonts>`).ReplaceAllString(s, "") }},
	} {
		t.Run(name, func(t *testing.T) { refilled(t, altered(t, whole, change)) })
	}
}

// A thousand merges above and below the rows stay as they are.
func TestThousandMerges(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		for i := range 1000 {
			row := 100 + 2*(i/5)
			if err := f.MergeCell("Sheet1", forms.CellName(row, 10+2*(i%5)), forms.CellName(row+1, 11+2*(i%5))); err != nil {
				return err
			}
		}
		return nil
	})
	res, _ := refilled(t, src)
	part := packed(t, res.Data)["xl/worksheets/sheet1.xml"]
	if n := strings.Count(part, "<mergeCell "); n != 1001 {
		t.Errorf("%d merges of 1,001", n)
	}
	if !strings.Contains(part, `ref="K104:L105"`) { // was K101:L102; three rows were added above it
		t.Error("the merges below the rows have not moved with them")
	}
}

// What a workbook has besides its cells stays, part by part: protection, drop-down
// lists, pictures, links to other files, print settings, styles, widths.
func TestTheRestOfTheFileStays(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = "E3:E4"
		if err := dv.SetDropList([]string{"100", "200"}); err != nil {
			return err
		}
		picture := image.NewGray(image.Rect(0, 0, 8, 8))
		picture.Set(3, 3, color.White)
		var b bytes.Buffer
		if err := png.Encode(&b, picture); err != nil {
			return err
		}
		orientation := "landscape"
		for _, err := range []error{
			f.AddDataValidation("Sheet1", dv),
			f.AddPictureFromBytes("Sheet1", "G1", &excelize.Picture{Extension: ".png", File: b.Bytes(), Format: &excelize.GraphicOptions{}}),
			f.SetPageLayout("Sheet1", &excelize.PageLayoutOptions{Orientation: &orientation}),
			f.ProtectSheet("Sheet1", &excelize.SheetProtectionOptions{Password: "1234", SelectLockedCells: true}),
			f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddFooter: "&C第&P页"}),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	link := `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"><sheetNames><sheetName val="名单"/></sheetNames></externalBook></externalLink>`
	src = altered(t, src, map[string]func(string) string{
		"xl/externalLinks/externalLink1.xml": func(string) string { return link },
		"[Content_Types].xml": func(s string) string {
			return strings.Replace(s, "</Types>", `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>`, 1)
		},
		"xl/_rels/workbook.xml.rels": func(s string) string {
			return strings.Replace(s, "</Relationships>", `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`, 1)
		},
	})
	res, _ := refilled(t, src)
	before, after := packed(t, src), packed(t, res.Data)
	changes := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/app.xml", "docProps/core.xml", "[Content_Types].xml", "xl/workbook.xml"}
	for name, text := range before {
		if slices.Contains(changes, name) || strings.HasSuffix(name, ".rels") || strings.HasSuffix(name, "calcChain.xml") {
			continue
		}
		// A picture's lock is true where nothing is said (ECMA-376 part 1, 20.5.2.3).
		if after[name] != strings.ReplaceAll(text, ` fLocksWithSheet="true" fPrintsWithSheet="true"`, "") {
			t.Errorf("%s has changed:\n%.300s\n%.300s", name, text, after[name])
		}
	}
	for _, tag := range []string{"cols", "sheetProtection", "pageSetup", "headerFooter", "drawing", "mergeCells"} {
		element := regexp.MustCompile(`(?s)<` + tag + `[ >/].*?(?:/>|</` + tag + `>)`)
		was, is := element.FindString(before["xl/worksheets/sheet1.xml"]), element.FindString(after["xl/worksheets/sheet1.xml"])
		if was == "" || is != was {
			t.Errorf("%s: %q was %q", tag, is, was)
		}
	}
	if !strings.Contains(after["xl/worksheets/sheet1.xml"], `sqref="E3:E7"`) {
		t.Error("the drop-down list doesn't reach the new rows")
	}
}

// A register's homes are merged over their people's rows. Those merges go, since
// others stand there now, and all others stay.
func TestMergedHomesAreTakenApart(t *testing.T) {
	const homes = 400
	src := office(t, func(f *excelize.File) error {
		for h := range homes {
			for k := range 2 {
				for i, v := range []string{fmt.Sprint(h + 1), fmt.Sprintf("王%d", h), "110199194001010018", "19900000001", "100"} {
					if err := f.SetCellStr("Sheet1", forms.CellName(2+2*h+k, i), v); err != nil {
						return err
					}
				}
			}
			if err := f.MergeCell("Sheet1", forms.CellName(2+2*h, 0), forms.CellName(3+2*h, 0)); err != nil {
				return err
			}
		}
		return f.MergeCell("Sheet1", "H1", "I2")
	})
	res, back := refilled(t, src)
	if n := strings.Count(packed(t, res.Data)["xl/worksheets/sheet1.xml"], "<mergeCell "); n != 2 {
		t.Errorf("%d merges are left, want the title's and the one beside it", n)
	}
	if got := back.Sheets[0].At(2+5, 1).Text; got != "" {
		t.Errorf("after the five filled rows stands %q", got)
	}
}

// Where none is left there is no empty list, which Excel holds for damage.
func TestNoMergeLeft(t *testing.T) {
	src := office(t, func(f *excelize.File) error {
		if err := f.UnmergeCell("Sheet1", "A1", "E1"); err != nil {
			return err
		}
		return f.MergeCell("Sheet1", "A3", "A4")
	})
	res, _ := refilled(t, src)
	if strings.Contains(packed(t, res.Data)["xl/worksheets/sheet1.xml"], "mergeCells") {
		t.Error("an empty list of merges is left")
	}
}

// A blank form's labels may reach further down than its header was found to: what is
// filled in stands below them, not behind them.
func TestNothingIsWrittenBehindALabel(t *testing.T) {
	g := &forms.Grid{Name: "统计表"}
	for c, label := range []string{"姓名", "性别", "公民身份号码", "联系电话"} {
		g.Set(0, c, forms.T(label, forms.StyleHead))
		g.Merges = append(g.Merges, forms.Range{Top: 0, Left: c, Bottom: 2, Right: c})
	}
	src, err := sheet.Write(&forms.Book{Sheets: []*forms.Grid{g}}, forms.XLSX)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read("表.xlsx", src)
	if err != nil {
		t.Fatal(err)
	}
	l := recognise.Book(book)[0]
	l.HeaderRows = forms.Span{First: 1, Last: 2}
	res, err := File(src, book, []Sheet{{Layout: &l, Rows: [][]string{{"王一", "女", "110199195003010023", "19900000001"}, {"李二", "男", "", ""}}}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := sheet.Read("表.xlsx", res.Data)
	if err != nil {
		t.Fatal(err)
	}
	filled := again.Sheets[0]
	if a, b := filled.At(3, 0).Text, filled.At(4, 0).Text; a != "王一" || b != "李二" {
		t.Errorf("below the labels stand %q and %q", a, b)
	}
	for _, m := range filled.Merges {
		if m.Bottom > 2 {
			t.Errorf("a label reaches to %v", m)
		}
	}
}
