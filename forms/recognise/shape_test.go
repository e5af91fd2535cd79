package recognise

import (
	"testing"

	"huce/forms"
)

// Layouts without labels are one form where they look it, whatever the year.
func TestShapes(t *testing.T) {
	plan := forms.Layout{Kind: forms.KindPlan, Unit: forms.UnitTask, Title: "民政办公室2026年工作要点"}
	next := plan
	next.Title = "民政办公室2027年工作要点"
	list := forms.Layout{Kind: forms.KindTable, Unit: forms.UnitPerson, Columns: []forms.Column{{Field: "person.name"}, {Field: "person.id_no", Index: 1}}}
	other := list
	other.Columns = []forms.Column{{Field: "person.name"}, {Field: "disabled.cert_no", Index: 1}}
	if Shape(&plan) != Shape(&next) {
		t.Error("the next year's plan is another form")
	}
	if Shape(&plan) == Shape(&list) || Shape(&list) == Shape(&other) {
		t.Error("two forms are one")
	}
	mine := list
	mine.Department = "区残联"
	if Shape(&mine) == Shape(&list) {
		t.Error("another department's list without a title is the same form")
	}
}
