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
// each can be linked alone. A notice gives a row for each thing that it asks to be done by
// a day (task.name, task.due). Issues hold the rows' and cells' faults; their Row and
// Col are of the file, 0-based.
//
// It is nil for a layout that doesn't say anything (Says).
func Claims(g *forms.Grid, l *forms.Layout) *forms.Claims {
	switch l.Kind {
	case forms.KindCard:
		return cardClaims(newPage(g, nil), l)
	case forms.KindTable, forms.KindPlan:
		if l.Kind == forms.KindPlan && len(l.Columns) == 0 {
			return listClaims(g)
		}
		return tableClaims(newPage(g, nil), l)
	case forms.KindNotice:
		return noticeClaims(g, l)
	}
	return nil
}

// Says reports whether claims are read from a layout: a card, a table, or a plan.
func Says(l *forms.Layout) bool {
	return l.Kind == forms.KindCard || l.Kind == forms.KindTable || l.Kind == forms.KindPlan
}

// reading is claims in the making.
type reading struct {
	*forms.Claims
	p       *page
	readers []*fieldReader // by field, those that were read one cell at a time
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
	rd.readers = append(rd.readers, nil)
	return len(rd.Fields) - 1
}

func (rd *reading) addRow(ref forms.RowRef) {
	rd.Rows = append(rd.Rows, ref)
	for f := range rd.Fields {
		rd.Values[f] = append(rd.Values[f], "")
		rd.Shown[f] = append(rd.Shown[f], "")
	}
}

// set puts a value that the claims hold elsewhere, and how it is shown.
func (rd *reading) set(r, f int, value, shown string) {
	if shown == value {
		shown = ""
	}
	rd.Values[f][r], rd.Shown[f][r] = value, shown
}

// read parses a cell into a row and notes what is amiss with it.
func (rd *reading) read(r, f int, cell forms.Cell, row, col int, codes string, means *ownMeaning) {
	c := rd.readers[f]
	if c == nil || c.means != nil || means != nil { // what was read by another label isn't known again
		c = rd.reader(f, codes)
		c.means = means
		rd.readers[f] = c
	}
	c.values, c.shown, c.rows, c.codes = rd.Values[f], rd.Shown[f], rd.Rows, codes
	c.read(r, cell, row, col)
	rd.Issues = append(rd.Issues, c.issues...)
	c.issues = c.issues[:0]
}

// fieldReader is one field in the making.
type fieldReader struct {
	p             *page
	field, codes  string      // the code list that the form names, "" for the field's own
	own           bool        // the department's own field
	means         *ownMeaning // what the form says of its answers, nil for nothing
	rows          []forms.RowRef
	values, shown []string
	issues        []forms.Issue
	words         map[string]string // texts seen, so that equal ones are kept once
	known         map[string]told   // texts read without a fault, and what they say
	last          string            // the one of them that was read last: a column's rows are often alike
	lastTold      told
	hits, misses  int
}

// told is what a text says and how it is shown, "" where that is the same.
type told struct{ value, shown string }

func (rd *reading) reader(f int, codes string) *fieldReader {
	return &fieldReader{
		p: rd.p, field: rd.Fields[f], codes: codes, own: strings.HasPrefix(rd.Fields[f], forms.OwnField),
		rows: rd.Rows, values: rd.Values[f], shown: rd.Shown[f],
		words: map[string]string{}, known: map[string]told{},
	}
}

// maxWords is how many different texts of a field are looked for again. Beyond them
// the search begins anew, since what repeats does so nearby: a home's address.
const maxWords = 2048

// repeats reports whether texts are worth looking for: those of a long column that
// hardly ever come again are not.
func (c *fieldReader) repeats() bool { return c.misses < 2*maxWords || 4*c.hits > c.misses }

// keep is an own copy of a text, the same one for equal texts of a field: a claim
// must not hold on to the file it was read from.
func (c *fieldReader) keep(s string) string {
	if s == "" {
		return ""
	}
	if !c.repeats() {
		return strings.Clone(s)
	}
	if have, ok := c.words[s]; ok {
		return have
	}
	s = strings.Clone(s)
	if len(c.words) == maxWords {
		clear(c.words)
	}
	c.words[s] = s
	return s
}

// set puts a value and how it is shown.
func (c *fieldReader) set(r int, value, shown string) {
	value = c.keep(value)
	if shown == value {
		shown = ""
	}
	c.tell(r, told{value, c.keep(shown)})
}

// tell puts what a text says.
func (c *fieldReader) tell(r int, t told) {
	c.values[r] = t.value
	if c.shown[r] != t.shown { // most are "", and their memory stays untouched
		c.shown[r] = t.shown
	}
}

// read parses a cell into a row and notes what is amiss with it.
func (c *fieldReader) read(r int, cell forms.Cell, row, col int) {
	if blank(cell.Text) {
		return
	}
	text := cell.Kind == forms.CellText
	if text && c.repeats() {
		if cell.Text == c.last {
			c.hits++
			c.tell(r, c.lastTold)
			return
		}
		if t, ok := c.known[cell.Text]; ok {
			c.hits++
			c.tell(r, t)
			c.last, c.lastTold = cell.Text, t
			return
		}
		c.misses++
	}
	shown := strings.TrimSpace(cell.Text)
	switch {
	case c.own:
		c.set(r, c.ownMeant(cell.Text), shown)
	case pointing(cell.Text):
		c.set(r, "", shown)
	default:
		value, issues := c.readMeant(cell)
		c.set(r, value, shown)
		for _, i := range issues {
			i.Row, i.Col = row, col
			c.issues = append(c.issues, i)
		}
		if len(issues) > 0 {
			return
		}
	}
	if text && c.repeats() {
		if len(c.known) == maxWords {
			clear(c.known)
		}
		c.last, c.lastTold = cell.Text, told{c.values[r], c.shown[r]}
		c.known[c.keep(cell.Text)] = c.lastTold
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
