package recognise

import (
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// taskWords are words in the labels of task lists and the field they mean. The
// first that a label holds decides.
var taskWords = []struct {
	field string
	words []string
}{
	{"task.seq", []string{"序号", "编号", "行号"}},
	{"task.fund", []string{"经费", "资金", "预算", "拨款", "金额"}},
	{"task.indicator", []string{"指标", "考核标准", "考核内容", "评价标准", "考核要求"}},
	{"task.target", []string{"目标值", "目标", "任务数", "数量", "标准值"}},
	{"task.due", []string{"时限", "完成时间", "时间要求", "截止", "完成日期", "期限", "时间节点", "进度", "时间安排", "时间"}},
	{"task.owner", []string{"责任人", "负责人", "承办人", "经办人", "社区责任", "包保"}},
	{"task.support", []string{"配合", "协助", "协办"}},
	{"task.lead", []string{"牵头", "交办", "责任单位", "责任部门", "责任科室", "主办", "承办单位", "下达", "部门", "科室"}},
	{"task.basis", []string{"依据", "来源", "文件"}},
	{"task.unit", []string{"计量单位", "单位"}},
	{"task.name", []string{"任务", "工作内容", "工作事项", "事项", "重点工作", "具体工作", "工作要求", "工作项目", "项目", "内容", "措施"}},
}

// taskField is the field of a task list that a label means, "" where none.
func taskField(label string) string {
	b := bare(label)
	for _, t := range taskWords {
		if slices.ContainsFunc(t.words, func(w string) bool { return strings.Contains(b, w) }) {
			return t.field
		}
	}
	return ""
}

// isPlan reports whether a table sets tasks: it asks for a task and for when, by
// whom or how much, and names nobody.
func isPlan(l *forms.Layout, qs []*question) bool {
	got := map[string]bool{}
	for _, q := range qs {
		for _, m := range q.seen {
			if m.Score >= 0.85 && namesSomeone(m.Field) {
				return false
			}
		}
		if f := taskField(q.label); f != "" {
			got[f] = true
		}
	}
	if !got["task.name"] {
		return false
	}
	titled := planTitle.MatchString(l.Title)
	n := 0
	for _, f := range []string{"task.due", "task.lead", "task.owner", "task.indicator", "task.target", "task.fund"} {
		if got[f] {
			n++
		}
	}
	return n >= 3 || titled && n >= 1
}

// namesSomeone reports whether a field is of a person or a home, and so not of a
// task.
func namesSomeone(field string) bool {
	switch field {
	case "person.name", "person.id_no", "household.head_name", "person.sex", "person.relation", "person.birth", "person.residence_address", "household.address", "house.address", "org.name", "act.title", "act.date":
		return true
	}
	return strings.HasPrefix(field, "inspect.") && field != "inspect.deadline" && field != "inspect.duty"
}

// asPlan reads a table as a list of tasks. Each field goes to its first column.
func asPlan(l *forms.Layout, qs []*question) {
	l.Kind, l.Unit = forms.KindPlan, forms.UnitTask
	taken := map[string]bool{}
	for i, q := range qs {
		f := taskField(q.label)
		if f == "" || taken[f] || ownLabel(q.label) {
			continue
		}
		taken[f] = true
		l.Columns[i].Field, l.Columns[i].Confidence = f, 0.9
	}
	wideName(l, qs)
}

// wideName sees to it that the task itself is the column with the longest texts,
// where two labels sound like it (工作项目 and 工作内容).
func wideName(l *forms.Layout, qs []*question) {
	best, length, now := -1, 0, -1
	for i, q := range qs {
		if l.Columns[i].Field == "task.name" {
			now = i
		}
		if taskField(q.label) != "task.name" {
			continue
		}
		n := 0
		for _, v := range q.sample {
			n += len(v)
		}
		if n > length {
			best, length = i, n
		}
	}
	if best >= 0 && now >= 0 && best != now {
		l.Columns[now].Field, l.Columns[now].Confidence = "", 0
		l.Columns[best].Field, l.Columns[best].Confidence = "task.name", 0.85
	}
}

// dropTasks takes the fields of task lists away where there are none.
func dropTasks(qs []*question) {
	for _, q := range qs {
		q.seen = noTasks(q.seen)
	}
}

// noTasks are meanings without the fields of task lists.
func noTasks(seen []vocab.Meaning) []vocab.Meaning {
	return slices.DeleteFunc(slices.Clone(seen), func(m vocab.Meaning) bool { return strings.HasPrefix(m.Field, "task.") })
}
