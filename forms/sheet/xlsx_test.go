package sheet

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"huce/forms"
)

// zipped puts parts into a zip.
func zipped(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if err := addParts(z, parts); err != nil {
		return nil, err
	}
	err := z.Close()
	return out.Bytes(), err
}

// workbookOf is an xlsx of one sheet; more adds parts or takes the place of its.
func workbookOf(t testing.TB, sheet string, more ...part) []byte {
	t.Helper()
	w := &xlsxWriter{xfs: map[xf]int{}}
	w.xf(xf{})
	parts := w.frame([]*forms.Grid{{Name: "花名册"}})
	parts = append(parts, part{"xl/styles.xml", w.styleSheet()}, part{"xl/sharedStrings.xml", w.sharedTexts()}, part{"xl/worksheets/sheet1.xml", []byte(sheet)})
	for _, m := range more {
		parts = slices.DeleteFunc(parts, func(p part) bool { return partName(p.name) == partName(m.name) })
	}
	return zipOf(t, append(parts, more...)...)
}

// readOne reads the one sheet of a workbook.
func readOne(t testing.TB, data []byte) *forms.Grid {
	t.Helper()
	b, err := Read("a.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	return b.Sheets[0]
}

// row is what a row of a grid shows.
func row(g *forms.Grid, r int) string {
	var texts []string
	for c := range g.Width() {
		texts = append(texts, g.At(r, c).Text)
	}
	return strings.Join(texts, "|")
}

func TestCellsOfEveryType(t *testing.T) {
	styles := part{"xl/styles.xml", []byte(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
		<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`)}
	texts := part{"xl/sharedStrings.xml", []byte(`<sst><si><t>王</t><rPh><t>wang</t></rPh></si><si><r><rPr><b/></rPr><t>芹</t></r><r><t xml:space="preserve"> 琴</t></r></si><si><t>一行_x000D_
二行</t></si></sst>`)}
	g := readOne(t, workbookOf(t, `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
		<x:row r="1"><x:c r="a1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c><x:c r="C1" t="s"><x:v>2</x:v></x:c><x:c t="s"><x:v>99</x:v></x:c></x:row>
		<x:row><x:c><x:v>19900001234</x:v></x:c><x:c s="1"><x:v>46086</x:v></x:c><x:c s="2"><x:v>18323</x:v></x:c><x:c><x:v>1.10199199001011234E17</x:v></x:c></x:row>
		<x:row r="5"><x:c r="A5" t="b"><x:v>1</x:v></x:c><x:c r="B5" t="e"><x:v>#REF!</x:v></x:c><x:c r="C5" t="inlineStr"><x:is><x:t>行内</x:t></x:is></x:c><x:c r="D5" t="d"><x:v>2026-03-05T00:00:00</x:v></x:c></x:row>
		<x:row r="6"><x:c r="A6" t="str"><x:f>"a"&amp;"b"</x:f><x:v>ab</x:v></x:c><x:c r="B6"><x:f>1+2</x:f><x:v>3</x:v></x:c><x:c r="C6" t="str"><x:f>T(9)</x:f><x:v></x:v></x:c></x:row>
		</x:sheetData></x:worksheet>`, styles, texts))
	for r, want := range []string{
		"王|芹 琴|一行\n二行|", "19900001234|2026-03-05|1950年3月|1.10199E+17", "|||", "|||", "TRUE|#REF!|行内|2026-03-05", "ab|3||",
	} {
		if got := row(g, r); got != want {
			t.Errorf("row %d shows %q, want %q", r+1, got, want)
		}
	}
	if c := g.At(1, 3); c.Raw != "110199199001011230" || c.Kind != forms.CellNumber {
		t.Errorf("a destroyed ID number is %+v", c)
	}
	if c := g.At(1, 1); c.Raw != "46086" || c.Kind != forms.CellDate {
		t.Errorf("a date is %+v", c)
	}
}

func TestHiddenAndMerged(t *testing.T) {
	g := readOne(t, workbookOf(t, `<worksheet><sheetFormatPr zeroHeight="1"/><cols><col min="2" max="2" width="8" hidden="1"/><col min="4" max="16384" hidden="1" width="9"/></cols><sheetData>
		<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2" hidden="true"><c r="A2"><v>2</v></c></row><row r="4"><c r="A4"><v>4</v></c></row></sheetData>
		<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A2"/><mergeCell ref="$A$4:$B$900"/><mergeCell ref="X90:Z99"/></mergeCells><pageSetup orientation="landscape"/></worksheet>`))
	if len(g.HiddenCols) != 1 || !g.HiddenCols[1] {
		t.Errorf("hidden columns %v", g.HiddenCols)
	}
	if len(g.HiddenRows) != 2 || !g.HiddenRows[1] || !g.HiddenRows[2] {
		t.Errorf("hidden rows %v", g.HiddenRows)
	}
	if len(g.Merges) != 2 || g.Merges[0] != (forms.Range{Right: 2}) || g.Merges[1] != (forms.Range{Top: 3, Bottom: 3, Right: 1}) {
		t.Errorf("merges %v", g.Merges)
	}
	if !g.Landscape || len(g.Widths) != 3 || g.Widths[1] != 8 {
		t.Errorf("page %v, widths %v", g.Landscape, g.Widths)
	}
}

func TestSheetsKeepTheirOrder(t *testing.T) {
	b, err := Read("a.xlsx", workbookOf(t, `<worksheet/>`,
		part{"xl/workbook.xml", []byte(`<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="字典" state="veryHidden" r:id="r3"/><sheet name="图" r:id="r2"/><sheet name="花名册&amp;1" r:id="r1"/></sheets></workbook>`)},
		part{`xl\_rels\workbook.xml.rels`, []byte(`<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/XL/worksheets/Sheet1.xml"/><Relationship Id="r2" Type="x/chartsheet" Target="c.xml"/><Relationship Id="r3" Type="x/worksheet" Target="two.xml"/></Relationships>`)},
		part{"xl/two.xml", []byte(`<worksheet><sheetData><row><c t="d" s="0"><v>2026-03-05</v></c></row></sheetData></worksheet>`)}))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Sheets) != 2 || b.Sheets[0].Name != "字典" || !b.Sheets[0].Hidden || b.Sheets[1].Name != "花名册&1" || b.Sheets[1].Hidden {
		t.Errorf("sheets %+v", b.Sheets)
	}
	if len(b.Notes) != 1 || b.Notes[0].Code != "sheet_without_cells" || b.Notes[0].Args[0] != "图" {
		t.Errorf("notes %v", b.Notes)
	}
}

// Dates of a Macintosh's calendar come out as everyone else's.
func TestDatesOf1904(t *testing.T) {
	g := readOne(t, workbookOf(t, `<worksheet><sheetData><row><c s="0"><v>44624</v></c><c s="1"><v>1.5</v></c></row></sheetData></worksheet>`,
		part{"xl/workbook.xml", []byte(`<workbook xmlns:r="r"><workbookPr date1904="true"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`)},
		part{"xl/styles.xml", []byte(`<styleSheet><cellXfs><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>`)}))
	if c := g.At(0, 0); c.Text != "2026-03-05" || c.Raw != "46086" {
		t.Errorf("%+v", c)
	}
	if c := g.At(0, 1); c.Text != "36:00:00" || c.Raw != "1.5" { // hours are no days
		t.Errorf("%+v", c)
	}
}

// A formula that is said to be a text has a value only where one stands, be it empty.
func TestFormulasOfTexts(t *testing.T) {
	g := readOne(t, workbookOf(t, `<worksheet xmlns="`+nsMain+`"><sheetData><row r="1"><c r="A1" t="str"><f>1+1</f></c><c r="B1" t="str"><f>1+1</f><v></v></c></row></sheetData></worksheet>`))
	if a, b := g.At(0, 0).Text, g.At(0, 1).Text; a != "2" || b != "" {
		t.Errorf("%q, %q", a, b)
	}
}

// Formulas without a value are calculated where that is safe and the same on
// every day, and else noted.
func TestFormulasWithoutValue(t *testing.T) {
	var rows strings.Builder
	rows.WriteString(`<worksheet xmlns="` + nsMain + `"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>110199195001010019</v></c></row>`)
	for i, code := range []string{`SUM(A1:A1)+1`, `TEXT(MID(B1,7,8),"0000-00-00")`, `IF(A1>0,"是","否")`, `MID(B1,7,2)="19"`, `"0"&amp;A1`, `NOW()`, `A7+1`, `SUM(A1:XFD1048576)`, `A1/0`} {
		n := plain(float64(i + 2))
		rows.WriteString(`<row r="` + n + `"><c r="A` + n + `"><f>` + code + `</f></c></row>`)
	}
	b, err := Read("a.xlsx", workbookOf(t, rows.String()+`</sheetData></worksheet>`))
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[int]string{1: "2", 2: "1950-01-01", 3: "是", 4: "TRUE", 5: "01", 6: "", 7: "", 8: "", 9: "#DIV/0!"} {
		if got := b.Sheets[0].At(r, 0).Text; got != want {
			t.Errorf("A%d is %q, want %q", r+1, got, want)
		}
	}
	if len(b.Notes) != 1 || b.Notes[0].Code != "formulas_uncomputed" || b.Notes[0].Args[1] != "3" {
		t.Errorf("notes %v", b.Notes)
	}
}

func FuzzXLSXSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetFormatPr zeroHeight="1"/><cols><col min="1" max="3" hidden="1" width="9"/></cols><sheetData><row r="2" hidden="1"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r></is></c><c><f>A1+1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;<![CDATA[x]]><!-- y --></worksheet>`))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		checkRead(t, "a.xlsx", workbookOf(t, string(sheet), part{"xl/sharedStrings.xml", sheet}, part{"xl/styles.xml", sheet}))
	})
}

// checkRead reads a file; what comes of it must be whole.
func checkRead(t *testing.T, name string, data []byte) {
	b, err := Read(name, data)
	if err != nil {
		if code := fault(t, err); strings.Contains(err.Error(), "panic") {
			t.Fatalf("%s: %v", code, err)
		}
		return
	}
	for _, g := range b.Sheets {
		for _, m := range g.Merges {
			if m.Top < 0 || m.Left < 0 || m.Bottom < m.Top || m.Right < m.Left {
				t.Fatalf("merge %v", m)
			}
		}
		if n := len(g.Rows); n > 0 && len(g.Rows[n-1]) == 0 {
			t.Fatal("the last row is empty")
		}
	}
}
