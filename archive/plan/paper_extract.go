package plan

import (
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// Extract answers a department's own request for a summary with the part of the one
// summary that is about it: its tasks and how they stand, the numbers of their
// blocks, its funds, the forms that it was given.
func Extract(in Input, department string) forms.Official {
	p := newPaper(in, nil)
	p.say(phrase("extract.lead", department, ChineseDate(in.Today), in.Year))
	p.open(phrase("extract.1"))
	some, blocks := p.askedBy(department)
	p.extractTasks(some)
	p.open(phrase("extract.2"))
	for _, b := range blocks {
		if known := p.knownOf(b); len(known) > 0 {
			p.item(BlockName(b) + "：" + strings.Join(known, "，") + "。")
		}
	}
	if p.three == 0 {
		p.say(phrase("extract.no_numbers"))
	}
	p.open(phrase("extract.3"))
	p.say(extractFunds(in, department))
	p.open(phrase("extract.4"))
	p.say(p.extractForms(department))
	for i := range p.body {
		l := Line{Pieces: p.pieces(p.body[i].Text)}
		p.body[i].Text = l.Text()
	}
	d := p.official(phrase("extract.title", committee(in.Community), in.Year, department), []forms.Annex{p.extractAnnex(department, some)})
	d.To = department
	return d
}

// oneOffice reports whether two names share an office: a form's 公安派出所 /
// 流动人口服务管理站 is 公安派出所's too.
func oneOffice(a, b string) bool {
	return slices.ContainsFunc(officesOf(a), func(name string) bool { return slices.Contains(officesOf(b), name) })
}

func officesOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/、,，; ；", r) })
}

// askedBy are the merged tasks that a department asks, with the blocks they are in.
func (p *paper) askedBy(department string) (some []*Merged, blocks []string) {
	for i := range p.merged {
		m := &p.merged[i]
		if !slices.ContainsFunc(m.Departments(p.in.Tasks), func(d string) bool { return oneOffice(d, department) }) {
			continue
		}
		some = append(some, m)
		if !slices.Contains(blocks, m.Block) && m.Block != lastBlock {
			blocks = append(blocks, m.Block)
		}
	}
	return some, blocks
}

func (p *paper) extractTasks(some []*Merged) {
	if len(some) == 0 {
		p.say(phrase("extract.no_tasks"))
		return
	}
	done, merged := 0, 0
	for _, m := range some {
		if m.Status(p.in.Tasks) == StatusDone {
			done++
		}
		if len(m.Departments(p.in.Tasks)) > 1 {
			merged++
		}
	}
	s := phrase("extract.tasks", len(some), done)
	if merged > 0 {
		s += phrase("extract.merged", merged)
	}
	p.say(s)
}

func extractFunds(in Input, department string) string {
	var asked, allocated, arrived, spent, short int64
	for _, l := range Ledger(in) {
		if oneOffice(l.Department, department) {
			asked, allocated, arrived, spent, short = asked+l.Asked, allocated+l.Allocated, arrived+l.Arrived, spent+l.Spent, short+l.Short
		}
	}
	if asked+allocated+arrived+spent == 0 {
		return phrase("extract.no_funds")
	}
	s := phrase("extract.funds", Yuan(asked), Yuan(allocated), Yuan(arrived), Yuan(spent), Yuan(arrived-spent))
	if short > 0 {
		s += phrase("extract.short", Yuan(short))
	}
	return s
}

func (p *paper) extractForms(department string) string {
	var names []string
	for i := range p.in.Register.Submissions {
		if s := &p.in.Register.Submissions[i]; oneOffice(s.Department, department) && asksCells(s) {
			names = append(names, "《"+plainTitle(s.Title)+"》")
		}
	}
	if len(names) == 0 {
		return phrase("extract.no_forms")
	}
	return phrase("extract.forms", len(names), strings.Join(names, "、"))
}

// extractAnnex is the department's part of 指标完成对照表.
func (p *paper) extractAnnex(department string, some []*Merged) forms.Annex {
	t := forms.Table{Columns: []forms.TableColumn{
		col("no", 5, forms.Centre), col("task", 40, forms.Left), col("indicator", 12, forms.Centre), col("target", 10, forms.Centre),
		col("done", 10, forms.Centre), col("due", 14, forms.Centre), col("status", 9, forms.Centre),
	}}
	for i, m := range some {
		own := m.Main
		for _, k := range m.Tasks {
			if oneOffice(p.in.Tasks[k].Department, department) {
				own = &p.in.Tasks[k]
				break
			}
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), own.Text, own.Indicator, own.Target + own.Unit, own.Done, ownDue(own), phrase("status." + p.statusOf(m)),
		})
	}
	return annex(phrase("annex.s"), t)
}

func ownDue(t *Task) string {
	if t.Due.IsZero() {
		return t.Deadline
	}
	return ChineseDate(t.Due)
}

// AsksAnything reports whether a department asks a task or sent a form.
func AsksAnything(in Input, department string) bool {
	return slices.ContainsFunc(in.Tasks, func(t Task) bool { return oneOffice(t.Department, department) }) ||
		slices.ContainsFunc(in.Register.Submissions, func(s register.Submission) bool { return oneOffice(s.Department, department) })
}
