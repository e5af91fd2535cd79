package sheet

import (
	"strings"
	"testing"

	"huce/forms"
)

// documentOf is a docx with a body.
func documentOf(t testing.TB, body string) []byte {
	t.Helper()
	return zipOf(t, part{"word/document.xml", []byte(`<w:document xmlns:w="w" xmlns:mc="mc"><w:body>` + body + `</w:body></w:document>`)})
}

func readDocument(t testing.TB, body string) []*forms.Grid {
	t.Helper()
	b, err := Read("a.docx", documentOf(t, body))
	if err != nil {
		t.Fatal(err)
	}
	return b.Sheets
}

// para and tc are a paragraph and a cell; props are a cell's properties.
func para(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func tc(text string, props ...string) string {
	return `<w:tc><w:tcPr>` + strings.Join(props, "") + `</w:tcPr>` + para(text) + `</w:tc>`
}

const (
	restart = `<w:vMerge w:val="restart"/>`
	goesOn  = `<w:vMerge/>`
	two     = `<w:gridSpan w:val="2"/>`
)

func TestTablesAreGrids(t *testing.T) {
	sheets := readDocument(t, para("低保花名册")+para("  ")+para("填报单位：安宁社区")+
		`<w:tbl><w:tblGrid><w:gridCol w:w="1050"/><w:gridCol w:w="2100"/></w:tblGrid>`+
		`<w:tr>`+tc("序号", restart)+tc("家庭情况", two)+tc("备注", restart)+`</w:tr>`+
		`<w:tr>`+tc("不显示", goesOn)+tc("姓名")+tc("住址")+tc("", goesOn)+`</w:tr>`+
		`<w:tr><w:trPr><w:gridBefore w:val="1"/><w:hidden/></w:trPr>`+tc("王芹琴", two)+`</w:tr>`+
		`<w:tr><w:trPr><w:del w:id="1"/></w:trPr>`+tc("删去的行")+`</w:tr>`+
		`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:tr>`+tc("2", restart)+`<w:sdt><w:sdtContent>`+tc("李四")+`</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>`+
		`<w:tr>`+tc("", goesOn)+tc("")+`</w:tr>`+
		`</w:tbl>`+para("填表人：赵五")+`<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>`)
	g := sheets[0]
	if len(sheets) != 1 || g.Name != "表1" || !g.Landscape {
		t.Fatalf("%d sheets, %s %v", len(sheets), g.Name, g.Landscape)
	}
	for r, want := range []string{"序号|家庭情况||备注", "|姓名|住址|", "|王芹琴||", "2|李四||"} {
		if got := row(g, r); got != want {
			t.Errorf("row %d is %q, want %q", r+1, got, want)
		}
	}
	var merged []string
	for _, m := range g.Merges {
		merged = append(merged, rangeName(m))
	}
	if got := strings.Join(merged, " "); got != "A1:A2 B1:C1 D1:D2 B3:C3 A4:A5" {
		t.Errorf("merges %s", got)
	}
	if strings.Join(g.Before, "/") != "低保花名册/填报单位：安宁社区" || strings.Join(g.After, "/") != "填表人：赵五" {
		t.Errorf("paragraphs %q %q", g.Before, g.After)
	}
	if len(g.Rows) != 4 || len(g.HiddenRows) != 1 || !g.HiddenRows[2] || len(g.Widths) != 2 || g.Widths[1] != 20 {
		t.Errorf("%d rows, hidden %v, widths %v", len(g.Rows), g.HiddenRows, g.Widths)
	}
}

// What a page shows of a paragraph, and nothing else.
func TestParagraphsAsShown(t *testing.T) {
	for body, want := range map[string]string{
		`<w:r><w:t>张</w:t></w:r><w:r><w:t xml:space="preserve"> 三</w:t><w:tab/><w:t>男</w:t><w:br/><w:t>汉族</w:t></w:r>`:                                                         "张 三\t男\n汉族",
		`<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>`:                                                                 "新",
		`<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>`:                                                                         "新",
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>`:                                                         "显",
		`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="f0a8"/><w:t>否</w:t></w:r>`:                                                "☑是☐否",
		`<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>`: "☑",
		`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:sdtContent></w:sdt>`:                               "链接",
		`<w:r><mc:AlternateContent><mc:Choice><w:t>新式</w:t></mc:Choice><mc:Fallback><w:t>旧式</w:t></mc:Fallback></mc:AlternateContent></w:r>`:                                   "旧式",
		`<w:r><w:ruby><w:rt><w:r><w:t>gǒu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>苟</w:t></w:r></w:rubyBase></w:ruby></w:r>`:                                                   "苟",
		`<w:r><w:pict><v:textbox xmlns:v="v"><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r><w:r><w:t>框外</w:t></w:r>`:            "框中\n框外",
		`<w:pPr><w:rPr><w:del/><w:vanish/></w:rPr></w:pPr><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>`:                                                               "A-1",
	} {
		g := readDocument(t, `<w:tbl><w:tr><w:tc><w:p>`+body+`</w:p></w:tc></w:tr></w:tbl>`)[0]
		if got := g.At(0, 0).Text; got != want {
			t.Errorf("%s\nshows %q, want %q", body, got, want)
		}
	}
}

// Tables are numbered as they begin; one inside another comes after it and its
// text is not the other's.
func TestNestedTables(t *testing.T) {
	sheets := readDocument(t, `<w:tbl><w:tr><w:tc>`+para("外")+`<w:tbl><w:tr>`+tc("内")+`</w:tr></w:tbl>`+para("")+`</w:tc></w:tr></w:tbl>`+
		para("之间")+`<w:tbl><w:tr>`+tc("后")+`</w:tr></w:tbl>`)
	var got []string
	for _, g := range sheets {
		got = append(got, g.Name+g.At(0, 0).Text+strings.Join(g.Before, ""))
	}
	if strings.Join(got, " ") != "表1外 表2内 表3后之间" {
		t.Errorf("%v", got)
	}
}

// A 序号 column is often a list that Word counts.
func TestListsAreCounted(t *testing.T) {
	item := func(num, level string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr><w:r><w:t>`
	}
	const end = `</w:t></w:r></w:p>`
	cell := func(p string) string { return `<w:tc>` + p + `</w:tc>` }
	data := zipOf(t,
		part{"word/_rels/document.xml.rels", []byte(`<Relationships><Relationship Id="a" Type="x/numbering" Target="numbering.xml"/></Relationships>`)},
		part{"word/numbering.xml", []byte(`<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
			<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/></w:lvl></w:abstractNum>
			<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl></w:abstractNum>
			<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`)},
		part{"word/document.xml", []byte(`<w:document xmlns:w="w"><w:body>` + item("1", "0") + `基本情况` + end + item("2", "0") + `圆点` + end + item("1", "0") + `家庭成员` + end +
			`<w:tbl><w:tr>` + cell(item("1", "1")+end) + cell(item("1", "1")+`张三`+end) + cell(item("9", "0")+`李四`+end) + `</w:tr></w:tbl></w:body></w:document>`)})
	b, err := Read("a.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(b.Sheets[0].Before, "/"); got != "一、基本情况/圆点/二、家庭成员" {
		t.Errorf("paragraphs %q", got)
	}
	if got := row(b.Sheets[0], 0); got != "3|4 张三|李四" {
		t.Errorf("cells %q", got)
	}
}

// Where changes are tracked the page shows what stands now: the properties that were
// are no properties.
func TestTrackedChanges(t *testing.T) {
	was := func(kind, props string) string {
		return `<w:` + kind + `Change w:id="1"><w:` + kind + `>` + props + `</w:` + kind + `></w:` + kind + `Change>`
	}
	g := readDocument(t, `<w:tbl><w:tblGrid><w:gridCol w:w="1050"/><w:gridCol w:w="1050"/><w:tblGridChange><w:tblGrid><w:gridCol w:w="2100"/></w:tblGrid></w:tblGridChange></w:tblGrid>`+
		`<w:tr>`+tc("姓名", was("tcPr", two+restart))+tc("住址", `<w:cellIns w:id="2"/>`)+`</w:tr>`+
		`<w:tr><w:trPr><w:ins w:id="3"/>`+was("trPr", `<w:hidden/><w:gridBefore w:val="1"/>`)+`</w:trPr>`+
		`<w:tc><w:p><w:pPr>`+was("pPr", `<w:numPr><w:numId w:val="1"/></w:numPr>`)+`</w:pPr><w:r><w:rPr>`+was("rPr", `<w:vanish/>`)+`</w:rPr><w:t>张三</w:t></w:r></w:p></w:tc>`+tc("3号楼")+`</w:tr></w:tbl>`)[0]
	if got := row(g, 0) + "/" + row(g, 1); got != "姓名|住址/张三|3号楼" || len(g.Merges) > 0 || len(g.HiddenRows) > 0 || len(g.Widths) != 2 {
		t.Errorf("%s %v %v %v", got, g.Merges, g.HiddenRows, g.Widths)
	}
}

// A table within a table within a table is three, and merges both ways at once are
// one range.
func TestTablesWithinTablesWithinTables(t *testing.T) {
	sheets := readDocument(t, `<w:tbl>`+
		`<w:tr>`+tc("家庭成员", two, restart)+tc("甲")+`</w:tr>`+
		`<w:tr>`+tc("", two, goesOn)+`<w:sdt><w:sdtContent><w:tc><w:sdt><w:sdtContent><w:tbl><w:tr><w:tc>`+para("中")+
		`<w:tbl><w:tr>`+tc("里")+`</w:tr></w:tbl>`+para("")+`</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>`+para("乙")+`</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>`)
	var got []string
	for _, g := range sheets {
		got = append(got, g.Name+strings.ReplaceAll(row(g, 0)+"/"+row(g, 1), "\n", "⏎"))
	}
	if strings.Join(got, " ") != "表1家庭成员||甲/||乙 表2中/ 表3里/" || len(sheets[0].Merges) != 1 || rangeName(sheets[0].Merges[0]) != "A1:B2" {
		t.Errorf("%v %v", got, sheets[0].Merges)
	}
}

// Tables of page headers are left out, and that is said.
func TestTablesInPageHeaders(t *testing.T) {
	const text, header = `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, `<w:hdr xmlns:w="w"><w:tbl><w:tr/></w:tbl></w:hdr>`
	for inHeader, notes := range map[string]int{header: 1, `<w:hdr xmlns:w="w"><w:p/></w:hdr>`: 0} {
		b, err := Read("a.docx", zipOf(t, part{"word/document.xml", []byte(`<w:document xmlns:w="w"><w:body>` + text + `</w:body></w:document>`)},
			part{"word/header1.xml", []byte(inHeader)},
			part{"word/_rels/document.xml.rels", []byte(`<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`)}))
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Sheets) != 1 || b.Sheets[0].At(0, 0).Text != "正文" || len(b.Notes) != notes || notes == 1 && b.Notes[0].Code != "margin_table_unread" {
			t.Errorf("%d sheets, notes %v, want %d", len(b.Sheets), b.Notes, notes)
		}
	}
}

// A notice without tables is one sheet of paragraphs.
func TestNoticeWithoutTables(t *testing.T) {
	sheets := readDocument(t, para("关于开展调查的通知")+para("各社区：")+para("请于10月31日前报送。"))
	if len(sheets) != 1 || len(sheets[0].Rows) != 0 || len(sheets[0].Before) != 3 || sheets[0].Name != "表1" {
		t.Errorf("%+v", sheets[0])
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:sym w:char="F0FE"/><w:rPr><w:vanish/></w:rPr></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/><w:hMerge/></w:tcPr><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc></w:tr></w:tbl><w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>`)
	f.Fuzz(func(t *testing.T, body string) { checkRead(t, "a.docx", documentOf(t, body)) })
}
