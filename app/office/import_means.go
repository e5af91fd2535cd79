package office

import (
	"slices"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/vocab"
)

// meant lets what a clerk says of a file's labels stand in place of what was
// recognised, and gives what it says of the file's main form, to be remembered with it.
// Faults: field_unknown, label_unknown.
func (in *intake) meant(u *understood, lines []TemplateLine) (said []forms.Mapping, err error) {
	for _, line := range lines {
		if _, known := vocab.Field(line.Field); !known && line.Field != "" {
			return nil, forms.NewFault("field_unknown", line.Field)
		}
		found := false
		for i := range u.layouts {
			l := &u.layouts[i]
			m, is := mean(l, line)
			if !is {
				continue
			}
			found = true
			u.claims[i] = recognise.Claims(u.book.Sheets[l.SheetIndex], l)
			if l == u.main() {
				said = append(said, m)
			}
		}
		if !found {
			return nil, forms.NewFault("label_unknown", u.title(), line.Label)
		}
	}
	return said, nil
}

// mean gives the columns and cells of a layout under a label the field that a clerk
// says, and takes the field away from any other that has it.
func mean(l *forms.Layout, line TemplateLine) (m forms.Mapping, found bool) {
	want := forms.Squeeze(line.Label)
	set := func(group, label string, field *string, confidence *float64) {
		group, label = forms.Squeeze(group), forms.Squeeze(label)
		switch {
		case joined(group, label) == want || label == want:
			*field, *confidence, found = line.Field, 1, true
			m = forms.Mapping{Label: label, Field: line.Field}
			if label != want {
				m.Group = group
			}
		case line.Field != "" && *field == line.Field:
			*field, *confidence = "", 0
		}
	}
	if !hasLabel(l, want) {
		return m, false
	}
	for i := range l.Columns {
		c := &l.Columns[i]
		set(c.Group, c.Label, &c.Field, &c.Confidence)
	}
	for i := range l.Cards {
		card := &l.Cards[i]
		for j := range card.Cells {
			c := &card.Cells[j]
			set(c.Group, c.Label, &c.Field, &c.Confidence)
		}
	}
	return m, found
}

// hasLabel reports whether a layout has a column or a card's cell under a label.
func hasLabel(l *forms.Layout, want string) bool {
	is := func(group, label string) bool {
		return joined(forms.Squeeze(group), forms.Squeeze(label)) == want || forms.Squeeze(label) == want
	}
	return slices.ContainsFunc(l.Columns, func(c forms.Column) bool { return is(c.Group, c.Label) }) ||
		slices.ContainsFunc(l.Cards, func(card forms.Card) bool {
			return slices.ContainsFunc(card.Cells, func(c forms.CardCell) bool { return is(c.Group, c.Label) })
		})
}

// title is what the form that a file is about calls itself.
func (u *understood) title() string {
	if l := u.main(); l != nil {
		return l.Title
	}
	return ""
}
