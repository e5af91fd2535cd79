package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// claimed is what a form's claims say: for each row the named fields, parted by |.
func claimed(t *testing.T, rows string, fields ...string) (*forms.Layout, []string) {
	t.Helper()
	g := sheetOf("Sheet1", rows)
	l := Book(bookOf(g))[0]
	c := Claims(g, &l)
	if c == nil {
		t.Fatalf("no claims: %s", l.Kind)
	}
	var out []string
	for r := range c.Rows {
		var parts []string
		for _, f := range fields {
			parts = append(parts, c.Get(r, f))
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return &l, out
}

func sameLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Rounds under a group are of the header though the file keeps no merges: they are no row.
func TestRoundsUnderAGroup(t *testing.T) {
	l, got := claimed(t, `门诊登记表
序号|姓名|联系电话|接种针次|||接诊医生
|||第1针|第2针|第3针|
1|常有福|19900000901|4月5日|9月7日|3月21日|房医生
2|万里|19900000902|4月10日|5月4日|6月21日|房医生`, "person.name", "person.phone", "person.birth")
	if l.HeaderRows != (forms.Span{First: 2, Last: 3}) {
		t.Errorf("the header is %v", l.HeaderRows)
	}
	sameLines(t, got, "常有福|19900000901|", "万里|19900000902|")
}

// How many points each column counts is said below the header and is nobody's row.
func TestPointsUnderTheHeader(t *testing.T) {
	l, got := claimed(t, `家庭积分评定台账|<|<|<|<|<|<
户主姓名|联系电话|基础分|住房|志愿服务|失信|合计
||60|3|1-2|-10|
常有福|19900000901|60|3|2|0|65
万里|19900000902|60|0|1|-10|51`, "household.head_name")
	if l.DataRows != (forms.Span{First: 4, Last: 5}) {
		t.Errorf("data rows %v", l.DataRows)
	}
	sameLines(t, got, "常有福", "万里")
}

// A mark in a column of one answer is that answer; √ in a column of yes and no is yes.
func TestTicksAreAnswers(t *testing.T) {
	_, got := claimed(t, `疫苗摸底表|<|<|<|<|<|<
序号|儿童姓名|性别|<|出生日期|有无接种证|<
^|^|男|女|^|有|无
1|夏小满|√||2021-03-02|√|
2|秋白露||√|2020-11-20||√
3|冬小雪|||2022-01-09||`, "person.name", "person.sex", "vacc.has_cert")
	sameLines(t, got, "夏小满|男|是", "秋白露|女|否", "冬小雪||")
}

// A cell that holds several fields says each; the whole text stays, and 同上 is what
// the cell above says.
func TestCellsOfSeveralFields(t *testing.T) {
	l, got := claimed(t, `独居老人探访名册|<|<|<|<
序号|姓名|身份证号码|紧急联系人姓名、关系、电话|房东姓名及电话
1|夏雨荷|110199195003070019|夏天（儿子）19900000941|万里 19900000942
2|常有福|110199194607070015|常乐，女儿，19900000943/19900000944|同上
3|谷雨|110199194404200019||`, "person.name", "person.emergency_name", "person.emergency_relation", "person.emergency_phone", "house.owner_name", "house.owner_phone", forms.OwnField+"房东姓名及电话")
	sameLines(t, got,
		"夏雨荷|夏天|子|19900000941|万里|19900000942|万里 19900000942",
		"常有福|常乐|女|19900000943、19900000944|万里|19900000942|同上",
		"谷雨||||||")
	if p := l.Columns[3].Parts; len(p) != 3 {
		t.Errorf("the column's parts are %v", p)
	}
}

// A card whose cells hold label and value says the value alone.
func TestLabelAndValueInOneCell(t *testing.T) {
	l, got := claimed(t, `社区矫正对象谈话记录|<|<|<
姓名：常有福|性别：男|出生年月：1956年7月|电话：19900000921
身份证号：|<|住址：锦绣小区3栋2单元501室|<
走访时间：2026年4月2日||走访人：冯丽|`, "person.name", "person.sex", "person.birth", "person.id_no", "visit.date")
	sameLines(t, got, "常有福|男|1956-07||2026-04-02")
	if lead := l.Cards[0].Cells[0].Lead; lead != "姓名：" {
		t.Errorf("before the name stands %q", lead)
	}
}

// A table that is turned over is a card for each of its people.
func TestTableTurnedOver(t *testing.T) {
	_, got := claimed(t, `班子成员情况表|<|<
姓名|夏雨荷|常有福
性别|女|男
学历|本科|高中
联系电话|19900000911|19900000913
党内职务|书记|委员`, "person.name", "person.sex", "person.education", "person.phone", "party.duty")
	sameLines(t, got, "夏雨荷|女|本科|19900000911|书记", "常有福|男|高中|19900000913|委员")
}

// Of tables side by side each row is its own table's only.
func TestTablesSideBySide(t *testing.T) {
	g := sheetOf("Sheet1", `矫正对象和帮教人员一览表|<|<|<|<|<|<|<|<
序号|姓名|联系电话|罪名||序号|帮教人员姓名|联系电话|现住址
1|常有福|19900000961|盗窃罪||1|谷雨|19900000962|锦绣小区1栋1单元101
|||||2|白露|19900000963|锦绣小区1栋1单元102
|||||3|寒露|19900000964|锦绣小区1栋1单元103`)
	all := Book(bookOf(g))
	if len(all) != 2 {
		t.Fatalf("%d tables", len(all))
	}
	for i, want := range []string{"常有福", "谷雨 白露 寒露"} {
		c := Claims(g, &all[i])
		var names []string
		for r := range c.Rows {
			names = append(names, c.Get(r, "person.name"))
		}
		if s := strings.Join(names, " "); s != want {
			t.Errorf("table %d: %s, want %s", i+1, s, want)
		}
	}
}
