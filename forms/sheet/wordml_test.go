package sheet

import (
	"strings"
	"testing"

	"huce/forms"
)

// Word's XML of 2003, as some office systems write it and call it .doc.
func TestWordXMLOf2003(t *testing.T) {
	cell := func(props, text string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:tc>`
	}
	data := `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="a" xmlns:aml="b">
		<w:styles><w:style><w:p><w:r><w:t>样式</w:t></w:r></w:p></w:style></w:styles><w:body><wx:sect><w:p><w:r><w:t>农户信息采集表</w:t></w:r></w:p>
		<w:tbl><w:tblGrid><w:gridCol w:w="1050"/></w:tblGrid><w:tr>` + cell(`<w:vmerge w:val="restart"/>`, "户主") + cell(`<w:gridSpan w:val="2"/>`, "基本情况") + `</w:tr>
		<w:tr>` + cell(`<w:vmerge/>`, "") + `<w:tc><w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="1."/></w:listPr></w:pPr><w:r><w:t>姓名</w:t></w:r></w:p></w:tc>
		<w:tc><w:p><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></aml:content></aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>住址</w:t></w:r></aml:content></aml:annotation></w:p></w:tc></w:tr></w:tbl></wx:sect></w:body></w:wordDocument>`
	b, err := Read("采集表.doc", []byte(data))
	if err != nil || b.Format != forms.WordML || len(b.Sheets) != 1 || len(b.Notes) > 0 {
		t.Fatalf("%v, %+v", err, b)
	}
	g := b.Sheets[0]
	if row(g, 0) != "户主|基本情况|" || row(g, 1) != "|1.姓名|住址" || strings.Join(g.Before, "") != "农户信息采集表" || len(g.Merges) != 2 {
		t.Errorf("%q %q %q %v", row(g, 0), row(g, 1), g.Before, g.Merges)
	}
}

// A docx in one file counts its lists as the zip does.
func TestFlatWordXML(t *testing.T) {
	data := `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body>
		<w:tbl><w:tr>` + tc("姓名") + `<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc></w:tr></w:tbl></w:body></w:document></pkg:xmlData></pkg:part>
		<pkg:part pkg:name="/word/numbering.xml"><pkg:xmlData><w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering></pkg:xmlData></pkg:part></pkg:package>`
	b, err := Read("a.xml", []byte(data))
	if err != nil || b.Format != forms.WordML || row(b.Sheets[0], 0) != "姓名|1" {
		t.Errorf("%v %+v", err, b)
	}
}
