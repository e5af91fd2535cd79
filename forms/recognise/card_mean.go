package recognise

import (
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// firstCell is the 0-based row on which a card's labels begin.
func firstCell(c *forms.Card) int {
	row := c.Rows.First - 1
	for i, cell := range c.Cells {
		if i == 0 || cell.Row < row {
			row = cell.Row
		}
	}
	return row
}

// cellKey tells the cells of one card apart and finds them again in the next.
type cellKey struct {
	group, label string
	nth          int
}

func cardKeys(c *forms.Card) []cellKey {
	keys := make([]cellKey, len(c.Cells))
	count := map[cellKey]int{}
	for i, cell := range c.Cells {
		k := cellKey{"", bare(cell.Label), 0}
		k.nth = count[k]
		count[cellKey{"", k.label, 0}]++
		keys[i] = k
	}
	return keys
}

// meanCards decides what the cells and the member columns of a sheet of cards mean:
// for the first card, from the values on all of them; the others follow it.
func (p *page) meanCards(l *forms.Layout) {
	first := &l.Cards[0]
	keys := cardKeys(first)
	values := map[cellKey][]string{}
	for i := range l.Cards {
		c := &l.Cards[i]
		for j, k := range cardKeys(c) {
			if t := p.valueIn(&c.Cells[j]).Text; !vocab.IsBlank(t) && !vocab.IsToFill(t) && len(values[k]) < maxSample {
				values[k] = append(values[k], t)
			}
		}
	}
	qs := make([]*question, len(first.Cells))
	var labels []asked
	for i, c := range first.Cells {
		qs[i] = &question{label: c.Label, group: subjectGroup(c.Group), sample: values[keys[i]], seen: meanings(c.Label, subjectGroup(c.Group))}
		if i > 0 && first.Cells[i-1].Row == c.Row && qs[i-1].group == qs[i].group && first.Cells[i-1].Col < c.Col {
			qs[i].nextTo = qs[i-1]
		}
		labels = append(labels, asked{bare(c.Label), topFields(qs[i].seen)})
	}
	dropTasks(qs)
	mqs := p.memberQuestions(l)
	for _, q := range mqs {
		labels = append(labels, asked{bare(q.label), topFields(q.seen)})
	}
	m := matchForm(l.Title, labels)
	found, sure := decide(qs, m)
	byKey := map[cellKey]int{}
	for i, k := range keys {
		byKey[k] = i
	}
	for i := range l.Cards {
		c := &l.Cards[i]
		for j, k := range cardKeys(c) {
			if at, ok := byKey[k]; ok {
				c.Cells[j].Field, c.Cells[j].Confidence = found[at], sure[at]
			}
		}
	}
	for i := range l.Cards {
		togetherIn(l.Cards[i].Cells)
	}
	meanMembers(l, mqs, m)
	l.Unit = cardUnit(l, found)
	if m.same {
		l.Template, l.Department, l.Unit = m.form.ID, m.form.Department, m.form.Unit
	}
}

// subjectGroup is a group that says whose cells they are; 基本情况 says nothing.
func subjectGroup(group string) string {
	g := forms.Squeeze(group)
	for _, w := range []string{"基本", "申请人", "本人", "个人", "情况"} {
		if strings.HasPrefix(g, w) {
			return ""
		}
	}
	return g
}

// memberQuestions are the columns of the member table, with values from all cards.
func (p *page) memberQuestions(l *forms.Layout) []*question {
	var qs []*question
	for _, col := range l.Cards[0].Columns {
		q := &question{label: col.Label, group: "", seen: meanings(col.Label, "家庭成员")}
		if anyRelation(bare(col.Label)) { // of one of the home, whoever guards or cares for whom
			q.seen = []vocab.Meaning{{Field: "person.relation", Score: 1}}
		}
		for i := range l.Cards {
			c := &l.Cards[i]
			if at := slices.IndexFunc(c.Columns, func(o forms.Column) bool { return bare(o.Label) == bare(col.Label) }); at >= 0 {
				q.sample = append(q.sample, p.sampleColumn(c.Columns[at].Index, c.Members)...)
			}
		}
		q.sample = q.sample[:min(len(q.sample), maxSample)]
		qs = append(qs, q)
	}
	dropTasks(qs)
	return qs
}

// meanMembers gives the member columns of all cards their fields. They are the
// members' own: a field of the subject may come again here.
func meanMembers(l *forms.Layout, qs []*question, m match) {
	if len(qs) == 0 {
		return
	}
	inner := m
	if m.form != nil {
		k := *m.form
		k.labels = m.form.members
		inner.form = &k
	}
	found, sure := decide(qs, inner)
	for i := range l.Cards {
		cols := l.Cards[i].Columns
		for j := range cols {
			if at := slices.IndexFunc(qs, func(q *question) bool { return bare(q.label) == bare(cols[j].Label) }); at >= 0 {
				cols[j].Field, cols[j].Confidence = found[at], sure[at]
			}
		}
	}
}

// cardUnit is what a card speaks of: a home where it lists its members and asks of the
// home besides, as a child's card with its family doesn't.
func cardUnit(l *forms.Layout, fields []string) forms.Unit {
	ofHome := func(f string) bool { return strings.HasPrefix(f, "household.") }
	if len(l.Cards[0].Columns) > 0 && (slices.ContainsFunc(fields, ofHome) || !slices.Contains(fields, "person.name")) {
		return forms.UnitHousehold
	}
	if u := unitOf(fields); u != "" {
		return u
	}
	return forms.UnitPerson
}
