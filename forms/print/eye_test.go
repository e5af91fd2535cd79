package print

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"huce/forms"
)

func eyeOfficial() *forms.Official {
	return &forms.Official{
		Title:     "某某街道和平里社区居民委员会关于报送2026年度综合工作总结的报告",
		To:        "某某街道办事处",
		Issuer:    "某某街道和平里社区居民委员会",
		Date:      forms.NewDate(2026, 12, 20),
		Sealed:    true,
		PrintedBy: "和平里社区居民委员会",
		CopyTo:    "某某街道社区建设办公室，某某派出所",
		Body: []forms.Block{
			{Text: "2026年，和平里社区居民委员会在街道党工委、办事处的坚强领导下，围绕“七有”“五性”监测评价指标，扎实开展网格化服务管理，现将有关情况报告如下。"},
			{Level: 1, Text: "一、基本情况"},
			{Text: "社区辖区面积0.86平方公里，划分12个网格，共有住户4512户、常住人口13027人，其中60周岁以上老年人3206人（占24.6%），残疾人387人，低保家庭41户；张镕、李喆、王堃、赵芃、陈犇、周𬭎等6名专职网格员负责入户走访。"},
			{Level: 1, Text: "二、主要工作"},
			{Level: 2, Text: "（一）夯实基础，户籍底数清、情况明。全年入户核查4512户，更新信息8931条；对“人户分离”“空挂户”等情况逐户登记，做到“一户一档”，（《户籍登记册》另附）。"},
			{Level: 3, Text: "1.建立台账。按照“谁登记、谁负责”的原则，依托信息系统（版本V2.1）统一管理，数据每周备份。"},
			{Level: 4, Text: "（1）网格员走访后24小时内录入；（2）社区民警复核；（3）街道抽查比例不低于5%。"},
			{Level: 2, Text: "（二）突出重点，民生服务更有温度。开展居家养老巡视探访1246人次，办理高龄津贴、残疾人补贴等事项532件，办结率100%，群众满意率达98.7%。"},
			{Table: &forms.Table{
				Title: "表1　指标完成情况", Note: "数据来源：户册，截至2026年12月15日。", Columns: []forms.TableColumn{{Label: "序号", Width: 1, Align: forms.Centre}, {Label: "指标", Width: 4}, {Label: "计划", Width: 2, Align: forms.Right}, {Label: "完成", Width: 2, Align: forms.Right}, {Label: "完成率", Width: 2, Align: forms.Right}},
				Rows: [][]string{{"1", "入户走访（户次）", "4,500", "4,512", "100.3%"}, {"2", "居家养老巡视探访（人次）", "1,200", "1,246", "103.8%"}, {"3", "高龄津贴、残疾人两项补贴办理（件）", "500", "532", "106.4%"}},
			}},
			{Level: 1, Text: "三、存在问题和下一步打算"},
			{Text: "一是流动人口信息更新不够及时；二是老旧小区加装电梯协商难度较大。下一步，将以解决群众急难愁盼问题为导向，持续提升精细化治理水平。"},
			{Text: "特此报告。"},
		},
		Annexes: []forms.Annex{
			{Title: "和平里社区户籍登记册", Body: []forms.Block{{Text: "（略）"}}},
			{Title: "2027年度综合工作计划任务分解表", Landscape: true, Body: []forms.Block{{Table: eyeTasks()}}},
		},
		Info: forms.Info{Title: "2026年度综合工作总结", Author: "和平里社区居民委员会", Created: forms.NewDate(2026, 12, 20)},
	}
}

func eyeTasks() *forms.Table {
	t := &forms.Table{Columns: []forms.TableColumn{{Label: "序号", Align: forms.Centre}, {Label: "任务"}, {Label: "牵头部门"}, {Label: "目标"}, {Label: "完成时限"}, {Label: "经费（元）", Align: forms.Right}, {Label: "责任人", Align: forms.Centre}}}
	for i := range 30 {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), "高龄老人（80周岁以上）入户探访，发现问题及时上报并协调解决，每季度不少于一次", "民政科、卫生健康办", "探访率100%", "2027-03-31", "12,500.00", "张镕"})
	}
	return t
}

func eyeRoster(homes int) *forms.Roster {
	r := &forms.Roster{
		Title: "和平里社区户籍人口登记册",
		Notes: []string{"填报单位：和平里社区居民委员会", "截至2026年12月20日", fmt.Sprintf("共%d户%d人", homes, homes*3)},
		Columns: []forms.TableColumn{
			{Label: "户号", Width: 17, Align: forms.Centre},
			{Label: "住址", Width: 46},
			{Label: "与户主关系", Width: 15, Align: forms.Centre},
			{Label: "姓名", Width: 16, Align: forms.Centre},
			{Label: "性别", Width: 8, Align: forms.Centre},
			{Label: "民族", Width: 13, Align: forms.Centre},
			{Label: "出生日期", Width: 18, Align: forms.Centre},
			{Label: "公民身份号码", Width: 32, Align: forms.Centre},
			{Label: "联系电话", Width: 21, Align: forms.Centre},
			{Label: "文化程度", Width: 15, Align: forms.Centre},
			{Label: "人户状态", Width: 15, Align: forms.Centre},
			{Label: "备注", Width: 28},
		},
		Footer: []string{"单位负责人：", "填表人：", "联系电话：", "报出日期：　　　年　　月　　日"},
		Info:   forms.Info{Title: "和平里社区户籍人口登记册", Created: forms.NewDate(2026, 12, 20)},
	}
	names := []string{"金轩", "谭婷明", "顾然诗", "汪浩英", "欧阳镕", "李喆", "王堃", "周𬭎", "阿卜杜拉·买买提明"}
	notes := []string{"", "低保", "孕产妇，已建册（第三网格）", "独居老人，需定期走访", "残疾二级"}
	for h := range homes {
		g := forms.RosterGroup{Lead: []string{fmt.Sprintf("HS%06d", h+1), fmt.Sprintf("幸福街道和平里社区第%d网格东风路%d号院%d号楼%d单元%d室", h/40+1, 33+h%190, h%31+1, h%6+1, 100+h*7%2500)}}
		if h%40 == 0 {
			g.Bookmark = fmt.Sprintf("第%d网格", h/40+1)
		}
		for k := range h%4 + 1 + h%3 {
			rel := []string{"户主", "配偶", "长子", "长女", "父亲", "母亲"}[k%6]
			g.Rows = append(g.Rows, []string{rel, names[(h*3+k)%len(names)], []string{"男", "女"}[(h+k)%2], []string{"汉族", "回族", "满族", "土家族"}[(h+k)%4], fmt.Sprintf("19%02d-%02d-%02d", (h*7+k)%90+10, (h+k)%12+1, h%28+1), fmt.Sprintf("1101991990%02d%02d%03dX", h%12+1, k%28+1, (h*3+k)%1000), fmt.Sprintf("1990000%04d", (h*3+k)%10000), []string{"初中", "高中", "大学本科", "硕士研究生"}[(h+k)%4], []string{"人户一致", "户在人不在"}[(h+k)%2], notes[(h+k)%5]})
		}
		r.Groups = append(r.Groups, g)
	}
	return r
}

func eyeVisits() []forms.VisitSheet {
	members := forms.Table{
		Columns: []forms.TableColumn{{Label: "姓名", Width: 16, Align: forms.Centre}, {Label: "关系", Width: 12, Align: forms.Centre}, {Label: "性别", Width: 8, Align: forms.Centre}, {Label: "出生日期", Width: 20, Align: forms.Centre}, {Label: "身份证号", Width: 36, Align: forms.Centre}, {Label: "电话", Width: 24, Align: forms.Centre}, {Label: "备注", Width: 30}},
		Rows: [][]string{
			{"欧阳镕", "户主", "男", "1950-03-01", "11019919500301001X", "19900000001", "独居老人，需定期走访"},
			{"李喆", "配偶", "女", "1952-11-20", "110199195211200028", "19900000002", ""},
			{"周𬭎", "孙子", "男", "2015-06-06", "110199201506060035", "", "学龄前儿童"},
		},
	}
	asks := []forms.Ask{
		{Label: "实际居住情况", Options: []string{"常住", "空置", "出租", "其他"}, Hint: "民政、综治两表说法不一：常住／出租", For: []string{"综治中心", "民政科"}},
		{Label: "房屋安全隐患", Options: []string{"无", "有"}, For: []string{"应急办"}},
		{About: "欧阳镕", Label: "联系电话", Hint: "现有 19900000001，去年登记", For: []string{"卫生健康办"}},
		{About: "欧阳镕", Label: "健康状况", Options: []string{"健康或良好", "一般或较弱", "有慢性病", "残疾"}, For: []string{"卫生健康办", "残联"}},
		{About: "欧阳镕", Label: "生活自理能力", Options: []string{"完全自理", "部分自理", "不能自理"}, For: []string{"民政科"}},
		{About: "李喆", Label: "参加医疗保险情况", Options: []string{"城镇职工", "城乡居民", "新农合", "未参加"}, For: []string{"社保所"}},
		{About: "周𬭎", Label: "就读学校", For: []string{"教育科"}},
		{About: "周𬭎", Label: "预防接种证", Options: []string{"有", "无"}, For: []string{"卫生健康办"}},
	}
	s := forms.VisitSheet{
		Community: "某某街道和平里社区", Code: "HS000123", Home: "幸福街道和平里社区第3网格东风路128号院16号楼2单元1702室", Head: "欧阳镕", Phone: "19900000001", Visitor: "张堃", Year: "2026",
		Members: members, Known: []forms.Pair{{Label: "房屋性质", Value: "自有"}, {Label: "建筑面积", Value: "86.5平方米"}, {Label: "户口性质", Value: "家庭户"}, {Label: "宠物犬", Value: "1只（已办证）"}, {Label: "户籍地址", Value: "某某市某某区幸福街道和平里社区第3网格东风路128号院16号楼2单元1702室"}},
		Asks: asks, Welfare: "80周岁以上高龄老人；独居老人，上次走访2026年3月", Info: forms.Info{Title: "入户走访登记表", Created: forms.NewDate(2026, 5, 1)},
	}
	long := s
	long.Code, long.Welfare = "HS000124", ""
	for range 3 {
		long.Asks = append(long.Asks, asks[2:]...)
	}
	few := s
	few.Code, few.Asks, few.Known = "3-16-2-1702", asks[:2], nil
	return []forms.VisitSheet{s, long, few}
}

// TestEye writes one PDF of every kind into the folder named by HUCE_EYE, to be
// looked at.
func TestEye(t *testing.T) {
	dir := os.Getenv("HUCE_EYE")
	if dir == "" {
		t.Skip("HUCE_EYE names no folder to write pages to look at into")
	}
	write := func(name string, f func(w *os.File) (Report, error)) {
		w, err := os.Create(filepath.Join(dir, name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		r, err := f(w)
		t.Logf("%s: %+v", name, r)
		if err != nil {
			t.Error(name, err)
		}
	}
	write("official", func(w *os.File) (Report, error) { return Official(w, eyeOfficial()) })
	write("roster", func(w *os.File) (Report, error) { return Roster(w, eyeRoster(120)) })
	write("visits", func(w *os.File) (Report, error) { return Visits(w, eyeVisits()) })
	write("card", func(w *os.File) (Report, error) { return Grid(w, eyeCard(), forms.Info{}) })
	write("list", func(w *os.File) (Report, error) { return Grid(w, eyeList(60), forms.Info{}) })
	for name, print := range kinds() {
		write("kind "+name, func(w *os.File) (Report, error) { return print(w) })
	}
	write("table", func(w *os.File) (Report, error) {
		tb := eyeTasks()
		tb.Title, tb.Note = "2027年度综合工作计划任务分解表", "注：经费随事转，以到位数为准。"
		return Table(w, tb, forms.Info{}, false)
	})
}
