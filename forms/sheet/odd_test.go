package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

// shown is all that a grid shows: | between cells, / between rows, ⏎ inside one.
func shown(g *forms.Grid) string {
	var rows []string
	for r := range g.Rows {
		rows = append(rows, strings.ReplaceAll(row(g, r), "\n", "⏎"))
	}
	return strings.Join(rows, "/")
}

// Workbooks as odd programs write them.
func TestOddWorkbooks(t *testing.T) {
	sheet := func(cells string) string {
		return `<worksheet xmlns="` + nsMain + `" xmlns:r="r" xmlns:mc="mc"><sheetData>` + cells + `</sheetData></worksheet>`
	}
	noTexts := part{"xl/sharedStrings.xml", []byte(`<sst/>`)}
	for what, c := range map[string]struct {
		sheet string
		more  []part
		want  string
	}{
		"texts in runs, read aloud": {
			sheet(`<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>李</t></r><r><t>四</t></r><rPh sb="0" eb="1"><t>li</t></rPh><phoneticPr fontId="1"/></is></c></row>`),
			[]part{{"xl/sharedStrings.xml", []byte(`<sst><si><r><t>张</t></r><rPh><t>zhang</t></rPh><r><t>三</t></r></si></sst>`)}},
			"张三|李四",
		},
		"empty texts": {
			sheet(`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"/><c t="str"><v/></c></row>`),
			[]part{{"xl/sharedStrings.xml", []byte(`<sst count="9"><si/><si><t/></si><si><t>末</t></si></sst>`)}},
			"||末",
		},
		"texts that aren't there": {sheet(`<row><c t="s"><v>7</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c><c><v>1</v></c></row>`), []part{noTexts}, "|||1"},
		"no styles":               {sheet(`<row><c s="5"><v>46086</v></c></row>`), []part{{"xl/styles.xml", []byte(`<styleSheet/>`)}}, "46086"},
		"style out of range":      {sheet(`<row><c s="-1"><v>1</v></c><c s="x"><v>2</v></c></row>`), nil, "1|2"},
		"ID, number and padded formats": {
			sheet(`<row><c s="1"><v>7</v></c><c s="2"><v>-1234.5</v></c><c s="3"><v>12</v></c><c s="4" t="n"><v>110199</v></c></row>`),
			[]part{{"xl/styles.xml", []byte(`<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="0_);[Red]\(0\)"/><numFmt numFmtId="172" formatCode="[DBNum1][$-804]General"/></numFmts><cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="49"/></cellXfs></styleSheet>`)}},
			"00007|(1235)|一十二|110199",
		},
		"shared formulas without values": {sheet(`<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><f t="shared" si="0"/></c></row>`), nil, "2|4/3|6"},
		"alternatives":                   {sheet(`<row><c><v>1</v></c></row><mc:AlternateContent><mc:Choice Requires="x"><row><c><v>2</v></c></row></mc:Choice></mc:AlternateContent>`), nil, "1/2"},
		"rows and cells out of order":    {sheet(`<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`), nil, "1|/3|4"},
		"a cell given twice":             {sheet(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), nil, "2"},
		"entities":                       {sheet(`<row><c t="inlineStr"><is><t>&lt;甲&gt; &amp;#x4E59; &#x4E59;&#20108; &nbsp;</t></is></c></row>`), nil, "<甲> &#x4E59; 乙二 &nbsp;"},
		"escapes": {sheet(`<row><c t="inlineStr"><is><t>一_x000D_
二_x0009_三_x005F_x000D_</t></is></c></row>`), nil, "一⏎二\t三_x000D_"},
		"comments and CDATA":  {sheet(`<!-- <row> --><row><c t="str"><v><![CDATA[a<b]]></v></c></row>`), nil, "a<b"},
		"exponents and signs": {sheet(`<row><c><v>1.5E3</v></c><c><v>-0</v></c><c><v>1e-7</v></c><c><v> 12 </v></c><c><v>NaN</v></c><c><v>１２</v></c></row>`), nil, "1500|0|0.0000001|12|NaN|１２"},
		"days of the strict standard": {
			sheet(`<row><c t="d"><v>1950-03-01</v></c><c t="d"><v>2026-03-05T14:30:00.000Z</v></c><c t="d"><v>无</v></c></row>`),
			nil, "1950-03-01|2026-03-05 14:30:00|无",
		},
	} {
		b, err := Read("a.xlsx", workbookOf(t, c.sheet, c.more...))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := shown(b.Sheets[0]); got != c.want {
			t.Errorf("%s: shows %q, want %q", what, got, c.want)
		}
	}
}

// Workbooks of the strict standard name everything by other addresses.
func TestStrictWorkbooks(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/"
	data := zipOf(t,
		part{"_rels/.rels", []byte(`<Relationships><Relationship Id="r" Type="` + strict + `officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>`)},
		part{"book/main.xml", []byte(`<workbook xmlns="` + strict + `spreadsheetml/main" xmlns:r="x" conformance="strict"><workbookPr dateCompatibility="1"/><sheets><sheet name="严格" sheetId="1" r:id="s"/></sheets></workbook>`)},
		part{"book/_rels/main.xml.rels", []byte(`<Relationships><Relationship Id="s" Type="` + strict + `officeDocument/relationships/worksheet" Target="../sheets/one.xml"/><Relationship Id="t" Type="` + strict + `officeDocument/relationships/sharedStrings" Target="/texts.xml"/></Relationships>`)},
		part{"texts.xml", []byte(`<sst><si><t>姓名</t></si></sst>`)},
		part{"sheets/one.xml", []byte(`<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`)})
	b, err := Read("a.xlsx", data)
	if err != nil || b.Sheets[0].Name != "严格" || shown(b.Sheets[0]) != "姓名" {
		t.Errorf("%v %+v", err, b)
	}
}

// Zips as programs that write streams make them: lengths after the data, of eight
// bytes, stored or deflated, with a comment or bytes before and after.
func TestOddZips(t *testing.T) {
	plain := workbookOf(t, `<worksheet><sheetData><row><c t="inlineStr"><is><t>姓名</t></is></c></row></sheetData></worksheet>`)
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	rewrite := func(method uint16, change func(*zip.FileHeader), comment string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, f := range z.File {
			h := &zip.FileHeader{Name: f.Name, Method: method}
			if change != nil {
				change(h)
			}
			to, err := w.CreateHeader(h)
			if err != nil {
				t.Fatal(err)
			}
			from, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			var all bytes.Buffer
			if _, err := all.ReadFrom(from); err != nil {
				t.Fatal(err)
			}
			if _, err := to.Write(all.Bytes()); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.SetComment(comment); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for what, data := range map[string][]byte{
		"stored":            rewrite(zip.Store, nil, ""),
		"data descriptors":  rewrite(zip.Deflate, nil, ""), // as the library writes by itself
		"a comment":         rewrite(zip.Deflate, nil, "PK\x05\x06 WPS"),
		"backslashes":       rewrite(zip.Deflate, func(h *zip.FileHeader) { h.Name = strings.ReplaceAll(h.Name, "/", `\`) }, ""),
		"capital letters":   rewrite(zip.Deflate, func(h *zip.FileHeader) { h.Name = strings.ToUpper(h.Name) }, ""),
		"an extra field":    rewrite(zip.Deflate, func(h *zip.FileHeader) { h.Extra = []byte{0x99, 0x99, 2, 0, 1, 2} }, ""),
		"bytes after":       append(bytes.Clone(plain), make([]byte, 300)...),
		"lengths of zip 64": zip64(t, plain),
	} {
		b, err := Read("a.xlsx", data)
		if err != nil || shown(b.Sheets[0]) != "姓名" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// zip64 is a zip whose end record leaves its numbers to the zip 64 one before it.
func zip64(t *testing.T, data []byte) []byte {
	t.Helper()
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	if end < 0 {
		t.Fatal("no end record")
	}
	old := data[end:]
	var long []byte
	long = append(long, "PK\x06\x06"...)
	long = binary.LittleEndian.AppendUint64(long, 44)
	long = append(long, 45, 0, 45, 0)
	long = append(long, make([]byte, 8)...) // disks
	n := uint64(binary.LittleEndian.Uint16(old[10:]))
	long = binary.LittleEndian.AppendUint64(long, n)
	long = binary.LittleEndian.AppendUint64(long, n)
	long = binary.LittleEndian.AppendUint64(long, uint64(binary.LittleEndian.Uint32(old[12:])))
	long = binary.LittleEndian.AppendUint64(long, uint64(binary.LittleEndian.Uint32(old[16:])))
	long = append(long, "PK\x06\x07\x00\x00\x00\x00"...)
	long = binary.LittleEndian.AppendUint64(long, uint64(end))
	long = append(long, 1, 0, 0, 0)
	short := bytes.Clone(old)
	for i := 8; i < 20; i++ {
		short[i] = 0xFF
	}
	return append(append(bytes.Clone(data[:end]), long...), short...)
}

// Documents as odd programs write them.
func TestOddDocuments(t *testing.T) {
	for what, c := range map[string]struct{ body, want string }{
		"a merge goes on that never began": {`<w:tbl><w:tr>` + tc("甲", goesOn) + tc("乙") + `</w:tr><w:tr>` + tc("", goesOn) + tc("丙") + `</w:tr></w:tbl>`, "甲|乙/|丙"},
		"a merge of another width":         {`<w:tbl><w:tr>` + tc("甲", restart, two) + tc("乙") + `</w:tr><w:tr>` + tc("丁", goesOn) + tc("戊") + tc("己") + `</w:tr></w:tbl>`, "甲||乙/|戊|己"},
		"cells in controls":                {`<w:tbl><w:tr><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="女"/></w:dropDownList></w:sdtPr><w:sdtContent>` + tc("男") + `</w:sdtContent></w:sdt><w:tc><w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>汉族</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>`, "男|汉族"},
		"rows put in and taken out":        {`<w:tbl><w:ins><w:tr><w:trPr><w:ins/></w:trPr>` + tc("新") + `</w:tr></w:ins><w:tr><w:trPr><w:del/></w:trPr>` + tc("旧") + `</w:tr></w:tbl>`, "新"},
		"changes tracked":                  {`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>张</w:t></w:r><w:ins><w:r><w:t>三</w:t></w:r></w:ins><w:del><w:r><w:delText>四</w:delText></w:r></w:del><w:rPrChange/></w:p></w:tc></w:tr></w:tbl>`, "张三"},
		"a table without rows":             {`<w:tbl><w:tblPr/></w:tbl>`, ""},
		"a cell without paragraphs":        {`<w:tbl><w:tr><w:tc/><w:tc><w:tcPr/></w:tc>` + tc("末") + `</w:tr></w:tbl>`, "||末"},
		"a text box":                       {`<w:tbl><w:tr><w:tc><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>新框</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p></w:tc></w:tr></w:tbl>`, "框⏎"},
		"fields":                           {`<w:tbl><w:tr><w:tc><w:p><w:fldSimple w:instr="DATE"><w:r><w:t>2026</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>年</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p></w:tc></w:tr></w:tbl>`, "2026年"},
		"odd numbers":                      {`<w:tbl><w:tr>` + tc("甲", `<w:gridSpan w:val="0"/>`) + tc("乙", `<w:gridSpan w:val="x"/>`) + tc("丙", `<w:gridSpan w:val="-3"/>`) + `</w:tr></w:tbl>`, "甲|乙|丙"},
	} {
		if got := strings.TrimRight(shown(readDocument(t, c.body)[0]), "⏎"); got != strings.TrimRight(c.want, "⏎") {
			t.Errorf("%s: shows %q, want %q", what, got, c.want)
		}
	}
}

// Text tables as odd programs write them.
func TestOddTextTables(t *testing.T) {
	long := strings.Repeat("长", 3<<20)
	for what, c := range map[string]struct{ text, want string }{
		"a mark in the middle":      {"姓名,性别\r\n\uFEFF王芹琴,女\r\n", "姓名|性别/王芹琴|女"},
		"two marks":                 {"\uFEFF\uFEFF姓名,性别\r\n王,女\r\n", "姓名|性别/王|女"},
		"zeros at the end":          {"姓名,性别\n王,女\n\x00\x00\x00", "姓名|性别/王|女"},
		"an end of file sign":       {"姓名,性别\n王,女\n\x1A", "姓名|性别/王|女"},
		"line ends of three kinds":  {"a,b\r\n1,2\n3,4\r5,6", "a|b/1|2/3|4/5|6"},
		"a quote in the middle":     {"a,b\n1\"2,3\n\"4\"5\",6\n", "a|b/1\"2|3/45\"|6"},
		"IDs guarded from Excel":    {"姓名,身份证号\n王,=\"110199195001010019\"\n李,'110199195001010019\n赵,\t110199195001010019\n", "姓名|身份证号/王|110199195001010019/李|'110199195001010019/赵|110199195001010019"},
		"tabs":                      {"姓名\t性别\t\n王\t女\t\n", "姓名|性别/王|女"},
		"bars":                      {"姓名|性别\n王|女\n", "姓名|性别/王|女"},
		"full-width commas in text": {"姓名,住址\n王,一楼，二室\n李,三楼，四室\n", "姓名|住址/王|一楼，二室/李|三楼，四室"},
		"a line inside quotes":      {"姓名,备注\n王,\"一\n二\"\n", "姓名|备注/王|一⏎二"},
		"a cell of nine million":    {"姓名,备注\n王," + long + "\n", "姓名|备注/王|" + long},
	} {
		b, err := Read("a.csv", []byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := strings.ReplaceAll(shown(b.Sheets[0]), "|/", "/"); strings.TrimRight(got, "|") != strings.ReplaceAll(c.want, "|/", "/") {
			t.Errorf("%s: shows %.200q, want %.200q", what, got, c.want)
		}
	}
}

// Texts that a program wrote byte for byte as if each were a letter are Chinese
// again; letters of the west stay.
func TestWrongCodePages(t *testing.T) {
	raw := func(text string) []byte {
		b := []byte{byte(len(text)), byte(len(text) >> 8), 0}
		return append(b, text...)
	}
	gbk := encoded(t, "姓名", encGB18030, false)
	cell := func(col uint16, text string) func(*biff) { return rec(recLabel, at(0, col, 0, raw(text))...) }
	b, err := Read("a.xls", stream(nil, []func(*biff){cell(0, gbk), cell(1, "Jos\xE9 Mu\xF1oz"), cell(2, "plain")}))
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(b.Sheets[0]); got != "姓名|José Muñoz|plain" || len(b.Notes) != 1 || b.Notes[0].Code != "xls_code_page" {
		t.Errorf("%q, %v", got, b.Notes)
	}
}

// Workbooks of Excel 5 and 95 hold bytes in a code page, which may be named
// wrongly.
func TestWorkbooksOfExcel95(t *testing.T) {
	text := func(s string) []byte { return append([]byte{byte(len(s)), 0}, s...) }
	for page, chinese := range map[uint16]string{936: encoded(t, "王芹琴", encGB18030, false), 1252: encoded(t, "王芹琴", encGB18030, false), 950: encoded(t, "王芹琴", encBig5, false)} {
		name := encoded(t, "名册", encGB18030, false)
		if page == 950 {
			name = encoded(t, "名冊", encBig5, false)
		}
		build := func(start uint32) (all []byte, sheet uint32) {
			var b biff
			b.record(recBOF, uint16(biff5), uint16(5), uint32(0))
			b.record(recCodePage, page)
			b.record(recFormat, uint16(164), append([]byte{4}, "0.00"...))
			b.record(recXF, uint16(0), uint16(0), make([]byte, 12))
			b.record(recXF, uint16(0), uint16(164), make([]byte, 12))
			b.record(recBoundSheet, start, byte(1), byte(0), byte(len(name)), []byte(name))
			b.record(recEOF)
			sheet = uint32(len(b.out))
			b.record(recBOF, uint16(biff5), uint16(0x10), uint32(0))
			b.record(recLabel, at(0, 0, 0, text(chinese))...)
			b.record(recRString, at(0, 1, 0, text("abc"), byte(1), byte(0), byte(0))...)
			b.record(recNumber, at(0, 2, 1, 2.5)...)
			b.record(recFormula, at(0, 3, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, uint16(0), uint32(0), uint16(0))...)
			b.record(recString, text(chinese))
			b.record(recEOF)
			return b.out, sheet
		}
		_, start := build(0)
		data, _ := build(start)
		for _, file := range [][]byte{data, oleFile("Book", data)} {
			b, err := Read("a.xls", file)
			if err != nil {
				t.Errorf("code page %d: %v", page, err)
				continue
			}
			g := b.Sheets[0]
			if got := fmt.Sprint(shown(g), " ", g.Name, g.Hidden, " ", g.NumberFormat(g.At(0, 2))); got != "王芹琴|abc|2.50|王芹琴 名册true 0.00" && got != "王芹琴|abc|2.50|王芹琴 名冊true 0.00" {
				t.Errorf("code page %d: %s", page, got)
			}
		}
	}
}
