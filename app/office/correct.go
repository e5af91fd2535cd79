package office

import (
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// Correct keeps what a clerk says that a field of a person is, against whatever forms
// say: it stands from now on, through every later import, until it is revoked by the
// number returned. The text is read as a form's cell is. Faults: unknown_subject,
// field_unknown, value_unfit where the text is no value of the field.
func (o *Office) Correct(person, field, text string) (uint64, error) {
	if err := o.need(Enter); err != nil {
		return 0, err
	}
	if _, known := vocab.Field(field); !known {
		return 0, forms.NewFault("field_unknown", field)
	}
	if vocab.Sensitive(field) {
		if err := o.need(Private); err != nil {
			return 0, err
		}
	}
	value, issues := vocab.ParseText(field, text)
	for _, is := range issues {
		if is.Severity == forms.Error {
			return 0, forms.NewFault("value_unfit", FieldLabel(field), assets.Text(o.Lang, "issue."+is.Code, is.Args...))
		}
	}
	if value == "" {
		return 0, forms.NewFault("value_unfit", FieldLabel(field), assets.Text(o.Lang, "value.blank"))
	}
	reg, err := o.archive.Register()
	if err != nil {
		return 0, err
	}
	row, err := rowOfPerson(reg, person)
	if err != nil {
		return 0, err
	}
	return o.archive.Decide(register.Decision{Kind: register.Stands, A: row, Field: field, Value: value})
}
