package register

import (
	"cmp"
	"math"
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
	doors   map[string]bool
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

// tier is one level of names: what an address is called there, and its door behind.
type tier struct {
	name func(p *places, i int32) (placeName, string, bool)
	// beside tells which two names of a tier may be one: units of one building
	beside func(x, y placeName) bool
}

// tiers are learned from the estate down: what is one on a higher level is one name
// on the next.
var tiers = [tierCount]tier{
	{
		name: func(p *places, i int32) (placeName, string, bool) {
			a := &p.at[i]
			return placeName{estate: p.keys[i]}, a.Area + "/" + a.Building + "/" + a.Room, a.Room != "" && a.Estate != ""
		},
		beside: func(x, y placeName) bool { return true },
	},
	{
		name: func(p *places, i int32) (placeName, string, bool) {
			a := &p.at[i]
			return placeName{area: a.Area, estate: p.keys[i], building: a.Building}, a.Room, a.Room != "" && a.Estate != "" && a.Building != ""
		},
		beside: func(x, y placeName) bool { return x.area == y.area },
	},
	{
		name: func(p *places, i int32) (placeName, string, bool) {
			a := &p.at[i]
			return placeName{a.Area, p.keys[i], a.Building, a.Unit}, a.Room, a.Room != "" && a.Estate != "" && a.Unit != ""
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
	start, items := kin(list)
	people := make([][]int32, len(start)-1)
	for k := range people {
		people[k] = items[start[k]:start[k+1]]
	}
	for t := range tiers {
		p.learnTier(t, list, people, decided)
	}
	p.names = p.mostWritten()
}

func (p *places) learnTier(t int, list []mention, people [][]int32, decided []Decision) {
	found := p.namings(&tiers[t], list, people)
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
func (p *places) namings(t *tier, list []mention, people [][]int32) []naming {
	pairs := map[namedPair]*naming{}
	several := map[placeName]map[string]bool{} // doors of people with several names
	type stand struct {
		name placeName
		door string
		row  int32
	}
	var seen []stand
	for _, rows := range people {
		if len(rows) == 1 {
			continue
		}
		seen = seen[:0]
		last := int32(none)
		for _, i := range rows {
			if list[i].lives == last {
				continue
			}
			last = list[i].lives
			name, door, ok := t.name(p, list[i].lives)
			if ok && !slices.ContainsFunc(seen, func(s stand) bool { return s.name == name && s.door == door }) {
				seen = append(seen, stand{name, door, i})
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
					n = &naming{namedPair: pairOfNames(x.name, y.name), doors: map[string]bool{}, at: [2]int32{x.row, y.row}}
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
	p.contradict(t, out, list, people)
	out = slices.DeleteFunc(out, func(n naming) bool { return n.against > len(n.doors) })
	for i := range out {
		n := &out[i]
		n.sure = len(n.doors)*sureShare >= min(len(several[n.a]), len(several[n.b])) && len(n.doors) >= sureAgainst*n.against
	}
	slices.SortFunc(out, func(x, y naming) int { return cmp.Or(compareNames(x.a, y.a), compareNames(x.b, y.b)) })
	return out
}

func addTo(sets map[placeName]map[string]bool, name placeName, door string) {
	if sets[name] == nil {
		sets[name] = map[string]bool{}
	}
	sets[name][door] = true
}

// behindDoor is someone a form tells of behind a door.
type behindDoor struct{ who, sub int32 }

// contradict counts the doors that both names of a pair have and behind which nobody
// is found under both, or whose people two forms tell of crosswise: one of the forms
// exchanged two places.
func (p *places) contradict(t *tier, pairs []naming, list []mention, people [][]int32) {
	behind := map[placeName]map[string][]behindDoor{}
	for i := range pairs {
		behind[pairs[i].a], behind[pairs[i].b] = map[string][]behindDoor{}, map[string][]behindDoor{}
	}
	if len(pairs) == 0 {
		return
	}
	for who, rows := range people {
		for _, i := range rows {
			name, door, ok := t.name(p, list[i].lives)
			if doors := behind[name]; ok && doors != nil {
				one := behindDoor{int32(who), list[i].sub}
				if at := doors[door]; len(at) == 0 || at[len(at)-1] != one {
					doors[door] = append(at, one)
				}
			}
		}
	}
	for i := range pairs {
		n := &pairs[i]
		for door, in := range behind[n.a] {
			if too := behind[n.b][door]; len(too) > 0 && (nobodyInBoth(in, too) || exchanged(in, too)) {
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

// joinNames gives each name of a place that has several the others of its own. Names
// that hang together only by way of a third, whose doors contradict each other, are
// numbers given anew (1 became 10, and 10 became 100): they stay apart unless a clerk
// joined them.
func joinNames(found []naming, same, apart map[namedPair]bool) [][]placeName {
	var pairs []namedPair
	for pair := range same {
		pairs = append(pairs, pair)
	}
	doubted := map[placeName]bool{}
	for turn := range 2 {
		sets := map[placeName][]placeName{}
		for i := range found {
			if n := &found[i]; n.sure && !apart[n.namedPair] && !doubted[n.a] && !doubted[n.b] {
				if turn == 1 {
					pairs = append(pairs, n.namedPair)
				}
				sets[n.a], sets[n.b] = append(sets[n.a], n.b), append(sets[n.b], n.a)
			}
		}
		for name, others := range sets {
			for i, x := range others {
				for _, y := range others[:i] {
					if turn == 0 && !slices.ContainsFunc(found, func(n naming) bool { return n.namedPair == pairOfNames(x, y) && n.sure }) {
						doubted[name], doubted[x], doubted[y] = true, true, true
					}
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y namedPair) int { return cmp.Or(compareNames(x.a, y.a), compareNames(x.b, y.b)) })
	pairs = slices.Compact(pairs)
	return namesInOne(pairs)
}

// namesInOne are the names that pairs hold together, in order.
func namesInOne(pairs []namedPair) [][]placeName {
	root := map[placeName]placeName{}
	find := func(n placeName) placeName {
		for root[n] != n && root[n] != (placeName{}) {
			n = root[n]
		}
		return n
	}
	var names []placeName
	for _, pair := range pairs {
		names = append(names, pair.a, pair.b)
		a, b := find(pair.a), find(pair.b)
		if a != b {
			if compareNames(a, b) > 0 {
				a, b = b, a
			}
			root[b], root[a] = a, a
		}
	}
	slices.SortFunc(names, compareNames)
	names = slices.Compact(names)
	at := map[placeName]int{}
	var out [][]placeName
	for _, n := range names {
		k, known := at[find(n)]
		if !known {
			k = len(out)
			at[find(n)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], n)
	}
	return out
}

// A name is a new one, rather than another that some departments write, where they
// would hardly have kept from it until it was first written: with the share of the
// forms that write it since then, so many forms before have none of it in one case
// in ten.
const hardlyChance = 1.0 / 10

// newest is, per place of several names, the one that it goes by: the one that a
// clerk put first, else the one most written, or a new one.
func (p *places) newest(t int, one [][]placeName, first []placeName, list []mention) []placeName {
	forms := map[placeName][]int32{} // the submissions that write a name
	for _, names := range one {
		for _, n := range names {
			forms[n] = nil
		}
	}
	for i := range list {
		name, _, ok := tiers[t].name(p, list[i].lives)
		if by, several := forms[name]; ok && several && (len(by) == 0 || by[len(by)-1] != list[i].sub) {
			forms[name] = append(by, list[i].sub)
		}
	}
	out := make([]placeName, len(one))
	for k, names := range one {
		out[k] = newestOf(names, forms)
		for _, f := range first {
			if slices.Contains(names, f) {
				out[k] = f
			}
		}
	}
	return out
}

func newestOf(names []placeName, forms map[placeName][]int32) placeName {
	best := names[0]
	for _, n := range names {
		if len(forms[n]) > len(forms[best]) {
			best = n
		}
	}
	var all []int32
	for _, n := range names {
		all = append(all, forms[n]...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	from := 0
	for _, n := range names {
		if len(forms[n]) == 0 {
			continue
		}
		before, _ := slices.BinarySearch(all, forms[n][0])
		share := float64(len(forms[n])) / float64(len(all)-before)
		if before > from && math.Pow(1-share, float64(before)) < hardlyChance {
			best, from = n, before
		}
	}
	return best
}

// rename makes every address of a place of several names one of the name that it
// goes by.
func (p *places) rename(t int, one [][]placeName, by []placeName) {
	p.to[t] = map[placeName]placeName{}
	for k, names := range one {
		for _, n := range names {
			if n != by[k] {
				p.to[t][n] = by[k]
			}
		}
	}
	if len(p.to[t]) == 0 {
		return
	}
	p.at, p.keys = slices.Clone(p.at), slices.Clone(p.keys)
	for i := range p.at {
		if p.used[i] {
			p.at[i], p.keys[i] = p.hereAt(t, p.at[i], p.keys[i])
		}
	}
}

// by is the name that a place goes by.
func (p *places) by(n placeName) placeName {
	t := 0
	switch {
	case n.unit != "":
		t = 2
	case n.building != "":
		t = 1
	}
	if to, renamed := p.to[t][n]; renamed {
		return to
	}
	return n
}

// renamed reports whether a place goes by another name.
func (p *places) renamed(n placeName) bool { return p.by(n) != n }

// taken reports whether two names are one place's here.
func (p *places) taken(n namedPair) bool { return p.by(n.a) == p.by(n.b) }

// here is an address, and its estate's key, by the names that places go by.
func (p *places) here(a vocab.Address, key string) (vocab.Address, string) {
	for t := range tiers {
		a, key = p.hereAt(t, a, key)
	}
	return a, key
}

func (p *places) hereAt(t int, a vocab.Address, key string) (vocab.Address, string) {
	n := placeName{estate: key}
	if t > 0 {
		n.area, n.building = a.Area, a.Building
	}
	if t > 1 {
		n.unit = a.Unit
	}
	to, renamed := p.to[t][n]
	if !renamed {
		return a, key
	}
	switch t {
	case 1:
		a.Building = to.building
	case 2:
		a.Unit = to.unit
	}
	return a, to.estate
}

// kin groups the mentions that are surely one person: group k is items from start[k] to
// start[k+1], in their order.
func kin(list []mention) (start, items []int32) {
	most := int32(0)
	for i := range list {
		most = max(most, list[i].who)
	}
	start = make([]int32, most+2) // the first group, of those that lack a number or a name, is left out
	for i := range list {
		if who := list[i].who; who != 0 {
			start[who+1]++
		}
	}
	for k := range most + 1 {
		start[k+1] += start[k]
	}
	items = make([]int32, start[most+1])
	at := slices.Clone(start)
	for i := range list {
		if who := list[i].who; who != 0 {
			items[at[who]] = int32(i)
			at[who]++
		}
	}
	return start[1:], items
}

// mostWritten is, by area and key, the name of an estate that most rows write.
func (p *places) mostWritten() map[string]string {
	count := map[string]map[string]int32{}
	for i, n := range p.lived {
		a := &p.at[i]
		if n == 0 || a.Room == "" || a.Estate == "" {
			continue
		}
		k := a.Area + vocab.EstateKey(a.Estate)
		if count[k] == nil {
			count[k] = map[string]int32{}
		}
		count[k][a.Estate] += n
	}
	names := map[string]string{}
	for k, spellings := range count {
		best := ""
		for s, n := range spellings {
			if b := spellings[best]; n > b || n == b && (len(s) > len(best) || len(s) == len(best) && s < best) {
				best = s
			}
		}
		names[k] = best
	}
	return names
}

// pending reports whether two addresses are behind one door of two places of which it
// is asked whether they are one: no question of its own.
func (p *places) pending(x, y string) bool {
	i, k := p.numberOf(x), p.numberOf(y)
	if i == 0 || k == 0 || len(p.asked) == 0 {
		return false
	}
	for t := range tiers {
		a, doorA, ok := tiers[t].name(p, i)
		b, doorB, too := tiers[t].name(p, k)
		if ok && too && doorA == doorB && slices.ContainsFunc(p.asked, func(n naming) bool { return n.namedPair == pairOfNames(a, b) }) {
			return true
		}
	}
	return false
}

// writeName is a name as the register writes it: 锦绣小区, 锦绣小区8号楼.
func (p *places) writeName(n placeName) string {
	a := vocab.Address{Area: n.area, Estate: p.spell(n.area, n.estate), Building: n.building, Unit: n.unit}
	if s := a.String(); s != "" {
		return s
	}
	return a.Area + a.Estate
}

// spell is the name of an estate as most rows write it.
func (p *places) spell(area, key string) string {
	if s := p.names[area+key]; s != "" {
		return s
	}
	return key
}

// signAsked hashes what is asked of names, for what is left out because of it.
func (p *places) signAsked() uint64 {
	h := uint64(5)
	for i := range p.asked {
		for _, n := range []placeName{p.asked[i].a, p.asked[i].b} {
			for _, s := range []string{n.area, n.estate, n.building, n.unit} {
				h = joinText(h, s)
			}
		}
	}
	return h
}
