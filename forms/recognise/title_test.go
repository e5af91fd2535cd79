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
		"XX街道残疾人联合会制　　　　　　　　2026年度": "街道残疾人联合会",
		"单位：安和区医疗保障局　　制表时间：2026年9月": "安和区医疗保障局",
		"平安街道办事处社会事务办　　　　　　单位：元":    "平安街道办事处社会事务办",
		"表　号：R601表　制定机关：国务院人口普查办公室": "国务院人口普查办公室",
		"请于2026年6月15日前报街道民政办":       "街道民政办",
		"填报单位：安宁社区居委会　　填报人：张三":      "",
		"单位：元":           "",
		"调查日期：2026年3月1日": "",
	} {
		if got := makerIn(text); !strings.HasSuffix(want, got) || want != "" && got == "" {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
