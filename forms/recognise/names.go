package recognise

import (
	"slices"

	"huce/forms"
)

// ColumnNames are the names under which claims keep what the columns of a table say:
// a standard field, or where it has none, or another column has it, the form's own.
func ColumnNames(cols []forms.Column) []string {
	sets, names := memberSets(cols), make([]string, 0, len(cols))
	for i, c := range cols {
		kept := c.Field != "" && !holdsParts(c.Field, c.Parts) && (c.Answer != "" || sets.again(i))
		names = append(names, nameOf(c.Field, c.Label, c.Group, c.Index, c.Parts, kept, names))
	}
	return names
}

// MemberNames are those of the columns of a card's members.
func MemberNames(cols []forms.Column) []string {
	names := make([]string, 0, len(cols))
	for _, c := range cols {
		names = append(names, nameOf(c.Field, c.Label, c.Group, c.Index, nil, false, names))
	}
	return names
}

// CellNames are those of a card's cells.
func CellNames(cells []forms.CardCell) []string {
	names := make([]string, 0, len(cells))
	for _, c := range cells {
		names = append(names, nameOf(c.Field, c.Label, c.Group, c.Col, c.Parts, false, names))
	}
	return names
}

// nameOf is the name of one beside those taken; again lets a field be taken once more.
func nameOf(field, label, group string, col int, parts []string, again bool, taken []string) string {
	has := func(name string) bool { return slices.Contains(taken, name) }
	if field == "" || holdsParts(field, parts) || has(field) && !again {
		return ownName(label, group, col, has)
	}
	return field
}

// ownName is the name of a field that no standard one fits: the form's own label,
// with its group where the label alone was taken.
func ownName(label, group string, col int, taken func(string) bool) string {
	name := forms.OwnField + forms.Squeeze(label)
	if label == "" {
		name = forms.OwnField + forms.ColumnName(col)
	}
	if taken(name) && group != "" {
		name = forms.OwnField + forms.Squeeze(group) + "/" + forms.Squeeze(label)
	}
	for taken(name) {
		name += "'"
	}
	return name
}
