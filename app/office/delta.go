package office

import (
	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/vocab"
)

// The kinds of change since a form was last reported.
const (
	deltaAdded   = "added"   // belongs on the form and was not on it
	deltaRemoved = "removed" // was on it and belongs on it no more
	deltaChanged = "changed" // a value is another than was reported
)

// Delta lists what has changed since a form was last reported: who belongs on it
// now and wasn't on it, who was and doesn't, and each value of its columns that the
// register has otherwise now. name is an import's or a template's id. Fault: no_form.
func (o *Office) Delta(name string) (Listing, error) {
	l := Listing{Columns: []string{"change", "person", "household", "name", "column", "field", "was", "now"}}
	if err := o.need(Issue); err != nil {
		return l, err
	}
	subs, err := o.archive.Submissions()
	if err != nil {
		return l, err
	}
	last := newest(subs, func(s *archive.SubmissionInfo) bool { return s.ID == name || s.Form == name })
	if last == nil {
		return l, forms.NewFault("no_form", name)
	}
	if err := o.private(last.Form, last.Title); err != nil {
		return l, err
	}
	layouts, err := o.archive.Layouts(last.ID)
	if err != nil {
		return l, err
	}
	in, err := o.Input()
	if err != nil {
		return l, err
	}
	if in.Register, err = o.forFilling(); err != nil {
		return l, err
	}
	d := &delta{answers: answers{reg: in.Register, today: o.Today()}, out: &l, was: map[int]bool{}}
	d.sub = indexOf(in.Register, last.ID)
	d.changed(layouts)
	d.moved(in, last)
	return l, o.archive.Record("export", last.ID, "")
}

// delta gathers the changes since one submission.
type delta struct {
	answers
	sub int
	out *Listing
	was map[int]bool // people who were on the form
}

func (d *delta) add(change string, l line, label, field, was, now string) {
	row := []string{change, "", "", "", label, field, was, now}
	if l.person != nobody {
		row[1], row[3] = d.reg.People[l.person].ID, d.reg.People[l.person].Value("person.name")
	}
	if l.home != nobody {
		row[2] = d.reg.Households[l.home].ID
	}
	d.out.Rows = append(d.out.Rows, row)
}

// changed compares every row of the submission with the register.
func (d *delta) changed(layouts []forms.Layout) {
	labels := map[string]string{}
	for i := range layouts {
		for _, c := range layouts[i].Columns {
			labels[c.Field] = c.Label
		}
		for _, card := range layouts[i].Cards {
			for _, c := range card.Cells {
				labels[c.Field] = c.Label
			}
		}
	}
	seen := map[[2]any]bool{}
	for _, k := range d.reg.Links {
		if int(k.Row.Sub) != d.sub {
			continue
		}
		d.was[k.Person] = true
		said := d.reg.Submissions[d.sub].Claims[k.Row.Sheet]
		l := line{said, int(k.Row.Row), k.Person, d.home(k.Person), nobody}
		for f, field := range said.Fields {
			was := said.Value(f, int(k.Row.Row))
			if was == "" || seen[[2]any{k.Person, field}] {
				continue
			}
			now, from := d.of(l, field)
			if from == nil || now == "" || now == was || vocab.Finer(field, now, was) {
				continue
			}
			seen[[2]any{k.Person, field}] = true
			d.add(deltaChanged, l, labels[field], field, was, now)
		}
	}
}

// moved compares who was on the form with who belongs on it, where a rule says so.
func (d *delta) moved(in plan.Input, last *archive.SubmissionInfo) {
	rule := plan.Belong(in, last.Form, last.Title)
	if rule.Rule == "" || rule.Applied || len(rule.Dwellings) > 0 {
		return
	}
	belongs := map[int]bool{}
	for _, p := range rule.People {
		belongs[p] = true
		if !d.was[p] {
			d.add(deltaAdded, line{nil, nobody, p, d.home(p), nobody}, "", "", "", "")
		}
	}
	for p := range d.reg.People {
		if d.was[p] && !belongs[p] && !d.atHome(p, belongs, last.Unit) {
			d.add(deltaRemoved, line{nil, nobody, p, d.home(p), nobody}, "", "", "", "")
		}
	}
}

// atHome reports whether a form of homes is about somebody's home for another's sake.
func (d *delta) atHome(p int, belongs map[int]bool, unit forms.Unit) bool {
	h := d.home(p)
	if unit != forms.UnitHousehold || h == nobody {
		return false
	}
	for _, m := range d.reg.Households[h].Members {
		if belongs[m] {
			return true
		}
	}
	return false
}
