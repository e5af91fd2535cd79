package plan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// understood reads one file of the community as an import does.
func understood(t *testing.T, file string) (register.Submission, []forms.Layout, *forms.Book) {
	t.Helper()
	data, err := os.ReadFile(formstest.Shared(t, "community", "files", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(file, data)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	layouts := recognise.Book(book)
	department, _, _ := strings.Cut(file, "/")
	sub := register.Submission{ID: "S0001", File: file, Department: department}
	for i := range layouts {
		l := &layouts[i]
		if sub.Title == "" {
			sub.Title, sub.Period = l.Title, l.Period
		}
		sub.Claims = append(sub.Claims, recognise.Claims(book.Sheets[l.SheetIndex], l))
	}
	return sub, layouts, book
}

func communityTasks(t *testing.T) []Task {
	t.Helper()
	var tasks []Task
	for _, file := range []string{
		"公安派出所/2026年公安派出所社区重点工作任务清单.xlsx", "区人社局/区人社局2026年下沉社区工作事项一览表.docx",
		"区卫生健康局/2026年区卫生健康局社区重点工作任务清单.xlsx", "区总工会/2026年区总工会社区重点工作任务清单.xls",
		"区民政局/区民政局2026年度工作任务分解表.xlsx", "司法所/2026年司法所社区重点工作任务清单.xlsx",
		"应急管理局/2026年应急管理局社区重点工作任务清单.xls", "街道综治中心/2026年街道综治中心社区重点工作任务清单.xlsx",
	} {
		sub, layouts, _ := understood(t, file)
		n := len(tasks)
		for i := range layouts {
			if layouts[i].Kind == forms.KindPlan {
				tasks = append(tasks, TasksOf(&sub, sub.Claims[i])...)
			}
		}
		if len(tasks) == n {
			t.Errorf("%s: no tasks (kind %s)", file, layouts[0].Kind)
		}
	}
	for i := range tasks {
		tasks[i].ID = "T" + string(rune('A'+i/26)) + string(rune('a'+i%26))
	}
	return tasks
}

// What the community's task lists ask, as a person reads them.
func TestTasksOfTheCommunity(t *testing.T) {
	tasks := communityTasks(t)
	truth := readTable(t, formstest.Shared(t, "community", "truth", "tasks.csv"))
	if len(tasks) != len(truth) {
		t.Errorf("%d tasks, there are %d", len(tasks), len(truth))
	}
	at := map[string]*Task{}
	for i := range tasks {
		at[tasks[i].File+tasks[i].Text] = &tasks[i]
	}
	for _, row := range truth {
		if at[row["file"]+row["text"]] == nil {
			t.Errorf("%s: %s is missing", row["file"], row["text"])
		}
	}
	for _, want := range []Task{
		{
			Department: "区民政局", Text: "对辖区内80岁以上独居、空巢老人每周至少上门探访一次", Row: 3, Indicator: "探访率", Target: "100", Unit: "%",
			Due: forms.NewDate(2026, 12, 30), Recurring: Weekly, Funds: 600000, Responsible: "孙丽", Lead: "业务科", Block: "04",
		},
		{
			Department: "区民政局", Text: "元旦春节走访慰问困难家庭", Row: 7, Indicator: "户数", Target: "40", Unit: "户", Due: forms.NewDate(2026, 2, 10),
			Funds: 1200000, Responsible: "王静", Lead: "综合科", Block: "03",
		},
		{
			Department: "区民政局", Text: "按月报送区民政局工作台账和统计报表", Row: 8, Indicator: "完成率", Target: "100", Unit: "%", Due: forms.NewDate(2026, 12, 25),
			Recurring: Monthly, Responsible: "刘敏", Lead: "办公室", Block: "16",
		},
		{
			Department: "区卫生健康局", Text: "65岁及以上老年人免费健康体检", Row: 5, Indicator: "体检率", Target: "75", Unit: "%", Due: forms.NewDate(2026, 10, 31),
			Funds: 300000, Responsible: "李建军", Lead: "办公室", Block: "06",
		},
		{
			Department: "区卫生健康局", Text: "35—64岁妇女宫颈癌乳腺癌筛查组织发动", Row: 7, Indicator: "筛查人数", Target: "120", Unit: "人",
			Due: forms.NewDate(2026, 12, 31), Recurring: Standing, Funds: 240000, Responsible: "陈国栋", Lead: "办公室", Block: "13",
		},
		{
			Department: "区人社局", Text: "登记失业人员逐户调查，每季度更新就业台账", Row: 2, Indicator: "更新次数", Target: "4", Unit: "次",
			Due: forms.NewDate(2026, 12, 31), Recurring: Quarterly, Funds: 200000, Responsible: "孙丽", Lead: "业务科", Block: "05",
		},
		{
			Department: "区总工会", Text: "摸清辖区失业职工情况并按季报送", Row: 4, Indicator: "更新次数", Target: "4", Unit: "次", Due: forms.NewDate(2026, 12, 31),
			Recurring: Quarterly, Funds: 200000, Responsible: "刘敏", Lead: "办公室", Block: "05",
		},
		{
			Department: "街道综治中心", Text: "开展防灾减灾演练活动不少于1场", Row: 5, Indicator: "场次", Target: "1", Unit: "场", Due: forms.NewDate(2026, 5, 31),
			Funds: 200000, Responsible: "刘敏", Lead: "综合科", Block: "09",
		},
		{
			Department: "公安派出所", Text: "流动人口、出租屋“两实”信息采集每季度更新一遍", Row: 3, Indicator: "登记率", Target: "98", Unit: "%",
			Due: forms.NewDate(2026, 12, 31), Recurring: Quarterly, Funds: 500000, Responsible: "刘敏", Lead: "综合科", Block: "07",
		},
	} {
		found := false
		for i := range tasks {
			got := tasks[i]
			if got.Department != want.Department || got.Text != want.Text {
				continue
			}
			found = true
			if !got.FundsKnown {
				t.Errorf("%s: funds %q not read", got.Text, got.FundsText)
			}
			for _, c := range [][2]any{
				{got.Row, want.Row},
				{got.Indicator, want.Indicator},
				{got.Target, want.Target},
				{got.Unit, want.Unit},
				{got.Due, want.Due},
				{got.Recurring, want.Recurring},
				{got.Funds, want.Funds},
				{got.Responsible, want.Responsible},
				{got.Lead, want.Lead},
				{got.Block, want.Block},
			} {
				if c[0] != c[1] {
					t.Errorf("%s: %v, want %v", got.Text, c[0], c[1])
				}
			}
		}
		if !found {
			t.Errorf("%s: not found", want.Text)
		}
	}
}

// With what the lists say beside their words the groups come out as well.
func TestGroupsOfTheCommunityAsRead(t *testing.T) {
	tasks := communityTasks(t)
	group := map[string]string{}
	for _, row := range readTable(t, formstest.Shared(t, "community", "truth", "tasks.csv")) {
		group[row["file"]+row["text"]] = row["group"]
	}
	var truth []string
	for i := range tasks {
		truth = append(truth, group[tasks[i].File+tasks[i].Text])
	}
	report(t, "the community's eight lists, as read", tasks, truth, 0.9, 0.8)
}

// What the four survey notices ask, and by when.
func TestAskingsOfTheCommunity(t *testing.T) {
	for _, row := range readTable(t, formstest.Shared(t, "community", "truth", "surveys.csv")) {
		sub, layouts, book := understood(t, row["file"])
		var got []Asking
		for i := range layouts {
			g := book.Sheets[layouts[i].SheetIndex]
			got = append(got, AskingsOf(&sub, &layouts[i], linesAround(g, &layouts[i]))...)
		}
		if len(got) != 1 {
			t.Errorf("%s: %d askings", row["file"], len(got))
			continue
		}
		if a := got[0]; strings.Join(a.Fields, " ") != row["fields"] || a.Due.String() != row["due"] || a.Department != row["department"] || a.Audience != (Audience{}) {
			t.Errorf("%s: %s by %s of %v, want %s by %s of all", row["file"], a.Fields, a.Due, a.Audience, row["fields"], row["due"])
		}
	}
}

// linesAround are the lines that stand around a table, as AskingsOf wants them.
func linesAround(g *forms.Grid, l *forms.Layout) []string {
	texts := append(append([]string{}, g.Before...), g.After...)
	for r := 0; r < l.HeaderRows.First-1 && r < len(g.Rows); r++ {
		for _, c := range g.Rows[r] {
			if c.Text != "" {
				texts = append(texts, c.Text)
			}
		}
	}
	return texts
}

// A filled form asks no home for anything more.
func TestFilledFormsAskNothing(t *testing.T) {
	for _, file := range []string{"街道综治中心/矛盾纠纷排查化解登记表.xls", "区总工会/安宁社区困难职工（家庭）档案表.docx", "区民政局/区民政局2026年度工作任务分解表.xlsx"} {
		sub, layouts, book := understood(t, file)
		for i := range layouts {
			if got := AskingsOf(&sub, &layouts[i], linesAround(book.Sheets[layouts[i].SheetIndex], &layouts[i])); len(got) > 0 {
				t.Errorf("%s asks %v", file, got)
			}
		}
	}
}
