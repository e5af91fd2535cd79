package recognise

import (
	"slices"
	"strings"
	"testing"

	"huce/forms"
)

func TestTitleOf(t *testing.T) {
	for _, tc := range []struct {
		lines []string
		want  string
	}{
		{[]string{"附件2", "严重精神障碍患者社区服务管理登记表", "填表说明：1.本表由社区居委会填写。", "填报单位（盖章）：安宁社区    填报日期：2026.10.17"}, "严重精神障碍患者社区服务管理登记表"},
		{[]string{"附件3：低保对象花名册"}, "低保对象花名册"},
		{[]string{"关于开展入户排查的通知", "各社区居民委员会：", "请于6月15日前报送。", "附表"}, "关于开展入户排查的通知"},
		{[]string{"家庭医生签约入户调查表（空表）", "请于2026-06-30前对全部住户入户走访后填报。"}, "家庭医生签约入户调查表（空表）"},
		{[]string{"填表日期：2026年1月1日", "说明：姓名以户口簿为准。"}, ""},
		{nil, ""},
	} {
		if got := titleOf(paragraphs(tc.lines)); got != tc.want {
			t.Errorf("%q: title %q, want %q", tc.lines, got, tc.want)
		}
	}
}

func TestDepartmentIn(t *testing.T) {
	for text, want := range map[string]string{
		"区民政局2026年度工作任务分解表":      "区民政局",
		"2026年区卫生健康局社区重点工作任务清单":  "区卫生健康局",
		"2026年街道综治中心社区重点工作任务清单":  "街道综治中心",
		"关于配合市场监管局开展检查的通知":       "市场监管局",
		"消防救援大队/关于入户排查的通知.docx":  "消防救援大队",
		"安宁社区居民委员会居民名册":          "",
		"宝山社区业主委员会成员名单":          "",
		"安宁社区2026年低保对象花名册":       "",
		"安宁社区卫生服务中心65岁及以上老年人登记表": "社区卫生服务中心",
	} {
		if got := DepartmentIn(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestPairs(t *testing.T) {
	for line, want := range map[string][]pair{
		"单位负责人：陈国栋            填表人：王静            联系电话：010-00001801": {{"单位负责人", "陈国栋"}, {"填表人", "王静"}, {"联系电话", "010-00001801"}},
		"填报单位（盖章）：安宁社区居委会 填报日期：2026.12.9":                          {{"填报单位", "安宁社区居委会"}, {"填报日期", "2026.12.9"}},
		"填 表 人：王静  审核人：":                                           {{"填表人", "王静"}, {"审核人", ""}},
		"填表人：王静联系电话：010-00001801":                                  {{"填表人", "王静"}, {"联系电话", "010-00001801"}},
		"导出时间：2026-01-08 14:30:00":                                 {{"导出时间", "2026-01-08 14:30:00"}},
		"没有冒号":                                                     nil,
	} {
		if got := pairs(line); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestAsOf(t *testing.T) {
	for _, tc := range []struct {
		written, title string
		under          []string
		want           forms.Date
	}{
		{written: "2026年1月11日", want: forms.NewDate(2026, 1, 11)},
		{written: "2026.10.5    单位：户", want: forms.NewDate(2026, 10, 5)},
		{written: "   年  月  日"},
		{title: "低保对象花名册（截至2026年3月31日）", want: forms.NewDate(2026, 3, 31)},
		{under: []string{"街道统计站", "2026年4月11日"}, want: forms.NewDate(2026, 4, 11)},
		{under: []string{"请于2026年6月15日前报送"}},
		{written: "请于2026年11月20日17:00前将汇总表报街道卫健办", under: []string{"区疾控中心", "2026年11月6日"}, want: forms.NewDate(2026, 11, 6)},
	} {
		if got := asOf(tc.written, tc.title, nil, paragraphs(tc.under)); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for title, want := range map[string]string{
		"安宁社区2026年低保名册": "2026", "2026年第一季度低保名册": "2026Q1", "2026年4季度报表": "2026Q4", "2026年上半年台账": "2026H1",
		"2026年3月份变动表": "2026-03", "低保名册（截至2026年3月31日）": "2026", "低保名册": "",
	} {
		if got := periodOf(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

// The department that made a form stands among its particulars too.
func TestMakerIn(t *testing.T) {
	for text, want := range map[string]string{
		"XX街道残疾人联合会制　　　　　　　　2026年度":  "街道残疾人联合会",
		"单位：安和区医疗保障局　　制表时间：2026年9月":  "安和区医疗保障局",
		"移交单位：安和区国有资产管理中心　接收单位：平安街道": "安和区国有资产管理中心",
		"备案机关：安和区市场监督管理局":            "安和区市场监督管理局",
		"局长：常有福  股长：万里  经办：谷雨":       "",
		"工作单位：安和区第一人民医院":             "",
		"平安街道办事处社会事务办　　　　　　单位：元":     "平安街道办事处社会事务办",
		"表　号：R601表　制定机关：国务院人口普查办公室":  "国务院人口普查办公室",
		"请于2026年6月15日前报街道民政办":        "街道民政办",
		"填报单位：安宁社区居委会　　填报人：张三":       "",
		"单位：元":           "",
		"调查日期：2026年3月1日": "",
	} {
		if got := makerIn(text); !strings.HasSuffix(want, got) || want != "" && got == "" {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The department that a form is for, or that fills it in itself, among its lines.
func TestDepartmentOf(t *testing.T) {
	for _, c := range []struct{ title, over, want string }{
		{"残疾人补贴发放名册", "填报单位：安和区残疾人联合会    单位：元", "安和区残疾人联合会"},
		{"家庭联系人台账", "填报单位：安和区卫生健康局　平安街道", "安和区卫生健康局"},
		{"参保动员台账", "填报单位：安和区医疗保障局平安街道医保服务站", "安和区医疗保障局"},
		{"人员花名册", "填报单位：平安司法所      密级：内部", "平安司法所"},
		{"优待金花名册", "填报单位：平安街道退役军人服务站    填报日期：2026年7月1日", "平安街道退役军人服务站"},
		{"侨眷登记表", "填报：平安街道侨联小组", "平安街道侨联"},
		{"接种摸底表", "区疾控中心统一印制", "区疾控中心"},
		{"户表", "制定机关：国务院人口普查办公室", "国务院人口普查办公室"},
		{"平安街道火灾防控任务分解表", "安和区消防安全委员会办公室　　2026年11月16日", "安和区消防安全委员会办公室"},
		{"联系人登记表", "中共平安街道工委统战部（民族宗教事务办公室）", "中共平安街道工委统战部"},
		{"平安街道月度工作安排表", "（街道社会治安综合治理中心　2026年12月18日印）", "街道社会治安综合治理中心"},
		{"居民水费欠费清单", "样本水务集团安和营业所　　2026年10月", "样本水务集团安和营业所"},
		{"核查名册", "责任区：安宁社区      核查单位：平安路派出所      2026年8月15日", "平安路派出所"},
		{"参保查询结果", "查询时间：2026-11-03 09:41 查询机构：安和区医疗保障局", "安和区医疗保障局"},
		{"登记卡", "安和区委台湾工作办公室制      编号：TS-0012", "安和区委台湾工作办公室"},
		{"审核汇总表", "安和区教育局基础教育科        审核日期：2026年6月28日", "安和区教育局基础教育科"},
		{"待遇人员名单", "安和区医疗保障事务中心", "安和区医疗保障事务中心"},
		{"年审登记表", "平安县卫生健康局人口监测与家庭发展股    2026-03-18", "平安县卫生健康局人口监测与家庭发展股"},
		{"跟踪服务台账", "安和区人力资源和社会保障事务所", "安和区人力资源和社会保障事务所"},
		{"人口台账", "安和区平安街道安宁社区居民委员会", ""},
		{"老龄工作台账", "安和区老龄工作委员会办公室", "安和区老龄工作委员会办公室"},
		{"人口台账", "填报单位：安宁社区居委会    填报人：张三", ""},
		{"人口台账", "填报单位：平安街道办事处", ""},
		{"人口台账", "填报单位：安宁社区", ""},
	} {
		if got := departmentOf(c.title, []line{{c.over, true}}, nil); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.title, c.over, got, c.want)
		}
	}
}

// The day of a form stands behind labels of many names, over it or under it.
func TestDayAmong(t *testing.T) {
	for text, want := range map[string]string{
		"登记人：李敏　　登记时间：2026年5月20日":              "2026-05-20",
		"摸底人：____   摸底时间：2026年5月":              "2026-05",
		"活动时间：2026年6月14日上午9:00—12:00    地点：广场": "2026-06-14",
		"调查员：冯丽        调查日期：2026年11月3日":        "2026-11-03",
		"档案编号：LS-7    建档日期：2026年3月5日":          "2026-03-05",
		"标准时点：2026年11月1日零时":                    "2026-11-01",
		"有效期至：2026年12月31日":                     "",
		"报名截止时间：2026年6月1日    报名地点：居委会":         "",
		"下次随访日期：2026年6月1日":                     "",
		"推选时间：2026年3月15日    地点：居委会":            "",
		"单位：元    2026年5月6日":                    "2026-05-06",
		"平安县住房和城乡建设局    2026-07-15":            "2026-07-15",
		"平安街道综治办　　2026.9.30":                   "2026-09-30",
		"安和区医保中心     统计截止：2026年5月15日":          "2026-05-15",
		"街道应急办     2026年5月31日更新":               "2026-05-31",
		"核对时间：2026年8月1日至8月25日":                 "2026-08-25",
		"（街道综治中心　2026年12月18日印）":                "2026-12-18",
		"责任人：李敏    更新至2026年10月15日":             "2026-10-15",
		"报送时间：请于2026年11月20日17:00前报街道":          "",
	} {
		if got := dayAmong([]line{{text, true}}, nil).String(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	counted := asOf("2026年7月10日", "年龄结构统计表", paragraphs([]string{"统计时点：2026年6月30日24时    单位：人"}), nil)
	if counted != forms.NewDate(2026, 6, 30) {
		t.Errorf("figures are of %v", counted)
	}
	for _, text := range []string{"社区：安宁社区      2026年6月", "上报：安宁社区  统计月份：2026年6月", "数据来源：区民政局,2026.6"} {
		if got := monthAlone(paragraphs([]string{text})).String(); got != "2026-06" {
			t.Errorf("%s: the month is %q", text, got)
		}
	}
	if got := periodAmong([]line{{"认证年度：2026年", true}}); got != "2026" {
		t.Errorf("认证年度 is %q", got)
	}
}

// A dictionary under a title is a list, whatever its sheet is called.
func TestDictionaryIsList(t *testing.T) {
	for _, text := range []string{
		"填报代码表|<|<\n代码类别|代码|名称\n户口性质|1|农业户口\n户口性质|2|非农业户口\n婚姻状况|10|未婚\n文化程度|70|初中\n与户主关系|01|本人",
		"指标名称|选项代码|选项含义|备注\n性别|1|男|\n性别|2|女|\n民族|01|汉族|",
	} {
		if got := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("指标", text)}})[0].Kind; got != forms.KindList {
			t.Errorf("%.30s… is a %s", text, got)
		}
	}
}
