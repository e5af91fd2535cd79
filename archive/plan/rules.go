package plan

import (
	"sync"
)

// rule says how one indicator is counted: assets/rules/plan_indicators.json.
type rule struct {
	Code   string
	Unit   string
	Count  string // person, home, row …
	All    []condition
	Any    []condition
	None   []condition
	In     string   // only what that indicator counts
	Share  string   // percent of that indicator
	Of     []string // of a ratio: the codes above and below the line
	Times  float64
	Digits int
	Field  string   // what is summed or told apart
	Key    []string // rows equal in these fields are one
	Gone   bool     // counts those who died or left, too
	Cover  float64  // known only where so great a part of the people have an answer
	Asks   []string // known where these are asked, instead of the conditions' fields
}

type rules struct {
	Gone  []condition
	Rules []rule
	Work  []struct{ Code, Unit string }

	Rosters []roster
}

// shelf is the rule files and the slots of every field that they read.
type shelf struct {
	rules     rules
	visits    visitRules
	audiences []audienceRule
	slot      map[string]int
}

var books = sync.OnceValue(func() *shelf {
	s := &shelf{slot: map[string]int{}}
	mustDecode("rules/plan_indicators.json", &s.rules)
	mustDecode("rules/plan_visits.json", &s.visits)
	var who struct{ Audiences []audienceRule }
	mustDecode("rules/audiences.json", &who)
	s.audiences = who.Audiences
	s.slots("visit.date", "person.birth", "person.sex")
	s.place(s.rules.Gone)
	for i := range s.rules.Rules {
		r := &s.rules.Rules[i]
		s.place(r.All)
		s.place(r.Any)
		s.place(r.None)
		s.slots(r.fieldsOf()...)
	}
	for i := range s.audiences {
		a := &s.audiences[i]
		s.place(a.All)
		s.place(a.Any)
		s.place(a.None)
	}
	for i := range s.visits.Classes {
		for k := range s.visits.Classes[i].Any {
			s.place(s.visits.Classes[i].Any[k].All)
		}
	}
	return s
})

func ruleBook() *rules { return &books().rules }

func visitBook() *visitRules { return &books().visits }

func (s *shelf) slots(fields ...string) {
	for _, f := range fields {
		if _, ok := s.slot[f]; !ok {
			s.slot[f] = len(s.slot)
		}
	}
}

// place tells conditions the slots of what they read.
func (s *shelf) place(list []condition) {
	for i := range list {
		k := &list[i]
		fields := k.fields()
		s.slots(fields...)
		k.slot, k.other = s.slot[fields[0]], s.slot[fields[len(fields)-1]]
	}
}

// fieldsOf are the fields that a rule reads.
func (r *rule) fieldsOf() []string {
	var fields []string
	for _, list := range [][]condition{r.All, r.Any, r.None} {
		for _, c := range list {
			fields = append(fields, c.fields()...)
		}
	}
	if r.Field != "" {
		fields = append(fields, r.Field)
	}
	return append(fields, r.Key...)
}

// askedFields are the fields by which a form answers a rule.
func (r *rule) askedFields() []string {
	if r.Asks != nil {
		return r.Asks
	}
	var fields []string
	for _, list := range [][]condition{r.All, r.Any} {
		for _, k := range list {
			fields = append(fields, k.field)
		}
	}
	return fields
}

// FieldsRead are the fields of the register that a number is counted by, with those
// of the numbers that it is a part or share of; none for a number of the records.
func FieldsRead(code string) []string {
	for i := range ruleBook().Rules {
		r := &ruleBook().Rules[i]
		if r.Code != code {
			continue
		}
		fields := r.fieldsOf()
		for _, of := range append([]string{r.In, r.Share}, r.Of...) {
			if of != "" {
				fields = append(fields, FieldsRead(of)...)
			}
		}
		return fields
	}
	return nil
}
