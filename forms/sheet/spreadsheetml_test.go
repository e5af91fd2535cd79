package sheet

import (
	"fmt"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huce/forms"
)

const xmlBookHead = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">`

const xmlBookStyles = `<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style>
	<Style ss:ID="s2" ss:Parent="s1"/><Style ss:ID="s3"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style><Style ss:ID="s4"><NumberFormat ss:Format="@"/></Style><Style ss:ID="s5"><NumberFormat ss:Format="Standard"/></Style></Styles>`

func TestXMLSpreadsheets(t *testing.T) {
	text := xmlBookHead + xmlBookStyles + `<Worksheet ss:Name="花名册"><Table><Column ss:Width="60"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
		<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">右</Data></Cell></Row>
		<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="Number">19900001234</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell><Cell ss:StyleID="s3"><Data ss:Type="Number">18323</Data></Cell></Row>
		<Row><Cell ss:StyleID="s4"><Data ss:Type="String">0123</Data></Cell><Cell ss:Index="3"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B><Font>细&#10;二行</Font></ss:Data></Cell><Cell ss:StyleID="s5"><Data ss:Type="Number">1234.5</Data></Cell></Row>
		<Row ss:Span="2"/><Row><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell><Data ss:Type="DateTime">2026-03-05T10:00:00.000</Data></Cell><Cell><Data ss:Type="Number">无</Data></Cell></Row>
		</Table><WorksheetOptions><PageSetup><Layout x:Orientation="Landscape"/></PageSetup></WorksheetOptions></Worksheet>
		<Worksheet ss:Name="字典"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for enc, data := range map[string]string{"utf-8": text, "gbk": gbk} {
		b, err := Read("表.xls", []byte(data))
		if err != nil || b.Format != forms.SpreadsheetML || len(b.Sheets) != 2 || len(b.Notes) > 0 {
			t.Fatalf("%s: %v, %+v", enc, err, b)
		}
		g := b.Sheets[0]
		for at, want := range map[[2]int]string{
			{0, 0}: "标题//text/", {0, 1}: "//empty/", {0, 3}: "右//text/", {2, 1}: "19900001234//number/", {2, 2}: "2026-03-05/46086/date/yyyy-mm-dd",
			{2, 3}: `1950年3月/18323/date/yyyy"年"m"月"`, {3, 0}: "0123//text/@", {3, 2}: "粗细⏎二行//text/", {3, 3}: "1,234.50/1234.5/number/#,##0.00",
			{7, 0}: "TRUE//bool/", {7, 1}: "#REF!//error/", {7, 2}: "2026-03-05 10:00:00/46086.416666666664/date/", {7, 3}: "无//text/",
		} {
			if got := describeCell(g, at[0], at[1]); got != want {
				t.Errorf("%s: %s is %s, want %s", enc, forms.CellName(at[0], at[1]), got, want)
			}
		}
		if fmt.Sprint(g.Merges, g.HiddenRows, g.HiddenCols, g.Landscape, g.Widths[0]) != "[{0 0 0 2} {2 1 3 1}] map[2:true] map[2:true 3:true] true 10" {
			t.Errorf("%s: %v %v %v %v %v", enc, g.Merges, g.HiddenRows, g.HiddenCols, g.Landscape, g.Widths)
		}
		if !b.Sheets[1].Hidden || b.Sheets[1].Name != "字典" {
			t.Errorf("%+v", b.Sheets[1])
		}
	}
}

func FuzzSpreadsheetML(f *testing.F) {
	f.Add(xmlBookStyles + `<Worksheet ss:Name="a"><Table><Column ss:Index="2" ss:Span="3" ss:Hidden="1" ss:Width="9"/><Row ss:Index="2" ss:Hidden="1" ss:Span="1"><Cell ss:Index="3" ss:StyleID="s3" ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="Number">18323</Data></Cell><Cell><Data ss:Type="DateTime">2026-01-01</Data></Cell></Row></Table></Worksheet>`)
	f.Fuzz(func(t *testing.T, body string) { checkRead(t, "a.xls", []byte(xmlBookHead+body)) })
}
