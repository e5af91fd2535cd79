package register

import (
	"strings"

	"huce/forms"
)

// mention is one row as far as it speaks of one person.
type mention struct {
	ref  Ref   // among the submissions as given
	sub  int32 // in canonical order
	id   RowID
	as   *speaking
	from *sheet
	uid  uint64 // this mention's, for as long as a Maker holds its submission
	who  int32  // the number of its valid ID number with its name, 0 where it lacks one
	// addresses of the atlas: where it says the person lives, is registered, and the
	// house it speaks of
	lives, registered, house int32
	named                    bool // it names someone the linker can compare
	known                    bool // it says enough to be someone
}

// speaking declares how a row of some form speaks of a person: which of its fields
// are the person's.
type speaking struct {
	units []forms.Unit      // of forms that speak so; nil for any
	first []string          // the row speaks so if one of these says something
	takes map[string]string // the form's field → the person's field
	homes bool              // household.* and house.* are of this person's home
	// guest rows speak of people who need not live here: they join whoever they
	// match, and make nobody.
	guest bool
	// lists rows name each person once: two different rows of one sheet are two people.
	lists bool
}

// speakings are tried in order; the first that fits a row is how it speaks.
var speakings = []speaking{
	{
		units: []forms.Unit{forms.UnitEvent},
		first: []string{"person.name", "person.id_no"},
		guest: true,
	},
	{
		first: []string{"person.name", "person.id_no"},
		homes: true, lists: true,
	},
	{
		units: []forms.Unit{forms.UnitEvent},
		first: []string{"household.head_name", "household.head_id"},
		takes: headFields, guest: true,
	},
	{
		first: []string{"household.head_name", "household.head_id"},
		takes: headFields, homes: true,
	},
	{
		units: []forms.Unit{forms.UnitDwelling},
		first: []string{"house.owner_name", "house.owner_id"},
		takes: map[string]string{
			"house.owner_name": "person.name", "house.owner_id": "person.id_no",
			"house.owner_phone": "person.phone", "house.owner_address": "person.residence_address",
		},
		guest: true,
	},
}

var headFields = map[string]string{
	"household.head_name": "person.name", "household.head_id": "person.id_no", "household.head_phone": "person.phone",
}

// addressFields are where a row says that the person it speaks of lives, best first.
var addressFields = []string{"person.residence_address", "household.address", "house.address"}

// notOfPeople are groups of fields that say nothing of who a row speaks of: they
// are the row's own, an event's, or computed.
var notOfPeople = map[string]bool{
	"calc": true, "card": true, "report": true, "doc": true, "task": true, "act": true, "org": true,
	"dispute": true, "event": true, "petition": true, "inspect": true, "community": true,
}

// group is the part of a field's name before the dot; "~" for a department's own.
func group(field string) string {
	if strings.HasPrefix(field, forms.OwnField) {
		return forms.OwnField
	}
	g, _, _ := strings.Cut(field, ".")
	return g
}

// sheet is one sheet of claims with its columns found.
type sheet struct {
	claims *forms.Claims
	at     map[string]int
	speaks []*speaking // those that its form and fields allow, in order
	cut    bool        // its ID numbers were cut to 15 digits by a spreadsheet
	sex    string      // of all whom it lists, "" where they are of both
	sorted []int32     // columns of phones that were put in order apart from the others
}

func newSheet(unit forms.Unit, title string, c *forms.Claims) *sheet {
	s := &sheet{claims: c, at: make(map[string]int, len(c.Fields))}
	for i, f := range c.Fields {
		s.at[f] = i
	}
	if unit == forms.UnitTask || unit == forms.UnitOrganisation {
		return s
	}
	for i := range speakings {
		sp := &speakings[i]
		if s.has(sp.first) && fitsUnit(sp.units, unit) {
			s.speaks = append(s.speaks, sp)
		}
	}
	s.cut = s.cutNumbers()
	s.sex = s.oneSex(title)
	s.sorted = s.sortedColumns()
	return s
}

func fitsUnit(units []forms.Unit, unit forms.Unit) bool {
	for _, u := range units {
		if u == unit {
			return true
		}
	}
	return units == nil
}

func (s *sheet) has(fields []string) bool {
	for _, f := range fields {
		if _, ok := s.at[f]; ok {
			return true
		}
	}
	return false
}

// get is the value of a field in row r.
func (s *sheet) get(r int, field string) string {
	if i, ok := s.at[field]; ok {
		return s.claims.Value(i, r)
	}
	return ""
}

func (s *sheet) column(field string) int {
	if i, ok := s.at[field]; ok {
		return i
	}
	return none
}

// speaking is how row r speaks, nil where it speaks of nobody.
func (s *sheet) speaking(r int) *speaking {
	for _, sp := range s.speaks {
		for _, f := range sp.first {
			if s.get(r, f) != "" {
				return sp
			}
		}
	}
	return nil
}

// person is what row r says in a field of its person.
func (m *mention) person(field string) string {
	for from, to := range m.as.takes {
		if to == field {
			return m.from.get(int(m.ref.Row), from)
		}
	}
	return m.from.get(int(m.ref.Row), field)
}

// address is where the row says that its person lives, and the column that says it.
func (m *mention) address() (string, int) {
	r := int(m.ref.Row)
	for from, to := range m.as.takes {
		if to == addressFields[0] {
			return m.from.get(r, from), m.from.column(from)
		}
	}
	for _, f := range addressFields {
		if v := m.from.get(r, f); v != "" {
			return v, m.from.column(f)
		}
	}
	building := m.from.get(r, "household.building")
	if building == "" {
		return "", none
	}
	return m.from.get(r, "household.estate") + building, m.from.column("household.building")
}

// head is the head of the home, as the row names it: of a card's member, its
// subject.
func (m *mention) head() (name, id string) {
	r := int(m.ref.Row)
	name, id = m.from.get(r, "household.head_name"), m.from.get(r, "household.head_id")
	if name == "" && id == "" && m.from.claims.Rows[r].Role == forms.RoleMember {
		name, id = m.from.get(r, "card.subject_name"), m.from.get(r, "card.subject_id")
	}
	return name, id
}

// cutNumbers reports whether the sheet's ID numbers end in the 000 that a
// spreadsheet leaves of them: a single one may by chance, several don't.
func (s *sheet) cutNumbers() bool {
	at, ok := s.at["person.id_no"]
	if !ok {
		return false
	}
	zeros := 0
	for r := range s.claims.Rows {
		if v := s.claims.Value(at, r); len(v) == 18 && strings.HasSuffix(v, "000") {
			zeros++
		}
	}
	return zeros >= 2
}
