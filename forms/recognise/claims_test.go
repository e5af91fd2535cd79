package recognise

import (
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

func claimsOf(t *testing.T, sheet string) (*forms.Claims, *forms.Layout) {
	t.Helper()
	g := sheetOf("Sheet1", sheet)
	l := Book(bookOf(g))[0]
	c := Claims(g, &l)
	if c == nil {
		t.Fatalf("no claims from %+v", l)
	}
	return c, &l
}

func column(c *forms.Claims, field string) string {
	var out []string
	for r := range c.Rows {
		out = append(out, c.Get(r, field))
	}
	return strings.Join(out, ",")
}

func TestClaimsFillDownThroughMergesAlone(t *testing.T) {
	c, l := claimsOf(t, `
户主姓名|家庭住址|姓名|与户主关系|身份证号|备注
张三|锦绣小区1号楼1单元101室|张三|户主|110199195003070019|低保
^|^|李四|妻|110199196003070021|
王五||王五|户主|110199197003070034|
`)
	for field, want := range map[string]string{
		"household.head_name": "张三,张三,王五",
		"household.address":   "锦绣小区1号楼1单元101室,锦绣小区1号楼1单元101室,",
		"person.name":         "张三,李四,王五",
		"~备注":                 "低保,,",
	} {
		if got := column(c, field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
	if l.Unit == "" || len(c.Issues) != 0 {
		t.Errorf("unit %q, issues %v", l.Unit, c.Issues)
	}
}

func TestClaimsFollowDittoMarks(t *testing.T) {
	c, _ := claimsOf(t, `
姓名|性别|户籍地址|现住址|民族
张三|男|锦绣小区1号楼1单元101室|桂花花园2号楼1单元201室|汉族
李四|女|〃|同户籍地址|同上
王五|男|同现住址|锦绣小区3号楼2单元502室|〃
赵六|女|||同左
`)
	for field, want := range map[string]string{
		"person.hukou_address":     "锦绣小区1号楼1单元101室,锦绣小区1号楼1单元101室,锦绣小区3号楼2单元502室,",
		"person.residence_address": "桂花花园2号楼1单元201室,锦绣小区1号楼1单元101室,锦绣小区3号楼2单元502室,",
		"person.ethnic":            "汉族,汉族,汉族,",
	} {
		if got := column(c, field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
	if len(c.Issues) != 1 || c.Issues[0].Code != "same_as_nothing" || c.Issues[0].Cell() != "E5" {
		t.Errorf("issues %+v", c.Issues)
	}
	if got := c.ShownAs(c.Column("person.hukou_address"), 1); got != "〃" {
		t.Errorf("shown as %q", got)
	}
}

func TestClaimsAreChecked(t *testing.T) {
	c, _ := claimsOf(t, `
姓名|性别|出生日期|身份证号|联系电话
张三|女|1950-03-07|110199195003070019|19900000001
李四|女|1961-03-07|110199196003070021|19900000002
|男|1970-03-07||19900000003
张三|女|1950-03-07|110199195003070019|19900000001
王五|男|1980年3月|110199198003070055|19900000004
`)
	var got []string
	for _, i := range c.Issues {
		got = append(got, i.Cell()+" "+i.Code)
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"B2 sex_not_of_id", "C3 birth_not_of_id", "A4 name_missing", "A5 row_double"} {
		if !strings.Contains(all, want) {
			t.Errorf("no issue %s in\n%s", want, all)
		}
	}
	if strings.Contains(all, "C6 birth_not_of_id") {
		t.Error("a month of birth that agrees was doubted")
	}
}

// A home's members side by side in one row are a row of claims each.
func TestClaimsOfMembersInOneRow(t *testing.T) {
	c, l := claimsOf(t, `
户号|家庭住址|成员1姓名|成员1身份证号|成员1关系|成员2姓名|成员2身份证号|成员2关系|备注
001|锦绣小区1号楼1单元101室|张三|110199195003070019|户主|李四|110199196003070021|妻|
002|锦绣小区1号楼1单元102室|王五|110199197003070034|户主||||独居
`)
	var rows []string
	for r, ref := range c.Rows {
		rows = append(rows, fmt.Sprintf("%d.%d %s %s %s", ref.Number, ref.Member, c.Get(r, "person.name"), c.Get(r, "person.relation"), c.Get(r, "household.no")))
	}
	if got, want := strings.Join(rows, "; "), "2.1 张三 户主 001; 2.2 李四 妻 001; 3.1 王五 户主 002"; got != want {
		t.Errorf("rows\n got %s\nwant %s", got, want)
	}
	if l.Unit != forms.UnitHousehold || c.Rows[1].Role != forms.RoleMember {
		t.Errorf("unit %q, role %v", l.Unit, c.Rows[1].Role)
	}
}

func TestClaimsJoinAddressColumns(t *testing.T) {
	c, _ := claimsOf(t, `
小区名称|楼栋|单元|房号|户主姓名|联系电话
锦绣小区|3|2|501|张三|19900000001
锦绣小区|3号楼|2单元|502室|李四|19900000002
锦绣小区|A座||1203|王五|19900000003
`)
	if got, want := column(c, "household.building"), "3号楼2单元501室,3号楼2单元502室,A座1203室"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := column(c, "~楼栋"); got != "3,3号楼,A座" {
		t.Errorf("the columns themselves: %s", got)
	}
}

// What a signature box holds is its words, not its lines for name, seal and day.
func TestOpinionWithoutSignatureLines(t *testing.T) {
	if got := ownText("经核实，情况属实，同意上报。\n          负责人（签字）：      （盖章）\n            年    月    日"); got != "经核实，情况属实，同意上报。" {
		t.Errorf("got %q", got)
	}
}

func TestClaimsKeepHiddenRowsAndSkipTotals(t *testing.T) {
	g := sheetOf("Sheet1", `
姓名|身份证号|金额
张三|110199195003070019|520
李四|110199196003070021|520
小计|2|1040
王五|110199197003070034|300
`)
	g.HiddenRows = map[int]bool{2: true}
	l := Book(bookOf(g))[0]
	if got := column(Claims(g, &l), "person.name"); got != "张三,李四,王五" {
		t.Errorf("got %s", got)
	}
}

func TestFingerprint(t *testing.T) {
	of := func(sheet string) string {
		l := Book(bookOf(sheetOf("Sheet1", sheet)))[0]
		return Fingerprint(&l)
	}
	a := of("2025年低保名册|<\n姓 名|2025年收入\n张三|100")
	if b := of("2026年低保名册|<\n姓名|2026年收入\n李四|200\n王五|300"); a == "" || a != b {
		t.Errorf("the same form in another year: %s and %s", a, b)
	}
	if b := of("2026年低保名册|<\n2026年收入|姓名\n200|李四"); a == b {
		t.Error("another order of the columns makes no difference")
	}
	if l := (forms.Layout{}); Fingerprint(&l) != "" {
		t.Error("a layout without labels has a fingerprint")
	}
}

// A form that numbers 群众 as 01 makes everybody a party member: its bare codes are
// taken as unread, its words are not.
func TestClaimsDoubtCodesOfAnotherList(t *testing.T) {
	rows := "\n姓名|政治面貌\n"
	for i, code := range []string{"01", "01", "03", "01", "01", "01", "01", "03", "01", "01", "党员", "01"} {
		rows += "张" + string("一二三四五六七八九十伟强"[3*i:3*i+3]) + "|" + code + "\n"
	}
	c, _ := claimsOf(t, rows)
	if got := column(c, "person.political"); strings.Trim(got, ",") != "中共党员" {
		t.Errorf("read as %s", got)
	}
	if got := c.ShownAs(c.Column("person.political"), 0); got != "01" {
		t.Errorf("shown as %q", got)
	}
	if len(c.Issues) != 1 || c.Issues[0].Code != "codes_doubtful" || c.Issues[0].Cell() != "B" {
		t.Errorf("issues %+v", c.Issues)
	}
}

// The same bare code in every row says nothing of anyone, but on a list of party
// members it does.
func TestClaimsDoubtOneCodeForAll(t *testing.T) {
	rows := "\n姓名|政治面貌\n张一|01\n张二|01\n张三|01\n张四|01\n张五|01\n"
	for title, want := range map[string]string{"居民登记表|<": ",,,,", "社区党员名册|<": "中共党员,中共党员,中共党员,中共党员,中共党员"} {
		c, _ := claimsOf(t, title+rows)
		if got := column(c, "person.political"); got != want {
			t.Errorf("%s: read as %q, want %q", title, got, want)
		}
	}
}
