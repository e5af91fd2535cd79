package register

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/link"
	"huce/forms/vocab"
)

// FindPerson is the index of the person of an id, -1 where nobody has it.
func (r *Register) FindPerson(id string) int {
	return slices.IndexFunc(r.People, func(p Person) bool { return p.ID == id })
}

// FindHousehold is the index of the household of an id, -1 where none has it.
func (r *Register) FindHousehold(id string) int {
	return slices.IndexFunc(r.Households, func(h Household) bool { return h.ID == id })
}

// Index finds people as one types. It is made once of a register and never changes;
// any number of goroutines may ask it.
type Index struct{ people []entry }

// entry is what one person is found by, in small letters.
type entry struct {
	names    string // name and former names
	full     string // the name's pinyin
	initials string
	numbers  string // ID number, phones, ids of person and household
	address  string
}

// NewIndex makes the index of a register.
func NewIndex(r *Register) *Index {
	x := &Index{people: make([]entry, len(r.People))}
	link.Spread(len(r.People), 2, func(i int) {
		p := &r.People[i]
		e := entry{names: p.Value("person.name"), address: p.Value("person.residence_address")}
		e.full, e.initials = vocab.Pinyin(e.names)
		if former := p.Value("person.former_name"); former != "" {
			e.names += " " + former
		}
		e.numbers = strings.ToLower(p.Value("person.id_no") + " " + p.ID)
		for _, s := range p.Values {
			if s.Field == "person.phone" {
				e.numbers += " " + s.Value
				for _, old := range s.Rivals {
					e.numbers += " " + old.Value
				}
			}
		}
		if p.Household != none {
			e.numbers += " " + strings.ToLower(r.Households[p.Household].ID)
			if d := r.Households[p.Household].Dwelling; d != none {
				e.address += " " + r.Dwellings[d].Address
			}
		}
		x.people[i] = e
	})
	return x
}

// Find is the people (indexes into Register.People) whom all words of a query fit,
// best first, at most limit: by name (张三, 三), pinyin (zhangsan, zs), a part of
// the ID number or a phone, an id (P00012, H00003) or the address. No words find
// nobody.
func (x *Index) Find(query string, limit int) []int {
	words := strings.Fields(strings.ToLower(vocab.Narrow(query)))
	if len(words) == 0 {
		return nil
	}
	type hit struct{ person, rank int }
	var hits []hit
people:
	for i := range x.people {
		rank := 0
		for _, w := range words {
			n := x.people[i].fit(w)
			if n == unfit {
				continue people
			}
			rank += n
		}
		hits = append(hits, hit{i, rank})
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	out := make([]int, 0, min(limit, len(hits)))
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, h.person)
	}
	return out
}

// unfit is the rank of what doesn't fit.
const unfit = -1

// fit ranks how well a word fits: 0 best.
func (e *entry) fit(w string) int {
	switch {
	case e.names == w || e.initials == w || e.full == w:
		return 0
	case strings.HasPrefix(e.names, w):
		return 1
	case strings.HasPrefix(e.initials, w) || strings.HasPrefix(e.full, w):
		return 2
	case strings.Contains(e.names, w):
		return 3
	case isNumber(w):
		return e.fitNumber(w)
	case len(w) > 1 && strings.Contains(e.initials, w):
		return 4
	case strings.Contains(e.numbers, w):
		return 5
	case strings.Contains(e.address, w):
		return 6
	}
	return unfit
}

// fitNumber looks for digits: the tail of a number before its middle, then rooms.
func (e *entry) fitNumber(w string) int {
	if len(w) >= 3 {
		if strings.Contains(e.numbers+" ", w+" ") {
			return 1
		}
		if strings.Contains(e.numbers, w) {
			return 3
		}
	}
	if strings.Contains(e.address, w) {
		return 5
	}
	return unfit
}

func isNumber(w string) bool { return strings.Trim(w, "0123456789x") == "" }
