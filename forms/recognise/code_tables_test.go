package recognise

import (
	"testing"

	"huce/forms"
)

const codedTable = `
姓名|身份证号|户口性质|就业状态|文化程度
张三|110199195003070019|1|01|3
李四|110199196003070021|2|03|1
王五|110199197003070034|2|02|2
赵六|110199198003070047|1|3|3
`

// However a book brings its own codes, they stand above the standard's lists.
func TestOwnCodesOfABook(t *testing.T) {
	for name, sheet := range map[string]*forms.Grid{
		"item, code, meaning": sheetOf("代码表", `
指标|代码|含义
户口性质|1|农业
户口性质|2|非农业
就业状态|01|单位就业
就业状态|02|灵活就业
就业状态|03|失业
文化程度|1|小学
文化程度|2|初中
文化程度|3|高中
`),
		"the item once": sheetOf("字典", `
代码类别|代码|代码名称
户口性质|1|农业
|2|非农业
就业状态|01|单位就业
|02|灵活就业
|03|失业
文化程度|1|小学
|2|初中
|3|高中
`),
		"a pair of columns an item": sheetOf("编码表", `
户口性质代码|含义|就业状态代码|含义|文化程度代码|含义
1|农业|01|单位就业|1|小学
2|非农业|02|灵活就业|2|初中
||03|失业|3|高中
`),
		"one cell an entry": sheetOf("代码表", `
户口性质|就业状态|文化程度
1农业|01单位就业|1小学
2非农业|02灵活就业|2初中
|03失业|3高中
`),
		"meaning before code": sheetOf("代码表", `
指标|含义|代码
户口性质|农业|1
户口性质|非农业|2
就业状态|单位就业|01
就业状态|灵活就业|02
就业状态|失业|03
文化程度|小学|1
文化程度|初中|2
文化程度|高中|3
`),
		"lines of notes": sheetOf("填表说明", `
填表说明
1.户口性质：1-农业；2-非农业。
2.就业状态填写代码（01单位就业 02灵活就业 03失业），不得填写文字。
3.文化程度：1小学，2初中，3高中。
`),
	} {
		t.Run(name, func(t *testing.T) {
			g := sheetOf("登记表", codedTable)
			l := Book(bookOf(g, sheet))[0]
			ownCodesHold(t, g, &l)
		})
	}
	for name, sheet := range map[string]string{
		"a line under the table": codedTable + "注：户口性质：1农业 2非农业；就业状态：01单位就业，02灵活就业，03失业；文化程度：1小学 2初中 3高中\n",
		"behind the label": `
姓名|身份证号|户口性质（1农业 2非农业）|就业状态（01.单位就业 02.灵活就业 03.失业）|文化程度（1小学2初中3高中）
张三|110199195003070019|1|01|3
李四|110199196003070021|2|03|1
王五|110199197003070034|2|02|2
赵六|110199198003070047|1|3|3
`,
	} {
		t.Run(name, func(t *testing.T) {
			g := sheetOf("登记表", sheet)
			l := Book(bookOf(g))[0]
			ownCodesHold(t, g, &l)
		})
	}
}

func ownCodesHold(t *testing.T, g *forms.Grid, l *forms.Layout) {
	t.Helper()
	c := Claims(g, l)
	for field, want := range map[string]string{
		"person.hukou_type": "居民户口(原农业),居民户口(原非农业),居民户口(原非农业),居民户口(原农业)",
		"person.employment": "在职人员,失业,灵活就业,失业",
		"person.education":  "高中,小学,初中,高中",
	} {
		if got := column(c, field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
	if got := c.ShownAs(c.Column("person.employment"), 1); got != "03" {
		t.Errorf("shown as %q", got)
	}
	if len(c.Issues) > 0 {
		t.Errorf("issues %+v", c.Issues)
	}
}

// A code that the book's own table lacks is asked about, not read by another list.
func TestCodeNotInOwnTable(t *testing.T) {
	g := sheetOf("登记表", codedTable+"钱七|110199199003070052|9|01|3\n孙八|110199199103070058|1|01|3\n")
	l := Book(bookOf(g, sheetOf("代码表", "指标|代码|含义\n户口性质|1|农业\n户口性质|2|非农业\n")))[0]
	c := Claims(g, &l)
	if got := c.Get(4, "person.hukou_type"); got != "9" {
		t.Errorf("9 is %q", got)
	}
	for _, i := range c.Issues {
		if i.Code == "code_not_in_table" && i.Cell() == "C6" {
			return
		}
	}
	t.Errorf("issues %+v", c.Issues)
}

// A list of numbered notes is no code table of the columns.
func TestNotesAreNoCodes(t *testing.T) {
	g := sheetOf("登记表", "填报单位：安宁社区 填报日期：2026年1月8日|<|<|<\n序号|姓名|联系电话|人数\n1|张三|19900000001|1\n8|李四|19900000002|8\n填表说明：1.本表由社区填写 2.一式两份，人数：1户8人\n")
	for _, c := range Book(bookOf(g))[0].Columns {
		if c.Means != nil {
			t.Errorf("%s: %v", c.Label, c.Means)
		}
	}
}

// Codes that the standard's list lacks in part are another list's: the only one that
// has them all, or none.
func TestCodesOfAnotherList(t *testing.T) {
	for _, x := range []struct {
		codes []string
		want  string
		asked bool
	}{
		{[]string{"01", "10", "20", "30", "12", "02"}, "本人,配偶,子,女,妻,户主", false},
		{[]string{"01", "05", "B", "98", "98", "02"}, ",,,,,", true},
		{[]string{"0", "1", "6", "9", "6", "1"}, "户主,配偶,媳婿,其他,媳婿,配偶", false},
	} {
		sheet := "姓名|现住址|与户主关系|性别\n"
		for i, name := range []string{"张三", "李四", "王五", "赵六", "钱七", "孙八"} {
			sheet += name + "|锦绣小区1号楼1单元10" + string(rune('1'+i)) + "室|" + x.codes[i] + "|1\n"
		}
		c, _ := claimsOf(t, sheet)
		if got := column(c, "person.relation"); got != x.want {
			t.Errorf("%v are %s, want %s", x.codes, got, x.want)
		}
		if got := column(c, "person.sex"); got != "男,男,男,男,男,男" {
			t.Errorf("sexes %s", got)
		}
		asked := false
		for _, i := range c.Issues {
			asked = asked || i.Code == codesOfOther
		}
		if asked != x.asked {
			t.Errorf("%v: issues %+v", x.codes, c.Issues)
		}
	}
}
