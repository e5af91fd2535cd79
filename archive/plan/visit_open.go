package plan

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

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
	d.open(h, q.Person, SamePrefix+other.ID, 0, forms.Ask{
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
	var audience asked
	for i := range d.in.Askings {
		a := &d.in.Askings[i]
		people := slices.DeleteFunc(audience.of(d.in.Register, a, d.in.Today), func(p int) bool { return !d.census.present[p] })
		for k, field := range a.Fields {
			if visitBook().leaves(field) {
				continue
			}
			label := a.Labels[k]
			if hasPrefix(field, visitBook().Home) || (a.Unit == forms.UnitHousehold && strings.HasPrefix(field, forms.OwnField)) {
				d.askHomes(a, people, field, label)
			} else {
				d.askPeople(a, people, field, label)
			}
		}
	}
}

func (d *doors) askHomes(a *Asking, people []int, field, label string) {
	taken := map[int]bool{}
	for _, p := range people {
		taken[d.in.Register.People[p].Household] = true
	}
	for h := range d.in.Register.Households {
		if a.Audience != (Audience{}) && !taken[h] {
			continue
		}
		if hint, open := d.missingOfHome(h, field); open {
			d.open(h, -1, field, 1, d.askOf(field, label, hint), a.Department)
		}
	}
}

func (d *doors) askPeople(a *Asking, people []int, field, label string) {
	for _, p := range people {
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
		department, _, _ = strings.Cut(sub.Department, " / ") // of those who share a form, the first
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
