package plan

import (
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// A small community made by hand: five homes, twelve people, none of whom exists.

var today = forms.NewDate(2026, 11, 23)

// values are fields and their values, sorted, each said by one row.
func values(row register.Ref, pairs ...string) []register.Standing {
	var all []register.Standing
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, register.Standing{
			Field: pairs[i], Value: pairs[i+1], Reason: "only",
			Sources: []register.Source{{Row: row}},
		})
	}
	slices.SortFunc(all, func(a, b register.Standing) int { return strings.Compare(a.Field, b.Field) })
	return all
}

// village is the community; fresh for each test.
func village() *register.Register {
	r := &register.Register{Submissions: villageForms()}
	homes := []struct {
		building, room string
		people         [][]string
	}{
		{"1", "101", [][]string{ // a couple and their twins
			{
				"person.name", "钱伟", "person.sex", "男", "person.birth", "1985-04-12", "person.relation", "户主", "person.ethnic", "汉族",
				"person.id_no", "110199198504120016", "person.phone", "19900000101", "person.employment", "在职人员", "person.political", "中共党员",
				"person.pension_insurance", "企业职工基本养老保险", "person.medical_insurance", "职工基本医疗保险", "health.doctor_signed", "是",
			},
			{
				"person.name", "孙敏", "person.sex", "女", "person.birth", "1987-09-30", "person.relation", "配偶", "person.ethnic", "土家族",
				"person.id_no", "110199198709300029", "person.employment", "登记失业", "person.marital", "已婚", "person.medical_insurance", "未参保",
			},
			{"person.name", "钱小雨", "person.sex", "女", "person.birth", "2021-03-02", "person.relation", "女儿", "vacc.has_cert", "是"},
			{"person.name", "钱小雪", "person.sex", "女", "person.birth", "2021-03-02", "person.relation", "女儿"},
		}},
		{"1", "202", [][]string{ // alone, over eighty
			{
				"person.name", "李桂英", "person.sex", "女", "person.birth", "1941-01-08", "person.relation", "户主", "person.ethnic", "汉族",
				"person.id_no", "110199194101080025", "person.phone", "19900000202", "elder.living", "独居", "elder.selfcare", "半失能",
				"elder.allowance", "200", "health.exam_date", "2026-05-11", "person.employment", "单位退休",
			},
		}},
		{"2", "101", [][]string{ // on minimum living allowance, two told on the head's row
			{
				"person.name", "周强", "person.sex", "男", "person.birth", "1970-12-01", "person.relation", "户主", "person.ethnic", "汉族",
				"person.id_no", "110199197012010017", "person.phone", "19900000303", "dibao.start", "2024-06", "dibao.people", "2",
				"disabled.type", "肢体残疾", "disabled.grade", "二级", "disabled.subsidy_kind", "护理补贴", "disabled.subsidy_amount", "110",
			},
			{"person.name", "周婷", "person.sex", "女", "person.birth", "2008-02-29", "person.relation", "女儿", "child.type", "其他", "person.political", "共青团员"},
		}},
		{"10", "302", [][]string{ // tenants
			{
				"person.name", "吴磊", "person.sex", "男", "person.ethnic", "汉族", "person.birth", "1995-07-15", "person.relation", "户主", "person.phone", "19900000404",
				"float.arrive_date", "2026-02-20", "person.residence_class", "流动", "person.employment", "灵活就业",
			},
			{"person.name", "郑红", "person.sex", "女", "person.ethnic", "汉族", "person.birth", "1996-11-23", "person.relation", "配偶", "float.arrive_date", "2025-08-01"},
		}},
		{"2", "302", [][]string{ // one under correction, one dead
			{
				"person.name", "冯刚", "person.sex", "男", "person.birth", "1962-05-05", "person.relation", "户主", "person.id_no", "110199196205050012",
				"person.phone", "19900000505", "corr.type", "缓刑", "corr.start", "2026-01-05",
			},
			{"person.name", "冯大海", "person.sex", "男", "person.birth", "1935-05-05", "person.relation", "父亲", "~备注", "2026年3月去世", "elder.living", "与子女同住"},
		}},
	}
	for h, home := range homes {
		r.Dwellings = append(r.Dwellings, register.Dwelling{
			ID: id("D", h), Estate: "桂花园", Building: home.building, Unit: "1", Room: home.room,
			Address: "桂花园" + home.building + "号楼1单元" + home.room + "室",
		})
		hh := register.Household{ID: id("H", h), Head: len(r.People), Dwelling: h, Values: values(register.Ref{}, "household.housing_type", "自有")}
		for _, pairs := range home.people {
			hh.Members = append(hh.Members, len(r.People))
			r.People = append(r.People, register.Person{
				ID: id("P", len(r.People)), Household: h, Rows: []register.Ref{{Row: int32(len(r.People))}},
				Values: values(register.Ref{Row: int32(len(r.People))}, pairs...),
			})
		}
		r.Households = append(r.Households, hh)
	}
	// One person whose home no row tells.
	r.People = append(r.People, register.Person{
		ID: id("P", len(r.People)), Household: -1,
		Values: values(register.Ref{}, "person.name", "王芳", "person.sex", "女", "person.birth", "1990"),
	})
	return r
}

func id(letter string, n int) string {
	return letter + "0000" + string(rune('1'+n%9)) + strings.Repeat("0", n/9)
}

// villageForms are two forms that the village's numbers come from beside its people:
// a roster of everyone and a list of disputes.
func villageForms() []register.Submission {
	roster := &forms.Claims{Sheet: "花名册"}
	for i := range 12 {
		r := roster.Add(forms.RowRef{Number: int32(4 + i)})
		for _, f := range []string{"calc.seq", "person.name", "person.phone", "person.education"} {
			roster.Put(r, f, "", "")
		}
		roster.Put(r, "person.name", "某", "某")
	}
	roster.Put(5, "calc.vulnerable", "残障人员", "残障人员")
	disputes := &forms.Claims{Sheet: "Sheet1"}
	for _, row := range [][]string{
		{"楼上漏水", "2026-03-04", "1号楼", "是", "钱伟"},
		{"噪声扰民", "2026-04-01", "2号楼", "是", "周强"},
		{"停车争执", "2026-06-18", "小区南门", "否", "吴磊"},
		{"楼上漏水", "2026-03-04", "1号楼", "是", "钱伟"},
	} {
		r := disputes.Add(forms.RowRef{Number: int32(4 + len(disputes.Rows))})
		for f, field := range []string{"dispute.title", "dispute.date", "dispute.address", "dispute.success", "person.name"} {
			disputes.Put(r, field, row[f], row[f])
		}
	}
	return []register.Submission{
		{
			ID: "S0001", File: "常住人口信息登记表.xlsx", Form: "resident_household", Title: "常住人口信息登记表", Department: "公安派出所",
			Unit: forms.UnitPerson, AsOf: forms.NewDate(2026, 1, 11), Claims: []*forms.Claims{roster},
		},
		{
			ID: "S0002", File: "矛盾纠纷排查化解登记表.xls", Form: "dispute", Title: "矛盾纠纷排查化解登记表", Department: "街道综治中心",
			Unit: forms.UnitEvent, AsOf: forms.NewDate(2026, 9, 30), Claims: []*forms.Claims{disputes},
		},
	}
}

// villageTasks are what departments ask of the village.
func villageTasks() []Task {
	var tasks []Task
	for i, row := range [][]string{
		{"区民政局", "对80岁以上独居、空巢老人每周至少上门探访一次", "探访率", "100%", "2026-12-30", "6000", "孙丽", ""},
		{"区卫生健康局", "高龄独居老人定期入户巡访和健康关怀（80周岁及以上）", "探访率", "100%", "全年", "6000", "陈国栋", ""},
		{"区卫生健康局", "65岁及以上老年人免费健康体检", "体检率", "75%", "2026年10月", "3000", "李建军", StatusDone},
		{"区民政局", "按月报送区民政局工作台账和统计报表", "完成率", "100%", "每月25日前", "0", "刘敏", ""},
		{"司法所", "按月报送司法所工作台账和统计报表", "完成率", "100%", "2026年12月", "", "王静", ""},
		{"司法所", "社区矫正对象每月走访", "走访率", "100%", "12月底前", "按实", "王静", StatusDoing},
		{"应急管理局", "组织一次社区应急疏散演练", "场次", "1场", "5月底前", "1.5万元", "赵敏", ""},
		{"统计局", "单位及个体经营户清查", "", "", "", "", "", StatusDeclined},
	} {
		t := Task{
			ID: id("T", i), Department: row[0], File: row[0] + ".xlsx", Text: row[1], Indicator: row[2], Deadline: row[4],
			FundsText: row[5], Responsible: row[6], Status: row[7],
		}
		t.Target, t.Unit = targetOf(row[3], "")
		t.Due, t.Recurring, _ = ParseDeadline(t.Deadline, 2026)
		t.Funds, t.FundsKnown = ParseFunds(t.FundsText)
		t.Block = BlockOf(t)
		tasks = append(tasks, t)
	}
	tasks[2].Done = "76%"
	return Groups(tasks)
}

// villageInput is the village in a year of work.
func villageInput() Input {
	return Input{
		Community: "安宁社区", Street: "幸福街道", Year: 2026, Today: today, Register: village(), Tasks: villageTasks(),
		Funds: []Fund{{
			ID: "F0001", Task: "T00001", Department: "区民政局", Name: "高龄独居老人探访", Allocated: 600000, Arrived: 400000,
			ArrivedOn: forms.NewDate(2026, 4, 2), Voucher: "0402-3", Spent: 125050,
		}},
		Meetings: []Meeting{
			{ID: "M0001", Date: forms.NewDate(2026, 3, 2), Kind: MeetingMonthly, Title: "三月例会", Held: true},
			{ID: "M0002", Date: forms.NewDate(2026, 12, 1), Kind: MeetingMonthly, Title: "十二月例会"},
		},
		Visits: []Visit{
			{ID: "V0001", Household: "H00002", Date: forms.NewDate(2026, 11, 20), Visitor: "孙丽", Purpose: PurposeWelfare, Outcome: OutcomeMet},
			{ID: "V0002", Household: "H00003", Date: forms.NewDate(2026, 11, 19), Visitor: "孙丽", Purpose: PurposeCollect, Outcome: OutcomeAway},
		},
		Askings: []Asking{
			{
				Department: "街道统计站", Title: "关于开展人口抽样调查入户摸底的通知", Unit: forms.UnitHousehold, Due: forms.NewDate(2026, 11, 30),
				Fields: []string{"household.head_name", "person.name", "person.education"}, Labels: []string{"户主姓名", "姓名", "文化程度"},
			},
			{
				Department: "区卫生健康局", Title: "家庭医生签约入户调查表", Unit: forms.UnitPerson, Fields: []string{"person.name", "health.doctor_signed"},
				Labels: []string{"姓名", "家庭医生签约"}, Audience: Audience{Text: "60岁以上", MinAge: 60},
			},
			{Department: "城管局", Title: "垃圾分类入户宣传登记表", Unit: forms.UnitHousehold, Fields: []string{"waste.aware"}, Labels: []string{"知晓情况"}},
		},
	}
}
