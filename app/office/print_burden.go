package office

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/forms"
	"huce/forms/print"
)

// burden lays out what each department asks of the community, by department and by
// month, how much of it the register answers, and which forms lack 表号 or 批准文号.
func (j *job) burden() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	load := j.burdenOf(in)
	j.title = in.Community + "各部门报表负担台账"
	departments, cells := burdenByDepartment(&load)
	parts := []forms.StatPart{{Table: &departments}}
	if len(cells.Bars) > 0 {
		parts = append(parts, forms.StatPart{Chart: &cells})
	}
	if months, chart := burdenByMonth(&load); len(months.Rows) > 0 {
		parts = append(parts, forms.StatPart{Table: &months})
		if len(chart.Bars) > 0 {
			parts = append(parts, forms.StatPart{Chart: &chart})
		}
	}
	unmarked := burdenUnmarked(&load)
	parts = append(parts, forms.StatPart{Table: &unmarked})
	return print.LayStatistics(&forms.Statistics{
		Title: j.title, Unit: "填报单位：" + committee(in.Community), Period: "截至 " + chineseDay(in.Today), Measure: "计量单位：格",
		Parts: parts, Footer: signedBy(in.Today), Info: j.info(j.title, "负担台账"),
	})
}

// burdenColumns are the counts of a load, behind what they are of.
func burdenColumns(first ...forms.TableColumn) []forms.TableColumn {
	return append(first,
		forms.TableColumn{Label: "表", Width: 12, Align: forms.Right},
		forms.TableColumn{Label: "栏目", Width: 14, Align: forms.Right},
		forms.TableColumn{Label: "行", Width: 14, Align: forms.Right},
		forms.TableColumn{Label: "格", Width: 18, Align: forms.Right},
		forms.TableColumn{Label: "户册已有", Width: 18, Align: forms.Right},
		forms.TableColumn{Label: "占比", Width: 14, Align: forms.Right},
		forms.TableColumn{Label: "任务", Width: 12, Align: forms.Right},
		forms.TableColumn{Label: "会议", Width: 12, Align: forms.Right},
		forms.TableColumn{Label: "入户调查", Width: 12, Align: forms.Right},
		forms.TableColumn{Label: "要走访户次", Width: 16, Align: forms.Right},
	)
}

func burdenCells(d *plan.DepartmentLoad) []string {
	return []string{
		strconv.Itoa(d.Forms), strconv.Itoa(d.Columns), strconv.Itoa(d.Rows), strconv.Itoa(d.Cells), strconv.Itoa(d.Known),
		percent(d.Known, d.Cells), strconv.Itoa(d.Tasks), strconv.Itoa(d.Meetings), strconv.Itoa(d.Surveys), strconv.Itoa(d.Visits),
	}
}

func burdenByDepartment(load *plan.Load) (forms.Table, forms.Chart) {
	t := forms.Table{Title: "一、各部门", Columns: burdenColumns(
		forms.TableColumn{Label: "序号", Width: 10, Align: forms.Centre}, forms.TableColumn{Label: "部门", Width: 40},
	)}
	chart := forms.Chart{Title: "各部门要填的格数", Series: []string{"要填的格", "其中户册已有"}}
	var all plan.DepartmentLoad
	for i := range load.Departments {
		d := &load.Departments[i]
		name := cmp.Or(d.Department, "未写明部门")
		t.Rows = append(t.Rows, append([]string{strconv.Itoa(i + 1), name}, burdenCells(d)...))
		all.Add(d)
		if d.Cells > 0 {
			chart.Bars = append(chart.Bars, forms.Bar{Label: name, Values: []float64{float64(d.Cells), float64(d.Known)}})
		}
	}
	t.Rows = append(t.Rows, append([]string{"", "合计"}, burdenCells(&all)...))
	t.Note = "注：户册已有，是指更早的表已经填过、户册里有值的格。按每格 " + strconv.Itoa(load.SecondsPerCell) +
		" 秒计，少填约 " + strconv.FormatFloat(math.Round(load.Hours*10)/10, 'f', -1, 64) + " 小时；入户调查和通知另要 " +
		strconv.Itoa(load.NoticeCells) + " 格，其中已有 " + strconv.Itoa(load.NoticeKnown) + " 格。要走访户次按各部门调查各自入户计；合并为一次走访后每户每年只采集一次。"
	return t, chart
}

func burdenByMonth(load *plan.Load) (forms.Table, forms.Chart) {
	t := forms.Table{Title: "二、各月", Columns: burdenColumns(forms.TableColumn{Label: "月份", Width: 30, Align: forms.Centre})}
	chart := forms.Chart{Title: "各月要填的格数", Series: []string{"要填的格", "其中户册已有"}}
	for i := range load.Months {
		m := &load.Months[i]
		name := "未写明月份"
		if year, month, ok := strings.Cut(m.Month, "-"); ok {
			name = year + "年" + strings.TrimLeft(month, "0") + "月"
		}
		t.Rows = append(t.Rows, append([]string{name}, burdenCells(&m.DepartmentLoad)...))
		if m.Cells > 0 {
			chart.Bars = append(chart.Bars, forms.Bar{Label: name, Values: []float64{float64(m.Cells), float64(m.Known)}})
		}
	}
	t.Note = "注：表按数据截至的月份计，任务和入户调查按下发它的文件的月份计，会议按召开的月份计。"
	return t, chart
}

func burdenUnmarked(load *plan.Load) forms.Table {
	t := forms.Table{Title: "三、没有表号或批准文号的报表", Columns: []forms.TableColumn{
		{Label: "序号", Width: 10, Align: forms.Centre},
		{Label: "报表", Width: 80},
		{Label: "部门", Width: 50},
		{Label: "表号", Width: 16, Align: forms.Centre},
		{Label: "批准或备案文号", Width: 26, Align: forms.Centre},
	}}
	mark := func(lacks bool) string {
		if lacks {
			return "无"
		}
		return "有"
	}
	for i, u := range load.Unmarked {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), u.Title, cmp.Or(u.Department, "未写明部门"), mark(u.NoNumber), mark(u.NoApproval)})
	}
	if len(t.Rows) == 0 {
		t.Rows = [][]string{{"", "没有这样的报表", "", "", ""}}
	}
	t.Note = "注：统计调查表应当标明表号、制定机关、批准或者备案文号、有效期限；未标明的，有权拒绝填报（统计法）。"
	if load.Unlooked > 0 {
		t.Note += "另有 " + strconv.Itoa(load.Unlooked) + " 张较早导入的表没有检查过。"
	}
	return t
}
