package sample

import (
	"strconv"

	"huce/forms"
)

// entry is what one row of a form speaks of: a person, a home, a dwelling, an
// event. What doesn't apply is nil.
type entry struct {
	w     *world
	on    forms.Date // the day the form speaks of
	round int
	n     int // the row's running number
	salt      // of the event, else of the person or home
	p     *person
	h     *home
	at    *dwelling
	role  string // as the truth names it: person, head, member, party, tenant, owner
}

// forPerson is an entry about somebody at home on a day.
func (w *world) forPerson(p *person, on forms.Date, role string) *entry {
	h := p.home(on)
	if h == nil {
		h = p.lastHome()
	}
	return &entry{w: w, on: on, salt: p.salt, p: p, h: h, at: h.at(on), role: role}
}

// forHome is an entry about a home, whose person is its head.
func (w *world) forHome(h *home, on forms.Date, role string) *entry {
	return &entry{w: w, on: on, salt: h.salt, p: h.head(on), h: h, at: h.at(on), role: role}
}

// event is the same entry as an event of its own: the n-th of a form's in a round.
func (e *entry) event(form string, n int) *entry {
	e.salt = salt(mix(uint64(e.salt) ^ fnv(form+"#"+strconv.Itoa(e.round)+"#"+strconv.Itoa(n))))
	return e
}

// member is an entry about another of the same home.
func (e *entry) member(p *person) *entry {
	m := *e
	m.p, m.salt, m.role = p, p.salt, "member"
	return &m
}

// value is what the truth is about a field: a code of the form's table where the
// field is one, an ISO date, a number, a text; "" where there is nothing to say.
func (e *entry) value(f *field) string {
	if get, ok := core[f.Name]; ok {
		return get(e, f)
	}
	return e.own(f)
}

// kin is somebody's relation and who it is.
type kin struct {
	p        *person
	relation string // what they are to the person spoken of
}

// carer is the grown-up of the home who would answer for somebody: of a child the
// mother or father, else the spouse, a child, a parent.
func (e *entry) carer() kin {
	p := e.p
	if p == nil {
		return kin{}
	}
	candidates := []kin{{p.mother, "母亲"}, {p.father, "父亲"}}
	if p.age(e.on) >= 18 {
		candidates = append([]kin{{p.spouse, "配偶"}}, candidates...)
	} else if p.has("father answers", 0.45) {
		candidates[0], candidates[1] = candidates[1], candidates[0]
	}
	for _, k := range candidates {
		if k.p != nil && k.p.alive(e.on) && k.p.home(e.on) != nil {
			return k
		}
	}
	for _, c := range e.h.members(e.on) {
		if c == p || c.age(e.on) < 18 {
			continue
		}
		if isChild(p, c) {
			return kin{c, pick(c.male, "子", "女")}
		}
		if r := farRelation(p, c); p.age(e.on) < 18 && r != "非亲属" {
			return kin{c, r}
		}
	}
	return kin{}
}

// guardian is the carer of those who have one: children and who can't answer for
// themselves.
func (e *entry) guardian() kin {
	if e.p != nil && (e.p.age(e.on) < 18 || e.p.mental() || e.p.impaired("5", "6") || e.p.selfCare(e.on) == "3") {
		return e.carer()
	}
	return kin{}
}
