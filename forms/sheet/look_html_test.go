package sheet

import (
	"strings"
	"testing"

	"huce/forms"
)

func pageLook(t testing.TB, page string) *forms.Grid {
	t.Helper()
	book, err := Read("导出.xls", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	AddLooks([]byte(page), book)
	if book.Sheets[0].Look == nil {
		t.Fatal("it has no look")
	}
	return book.Sheets[0]
}

// A web page's cells look as its style sheets, attributes and elements say, the nearer
// of them counting.
func TestLooksOfPages(t *testing.T) {
	const css = `<style>td{font-size:10pt;border:1px solid #000} .t td.n{text-align:right} .x td{color:red} td.h,#a{font-weight:bold;background:#ff0}</style>`
	for name, c := range map[string]struct {
		page string
		is   func(l forms.CellLook) bool
	}{
		"rule of an element":    {css + `<table><tr><td>a</table>`, func(l forms.CellLook) bool { return l.Size == 10 && l.Left == ruleThin && l.Bottom == ruleThin }},
		"rule below a class":    {css + `<table class="w t"><tr><td class=n>1</table>`, func(l forms.CellLook) bool { return l.Across == forms.AtRight && l.Colour == 0 }},
		"class":                 {css + `<table><tr><td class=h>a</table>`, func(l forms.CellLook) bool { return l.Bold && l.Filled && l.Fill == 0xFFFF00 }},
		"number":                {css + `<table><tr><td id=a>a</table>`, func(l forms.CellLook) bool { return l.Bold }},
		"its own style counts":  {css + `<table><tr><td class=h style="border:none;font-weight:normal">a<td>b</table>`, func(l forms.CellLook) bool { return !l.Bold && l.Left == 0 }},
		"one side":              {css + `<table><tr><td style="border-bottom:none">a</table>`, func(l forms.CellLook) bool { return l.Bottom == 0 && l.Top == ruleThin }},
		"widths of sides":       {`<table><tr><td style="border:solid;border-width:0 1px 2pt">a</table>`, func(l forms.CellLook) bool { return l.Top == 0 && l.Left == ruleThin && l.Bottom == ruleThick }},
		"border of the table":   {`<table border=1><tr><td>a</table>`, func(l forms.CellLook) bool { return l.Top == ruleThin }},
		"no border":             {`<table border=0><tr><td width=70>a</table>`, func(l forms.CellLook) bool { return l.Top == 0 }},
		"head":                  {`<table border=1><tr align=left><th>a</table>`, func(l forms.CellLook) bool { return l.Bold && l.Across == forms.AtCentre }},
		"row":                   {`<table border=1><tr align=right bgcolor="#CCC"><td>a</table>`, func(l forms.CellLook) bool { return l.Across == forms.AtRight && l.Fill == 0xCCCCCC }},
		"elements round a text": {`<table border=1><tr><td><font size=5 color=blue face="楷体,serif"><b>a</b></font></table>`, func(l forms.CellLook) bool { return l.Size == 18 && l.Bold && l.Colour == 0xFF && l.Font == "楷体" }},
		"element inside a text": {`<table border=1><tr><td>a <b>b</b></table>`, func(l forms.CellLook) bool { return !l.Bold }},
		"shorthand":             {`<body style='font:bold 16px/1.5 "仿宋_GB2312",serif'><table border=1><tr><td>a</table>`, func(l forms.CellLook) bool { return l.Size == 12 && l.Bold && l.Font == "仿宋_GB2312" }},
		"shorthand of the cell": {`<table border=1><tr><td style='font:bold 16px/1.5 "仿宋_GB2312",serif'>a</table>`, func(l forms.CellLook) bool { return l.Size == 12 && l.Bold && l.Font == "仿宋_GB2312" }},
		"lines":                 {`<table border=1><tr><td nowrap>a</table>`, func(l forms.CellLook) bool { return !l.Wrap }},
		"not of the screen":     {`<style>@media screen{td{color:red}}</style><table border=1><tr><td>a</table>`, func(l forms.CellLook) bool { return l.Colour == 0 }},
		"what Excel writes":     {`<style><!--.xl1{mso-style-parent:style0;border-top:.5pt solid windowtext;layout-flow:vertical;mso-text-control:shrinktofit}--></style><table><tr><td class=xl1>a</table>`, func(l forms.CellLook) bool { return l.Top == ruleThin && l.Left == 0 && l.Upright && l.Shrink }},
		"damaged style sheets":  {`<style>td{color:red; } { }}} .x{ </style><table border=1><tr><td style=";;:;color:#12;font-size:1e9px">a</table>`, func(l forms.CellLook) bool { return l.Colour == 0xFF0000 && l.Size == 11 }},
	} {
		if l := pageLook(t, c.page).Look.Of(0, 0); !c.is(l) {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

// A page that says nothing of its table has no look: the printer's own serves it.
func TestPageWithoutLooks(t *testing.T) {
	page := []byte(`<table><tr><th>姓名<th>电话<tr><td>王一<td>19900000001</table>`)
	book, err := Read("导出.xls", page)
	if err != nil {
		t.Fatal(err)
	}
	if AddLooks(page, book); book.Sheets[0].Look != nil {
		t.Errorf("%+v", book.Sheets[0].Look)
	}
}

// The page, columns, rows, titles and merges of a web page are those that it says.
func TestPagesOfPages(t *testing.T) {
	g := pageLook(t, `<style>@page{margin:1in .5in 2cm .5in;mso-page-orientation:landscape}</style><h2 align=center>名单</h2><p align=right>单位：安宁社区</p>
<table border=1><colgroup width=70></colgroup><colgroup span=2 width=140></colgroup><tr height=40><td rowspan=2>序号<td>姓名<td>住址<tr><td style="height:30pt">李<td>x</table>`)
	l := g.Look
	if !g.Landscape || l.Margins != [4]float64{36, 72, 36, cssPoints("2cm", 0)} {
		t.Errorf("landscape %v, margins %v", g.Landscape, l.Margins)
	}
	if len(g.Widths) != 3 || g.Widths[0] != 10 || g.Widths[2] != 20 {
		t.Errorf("widths %v", g.Widths)
	}
	if l.Height(2) != 30 || l.Height(3) != 30 {
		t.Errorf("heights %v", l.Heights)
	}
	title := forms.Range{Right: 2}
	if m, ok := g.Merged(0, 0); !ok || m != title || l.Of(0, 0).Across != forms.AtCentre || !l.Of(0, 0).Bold || l.Of(0, 0).Size != 18 {
		t.Errorf("the title stands in %v, %+v", m, l.Of(0, 0))
	}
	if l.Of(1, 0).Across != forms.AtRight || l.Of(1, 0).Bold {
		t.Errorf("the line below it %+v", l.Of(1, 0))
	}
	if l.Of(3, 0).Bottom != ruleThin {
		t.Error("a merged cell has no rule below")
	}
	half := pageLook(t, `<table><tr><td width="25%">a<td style="width:140px">b</table>`)
	if half.Widths[0] != pageChars/4 || half.Widths[1] != 20 {
		t.Errorf("widths %v", half.Widths)
	}
}

// Whatever a page says, its looks are read without fault and leave its text alone.
func FuzzLooksOfPages(f *testing.F) {
	f.Add(`<style>td.a,.b td{border:1px solid;font:bold 12px x}</style><table border=1><tr><td class=a rowspan=3 style="border-width:1px 2px">x<th>y</table><h1>z`)
	f.Add(`<style>@page{margin:1 2 3 4}@media print{td{color:rgb(1,2,999)}}</style><center>a<br>b<table><tr><td><table border=2><tr><td>c</table>`)
	f.Fuzz(func(t *testing.T, page string) {
		if !strings.Contains(page, "<table") {
			return // no page of tables: FuzzHTML's matter
		}
		data := []byte(page)
		book, err := Read("导出.xls", data)
		if err != nil || book.Format != forms.HTML {
			return // refused, or read as another format: there are no looks
		}
		var before []string
		for _, row := range book.Sheets[0].Rows {
			for _, c := range row {
				before = append(before, c.Text)
			}
		}
		if err := addLooks(data, book); err != nil { // a panic, too, is found
			t.Fatal(err)
		}
		n := 0
		for _, row := range book.Sheets[0].Rows {
			for _, c := range row {
				if c.Text != before[n] {
					t.Fatalf("%q was %q", c.Text, before[n])
				}
				n++
			}
		}
	})
}
