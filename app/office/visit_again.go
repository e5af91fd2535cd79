package office

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// visitColumns are those of the file that keeps a sheet as it was keyed.
var visitColumns = []string{"key", "about", "label", "options", "answer"}

// original is the sheet as it was keyed, every line of it, answered or not: what the
// answers are held against when it is keyed a second time.
func (k *keying) original(v plan.Visit) ([]byte, error) {
	rows := [][]string{{k.sheet.Code, v.Date.String(), v.Visitor, v.Purpose, v.Outcome}, visitColumns}
	for i := range k.lines {
		l := &k.lines[i]
		rows = append(rows, []string{l.Key(), l.About, l.Label, strings.Join(l.Options, "|"), k.answers[i]})
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// KeyedVisit gives the fields of a sheet that was keyed before, to key it a second
// time without its first answers. Fault: visit_unkeyed where the visit (V…) has no
// answers.
func (o *Office) KeyedVisit(id string) (*VisitPage, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	_, lines, _, err := o.keyedVisit(id)
	if err != nil {
		return nil, err
	}
	p := &VisitPage{}
	for i := range lines {
		p.Lines = append(p.Lines, visitLine(&lines[i]))
	}
	return p, nil
}

// keyedVisit is a visit with its sheet's lines and the answers first keyed.
func (o *Office) keyedVisit(id string) (plan.Visit, []plan.VisitLine, []string, error) {
	all, err := o.archive.Visits()
	if err != nil {
		return plan.Visit{}, nil, nil, err
	}
	at := slices.IndexFunc(all, func(v plan.Visit) bool { return v.ID == id })
	if at < 0 {
		return plan.Visit{}, nil, nil, forms.NewFault("archive_unknown", id)
	}
	v := all[at]
	if v.Submission == "" {
		return v, nil, nil, forms.NewFault("visit_unkeyed", id)
	}
	data, _, err := o.archive.Original(v.Submission)
	if err != nil {
		return v, nil, nil, err
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = len(visitColumns)
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		return v, nil, nil, forms.NewFault("visit_unkeyed", id).Because(err)
	}
	var lines []plan.VisitLine
	var answers []string
	for _, row := range rows[2:] {
		l := plan.VisitLine{Ask: forms.Ask{About: row[1], Label: row[2]}, Field: row[0]}
		if row[3] != "" {
			l.Options = strings.Split(row[3], "|")
		}
		if person, field, ok := strings.Cut(row[0], " "); ok && strings.HasPrefix(person, "P") {
			l.Person, l.Field = person, field
		}
		lines, answers = append(lines, l), append(answers, row[4])
	}
	return v, lines, answers, nil
}

// VerifyVisit holds a second keying of a sheet against the first. Where they agree
// the visit is marked verified by who keyed it now; else the differences are given
// and nothing is changed: the sheet on paper tells who is right, and a wrong first
// keying is withdrawn and keyed anew. Faults: archive_unknown, visit_unkeyed.
func (o *Office) VerifyVisit(id string, answers map[string]string) (*VisitKeyed, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	v, lines, first, err := o.keyedVisit(id)
	if err != nil {
		return nil, err
	}
	done := &VisitKeyed{Visit: v}
	for i := range lines {
		l := &lines[i]
		text := strings.TrimSpace(answers[l.Key()])
		value, why := "", ""
		if text != "" {
			value, why = answerTo(o.Lang, l, text)
		}
		if why == "" && value != first[i] {
			why = assets.Text(o.Lang, "visit.differs")
		}
		if why != "" {
			done.Amiss = append(done.Amiss, VisitAmiss{Key: l.Key(), Label: l.Label, Answer: text, First: first[i], Why: why})
		} else if value != "" {
			done.Answered++
		}
	}
	if len(done.Amiss) > 0 {
		return done, nil
	}
	v.Verified = o.Who().Name
	done.Visit, err = o.archive.PutVisit(v)
	return done, err
}

// withKeyed are the lines of a home, and those that its first sheet of the year
// answered: what a second sheet says otherwise is one more claim beside the first.
func (o *Office) withKeyed(lines []plan.VisitLine, visit string) ([]plan.VisitLine, error) {
	_, earlier, _, err := o.keyedVisit(visit)
	if err != nil {
		return nil, err
	}
	for _, l := range earlier {
		known := slices.ContainsFunc(lines, func(x plan.VisitLine) bool { return x.Key() == l.Key() })
		if !known && !strings.HasPrefix(l.Field, plan.SamePrefix) {
			lines = append(lines, l)
		}
	}
	return lines, nil
}
