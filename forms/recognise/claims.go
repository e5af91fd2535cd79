package recognise

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// The fields by which a member of a card is tied to the card's subject.
const (
	SubjectName = "card.subject_name" // the name of whom the card is about
	SubjectID   = "card.subject_id"   // and the ID number
)

// Claims is what the rows of a recognised sheet say, typed and checked; nil for
// kinds without rows. Rows that Layout.Skipped names are left out, hidden ones are
// not. A cell that a merge from above covers says what the merge says. 同上, 〃 and
// 同现住址 are replaced by what they point at.
//
// A card gives a row for its subject and one for each member of its table, which
// repeats what the card says of the home (household.*, and the subject's address
// as household.address) and names the subject (SubjectName, SubjectID), so that
// each can be linked alone. Issues hold the rows' and cells' faults; their Row and
// Col are of the file, 0-based.
func Claims(g *forms.Grid, l *forms.Layout) *forms.Claims {
	switch l.Kind {
	case forms.KindCard:
		return cardClaims(newPage(g, nil), l)
	case forms.KindTable, forms.KindPlan:
		if l.Kind == forms.KindPlan && len(l.Columns) == 0 {
			return listClaims(g)
		}
		return tableClaims(newPage(g, nil), l)
	}
	return nil
}

// reading is claims in the making: where each came from, for issues.
type reading struct {
	*forms.Claims
	p     *page
	words []map[string]string // by field: texts seen, so that equal ones are kept once
	known []map[string]string // by field: texts read without a fault, and their values
}

func newReading(p *page) *reading {
	return &reading{Claims: &forms.Claims{Sheet: p.Name}, p: p}
}

// field is the index of a field, added where it is new.
func (rd *reading) field(name string) int {
	if i := rd.Column(name); i >= 0 {
		return i
	}
	rd.Fields = append(rd.Fields, name)
	rd.Values = append(rd.Values, make([]string, len(rd.Rows), cap(rd.Rows)))
	rd.Shown = append(rd.Shown, make([]string, len(rd.Rows), cap(rd.Rows)))
	rd.words = append(rd.words, map[string]string{})
	rd.known = append(rd.known, map[string]string{})
	return len(rd.Fields) - 1
}

// maxWords is how many different texts of a field are looked for again: columns of
// names and numbers hardly repeat.
const maxWords = 2048

// keep is an own copy of a text, the same one for equal texts of a field: a claim
// must not hold on to the file it was read from.
func (rd *reading) keep(f int, s string) string {
	if s == "" {
		return ""
	}
	seen := rd.words[f]
	if have, ok := seen[s]; ok {
		return have
	}
	s = strings.Clone(s)
	if len(seen) < maxWords {
		seen[s] = s
	}
	return s
}

// set puts a value and how it is shown.
func (rd *reading) set(r, f int, value, shown string) {
	value = rd.keep(f, value)
	rd.Values[f][r] = value
	if shown != value {
		rd.Shown[f][r] = rd.keep(f, shown)
	} else {
		rd.Shown[f][r] = ""
	}
}

// read parses a cell into a row and notes what is amiss with it.
func (rd *reading) read(r, f int, cell forms.Cell, row, col int, codes string) {
	if blank(cell.Text) {
		return
	}
	name := rd.Fields[f]
	if strings.HasPrefix(name, forms.OwnField) {
		rd.set(r, f, ownText(cell.Text), strings.TrimSpace(cell.Text))
		return
	}
	if pointing(cell.Text) {
		rd.set(r, f, "", strings.TrimSpace(cell.Text))
		return
	}
	if value, ok := rd.known[f][cell.Text]; ok && cell.Kind == forms.CellText {
		rd.set(r, f, value, strings.TrimSpace(cell.Text))
		return
	}
	value, issues := vocab.ParseBy(name, codes, cell)
	rd.set(r, f, value, strings.TrimSpace(cell.Text))
	if len(issues) == 0 && len(rd.known[f]) < maxWords && cell.Kind == forms.CellText {
		rd.known[f][rd.keep(f, cell.Text)] = rd.Values[f][r]
	}
	for _, i := range issues {
		i.Row, i.Col = row, col
		rd.Issues = append(rd.Issues, i)
	}
}

// ownText is a text of the department's own column: of an opinion what it says,
// without the lines for signature, seal and day.
func ownText(s string) string {
	if !strings.Contains(s, "\n") {
		return vocab.Tidy(s)
	}
	var kept []string
	for _, line := range strings.Split(s, "\n") {
		t := forms.Squeeze(line)
		if t == "" || strings.Contains(t, "签字") || strings.Contains(t, "盖章") || strings.Contains(t, "签章") || blankDate(t) {
			continue
		}
		kept = append(kept, strings.TrimSpace(line))
	}
	return vocab.Tidy(strings.Join(kept, " "))
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

// codesOf are the code lists that a built-in form names for its fields.
func codesOf(template string) map[string]string {
	t, ok := vocab.Template(template)
	if !ok {
		return nil
	}
	codes := map[string]string{}
	var walk func([]forms.TemplateField)
	walk = func(fields []forms.TemplateField) {
		for _, f := range fields {
			if f.Field != "" && f.Codes != "" {
				codes[f.Field] = f.Codes
			}
			walk(f.Columns)
		}
	}
	walk(t.Fields)
	return codes
}
