package recognise

import (
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

// cellsOf are a card's cells as B1:label=field.
func cellsOf(c *forms.Card) string {
	var out []string
	for _, x := range c.Cells {
		out = append(out, fmt.Sprintf("%s:%s=%s", forms.CellName(x.Row, x.Col), x.Label, x.Field))
	}
	return strings.Join(out, " ")
}

func TestCards(t *testing.T) {
	for _, tc := range []struct {
		name, sheet   string
		cells         string
		header, inner forms.Span
	}{
		{
			name: "labels beside values, merged, with a photograph",
			sheet: `
特困人员申请审批表|<|<|<|<
姓名|张三|性别|男|照片
身份证号|110199195003070019|联系电话|19900000001|^
户籍地址|锦绣小区1号楼1单元101室|<|<|<
社区意见|同意\n负责人（签字）：|<|<|<
`,
			cells: "B2:姓名=person.name D2:性别=person.sex B3:身份证号=person.id_no D3:联系电话=person.phone B4:户籍地址=person.hukou_address B5:社区意见=",
		},
		{
			name: "nothing filled in",
			sheet: `
志愿者登记卡|<|<|<
姓名||性别|
身份证号||民族|
家庭住址||联系电话|
个人简历||备注|
`,
			cells: "B2:姓名=person.name D2:性别=person.sex B3:身份证号=person.id_no D3:民族=person.ethnic B4:家庭住址=person.residence_address D4:联系电话=person.phone B5:个人简历= D5:备注=",
		},
		{
			name: "members inside, a group beside the labels",
			sheet: `
家庭登记表|<|<|<|<
申\n请\n人|姓名|张三|联系电话|19900000001
^|家庭住址|锦绣小区1号楼1单元101室|<|<
家\n庭\n成\n员|姓名|与申请人关系|身份证号|年龄
^|李四|妻|110199196003070021|66
^|张小三|长子|110199198003070047|46
^||||
社区意见|同意|<|<|<
`,
			cells:  "C2:姓名=person.name E2:联系电话=person.phone C3:家庭住址=person.residence_address B8:社区意见=",
			header: forms.Span{First: 4, Last: 4}, inner: forms.Span{First: 5, Last: 7},
		},
		{
			name: "nobody filled in under labels of which one is in words of its own",
			sheet: `
民情走访卡|<|<|<|<|<
户主姓名||户主手机||户主身份证号|
家庭住址||<|所属网格||<
同住人员|姓名|与户主关系|公民身份号码|手机|一日三餐在哪解决
^|||||
^|||||
走访日期||走访方式||走访干部|
`,
			cells:  "B2:户主姓名=household.head_name D2:户主手机=household.head_phone F2:户主身份证号=household.head_id B3:家庭住址=household.address E3:所属网格=household.grid B7:走访日期=visit.date D7:走访方式=visit.way F7:走访干部=visit.visitor",
			header: forms.Span{First: 4, Last: 4}, inner: forms.Span{First: 5, Last: 6},
		},
		{
			name: "values under their labels",
			sheet: `
户别|常住人口登记表|<|户主姓名|与户主关系
家庭户|||张三|妻
姓名|李四|<|性别|女
出生日期|1960年3月7日|<|<|<
文化程度|初中|婚姻状况|已婚|
`,
			cells: "A2:户别=household.kind D2:户主姓名=household.head_name E2:与户主关系=person.relation B3:姓名=person.name E3:性别=person.sex B4:出生日期=person.birth B5:文化程度=person.education D5:婚姻状况=person.marital",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := Book(bookOf(sheetOf("Sheet1", tc.sheet)))
			if len(got) != 1 || got[0].Kind != forms.KindCard || len(got[0].Cards) != 1 {
				t.Fatalf("got %+v", got)
			}
			c := &got[0].Cards[0]
			if s := cellsOf(c); s != tc.cells {
				t.Errorf("cells\n got %s\nwant %s", s, tc.cells)
			}
			if c.Header != tc.header || c.Members != tc.inner {
				t.Errorf("members %v %v, want %v %v", c.Header, c.Members, tc.header, tc.inner)
			}
		})
	}
}

// stacked is two cards one below the other, each with a title.
const stacked = `
临时救助申请表|<|<|<
填报单位（盖章）：安宁社区居委会    填表日期：2026年2月25日|<|<|<
户主姓名|张三|身份证号|110199195003070019
家庭人数|3|联系电话|19900000001
户籍所在地|锦绣小区1号楼1单元101室|<|<
现居住地|同上|<|<
家庭成员|<|<|<
姓名|与户主关系|年龄|就业情况
李四|妻|66|退休
张小三|长子|46|在职

临时救助申请表|<|<|<
填报单位（盖章）：安宁社区居委会    填表日期：2026年2月25日|<|<|<
户主姓名|王五|身份证号|110199197003070034
家庭人数|1|联系电话|19900000003
户籍所在地|锦绣小区2号楼1单元201室|<|<
现居住地|锦绣小区2号楼1单元202室|<|<
家庭成员|<|<|<
姓名|与户主关系|年龄|就业情况
|||
|||
`

func TestStackedCards(t *testing.T) {
	g := sheetOf("Sheet1", stacked)
	got := Book(bookOf(g))
	if len(got) != 1 || len(got[0].Cards) != 2 {
		t.Fatalf("got %+v", got)
	}
	l := &got[0]
	if l.Title != "临时救助申请表" || l.AsOf != forms.NewDate(2026, 2, 25) || l.Footer.Unit != "安宁社区居委会" {
		t.Errorf("title %q as of %v unit %q", l.Title, l.AsOf, l.Footer.Unit)
	}
	if l.Cards[0].Rows.First != 1 || l.Cards[1].Rows.First != 12 || l.DataRows.First != 1 || l.HeaderRows != (forms.Span{First: 8, Last: 8}) {
		t.Errorf("cards %v and %v, data %v, header %v", l.Cards[0].Rows, l.Cards[1].Rows, l.DataRows, l.HeaderRows)
	}
	c := Claims(g, l)
	var rows []string
	for r, ref := range c.Rows {
		name := c.Get(r, "person.name")
		if ref.Role == forms.RoleSubject {
			name = c.Get(r, "household.head_name")
		}
		rows = append(rows, fmt.Sprintf("%d/%d/%d %s", ref.Number, ref.Card, ref.Role, name))
	}
	if got, want := strings.Join(rows, ", "), "1/1/0 张三, 9/1/1 李四, 10/1/1 张小三, 12/2/0 王五"; got != want {
		t.Errorf("rows\n got %s\nwant %s", got, want)
	}
	for field, want := range map[string]string{
		SubjectName: "张三", SubjectID: "110199195003070019", "household.head_name": "张三", "household.size": "3",
		"household.address": "锦绣小区1号楼1单元101室", "person.relation": "妻", "person.residence_address": "", "person.hukou_address": "",
	} {
		if got := c.Get(1, field); got != want {
			t.Errorf("the member's %s is %q, want %q", field, got, want)
		}
	}
	if got := c.Get(0, "person.residence_address"); got != "锦绣小区1号楼1单元101室" {
		t.Errorf("同上 was read as %q", got)
	}
}

// Tables of a text document have their title once, over the first.
// Cards of different lengths begin where their title comes again, whatever their members' rows
// are taken for.
func TestCardsOfDifferentLengths(t *testing.T) {
	card := func(address string, members ...string) string {
		return "住户家庭信息查询导出|<|<|<|<\n地址：" + address + "|<|<|<|<\n" +
			"家庭成员|与户主关系|姓名|性别|身份证号码\n" + strings.Join(members, "\n") + "\n" +
			"资产情况|住房（㎡）|自有车辆（辆）|家庭年总收入（元）|年总支出（元）\n^|87.6|2|160000|46000\n||||\n"
	}
	all := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("导出", card("锦绣小区1栋1单元101室", "^|户主|常有福|男|"+invented("19560707", "m"), "^|配偶|万里|女|"+invented("19570707", "f"))+
		card("锦绣小区1栋1单元102室", "^|户主|谷雨|女|"+invented("19660707", "f"), "^|女|夏小满|女|"+invented("20100707", "f"), "^|父亲|秋成|男|"+invented("19360707", "m")))}})
	if len(all) != 1 || len(all[0].Cards) != 2 {
		t.Fatalf("%d layouts, want one of two cards", len(all))
	}
	for i, want := range []int{2, 3} {
		if got := all[0].Cards[i].Members.Len(); got != want {
			t.Errorf("card %d has %d members, want %d", i+1, got, want)
		}
	}
}

func TestTitleOnceOverSeveralCards(t *testing.T) {
	card := `
姓名|张三|性别|男
身份证号|110199195003070019|联系电话|19900000001
家庭住址|锦绣小区1号楼1单元101室|民族|汉族
`
	first, second := sheetOf("表1", card), sheetOf("表2", card)
	first.Before = []string{"困难职工档案表", "填表日期：2026年12月1日"}
	b := bookOf(first, second)
	b.Format = forms.DOCX
	got := Book(b)
	if len(got) != 2 || got[1].Title != "困难职工档案表" || got[1].AsOf != forms.NewDate(2026, 12, 1) {
		t.Errorf("got %+v", got)
	}
}
