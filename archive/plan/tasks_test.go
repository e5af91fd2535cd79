package plan

import (
	"slices"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

// claimsOf are claims of one sheet, a row a line; a value as shown, and normalised
// where a second follows it.
func claimsOf(fields []string, rows ...[]string) *forms.Claims {
	c := &forms.Claims{Sheet: "Sheet1"}
	for i, row := range rows {
		r := c.Add(forms.RowRef{Number: int32(i + 3)})
		for f, v := range row {
			c.Put(r, fields[f], v, v)
		}
	}
	return c
}

// A plan form with everything that real ones leave out or write their own way.
func TestTasksOfAForm(t *testing.T) {
	sub := &register.Submission{ID: "S0007", File: "住建局/2026年任务.xlsx", Title: "2026年度重点工作任务清单", Department: "住建局"}
	c := claimsOf([]string{"task.seq", "task.name", "task.due", "task.target", "task.unit", "task.fund", "task.basis"},
		[]string{"1", "自建房安全\n隐患季度排查", "每季度末", "100%", "", "1.5万元", "住建发〔2026〕3号"},
		[]string{"2", "老旧小区改造居民意愿征集", "", "≥90％", "", "按实", ""},
		[]string{"3", "", "12月底前", "1", "次", "2000", ""},
		[]string{"4", "完成住建局交办的其他工作", "收到通知后5个工作日内", "按要求", "", "-500", ""},
		[]string{"5", "小区物业投诉不超过上年", "全年", "不超过3件", "", "", ""},
		[]string{"6", "打通消防生命通道", "10月底前", "12", "处", "无", ""})
	got := TasksOf(sub, c)
	type fact struct {
		row                      int
		text, due, every, target string
		funds                    int64
		known                    bool
		block                    string
	}
	want := []fact{
		{3, "自建房安全隐患季度排查", "2026-12-31", Quarterly, "100|%", 1500000, true, "09"},
		{4, "老旧小区改造居民意愿征集", "", "", "90|%", 0, false, "10"},
		{6, "完成住建局交办的其他工作", "", "", "按要求|", 0, false, "16"},
		{7, "小区物业投诉不超过上年", "2026-12-31", Standing, "不超过3件|", 0, false, "10"},
		{8, "打通消防生命通道", "2026-10-31", "", "12|处", 0, true, "09"},
	}
	var facts []fact
	for _, x := range got {
		facts = append(facts, fact{x.Row, x.Text, x.Due.String(), x.Recurring, x.Target + "|" + x.Unit, x.Funds, x.FundsKnown, x.Block})
	}
	if !slices.Equal(facts, want) {
		t.Errorf("\n%v\nwant\n%v", facts, want)
	}
	if x := got[0]; x.Submission != "S0007" || x.Department != "住建局" || x.Basis != "住建发〔2026〕3号" || x.FundsText != "1.5万元" || x.Sheet != "Sheet1" {
		t.Errorf("%+v", x)
	}
	if got := TasksOf(sub, claimsOf([]string{"person.name"}, []string{"钱伟"})); got != nil {
		t.Errorf("a roster has tasks: %v", got)
	}
}

// A plan that is a text: heads and exhortations are no tasks, the facts stand in the
// sentences, the 文号 under the title.
func TestTasksOfAList(t *testing.T) {
	sub := &register.Submission{ID: "S0001", Title: "区文化和旅游局2026年社区重点工作任务", Department: "区文化和旅游局"}
	c := claimsOf([]string{"task.name"},
		[]string{"一、群众文化活动"},
		[]string{"1.组织群众性文体活动不少于4场，10月底前完成，经费1.5万元。责任单位：区文化馆，责任人：张三。"},
		[]string{"2.开展全民阅读进社区活动，每季度末报送一次进展，经费按实列支。"},
		[]string{"3.社区图书室每周开放不少于36小时，常年坚持。"},
		[]string{"二、文物与市场"},
		[]string{"（一）排查辖区内网吧、娱乐场所安全隐患，每月一次；"},
		[]string{"（二）关爱6—14岁儿童，经费-200元。"},
		[]string{"三、有关要求"},
		[]string{"1.高度重视，加强领导。"},
		[]string{"2.按时报送。"})
	type fact struct{ text, due, every, target, unit, funds, lead, who string }
	var got []fact
	for _, x := range TasksOf(sub, c, "区文化和旅游局2026年社区重点工作任务", "（区文旅发〔2026〕3号）") {
		if x.Basis != "区文旅发〔2026〕3号" {
			t.Errorf("%s: basis %q", x.Text, x.Basis)
		}
		got = append(got, fact{x.Text, x.Due.String(), x.Recurring, x.Target, x.Unit, x.FundsText, x.Lead, x.Responsible})
	}
	want := []fact{
		{"组织群众性文体活动不少于4场，10月底前完成", "2026-10-31", "", "4", "场", "1.5万元", "区文化馆", "张三"},
		{"开展全民阅读进社区活动，每季度末报送一次进展", "2026-12-31", Quarterly, "", "", "按实列支", "", ""},
		{"社区图书室每周开放不少于36小时，常年坚持", "2026-12-31", Weekly, "36", "小时", "", "", ""},
		{"排查辖区内网吧、娱乐场所安全隐患，每月一次", "2026-12-31", Monthly, "", "", "", "", ""},
		{"关爱6—14岁儿童", "", "", "", "", "-200元", "", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%q\nwant\n%q", got, want)
	}
}

func TestTargets(t *testing.T) {
	for _, c := range [][4]string{
		{"98%", "", "98", "%"},
		{"4次", "", "4", "次"},
		{"不少于40户", "", "40", "户"},
		{"≥95％", "", "95", "%"},
		{"1,200人以上", "", "1200", "人"},
		{"100", "%", "100", "%"},
		{"4次", "次", "4", "次"},
		{"4次", "场", "4次", "场"},
		{"全覆盖", "", "全覆盖", ""},
		{"≤3件", "", "≤3件", ""},
		{"", "", "", ""},
		{"30-40户", "", "30-40户", ""},
	} {
		if target, unit := targetOf(c[0], c[1]); target != c[2] || unit != c[3] {
			t.Errorf("%s in %q: %s %s, want %s %s", c[0], c[1], target, unit, c[2], c[3])
		}
	}
}

func TestBlocks(t *testing.T) {
	for _, c := range [][3]string{
		{"区民政局", "对80岁以上独居、空巢老人每周至少上门探访一次", "04"},
		{"区民政局", "开展低保对象年度复核", "03"},
		{"区卫生健康局", "65岁及以上老年人免费健康体检", "06"},
		{"区人社局", "登记失业人员逐户调查", "05"},
		{"街道综治中心", "每月开展一次矛盾纠纷大排查", "08"},
		{"街道综治中心", "出租房屋和流动人口登记核查", "07"},
		{"应急管理局", "组织一次社区应急疏散演练", "09"},
		{"城管局", "生活垃圾分类入户宣传", "10"},
		{"街道文化站", "全年开展群众文体活动不少于6场", "11"},
		{"区文明办", "注册志愿者人数不低于13%", "12"},
		{"团区委", "关爱留守困境青少年", "13"},
		{"区民政局", "建军节拥军优属慰问军属", "14"},
		{"统计局", "单位及个体经营户清查", "15"},
		{"区民政局", "按月报送区民政局工作台账和统计报表", "16"},
		{"街道党工委组织办", "每月组织开展一次主题党日活动", "01"},
		{"区民政局", "社区协商议事会每季度至少召开一次", "02"},
		{"消防救援大队", "做好日常工作", "09"},
		{"某单位", "做好日常工作", "16"},
		{"", "", "16"},
	} {
		if got := BlockOf(Task{Department: c[0], Text: c[1]}); got != c[2] {
			t.Errorf("%s（%s）: %s %s, want %s", c[1], c[0], got, BlockName(got), BlockName(c[2]))
		}
	}
}

// A notice asks, a blank form that nobody says to fill doesn't.
func TestAskingsOfForms(t *testing.T) {
	sub := &register.Submission{ID: "S0008", File: "妇联/两癌.xlsx", Title: "两癌筛查", Department: "区妇联", Period: "2026"}
	blank := &forms.Layout{Kind: forms.KindTable, Title: "适龄妇女登记表", Unit: forms.UnitPerson, Columns: []forms.Column{
		{Label: "序号", Field: "calc.seq"},
		{Label: "姓 名", Field: "person.name"},
		{Label: "是否参加", Field: "screen.agree"},
		{Label: "微信号"},
		{Label: "填表人", Field: "report.filler"},
		{Label: "备注"},
	}}
	if got := AskingsOf(sub, blank, nil); got != nil {
		t.Errorf("a blank form asks: %v", got)
	}
	got := AskingsOf(sub, blank, []string{"各社区：", "请于5月底前对35—64周岁妇女逐户摸底。联系电话：010-00001234"})
	if len(got) != 1 {
		t.Fatalf("%v", got)
	}
	a := got[0]
	if !slices.Equal(a.Fields, []string{"person.name", "screen.agree", "~微信号"}) || a.Due.String() != "2026-05-31" ||
		a.Audience.MinAge != 35 || a.Audience.MaxAge != 64 || a.Audience.Sex != "女" || a.Department != "区妇联" {
		t.Errorf("%+v", a)
	}
	notice := &forms.Layout{Kind: forms.KindNotice, Title: "关于开展参保摸底调查的通知", Unit: forms.UnitTask}
	if got := AskingsOf(sub, notice, []string{"请于6月底前逐户摸底。", "采集内容包括姓名、身份证号和联系电话等信息。"}); len(got) != 1 ||
		!slices.Equal(got[0].Fields, []string{"person.name", "person.id_no", "person.phone"}) || got[0].Due.String() != "2026-06-30" {
		t.Errorf("a notice asks %+v", got)
	}
	filled := *blank
	filled.DataRows = forms.Span{First: 4, Last: 9}
	if got := AskingsOf(sub, &filled, []string{"请于5月底前逐户摸底。"}); got != nil {
		t.Errorf("a filled form asks: %v", got)
	}
	for _, c := range []struct {
		a      Audience
		sex    string
		birth  forms.Date
		asked  bool
		reason string
	}{
		{a.Audience, "女", forms.NewDate(1980, 1, 1), true, "of age"},
		{a.Audience, "男", forms.NewDate(1980, 1, 1), false, "a man"},
		{a.Audience, "女", forms.NewDate(2010, 1, 1), false, "too young"},
		{a.Audience, "女", forms.Date{}, true, "age unknown"},
		{a.Audience, "", forms.NewDate(1980, 1, 1), true, "sex unknown"},
		{Audience{}, "男", forms.NewDate(2026, 1, 1), true, "everyone"},
	} {
		if got := c.a.Takes(c.sex, c.birth, today); got != c.asked {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// A sentence's deadline is what it says by when, its target the things that it counts;
// nothing is cut out of the middle of a clause.
func TestFactsOfASentence(t *testing.T) {
	for _, c := range []struct{ sentence, text, deadline, target, unit, funds string }{
		{"落实残疾人两项补贴、高龄津贴按月发放，每月10日前报区民政局。", "落实残疾人两项补贴、高龄津贴按月发放，每月10日前报区民政局", "每月10日前", "", "", ""},
		{"开展低保对象年度复核，6月30日前完成全部入户核查。（责任人：汪丽）", "开展低保对象年度复核，6月30日前完成全部入户核查", "6月30日前", "", "", ""},
		{"新建社区助餐点2个，第三季度投入运行，所需经费15万元。", "新建社区助餐点2个，第三季度投入运行", "第三季度", "2", "个", "15万元"},
		{"完成适老化改造30户，10月底前验收。", "完成适老化改造30户，10月底前验收", "10月底前", "30", "户", ""},
		{"对独居空巢老人每周探访不少于1次。", "对独居空巢老人每周探访不少于1次", "每周", "1", "次", ""},
		{"指导6个社区完成公开栏更新，3月中旬前完成。", "指导6个社区完成公开栏更新，3月中旬前完成", "3月中旬前", "6", "个", ""},
		{"临时救助备用金使用率达到90%以上，年底前完成绩效自评。", "临时救助备用金使用率达到90%以上，年底前完成绩效自评", "年底前", "90", "%", ""},
		{"安排工作经费2万元开展培训3场。", "安排工作经费2万元开展培训3场", "", "3", "场", "2万元开展培训3场"},
		{"6个月内走访80岁以上老人，不超过3件积案。", "6个月内走访80岁以上老人，不超过3件积案", "", "", "", ""},
		{"6月10日至7月5日集中整治，救助资金发放到位。", "6月10日至7月5日集中整治，救助资金发放到位", "6月10日至7月5日", "", "", ""},
	} {
		x := Task{}
		x.fromSentence(c.sentence, 2026)
		if words(c.sentence) != c.text || x.Deadline != c.deadline || x.Target != c.target || x.Unit != c.unit || x.FundsText != c.funds {
			t.Errorf("%s\n%q, due %q, target %q %q, funds %q", c.sentence, words(c.sentence), x.Deadline, x.Target, x.Unit, x.FundsText)
		}
	}
}
