package sheet

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huce/forms"
)

func readPage(t testing.TB, page string) *forms.Grid {
	t.Helper()
	b, err := Read("导出.xls", []byte(page))
	if err != nil {
		t.Fatalf("%v: %s", err, page)
	}
	if b.Format != forms.HTML || len(b.Notes) > 0 {
		t.Errorf("read as %s, %v", b.Format, b.Notes)
	}
	return b.Sheets[0]
}

// pages as systems export them; rows are given with | between cells, / between
// rows, ⏎ inside a cell.
func TestPagesAreGrids(t *testing.T) {
	for what, c := range map[string]struct{ page, want, merges string }{
		"plain":             {`<table><tr><th>姓名</th><th>电话</th></tr><tr><td>王芹琴</td><td>01990000</td></tr></table>`, "姓名|电话/王芹琴|01990000", "[]"},
		"no end tags":       {`<table><tr><td>a<td>b<tr><td>c<td>d</table>`, "a|b/c|d", "[]"},
		"no rows":           {`<table><td>a</td><td>b</td></table>`, "a|b", "[]"},
		"spans":             {`<table><tr><td rowspan=2>序号<td colspan=2>情况<tr><td>姓名<td>住址<tr><td>1<td>李<td>x</table>`, "序号|情况|/|姓名|住址/1|李|x", "[{0 0 1 0} {0 1 0 2}]"},
		"rowspan too long":  {`<table><tr><td rowspan=9>户<td>a<tr><td>b</table>`, "户|a/|b", "[{0 0 1 0}]"},
		"rowspan 0":         {`<table><tr><td rowspan=0>户<td>a<tr><td>b<tr><td>c</table>`, "户|a/|b/|c", "[{0 0 2 0}]"},
		"lines":             {`<table><tr><td>示范路1号<br>2单元<td><p>甲</p><p>乙</p><td><div>丙</div>丁</table>`, "示范路1号⏎2单元|甲⏎乙|丙⏎丁", "[]"},
		"spaces":            {"<table><tr><td>  姓\n\t名 </td><td>&nbsp;</td><td>a&nbsp;b &lt;c&gt; &#24352;</td></table>", "姓 名||a\u00a0b <c> 张", "[]"},
		"title above":       {`<html><head><title>t</title><style>td{x}</style></head><body><h2>低保花名册</h2>单位：安宁社区<table><tr><td>a</table>制表人：赵</body>`, "低保花名册/单位：安宁社区/a/制表人：赵", "[]"},
		"caption":           {`<table><caption>标题</caption><tr><td>a</table>`, "标题/a", "[]"},
		"two tables":        {`<table><tr><td>a</table><table><tr><td>b<td>c</table>`, "a|/b|c", "[]"},
		"layout table":      {`<table><tr><td>标题<tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr><tr><td>尾</table>`, "标题|/a|b/c|d/尾|", "[]"},
		"text round nested": {`<table><tr><td>前<table><tr><td>a<td>b</table>后</td><td>右</table>`, "前||右/a|b|/后||", "[]"},
		"nested spans":      {`<table><tr><td rowspan=2>左<td><table><tr><td>a<tr><td>b</table><tr><td>c</table>`, "左|a/|b/|c", "[{0 0 2 0}]"},
		"table in a row":    {`<table><tr><table><tr><td>a</table></tr></table>`, "a", "[]"},
		"stray cell":        {`<td>x</td><table><tr><td>a</table>`, "x/a", "[]"},
		"scripts":           {`<table><tr><td>a<script>if (1<2) "<td>"</script><td><style>b</style>c</table>`, "a|c", "[]"},
		"fields":            {`<table><tr><td><input type=text value="张三"><td><input type=checkbox checked>低保<td><select><option>男<option selected>女</select></table>`, "张三|☑低保|女", "[]"},
		"XHTML":             {`<?xml version="1.0" encoding="gbk"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><table><tbody><tr><td/><td>b</td></tr></tbody></table></body></html>`, "|b", "[]"},
	} {
		g := readPage(t, c.page)
		var rows []string
		for r := range g.Rows {
			rows = append(rows, strings.ReplaceAll(row(g, r), "\n", "⏎"))
		}
		if got := strings.Join(rows, "/"); got != c.want || fmt.Sprint(g.Merges) != c.merges {
			t.Errorf("%s: %q %v, want %q %s", what, got, g.Merges, c.want, c.merges)
		}
	}
}

// What Excel and LibreOffice leave in a page of a cell's value and format.
func TestPagesWithValues(t *testing.T) {
	g := readPage(t, `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>花&amp;名册</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
		<style>.xl24 {color:red; mso-number-format:"yyyy\0022年\0022m\0022月\0022";} .xl25{mso-number-format:"\@";}</style></head>
		<table x:str><col width=70><col style='display:none' span=1><tr style="display: none"><td x:num="18323" class=xl24>1950年3月</td><td class=xl25>0123</td><td style='mso-number-format:"Short Date"' x:num='46086'>2026-03-05</td></tr>
		<tr><td style="vnd.ms-excel.numberformat:@">110199195001010019</td><td x:num>12</td><td sdval="1234.5" sdnum="2052;0;#,##0.00">1,234.50</td></tr></table>`)
	want := []string{`1950年3月/18323/date/yyyy"年"m"月"`, "0123//text/@", "2026-03-05/46086/date/yyyy-mm-dd", "110199195001010019//text/@", "12//text/", "1,234.50/1234.5/number/#,##0.00"}
	for i, w := range want {
		if got := describeCell(g, i/3, i%3); got != w {
			t.Errorf("%s is %s, want %s", forms.CellName(i/3, i%3), got, w)
		}
	}
	if g.Name != "花&名册" || fmt.Sprint(g.HiddenRows, g.HiddenCols, g.Widths) != "map[0:true] map[1:true] [10]" {
		t.Errorf("%s %v %v %v", g.Name, g.HiddenRows, g.HiddenCols, g.Widths)
	}
}

// A page is decoded by its bytes: what its head says is often wrong.
func TestPagesOfAnyEncoding(t *testing.T) {
	const page = `<html><meta http-equiv=Content-Type content="text/html; charset=%s"><table><tr><td>姓名</td><td>住址</td></tr></table></html>`
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(fmt.Sprintf(page, "utf-8"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{fmt.Sprintf(page, "gb2312"), fmt.Sprintf(page, "utf-8"), "\uFEFF" + fmt.Sprintf(page, "gbk"), gbk, strings.Replace(gbk, "utf-8", "gb2312", 1)} {
		if got := row(readPage(t, p), 0); got != "姓名|住址" {
			t.Errorf("%.90q shows %q", p, got)
		}
	}
}

func TestPagesThatAreRefused(t *testing.T) {
	for what, c := range map[string]struct{ page, code string }{
		"a page without a table": {"<html><body>登录超时，请重新登录</body></html>", "file_not_table"},
		"tables without end":     {strings.Repeat("<table><tr><td>", 1000), "file_damaged"},
		"cells far out":          {"<table>" + strings.Repeat("<tr>"+strings.Repeat("<td colspan=999>", 16)+"x", 300), "file_too_big_cells"},
		"merges beyond number":   {"<table>" + strings.Repeat("<tr>"+strings.Repeat("<td colspan=2>", 3000), 100), "file_too_big_cells"},
	} {
		if _, err := Read("a.xls", []byte(c.page)); err == nil || fault(t, err) != c.code {
			t.Errorf("%s: %v, want %s", what, err, c.code)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(`<html><style>.x{mso-number-format:"\@"}</style><h1>a</h1><table><caption>b</caption><col width=9 span=2 style="display:none"><tr style="display:none"><td class=x rowspan=2 colspan=3 x:num="1">c<br>d<td sdval=2 sdnum="1;0;0"><table><tr><td>e</table>f<tr><th>g</table><p>h<input type=radio checked><select><option>i`)
	f.Fuzz(func(t *testing.T, page string) { checkRead(t, "a.xls", []byte("<table>"+page)) })
}
