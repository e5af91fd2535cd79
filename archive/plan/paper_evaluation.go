package plan

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
)

// Binder is the evaluation's binder (创建评估材料汇编): the scores by group, every
// measure with its evidence, what lacks, and the list of the documents that prove.
func Binder(in Input, list []Evaluated) forms.Official {
	p := newPaper(in, nil)
	points, mine := TotalScore(list)
	p.say(phrase("eval.lead", in.Year, ChineseDate(in.Today)))
	p.open(phrase("eval.1"))
	if len(list) == 0 {
		p.say(phrase("eval.none"))
	} else {
		p.say(phrase("eval.total", len(list), decimal(points, 2), decimal(mine, 2)))
		p.tableOf(groupTable(list))
	}
	p.open(phrase("eval.2"))
	for i := range list {
		if e := &list[i]; e.Gap > 0 {
			p.item(phrase("eval.gap", e.titled(), decimal(e.Gap, 2), strings.Join(e.Lacks, "；")))
		}
	}
	if p.three == 0 {
		p.say(phrase("eval.no_gap"))
	}
	d := p.official(phrase("eval.title", committee(in.Community), in.Year), []forms.Annex{measureAnnex(list), proofAnnex(list)})
	return d
}

// titled is a measure's name with its number behind it, which would else run into
// the item's own.
func (e *Evaluated) titled() string {
	if e.No == "" {
		return e.Name
	}
	return e.Name + phrase("eval.no", e.No)
}

// groupTable is points and scores by the measures' groups, in their order.
func groupTable(list []Evaluated) forms.Table {
	var names []string
	for i := range list {
		if !slices.Contains(names, list[i].Group) {
			names = append(names, list[i].Group)
		}
	}
	t := forms.Table{Columns: []forms.TableColumn{
		col("measure_group", 46, forms.Left), col("measures", 14, forms.Right), col("points", 14, forms.Right), col("score", 14, forms.Right), col("gap", 12, forms.Right),
	}}
	for _, name := range names {
		var some []Evaluated
		for i := range list {
			if list[i].Group == name {
				some = append(some, list[i])
			}
		}
		points, mine := TotalScore(some)
		t.Rows = append(t.Rows, []string{name, strconv.Itoa(len(some)), decimal(points, 2), decimal(mine, 2), decimal(points-mine, 2)})
	}
	points, mine := TotalScore(list)
	t.Rows = append(t.Rows, []string{phrase("annex.total"), strconv.Itoa(len(list)), decimal(points, 2), decimal(mine, 2), decimal(points-mine, 2)})
	return t
}

func measureAnnex(list []Evaluated) forms.Annex {
	t := forms.Table{Note: phrase("eval.note"), Columns: []forms.TableColumn{
		col("number", 6, forms.Centre), col("measure_group", 12, forms.Left), col("measure", 24, forms.Left), col("standard", 26, forms.Left),
		col("points", 6, forms.Right), col("score", 7, forms.Right), col("evidence", 30, forms.Left), col("note", 10, forms.Left),
	}}
	for i := range list {
		e := &list[i]
		score := decimal(e.Mine, 2)
		if !e.Scored && !e.ByHand {
			score += "*"
		}
		if e.ByHand && !e.Scored {
			score = phrase("eval.unscored")
		}
		var shown []string
		for _, v := range e.Evidences {
			sign := "○"
			if v.Met {
				sign = "√"
			}
			shown = append(shown, sign+v.Text)
		}
		t.Rows = append(t.Rows, []string{e.No, e.Group, e.Name, e.Standard, decimal(e.Points, 2), score, strings.Join(shown, "；"), e.Remark})
	}
	return annex(phrase("eval.annex.1"), t)
}

// proofAnnex lists every document that stands for a measure, by measure.
func proofAnnex(list []Evaluated) forms.Annex {
	t := forms.Table{Columns: []forms.TableColumn{
		col("no", 6, forms.Centre), col("number", 8, forms.Centre), col("measure", 30, forms.Left), col("proof", 40, forms.Left), col("archival_no", 28, forms.Left), col("date", 14, forms.Centre),
	}}
	for i := range list {
		for _, v := range list[i].Evidences {
			for _, f := range v.Proofs {
				t.Rows = append(t.Rows, []string{strconv.Itoa(len(t.Rows) + 1), list[i].No, list[i].Name, f.Title, f.No, f.Date})
			}
		}
	}
	return annex(phrase("eval.annex.2"), t)
}
