package office

import (
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// answers are what the register says to the fields of a form, on one day.
type answers struct {
	reg         *register.Register
	today       forms.Date
	asked       map[int]bool                // people of whom it is asked who they are; filled when first needed
	heads       map[int]map[string][]string // what is said of the heads of homes; as needed
	headColumns map[*forms.Claims][]int
}

// nobody is the index of no person and no household.
const nobody = -1

// home is the household of a person, nobody where unknown.
func (a *answers) home(person int) int {
	if person == nobody {
		return nobody
	}
	return a.reg.People[person].Household
}

// of is the register's value of a field for whom a line speaks of, "" where it has
// none, and what stands there; nil for what is worked out. Fields about people speak
// of the line's person, fields about homes of its home.
func (a *answers) of(l line, field string) (string, *register.Standing) {
	switch group, _, _ := strings.Cut(field, "."); group {
	case "house":
		if l.dwelling != nobody {
			d := &a.reg.Dwellings[l.dwelling]
			if field == "house.address" {
				return d.Address, nil
			}
			if s := register.Find(d.Values, field); s != nil {
				return s.Value, s
			}
		}
		return a.ofHome(l.home, field)
	case "household":
		return a.ofHome(l.home, field)
	case "calc":
		return a.computed(l.person, l.home, field), nil
	}
	if l.person == nobody {
		return "", nil
	}
	return valueOf(register.Find(a.reg.People[l.person].Values, field))
}

func valueOf(s *register.Standing) (string, *register.Standing) {
	if s == nil {
		return "", nil
	}
	return s.Value, s
}

// fromHead are fields of a home that are its head's own.
var fromHead = map[string]string{
	"household.head_name":  "person.name",
	"household.head_id":    "person.id_no",
	"household.head_phone": "person.phone",
}

func (a *answers) ofHome(home int, field string) (string, *register.Standing) {
	if home == nobody {
		return "", nil
	}
	h := &a.reg.Households[home]
	if own, ok := fromHead[field]; ok && h.Head != nobody {
		return valueOf(register.Find(a.reg.People[h.Head].Values, own))
	}
	if field == "household.size" {
		return strconv.Itoa(len(h.Members)), nil
	}
	if h.Dwelling != nobody {
		d := &a.reg.Dwellings[h.Dwelling]
		switch field {
		case "household.address":
			return d.Address, nil
		case "household.estate":
			return d.Estate, nil
		}
	}
	return valueOf(register.Find(h.Values, field))
}

// computed are fields that follow from others on the day.
func (a *answers) computed(person, home int, field string) string {
	switch field {
	case "calc.age":
		if person == nobody {
			return ""
		}
		birth, ok := forms.ParseISO(a.reg.People[person].Value("person.birth"))
		if !ok {
			return ""
		}
		if age := birth.Age(a.today); age >= 0 {
			return strconv.Itoa(age)
		}
	case "calc.hh_elder60":
		return a.count(home, func(age int) bool { return age >= 60 })
	case "calc.hh_minor":
		return a.count(home, func(age int) bool { return age < 18 })
	}
	return ""
}

// count is how many of a home's people are of an age; "" where one's isn't known.
func (a *answers) count(home int, is func(age int) bool) string {
	if home == nobody {
		return ""
	}
	n := 0
	for _, p := range a.reg.Households[home].Members {
		birth, ok := forms.ParseISO(a.reg.People[p].Value("person.birth"))
		if !ok {
			return ""
		}
		if is(birth.Age(a.today)) {
			n++
		}
	}
	return strconv.Itoa(n)
}

// speller writes values the way a form's earlier values of a field are written.
type speller struct {
	reg    *register.Register
	claims *forms.Claims
	hands  map[string]*vocab.Hand // of fields
	coded  map[string]ownCodes    // of fields that the form codes in its own way
}

// ownCodes are the codes by which a form writes values, where they are not the standard
// list's; nil where they are.
type ownCodes map[string]string

// samples are how many earlier values of a column show its spelling.
const samples = 24

func newSpeller(reg *register.Register, c *forms.Claims) *speller {
	return &speller{reg: reg, claims: c, hands: map[string]*vocab.Hand{}, coded: map[string]ownCodes{}}
}

func (s *speller) spell(field, value string) string {
	if value == "" {
		return ""
	}
	if code, ok := s.inOwnCode(field, value); ok {
		return code
	}
	return s.hand(field).Spell(field, value)
}

// inOwnCode is a value in the form's own code; ok is false where it has none. A value
// that it has not written yet is left in words, since the standard's code means
// something else there.
func (s *speller) inOwnCode(field, value string) (code string, ok bool) {
	codes, known := s.coded[field]
	if !known {
		codes = s.codesOf(field)
		s.coded[field] = codes
	}
	if codes == nil {
		return "", false
	}
	if code, ok = codes[value]; ok {
		return code, true
	}
	return value, true
}

// codesOf are the codes that a form's last report gave a field's values, where one of
// them stands for another value by the standard's list.
func (s *speller) codesOf(field string) ownCodes {
	f := -1
	if s.claims != nil {
		f = s.claims.Column(field)
	}
	if f < 0 {
		return nil
	}
	codes, own := ownCodes{}, false
	for r := range s.claims.Rows {
		value, shown := s.claims.Value(f, r), s.claims.OwnShown(f, r)
		if value == "" || shown == "" || !vocab.IsBareCode(shown) || vocab.IsBareCode(value) {
			continue
		}
		if _, seen := codes[value]; !seen {
			codes[value] = shown
			own = own || !listedAs(field, shown, value)
		}
	}
	if !own {
		return nil
	}
	return codes
}

// listedAs reports whether a code stands for a value by one of the lists that are known
// for its field.
func listedAs(field, code, value string) bool {
	def, _ := vocab.Field(field)
	for _, list := range append([]string{def.Codes}, def.Other...) {
		if v, _ := vocab.ParseBy(field, list, forms.Cell{Text: code, Kind: forms.CellText}); v == value {
			return true
		}
	}
	return false
}

// spellAs is spell for a value that stands in the register, from: what its sources
// wrote may say more than it does, which a column that asks for the class has no use
// for.
func (s *speller) spellAs(field, label, value string, from *register.Standing) string {
	if value == "" {
		return ""
	}
	if code, ok := s.inOwnCode(field, value); ok {
		return code
	}
	if from == nil || strings.Contains(label, "类") || strings.Contains(label, "代码") {
		return s.hand(field).Spell(field, value)
	}
	return s.hand(field).SpellAs(field, value, func(yield func(string) bool) {
		for i := range from.Sources {
			if !yield(cellText(s.reg, from.Sources[i], from.Value)) {
				return
			}
		}
	})
}

func (s *speller) hand(field string) *vocab.Hand {
	hand, ok := s.hands[field]
	if !ok {
		hand = vocab.NewHand(s.seen(field))
		s.hands[field] = hand
	}
	return hand
}

func (s *speller) seen(field string) []string {
	var out []string
	f := -1
	if s.claims != nil {
		f = s.claims.Column(field)
	}
	if f < 0 {
		return nil
	}
	for r := range s.claims.Rows {
		if v := s.claims.ShownAs(f, r); v != "" {
			if out = append(out, v); len(out) == samples {
				break
			}
		}
	}
	return out
}
