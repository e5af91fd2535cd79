package sample

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"huce/forms"
)

// tasksForm is the id of task lists, as Options.Files and the truth name them.
const tasksForm = "tasks"

// task is one thing that is asked, in the words of each department that asks it.
type task struct {
	line              int
	indicator, target string
	funds             string
	due               string
	words             []wording
}

type wording struct{ department, text string }

// taskDepartments send task lists: the name on the list, in tasks.txt, its field.
var taskDepartments = []struct{ name, key, field string }{
	{"区民政局", "民政", "民政"},
	{"区卫生健康局", "卫健", "卫生健康"},
	{"区人社局", "人社", "人社"},
	{"区总工会", "工会", "工会"},
	{"街道综治中心", "综治", "平安建设"},
	{"司法所", "司法", "司法"},
	{"公安派出所", "公安", "治安"},
	{"应急管理局", "应急", "应急"},
}

var taskPool = sync.OnceValue(func() []task {
	var all []task
	for i, line := range dataLines("tasks.txt") {
		p := strings.Split(line, "|")
		t := task{line: i, indicator: p[0], target: p[1], funds: p[2], due: p[3]}
		for _, w := range p[4:] {
			key, text, _ := strings.Cut(w, "=")
			t.words = append(t.words, wording{key, text})
		}
		all = append(all, t)
	}
	return all
})

// asking is one task on one department's list in one round.
type asking struct {
	round             int
	department        int // index into taskDepartments
	meaning           string
	text              string
	indicator, target string
	funds, due        string
	group             string // "" for a task asked once
	no                string
}

// askings are all tasks asked in all rounds. A meaning comes in one of three
// rounds, some come again in the next; routine comes in every round.
func (w *world) askings() []asking {
	var all []asking
	for round := range w.rounds {
		d := newDice(w.seed, fmt.Sprintf("tasks %d", round))
		for dept := range taskDepartments {
			all = append(all, w.asked(d, round, dept)...)
		}
	}
	count := map[string]int{}
	for _, a := range all {
		count[a.meaning]++
	}
	groups := map[string]string{}
	for i := range all {
		m := all[i].meaning
		if count[m] < 2 {
			continue
		}
		if groups[m] == "" {
			groups[m] = fmt.Sprintf("G%02d", len(groups)+1)
		}
		all[i].group = groups[m]
	}
	return all
}

func (w *world) asked(d dice, round, dept int) []asking {
	var all []asking
	who := taskDepartments[dept]
	for _, t := range taskPool() {
		turn := salt(w.seed).draw(fmt.Sprintf("task %d", t.line), 3)
		again := salt(w.seed).has(fmt.Sprintf("task again %d", t.line), 0.6)
		if turn != round%3 && (!again || (turn+1)%3 != round%3 || round == 0) {
			continue
		}
		for _, words := range t.words {
			if words.department != who.key {
				continue
			}
			text := words.text
			if turn != round%3 && d.chance(0.5) {
				text = "继续" + text
			}
			all = append(all, asking{
				round: round, department: dept, meaning: fmt.Sprint("task ", t.line), text: text,
				indicator: t.indicator, target: t.target, funds: t.funds, due: w.dueWords(d, t.due, round),
			})
		}
	}
	for i, line := range dataLines("routine.txt") {
		if i > 1 && d.chance(0.08) {
			continue
		}
		p := strings.Split(line, "|")
		all = append(all, asking{
			round: round, department: dept, meaning: fmt.Sprint("routine ", i, " ", who.key), indicator: p[0], target: p[1], funds: "0",
			text: strings.NewReplacer("{dept}", who.name, "{field}", who.field).Replace(p[2]),
			due:  d.of("每月25日前", "全年", w.monthOf(round)),
		})
	}
	return all
}

func (w *world) monthOf(round int) string {
	to := w.rounds[round].to
	return fmt.Sprintf("%d年%d月", to.Year, to.Month)
}

// dueWords are how lists say when: 全年, 12月底前, 2026-12-30, 2026年10月.
func (w *world) dueWords(d dice, due string, round int) string {
	to := w.rounds[round].to
	if due != "" {
		if d.chance(0.3) && strings.Contains(due, "月") && due[0] <= '9' {
			return fmt.Sprintf("%d年%s", to.Year, due)
		}
		return due
	}
	return d.of("全年", fmt.Sprintf("%d月底前", to.Month), addDays(to, -1).String(), w.monthOf(round), "长期坚持")
}

// taskLabels are the columns of task lists: the field, and the words for it.
var taskLabels = []struct{ field, labels string }{
	{"task.seq", "序号"},
	{"task.name", "工作内容|任务名称|重点任务"},
	{"task.lead", "牵头科室|交办部门"},
	{"task.owner", "责任人|负责人|社区责任人"},
	{"task.due", "完成时限|办结时限|时间要求"},
	{"task.indicator", "考核指标"},
	{"task.target", "目标值"},
	{"task.fund", "经费(元)|经费（元）|应拨经费（元）"},
	{"", "备注"},
}

// tasks writes the task lists of a round.
func (p *press) tasks(round int, period period) error {
	all := p.w.askings()
	no := 0
	for i := range all {
		no++
		all[i].no = fmt.Sprintf("T%03d", no)
	}
	for dept := range taskDepartments {
		var mine []asking
		for _, a := range all {
			if a.round == round && a.department == dept {
				mine = append(mine, a)
			}
		}
		if err := p.taskList(mine, dept, round, period); err != nil {
			return err
		}
	}
	return nil
}

func (p *press) taskList(mine []asking, dept, round int, period period) error {
	who := taskDepartments[dept].name
	d := newDice(p.w.seed, fmt.Sprintf("task list %s %d", who, round))
	when := strings.TrimSuffix(period.words, "度")
	if strings.HasSuffix(period.words, "季度") {
		when = period.words
	}
	title := d.of(when+who+"社区重点工作任务清单", when+who+"社区重点工作任务清单", who+period.words+"工作任务分解表", who+when+"下沉社区工作事项一览表")
	format := [...]forms.Format{forms.XLSX, forms.XLSX, forms.XLS, forms.DOCX}[d.IntN(4)]
	at := p.pathOf(who, title, format)
	g := &forms.Grid{Name: "Sheet1", Landscape: true, Widths: []float64{6, 44, 12, 12, 16, 12, 10, 12, 12}}
	truth := sheetTruth{Name: "Sheet1", Kind: "plan", Title: title, Department: who, RowUnit: string(forms.UnitTask), Footer: map[string]string{}}
	row := p.taskHead(d, g, &truth, title, who, period, format)
	for i, a := range mine {
		fund := forms.Cell{Text: a.funds, Kind: forms.CellNumber, Style: forms.StyleBody}
		for c, cell := range []forms.Cell{
			text(strconv.Itoa(i + 1)), text(a.text), text(d.of("综合科", "业务科", "办公室")), text(d.oneOf(officials)), text(a.due),
			text(a.indicator), text(a.target), fund, text(""),
		} {
			g.Set(row, c, cell)
		}
		row++
		p.ledger.taskCount++
		p.ledger.tasks.add(a.no, at, who, a.group, a.text)
	}
	truth.Data = []int{row - len(mine) + 1, row}
	return p.sendPlain(at, tasksForm, format, who, addDays(period.from, d.IntN(20)), g, truth)
}

// taskHead writes what stands above a list's rows; it gives the first row.
func (p *press) taskHead(d dice, g *forms.Grid, truth *sheetTruth, title, who string, period period, format forms.Format) int {
	sub := ""
	if d.chance(0.3) {
		sub = fmt.Sprintf("制表单位：%s      %d年%d月", who, period.from.Year, period.from.Month)
	}
	row := above(g, title, sub, len(taskLabels)-1, format)
	for i, l := range taskLabels {
		c := column{field: field{Name: l.field}, label: d.oneOf(l.labels)}
		g.Set(row, i, forms.T(c.label, forms.StyleHead))
		truth.Columns = append(truth.Columns, columnTruth(i, &c))
	}
	if format == forms.DOCX {
		truth.Name = "表1"
	}
	truth.Header = []int{row + 1, row + 1}
	return row + 1
}

// above writes a title and a line under it; it gives the next row.
func above(g *forms.Grid, title, sub string, last int, format forms.Format) int {
	row := 0
	for _, s := range []string{title, sub} {
		if s == "" {
			continue
		}
		if format == forms.DOCX {
			g.Before = append(g.Before, s)
			continue
		}
		style := forms.StyleTitle
		if row > 0 {
			style = forms.StyleNote
		}
		g.Set(row, 0, forms.T(s, style))
		g.Merges = append(g.Merges, forms.Range{Top: row, Bottom: row, Right: last})
		row++
	}
	return row
}

// sendPlain sends a file without persons.
func (p *press) sendPlain(at, form string, format forms.Format, who string, asOf forms.Date, g *forms.Grid, truth sheetTruth) error {
	p.ledger.list(fileMark{path: at, form: form, format: format, department: who, asOf: asOf, quality: 1})
	err := p.ledger.recognise(fileTruth{File: at, Form: form, Format: format, Sheets: []sheetTruth{truth}})
	if err != nil {
		return err
	}
	return p.write(at, &forms.Book{Format: format, Sheets: []*forms.Grid{g}})
}
