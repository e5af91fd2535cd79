package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"huce/forms"
)

// document packs a body, styles and settings as a docx.
func document(t *testing.T, body, styles string, settings ...string) []byte {
	t.Helper()
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/></Relationships>`},
		{"word/settings.xml", `<w:settings ` + w + `>` + strings.Join(settings, "") + `</w:settings>`},
		{"word/document.xml", `<w:document ` + w + `><w:body>` + body + `</w:body></w:document>`},
		{"word/styles.xml", `<w:styles ` + w + `>` + styles + `</w:styles>`},
	} {
		p, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A text document's table says how it looks: by its style, by itself, by its cells.
func TestLookOfADocumentsTable(t *testing.T) {
	styles := `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="table" w:styleId="a1"><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8"/><w:left w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/><w:right w:val="single" w:sz="8"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>
<w:style w:type="table" w:styleId="a2"><w:basedOn w:val="a1"/></w:style>`
	body := `<w:p><w:r><w:t>申请表</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblStyle w:val="a2"/><w:jc w:val="center"/></w:tblPr><w:tblGrid><w:gridCol w:w="2100"/><w:gridCol w:w="2100"/><w:gridCol w:w="4200"/></w:tblGrid>
<w:tr><w:trPr><w:trHeight w:val="600"/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="21"/><w:rFonts w:eastAsia="黑体"/></w:rPr><w:t>姓名</w:t></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:tcBorders><w:right w:val="nil"/><w:top w:val="double" w:sz="12"/></w:tcBorders><w:shd w:val="clear" w:fill="D9D9D9"/></w:tcPr><w:p><w:pPr><w:jc w:val="right"/></w:pPr></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/><w:textDirection w:val="tbRlV"/></w:tcPr><w:p><w:r><w:t>情况</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>
</w:tbl><w:sectPr><w:pgMar w:left="1800" w:top="1440" w:right="1800" w:bottom="1440"/></w:sectPr>`
	data := document(t, body, styles)
	book, err := Read("表.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	AddLooks(data, book)
	if len(book.Sheets) != 2 || book.Sheets[0].Look == nil || book.Sheets[1].Look == nil {
		t.Fatalf("%d tables, not all with a look", len(book.Sheets))
	}
	l := book.Sheets[0].Look
	if l.Margins != [4]float64{90, 72, 90, 72} || !l.Centred || l.Titles != (forms.Span{First: 1, Last: 1}) || l.Height(0) != 30 || len(l.Cells) != 2 {
		t.Errorf("margins %v, centred %v, titles %v, height %v, %d rows", l.Margins, l.Centred, l.Titles, l.Height(0), len(l.Cells))
	}
	head := forms.CellLook{Font: "黑体", Size: 10.5, Bold: true, Across: forms.AtCentre, Down: forms.AtMiddle, Wrap: true, Left: 1, Top: 1, Right: 0.5, Bottom: 0.5}
	for col := range 2 {
		if got := l.Of(0, col); got != head {
			t.Errorf("the head's column %d looks %+v, want %+v", col, got, head)
		}
	}
	empty := forms.CellLook{Font: "仿宋_GB2312", Size: 12, Fill: 0xD9D9D9, Filled: true, Across: forms.AtRight, Down: forms.AtTop, Wrap: true, Left: 0.5, Top: 1.5, Bottom: 0.5}
	if got := l.Of(0, 2); got != empty {
		t.Errorf("the empty cell looks %+v, want %+v", got, empty)
	}
	if got := l.Of(1, 0); !got.Upright || got.Bottom != 1 || got.Left != 1 || got.Size != 12 {
		t.Errorf("the upright cell looks %+v", got)
	}
	if got := book.Sheets[1].Look.Of(0, 0); got.Left != 0 || got.Top != 0 {
		t.Errorf("a table without rules has %+v", got)
	}
}

// A table's lines stand apart as most of its paragraphs say, and by the page's grid where
// the document lets tables keep to it.
func TestLinesOfADocumentsTable(t *testing.T) {
	const grid = `<w:compat><w:adjustLineHeightInTable/></w:compat>`
	page := func(kind string) string {
		return `<w:sectPr><w:pgMar w:left="1800"/><w:docGrid w:type="` + kind + `" w:linePitch="312"/></w:sectPr>`
	}
	table := func(spacing string) string {
		p := `<w:p><w:pPr>` + spacing + `</w:pPr><w:r><w:t>姓名</w:t></w:r></w:p>`
		return `<w:tbl><w:tr><w:tc>` + p + `</w:tc><w:tc>` + p + `</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`
	}
	for name, c := range map[string]struct {
		body, settings string
		want           forms.DocLines
	}{
		"grid":              {table("") + page("lines"), grid, forms.DocLines{Grid: 15.6}},
		"not in tables":     {table("") + page("lines"), "", forms.DocLines{}},
		"switched off":      {table("") + page("lines"), `<w:compat><w:adjustLineHeightInTable w:val="0"/></w:compat>`, forms.DocLines{}},
		"no grid of lines":  {table("") + page("default"), grid, forms.DocLines{}},
		"above and below":   {table(`<w:spacing w:before="40" w:after="60"/>`), "", forms.DocLines{Gap: 5}},
		"exact":             {table(`<w:spacing w:line="400" w:lineRule="exact"/>`), "", forms.DocLines{Fixed: 20}},
		"one and a half":    {table(`<w:spacing w:line="360" w:lineRule="auto"/>`), "", forms.DocLines{Times: 1.5}},
		"left to a browser": {table(`<w:spacing w:before="240" w:beforeAutospacing="1"/>`), "", forms.DocLines{}},
	} {
		data := document(t, c.body, "", c.settings)
		book, err := Read("表.docx", data)
		if err != nil {
			t.Fatal(err)
		}
		if AddLooks(data, book); book.Sheets[0].Look == nil || book.Sheets[0].Look.Lines != c.want {
			t.Errorf("%s: %+v", name, book.Sheets[0].Look)
		}
	}
}
