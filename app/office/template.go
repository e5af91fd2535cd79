package office

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/vocab"
)

// formID is the form that a layout is, built-in or seen before, or a name made of its
// header.
func formID(l *forms.Layout) string {
	if l.Template != "" {
		return l.Template
	}
	print := recognise.Fingerprint(l)
	if print == "" { // no labels, as of a numbered list: two of them are one form only where they look it
		print = recognise.Shape(l)
	}
	sum := sha256.Sum256([]byte(print))
	return "t-" + hex.EncodeToString(sum[:6])
}

// learnt is the form of a file's main layout as it is to be remembered; nil where
// nothing new was seen of it.
func (u *understood) learnt(id string, l *forms.Layout, day forms.Date) *forms.Template {
	print := recognise.Fingerprint(l)
	known := u.recalled[u.index(l)]
	if print == "" || known.Version >= 0 && known.Template != nil {
		return nil
	}
	t := form(id, l)
	if known.Template != nil {
		t = *known.Template
		t.Versions = slices.Clone(t.Versions)
	}
	t.Versions = append(t.Versions, forms.Version{Fingerprint: print, Seen: day.String(), Labels: recognise.Labels(l)})
	return &t
}

// form is a built-in form, or a new one of what a layout asks.
func form(id string, l *forms.Layout) forms.Template {
	if t, builtIn := vocab.Template(id); builtIn {
		return *t
	}
	t := forms.Template{ID: id, Title: l.Title, Department: l.Department, Unit: l.Unit}
	for _, c := range l.Columns {
		t.Fields = append(t.Fields, templateField(c.Label, c.Field))
	}
	if len(l.Cards) > 0 {
		for _, c := range l.Cards[0].Cells {
			t.Fields = append(t.Fields, templateField(c.Label, c.Field))
		}
	}
	return t
}

func templateField(label, field string) forms.TemplateField {
	def, _ := vocab.Field(field)
	return forms.TemplateField{Label: label, Field: field, Type: def.Type, Codes: def.Codes}
}

// withTemplate is a list of forms with one put in place of its earlier self.
func withTemplate(all []forms.Template, t forms.Template) []forms.Template {
	all = slices.Clone(all)
	if at := slices.IndexFunc(all, func(o forms.Template) bool { return o.ID == t.ID }); at >= 0 {
		all[at] = t
		return all
	}
	return append(all, t)
}

// index is a layout's place among a file's.
func (u *understood) index(l *forms.Layout) int {
	for i := range u.layouts {
		if &u.layouts[i] == l {
			return i
		}
	}
	return 0
}

// changes is what the department changed in the form that a file is about.
func (u *understood) changes() recognise.Changes {
	if l := u.main(); l != nil {
		return u.recalled[u.index(l)].Changes
	}
	return recognise.Changes{}
}

// taught is a file's form with what a clerk said of its labels: the one just learnt,
// or the one known before.
func (u *understood) taught(id string, learnt *forms.Template, said []forms.Mapping) *forms.Template {
	l := u.main()
	t := form(id, l)
	switch known := u.recalled[u.index(l)].Template; {
	case learnt != nil:
		t = *learnt
	case known != nil:
		t = *known
	}
	t.Mapped = slices.Clone(t.Mapped)
	for _, m := range said {
		t.Mapped = withMapping(t.Mapped, m)
	}
	return &t
}
