package register

import (
	"cmp"
	"slices"

	"huce/forms/vocab"
)

// homes puts people into households: those who live in one room, unless its people
// name several heads who are no kin.
type homes struct {
	list   []mention
	subs   []Submission
	places *places
	people [][]int32 // per person: mentions
	room   []int32   // per person: where they live, none
	heads  []headship
	byID   map[string]int32   // valid ID number → person
	byName map[string][]int32 // name → people
	names  []string           // per person
	says   []*says            // per person
	lives  []string           // per person: the address
	// of collective homes, found by collect
	collective []bool
	// pairs of people that a clerk put in one home, and in two
	together, apart [][2]int32
	of              []int32 // per person: union-find root of the household
}

// gather is the household of each person as the number of its first person; none
// for people of whom neither a room nor a head is known.
func (h *homes) gather() []int32 {
	h.of = make([]int32, len(h.people))
	for i := range h.of {
		h.of[i] = int32(i)
	}
	for _, p := range h.together {
		h.join(p[0], p[1])
	}
	h.findUnits()
	h.collective = h.collect()
	h.findHeads()
	h.byRoom()
	h.withoutRoom()
	out := make([]int32, len(h.people))
	for i := range out {
		out[i] = h.root(int32(i))
	}
	size := map[int32]int{}
	for _, r := range out {
		size[r]++
	}
	for i, r := range out {
		if size[r] == 1 && h.room[i] == none && !h.heads[i].self && !h.collective[i] && !h.settled(int32(i)) {
			out[i] = none
		}
	}
	return out
}

// settled reports whether a clerk gave a person a home of their own.
func (h *homes) settled(p int32) bool {
	return slices.ContainsFunc(h.apart, func(x [2]int32) bool { return x[0] == p || x[1] == p })
}

func (h *homes) root(p int32) int32 {
	for h.of[p] != p {
		h.of[p] = h.of[h.of[p]]
		p = h.of[p]
	}
	return p
}

func (h *homes) join(a, b int32) {
	if a, b = h.root(a), h.root(b); a != b && !h.kept(a, b) {
		h.of[max(a, b)] = min(a, b)
	}
}

// kept reports whether a clerk keeps people of two homes apart.
func (h *homes) kept(a, b int32) bool {
	for _, p := range h.apart {
		x, y := h.root(p[0]), h.root(p[1])
		if x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

// findUnits finds the rooms of people whose address leaves out the unit: where the
// head whom they name lives, or the only such room that anyone lives in.
func (h *homes) findUnits() {
	lived := map[room][]int32{} // without the unit → rooms
	for _, r := range h.room {
		if r == none || h.places.list[r].unit == "" {
			continue
		}
		k := h.places.list[r]
		k.unit = ""
		if !slices.Contains(lived[k], r) {
			lived[k] = append(lived[k], r)
		}
	}
	for p, r := range h.room {
		if r == none || h.places.list[r].unit != "" {
			continue
		}
		rooms := lived[h.places.list[r]]
		if len(rooms) == 1 {
			h.room[p] = rooms[0]
		} else if q := h.namedHead(int32(p)); q != none && slices.Contains(rooms, h.room[q]) {
			h.room[p] = h.room[q]
		}
	}
}

// namedHead is the head whom any row of a person names, none where no row does.
func (h *homes) namedHead(p int32) int32 {
	for i := range h.says[p].named {
		c := &h.says[p].named[i]
		if q := h.find(p, c.name, c.id); q != none && q != p {
			return q
		}
	}
	return none
}

// findHeads finds, of each person, the head that the newest row names.
func (h *homes) findHeads() {
	h.heads = make([]headship, len(h.people))
	for p := range h.people {
		c := &h.says[p].newest
		h.heads[p] = c.headship
		switch {
		case h.collective[p]:
			h.heads[p] = headship{person: none}
		case !c.headship.named:
			h.heads[p].person = none
		case c.self:
			h.heads[p].person = int32(p)
		default:
			h.heads[p].person = h.find(int32(p), c.name, c.id)
		}
	}
	h.dropOfficers()
}

// find is the person whom another's row names as head: by a valid ID number, else
// of that name in the same room, else the only one of that name.
func (h *homes) find(p int32, name, id string) int32 {
	if vocab.CheckChar(id) != 0 && len(id) == 18 {
		if q, ok := h.byID[id]; ok && (name == "" || h.names[q] == name) {
			return q
		}
	}
	only := int32(none)
	for _, q := range h.byName[name] {
		if q == p {
			continue
		}
		if h.room[p] != none && h.room[q] == h.room[p] {
			return q
		}
		if only != none {
			only = -2
		} else {
			only = q
		}
	}
	if only >= 0 {
		return only
	}
	return none
}

// withoutRoom puts people of whom no room is known to the home of their head, or
// of those whom a card or a household number puts them with.
func (h *homes) withoutRoom() {
	for p := range h.people {
		if h.room[p] == none && h.heads[p].person != none && h.heads[p].person != int32(p) {
			h.join(int32(p), h.heads[p].person)
		}
	}
	groups := h.numbered()
	for _, g := range groups {
		with := int32(none)
		for _, p := range g {
			if h.room[p] != none {
				with = p
				break
			}
		}
		for _, p := range g {
			if h.room[p] == none && h.heads[p].person == none && !h.collective[p] {
				if with == none {
					with = p
				}
				h.join(p, with)
			}
		}
	}
}

// numbered are the people that one card, or one number of a sheet, puts together.
func (h *homes) numbered() [][]int32 {
	at := map[groupKey]int{}
	var groups [][]int32
	for p := range h.people { // those that are looked for
		if h.room[p] == none && h.heads[p].person == none && !h.collective[p] {
			for _, key := range h.says[p].groups {
				if _, known := at[key]; !known {
					at[key] = len(groups)
					groups = append(groups, nil)
				}
			}
		}
	}
	if len(groups) == 0 {
		return nil
	}
	for p := range h.people {
		for _, key := range h.says[p].groups {
			if k, known := at[key]; known {
				groups[k] = append(groups[k], int32(p))
			}
		}
	}
	return groups
}

// headIn chooses the head of a household: who is called so newest, else whom most
// name; none where no row says.
func (h *homes) headIn(members []int32) int32 {
	if h.collectiveOf(members) {
		return none
	}
	named := map[int32]int{}
	for _, p := range members {
		if q := h.heads[p].person; q != none {
			named[q]++
		}
	}
	best := int32(none)
	better := func(p, q int32) bool {
		a, b := h.heads[p], h.heads[q]
		if a.self != b.self {
			return a.self
		}
		return cmp.Or(cmp.Compare(named[p], named[q]), a.asOf.Compare(b.asOf), cmp.Compare(q, p)) > 0
	}
	for _, p := range members {
		if !h.heads[p].self && named[p] == 0 {
			continue
		}
		if best == none || better(p, best) {
			best = p
		}
	}
	return best
}
