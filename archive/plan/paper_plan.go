package plan

import (
	"fmt"
	"slices"
	"strings"

	"huce/forms"
)

// Plan is the one plan (年度综合工作计划) by the sections of plan_template.json: all
// departments' tasks merged, funds, meetings, visits, and the community in numbers
// of the register. Where a fact is the clerk's to give, the text is neutral; where
// a number is not known, it says so. It is Compose of PlanText.
func Plan(in Input) forms.Official { return Written(in, DraftPlan).Official }

// PlanText is the plan's text before a clerk changes it, with marks for what is live.
func PlanText(in Input) string { return planText(in, Indicators(in)) }

func planText(in Input, t *Table) string {
	p := paperOf(in, t, template().PlanSections)
	p.say(phrase("plan.lead", "{{年度}}"))
	p.section()
	for _, s := range lines("plan.aim") {
		p.say(s)
	}
	p.section()
	p.basics()
	p.section()
	p.say("{{段:工作目标}}")
	p.section()
	for _, b := range template().Blocks {
		if len(p.byBlock(b[0])) > 0 {
			p.head(b[1])
			p.say("{{任务:" + b[0] + "}}")
		}
	}
	p.say("{{任务:其余}}")
	p.section()
	p.head(phrase("fund.head.1"))
	p.say("{{段:应拨经费}}")
	p.head(phrase("fund.head.2"))
	p.say("{{段:到位与支出}}")
	p.head(phrase("fund.head.3"))
	p.say(phrase("fund.rule"))
	p.section()
	p.head(phrase("meet.head"))
	p.say(phrase("meet.rule") + "{{句:会议登记}}")
	p.head(phrase("visit.head"))
	p.say("{{段:入户走访}}")
	p.section()
	for _, s := range lines("ensure") {
		p.head(s)
	}
	return p.source()
}

// basics is the community in numbers.
func (p *paper) basics() {
	p.say(phrase("basics.as_of", "{{日期}}"))
	p.head(phrase("basics.people"))
	if p.table.Get("B01").Number == 0 {
		p.say(phrase("basics.people_text0"))
		return
	}
	p.say(phrase("basics.people_text", plain("B01"), plain("B02"), plain("B11")) + p.tell("B07.1", "B07.2", "B07.3") +
		p.tell("B03", "B04", "B05", "B06", "B09.1", "B10.1"))
	p.head(phrase("basics.age"))
	p.say(p.tell("B08.1", "B08.2", "B08.3", "B08.4", "B08.5", "B08.6", "B08.7", "B08.8", "B08.9") + "{{" + markNonzero + "B08.10}}")
	p.head(phrase("basics.care"))
	p.say(p.tell("M01.1", "M01.2", "M02.1", "M04.1", "M06.1", "M07.1", "M07.2", "M07.3", "M08.1", "V02"))
	p.head(phrase("basics.work"))
	p.say(p.tell("J01.1", "B12.2", "B12.3", "J02.1", "J02.2", "J03.2", "J04.2"))
	p.head(phrase("basics.service"))
	p.say(p.tell("H01.1", "H05", "P03.1", "S03.1", "V01.1"))
}

// goals are the numbers that departments want reached.
func (p *paper) goals() {
	if len(p.in.Tasks) == 0 {
		p.say(phrase("goal.none"))
		return
	}
	text := phrase("goal.tasks", len(p.in.Tasks), len(p.merged), len(p.departments()))
	var rows [][]string
	for i := range p.merged {
		m := &p.merged[i]
		if m.Main.Target != "" && paperwork(m.Main) == "" {
			rows = append(rows, []string{BlockName(m.Block), m.Main.Text, m.Main.Indicator, m.Main.Target + m.Main.Unit})
		}
	}
	if len(rows) == 0 {
		p.say(text + phrase("goal.no_numbers"))
		return
	}
	p.say(text + phrase("goal.numbers", len(rows)))
	p.tableOf(forms.Table{Title: phrase("goal.table"), Rows: rows, Columns: []forms.TableColumn{
		{Label: phrase("goal.col.block"), Width: 22},
		{Label: phrase("goal.col.task"), Width: 48},
		{Label: phrase("goal.col.indicator"), Width: 16, Align: forms.Centre},
		{Label: phrase("goal.col.target"), Width: 14, Align: forms.Centre},
	}})
}

// tasksOf are the merged tasks of a block, but those that the clerk's own text
// names. The paper that departments want for themselves is one item a kind.
func (p *paper) tasksOf(block string) {
	own := map[string][]*Merged{}
	said := len(p.body)
	for _, m := range p.byBlock(block) {
		switch kind := paperwork(m.Main); {
		case p.reworded(m):
		case kind != "":
			own[kind] = append(own[kind], m)
		default:
			p.item(p.taskLine(m))
		}
	}
	for _, h := range wordBook().Housekeeping {
		p.ownPaper(h.Name, own[h.Name])
	}
	if len(p.body) == said && len(p.byBlock(block)) == 0 {
		p.say(phrase("sum.block_none"))
	}
}

// reworded reports whether the clerk's text names one of a task's askings.
func (p *paper) reworded(m *Merged) bool {
	return slices.ContainsFunc(m.Tasks, func(i int) bool { return p.reword[p.in.Tasks[i].ID] })
}

// ownPaper is one kind of paper in one item, with the departments that want it.
func (p *paper) ownPaper(kind string, some []*Merged) {
	if len(some) == 0 {
		return
	}
	var names []string
	for _, m := range some {
		for _, d := range m.Departments(p.in.Tasks) {
			if !slices.Contains(names, d) {
				names = append(names, d)
			}
		}
	}
	p.item(phrase("task.own."+kind, len(some), strings.Join(names, "、")))
}

// taskLine is a task in one paragraph: its words, who asks, what is to be reached
// by when, for how much, by whom.
func (p *paper) taskLine(m *Merged) string {
	t := m.Main
	var facts []string
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, phrase(key, value))
		}
	}
	add("task.by", p.askers(m))
	add("task.basis", t.Basis)
	add("task.target", targetText(t))
	add("task.due", p.dueText(m))
	if m.Funds > 0 && !m.Open {
		add("task.fund", m.fundText())
	} else {
		add("task.fund_open", m.fundText())
	}
	add("task.who", t.Responsible)
	s := strings.TrimRight(t.Text, "。；;，,") + "。"
	if n := len(m.Departments(p.in.Tasks)); n > 1 {
		s += phrase("task.merged", n) + "。"
	}
	if len(facts) == 0 {
		return s
	}
	return s + strings.Join(facts, "；") + "。"
}

func (p *paper) fundsAsked() string {
	sum := int64(0)
	named, open, silent := 0, 0, 0
	by := map[string]int64{}
	for i := range p.in.Tasks {
		t := &p.in.Tasks[i]
		switch {
		case t.FundsKnown && t.Funds > 0:
			named++
			sum += t.Funds
			by[t.Department] += t.Funds
		case !t.FundsKnown && !isNone(t.FundsText):
			open++
		default:
			silent++
		}
	}
	if named+open == 0 {
		return phrase("fund.none")
	}
	s := phrase("fund.asked", named, Yuan(sum))
	var parts []string
	for _, d := range p.departments() {
		if by[d] > 0 {
			parts = append(parts, phrase("fund.by_one", d, Yuan(by[d])))
		}
	}
	if len(parts) > 0 {
		s += phrase("fund.by", strings.Join(parts, "，"))
	}
	if open > 0 {
		s += phrase("fund.open", open)
	}
	if silent > 0 {
		s += phrase("fund.zero", silent)
	}
	return s
}

func (p *paper) fundsLedger() string {
	if len(p.in.Funds) == 0 {
		return phrase("fund.no_ledger")
	}
	var due, arrived, spent int64
	for i := range p.in.Funds {
		f := &p.in.Funds[i]
		due, arrived, spent = due+f.Allocated, arrived+f.Arrived, spent+f.Spent
	}
	return phrase("fund.ledger", Yuan(due), Yuan(arrived), Yuan(spent), Yuan(arrived-spent))
}

// meetingsKept are the meetings that are on record, and how many of them were not
// the monthly one.
func (p *paper) meetingsKept() string {
	if !p.table.Get("W03.1").Known {
		return phrase("meet.none")
	}
	s := phrase("meet.planned", plain("W03.1"), plain("W03.2"))
	if c := CountMeetings(p.in.Meetings, p.in.Year); c.Others > 0 {
		s += phrase("meet.others", c.Others, c.MonthlyHeld)
	}
	return s
}

// visits is the one visit: what is collected, and who is looked after.
func (p *paper) visits() {
	d := newDoors(p.in)
	d.fromQuestions()
	d.fromAskings()
	d.fromForms()
	homes, open := 0, 0
	for h := range d.asks {
		if len(d.asks[h]) > 0 {
			homes++
			open += len(d.asks[h])
		}
	}
	s := phrase("visit.collect")
	if len(p.in.Askings) > 0 {
		s += phrase("visit.asked", len(p.in.Askings), p.askingList())
	}
	if open > 0 {
		s += phrase("visit.open", Thousands(int64(homes)), Thousands(int64(open)))
	} else {
		s += phrase("visit.no_open")
	}
	p.item(s)
	type class struct{ label, rhythm string }
	counts := map[class]int{}
	for h := range d.welfare {
		if k := d.welfare[h].class; k > 0 {
			counts[class{d.census.care[k-1].class, d.census.care[k-1].rhythm}]++
		}
	}
	var parts []string
	for i := range d.census.care {
		k := class{d.census.care[i].class, d.census.care[i].rhythm}
		if n := counts[k]; n > 0 {
			parts = append(parts, phrase("visit.care_one", k.label, Thousands(int64(n)), k.rhythm))
			delete(counts, k)
		}
	}
	if len(parts) == 0 {
		p.item(phrase("visit.no_care"))
		return
	}
	p.item(phrase("visit.care", strings.Join(parts, "；")))
}

// askingList names what asks homes, each with its day.
func (p *paper) askingList() string {
	list := slices.Clone(p.in.Askings)
	slices.SortStableFunc(list, func(a, b Asking) int { return a.Due.Compare(b.Due) })
	var parts []string
	for i := range list {
		a := &list[i]
		due := ""
		if !a.Due.IsZero() {
			due = phrase("visit.asked_due", ChineseDate(a.Due))
		}
		parts = append(parts, fmt.Sprintf("《%s》（%s）", plainTitle(a.Title), strings.Trim(a.Department+due, "，")))
	}
	return strings.Join(parts, "、")
}

// plainTitle is a form's title without what a file's name adds to it.
func plainTitle(title string) string {
	for _, end := range []string{"（空表）", "（样表）", "（模板）", "(空表)"} {
		title = strings.TrimSuffix(title, end)
	}
	return strings.Trim(title, "《》")
}
