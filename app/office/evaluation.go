package office

import (
	"slices"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/forms"
)

// Measures are the indicators of the evaluation that are in force, as edited.
func (o *Office) Measures() ([]plan.Measure, error) {
	all, err := records(o, o.archive.Measures)
	return slices.DeleteFunc(all, func(m plan.Measure) bool { return m.Dropped }), err
}

// PutMeasure keeps an indicator of the evaluation: a new one where its ID is empty.
// A Score counts once Scored is set; Dropped takes it out of the table. Fault:
// measure_score for a score below 0 or above its points.
func (o *Office) PutMeasure(m plan.Measure) (plan.Measure, error) {
	if m.Points < 0 || m.Scored && (m.Score < 0 || m.Score > m.Points) {
		return m, forms.NewFault("measure_score", m.No, strconv.FormatFloat(m.Points, 'f', -1, 64))
	}
	return keep(o, o.archive.PutMeasure, m)
}

// Evaluation holds the measures against the archive: what shows each, the score
// that it earns or that the clerk gave, and what lacks.
func (o *Office) Evaluation() ([]plan.Evaluated, error) {
	list, err := o.Measures()
	if err != nil {
		return nil, err
	}
	proofs, err := o.proofs()
	if err != nil {
		return nil, err
	}
	return fromInput(o, func(in plan.Input) []plan.Evaluated { return plan.Evaluate(in, plan.Indicators(in), list, proofs) })
}

// proofs are the filed documents and the attachments that can stand for a measure.
func (o *Office) proofs() ([]plan.Proof, error) {
	all, err := o.archive.Documents()
	if err != nil {
		return nil, err
	}
	var out []plan.Proof
	for _, d := range all {
		out = append(out, plan.Proof{Kind: d.Kind, Title: d.Title, No: d.ArchivalNo, Date: d.Date.String()})
	}
	attached, err := o.attached()
	for i := range attached {
		if a := &attached[i]; !a.Removed {
			out = append(out, a.Proof())
		}
	}
	return out, err
}

// LoadMeasures takes the district's scoring table from a file (xlsx, csv, docx …): a
// column for the content (内容, 指标), and where there are such, 编号, 一级指标, 评分标准,
// 分值, 佐证, 备注. A measure that is there already, by number and content, is changed
// and keeps its score. It says how many came or changed.
func (o *Office) LoadMeasures(path string) (int, error) {
	rows, err := o.tableFile(path, "measure", map[string][]string{
		"no": {"编号", "序号"}, "group": {"一级", "类别", "项目"}, "standard": {"标准", "办法"}, "points": {"分值", "分数", "满分"},
		"evidence": {"佐证", "依据", "取数"}, "note": {"备注", "说明"}, "name": {"内容", "指标", "要求", "名称"},
	}, "name")
	if err != nil {
		return 0, err
	}
	have, err := o.Measures()
	if err != nil {
		return 0, err
	}
	n, group := 0, ""
	for _, r := range rows {
		if r["group"] != "" {
			group = r["group"] // merged downwards
		}
		m := plan.Measure{No: r["no"], Group: group, Name: r["name"], Standard: r["standard"], Evidence: r["evidence"], Remark: r["note"]}
		m.Points, _ = strconv.ParseFloat(strings.TrimSuffix(r["points"], "分"), 64) // what is no number counts 0 and is seen in the table
		if at := slices.IndexFunc(have, func(h plan.Measure) bool { return h.No == m.No && h.Name == m.Name }); at >= 0 {
			old := have[at]
			m.ID, m.Score, m.Scored = old.ID, min(old.Score, m.Points), old.Scored
		}
		if _, err = o.PutMeasure(m); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
