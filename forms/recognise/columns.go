package recognise

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// Codes of issues of a layout that its reader has to settle before its rows count.
const (
	Shifted       = "columns_shifted" // the values stand beside their labels
	WhichAddress  = "address_meaning" // one address, and no word whether 户籍 or 常住
	HeaderMissing = "header_missing"
)

// mean decides what the columns of a table mean, which form it is, what a row of
// it speaks of.
func (p *page) mean(l *forms.Layout) {
	qs, members := p.questions(l)
	var labels []asked
	for _, q := range qs {
		if q.label != "" {
			labels = append(labels, asked{bare(q.label), topFields(q.seen)})
		}
	}
	if members.times == 0 && isPlan(l, qs) {
		asPlan(l, qs)
		return
	}
	dropTasks(qs)
	if by := shifted(qs); by != 0 {
		l.Issues = append(l.Issues, forms.Issue{Row: -1, Col: -1, Severity: forms.Error, Code: Shifted, Args: []string{strconv.Itoa(by)}})
	}
	m := matchForm(l.Title, labels)
	found, sure := decide(qs, m)
	next := 0
	for i := range l.Columns {
		c := &l.Columns[i]
		if first := members.members(i); first >= 0 {
			c.Field, c.Confidence = l.Columns[first].Field, l.Columns[first].Confidence
			continue
		}
		c.Field, c.Confidence = found[next], sure[next]
		next++
	}
	p.ticked(l)
	if members.times == 0 {
		together(l.Columns)
	}
	askAddress(l)
	l.Unit = unitOf(found)
	if members.times > 0 && l.Unit == forms.UnitPerson {
		l.Unit = forms.UnitHousehold
	}
	if m.same {
		l.Template, l.Department, l.Unit = m.form.ID, m.form.Department, m.form.Unit
	}
}

// anyAddress are labels that don't say whether people are registered or live there.
var anyAddress = map[string]bool{"地址": true, "详细地址": true, "所在地址": true, "地点": true, "详址": true}

// askAddress notes where a form of people has one address and doesn't say which: it is
// taken for where they live.
func askAddress(l *forms.Layout) {
	at := -1
	for i, c := range l.Columns {
		switch {
		case c.Field == "person.hukou_address" || c.Field == "household.address" || c.Field == "house.address":
			return
		case c.Field == "person.residence_address" && anyAddress[bare(c.Label)]:
			at = i
		}
	}
	if at >= 0 {
		l.Issues = append(l.Issues, forms.Issue{Row: -1, Col: l.Columns[at].Index, Severity: forms.Warning, Code: WhichAddress, Args: []string{l.Columns[at].Label}})
	}
}

// questions are the columns of a table to ask about. Of the members that a row lists
// side by side only the first one's are asked; the others mean the same.
func (p *page) questions(l *forms.Layout) ([]*question, block) {
	members := blocks(l.Columns)
	own := p.sheetCodes(l)
	var qs []*question
	for i, c := range l.Columns {
		if first := members.members(i); first >= 0 {
			l.Columns[i].Means = l.Columns[first].Means
			continue
		}
		q := &question{label: c.Label, group: c.Group, sample: p.sampleColumn(c.Index, l.DataRows)}
		if members.in(i) {
			q.label, q.group = memberKey(c.Label), "家庭成员"
		}
		q.seen = meanings(q.label, q.group)
		l.Columns[i].Means = p.meansOf(own, &c, q.seen, q.sample)
		for n, v := range q.sample {
			if word, ok := meaningOf(l.Columns[i].Means, v); ok {
				q.sample[n] = word
			}
		}
		q.offered()
		qs = append(qs, q)
	}
	return qs, members
}

// sampleColumn takes some values of a column, from the whole length of the table.
func (p *page) sampleColumn(col int, rows forms.Span) []string {
	if rows.Empty() {
		return nil
	}
	step := max(1, rows.Len()/(2*maxSample))
	var out []string
	for r := rows.First - 1; r < rows.Last && len(out) < maxSample; r += step {
		if t := p.text(r, col); !vocab.IsBlank(t) && !vocab.IsToFill(t) && !isPlaceholder(t) {
			out = append(out, t)
		}
	}
	return out
}

func topFields(seen []vocab.Meaning) []string {
	s := slices.Clone(seen)
	sort.SliceStable(s, func(i, j int) bool { return s[i].Score > s[j].Score })
	var out []string
	for _, m := range s {
		if len(out) < 3 && m.Score >= 0.3 {
			out = append(out, m.Field)
		}
	}
	return out
}

// unitOf is what a row speaks of, by the fields that it has.
func unitOf(fields []string) forms.Unit {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(fields, n) })
	}
	count := func(prefix string) int {
		n := 0
		for _, f := range fields {
			if strings.HasPrefix(f, prefix) {
				n++
			}
		}
		return n
	}
	events := 0
	for _, p := range []string{"event.", "dispute.", "petition.", "inspect.", "act.", "dog."} {
		events += count(p)
	}
	switch {
	case events >= 3 && events == count("inspect.") && has("household.head_name", "calc.house_people") && !has("inspect.target"):
		return forms.UnitHousehold // homes that are looked at, one after another
	case events >= 3:
		return forms.UnitEvent
	case (has("org.name") || has("org.legal") && count("org.") >= 3) && !has("person.id_no"):
		return forms.UnitOrganisation
	case has("household.head_name", "household.no") && (!has("person.id_no") || !has("person.relation")):
		return forms.UnitHousehold
	case has("house.address", "house.code") && count("house.") >= 3:
		return forms.UnitDwelling
	case has("person.name", "person.id_no"):
		return forms.UnitPerson
	case has("house.owner_name") && count("house.") >= 3:
		return forms.UnitDwelling
	case has("household.head_name", "household.address"):
		return forms.UnitHousehold
	}
	return ""
}
