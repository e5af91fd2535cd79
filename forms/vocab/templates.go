package vocab

import (
	"sync"

	"huce/assets"
	"huce/forms"
)

// rowUnits are the words of the built-in forms for what a row speaks of.
var rowUnits = map[string]forms.Unit{
	"人":     forms.UnitPerson,
	"户":     forms.UnitHousehold,
	"房":     forms.UnitDwelling,
	"件":     forms.UnitEvent,
	"件（场）":  forms.UnitEvent,
	"件（只）":  forms.UnitEvent,
	"件（单位）": forms.UnitOrganisation,
}

type templateTable struct {
	list []*forms.Template
	byID map[string]*forms.Template
}

// templateField is a field as the files of assets/templates spell it.
type templateField struct {
	Label    string          `json:"label"`
	Type     string          `json:"type"`
	Codes    string          `json:"codelist"`
	Required bool            `json:"required"`
	Field    string          `json:"register_field"`
	Columns  []templateField `json:"columns"`
}

var templates = sync.OnceValue(func() *templateTable {
	t := &templateTable{byID: map[string]*forms.Template{}}
	for _, name := range assets.List("templates") {
		var raw struct {
			ID          string          `json:"id"`
			No          int             `json:"no"`
			Title       string          `json:"title"`
			Department  string          `json:"department"`
			RowUnit     string          `json:"row_unit"`
			Period      string          `json:"period"`
			Audience    string          `json:"audience"`
			Sensitivity string          `json:"sensitivity"`
			Header      []templateField `json:"header_fields"`
			Fields      []templateField `json:"fields"`
		}
		decode(name, &raw)
		unit, ok := rowUnits[raw.RowUnit]
		if !ok {
			panic("vocab: " + name + ": unknown row unit " + raw.RowUnit)
		}
		form := &forms.Template{
			ID: raw.ID, No: raw.No, Title: raw.Title, Department: raw.Department,
			Unit: unit, Period: raw.Period, Audience: raw.Audience, Sensitive: raw.Sensitivity != "normal",
			Header: templateFields(raw.Header), Fields: templateFields(raw.Fields),
		}
		t.list = append(t.list, form)
		t.byID[form.ID] = form
	}
	return t
})

func templateFields(raw []templateField) []forms.TemplateField {
	if len(raw) == 0 {
		return nil
	}
	out := make([]forms.TemplateField, len(raw))
	for i, r := range raw {
		out[i] = forms.TemplateField{
			Label: r.Label, Type: plainType(r.Type), Codes: r.Codes,
			Required: r.Required, Field: r.Field, Columns: templateFields(r.Columns),
		}
	}
	return out
}

// Templates are the built-in forms of 42 departments, by number. They are shared:
// callers don't change them.
func Templates() []*forms.Template { return templates().list }

// Template is the built-in form of an id such as resident_household.
func Template(id string) (*forms.Template, bool) {
	t, ok := templates().byID[id]
	return t, ok
}
