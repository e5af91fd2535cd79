package vocab

import (
	"strings"
	"sync"
	"testing"
)

func TestLabel(t *testing.T) {
	for _, c := range []struct{ label, group, want string }{
		{"姓名", "", "person.name"},
		{"*姓　名", "", "person.name"},
		{"姓 名\n（必填）", "", "person.name"},
		{"D1 姓名", "", "person.name"},
		{"1.姓名", "", "person.name"},
		{"①姓名：", "", "person.name"},
		{"户主（申请人）姓名", "", "person.name"},
		{"姓名", "父亲情况", "child.father_name"},
		{"姓名", "监护人信息", "person.guardian_name"},
		{"公民身份证号码", "父亲情况", "child.father_id"},
		{"务工地点、电话", "母亲情况", "child.mother_contact"},
		{"姓名", "基本情况", "person.name"},
		{"姓名", "代办人", "person.agent_name"},
		{"联系电话", "紧急联系人", "person.emergency_phone"},
		{"电话", "紧急联系人", "person.emergency_phone"},
		{"与老人关系", "紧急联系人", "person.emergency_relation"},
		{"与患者关系", "监护人信息", "person.guardian_relation"},
		{"证件号码", "产权人", "house.owner_id"},
		{"现住址", "产权人", "house.owner_address"},
		{"联系电话", "产权人", "house.owner_phone"},
		{"联系电话", "家庭情况", "household.head_phone"},
		{"身份证号", "家庭情况", "household.head_id"},
		{"家庭住址", "家庭情况", "household.address"},
		{"家庭人口", "家庭情况", "household.size"},
		{"户籍地址", "户籍信息", "person.hukou_address"},
		{"检查日期", "隐患排查整改", "inspect.date"},
		{"姓名", "家庭成员基本情况", "person.name"},
		{"姓名", "配偶", "fp.spouse_name"},
		{"父亲情况/姓名", "", "child.father_name"},
		{"健康管理/体检日期", "", "health.exam_date"},
		{"姓名", "家庭成员情况/父亲", "child.father_name"},
		{"基本情况/*年龄", "", "calc.age"},
		{"托育机构/幼儿园名称", "", "child.school"},
		{"手机/电话", "", "person.phone"},
		{"户主联系方式", "", "household.head_phone"},
		{"监护人手机", "", "person.guardian_phone"},
		{"业主联系方式", "", "house.owner_phone"},
		{"残疾证号", "", "disabled.cert_no"},
		{"工作单位", "", "person.employer"},
		{"与户主关系", "", "person.relation"},
		{"户主", "", "household.head_name"},
		{"户口性质", "", "person.hukou_type"},
		{"户别", "", "household.kind"},
		{"身份证号码（18位）", "", "person.id_no"},
		{"家庭月人均收入", "", "household.income_percapita"},
		// never seen, but near to what is known
		{"退役军人联系手机", "", "person.phone"},
		{"受助人身份证号码", "", "person.id_no"},
		{"房东身份证", "", "house.owner_id"},
		{"最近一次健康体检时间", "", "health.exam_date"},
		// known, without a standard field; or of people that have none
		{"备注", "", ""},
		{"微信号", "", ""},
		{"网格员", "", ""},
		{"楼栋长", "", ""},
		{"数据来源", "", ""},
		{"是否户主", "", ""},
		{"是否人户分离", "", ""},
		{"街道审核意见", "", ""},
		{"联系电话", "丈夫", ""},
		{"班主任电话", "", ""},
		{"爷爷姓名", "", ""},
		{"客户编号", "", ""},
		{"", "", ""},
		{"是否进群", "", ""},
	} {
		got := ""
		for _, m := range Label(c.label, c.group) {
			if m.Score >= 0.5 && !strings.HasPrefix(m.Field, "task.") {
				got = m.Field
				break
			}
		}
		if got != c.want {
			t.Errorf("%q under %q means %q, want %q: %v", c.label, c.group, got, c.want, Label(c.label, c.group))
		}
	}
}

// A plan's labels are those of tasks beside those of forms.
func TestTaskLabels(t *testing.T) {
	for label, want := range map[string]string{
		"重点任务": "task.name", "工作内容": "task.name", "牵头科室": "task.lead", "交办部门": "task.lead", "社区责任人": "task.owner", "负责人": "task.owner", "完成时限": "task.due", "时间要求": "task.due",
		"考核指标": "task.indicator", "目标值": "task.target", "经费(元)": "task.fund", "应拨经费（元）": "task.fund", "序号": "task.seq",
	} {
		got := ""
		for _, m := range Label(label, "") {
			if strings.HasPrefix(m.Field, "task.") {
				got = m.Field
				break
			}
		}
		if got != want {
			t.Errorf("%s in a plan means %q, want %q", label, got, want)
		}
	}
}

func TestEveryFieldAndTemplateIsWhole(t *testing.T) {
	if len(Templates()) != 42 {
		t.Errorf("%d built-in forms", len(Templates()))
	}
	for _, f := range Fields() {
		if g, ok := Field(f.Name); !ok || g.Name != f.Name || f.Label == "" || f.Type == "" {
			t.Errorf("field %+v", f)
		}
		if _, ok := Codes(f.Codes); !ok && f.Codes != "" && f.Codes != "gbt2260_current" {
			t.Errorf("%s has no list %s", f.Name, f.Codes)
		}
	}
	for _, form := range Templates() {
		if got, ok := Template(form.ID); !ok || got != form || form.Unit == "" || len(form.Fields) == 0 {
			t.Errorf("form %s", form.ID)
		}
		for _, f := range form.Fields {
			if _, ok := Field(f.Field); !ok && f.Field != "" && f.Field != "household.members" {
				t.Errorf("%s: %s means %s, which is no field", form.ID, f.Label, f.Field)
			}
		}
	}
	for key, senses := range labels().senses {
		for _, s := range senses {
			if _, ok := Field(s.field); !ok && s.field != ownColumn && s.field != "household.members" && !strings.HasPrefix(s.field, "report.") && s.field != "community.name" {
				t.Errorf("label %s means %s, which is no field", key, s.field)
			}
		}
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		text  string
		likes string   // the field that it fits best
		than  []string // of these
	}{
		{"110199197009212283", "person.id_no", []string{"person.phone", "person.birth", "person.name", "person.bank_account", "person.residence_address", "doc.no"}},
		{"110199********2283", "person.id_no", []string{"person.phone", "person.birth", "doc.no"}},
		{"19900001234", "person.phone", []string{"person.id_no", "person.birth", "calc.age", "person.bank_account", "doc.no"}},
		{"0391-00004820", "person.phone", []string{"person.id_no", "person.birth", "person.residence_address"}},
		{"1950-03-01", "person.birth", []string{"person.phone", "person.residence_address", "calc.age"}},
		{"19500301", "person.birth", []string{"person.phone", "calc.age"}},
		{"锦绣小区1-3-502", "person.residence_address", []string{"person.birth", "person.name", "person.phone"}},
		{"赣州市于都县石桥乡张庄村20组", "person.hukou_address", []string{"person.name", "person.employer"}},
		{"王勇", "person.name", []string{"person.residence_address", "person.employer", "person.ethnic", "person.relation"}},
		{"杜月琴", "person.name", []string{"person.birth"}},
		{"热依汗·艾尼瓦尔", "person.name", []string{"person.employer"}},
		{"高中", "person.education", []string{"person.name", "person.relation"}},
		{"汉族", "person.ethnic", []string{"person.name"}},
		{"户主", "person.relation", []string{"person.name"}},
		{"未婚", "person.marital", []string{"person.name"}},
		{"75", "calc.age", []string{"person.phone", "person.birth", "person.name"}},
		{"6219990001682463406", "person.bank_account", []string{"person.id_no", "person.phone"}},
		{"51019919841117107943", "disabled.cert_no", []string{"person.id_no", "person.bank_account"}},
		{"是", "calc.is_dibao", []string{"person.name", "person.birth"}},
	} {
		for _, other := range c.than {
			if Fits(c.likes, c.text) <= Fits(other, c.text) {
				t.Errorf("%s fits %s %.2f and %s %.2f", c.text, c.likes, Fits(c.likes, c.text), other, Fits(other, c.text))
			}
		}
	}
	for _, f := range Fields() {
		for _, text := range []string{"", "/", "王勇", "110199197009212283", "1950.3.1", "锦绣小区1-3-502", "√"} {
			if s := Fits(f.Name, text); s < 0 || s > 1 {
				t.Errorf("%s fits %s %f", text, f.Name, s)
			}
		}
	}
}

// The tables are read once, whoever asks first.
func TestManyAskAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			Label("紧急联系人电话", "")
			ParseText("person.education", "30 大专")
			Spell("person.birth", "1950-03-01", []string{"1962.11.6"})
			Cross("gbt4658_education", "census_education", "31")
			Templates()
		})
	}
	wg.Wait()
}

func FuzzLabel(f *testing.F) {
	for _, s := range []string{"姓名", "父亲情况/姓名", "*身份证号码（必填）", "D12 是否识字", "((((", "一、", "①", "的", "\xff", "是否低保/特困/计生特殊家庭"} {
		f.Add(s, "基本情况")
	}
	f.Fuzz(func(t *testing.T, label, group string) {
		last := 1.0
		for _, m := range Label(label, group) {
			if _, ok := Field(m.Field); !ok && !strings.HasPrefix(m.Field, "report.") && m.Field != "community.name" {
				t.Fatalf("%q: %s is no field", label, m.Field)
			}
			if m.Score > last || m.Score <= 0 {
				t.Fatalf("%q: %v", label, Label(label, group))
			}
			last = m.Score
		}
	})
}

func BenchmarkLabel(b *testing.B) {
	Label("姓名", "")
	for _, s := range []string{"姓名", "最近一次健康体检时间"} {
		b.Run(itoa(len(s)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Label(s, "")
			}
		})
	}
}

func BenchmarkParseRow(b *testing.B) {
	row := map[string]string{
		"person.name": "王 勇", "person.id_no": "110199197009212283", "person.birth": "1970.9.21", "person.sex": "男", "person.phone": "199-0000-1234",
		"person.residence_address": "安宁社区锦绣小区1号楼3单元502室", "person.relation": "01 本人", "person.education": "30 大专",
	}
	b.ReportAllocs()
	for b.Loop() {
		for field, text := range row {
			ParseText(field, text)
		}
	}
}

// A cell that holds several things is taken apart by what they look like.
func TestApart(t *testing.T) {
	contact := []string{"person.emergency_name", "person.emergency_relation", "person.emergency_phone"}
	for _, c := range []struct {
		fields []string
		text   string
		want   string
	}{
		{contact, "巫峡，儿子，19900000352", "巫峡|儿子|19900000352"},
		{contact, "云台 女儿 19900000354", "云台|女儿|19900000354"},
		{contact, "云台（女儿）19900000354", "云台|女儿|19900000354"},
		{contact, "云台19900000354", "云台||19900000354"},
		{contact, "姓名：云台；电话：19900000354/19900000355", "云台||19900000354 19900000355"},
		{contact, "19900000354", "||19900000354"},
		{contact, "无", "||"},
		{[]string{"person.name", "person.id_no"}, "夏雨荷11019919500307001X", "夏雨荷|11019919500307001X"},
		{[]string{"house.owner_name", "house.owner_phone"}, "安居物业 010-60000001", "|010-60000001"},
	} {
		got := Apart(c.fields, c.text)
		var parts []string
		for _, f := range c.fields {
			parts = append(parts, got[f])
		}
		if s := strings.Join(parts, "|"); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}
