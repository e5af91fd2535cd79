package recognise

import (
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// The kinds of fields that stand together in a cell and can be told apart there.
var partKinds = map[string]bool{"_name": true, "_id": true, "_phone": true, "_relation": true}

// partsOf are the fields that a label lists: 姓名/关系/电话, 紧急联系人及电话, 姓名（关系）电话.
// What it asks behind the first of them it asks of the same person. Fewer than two are
// none.
func partsOf(label, group string) []string {
	words := strings.FieldsFunc(forms.Squeeze(label), func(r rune) bool { return strings.ContainsRune("、，,/／及和与+＋（）()\\", r) })
	if len(words) < 2 || len(words) > 5 {
		return nil
	}
	var fields []string
	first := ""
	for _, w := range words {
		field := ""
		for _, m := range meanings(w, group) {
			if who, part := owner(m.Field); m.Score >= 0.6 && !m.Alike && (partKinds[part] || ofThem[m.Field]) {
				field = m.Field
				if first == "" {
					first = who
				} else if partKinds[part] && who != first {
					field = partField(first, part)
				}
				break
			}
		}
		if _, known := vocab.Field(field); !known || slices.Contains(fields, field) || ofThem[field] && first != "person" {
			return nil
		}
		fields = append(fields, field)
	}
	return fields
}

// ofThem are fields of a person that are told from a name or a number beside them.
var ofThem = map[string]bool{"person.sex": true, "person.birth": true}

// partField is the field that holds a part of somebody: person.emergency_phone.
func partField(who, part string) string {
	switch {
	case who != "person":
		return who + part
	case part == "_id":
		return "person.id_no"
	}
	return "person." + part[1:]
}

// together gives columns that hold several fields their parts, as far as no other
// column has them.
func together(cols []forms.Column) {
	taken := map[string]int{}
	for i, c := range cols {
		if c.Field != "" {
			taken[c.Field] = i
		}
	}
	free := func(i int) func(string) bool {
		return func(f string) bool { at, is := taken[f]; return is && at != i }
	}
	for i := range cols {
		c := &cols[i]
		if c.Answer != "" {
			continue
		}
		if c.Parts = freeParts(partsOf(c.Label, c.Group), c.Field, free(i)); c.Parts != nil && c.Field == "" {
			c.Field, c.Confidence = c.Parts[0], fairlySure
		}
		for _, f := range c.Parts {
			taken[f] = i
		}
	}
}

// fairlySure is how sure a field is that only the words of a label that lists several say.
const fairlySure = 0.8

func freeParts(parts []string, field string, taken func(string) bool) []string {
	if field != "" && !slices.Contains(parts, field) {
		return nil
	}
	parts = slices.DeleteFunc(parts, taken)
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// togetherIn is together for the cells of a card.
func togetherIn(cells []forms.CardCell) {
	taken := map[string]int{}
	for i, c := range cells {
		if c.Field != "" {
			taken[c.Field] = i
		}
	}
	for i := range cells {
		c := &cells[i]
		c.Parts = freeParts(partsOf(c.Label, c.Group), c.Field, func(f string) bool { at, is := taken[f]; return is && at != i })
		if c.Parts != nil && c.Field == "" {
			c.Field, c.Confidence = c.Parts[0], fairlySure
		}
		for _, f := range c.Parts {
			taken[f] = i
		}
	}
}

// holdsParts reports whether a column's cells are to be taken apart: a clerk may have
// said that it means something else.
func holdsParts(field string, parts []string) bool {
	return len(parts) > 1 && slices.Contains(parts, field)
}

// readParts takes a cell apart into the fields that it holds. Where it only points at
// the one above, that one's text counts. The text as a whole stays as the department's
// own.
func (rd *reading) readParts(r int, text string, parts []string, row, col int, codes map[string]string) {
	for field, said := range vocab.Apart(parts, text) {
		f := rd.field(field)
		if rd.Values[f][r] == "" {
			rd.read(r, f, forms.T(said, 0), row, col, codes[field], nil)
		}
	}
}

// partColumns takes the cells of a table's columns apart that hold several fields.
func (rd *reading) partColumns(l *forms.Layout, at []int, codes map[string]string) {
	for i, c := range l.Columns {
		if !holdsParts(c.Field, c.Parts) {
			continue
		}
		for _, f := range c.Parts {
			rd.field(f)
		}
		above := ""
		for r := range rd.Rows {
			text := rd.ShownAs(at[i], r)
			if pointing(text) {
				text = above
			}
			above = text
			rd.readParts(r, text, c.Parts, int(rd.Rows[r].Number)-1, c.Index, codes)
		}
	}
}
