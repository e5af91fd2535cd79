package sheet

import (
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

const odsMime = "application/vnd.oasis.opendocument.spreadsheet"

// odsOf is an ods of content: styles, and tables.
func odsOf(t testing.TB, styles, tables string, more ...part) []byte {
	t.Helper()
	content := `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:number="n"><office:automatic-styles>` + styles +
		`</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`
	return zipOf(t, append([]part{{"mimetype", []byte(odsMime)}, {"content.xml", []byte(content)}}, more...)...)
}

func readODSBook(t testing.TB, data []byte) *forms.Book {
	t.Helper()
	b, err := Read("花名册.ods", data)
	if err != nil {
		t.Fatal(err)
	}
	if b.Format != forms.ODS || len(b.Notes) > 0 {
		t.Errorf("read as %s, %v", b.Format, b.Notes)
	}
	return b
}

func TestODSCellsOfEveryType(t *testing.T) {
	styles := `<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text></number:date-style>
		<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
		<number:text-style style:name="N3"><number:text-content/></number:text-style>
		<style:style style:name="base" style:family="table-cell" style:data-style-name="N1"/>
		<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="base"/>
		<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/><style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>`
	cell := func(attrs, inner string) string {
		return `<table:table-cell ` + attrs + `>` + inner + `</table:table-cell>`
	}
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	g := readODSBook(t, odsOf(t, styles, `<table:table table:name="花名册">`+row(
		cell(`office:value-type="string"`, `<text:p>王<text:span>芹</text:span><text:s text:c="2"/>琴</text:p><text:p>二行<text:line-break/>三行</text:p>`),
		cell(`office:value-type="float" office:value="19900001234"`, `<text:p>19900001234</text:p>`),
		cell(`table:style-name="ce1" office:value-type="date" office:date-value="1950-03-01"`, `<text:p>1950年3月</text:p>`),
		cell(`table:style-name="ce2" office:value-type="float" office:value="1234.5"`, ``),
		cell(`office:value-type="boolean" office:boolean-value="true"`, `<text:p>TRUE</text:p>`),
		cell(`office:value-type="percentage" office:value="0.65"`, `<text:p>65%</text:p>`),
	)+row(
		cell(`office:value-type="string" office:string-value="无段落"`, ``),
		cell(`table:style-name="ce3" office:value-type="string"`, `<text:p>0123</text:p>`),
		cell(`office:value-type="time" office:time-value="PT14H30M00S"`, `<text:p>14:30</text:p>`),
		cell(`office:value-type="string" calcext:value-type="error"`, `<text:p>#N/A</text:p>`),
		cell(`office:value-type="float" office:value="110199195001010019"`, `<text:p>1.10199195001010E+17</text:p>`),
		cell(``, `<office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p><draw:frame><draw:text-box><text:p>图中</text:p></draw:text-box></draw:frame>`),
	)+row(
		cell(`office:value-type="date" office:date-value="2026-03-05T10:20:30"`, ``),
		cell(`office:value-type="string"`, `<text:p>一<text:tab/>二</text:p><text:p/><text:p>四</text:p>`),
		cell(`office:value-type="string"`, `<text:p><text:ruby><text:ruby-base>苟</text:ruby-base><text:ruby-text>gǒu</text:ruby-text></text:ruby></text:p>`),
		cell(`office:value-type="float" office:value="x"`, `<text:p>不是数</text:p>`),
	)+`</table:table>`)).Sheets[0]
	want := []string{
		`王芹  琴⏎二行⏎三行//text/`, `19900001234//number/`, `1950年3月/18323/date/yyyy"年"m"月"`, `1,234.50/1234.5/number/#,##0.00`, `TRUE//bool/`, `65%/0.65/number/`,
		`无段落//text/`, `0123//text/@`, `14:30/0.6041666666666667/date/`, `#N/A//error/`, `1.10199195001010E+17/110199195001010019/number/`, `正文//text/`,
		`2026-03-05 10:20:30/46086.43090277778/date/`, "一\t二⏎⏎四//text/", `苟//text/`, `不是数//text/`, `//empty/`, `//empty/`,
	}
	for i, w := range want {
		if got := describeCell(g, i/6, i%6); got != w {
			t.Errorf("%s is %s, want %s", forms.CellName(i/6, i%6), got, w)
		}
	}
}

// describeCell is a cell as text/raw/kind/format.
func describeCell(g *forms.Grid, r, c int) string {
	cell := g.At(r, c)
	kind := [...]string{"empty", "text", "number", "date", "bool", "error"}[cell.Kind]
	return fmt.Sprintf("%s/%s/%s/%s", strings.ReplaceAll(cell.Text, "\n", "⏎"), cell.Raw, kind, g.NumberFormat(cell))
}

// Blank rows to the sheet's end cost nothing; merges, hiding and order are kept.
func TestODSSheets(t *testing.T) {
	styles := `<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
		<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="2.54cm"/></style:style>`
	b := readODSBook(t, odsOf(t, styles, `<table:tracked-changes><table:cell-content-change><table:table-cell><text:p>旧</text:p></table:table-cell></table:cell-content-change></table:tracked-changes>
		<table:table table:name="字典" table:style-name="ta2"><table:table-row><table:table-cell><text:p>汉族</text:p></table:table-cell></table:table-row></table:table>
		<table:table table:name="名单" table:style-name="ta1"><table:shapes><draw:frame><table:table table:name="图"/></draw:frame></table:shapes>
		<table:table-column table:style-name="co1"/><table:table-column-group><table:table-column table:visibility="collapse"/></table:table-column-group><table:table-column table:number-columns-repeated="16382" table:visibility="collapse"/>
		<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="1"><text:p>标题</text:p></table:table-cell><table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell><table:covered-table-cell table:number-columns-repeated="16382"/></table:table-row></table:table-header-rows>
		<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell table:number-columns-repeated="3"><text:p>同</text:p></table:table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
		<table:table-row-group><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>户主</text:p></table:table-cell></table:table-row></table:table-row-group>
		<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`))
	if len(b.Sheets) != 2 || b.Sheets[0].Name != "字典" || !b.Sheets[0].Hidden || b.Sheets[1].Hidden {
		t.Fatalf("sheets %+v", b.Sheets)
	}
	g := b.Sheets[1]
	for r, want := range []string{"标题||", "同|同|同", "同|同|同", "||", "||", "||", "户主||"} {
		if got := row(g, r); got != want {
			t.Errorf("row %d is %q, want %q", r+1, got, want)
		}
	}
	if len(g.Rows) != 7 || fmt.Sprint(g.Merges, g.HiddenRows, g.HiddenCols) != "[{0 0 0 2} {6 0 7 0}] map[1:true 2:true] map[1:true 2:true]" {
		t.Errorf("%d rows, %v %v %v", len(g.Rows), g.Merges, g.HiddenRows, g.HiddenCols)
	}
	if w := g.Widths[0]; w < 13 || w > 14.5 {
		t.Errorf("an inch is %v characters", w)
	}
}

func TestODFThatIsRefused(t *testing.T) {
	locked := part{"META-INF/manifest.xml", []byte(`<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`)}
	for what, c := range map[string]struct {
		data []byte
		code string
	}{
		"a password":       {odsOf(t, "", "", locked), "file_locked"},
		"no content":       {zipOf(t, part{"mimetype", []byte(odsMime)}), "file_damaged"},
		"no sheet":         {odsOf(t, "", ""), "file_without_cells"},
		"a column of text": {odsOf(t, "", `<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>满</text:p></table:table-cell></table:table-row></table:table>`), "file_too_big_cells"},
		"nested":           {odsOf(t, "", `<table:table><table:table-row><table:table-cell>`+strings.Repeat(`<text:p><text:span>`, 400)), "file_damaged"},
	} {
		if _, err := Read("a.ods", c.data); err == nil || fault(t, err) != c.code {
			t.Errorf("%s: %v, want %s", what, err, c.code)
		}
	}
}

// One XML file is read like the zip.
func TestFlatOpenDocuments(t *testing.T) {
	b, err := Read("a.fods", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="一"><table:table-row><table:table-cell>
		<text:p>多
		  行</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`))
	if err != nil || b.Format != forms.ODS || b.Sheets[0].At(0, 0).Text != "多 行" {
		t.Errorf("%v %+v", err, b)
	}
	b, err = Read("a.fodt", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>通知</text:p></office:text></office:body></office:document>`))
	if err != nil || b.Format != forms.ODT || b.Sheets[0].Before[0] != "通知" {
		t.Errorf("%v %+v", err, b)
	}
}

func TestODTTablesAreGrids(t *testing.T) {
	cell := func(attrs, inner string) string {
		return `<table:table-cell ` + attrs + `>` + inner + `</table:table-cell>`
	}
	p := func(text string) string { return `<text:p>` + text + `</text:p>` }
	body := `<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
		`<text:h>低保花名册</text:h><text:section><text:p>填报单位：<text:s/>安宁社区</text:p></text:section>` +
		`<table:table table:style-name="T"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row>` +
		cell(`table:number-rows-spanned="2"`, p("序号")) + cell(`table:number-columns-spanned="2"`, p("家庭情况")) + `<table:covered-table-cell/></table:table-row></table:table-header-rows>` +
		`<table:table-row><table:covered-table-cell/>` + cell("", p("姓名")) + cell("", `<text:list><text:list-item><text:p>住址</text:p></text:list-item></text:list>`) + `</table:table-row>` +
		`<table:table-row>` + cell("", p("1")) + cell("", p("<office:annotation><text:p>批注</text:p></office:annotation>李四")) +
		cell("", p(`<draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box></draw:frame>框外`)+`<table:table><table:table-row>`+cell("", p("内"))+`</table:table-row></table:table>`+p("尾")) + `</table:table-row></table:table>` +
		p("填表人：赵五")
	data := zipOf(t, part{"mimetype", []byte("application/vnd.oasis.opendocument.text")},
		part{"content.xml", []byte(`<office:document-content><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`)},
		part{"styles.xml", []byte(`<office:document-styles><office:automatic-styles><style:page-layout style:name="Mpm1"><style:page-layout-properties style:print-orientation="landscape"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Mpm1"/></office:master-styles></office:document-styles>`)})
	b, err := Read("a.odt", data)
	if err != nil || b.Format != forms.ODT || len(b.Sheets) != 2 {
		t.Fatalf("%v, %+v", err, b)
	}
	g := b.Sheets[0]
	for r, want := range []string{"序号|家庭情况|", "|姓名|住址", "1|李四|框中\n框外\n尾"} {
		if got := row(g, r); got != want {
			t.Errorf("row %d is %q, want %q", r+1, got, want)
		}
	}
	if fmt.Sprint(g.Merges, g.Landscape) != "[{0 0 1 0} {0 1 0 2}] true" || strings.Join(g.Before, "/") != "低保花名册/填报单位： 安宁社区" || strings.Join(g.After, "/") != "填表人：赵五" {
		t.Errorf("%v %v %q %q", g.Merges, g.Landscape, g.Before, g.After)
	}
	if b.Sheets[1].Name != "表2" || b.Sheets[1].At(0, 0).Text != "内" {
		t.Errorf("%+v", b.Sheets[1])
	}
}

func FuzzODS(f *testing.F) {
	f.Add(`<style:style style:name="a" style:data-style-name="n"/><number:date-style style:name="n"><number:year/></number:date-style>`,
		`<table:table table:name="b"><table:table-column table:number-columns-repeated="3" table:visibility="collapse"/><table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell table:style-name="a" table:number-columns-repeated="2" table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="date" office:date-value="2026-01-01"><text:p>x<text:s text:c="3"/></text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, tables string) { checkRead(t, "a.ods", odsOf(t, styles, tables)) })
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>a<text:s/></text:p><table:table><table:table-column table:number-columns-repeated="2"/><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p><draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, body string) {
		checkRead(t, "a.odt", zipOf(t, part{"mimetype", []byte("application/vnd.oasis.opendocument.text")},
			part{"content.xml", []byte(`<d><office:body><office:text>` + body + `</office:text></office:body></d>`)}))
	})
}
