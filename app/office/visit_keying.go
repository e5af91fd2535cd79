package office

import (
	"slices"
	"strconv"
	"strings"

	"huce/archive"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// keying is a sheet being read.
type keying struct {
	o       *Office
	in      plan.Input
	home    string
	sheet   forms.VisitSheet
	lines   []plan.VisitLine
	answers map[int]string // by line, as the register writes them
	amiss   []VisitAmiss
}

func (k *keying) read(given map[string]string) error {
	k.answers = map[int]string{}
	known := map[string]bool{}
	for i := range k.lines {
		l := &k.lines[i]
		known[l.Key()] = true
		text := strings.TrimSpace(given[l.Key()])
		if text == "" {
			continue
		}
		value, why := answerTo(k.o.Lang, l, text)
		if why != "" {
			k.amiss = append(k.amiss, VisitAmiss{Key: l.Key(), Label: l.Label, Answer: text, Why: why})
			continue
		}
		if value != "" {
			k.answers[i] = value
		}
	}
	for key, text := range given {
		if !known[key] && strings.TrimSpace(text) != "" {
			return forms.NewFault("visit_answer", k.sheet.Code, key)
		}
	}
	return nil
}

// answerTo reads an answer; why says what is wrong with it.
func answerTo(lang assets.Lang, l *plan.VisitLine, text string) (value, why string) {
	if len(l.Options) > 0 && !slices.Contains(l.Options, text) {
		no, err := strconv.Atoi(vocab.Narrow(text))
		switch {
		case err == nil && no >= 1 && no <= len(l.Options):
			text = l.Options[no-1]
		case err == nil:
			return "", assets.Text(lang, "visit.no_option", strconv.Itoa(len(l.Options)))
		}
	}
	if strings.HasPrefix(l.Field, plan.SamePrefix) {
		if !slices.Contains(l.Options, text) {
			return "", assets.Text(lang, "visit.no_option", strconv.Itoa(len(l.Options)))
		}
		return text, ""
	}
	value, issues := vocab.ParseText(l.Field, text)
	for _, is := range issues {
		if is.Severity == forms.Error {
			return "", assets.Text(lang, "issue."+is.Code, is.Args...)
		}
	}
	return value, ""
}

// identity are the fields by which a person of a sheet is known again.
var identity = []string{"person.name", "person.sex", "person.birth", "person.id_no", "person.relation", "person.residence_address"}

// keep keeps the visit with its answers, and settles what the register asked.
func (k *keying) keep(v plan.Visit) (plan.Visit, error) {
	claims, people := k.claims()
	data, err := k.original(v)
	if err != nil {
		return v, err
	}
	got, err := k.o.archive.Import(archive.ImportFile{
		Path: k.sheet.Code + ".csv", Format: forms.CSV, Data: data, Visit: &v,
		Submission: register.Submission{
			File: k.sheet.Code + ".csv", Form: plan.VisitForm, Title: assets.Text(assets.Chinese, "visit.title", k.sheet.Code), Department: k.in.Community,
			Unit: forms.UnitPerson, AsOf: v.Date, Period: v.Date.String(), Claims: []*forms.Claims{claims},
		},
	})
	if err != nil {
		return v, err
	}
	if got.Already {
		return v, forms.NewFault("visit_again", k.sheet.Code, got.ID)
	}
	if err := k.settle(got.ID, people); err != nil {
		return v, err
	}
	all, err := k.o.archive.Visits()
	for i := range all {
		if all[i].Submission == got.ID {
			return all[i], err
		}
	}
	return v, err
}

// claims are the answers, a row for everyone whom one is about; the home's own stand
// in its head's row. people are the rows' people.
func (k *keying) claims() (*forms.Claims, []int) {
	c := &forms.Claims{Sheet: k.sheet.Code, Fields: slices.Clone(identity)}
	var people []int
	rows := map[int]int{}
	at := map[string]int{}
	for i, f := range c.Fields {
		at[f] = i
	}
	reg := k.in.Register
	head := k.head()
	type said struct {
		row   int
		field string
		value string
	}
	var all []said
	for i := range k.lines {
		value, ok := k.answers[i]
		if !ok {
			continue
		}
		p, field := head, k.lines[i].Field
		if k.lines[i].Person != "" {
			p = reg.FindPerson(k.lines[i].Person)
		}
		row, known := rows[p]
		if !known {
			row = len(people)
			rows[p], people = row, append(people, p)
		}
		if strings.HasPrefix(field, plan.SamePrefix) {
			continue
		}
		if _, known := at[field]; !known {
			at[field] = len(c.Fields)
			c.Fields = append(c.Fields, field)
		}
		all = append(all, said{row, field, value})
	}
	c.Values, c.Shown = make([][]string, len(c.Fields)), make([][]string, len(c.Fields))
	for f := range c.Fields {
		c.Values[f], c.Shown[f] = make([]string, len(people)), make([]string, len(people))
	}
	for row, p := range people {
		c.Rows = append(c.Rows, forms.RowRef{Number: int32(row + 1)})
		for f, field := range identity {
			c.Values[f][row] = reg.People[p].Value(field)
		}
		if id := at["person.id_no"]; !vocab.ParseID(c.Values[id][row]).Valid {
			c.Values[id][row] = "" // a number that fails its check is nobody's word
		}
	}
	for _, s := range all {
		c.Values[at[s.field]][s.row] = s.value
	}
	return c, people
}

// head is whose row holds what is said of the home.
func (k *keying) head() int {
	for i := range k.in.Register.Households {
		h := &k.in.Register.Households[i]
		if h.ID != k.home {
			continue
		}
		if h.Head >= 0 {
			return h.Head
		}
		return h.Members[0]
	}
	return nobody
}

// settle ties the rows to the people whom the sheet named, and settles the
// register's own questions. The decisions speak of the import's rows, so they hold
// only while it is in force.
func (k *keying) settle(submission string, people []int) error {
	old := k.in.Register
	reg, err := k.o.archive.Register()
	if err != nil {
		return err
	}
	ids := make([]register.RowID, len(people))
	for i := range reg.Links {
		if ref := reg.Links[i].Row; reg.Submissions[ref.Sub].ID == submission {
			ids[ref.Row] = reg.Links[i].ID
		}
	}
	row := map[int]register.RowID{}
	var list []register.Decision
	for i, p := range people {
		row[p] = ids[i]
		known, err := rowOfPerson(old, old.People[p].ID)
		if err != nil {
			return err
		}
		list = append(list, register.Decision{Kind: register.Same, A: ids[i], B: known})
	}
	for i := range k.lines {
		value, ok := k.answers[i]
		l := &k.lines[i]
		if !ok || !l.Question && l.Hint == "" {
			continue
		}
		p := k.head()
		if l.Person != "" {
			p = old.FindPerson(l.Person)
		}
		other, same := strings.CutPrefix(l.Field, plan.SamePrefix)
		if !same {
			list = append(list, register.Decision{Kind: register.Stands, A: row[p], Field: l.Field, Value: value})
			continue
		}
		kind := register.Different
		if value == l.Options[0] {
			kind = register.Same
		}
		b, err := rowOfPerson(old, other)
		if err != nil {
			return err
		}
		list = append(list, register.Decision{Kind: kind, A: row[p], B: b})
	}
	_, err = k.o.archive.DecideAll(list)
	return err
}
