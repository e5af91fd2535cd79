package plan

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

func col(key string, width float64, align forms.Align) forms.TableColumn {
	return forms.TableColumn{Label: phrase("col." + key), Width: width, Align: align}
}

// annex is one table on landscape pages of its own.
func annex(title string, tables ...forms.Table) forms.Annex {
	a := forms.Annex{Title: title, Landscape: true}
	for i := range tables {
		if len(tables[i].Rows) == 0 {
			row := make([]string, len(tables[i].Columns))
			row[min(1, len(row)-1)] = phrase("annex.no_rows")
			tables[i].Rows = [][]string{row}
		}
		a.Body = append(a.Body, forms.Block{Table: &tables[i]})
	}
	return a
}

// taskAnnex is 附件1 任务分解表: a line a merged task.
func (p *paper) taskAnnex() forms.Annex {
	t := forms.Table{Note: phrase("annex.task_note"), Columns: []forms.TableColumn{
		col("no", 4, forms.Centre), col("block", 10, forms.Left), col("task", 22, forms.Left), col("source", 12, forms.Left),
		col("admission", 6, forms.Centre), col("indicator", 8, forms.Centre), col("target", 6, forms.Centre), col("cycle", 6, forms.Centre),
		col("due", 15, forms.Centre), col("fund", 9, forms.Right), col("who", 7, forms.Centre), col("status", 8, forms.Centre),
	}}
	shown := len(p.in.Attachments) > 0
	if shown {
		t.Columns = append(t.Columns, col("proofs", 5, forms.Centre))
	}
	proposed := 0
	for i := range p.merged {
		m := &p.merged[i]
		source := p.askers(m)
		if p.in.Proposed[m.Main.Group] {
			source += phrase("annex.proposed_mark")
			proposed++
		}
		if m.Main.Basis != "" {
			source += "（" + m.Main.Basis + "）"
		}
		row := []string{
			strconv.Itoa(i + 1), BlockName(m.Block), m.Main.Text, source,
			phrase("admission." + m.Main.Admission), m.Main.Indicator, m.Main.Target + m.Main.Unit, cycleText(m.Main),
			p.dueText(m), m.fundText(), m.Main.Responsible, phrase("status." + p.statusOf(m)),
		}
		if shown {
			row = append(row, count(len(m.Attached(p.in))))
		}
		t.Rows = append(t.Rows, row)
	}
	if proposed > 0 {
		t.Note += phrase("annex.proposed", proposed)
	}
	return annex(phrase("annex.1"), t)
}

// count is a number, nothing where it is none.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// cycleText is how often a task falls due; nothing where its form doesn't say when.
func cycleText(t *Task) string {
	if t.Recurring == "" && t.Deadline == "" {
		return ""
	}
	return phrase("cycle." + t.Recurring)
}

// fundAnnex is 附件2 经费到位情况表: the ledger, or what the tasks promise while no
// ledger is kept.
func (p *paper) fundAnnex() forms.Annex {
	t := forms.Table{Columns: []forms.TableColumn{
		col("no", 5, forms.Centre), col("department", 16, forms.Left), col("item", 30, forms.Left), col("fund", 12, forms.Right),
		col("arrived", 12, forms.Right), col("arrived_on", 17, forms.Centre), col("voucher", 10, forms.Centre), col("spent", 12, forms.Right),
		col("balance", 12, forms.Right), col("note", 12, forms.Left),
	}}
	if len(p.in.Funds) == 0 {
		t.Note = phrase("annex.fund_note_tasks")
		p.promisedRows(&t)
		return annex(phrase("annex.2"), t)
	}
	t.Note = phrase("annex.fund_note")
	var due, arrived, spent int64
	for i := range p.in.Funds {
		f := &p.in.Funds[i]
		due, arrived, spent = due+f.Allocated, arrived+f.Arrived, spent+f.Spent
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), f.Department, f.Name, Yuan(f.Allocated), Yuan(f.Arrived),
			ChineseDate(f.ArrivedOn), f.Voucher, Yuan(f.Spent), Yuan(f.Balance()), f.Note,
		})
	}
	t.Rows = append(t.Rows, []string{"", phrase("annex.total"), "", Yuan(due), Yuan(arrived), "", "", Yuan(spent), Yuan(arrived - spent), ""})
	return annex(phrase("annex.2"), t)
}

func (p *paper) promisedRows(t *forms.Table) {
	sum := int64(0)
	for i := range p.in.Tasks {
		x := &p.in.Tasks[i]
		text := Yuan(x.Funds)
		switch {
		case x.FundsKnown && x.Funds > 0:
			sum += x.Funds
		case !x.FundsKnown && !isNone(x.FundsText):
			text = x.FundsText
		default:
			continue
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(len(t.Rows) + 1), x.Department, x.Text, text, "", "", "", "", "", ""})
	}
	if len(t.Rows) > 0 {
		t.Rows = append(t.Rows, []string{"", phrase("annex.total"), "", Yuan(sum), "", "", "", "", "", ""})
	}
}

// formAnnex is 附件3 报表（台账）清单: a line a form received.
func (p *paper) formAnnex() forms.Annex {
	t := forms.Table{Columns: []forms.TableColumn{
		col("no", 5, forms.Centre), col("form", 40, forms.Left), col("department", 24, forms.Left), col("cycle", 20, forms.Left),
		col("columns", 8, forms.Right), col("rows", 8, forms.Right), col("cells", 10, forms.Right), col("as_of", 17, forms.Centre),
	}}
	for i := range p.in.Register.Submissions {
		s := &p.in.Register.Submissions[i]
		columns, rows, cells := 0, 0, 0
		for _, c := range s.Claims {
			if isForm(c) {
				n := len(cellColumns(c))
				columns += n
				rows += len(c.Rows)
				cells += n * len(c.Rows)
			}
		}
		if rows == 0 {
			continue
		}
		period := ""
		if form, ok := vocab.Template(s.Form); ok {
			period = form.Period
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(len(t.Rows) + 1), s.Title, s.Department, period, Thousands(int64(columns)),
			Thousands(int64(rows)), Thousands(int64(cells)), ChineseDate(s.AsOf),
		})
	}
	return annex(phrase("annex.3"), t)
}

// resultAnnex is 附件 指标完成对照表: each task beside what it came to, then every
// number with the way it was counted.
func (p *paper) resultAnnex() forms.Annex {
	tasks := forms.Table{Title: phrase("sum.table.tasks"), Columns: []forms.TableColumn{
		col("no", 5, forms.Centre), col("block", 15, forms.Left), col("task", 33, forms.Left), col("source", 18, forms.Left),
		col("indicator", 10, forms.Centre), col("target", 9, forms.Centre), col("done", 9, forms.Centre), col("due", 17, forms.Centre), col("status", 9, forms.Centre),
	}}
	for i := range p.merged {
		m := &p.merged[i]
		tasks.Rows = append(tasks.Rows, []string{
			strconv.Itoa(i + 1), BlockName(m.Block), m.Main.Text, p.askers(m), m.Main.Indicator,
			m.Main.Target + m.Main.Unit, m.Main.Done, p.dueText(m), phrase("status." + p.statusOf(m)),
		})
	}
	numbers := forms.Table{Title: phrase("sum.table.numbers"), Columns: []forms.TableColumn{
		col("no", 5, forms.Centre), col("label", 34, forms.Left), col("value", 16, forms.Right), col("unit", 8, forms.Centre), col("how", 60, forms.Left),
	}}
	if p.in.LastYear != nil {
		last := col("last", 14, forms.Right)
		last.Label = phrase("col.last", p.in.Year-1)
		numbers.Columns = slices.Insert(numbers.Columns, 2, last)
	}
	for i := range p.table.List {
		x := &p.table.List[i]
		value, unit := x.Value, x.Unit
		if !x.Known {
			value, unit = phrase("unknown"), ""
		}
		how := x.How
		if other := p.disputed(x.Code); other != "" {
			how = phrase("sum.how_theirs", how, other)
		}
		row := []string{strconv.Itoa(i + 1), x.Label, value, unit, how}
		if p.in.LastYear != nil {
			row = slices.Insert(row, 2, strings.TrimSuffix(p.in.LastYear[x.Code], unit))
		}
		numbers.Rows = append(numbers.Rows, row)
	}
	return annex(phrase("annex.s"), tasks, numbers)
}
