package recognise

import (
	"strconv"
	"strings"
	"testing"

	"huce/forms"
)

// meantBy is what the columns of a small form are taken for, "" for its own.
func meantBy(t testing.TB, text string) string {
	t.Helper()
	all := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", text)}})
	var out []string
	for _, c := range all[0].Columns {
		f := c.Field
		if f == "" {
			f = "own"
		}
		out = append(out, f)
	}
	return strings.Join(out, " ")
}

// A heading over columns says whose they are, or asks which of them holds.
func TestHeadingsSayWhose(t *testing.T) {
	for _, c := range []struct{ shows, form, want string }{
		{"the other side of a dispute", `
邻里纠纷调解登记簿|<|<|<|<
序号|申请人（甲方）|<|被申请人|<
^|姓名|联系电话|姓名|联系电话
1|常有福|19900000901|万里|19900000902`, "calc.seq person.name person.phone dispute.other_party own"},
		{"a relative without fields", `
独居老人台账|<|<|<|<|<
序号|老人姓名|身份证号|子女情况|<|<
^|^|^|姓名|工作单位|出生日期
1|常有福|@|常青|市一中|1980-05-02`, "calc.seq person.name person.id_no own own own"},
		{"relatives abroad", `
侨眷登记表|<|<|<|<|<
序号|姓名|联系电话|境外亲属|<|<
^|^|^|姓名|与本人关系|联系电话
1|常有福|19900000901|常远|子|001555`, "calc.seq person.name person.phone own own own"},
		{"a guardian's age and health are not the child's", `
儿童关爱台账|<|<|<|<|<
序号|儿童姓名|监护人|<|<|<
^|^|姓名|年龄|健康状况|联系电话
1|夏小满|夏雨|66|良好|19900000901`, "calc.seq person.name person.guardian_name own own person.guardian_phone"},
		{"a volunteer's phone is no old person's", `
独居老人结对台账|<|<|<|<
序号|老人姓名|老人电话|结对志愿者|志愿者电话
1|常有福|010-55500901|冯丽|19900000902
2|万里|010-55500902|周凯|19900000903`, "calc.seq person.name person.phone elder.helper own"},
		{"whoever cares for a child is its guardian", `
留守儿童关爱台账|<|<|<
序号|儿童姓名|照护人|照护人手机
1|夏小满|夏雨|19900000901`, "calc.seq person.name person.guardian_name person.guardian_phone"},
		{"names under a word for those that a form is about", `
优抚对象确认花名册|<|<|<
序号|优抚对象|身份证号|入伍时间
1|常有福|@|1978.12
2|万里|@|1980.11
3|谷雨|@|1976.03`, "calc.seq person.name person.id_no vet.enlist"},
		{"a list of shops, whatever their names are called", `
食品经营主体台账|<|<|<|<|<
序号|店招名称|统一社会信用代码|负责人|负责人电话|开业时间
1|福满包子铺|92110199MA03672806|常有福|19900000901|2019.5
2|顺发五金|92110199MA02305545|万里|19900000902|2021.8`, "calc.seq org.name org.uscc org.legal org.phone org.start"},
		{"whom a list is about, under a heading of its own, and who is to call them", `
强降雨避险叫应名单|<|<|<|<|<|<
序号|叫应对象|<|包保人（第一叫应人）|<|第二叫应人|<
^|姓名|手机|姓名|手机|姓名|手机
1|常有福|19900000901|冯丽|19900000902|周凯|19900000903
2|万里|19900000904|冯丽|19900000902|周凯|19900000903`, "calc.seq person.name person.phone own own own own"},
		{"who acts for a department", `
重点人群走访台账|<|<|<|<|<
序号|姓名|家庭医生|<|走访人|<
^|^|姓名|联系电话|姓名|联系电话
1|常有福|冯丽|19900000901|周凯|19900000902`, "calc.seq person.name health.doctor own visit.visitor own"},
		{"illnesses to be marked", `
老年人健康登记表|<|<|<|<|<
序号|姓名|年龄|慢性病史|<|<
^|^|^|高血压|糖尿病|其他
1|常有福|70|√||
2|万里|71||√|白内障
3|谷雨|69|√|√|`, "calc.seq person.name calc.age own own own"},
		{"answers to be marked in an empty form", `
困难妇女摸排表|<|<|<|<|<
序号|姓名|联系电话|困难情形（可多选）|<|<
^|^|^|残疾|单亲|失业
1|||||`, "calc.seq person.name person.phone own own own"},
		{"ways to be marked", `
资格认证登记表|<|<|<|<
序号|姓名|认证途径|<|<
^|^|上门|手机|窗口
1|常有福|√||
2|万里||√|`, "calc.seq person.name own own own"},
		{"answers with a field of their own stay", `
体检登记表|<|<|<|<
序号|姓名|检查项目|<|<
^|^|血压|空腹血糖|身高
1|常有福|130/80|5.6|170
2|万里|142/90|6.1|165`, "calc.seq person.name health.bp health.glucose own"},
		{"the two ends of a span", `
社区矫正对象名册|<|<|<|<
序号|姓名|矫正期限|<|罪名
^|^|起|止|^
1|常有福|2025-03-01|2027-02-28|盗窃罪`, "calc.seq person.name corr.start corr.end corr.crime"},
		{"the area of the place under its heading", `
小餐饮店排查表|<|<|<|<
序号|场所基本情况|<|<|负责人
^|名称|地址|面积（㎡）|^
1|老城面馆|安居路3号|60|常有福`, "calc.seq inspect.target org.address org.area org.legal"},
		{"rounds of one thing", `
毕业生跟踪表|<|<|<|<
序号|姓名|跟踪情况|<|<
^|^|第一次（3月）|第二次（6月）|第三次（9月）
1|常有福|已联系|参加面试|`, "calc.seq person.name own own own"},
		{"whose emergency it is", `
志愿者登记表|<|<|<|<
序号|姓名|身份证号|紧急联系人|联系电话
1|常有福|@|常青|19900000901`, "calc.seq person.name person.id_no person.emergency_name person.emergency_phone"},
		{"the only one that a form names", `
随迁子女入学登记表|<|<|<|<|<
序号|子女|<|<|父亲|<
^|姓名|性别|身份证号|姓名|联系电话
1|夏小满|女|@|夏雨|19900000901`, "calc.seq person.name person.sex person.id_no child.father_name child.father_phone"},
		{"money by a month, on a form about other help", `
残疾人补贴发放表|<|<|<
序号|姓名|残疾人证号|本季度发放金额（元）
1|常有福|@42|330`, "calc.seq person.name disabled.cert_no own"},
		{"a place of registration down to the door", `
少数民族和信教群众基本情况台账|<|<|<|<
姓名|民族|宗教信仰|户籍地|联系电话
常有福|回族|伊斯兰教|云岭市安和区平安路3号|19900000901
万里|藏族|佛教|云岭市安和区学府街186号|19900000902`, "person.name person.ethnic person.religion person.hukou_address person.phone"},
		{"two guardians are no members", `
幼儿入园登记表|<|<|<|<|<|<
序号|幼儿姓名|监护人一|<|<|监护人二|<
^|^|姓名|关系|电话|姓名|电话
1|夏小满|夏雨|父亲|19900000901|谷雨|19900000902`, "calc.seq person.name person.guardian_name person.guardian_relation person.guardian_phone own own"},
		{"the head under a heading of people", `
结对帮扶台账|<|<|<
帮扶对象|<|帮扶人|<
户主姓名|家庭人口|姓名|联系电话
常有福|3|谷雨|19900000901`, "household.head_name household.size youth.helper youth.helper_phone"},
		{"a round's day", `
独居老人走访表|<|<
姓名|家庭住址|本季度走访日期
常有福|锦绣小区1栋1单元101|9月12日
万里|锦绣小区1栋1单元102|8月3日`, "person.name person.residence_address visit.date"},
		{"whose number, said below", `
退休人员移交名册|<|<|<
序号|姓名|联系电话|<
^|^|本人|亲属
1|常有福|19900000901|19900000902`, "calc.seq person.name person.phone person.emergency_phone"},
		{"a relative by his number", `
学生信息采集表|<|<|<|<|<
姓名|身份证号|成员1姓名|成员1关系|成员1工作单位|成员1电话
夏小满|@|夏雨|父亲|安和机械厂|19900000901`, "person.name person.id_no own own own own"},
		{"parents or a guardian", `
受助女童推荐名册|<|<
序号|姓名|父母（监护人）姓名
1|夏小满|夏雨`, "calc.seq person.name person.guardian_name"},
		{"a relative of grown people", `
社区戒毒人员台账|<|<|<
序号|姓名|家属姓名|家属电话
1|常有福|常青|19900000902`, "calc.seq person.name person.emergency_name person.emergency_phone"},
		{"a risk that is no old person's", `
社区戒毒人员台账|<|<|<
序号|姓名|身份证号|风险等级
1|常有福|@|低
2|万里|@|高`, "calc.seq person.name person.id_no own"},
		{"a subsidy of fields", `
耕地补贴公示表|<|<|<
序号|户主姓名|耕地面积（亩）|补贴标准（元/亩）
1|常有福|3.2|71.2
2|万里|4|71.2`, "calc.seq household.head_name own own"},
		{"answers with their codes in the label", `
死亡人口调查表|<|<
S1.姓名|S2.出生日期|S3.性别 1.男 2.女
常有福|1956-07-07|1
万里|1960-02-03|1`, "person.name person.birth person.sex"},
		{"the kind of insurance by what stands there", `
被征地农民名册|<|<
序号|姓名|参保险种
1|常有福|城乡居民养老
2|万里|职工养老
3|谷雨|未参保`, "calc.seq person.name person.pension_insurance"},
		{"a place of work now or before", `
居民代表登记表|<|<
序号|姓名|原（现）工作单位
1|常有福|安和机械厂`, "calc.seq person.name person.employer"},
		{"who applies for a home", `
申请救助家庭核对反馈表|<|<|<|<|<
序号|申请人姓名|家庭成员基本情况|<|<|核对结果
^|^|与申请人关系|姓名|身份证号|^
1|常有福|本人|常有福|@|符合
2|常有福|配偶|万里|@|符合`, "calc.seq household.head_name person.relation person.name person.id_no own"},
		{"whom one met", `
密切接触者登记表|<|<|<
姓名|联系电话|接触情况|<
^|^|关系|接触日期
常有福|19900000901|同桌|2026-03-01
万里|19900000902|邻居|2026-03-02`, "person.name person.phone own own"},
		{"a trade that is looked for", `
零就业家庭援助台账|<|<
姓名|身份证号|就业愿望
^|^|工种
常有福|@|保安`, "person.name person.id_no emp.intent"},
		{"the end of another paper", `
临时住宿登记台账|<|<|<
姓名|联系电话|签证（居留许可）|<
^|^|种类|有效期至
常有福|19900000901|X1|2027-01-02`, "person.name person.phone own own"},
		{"a firm that builds, an eruption of the skin", `
无障碍改造验收表|<|<|<
姓名|联系电话|施工单位|是否出疹
常有福|19900000901|安和建筑公司|否
万里|19900000902|平安建筑公司|否`, "person.name person.phone own own"},
		{"who calls for a child", `
幼儿入园报名表|<|<
幼儿姓名|出生日期|主要接送人
夏小满|2021-03-02|奶奶
秋白露|2020-11-20|母亲
冬小雪|2022-01-09|爷爷
谷雨生|2021-07-03|父亲`, "person.name person.birth own"},
		{"a wounded soldier's grade", `
重点优抚对象疗养花名册|<|<
姓名|身份证号|残疾等级
常有福|@|七级
万里|@|九级`, "person.name person.id_no vet.injury_grade"},
		{"an area by its unit alone", `
住户信息表|<|<
户主姓名|家庭住址|住房（㎡）
常有福|锦绣小区1栋1单元101|87.6`, "household.head_name household.address household.housing_area"},
		{"the bank of an account", `
公积金开户花名册|<|<|<
姓名|身份证号|缴存银行|银行卡号
常有福|@|工商银行安和支行|6217000010000000009`, "person.name person.id_no person.bank_name person.bank_account"},
		{"when something was taken in", `
失能评估申请受理汇总表|<|<
姓名|身份证号|受理日期
常有福|@|2026-03-31`, "person.name person.id_no own"},
		{"labels with a part in brackets", `
电动车登记表|<|<|<
姓名|小区|楼栋（单元）|联系电话
常有福|锦绣小区|1栋1单元|19900000901`, "person.name household.estate household.building person.phone"},
	} {
		text := strings.ReplaceAll(strings.ReplaceAll(c.form, "@42", invented("19560707", "m")+"42"), "@", invented("19560707", "m"))
		if got := meantBy(t, strings.TrimLeft(text, "\n")); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.shows, got, c.want)
		}
	}
}

// On a card the cells behind another person's name in its row are his.
func TestCardRowIsHis(t *testing.T) {
	all := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", strings.ReplaceAll(`
居民登记卡|<|<|<|<|<
姓名|常有福|性别|男|联系电话|19900000901
身份证号|@|<|<|民族|汉
家庭住址|锦绣小区1栋1单元101|<|<|<|<
紧急联系人|常青|联系电话|19900000902|关系|父子
住房类型|自有|面积|92㎡|车牌号|鲁A00001
受委托监护人|姓名|谷雨|年龄|66|`, "@", invented("19560707", "m")))}})
	checkCells(t, all, map[string]string{
		"B2": "person.name", "F2": "person.phone", "B5": "person.emergency_name", "D5": "person.emergency_phone", "F5": "person.emergency_relation",
		"D6": "household.housing_area", "F6": "household.vehicle",
	})
	// Words of lists that are labels elsewhere (失能) don't make labels of a row of values;
	// an official's phone is not the resident's.
	all = Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", strings.ReplaceAll(`
独居老人关爱卡|<|<|<|<|<
老人姓名|常有福|性别|男|年龄|83
身份证号|@|联系电话|19900000901|身体状况|慢性病
家庭住址|锦绣小区1栋1单元101|居住状况|与配偶同住|自理能力|失能
紧急联系人|常青|联系电话|19900000902|与老人关系|配偶
包联干部|冯丽|联系方式|19900000903|服务需求|`, "@", invented("19430707", "m")))}})
	checkCells(t, all, map[string]string{
		"D3": "person.phone", "B4": "person.residence_address", "D4": "elder.living", "F4": "elder.selfcare",
		"B5": "person.emergency_name", "D5": "person.emergency_phone", "F5": "person.emergency_relation", "B6": "elder.helper", "D6": "",
	})
}

// checkCells holds the cells of the first card to what they must be taken for.
func checkCells(t *testing.T, all []forms.Layout, cells map[string]string) {
	t.Helper()
	if all[0].Kind != forms.KindCard {
		t.Fatalf("a %s", all[0].Kind)
	}
	got := map[string]string{}
	for _, c := range all[0].Cards[0].Cells {
		got[forms.ColumnName(c.Col)+strconv.Itoa(c.Row+1)] = c.Field
	}
	for cell, want := range cells {
		if got[cell] != want {
			t.Errorf("%s is %q, want %q", cell, got[cell], want)
		}
	}
}
