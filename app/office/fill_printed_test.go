package office

import (
	"os"
	"path/filepath"
	"testing"

	"huce/forms"
	"huce/forms/sheet"
)

// A form that prints what is to be chosen and where to write is filled in just there:
// ticks, days between 年 月 日, boxes, several answers in one cell. What the register
// can't answer stays as printed, and is listed.
func TestPrintedChoicesAndBlanksAreFilledIn(t *testing.T) {
	o, dir := testOffice(t), t.TempDir()
	known := textGrid([]string{"序号", "姓名", "性别", "公民身份号码", "出生日期", "婚姻状况", "与户主关系", "联系电话", "家庭住址"},
		[]string{"1", "王一", "女", "110199195003010023", "1950-03-01", "丧偶", "户主", "19900000001", "3号楼2单元501室"})
	card := textGrid([]string{"居民情况登记表", "", "", ""},
		[]string{"姓名", "", "性别", "□男 □女"},
		[]string{"出生日期", "______年___月___日", "民族", ""},
		[]string{"公民身份号码", "", "婚姻状况", "□未婚 □已婚 □离婚 □丧偶"},
		[]string{"是否低保", "是□ 否□", "联系电话", ""},
		[]string{"家庭住址", "", "文化程度", "□小学 □初中"})
	card.Merges = []forms.Range{{Right: 3}}
	for _, format := range []forms.Format{forms.XLSX, forms.DOCX} {
		file := func(name string, g *forms.Grid, format forms.Format) string {
			data, err := sheet.Write(&forms.Book{Sheets: []*forms.Grid{g}}, format)
			if err != nil {
				t.Fatal(err)
			}
			name = filepath.Join(dir, name+"."+string(format))
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		if format == forms.XLSX {
			if _, err := o.Import(t.Context(), []string{file("居民花名册", known, forms.XLSX)}, ImportOptions{Accept: true}, nil); err != nil {
				t.Fatal(err)
			}
		}
		f, err := o.FillForm(file("居民情况登记表", card, format))
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(f.Name, f.Result.Data)
		if err != nil {
			t.Fatal(err)
		}
		g := book.Sheets[0]
		for _, c := range []struct {
			row, col int
			want     string
		}{
			{1, 1, "王一"},
			{1, 3, "□男 ☑女"},
			{2, 1, "1950年3月1日"},
			{3, 1, "110199195003010023"},
			{3, 3, "□未婚 □已婚 □离婚 ☑丧偶"},
			{4, 3, "19900000001"},
			{5, 3, "□小学 □初中"},
		} {
			if got := g.At(c.row, c.col).Text; got != c.want {
				t.Errorf("%s %s: %q, want %q", format, forms.CellName(c.row, c.col), got, c.want)
			}
		}
		missing := map[string]bool{}
		for _, m := range f.Marks {
			missing[m.Field] = missing[m.Field] || m.Mark == Missing
		}
		if !missing["person.education"] || missing["person.sex"] {
			t.Errorf("%s: listed as missing %v", format, missing)
		}
	}
}

// textGrid is a sheet of texts.
func textGrid(rows ...[]string) *forms.Grid {
	g := &forms.Grid{Name: "表"}
	for r, row := range rows {
		for c, v := range row {
			g.Set(r, c, forms.T(v, forms.StyleBody))
		}
	}
	return g
}
