package recognise

import (
	"huce/forms"
	"huce/forms/vocab"
)

// headerlessLayout understands a table without any header by what stands in its
// columns: it must hold ID numbers, or phones and names.
func (p *page) headerlessLayout() (forms.Layout, bool) {
	first := 0
	for first < p.rows && len(p.slots(first)) < 3 {
		first++
	}
	last := p.rows - 1
	if last < first {
		return forms.Layout{}, false
	}
	l := forms.Layout{Kind: forms.KindTable, DataRows: span1(first, last)}
	for r := first; r <= last; r++ {
		if p.blankRow(r) && !p.underMerge(r) {
			l.Skipped = append(l.Skipped, forms.Skipped{Row: r + 1, Reason: skipBlank})
		}
	}
	qs := make([]*question, 0, p.width)
	for c := 0; c < p.width; c++ {
		sample := p.sampleColumn(c, l.DataRows)
		if len(sample) == 0 {
			continue
		}
		l.Columns = append(l.Columns, forms.Column{Index: c})
		qs = append(qs, &question{sample: sample})
	}
	if !anyFits(qs, "person.id_no") && !(anyFits(qs, "person.phone") && anyFits(qs, "person.name")) {
		return forms.Layout{}, false
	}
	found, sure := decide(qs, match{})
	for i := range l.Columns {
		l.Columns[i].Field, l.Columns[i].Confidence = found[i], min(sure[i], 0.7)
	}
	l.Unit = unitOf(found)
	over := append(paragraphs(p.Before), p.linesOf(0, first-1)...)
	l.Title = titleOf(over)
	p.describe(&l, over, paragraphs(p.After))
	l.Issues = append(l.Issues, forms.Issue{Row: first, Col: -1, Severity: forms.Warning, Code: HeaderMissing})
	return l, true
}

func anyFits(qs []*question, field string) bool {
	if _, ok := vocab.Field(field); !ok {
		return false
	}
	for _, q := range qs {
		if q.fit(field) >= 0.7 {
			return true
		}
	}
	return false
}
