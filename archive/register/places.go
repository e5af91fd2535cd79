package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/forms/vocab"
)

// places knows every address that the claims name: which are the same room, under
// which names an estate goes, and which unit a room that leaves it out lies in.
type places struct {
	of      map[string]place // by the claims' text
	estates map[string]string
	names   map[string]string // canonical key → the name most written
	units   map[roomKey]string
	rooms   map[room]int32
	list    []room
	texts   []string // per room: its address as the register writes it
}

// place is an address taken apart; room is -1 where it names none.
type place struct {
	vocab.Address
	room int32
}

// room is one dwelling: estate by its canonical key.
type room struct{ area, estate, building, unit, number string }

type roomKey struct{ area, estate, building, number string }

// none is the index of nothing.
const none = -1

// newPlaces parses the addresses of all mentions. kin are groups of mentions that
// are surely one person: where their addresses differ in the estate's name alone,
// the estate has two names.
func newPlaces(list []mention, kin [][]int32) *places {
	p := &places{of: map[string]place{"": {room: none}}, units: map[roomKey]string{}, rooms: map[room]int32{}}
	for i := range list {
		for _, text := range []string{list[i].lives(), list[i].person("person.hukou_address")} {
			if _, known := p.of[text]; !known {
				p.of[text] = place{Address: vocab.ParseAddress(text), room: none}
			}
		}
	}
	p.nameEstates(list, kin)
	p.findUnits(list)
	p.number(list)
	return p
}

// key is the canonical key of an estate.
func (p *places) key(estate string) string {
	k := vocab.EstateKey(estate)
	if to, ok := p.estates[k]; ok {
		return to
	}
	return k
}

// leastAliases is how many people must be found under both names of an estate
// before the two are one; and of those at the rarer name, one in aliasShare.
const (
	leastAliases = 3
	aliasShare   = 8
)

// nameEstates learns which names are one estate's.
func (p *places) nameEstates(list []mention, kin [][]int32) {
	both := map[[2]string]int{}
	people := map[string]int{}
	for _, rows := range kin {
		seen := map[roomKey]bool{}
		var at []roomKey
		for _, i := range rows {
			a := p.of[list[i].lives()]
			if a.Room == "" || a.Estate == "" {
				continue
			}
			k := roomKey{a.Area, vocab.EstateKey(a.Estate), a.Building, a.Room}
			if !seen[k] {
				seen[k] = true
				at = append(at, k)
			}
		}
		for i, x := range at {
			people[x.estate]++
			for _, y := range at[:i] {
				if x.area == y.area && x.building == y.building && x.number == y.number {
					both[[2]string{min(x.estate, y.estate), max(x.estate, y.estate)}]++
				}
			}
		}
	}
	root := map[string]string{}
	find := func(s string) string {
		for root[s] != "" {
			s = root[s]
		}
		return s
	}
	var pairs [][2]string
	for pair, n := range both {
		if n >= leastAliases && n*aliasShare >= min(people[pair[0]], people[pair[1]]) {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, pair := range pairs {
		if a, b := find(pair[0]), find(pair[1]); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	p.estates = map[string]string{}
	for s := range root {
		p.estates[s] = find(s)
	}
	p.names = p.mostWritten(list)
}

// mostWritten is, by canonical key, the name that most rows write.
func (p *places) mostWritten(list []mention) map[string]string {
	count := map[string]map[string]int{}
	for i := range list {
		a := p.of[list[i].lives()]
		if a.Room == "" || a.Estate == "" {
			continue
		}
		k := a.Area + p.key(a.Estate)
		if count[k] == nil {
			count[k] = map[string]int{}
		}
		count[k][a.Estate]++
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

// findUnits learns the unit of rooms that were only ever said to be in one.
func (p *places) findUnits(list []mention) {
	count := map[roomKey]map[string]int{}
	for i := range list {
		a := p.of[list[i].lives()]
		if a.Room == "" || a.Unit == "" {
			continue
		}
		k := roomKey{a.Area, p.key(a.Estate), a.Building, a.Room}
		if count[k] == nil {
			count[k] = map[string]int{}
		}
		count[k][a.Unit]++
	}
	for k, units := range count {
		best, second := "", 0
		for u, n := range units {
			if b := units[best]; n > b || n == b && u < best {
				best, second = u, max(second, b)
			} else {
				second = max(second, n)
			}
		}
		if second == 0 {
			p.units[k] = best
		}
	}
}

// number gives the rooms that claims name their numbers, in natural order.
func (p *places) number(list []mention) {
	rooms := map[string]room{}
	for text, a := range p.of {
		if a.Room != "" || a.House && a.Building != "" {
			rooms[text] = p.room(a.Address)
		}
	}
	for _, r := range rooms {
		if _, known := p.rooms[r]; !known {
			p.rooms[r] = none
			p.list = append(p.list, r)
		}
	}
	slices.SortFunc(p.list, compareRooms)
	for i, r := range p.list {
		p.rooms[r] = int32(i)
	}
	p.texts = make([]string, len(p.list))
	for i := range p.list {
		p.texts[i] = p.dwelling(int32(i)).Address
	}
	for text, r := range rooms {
		a := p.of[text]
		a.room = p.rooms[r]
		p.of[text] = a
	}
}

func (p *places) room(a vocab.Address) room {
	r := room{a.Area, p.key(a.Estate), a.Building, a.Unit, a.Room}
	if r.unit == "" {
		r.unit = p.units[roomKey{r.area, r.estate, r.building, r.number}]
	}
	return r
}

func compareRooms(a, b room) int {
	return cmp.Or(cmp.Compare(a.area, b.area), cmp.Compare(a.estate, b.estate), compareNumbers(a.building, b.building),
		compareNumbers(a.unit, b.unit), compareNumbers(a.number, b.number))
}

// compareNumbers orders 2 before 10 and numbers before names.
func compareNumbers(a, b string) int {
	x, err1 := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	switch {
	case err1 == nil && err2 == nil:
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	case err1 == nil:
		return -1
	case err2 == nil:
		return 1
	}
	return strings.Compare(a, b)
}

// dwelling is a room as the register shows it.
func (p *places) dwelling(i int32) Dwelling {
	r := p.list[i]
	name := p.names[r.area+r.estate]
	if name == "" {
		name = r.estate
	}
	a := vocab.Address{Area: r.area, Estate: name, Building: r.building, Unit: r.unit, Room: r.number, House: r.number == ""}
	return Dwelling{Estate: name, Building: r.building, Unit: r.unit, Room: r.number, Address: a.String()}
}

// find is the room that a text names, none where claims name no such room.
func (p *places) find(text string) int32 {
	a, known := p.of[text]
	if !known {
		if i, ok := p.rooms[p.room(vocab.ParseAddress(text))]; ok {
			return i
		}
		return none
	}
	return a.room
}

// narrows reports whether an address is a fuller one without its unit or its room.
func (p *places) narrows(less, full string) bool {
	a, known := p.of[less]
	b, both := p.of[full]
	if !known || !both {
		a, b = place{Address: vocab.ParseAddress(less)}, place{Address: vocab.ParseAddress(full)}
	}
	if a.Building == "" || a.Building != b.Building || b.Room == "" || p.keyOf(a) != p.keyOf(b) {
		return false
	}
	return a.Room == "" || a.Room == b.Room && a.Unit == "" && b.Unit != ""
}

// write is an address as the register writes it: of a room with its estate's usual
// name and its unit.
func (p *places) write(text string) string {
	if a, ok := p.of[text]; ok && a.room != none {
		return p.texts[a.room]
	}
	return text
}
