package register

import (
	"cmp"
	"slices"

	"huce/forms/vocab"
)

// placeName is what an estate, a building or one of its units is called: the parts
// behind are "". The estate goes by its key.
type placeName struct{ area, estate, building, unit string }

func compareNames(a, b placeName) int {
	return cmp.Or(cmp.Compare(a.area, b.area), cmp.Compare(a.estate, b.estate), cmp.Compare(a.building, b.building), cmp.Compare(a.unit, b.unit))
}

// namedPair is two names that may be one place's: a < b.
type namedPair struct{ a, b placeName }

func pairOfNames(x, y placeName) namedPair {
	if compareNames(x, y) > 0 {
		x, y = y, x
	}
	return namedPair{x, y}
}

// naming is what the rows tell of such a pair. People who are surely one and found
// behind the same door under both names speak for it; doors that both have, and
// behind which the people are all others, against it.
type naming struct {
	namedPair
	doors   map[door]bool
	against int
	at      [2]int32 // of one of the people: the mentions under a and b
	sure    bool
}

// How much must speak for two names before they are taken for one place's, and
// before a clerk is asked: so many doors; of the doors of those at the rarer name who
// are known by several addresses, one in so many; and so many for each against. A
// family that moved from one house to the same number of another is one door.
const (
	leastDoors  = 3
	sureShare   = 3
	askedShare  = 8
	sureAgainst = 2
)

// tierCount is the number of tiers: estates, buildings, units.
const tierCount = 3

// door is a room as far as a name of a place does not tell it.
type door struct{ area, building, room string }

// tier is one level of names: what an address is called there, and its door behind.
type tier struct {
	name func(p *places, i int32) (placeName, door, bool)
	// beside tells which two names of a tier may be one: units of one building
	beside func(x, y placeName) bool
}

// tiers are learned from the estate down: what is one on a higher level is one name
// on the next.
var tiers = [tierCount]tier{
	{
		name: func(p *places, i int32) (placeName, door, bool) {
			a := &p.at[i]
			return placeName{estate: p.keys[i]}, door{a.Area, a.Building, a.Room}, a.Room != "" && a.Estate != ""
		},
		beside: func(x, y placeName) bool { return true },
	},
	{
		name: func(p *places, i int32) (placeName, door, bool) {
			a := &p.at[i]
			return placeName{area: a.Area, estate: p.keys[i], building: a.Building}, door{room: a.Room}, a.Room != "" && a.Estate != "" && a.Building != ""
		},
		beside: func(x, y placeName) bool { return x.area == y.area },
	},
	{
		name: func(p *places, i int32) (placeName, door, bool) {
			a := &p.at[i]
			return placeName{a.Area, p.keys[i], a.Building, a.Unit}, door{room: a.Room}, a.Room != "" && a.Estate != "" && a.Unit != ""
		},
		beside: func(x, y placeName) bool {
			x.unit, y.unit = "", ""
			return x == y
		},
	},
}

// learnNames finds which names are one place's, by what the people tell and by what
// clerks settled, and rewrites the addresses to the name that each place goes by.
func (p *places) learnNames(list []mention, decided []Decision) {
	people := kin(list)
	for t := range tiers {
		p.learnTier(t, list, people, decided)
	}
	p.names = p.mostWritten()
}

func (p *places) learnTier(t int, list []mention, people [][]abode, decided []Decision) {
	found := p.namings(&tiers[t], people)
	same, apart, first := p.settledNames(t, decided)
	one := joinNames(found, same, apart)
	for i := range found {
		if n := &found[i]; !apart[n.namedPair] && !same[n.namedPair] {
			p.asked = append(p.asked, *n)
		}
	}
	if len(one) > 0 {
		p.rename(t, one, p.newest(t, one, first, list))
	}
}

// namings are the pairs of names of a tier of which enough people tell, in order.
func (p *places) namings(t *tier, people [][]abode) []naming {
	pairs := map[namedPair]*naming{}
	several := map[placeName]map[door]bool{} // doors of people with several names
	type stand struct {
		name placeName
		door door
		row  int32
	}
	var seen []stand
	for _, rows := range people {
		seen = seen[:0]
		last := int32(none)
		for _, d := range rows {
			if d.lives == last {
				continue
			}
			last = d.lives
			name, door, ok := t.name(p, d.lives)
			if ok && !slices.ContainsFunc(seen, func(s stand) bool { return s.name == name && s.door == door }) {
				seen = append(seen, stand{name, door, d.row})
			}
		}
		for i, x := range seen {
			for _, y := range seen[:i] {
				if x.name == y.name || !t.beside(x.name, y.name) {
					continue
				}
				addTo(several, x.name, x.door)
				addTo(several, y.name, y.door)
				if x.door != y.door {
					continue
				}
				n := pairs[pairOfNames(x.name, y.name)]
				if n == nil {
					n = &naming{namedPair: pairOfNames(x.name, y.name), doors: map[door]bool{}, at: [2]int32{x.row, y.row}}
					if n.a != x.name {
						n.at = [2]int32{y.row, x.row}
					}
					pairs[n.namedPair] = n
				}
				n.doors[x.door] = true
			}
		}
	}
	var out []naming
	for _, n := range pairs {
		if len(n.doors) >= leastDoors && len(n.doors)*askedShare >= min(len(several[n.a]), len(several[n.b])) {
			out = append(out, *n)
		}
	}
	p.contradict(t, out, people)
	out = slices.DeleteFunc(out, func(n naming) bool { return n.against > len(n.doors) })
	for i := range out {
		n := &out[i]
		n.sure = len(n.doors)*sureShare >= min(len(several[n.a]), len(several[n.b])) && len(n.doors) >= sureAgainst*n.against
	}
	slices.SortFunc(out, func(x, y naming) int { return cmp.Or(compareNames(x.a, y.a), compareNames(x.b, y.b)) })
	return out
}

func addTo(sets map[placeName]map[door]bool, name placeName, d door) {
	if sets[name] == nil {
		sets[name] = map[door]bool{}
	}
	sets[name][d] = true
}

// behindDoor is someone a form tells of behind a door.
type behindDoor struct{ who, sub int32 }

// contradict counts the doors that both names of a pair have and behind which nobody
// is found under both, or whose people two forms tell of crosswise: one of the forms
// exchanged two places.
func (p *places) contradict(t *tier, pairs []naming, people [][]abode) {
	if len(pairs) == 0 {
		return
	}
	behind := map[placeName]map[door]*[]behindDoor{}
	for i := range pairs {
		behind[pairs[i].a], behind[pairs[i].b] = map[door]*[]behindDoor{}, map[door]*[]behindDoor{}
	}
	known, at := make([]bool, len(p.texts)), make([]*[]behindDoor, len(p.texts)) // per address
	doorOf := func(lives int32) *[]behindDoor {
		if known[lives] {
			return at[lives]
		}
		known[lives] = true
		name, door, ok := t.name(p, lives)
		if doors := behind[name]; ok && doors != nil {
			if doors[door] == nil {
				doors[door] = &[]behindDoor{}
			}
			at[lives] = doors[door]
		}
		return at[lives]
	}
	for who, rows := range people {
		for _, d := range rows {
			if in := doorOf(d.lives); in != nil {
				one := behindDoor{int32(who), d.sub}
				if n := len(*in); n == 0 || (*in)[n-1] != one {
					*in = append(*in, one)
				}
			}
		}
	}
	for i := range pairs {
		n := &pairs[i]
		for door, in := range behind[n.a] {
			if too := behind[n.b][door]; too != nil && (nobodyInBoth(*in, *too) || exchanged(*in, *too)) {
				n.against++
			}
		}
	}
}

func nobodyInBoth(x, y []behindDoor) bool {
	return !slices.ContainsFunc(x, func(a behindDoor) bool {
		return slices.ContainsFunc(y, func(b behindDoor) bool { return a.who == b.who })
	})
}

// exchanged reports whether one form tells of someone on one side and of another on
// the other, and a second form of both the other way round.
func exchanged(x, y []behindDoor) bool {
	for _, a := range x {
		for _, b := range y {
			if a.sub != b.sub || a.who == b.who {
				continue
			}
			for _, c := range y {
				if c.who == a.who && c.sub != a.sub && slices.Contains(x, behindDoor{b.who, c.sub}) {
					return true
				}
			}
		}
	}
	return false
}

// settledNames are the pairs of a tier that clerks settled, and the names that they
// put first, the latest last.
func (p *places) settledNames(t int, decided []Decision) (same, apart map[namedPair]bool, first []placeName) {
	same, apart = map[namedPair]bool{}, map[namedPair]bool{}
	decided = slices.Clone(decided)
	slices.SortStableFunc(decided, func(x, y Decision) int { return cmp.Or(cmp.Compare(x.When, y.When), cmp.Compare(x.No, y.No)) })
	for _, d := range decided {
		x, tierX := p.nameOf(d.Field)
		y, tierY := p.nameOf(d.Value)
		switch pair := pairOfNames(x, y); {
		case tierX != tierY || tierX != t || x == y:
		case d.Kind == NoAlias:
			apart[pair] = true
		default:
			same[pair] = true
			first = append(first, x)
		}
	}
	return same, apart, first
}

// nameOf is the name that a text gives, and its tier: an estate, a building of it, or
// a unit of that.
func (p *places) nameOf(text string) (placeName, int) {
	a := vocab.ParseAddress(text)
	if a.Building == "" || a.Room != "" || a.Estate == "" {
		return placeName{estate: vocab.EstateKey(text)}, 0
	}
	a, key := p.here(a, vocab.EstateKey(a.Estate))
	n := placeName{a.Area, key, a.Building, a.Unit}
	if n.unit == "" {
		return n, 1
	}
	return n, 2
}
