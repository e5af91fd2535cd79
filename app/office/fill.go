package office

import (
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/fill"
)

// Filled is a department's form, filled from the register.
type Filled struct {
	Name   string // of a file: the original's, with the format it has now
	Title  string
	Result fill.Result
	Rows   int // people, homes or events on it
	Blank  int // cells that neither the register nor the form's last report answers
}

// Fill fills the form of an import from the register as it stands: the people and
// homes of that import, each with what is known of them today. What is the
// department's own stays as last reported; opinions and signatures stay blank.
func (o *Office) Fill(id string) (*Filled, error) {
	sub, err := o.submission(id)
	if err != nil {
		return nil, err
	}
	data, _, err := o.Archive.Original(id)
	if err != nil {
		return nil, err
	}
	u, err := understand(sub.File, data)
	if err != nil {
		return nil, err
	}
	reg, err := o.Archive.Register()
	if err != nil {
		return nil, err
	}
	f := &filler{answers: answers{reg, o.Today()}, sub: indexOf(reg, id)}
	out := &Filled{Title: sub.Title}
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind != forms.KindTable && l.Kind != forms.KindCard {
			continue
		}
		s := fill.Sheet{Layout: l}
		f.sheet(u, i, &s)
		if len(s.Rows)+len(s.Cards) == 0 {
			continue
		}
		out.Rows += len(s.Rows) + len(s.Cards)
		f.sheets = append(f.sheets, s)
	}
	if out.Result, err = fill.File(data, u.book, f.sheets); err != nil {
		return nil, err
	}
	out.Blank = f.blank
	out.Name = stem(sub.File) + "." + string(out.Result.Format)
	return out, nil
}

func indexOf(reg *register.Register, id string) int {
	for i := range reg.Submissions {
		if reg.Submissions[i].ID == id {
			return i
		}
	}
	return -1
}

// filler gathers the values for the sheets of one file.
type filler struct {
	answers
	sub     int // index into the register's submissions, -1 for a form not imported
	belongs belongs
	sheets  []fill.Sheet
	blank   int
}

// line is one row of a sheet's claims and whom it speaks of.
type line struct {
	row                    int // index into the claims, -1 for one that is new on the form
	person, home, dwelling int
}

// sheet fills one recognised sheet: i is its place among the file's layouts.
func (f *filler) sheet(u *understood, i int, s *fill.Sheet) {
	c := u.claims[i]
	sheetNo := 0
	for k := range i {
		if u.claims[k] != nil {
			sheetNo++
		}
	}
	who := f.people(sheetNo)
	if c == nil || len(c.Rows) == 0 {
		f.everyone(s)
		return
	}
	sp := newSpeller(c)
	if len(s.Layout.Cards) > 0 {
		f.cards(c, sp, who, s)
		return
	}
	seen := map[int]bool{}
	for r := range c.Rows {
		l := line{r, nobody, nobody, nobody}
		if p, ok := who[r]; ok {
			if s.Layout.Unit == forms.UnitPerson && seen[p] {
				continue // the form named this person twice
			}
			seen[p] = true
			l.person, l.home = p, f.home(p)
		}
		s.Rows = append(s.Rows, f.row(s.Layout.Columns, c, sp, l, len(s.Rows)+1))
	}
}

// people are the persons that the rows of a sheet of the import speak of.
func (f *filler) people(sheetNo int) map[int]int {
	who := map[int]int{}
	for _, k := range f.reg.Links {
		if int(k.Row.Sub) == f.sub && int(k.Row.Sheet) == sheetNo {
			if _, ok := who[int(k.Row.Row)]; !ok {
				who[int(k.Row.Row)] = k.Person
			}
		}
	}
	return who
}

func (f *filler) row(cols []forms.Column, c *forms.Claims, sp *speller, l line, n int) []string {
	out := make([]string, len(cols))
	for j, col := range cols {
		if col.Field == "calc.seq" {
			out[j] = strconv.Itoa(n)
			continue
		}
		if out[j] = f.value(col.Field, col.Label, c, sp, l); out[j] == "" {
			f.blank++
		}
	}
	return out
}

// ofRegister are the groups of fields that the register answers; what a form says
// of an event, an organisation or a dog is its own.
var ofRegister = map[string]bool{
	"person": true, "household": true, "house": true, "calc": true, "float": true,
	"elder": true, "disabled": true, "vet": true, "party": true, "emp": true, "child": true,
	"dibao": true, "tekun": true, "fp": true, "health": true, "ins": true, "vacc": true,
}

// value is what stands in one cell: what the register knows, spelled the form's
// way, else what the form itself said last.
func (f *filler) value(field, label string, c *forms.Claims, sp *speller, l line) string {
	group, _, _ := strings.Cut(field, ".")
	if ofRegister[group] {
		if v := f.of(l, field); v != "" {
			return sp.spell(field, v)
		}
	}
	if c == nil || l.row < 0 {
		return ""
	}
	if field == "" {
		field = forms.OwnField + label
	}
	return lastShown(c, field, l.row)
}

// lastShown is a value as the form itself showed it, "" where it didn't.
func lastShown(c *forms.Claims, field string, row int) string {
	if k := c.Column(field); k >= 0 {
		return c.ShownAs(k, row)
	}
	return ""
}
