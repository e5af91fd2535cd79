package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// sheetOf is a grid written as text: a line a row, cells parted by |. A cell < is
// merged with the one to its left, ^ with the one above.
func sheetOf(name, text string) *forms.Grid {
	g := &forms.Grid{Name: name}
	var cells [][]string
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		var row []string
		for _, c := range strings.Split(line, "|") {
			row = append(row, strings.TrimSpace(c))
		}
		cells = append(cells, row)
	}
	at := func(r, c int) string {
		if r < len(cells) && c < len(cells[r]) {
			return cells[r][c]
		}
		return ""
	}
	for r := range cells {
		for c, t := range cells[r] {
			if t == "<" || t == "^" {
				continue
			}
			m := forms.Range{Top: r, Left: c, Bottom: r, Right: c}
			for at(r, m.Right+1) == "<" {
				m.Right++
			}
			for at(m.Bottom+1, c) == "^" {
				m.Bottom++
			}
			if m.Right > m.Left || m.Bottom > m.Top {
				g.Merges = append(g.Merges, m)
			}
			if t != "" {
				g.Set(r, c, forms.Cell{Text: strings.ReplaceAll(t, `\n`, "\n"), Kind: forms.CellText})
			}
		}
	}
	return g
}

func bookOf(sheets ...*forms.Grid) *forms.Book {
	return &forms.Book{Format: forms.XLSX, Sheets: sheets}
}

// labelled are the columns of a layout as A:group/label=field.
func labelled(l *forms.Layout) string {
	var out []string
	for _, c := range l.Columns {
		label := c.Label
		if c.Group != "" {
			label = c.Group + "/" + label
		}
		out = append(out, forms.ColumnName(c.Index)+":"+label+"="+c.Field)
	}
	return strings.Join(out, " ")
}

func skippedRows(l *forms.Layout) map[int]string {
	out := map[int]string{}
	for _, s := range l.Skipped {
		out[s.Row] = s.Reason
	}
	return out
}

func TestTables(t *testing.T) {
	for _, tc := range []struct {
		name, sheet string
		title       string
		head, data  forms.Span
		columns     string
		skipped     map[int]string
	}{
		{
			name: "title, info line, total, signatures",
			sheet: `
安宁社区低保户名册|<|<|<
填报单位（盖章）：安宁社区居委会|<|填报日期：2026年3月1日|<
序号|姓名|身份证号码|联系电话
1|张三|110199195003070019|19900000001
2|李四|110199196003070021|19900000002
合计||2|
单位负责人：王五||填表人：赵六|
`,
			title: "安宁社区低保户名册", head: forms.Span{First: 3, Last: 3}, data: forms.Span{First: 4, Last: 5},
			columns: "A:序号=calc.seq B:姓名=person.name C:身份证号码=person.id_no D:联系电话=person.phone",
			skipped: map[int]string{6: skipTotal, 7: skipFooter},
		},
		{
			name: "signed by office",
			sheet: `
高龄津贴发放核对名册|<|<|<
序号|老人姓名|身份证号码|联系电话
1|张三|110199195003070019|19900000001
二网格小计||1|
社区书记：傅长河|经手：梅晓丹||值班电话：010-55502213
`,
			title: "高龄津贴发放核对名册", head: forms.Span{First: 2, Last: 2}, data: forms.Span{First: 3, Last: 3},
			columns: "A:序号=calc.seq B:老人姓名=person.name C:身份证号码=person.id_no D:联系电话=person.phone",
			skipped: map[int]string{4: skipTotal, 5: skipFooter},
		},
		{
			name: "nobody yet, a line under the signatures",
			sheet: `
老年人慰问花名册|<|<|<
序号|姓名|身份证号码|联系电话
1|||
2|||
合计|||
负责人：||填表人：|
领取时请带身份证|||
`,
			title: "老年人慰问花名册", head: forms.Span{First: 2, Last: 2},
			columns: "A:序号=calc.seq B:姓名=person.name C:身份证号码=person.id_no D:联系电话=person.phone",
			skipped: map[int]string{5: skipTotal, 6: skipFooter, 7: skipNote},
		},
		{
			name: "header in the first row, no title",
			sheet: `
姓名|性别|出生日期|家庭住址
张三|男|1950-03-07|锦绣小区1号楼1单元101室
李四|女|1960-03-07|锦绣小区1号楼1单元102室
`,
			head: forms.Span{First: 1, Last: 1}, data: forms.Span{First: 2, Last: 3},
			columns: "A:姓名=person.name B:性别=person.sex C:出生日期=person.birth D:家庭住址=person.residence_address",
		},
		{
			name: "groups over leaves, letters, an example, subtotals, the header printed again, remarks",
			sheet: `
居民养老服务登记表|<|<|<|<|<
序号|基本情况|<|<|监护人|<
^|姓名|性别|年龄|姓名|联系电话
甲|乙|1|2|3|4
例|王某某|男|80|王某|19900000009
1|张三|男|75|张小三|19900000001
2|李四|女|81|李小四|19900000002
小计|2||||
序号|基本情况|<|<|监护人|<
^|姓名|性别|年龄|姓名|联系电话
3|王五|男|77|王小五|19900000003
||||
注：本表一式两份，由社区留存。|||||
`,
			title: "居民养老服务登记表", head: forms.Span{First: 2, Last: 3}, data: forms.Span{First: 6, Last: 11},
			columns: "A:序号=calc.seq B:基本情况/姓名=person.name C:基本情况/性别=person.sex D:基本情况/年龄=calc.age E:监护人/姓名=person.guardian_name F:监护人/联系电话=person.guardian_phone",
			skipped: map[int]string{4: skipLetters, 5: skipExample, 8: skipTotal, 9: skipRepeated, 10: skipRepeated, 12: "", 13: skipNote},
		},
		{
			name: "groups in a file that keeps no merges",
			sheet: `
序号|户主信息|||成员信息||备注
|户主姓名|家庭住址|联系电话|姓名|与户主关系|
1|张三|锦绣小区1号楼1单元101室|19900000001|张三|户主|
2|张三|锦绣小区1号楼1单元101室|19900000001|李四|妻|
`,
			head: forms.Span{First: 1, Last: 2}, data: forms.Span{First: 3, Last: 4},
			columns: "A:序号=calc.seq B:户主信息/户主姓名=household.head_name C:户主信息/家庭住址=household.address D:户主信息/联系电话=household.head_phone E:成员信息/姓名=person.name F:成员信息/与户主关系=person.relation G:备注=",
		},
		{
			name: "what may be filled in stands under the header",
			sheet: `
姓名|性别|身份证号|手机号
必填|男/女|必填|选填
张三|男|110199195003070019|19900000001
`,
			head: forms.Span{First: 1, Last: 1}, data: forms.Span{First: 3, Last: 3},
			columns: "A:姓名=person.name B:性别=person.sex C:身份证号=person.id_no D:手机号=person.phone",
			skipped: map[int]string{2: skipOptions},
		},
		{
			name: "only a header",
			sheet: `
入户走访登记表|<|<
户主姓名|家庭住址|联系电话
`,
			title: "入户走访登记表", head: forms.Span{First: 2, Last: 2},
			columns: "A:户主姓名=household.head_name B:家庭住址=household.address C:联系电话=household.head_phone",
		},
		{
			name: "rows kept ready with their numbers",
			sheet: `
序号|姓名|电话
1|张三|19900000001
2|李四|19900000002
3||
4||
`,
			head: forms.Span{First: 1, Last: 1}, data: forms.Span{First: 2, Last: 3},
			columns: "A:序号=calc.seq B:姓名=person.name C:电话=person.phone",
		},
		{
			name: "three rows of header",
			sheet: `
序号|基本信息|<|<|<
^|个人|<|家庭|<
^|姓名|性别|户主姓名|家庭人口
1|张三|男|张三|3
`,
			head: forms.Span{First: 1, Last: 3}, data: forms.Span{First: 4, Last: 4},
			columns: "A:序号=calc.seq B:基本信息/个人/姓名=person.name C:基本信息/个人/性别=person.sex D:基本信息/家庭/户主姓名=household.head_name E:基本信息/家庭/家庭人口=household.size",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := Book(bookOf(sheetOf("Sheet1", tc.sheet)))
			if len(got) != 1 || got[0].Kind != forms.KindTable {
				t.Fatalf("got %+v", got)
			}
			l := &got[0]
			if l.Title != tc.title || l.HeaderRows != tc.head || l.DataRows != tc.data {
				t.Errorf("title %q header %v data %v, want %q %v %v", l.Title, l.HeaderRows, l.DataRows, tc.title, tc.head, tc.data)
			}
			if c := labelled(l); c != tc.columns {
				t.Errorf("columns\n got %s\nwant %s", c, tc.columns)
			}
			reasons := skippedRows(l)
			for row, reason := range tc.skipped {
				if reasons[row] != reason {
					t.Errorf("row %d skipped for %q, want %q", row, reasons[row], reason)
				}
			}
		})
	}
}

func TestSeveralTables(t *testing.T) {
	got := Book(bookOf(sheetOf("Sheet1", `
低保户名单||||村名|编码
姓名|身份证|金额||示范村|01
张三|110199195003070019|520||第一村|02
李四|110199196003070021|520||第二村|03
||||第三村|04

特困人员名单
姓名|身份证号|供养方式
王五|110199197003070034|分散
`)))
	if len(got) != 3 {
		t.Fatalf("%d layouts: %+v", len(got), got)
	}
	for i, want := range []struct {
		kind  forms.Kind
		title string
		data  forms.Span
	}{
		{forms.KindTable, "低保户名单", forms.Span{First: 3, Last: 4}},
		{forms.KindTable, "特困人员名单", forms.Span{First: 9, Last: 9}},
		{forms.KindList, "", forms.Span{}},
	} {
		if got[i].Kind != want.kind || got[i].Title != want.title || got[i].DataRows != want.data {
			t.Errorf("layout %d: %s %q %v, want %+v", i, got[i].Kind, got[i].Title, got[i].DataRows, want)
		}
	}
}

func TestKinds(t *testing.T) {
	notes := sheetOf("填表说明", `
填表说明
一、本表由社区居民委员会负责填写，每户一行。
二、“姓名”须与户口簿、身份证一致。
`)
	options := sheetOf("下拉选项", `
代码|名称
01|汉族
02|蒙古族
`)
	options.Hidden = true
	notice := &forms.Grid{Name: "表1", Before: []string{"关于开展2026年人口抽样调查的通知", "各社区居民委员会：", "请于5月31日前报送。", "街道统计站", "2026年4月11日"}}
	tasks := &forms.Grid{Name: "表1", Before: []string{"区民政局2026年工作要点", "一、开展低保对象年度复核。", "二、高龄津贴按月核发。", "三、完成交办的其他工作。"}}
	plan := sheetOf("Sheet1", `
区民政局2026年度工作任务分解表|<|<|<|<|<
序号|工作内容|牵头科室|责任人|完成时限|经费(元)
1|开展低保对象年度复核|业务科|刘敏|12月底前|0
2|对独居老人每周上门探访一次|综合科|孙丽|全年|2000
`)
	for _, tc := range []struct {
		name string
		g    *forms.Grid
		want forms.Kind
	}{
		{"notes", notes, forms.KindUnknown},
		{"options", options, forms.KindList},
		{"notice", notice, forms.KindNotice},
		{"numbered tasks", tasks, forms.KindPlan},
		{"task table", plan, forms.KindPlan},
		{"nothing", &forms.Grid{Name: "Sheet2"}, forms.KindEmpty},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := bookOf(tc.g)
			b.Format = forms.DOCX
			got := Book(b)
			if len(got) != 1 || got[0].Kind != tc.want {
				t.Fatalf("got %+v, want %s", got, tc.want)
			}
			if got[0].Hidden != tc.g.Hidden {
				t.Error("whether the sheet is hidden was lost")
			}
		})
	}
	l := Book(bookOf(plan))[0]
	if got, want := labelled(&l), "A:序号=task.seq B:工作内容=task.name C:牵头科室=task.lead D:责任人=task.owner E:完成时限=task.due F:经费(元)=task.fund"; got != want {
		t.Errorf("columns of the plan\n got %s\nwant %s", got, want)
	}
	if l.Department != "区民政局" || l.Unit != forms.UnitTask || l.Period != "2026" {
		t.Errorf("plan of %q, unit %q, period %q", l.Department, l.Unit, l.Period)
	}
	l = Book(bookOf(notice))[0]
	if l.Department != "街道统计站" || l.AsOf != forms.NewDate(2026, 4, 11) {
		t.Errorf("notice of %q as of %v", l.Department, l.AsOf)
	}
	l = Book(bookOf(tasks))[0]
	if c := Claims(tasks, &l); c == nil || len(c.Rows) != 3 || c.Get(1, "task.name") != "高龄津贴按月核发。" || c.Rows[1].Number != 3 {
		t.Errorf("tasks: %+v", c)
	}
}

func TestHeaderless(t *testing.T) {
	got := Book(bookOf(sheetOf("新增", `
张三|女|智力|110199195003070019|19900000001|锦绣小区1号楼1单元101室
李四|男|肢体|110199196003070021|19900000002|锦绣小区1号楼1单元102室
王五|男|视力|110199197003070034|19900000003|锦绣小区2号楼1单元201室
赵六|女|听力|110199198003070047|19900000004|锦绣小区3号楼2单元502室
`)))
	if len(got) != 1 || !got[0].HeaderRows.Empty() || got[0].DataRows != (forms.Span{First: 1, Last: 4}) {
		t.Fatalf("got %+v", got)
	}
	if c, want := labelled(&got[0]), "A:=person.name B:=person.sex C:=disabled.type D:=person.id_no E:=person.phone F:=person.residence_address"; c != want {
		t.Errorf("columns\n got %s\nwant %s", c, want)
	}
}
