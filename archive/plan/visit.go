package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// VisitSheets is the one visit: a sheet for every home where something is open or
// a welfare visit is due, by estate, building, unit and room. What is known stands
// printed. Open is what the register's questions ask, what surveys and notices ask
// and nobody has answered yet, and what a department's form requires of somebody
// and doesn't have. What several ask is one line.
func VisitSheets(in Input) []forms.VisitSheet {
	d := newDoors(in)
	d.fromQuestions()
	d.fromAskings()
	d.fromForms()
	var sheets []forms.VisitSheet
	for _, h := range d.inOrder() {
		w := &d.welfare[h]
		if len(d.asks[h]) > 0 || w.due(in.Today) {
			sheets = append(sheets, d.sheet(h))
		}
	}
	return sheets
}

// doors gathers what is asked at every home.
type doors struct {
	in      Input
	census  *census
	welfare []welfare
	asks    []map[askKey]*openAsk // by home
	asOf    []forms.Date          // by submission
	lines   map[string]forms.Ask  // by field, as they are asked of anyone
	names   map[string]int        // people of one home and name, to tell namesakes apart
}

// askKey is one line of a sheet: about whom (-1 the home) and what.
type askKey struct {
	person int
	field  string
}

type openAsk struct {
	order   int // in which it was asked first
	ask     forms.Ask
	forms   map[string]bool
	urgency int // 0 a question of the register, 1 asked by a day, 2 missing on a form
}

func newDoors(in Input) *doors {
	c := newCensus(in)
	d := &doors{
		in: in, census: c, welfare: c.welfareOf(), asks: make([]map[askKey]*openAsk, len(in.Register.Households)),
		names: map[string]int{}, lines: map[string]forms.Ask{},
	}
	for i := range in.Register.Submissions {
		d.asOf = append(d.asOf, in.Register.Submissions[i].AsOf)
	}
	for p := range in.Register.People {
		if c.present[p] {
			d.names[d.nameKey(p)]++
		}
	}
	return d
}

func (d *doors) nameKey(p int) string {
	person := &d.in.Register.People[p]
	return strconv.Itoa(person.Household) + person.Value("person.name")
}

// called is how a person is named on the home's sheet; namesakes of one home get
// their birth.
func (d *doors) called(p int) string {
	if p < 0 {
		return ""
	}
	person := &d.in.Register.People[p]
	name := person.Value("person.name")
	if d.names[d.nameKey(p)] > 1 {
		name += "（" + person.Value("person.birth") + "）"
	}
	return name
}

// open adds a line to a home's sheet, or a department to a line that is there.
func (d *doors) open(h, p int, field string, urgency int, ask forms.Ask, department string) {
	if h < 0 {
		return
	}
	if d.asks[h] == nil {
		d.asks[h] = map[askKey]*openAsk{}
	}
	key := askKey{p, field}
	o := d.asks[h][key]
	if o == nil {
		ask.About = d.called(p)
		o = &openAsk{order: len(d.asks[h]), ask: ask, forms: map[string]bool{}, urgency: urgency}
		d.asks[h][key] = o
	}
	if department != "" {
		o.forms[department] = true
	}
}

// fromQuestions opens what the register itself asks.
func (d *doors) fromQuestions() {
	for i := range d.in.Register.Questions {
		q := &d.in.Register.Questions[i]
		if q.Person < 0 || q.Person >= len(d.in.Register.People) {
			continue
		}
		h := d.in.Register.People[q.Person].Household
		switch q.Kind {
		case register.SamePerson:
			d.askSame(h, q)
		case register.WhichHome:
			d.open(h, q.Person, "person.residence_address", 0, forms.Ask{Label: phrase("visit.which_home"), Options: valuesOf(q)}, "")
		case register.BadIdentifier:
			d.open(h, q.Person, "person.id_no", 0, forms.Ask{Label: labelOf("person.id_no"), Hint: phrase("visit.bad_id")}, "")
		case register.WhichValue:
			d.askWhich(h, q)
		}
	}
}

// askSame asks whether two entries are one person. Where they stand in two homes,
// the first home is asked.
func (d *doors) askSame(h int, q *register.Question) {
	if q.Other < 0 || q.Other >= len(d.in.Register.People) {
		return
	}
	other := &d.in.Register.People[q.Other]
	hint := phrase("visit.same_hint", other.Value("person.name"), cmp.Or(ChineseDate(dateOf(other.Value("person.birth"))), phrase("unknown")))
	d.open(h, q.Person, "same "+other.ID, 0, forms.Ask{
		Label:   phrase("visit.same"),
		Options: []string{phrase("visit.same_yes"), phrase("visit.same_no")}, Hint: hint,
	}, "")
}

// askWhich asks which of several values is right. Numbers that open doors (IDs,
// accounts) are written anew, never printed to choose from.
func (d *doors) askWhich(h int, q *register.Question) {
	if visitBook().leaves(q.Field) {
		return
	}
	ask := forms.Ask{Label: labelOf(q.Field), Options: valuesOf(q)}
	if f, ok := vocab.Field(q.Field); ok && (f.Type == "idcard" || f.Type == "bankcard") {
		ask.Options, ask.Hint = nil, phrase("visit.differs")
	}
	p := q.Person
	if hasPrefix(q.Field, visitBook().Home) {
		p = -1
	}
	d.open(h, p, q.Field, 0, ask, "")
}

func valuesOf(q *register.Question) []string {
	var values []string
	for _, v := range q.Values {
		if v.Value != "" && !slices.Contains(values, v.Value) {
			values = append(values, v.Value)
		}
	}
	return values
}

// fromAskings opens what surveys and notices ask and nobody has answered.
func (d *doors) fromAskings() {
	for i := range d.in.Askings {
		a := &d.in.Askings[i]
		for k, field := range a.Fields {
			if visitBook().leaves(field) {
				continue
			}
			label := a.Labels[k]
			if hasPrefix(field, visitBook().Home) || (a.Unit == forms.UnitHousehold && strings.HasPrefix(field, forms.OwnField)) {
				d.askHomes(a, field, label)
			} else {
				d.askPeople(a, field, label)
			}
		}
	}
}

func (d *doors) askHomes(a *Asking, field, label string) {
	for h := range d.in.Register.Households {
		if a.Audience != (Audience{}) && !d.anyTaken(a, h) {
			continue
		}
		if hint, open := d.missingOfHome(h, field); open {
			d.open(h, -1, field, 1, d.askOf(field, label, hint), a.Department)
		}
	}
}

func (d *doors) anyTaken(a *Asking, h int) bool {
	for _, p := range d.in.Register.Households[h].Members {
		if d.census.present[p] && d.takes(a, p) {
			return true
		}
	}
	return false
}

func (d *doors) takes(a *Asking, p int) bool {
	person := &d.in.Register.People[p]
	return a.Audience.Takes(person.Value("person.sex"), dateOf(person.Value("person.birth")), d.in.Today)
}

func (d *doors) askPeople(a *Asking, field, label string) {
	for p := range d.in.Register.People {
		if !d.census.present[p] || !d.takes(a, p) {
			continue
		}
		if hint, open := d.missing(d.in.Register.People[p].Values, field); open && d.oldEnough(p, field) {
			d.open(d.in.Register.People[p].Household, p, field, 1, d.askOf(field, label, hint), a.Department)
		}
	}
}

// oldEnough reports whether a field can be asked of somebody: no child has an
// employer.
func (d *doors) oldEnough(p int, field string) bool {
	from, ok := visitBook().From[field]
	return !ok || d.census.ages[p] < 0 || int(d.census.ages[p]) >= from
}

// fromForms opens what a department's own form requires of somebody on it and the
// register doesn't have. A form that tells something delicate of those on it lends
// no name to the line.
func (d *doors) fromForms() {
	required := make([][]string, len(d.in.Register.Submissions))
	lends := make([]string, len(required))
	for i := range required {
		required[i], lends[i] = requiredOf(&d.in.Register.Submissions[i])
	}
	closed := map[string]bool{} // of one person
	var subs []int
	for p := range d.in.Register.People {
		person := &d.in.Register.People[p]
		if person.Household < 0 || !d.census.present[p] {
			continue
		}
		subs = subs[:0]
		for _, r := range person.Rows {
			if !slices.Contains(subs, int(r.Sub)) {
				subs = append(subs, int(r.Sub))
			}
		}
		slices.Sort(subs)
		clear(closed)
		for _, s := range subs {
			for _, field := range required[s] {
				if !closed[field] {
					closed[field] = !d.requireOf(p, field, lends[s])
				}
			}
		}
	}
}

// requireOf opens a field of a person or the person's home, and tells whether it
// is open.
func (d *doors) requireOf(p int, field, department string) (open bool) {
	person := &d.in.Register.People[p]
	about, hint := p, ""
	if hasPrefix(field, visitBook().Home) {
		about = -1
		hint, open = d.missingOfHome(person.Household, field)
	} else if hint, open = d.missing(person.Values, field); open {
		open = d.oldEnough(p, field)
	}
	if open {
		d.open(person.Household, about, field, 2, d.askOf(field, "", hint), department)
	}
	return open
}

// requiredOf are the columns of a built-in form that it can't do without and a home
// can be asked, and the department to name, "" where the form is delicate.
func requiredOf(sub *register.Submission) (fields []string, department string) {
	t, ok := vocab.Template(sub.Form)
	if !ok || (t.Unit != forms.UnitPerson && t.Unit != forms.UnitHousehold) {
		return nil, ""
	}
	for _, f := range t.Fields {
		if f.Required && hasPrefix(f.Field, visitBook().Required) && !visitBook().leaves(f.Field) {
			fields = append(fields, f.Field)
		}
	}
	if !delicate(t) {
		department = sub.Department
	}
	return fields, department
}

// delicate reports whether standing on a form is itself told to nobody: those of
// corrections, mental care, religion, aid.
func delicate(t *forms.Template) bool {
	for _, f := range t.Fields {
		if hasPrefix(f.Field, visitBook().Leave) {
			return true
		}
	}
	return false
}

// missing reports whether a field has no value or one too old, and what is known.
func (d *doors) missing(values []register.Standing, field string) (hint string, open bool) {
	at, ok := slices.BinarySearchFunc(values, field, func(s register.Standing, f string) int { return strings.Compare(s.Field, f) })
	if !ok || values[at].Value == "" {
		return "", true
	}
	months := visitBook().Expire[field]
	if months == 0 {
		return "", false
	}
	said := d.lastSaid(&values[at])
	if said.IsZero() || monthsBetween(said, d.in.Today) < months {
		return "", false
	}
	return phrase("visit.old", ChineseDate(said), values[at].Value), true
}

// lastSaid is the latest day as of which a source says the value.
func (d *doors) lastSaid(s *register.Standing) (last forms.Date) {
	for _, source := range s.Sources {
		if i := int(source.Row.Sub); i < len(d.asOf) && d.asOf[i].Compare(last) > 0 {
			last = d.asOf[i]
		}
	}
	return last
}

// missingOfHome looks for a value with the household, its dwelling, then its
// members: forms say things of a home in a member's row.
func (d *doors) missingOfHome(h int, field string) (hint string, open bool) {
	home := &d.in.Register.Households[h]
	if d.knownOfHome(home, field) {
		return "", false
	}
	hint, open = d.missing(home.Values, field)
	if !open {
		return "", false
	}
	if home.Dwelling >= 0 {
		if _, missing := d.missing(d.in.Register.Dwellings[home.Dwelling].Values, field); !missing {
			return "", false
		}
	}
	for _, p := range home.Members {
		if old, missing := d.missing(d.in.Register.People[p].Values, field); !missing {
			return "", false
		} else if hint == "" {
			hint = old
		}
	}
	return hint, true
}

// knownOfHome are the fields that the register keeps elsewhere: the head's name,
// the address, how many live there.
func (d *doors) knownOfHome(home *register.Household, field string) bool {
	switch field {
	case "household.head_name", "household.head_id":
		return home.Head >= 0
	case "household.head_phone":
		return home.Head >= 0 && d.in.Register.People[home.Head].Value("person.phone") != ""
	case "household.address", "household.estate", "household.building", "house.address", "house.building":
		return home.Dwelling >= 0
	}
	return false
}

// askOf is a line of a sheet.
func (d *doors) askOf(field, label, hint string) forms.Ask {
	ask, ok := d.lines[field]
	if !ok {
		ask = lineOf(field)
		d.lines[field] = ask
	}
	ask.Label, ask.Hint = cmp.Or(label, ask.Label), hint
	return ask
}

// lineOf is the line that asks a field: boxes where it has few answers.
func lineOf(field string) forms.Ask {
	ask := forms.Ask{Label: labelOf(field)}
	f, ok := vocab.Field(field)
	if !ok {
		return ask
	}
	list, coded := vocab.Codes(f.Codes)
	switch {
	case f.Type == "bool":
		ask.Options = []string{"是", "否"}
	case coded && len(list.Entries) <= fewAnswers:
		for _, e := range list.Entries {
			if e.Word != "" && !slices.Contains(ask.Options, e.Word) {
				ask.Options = append(ask.Options, e.Word)
			}
		}
	}
	return ask
}

// fewAnswers is how many answers still stand as boxes beside each other.
const fewAnswers = 12

// labelOf is what a field is called on a sheet: without a census's number before
// it (H6 住房间数) and the answers in brackets after it.
func labelOf(field string) string {
	f, ok := vocab.Field(field)
	if !ok {
		return strings.TrimPrefix(field, forms.OwnField)
	}
	return plainLabel(f.Label)
}

func plainLabel(label string) string {
	if i := strings.IndexByte(label, ' '); i > 0 && i < 4 {
		label = label[i+1:]
	}
	if bare, answers, found := strings.Cut(label, "（"); found && strings.Contains(answers, "/") {
		return bare
	}
	return label
}

func dateOf(s string) forms.Date {
	d, _ := forms.ParseISO(s)
	return d
}

func monthsBetween(from, to forms.Date) int {
	return 12*(int(to.Year)-int(from.Year)) + int(to.Month) - int(from.Month)
}
