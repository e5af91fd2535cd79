package fill

import (
	"fmt"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/sheet"
)

// roster is a small roster: title, header, three rows, a total, a footer.
func roster() (*forms.Grid, *forms.Layout) {
	g := &forms.Grid{Name: "花名册", Widths: []float64{6, 12, 24, 8}}
	g.Merges = []forms.Range{{Top: 0, Left: 0, Bottom: 0, Right: 3}}
	lines := [][]string{
		{"高龄津贴花名册"},
		{"序号", "姓名", "身份证号", "金额"},
		{"1", "王一", "110199194001010017", "100"},
		{"2", "李二", "110199193501010021", "200"},
		{"3", "赵三", "110199193001010033", "300"},
		{"合计", "3", "", "600"},
		{"填表人：刘敏"},
	}
	for r, line := range lines {
		for c, v := range line {
			style := forms.StyleBody
			if r < 2 {
				style = forms.StyleHead
			}
			cell := forms.T(v, style)
			if r > 1 && r < 6 && v != "" && c != 2 && v != "合计" && c != 1 {
				cell = forms.Cell{Text: v, Raw: v, Kind: forms.CellNumber, Style: style}
			}
			g.Set(r, c, cell)
		}
	}
	l := &forms.Layout{
		Sheet: g.Name, Kind: forms.KindTable, Title: "高龄津贴花名册",
		HeaderRows: forms.Span{First: 2, Last: 2}, DataRows: forms.Span{First: 3, Last: 6},
		Skipped: []forms.Skipped{{Row: 6, Reason: "total"}},
		Columns: []forms.Column{
			{Index: 0, Label: "序号", Field: "calc.seq"},
			{Index: 1, Label: "姓名", Field: "person.name"},
			{Index: 2, Label: "身份证号", Field: "person.id_no"},
			{Index: 3, Label: "金额", Field: "elder.allowance"},
		},
	}
	return g, l
}

func people(n int) [][]string {
	var rows [][]string
	for i := range n {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("周某%d", i+1), fmt.Sprintf("99010119400101%04d", i+1), "150"})
	}
	return rows
}

func filled(t *testing.T, g *forms.Grid, format forms.Format, s Sheet) (*forms.Book, Result) {
	t.Helper()
	src, err := sheet.Write(&forms.Book{Format: format, Encoding: "gb18030", Comma: ',', Sheets: []*forms.Grid{g}}, format)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read("表."+string(format), src)
	if err != nil {
		t.Fatal(err)
	}
	res, err := File(src, book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	out, err := sheet.Read("表."+string(res.Format), res.Data)
	if err != nil {
		t.Fatal(err)
	}
	if out.Format != res.Format {
		t.Fatalf("says %s, is %s", res.Format, out.Format)
	}
	return out, res
}

func TestRosterFilledAndReadBack(t *testing.T) {
	for _, format := range []forms.Format{forms.XLSX, forms.CSV, forms.DOCX} {
		for _, n := range []int{0, 1, 3, 7} {
			t.Run(fmt.Sprintf("%s/%d", format, n), func(t *testing.T) {
				g, l := roster()
				out, res := filled(t, g, format, Sheet{Layout: l, Rows: people(n)})
				got := out.Sheets[0]
				at := func(r, c int) string { return got.At(r, c).Text }
				for i, want := range people(n) {
					row := 2 + i // new rows stand after the third, before the total
					for j, v := range want {
						if at(row, j) != v {
							t.Errorf("row %d column %d is %q, want %q", row+1, j+1, at(row, j), v)
						}
					}
				}
				for i := n; i < 3; i++ {
					if name := at(2+i, 1); name != "" {
						t.Errorf("row %d still says %q", 3+i, name)
					}
				}
				total := 2 + max(n, 3)
				if at(total, 0) != "合计" || !strings.HasPrefix(at(total+1, 0), "填表人") {
					t.Errorf("rows under the data are %q, %q", at(total, 0), at(total+1, 0))
				}
				if at(total, 1) != fmt.Sprint(n) || at(total, 3) != fmt.Sprint(150*n) {
					t.Errorf("totals are %q and %q", at(total, 1), at(total, 3))
				}
				if res.Cells != 4*n {
					t.Errorf("%d cells counted, want %d", res.Cells, 4*n)
				}
			})
		}
	}
}

func TestOtherFormatsComeBackAsXLSXOrDOCXAndSaySo(t *testing.T) {
	for from, to := range map[forms.Format]forms.Format{
		forms.XLS: forms.XLSX, forms.ODS: forms.XLSX, forms.SpreadsheetML: forms.XLSX, forms.HTML: forms.XLSX,
		forms.ODT: forms.DOCX, forms.WordML: forms.DOCX,
	} {
		g, l := roster()
		book := &forms.Book{Format: from, Sheets: []*forms.Grid{g}}
		res, err := File(nil, book, []Sheet{{Layout: l, Rows: people(2)}})
		if err != nil {
			t.Fatal(err)
		}
		if res.Format != to || len(res.Notes) == 0 || res.Notes[0].Code != "fill_format" {
			t.Errorf("%s: format %s, notes %v", from, res.Format, res.Notes)
		}
		if g.At(2, 1).Text != "王一" {
			t.Error("the book that was read has changed")
		}
	}
}

// card is a small card with two members' rows.
func card() (*forms.Grid, *forms.Layout) {
	g := &forms.Grid{Name: "卡", Widths: []float64{10, 16, 10, 16}}
	for r, line := range [][]string{
		{"姓名", "王一", "性别", "男"},
		{"住址", "桂花花园3号楼2单元304室", "", ""},
		{"成员", "关系", "身份证号", "备注"},
		{"王小一", "子", "110199197001010013", ""},
		{"", "", "", ""},
		{"审批意见", "同意", "", ""},
	} {
		for c, v := range line {
			g.Set(r, c, forms.T(v, forms.StyleBody))
		}
	}
	g.Merges = []forms.Range{{Top: 1, Left: 1, Bottom: 1, Right: 3}, {Top: 5, Left: 1, Bottom: 5, Right: 3}}
	l := &forms.Layout{Sheet: "卡", Kind: forms.KindCard, Cards: []forms.Card{{
		Rows: forms.Span{First: 1, Last: 6},
		Cells: []forms.CardCell{
			{Row: 0, Col: 1, Label: "姓名"},
			{Row: 0, Col: 3, Label: "性别"},
			{Row: 1, Col: 1, Label: "住址"},
			{Row: 5, Col: 1, Label: "审批意见"},
		},
		Header: forms.Span{First: 3, Last: 3}, Members: forms.Span{First: 4, Last: 5},
		Columns: []forms.Column{{Index: 0}, {Index: 1}, {Index: 2}, {Index: 3}},
	}}}
	return g, l
}

func TestCardsFilledAndReadBack(t *testing.T) {
	ptr := func(s string) *string { return &s }
	cards := []Card{
		{Cells: []*string{ptr("周一"), ptr("女"), ptr("团结里24号"), nil}, Members: [][]string{{"周小一", "长女", "990101197001010011", ""}}},
		{Cells: []*string{ptr("吴二"), ptr("男"), ptr(""), nil}, Members: [][]string{{"甲", "子", "", ""}, {"乙", "女", "", ""}, {"丙", "女", "", ""}}},
	}
	for _, format := range []forms.Format{forms.XLSX, forms.DOCX} {
		t.Run(string(format), func(t *testing.T) {
			g, l := card()
			if format == forms.DOCX {
				g.Before = []string{"困难职工档案表", "填报单位：安宁社区"}
			}
			out, res := filled(t, g, format, Sheet{Layout: l, Cards: cards})
			if len(out.Sheets) != 2 {
				t.Fatalf("%d sheets for two cards", len(out.Sheets))
			}
			for i, name := range []string{"周一", "吴二"} {
				s := out.Sheets[i]
				if s.At(0, 1).Text != name {
					t.Errorf("card %d is of %q", i+1, s.At(0, 1).Text)
				}
				if s.At(5, 1).Text != "同意" {
					t.Errorf("the approval box of card %d says %q", i+1, s.At(5, 1).Text)
				}
				if len(s.Merges) != 2 {
					t.Errorf("card %d has merges %v", i+1, s.Merges)
				}
			}
			if got := out.Sheets[1].At(1, 1).Text; got != "" {
				t.Errorf("an unknown address is %q", got)
			}
			if got := out.Sheets[1].At(4, 0).Text; got != "乙" {
				t.Errorf("the second member is %q", got)
			}
			if format == forms.DOCX && strings.Join(out.Sheets[1].Before, "|") != strings.Join(out.Sheets[0].Before, "|") {
				t.Errorf("lines over the second card: %q", out.Sheets[1].Before)
			}
			if len(res.Notes) != 1 || res.Notes[0].Code != "fill_members" {
				t.Errorf("notes %v: the third member of card 2 has no row", res.Notes)
			}
		})
	}
}

func TestSetCellKeepsTheLooksOfACell(t *testing.T) {
	for _, c := range []struct{ name, in, text, want string }{
		{
			"first run keeps its looks", `<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>旧</w:t></w:r><w:r><w:t>值</w:t></w:r></w:p></w:tc>`, "新",
			`<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">新</w:t></w:r><w:r></w:r></w:p></w:tc>`,
		},
		{
			"the mark's looks where there is no run", `<w:tc><w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="21"/></w:rPr></w:pPr></w:p></w:tc>`, "a<b",
			`<w:tc><w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="21"/></w:rPr></w:pPr><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">a&lt;b</w:t></w:r></w:p></w:tc>`,
		},
		{"an empty paragraph", `<w:tc><w:tcPr/><w:p/></w:tc>`, "新", `<w:tc><w:tcPr/><w:p><w:r><w:t xml:space="preserve">新</w:t></w:r></w:p></w:tc>`},
		{
			"further paragraphs go", `<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc>`, "新",
			`<w:tc><w:p><w:r><w:t xml:space="preserve">新</w:t></w:r></w:p></w:tc>`,
		},
		{
			"a picture stays", `<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:drawing/></w:r></w:p></w:tc>`, "",
			`<w:tc><w:p><w:r><w:t xml:space="preserve"></w:t></w:r></w:p><w:p><w:r><w:drawing/></w:r></w:p></w:tc>`,
		},
		{"nothing for nothing", `<w:tc><w:p/></w:tc>`, "", `<w:tc><w:p/></w:tc>`},
	} {
		got, err := setCell([]byte(c.in), c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if string(got) != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
