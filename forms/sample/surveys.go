package sample

import (
	"fmt"
	"strings"

	"huce/forms"
)

// surveyForm is the id of survey notices, as Options.Files and the truth name them.
const surveyForm = "survey"

// survey is a department's wish that every home be visited and asked.
type survey struct {
	department, title string
	unit              forms.Unit
	notice            bool // a letter with an empty table; else an empty form
	days              int  // until it is due
	fields, labels    string
}

// surveyPlans are the surveys of a round; {year} and {round} are put in.
var surveyPlans = []survey{
	{
		"街道统计站", "关于开展{round}人口抽样调查入户摸底的通知", forms.UnitHousehold, true, 45,
		"household.head_name household.address household.size person.name person.sex person.birth person.education person.phone",
		"户主姓名 家庭住址 家庭人口 姓名 性别 出生年月 文化程度 联系电话",
	},
	{
		"消防救援大队", "关于入户排查电动自行车和燃气安全的通知", forms.UnitHousehold, true, 60,
		"household.head_name household.address household.head_phone inspect.hazard inspect.deadline",
		"户主姓名 地址 联系电话 隐患类型 整改期限",
	},
	{
		"区卫生健康局", "家庭医生签约入户调查表（空表）", forms.UnitPerson, false, 75,
		"person.name person.id_no person.residence_address person.phone health.doctor_signed health.history",
		"姓名 身份证号 现住址 联系电话 家庭医生签约 既往史",
	},
	{
		"城管局", "垃圾分类入户宣传登记表（空表）", forms.UnitHousehold, false, 65,
		"household.estate household.building household.head_name household.head_phone waste.aware waste.promise",
		"小区名称 楼栋、单元、房号 户主姓名 联系电话 知晓情况 签订承诺书",
	},
}

// emptyRows are the rows left to fill in.
const emptyRows = 8

// surveys writes the surveys of a round.
func (p *press) surveys(round int, period period) error {
	d := newDice(p.w.seed, fmt.Sprintf("surveys %d", round))
	asOf := someDay(d, addDays(period.from, 5), addDays(period.from, 40))
	for _, s := range surveyPlans {
		if err := p.survey(d, s, asOf, period); err != nil {
			return err
		}
	}
	return nil
}

func (p *press) survey(d dice, s survey, asOf forms.Date, period period) error {
	title := strings.ReplaceAll(s.title, "{round}", strings.TrimSuffix(period.words, "度"))
	if len(p.w.rounds) > 1 && !strings.Contains(title, period.words) {
		title = strings.TrimSuffix(title, "（空表）") + "（" + period.words + "）"
	}
	due := addDays(asOf, s.days)
	format := forms.XLSX
	if s.notice {
		format = forms.DOCX
	}
	at := p.pathOf(s.department, title, format)
	names, labels := strings.Fields(s.fields), strings.Fields(s.labels)
	g := &forms.Grid{Name: "Sheet1"}
	truth := sheetTruth{
		Name: "Sheet1", Kind: "table", Title: title, Department: s.department, RowUnit: string(s.unit), Data: []int{0, 0}, Footer: map[string]string{},
	}
	row := 0
	if s.notice {
		truth.Name = "表1"
		g.Before = []string{
			title, "各社区居民委员会：",
			"    根据区里统一部署，现就有关事项通知如下：请各社区组织网格员于" + due.String() + "前对辖区全部住户逐户走访，采集下列信息并填入附表，一户不漏。",
			"    联系人：" + d.oneOf(officials) + "    联系电话：010-00001234", "附表",
		}
	} else {
		row = above(g, title, "请于"+due.String()+"前对全部住户入户走访后填报。", len(labels)-1, format)
	}
	for i, label := range labels {
		c := column{field: field{Name: names[i]}, label: label}
		g.Set(row, i, forms.T(label, forms.StyleHead))
		g.Widths = append(g.Widths, 14)
		truth.Columns = append(truth.Columns, columnTruth(i, &c))
		for r := range emptyRows {
			g.Set(row+1+r, i, forms.Cell{Style: forms.StyleBody})
		}
	}
	truth.Header = []int{row + 1, row + 1}
	p.ledger.surveyCount++
	p.ledger.surveys.add(at, s.department, due.String(), s.fields)
	return p.sendPlain(at, surveyForm, format, s.department, asOf, g, truth)
}
