package register

import (
	"slices"

	"huce/forms/vocab"
)

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

// abode is where one row says that its person lives.
type abode struct{ lives, sub, row int32 }

// kin groups what the mentions that are surely one person say of where they live, in
// the order of the mentions. It lies together, as it is gone through time and again.
func kin(list []mention) [][]abode {
	most := int32(0)
	for i := range list {
		most = max(most, list[i].who)
	}
	start := make([]int32, most+2)
	for i := range list {
		if who := list[i].who; who != 0 { // of those that lack a number or a name nobody knows
			start[who+1]++
		}
	}
	for k := range most + 1 {
		start[k+1] += start[k]
	}
	items := make([]abode, start[most+1])
	at := slices.Clone(start)
	for i := range list {
		if m := &list[i]; m.who != 0 {
			items[at[m.who]] = abode{m.lives, m.sub, int32(i)}
			at[m.who]++
		}
	}
	out := make([][]abode, most)
	for k := range out {
		out[k] = items[start[k+1]:start[k+2]]
	}
	return out
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
