package plan

import (
	"strings"

	"huce/forms"
)

// Summary is the one summary (年度工作总结) by the sections of plan_template.json: what
// was done by block, numbers of the register and the records, what stayed open, and
// what next year has to take up. It tells nothing that was not recorded. It is
// Compose of SummaryText.
func Summary(in Input) forms.Official { return Written(in, DraftSummary).Official }

// SummaryText is the summary's text before a clerk changes it, with marks for what
// is live.
func SummaryText(in Input) string { return summaryText(in, Indicators(in)) }

func summaryText(in Input, t *Table) string {
	p := paperOf(in, t, template().SummarySections)
	p.say(phrase("sum.lead", "{{年度}}", "{{日期}}"))
	p.section()
	p.basics()
	p.section()
	p.say("{{段:完成情况}}")
	p.say("{{段:上年对比}}")
	p.section()
	for _, b := range template().Blocks {
		if len(p.byBlock(b[0])) > 0 || len(p.knownOf(b[0])) > 0 {
			p.head(b[1])
			p.say("{{板块:" + b[0] + "}}")
		}
	}
	p.say("{{板块:其余}}")
	p.section()
	p.say("{{段:亮点}}")
	p.section()
	p.say("{{段:经费使用}}")
	p.section()
	p.say("{{段:问题}}")
	p.section()
	p.say("{{段:打算}}")
	return p.source()
}

// statusOf is what a merged task has come to, "late" where its day has passed.
func (p *paper) statusOf(m *Merged) string {
	if m.Overdue(p.in.Tasks, p.in.Today) {
		return "late"
	}
	return m.Status(p.in.Tasks)
}

// done is how the tasks stand.
func (p *paper) done() {
	if len(p.in.Tasks) == 0 {
		p.say(phrase("sum.no_tasks"))
		return
	}
	count := map[string]int{}
	for i := range p.merged {
		count[p.statusOf(&p.merged[i])]++
	}
	var parts []string
	for _, s := range []string{StatusDone, StatusDoing, StatusOpen, "late", StatusPaused, StatusDeclined} {
		if count[s] > 0 {
			parts = append(parts, phrase("sum.status_one", phrase("status."+s), count[s]))
		}
	}
	p.say(phrase("sum.tasks", len(p.in.Tasks), len(p.merged)) + phrase("sum.status", strings.Join(parts, "，")) +
		phrase("sum.rate", mark("W01.4")) + p.evidence())
	if late := p.named("late"); len(late) > 0 {
		p.say(phrase("sum.overdue", len(late), strings.Join(late, "；")))
	}
}

// evidence says how much is kept that shows what was done.
func (p *paper) evidence() string {
	if len(p.in.Attachments) == 0 {
		return ""
	}
	return phrase("sum.proven", len(p.in.Attachments), mark("W01.7"))
}

// named are the words of the merged tasks in a state.
func (p *paper) named(status string) []string {
	var names []string
	for i := range p.merged {
		if m := &p.merged[i]; p.statusOf(m) == status {
			names = append(names, strings.TrimRight(m.Main.Text, "。；"))
		}
	}
	return names
}

// knownOf are the numbers that a block tells.
func (p *paper) knownOf(block string) []string {
	var known []string
	for _, c := range paperBook().Blocks[block] {
		if i := p.table.Get(c); i.Known {
			known = append(known, p.told(i))
		}
	}
	return known
}

// block tells what was done in a block.
func (p *paper) block(block string) {
	s := phrase("sum.block_none")
	if some := p.byBlock(block); len(some) > 0 {
		s = p.blockTasks(some)
	}
	if known := p.knownOf(block); len(known) > 0 {
		s += phrase("sum.block_data", strings.Join(known, "，"))
	}
	p.say(s)
}

func (p *paper) blockTasks(some []*Merged) string {
	var finished, open, declined []string
	n := 0
	for _, m := range some {
		text := strings.TrimRight(m.Main.Text, "。；")
		switch status := m.Status(p.in.Tasks); {
		case p.reworded(m):
			if status == StatusDone {
				n++
			}
		case status == StatusDone:
			n++
			if m.Main.Done != "" {
				text = phrase("sum.finished_one", text, m.Main.Done)
			}
			finished = append(finished, text)
		case status == StatusDeclined:
			declined = append(declined, text)
		case paperwork(m.Main) == "":
			open = append(open, text)
		}
	}
	s := phrase("sum.block", len(some), n)
	if len(finished) > 0 {
		s += phrase("sum.finished", strings.Join(finished, "；"))
	}
	if len(open) > 0 {
		s += phrase("sum.unfinished", strings.Join(open, "；"))
	}
	if len(declined) > 0 {
		s += phrase("sum.declined", strings.Join(declined, "；"))
	}
	return s
}

// highlights are what the records themselves show of work saved.
func (p *paper) highlights() {
	if p.table.Get("W05.1").Number > 0 {
		p.item(phrase("sum.light.forms", plain("W05.1"), plain("W05.2"), plain("W05.3"), mark("W05.4")))
	}
	if p.table.Get("W06.2").Number > 0 {
		load := p.in.SecondsPerCell
		if load == 0 {
			load = SecondsPerCell
		}
		p.item(phrase("sum.light.cells", plain("W06.1"), plain("W06.2"), mark("W06.3"), load, plain("W06.4")))
	}
	if len(p.merged) < len(p.in.Tasks) {
		p.item(phrase("sum.light.tasks", len(p.in.Tasks), len(p.merged)))
	}
	if v := p.table.Get("W04.1"); v.Known && v.Number > 0 {
		p.item(phrase("sum.light.visits", plain("W04.1"), mark("W04.2")))
	}
	if p.three == 0 {
		p.say(phrase("sum.light.none"))
		return
	}
	p.say(phrase("sum.light.more"))
}

// spent is what came and was spent.
func (p *paper) spent() {
	s := p.fundsAsked() + p.fundsLedger()
	if rate := p.table.Get("W02.3"); rate.Known {
		s += phrase("sum.fund.rate", mark("W02.3"), mark("W02.5"))
	}
	p.say(s)
}

// problemsFound are what the records show to be amiss, and nothing else.
func (p *paper) problemsFound() {
	if late := p.table.Get("W01.5"); late.Number > 0 {
		p.item(phrase("sum.prob.late", plain("W01.5")))
	}
	p.fundProblem()
	for i := range p.disputes {
		p.item(p.disputes[i].Text())
	}
	if n := len(p.in.Register.Questions); n > 0 {
		if lost := len(p.in.Register.Unplaced); lost > 0 {
			p.item(phrase("sum.prob.questions", Thousands(int64(n)), Thousands(int64(lost))))
		} else {
			p.item(phrase("sum.prob.questions_only", Thousands(int64(n))))
		}
	}
	if ids := p.table.Get("W07.2"); ids.Known && ids.Number < 99.95 {
		p.item(phrase("sum.prob.ids", mark("W07.2")))
	}
	refused := 0
	for i := range p.in.Tasks {
		if p.in.Tasks[i].Admission == AdmissionNone {
			refused++
		}
	}
	if refused > 0 {
		p.item(phrase("sum.prob.admission", refused))
	}
	unknown := 0
	for i := range p.table.List {
		if !p.table.List[i].Known {
			unknown++
		}
	}
	if unknown > 0 {
		p.item(phrase("sum.prob.unknown", unknown))
	}
	if p.three == 0 {
		p.say(phrase("sum.prob.none"))
	}
}

func (p *paper) fundProblem() {
	due, arrived := p.table.Get("W02.1"), p.table.Get("W02.2")
	switch {
	case arrived.Known && due.Number > arrived.Number:
		p.item(phrase("sum.prob.funds", decimal(due.Number-arrived.Number, 2)))
	case !arrived.Known && due.Number > 0:
		p.item(phrase("sum.prob.funds_unknown", plain("W02.1")))
	}
}

// next is what stayed open.
func (p *paper) next() {
	open := 0
	for i := range p.merged {
		if s := p.merged[i].Status(p.in.Tasks); s == StatusOpen || s == StatusDoing || s == StatusPaused {
			open++
		}
	}
	if open > 0 {
		p.item(phrase("sum.next.carry", open))
	}
	switch full := p.table.Get("W07.1"); {
	case full.Known && full.Number < 99.95:
		p.item(phrase("sum.next.questions", mark("W07.1")))
	case len(p.in.Register.Questions) > 0:
		p.item(phrase("sum.next.questions_bare"))
	}
	if due, arrived := p.table.Get("W02.1"), p.table.Get("W02.2"); due.Number > arrived.Number {
		p.item(phrase("sum.next.funds"))
	}
	p.item(phrase("sum.next.visits"))
	p.item(phrase("sum.next.forms"))
}
