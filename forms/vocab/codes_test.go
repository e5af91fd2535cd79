package vocab

import (
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func TestWords(t *testing.T) {
	for field, values := range map[string]map[string]string{
		"person.ethnic":              {"汉": "汉族", "汉族": "汉族", "01": "汉族", "1": "汉族", "01 汉族": "汉族", "01.汉族": "汉族", "01、汉": "汉族", "汉族01": "汉族", "（01）汉族": "汉族", "维吾尔": "维吾尔族", "４ 藏族": "藏族"},
		"person.sex":                 {"男": "男", "1": "男", "1、男": "男", "M": "男", "男性": "男", "女士": "女", "2.女": "女", "男☑女□": "男", "□男☑女": "女", "男□ 女√": "女", "0": "", "未说明的性别": ""},
		"person.education":           {"30 大专": "大专", "大学专科教育": "大专", "大学专科毕业": "大专", "职业高中毕业": "高中", "初中毕业": "初中", "44、职业高中毕业": "高中", "60": "高中", "硕士研究生毕业": "硕士", "大学本科": "本科", "文盲或半文盲": "文盲", "学龄前儿童": "学龄前", "80.小学教育": "小学", "大学专科和专科学校": "大专", "20": "本科"},
		"person.political":           {"13": "群众", "群众": "群众", "01、群众": "群众", "党员": "中共党员", "03 共青团员": "共青团员", "中国共产党党员": "中共党员", "预备党员": "中共预备党员"},
		"person.marital":             {"10": "未婚", "离异": "离婚", "有配偶": "已婚", "20": "已婚", "3丧偶": "丧偶"},
		"person.relation":            {"女儿": "女", "儿子": "子", "丈夫": "夫", "妻子": "妻", "02": "户主", "长女": "长女", "大女儿": "长女", "外孙": "外孙子", "儿媳妇": "儿媳", "租客": "非亲属", "亲属": "其他亲属", "子女": "子女", "本人": "本人", "婆婆": "婆婆"},
		"person.employment":          {"退(离)休人员": "单位退休", "80": "单位退休", "13": "在职人员", "自由职业者": "灵活就业", "无业人员": "无业", "在校学生": "在校学生", "3": "在职人员", "31": "在校学生", "务农": "农民"},
		"person.hukou_type":          {"非农业": "居民户口(原非农业)", "2、农业": "居民户口(原农业)", "居民户口": "居民户口", "1、居民户口": "居民户口", "居民户口（原农业）": "居民户口(原农业)"},
		"person.health":              {"1 良好": "健康", "健康或良好": "健康", "有慢性病": "慢性病", "60": "残疾", "哮喘": "哮喘"},
		"person.medical_insurance":   {"城乡居民医疗": "城乡居民基本医疗保险", "310": "职工基本医疗保险", "职工医保": "职工基本医疗保险", "新农合": "新型农村合作医疗"},
		"person.residence_class":     {"1、人户一致": "人户一致", "5 流动": "流动", "常住": "常住"},
		"house.grade":                {"C级": "C级", "D级(整幢危险)": "D级", "b级": "B级"},
		"elder.selfcare":             {"2": "半失能", "能自理": "完全自理"},
		"calc.is_dibao":              {"1": "是", "√": "是", "否": "否", "0.否": "否", "有": "是", "无": "否", "未享受": "否", "是☑ 否□": "是", "Y": "是", "×": "否"},
		"visit.hazard":               {"01.疏散通道/安全出口堵塞": "疏散通道/安全出口堵塞", "02 楼道堆物；04 电线私拉乱接或老化": "楼道堆物、电线私拉乱接或老化", "01、03": "疏散通道/安全出口堵塞、消防设施缺失或失效", "燃气软管老化": "燃气软管老化"},
		"dibao.cause":                {"因病、因残": "重病、残疾", "01重病": "重病"},
		"person.religion":            {"无": "无", "00": "无", "佛教": "佛教"},
		"person.occupation":          {"厨师": "住宿和餐饮服务人员", "20800": "教学人员", "20200、技术员": "工程技术人员", "瑜伽": "瑜伽"},
		"fp.contraception":           {"2、宫内节育器": "宫内节育器", "上环": "宫内节育器"},
		"household.kind":             {"1 家庭户": "家庭户", "2.集体户": "集体户"},
		"person.former_name":         {"无": "", "李国昆": "李国昆"},
		"household.income_percapita": {"1.5万元": "15000", "1,250.00": "1250", "650元/月": "650", "一千二百": "1200", "2千": "2000", "１２００": "1200", "1万5": "15000", "不详": "", "约800元": "800"},
		"act.satisfaction":           {"98.5%": "98.5", "100%": "100"},
		"household.size":             {"三人": "3", "3人": "3", "3": "3", "3口人": "3", "0": "0"},
		"calc.age":                   {"75岁": "75", "75周岁": "75"},
		"house.area":                 {"约80平方米": "80", "46.10": "46.1", "103.8㎡": "103.8"},
		"person.bank_account":        {"6219 9900 0168 2463 406": "6219990001682463406", "工商银行 6219990001682463406": "工商银行 6219990001682463406"},
		"visit.result":               {" 血压偏高，按时服药 ": "血压偏高，按时服药", "ＡＢＣ（１２）": "ABC（12）"},
	} {
		for in, want := range values {
			got, _ := ParseText(field, in)
			if got != want {
				t.Errorf("%s: %s is %q, want %q", field, in, got, want)
			}
			if again, _ := ParseText(field, got); again != got {
				t.Errorf("%s: %s is %q, which is %q", field, in, got, again)
			}
		}
	}
}

func TestUnreadValuesAreKeptWithAnIssue(t *testing.T) {
	for field, c := range map[string]struct{ in, code string }{
		"person.birth": {"属虎", "date_unreadable"}, "person.education": {"自学成才", "word_unknown"}, "person.marital": {"77", "code_unknown"}, "calc.is_dibao": {"看情况再说", "bool_unreadable"},
		"household.size": {"若干", "number_unreadable"}, "house.floors": {"2.5", "number_not_whole"}, "household.income_month": {"-500", "number_negative"}, "person.name": {"张□怡", "name_illegible"},
	} {
		got, issues := ParseText(field, c.in)
		if got != c.in || len(issues) != 1 || issues[0].Code != c.code || issues[0].Row != -1 || issues[0].Col != -1 {
			t.Errorf("%s: %q is %q %v, want %s", field, c.in, got, issues, c.code)
		}
	}
}

func TestBlanksSayNothing(t *testing.T) {
	for _, f := range Fields() {
		for _, in := range []string{"", " ", "　", "/", "-", "—", "不详", "未填", "N/A", "#N/A"} {
			if got, issues := ParseText(f.Name, in); got != "" || issues != nil {
				t.Errorf("%s: %q is %q %v", f.Name, in, got, issues)
			}
		}
		if got, issues := Parse(f.Name, forms.Cell{Text: "#REF!", Kind: forms.CellError}); got != "" || issues != nil {
			t.Errorf("%s: an error cell is %q %v", f.Name, got, issues)
		}
	}
	for _, field := range []string{"person.id_no", "person.phone", "person.birth", "person.guardian_name", "household.income_month"} {
		if got, issues := ParseText(field, "无"); got != "" || issues != nil {
			t.Errorf("%s: 无 is %q %v", field, got, issues)
		}
	}
	if got, _ := ParseText("person.id_no", "未办理"); got != "" {
		t.Errorf("未办理 is %q", got)
	}
	if got, _ := ParseText("health.allergy", "无"); got != "无" {
		t.Errorf("no allergy is %q", got)
	}
}

func TestTheFormsOwnListDecides(t *testing.T) {
	c := forms.Cell{Text: "3", Kind: forms.CellText}
	for list, want := range map[string]string{"health_record_education": "大专", "census_education": "小学"} {
		if got, issues := ParseBy("person.education", list, c); got != want || issues != nil {
			t.Errorf("3 by %s is %q %v, want %s", list, got, issues, want)
		}
	}
	if got, issues := Parse("person.education", c); got != "3" || len(issues) != 1 {
		t.Errorf("3 by no list is %q %v", got, issues)
	}
}

func TestCodeLists(t *testing.T) {
	if len(CodeListIDs()) != 61 {
		t.Errorf("%d code lists", len(CodeListIDs()))
	}
	l, ok := Codes("gbt4658_education")
	if !ok {
		t.Fatal("no list of education")
	}
	if name, _ := l.Name("30"); name != "大学专科教育" {
		t.Errorf("30 is %s", name)
	}
	if word, _ := l.Word("31"); word != "大专" {
		t.Errorf("31 is %s", word)
	}
	if code, _ := l.Code("大专"); code != "30" {
		t.Errorf("大专 is %s", code)
	}
	if code, _ := l.Code("高中"); code != "60" {
		t.Errorf("高中 is %s", code)
	}
	if _, ok := l.Code("文盲"); ok {
		t.Error("the list has a code for 文盲")
	}
	if _, ok := Codes("xwalk_education"); ok {
		t.Error("a crosswalk is no code list")
	}
}

func TestCross(t *testing.T) {
	for _, c := range []struct{ from, to, code, want string }{
		{"gbt4658_education", "health_record_education", "31", "3"},
		{"health_record_education", "gbt4658_education", "3", "30"},
		{"gbt4761_family_2digit", "census_relation", "22", "2"},
		{"gbt2261_4_employment_status", "employment_state_cq", "80", "7"},
		{"gbt2261_2_marital", "gbt2261_2_marital", "10", "10"},
	} {
		if got, ok := Cross(c.from, c.to, c.code); !ok || got != c.want {
			t.Errorf("%s of %s in %s is %q", c.code, c.from, c.to, got)
		}
	}
	for _, c := range []struct{ from, to, code string }{{"census_relation", "gbt4761_family_2digit", "2"}, {"gbt2261_4_employment_status", "employment_state_cq", "70"}, {"gbt3304_ethnic", "census_relation", "01"}} {
		if got, ok := Cross(c.from, c.to, c.code); ok {
			t.Errorf("%s of %s in %s can't be known, not %q", c.code, c.from, c.to, got)
		}
	}
}

// Whatever word of whatever list of a field, with its code or without: it is read as
// the same word.
func TestEveryEntryOfEveryFieldsListIsRead(t *testing.T) {
	for _, f := range Fields() {
		l, ok := Codes(f.Codes)
		if !ok || f.Type != "code" {
			continue
		}
		for _, e := range l.Entries {
			ways := []string{e.Name, e.Word}
			if e.Code != "" {
				ways = append(ways, e.Code+" "+e.Name, e.Code+"、"+e.Name, e.Code+"."+e.Word, "("+e.Code+")"+e.Name)
			}
			for _, in := range ways {
				if got, issues := ParseText(f.Name, in); e.Word != "" && (got != e.Word || issues != nil) {
					t.Errorf("%s: %s is %q %v, want %s", f.Name, in, got, issues, e.Word)
				}
			}
		}
	}
}

func TestDoubtful(t *testing.T) {
	column := []string{"01", "01", "01", "03", "01", "01", "01", "01", "01", "03", "01"}
	if !Doubtful("person.political", column, false) {
		t.Error("a column of party members with some of the youth league is one whose codes mean something else")
	}
	if Doubtful("person.political", append([]string{"01", "02"}, "01", "01", "01", "01", "01", "01", "01", "01"), false) || Doubtful("person.ethnic", column, false) || Doubtful("person.political", []string{"01、群众", "01 群众"}, false) {
		t.Error("a party's own form, an ethnic group, codes with words are beyond doubt")
	}
}

// Parse gives back nothing that it would read otherwise, and loses nothing.
func TestParseIsSettled(t *testing.T) {
	fields := Fields()
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(fields).Draw(t, "field")
		in := rapid.OneOf(rapid.StringMatching(`[0-9一二三四五号楼室单元年月日.\-/、 √□（）汉男女是否无X×]{0,14}`), rapid.String()).Draw(t, "text")
		got, _ := ParseText(f.Name, in)
		if again, _ := ParseText(f.Name, got); again != got {
			t.Fatalf("%s: %q is %q, which is %q", f.Name, in, got, again)
		}
	})
}

// 否 is the answer to any question: it must never become a marital status.
func TestYesAndNoAreNoCodes(t *testing.T) {
	for _, id := range CodeListIDs() {
		l, _ := Codes(id)
		for _, s := range []string{"是", "否", "√", "×"} {
			if at, _, ok := l.read(s); ok && id != "yes_no" {
				t.Errorf("%s: %s is %s", id, s, l.Entries[at].Word)
			}
		}
	}
	for _, c := range []struct{ field, label, yes, no string }{
		{"person.marital", "婚否", "已婚", "未婚"},
		{"person.marital", "*婚否（是/否）", "已婚", "未婚"},
		{"person.residence_consistency", "是否人户分离", "人户分离", "人户一致"},
		{"person.residence_consistency", "是否人户一致", "人户一致", "人户分离"},
		{"person.marital", "是否销户", "", ""},
	} {
		if yes, no, ok := Asked(c.field, c.label); yes != c.yes || no != c.no || ok != (c.yes != "") {
			t.Errorf("%s of %s: %q, %q, %v", c.label, c.field, yes, no, ok)
		}
	}
}

// A level of care, and a trade that nobody named, stay what the form says.
func TestWordsKeepWhatTheySay(t *testing.T) {
	for _, c := range []struct{ field, text, want string }{
		{"elder.selfcare", "轻度失能", "轻度失能"},
		{"elder.selfcare", "中度失能", "中度失能"},
		{"elder.selfcare", "部分失能", "半失能"},
		{"elder.selfcare", "重度失能", "重度失能"},
		{"elder.living", "空巢", "空巢"},
		{"elder.living", "与老伴同住", "与配偶同住"},
		{"person.occupation", "个体户", "个体户"},
		{"person.occupation", "经商", "经商"},
		{"person.health", "高血压", "高血压"},
	} {
		if got, issues := ParseText(c.field, c.text); got != c.want || len(issues) > 0 {
			t.Errorf("%s of %s is %q %v", c.text, c.field, got, issues)
		}
	}
	if !Finer("elder.selfcare", "半失能", "中度失能") || !Finer("elder.living", "空巢", "独居") {
		t.Error("a finer word contradicts the coarser one")
	}
}

// What a form answers in a sentence, or by when something is done regularly, is no slip.
func TestFreeAnswersAreNoSlips(t *testing.T) {
	for field, text := range map[string]string{
		"dispute.way": "由街道领导包案，每月约访一次，帮助申请临时救助；", "act.date": "每周二、四上午", "vol.date": "节假日", "inspect.date": "每月5日",
	} {
		if _, ok := Field(field); !ok {
			continue
		}
		if got, issues := ParseText(field, text); got != text || len(issues) > 0 {
			t.Errorf("%s: %q %v", field, got, issues)
		}
	}
	for field, text := range map[string]string{"person.birth": "每周二", "person.education": "自学成才"} {
		if _, issues := ParseText(field, text); len(issues) == 0 {
			t.Errorf("%s takes %s", field, text)
		}
	}
}
