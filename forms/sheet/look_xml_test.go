package sheet

import (
	"testing"

	"huce/forms"
)

// odsForm is a flat OpenDocument spreadsheet with a look of every kind.
const odsForm = `<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:font-face-decls><style:font-face style:name="F1" svg:font-family="'方正小标宋简体'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="table-cell"><style:text-properties style:font-name="宋体" fo:font-size="10pt" style:font-size-asian="12pt"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
<style:style style:name="框" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:border="0.74pt solid #000000" fo:wrap-option="wrap" style:vertical-align="middle"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="1in"/></style:style>
<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="40pt"/></style:style>
<style:style style:name="ro2" style:family="table-row"><style:table-row-properties fo:break-before="page"/></style:style>
<style:style style:name="ta1" style:family="table" style:master-page-name="页"/>
<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default"><style:paragraph-properties fo:text-align="center"/><style:text-properties style:font-name-asian="F1" style:font-size-asian="20pt" style:font-weight-asian="bold" fo:color="#c00000"/></style:style>
<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="框"><style:table-cell-properties fo:border-left="2.5pt solid #000000" fo:border-right="none" fo:background-color="#ffff00"/><style:paragraph-properties fo:text-align="end"/></style:style>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:margin-left="36pt" fo:margin-top="30pt" style:scale-to="80%" style:table-centering="horizontal"/><style:header-style><style:header-footer-properties fo:min-height="20pt"/></style:header-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="页" style:page-layout-name="pm1"><style:header><text:p>页眉</text:p></style:header></style:master-page></office:master-styles>
<office:body><office:spreadsheet><table:table table:name="表" table:style-name="ta1" table:print-ranges="表.A1:表.C9">
<table:table-column table:style-name="co1" table:number-columns-repeated="16384" table:default-cell-style-name="框"/>
<table:table-header-rows><table:table-row table:style-name="ro1"><table:table-cell table:style-name="ce1" table:number-columns-spanned="3"><text:p>居民登记表</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2" table:style-name="ce1"/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:style-name="ce2" table:number-rows-spanned="1"><text:p>王一</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
<table:table-row table:style-name="ro2"><table:table-cell><text:p>李二</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>`

// xmlForm is the same as XML Spreadsheet 2003.
const xmlForm = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles>
<Style ss:ID="Default"><Alignment ss:Vertical="Bottom"/><Font ss:FontName="宋体" ss:Size="12"/></Style>
<Style ss:ID="k"><Alignment ss:Vertical="Center" ss:WrapText="1"/><Borders><Border ss:Position="Left" ss:LineStyle="Continuous" ss:Weight="1"/><Border ss:Position="Top" ss:LineStyle="Continuous" ss:Weight="1"/><Border ss:Position="Right" ss:LineStyle="Continuous" ss:Weight="1"/><Border ss:Position="Bottom" ss:LineStyle="Continuous" ss:Weight="1"/></Borders></Style>
<Style ss:ID="t"><Alignment ss:Horizontal="Center"/><Font ss:FontName="方正小标宋简体" ss:Size="20" ss:Bold="1" ss:Color="#C00000"/></Style>
<Style ss:ID="b" ss:Parent="k"><Alignment ss:Horizontal="Right" ss:Vertical="Center" ss:WrapText="1"/><Borders><Border ss:Position="Left" ss:LineStyle="Continuous" ss:Weight="3"/><Border ss:Position="Top" ss:LineStyle="Continuous" ss:Weight="1"/><Border ss:Position="Bottom" ss:LineStyle="Continuous" ss:Weight="1"/></Borders><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style>
</Styles>
<Worksheet ss:Name="表"><Names><NamedRange ss:Name="Print_Area" ss:RefersTo="=表!R1C1:R9C3"/><NamedRange ss:Name="Print_Titles" ss:RefersTo="=表!R1"/></Names>
<Table ss:DefaultColumnWidth="60"><Column ss:StyleID="k" ss:Width="72" ss:Span="255"/>
<Row ss:Height="40"><Cell ss:StyleID="t" ss:MergeAcross="2"><Data ss:Type="String">居民登记表</Data></Cell></Row>
<Row ss:Span="1"><Cell ss:Index="2" ss:StyleID="b"><Data ss:Type="String">王一</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">李二</Data></Cell></Row>
</Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><PageSetup><Layout x:CenterHorizontal="1"/><PageMargins x:Left="0.5" x:Top="0.6944444"/></PageSetup><Print><Scale>80</Scale></Print></WorksheetOptions>
<PageBreaks xmlns="urn:schemas-microsoft-com:office:excel"><RowBreaks><RowBreak><Row>3</Row></RowBreak></RowBreaks></PageBreaks>
</Worksheet></Workbook>`

// A form says the same of its look in both formats.
func TestLookOfODSAndSpreadsheetML(t *testing.T) {
	for _, c := range []struct {
		format forms.Format
		data   string
	}{{forms.ODS, odsForm}, {forms.SpreadsheetML, xmlForm}} {
		t.Run(string(c.format), func(t *testing.T) {
			book, err := Read("a.xml", []byte(c.data))
			if err != nil || book.Format != c.format {
				t.Fatalf("%v as %v", err, book)
			}
			if err := addLooks([]byte(c.data), book); err != nil {
				t.Fatal(err)
			}
			l := book.Sheets[0].Look
			base, title, box, plain := l.Of(-1, -1), l.Of(0, 0), l.Of(1, 1), l.Of(1, 0)
			if base.Font != "宋体" || base.Size != 12 || base.Left != 0 {
				t.Errorf("of all cells %+v", base)
			}
			if title.Font != "方正小标宋简体" || title.Size != 20 || !title.Bold || title.Colour != 0xC00000 || title.Across != forms.AtCentre || title.Left != 0 {
				t.Errorf("title %+v", title)
			}
			if l.Of(0, 2) != title {
				t.Errorf("a merge ends in %+v", l.Of(0, 2))
			}
			if box.Left != ruleThick || box.Top != ruleThin || box.Bottom != ruleThin || box.Right != 0 || !box.Wrap ||
				!box.Filled || box.Fill != 0xFFFF00 || box.Across != forms.AtRight || box.Down != forms.AtMiddle {
				t.Errorf("box %+v", box)
			}
			if plain.Left != ruleThin || plain.Right != ruleThin || plain.Filled {
				t.Errorf("of a column %+v", plain)
			}
			if l.Height(0) != 40 || l.Height(2) != l.RowHeight || l.Margins[0] != 36 || l.Margins[1] < 49.9 || l.Margins[1] > 50.1 || l.Scale != 0.8 || !l.Centred {
				t.Errorf("heights %v, margins %v, scale %v", l.Heights, l.Margins, l.Scale)
			}
			if (l.Titles != forms.Span{First: 1, Last: 1}) || !l.HasArea || (l.PrintArea != forms.Range{Bottom: 8, Right: 2}) {
				t.Errorf("titles %v, area %v", l.Titles, l.PrintArea)
			}
			if len(l.Breaks) != 1 || l.Breaks[0] != 3 {
				t.Errorf("breaks %v", l.Breaks)
			}
			if w := book.Sheets[0].Widths[0] * l.CharWidth; w < 71.9 || w > 72.1 {
				t.Errorf("a column of an inch is %v points wide", w)
			}
			if len(l.Cells) > len(book.Sheets[0].Rows)+blankRows {
				t.Errorf("%d rows have a look", len(l.Cells))
			}
		})
	}
}
