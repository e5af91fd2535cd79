package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/archive/link"
	"huce/forms/vocab"
)

// atlas is every address that was ever named, taken apart once. It only grows.
type atlas struct {
	ids   map[string]int32
	texts []string
	at    []vocab.Address
	keys  []string // of the estates
}

func newAtlas() *atlas {
	a := &atlas{ids: map[string]int32{}}
	a.id("")
	return a
}

// id is the number of an address; 0 is none.
func (a *atlas) id(text string) int32 {
	id, known := a.ids[text]
	if !known {
		id = int32(len(a.texts))
		a.ids[text] = id
		a.texts = append(a.texts, text)
		address := vocab.Address{}
		if text != "" {
			address = vocab.ParseAddress(text)
		}
		a.at = append(a.at, address)
		a.keys = append(a.keys, vocab.EstateKey(address.Estate))
	}
	return id
}

// places knows every address that the claims name: which are the same room, under
// which names an estate goes, and which unit a room that leaves it out lies in.
type places struct {
	*atlas
	lived   []int32 // per address of the atlas: rows that say someone lives there
	used    []bool  // per address: the claims name it
	room    []int32 // per address: its room, none where it names none
	estates map[string]string
	names   map[string]string // canonical key → the name most written
	units   map[roomKey]string
	rooms   map[room]int32
	list    []room
	written []string // per room: its address as the register writes it
	signs   []uint64 // per address: a hash of all that is known of it here
}

// room is one dwelling: estate by its canonical key.
type room struct{ area, estate, building, unit, number string }

type roomKey struct{ area, estate, building, number string }

// none is the index of nothing.
const none = -1

// newPlaces learns from all mentions. Where the addresses of rows that are surely
// one person differ in the estate's name alone, the estate has two names; decided
// are names that a clerk settled.
func newPlaces(a *atlas, list []mention, decided []Decision) *places {
	n := len(a.texts)
	p := &places{atlas: a, lived: make([]int32, n), used: make([]bool, n), units: map[roomKey]string{}, rooms: map[room]int32{}}
	for i := range list {
		m := &list[i]
		p.lived[m.lives]++
		p.used[m.lives], p.used[m.registered], p.used[m.house] = true, true, true
	}
	p.nameEstates(list, decided)
	p.findUnits()
	p.number()
	p.sign()
	return p
}

// key is the canonical key of the estate of address i.
func (p *places) key(i int32) string { return p.keyFor(p.keys[i]) }

// keyOf is the canonical key of an estate, "" where there is none.
func (p *places) keyOf(estate string) string {
	if estate == "" {
		return ""
	}
	return p.keyFor(vocab.EstateKey(estate))
}

func (p *places) keyFor(k string) string {
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
func (p *places) nameEstates(list []mention, decided []Decision) {
	both := map[[2]string]int{}
	people := map[string]int{}
	var seen []int32
	start, items := kin(list)
	for k := range len(start) - 1 {
		rows := items[start[k]:start[k+1]]
		if len(rows) == 1 {
			continue
		}
		seen = seen[:0]
		for _, i := range rows {
			if at := list[i].lives; p.at[at].Room != "" && p.at[at].Estate != "" && !slices.ContainsFunc(seen, func(x int32) bool { return x == at || p.alike(x, at) }) {
				seen = append(seen, at)
			}
		}
		for i, x := range seen {
			people[p.keys[x]]++
			for _, y := range seen[:i] {
				a, b := &p.at[x], &p.at[y]
				if a.Area == b.Area && a.Building == b.Building && a.Room == b.Room && p.keys[x] != p.keys[y] {
					both[[2]string{min(p.keys[x], p.keys[y]), max(p.keys[x], p.keys[y])}]++
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
	apart := map[[2]string]bool{}
	for _, d := range decided {
		x, y := vocab.EstateKey(d.Field), vocab.EstateKey(d.Value)
		if pair := [2]string{min(x, y), max(x, y)}; d.Kind == NoAlias {
			apart[pair] = true
		} else if x != y {
			pairs = append(pairs, pair)
		}
	}
	for pair, n := range both {
		if !apart[pair] && n >= leastAliases && n*aliasShare >= min(people[pair[0]], people[pair[1]]) {
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
	p.names = p.mostWritten()
}

// alike reports whether two addresses are one but for the unit.
func (p *places) alike(x, y int32) bool {
	a, b := &p.at[x], &p.at[y]
	return a.Area == b.Area && a.Building == b.Building && a.Room == b.Room && p.keys[x] == p.keys[y]
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

// mostWritten is, by canonical key, the name that most rows write.
func (p *places) mostWritten() map[string]string {
	count := map[string]map[string]int32{}
	for i, n := range p.lived {
		a := &p.at[i]
		if n == 0 || a.Room == "" || a.Estate == "" {
			continue
		}
		k := a.Area + p.key(int32(i))
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

// findUnits learns the unit of rooms that were only ever said to be in one.
func (p *places) findUnits() {
	count := map[roomKey]map[string]int32{}
	for i, n := range p.lived {
		a := &p.at[i]
		if n == 0 || a.Room == "" || a.Unit == "" {
			continue
		}
		k := roomKey{a.Area, p.key(int32(i)), a.Building, a.Room}
		if count[k] == nil {
			count[k] = map[string]int32{}
		}
		count[k][a.Unit] += n
	}
	for k, units := range count {
		best, second := "", int32(0)
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
func (p *places) number() {
	p.room = make([]int32, len(p.texts))
	var list []room
	for i := range p.room {
		p.room[i] = none
		if !p.used[i] || !p.dwells(int32(i)) {
			continue
		}
		r := p.roomOf(&p.at[i], p.key(int32(i)))
		k, known := p.rooms[r]
		if !known {
			k = int32(len(list))
			p.rooms[r] = k
			list = append(list, r)
		}
		p.room[i] = k
	}
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return compareRooms(list[a], list[b]) })
	place := make([]int32, len(list))
	p.list, p.written = make([]room, len(list)), make([]string, len(list))
	for i, k := range order {
		place[k], p.list[i], p.rooms[list[k]] = int32(i), list[k], int32(i)
		p.written[i] = p.dwelling(int32(i)).Address
	}
	for i, k := range p.room {
		if k != none {
			p.room[i] = place[k]
		}
	}
}

// dwells reports whether an address names a room or a house.
func (p *places) dwells(i int32) bool {
	a := &p.at[i]
	return a.Room != "" || a.House && a.Building != ""
}

func (p *places) roomOf(a *vocab.Address, key string) room {
	r := room{a.Area, key, a.Building, a.Unit, a.Room}
	if r.unit == "" {
		r.unit = p.units[roomKey{r.area, r.estate, r.building, r.number}]
	}
	return r
}

// sign hashes what is known of each address.
func (p *places) sign() {
	p.signs = make([]uint64, len(p.texts))
	for i := range p.texts {
		if !p.used[i] {
			continue
		}
		h := joinText(1, p.key(int32(i)))
		if r := p.room[i]; r != none {
			h = joinText(joinText(h, p.written[r]), p.list[r].unit)
		}
		p.signs[i] = h
	}
}

// linkTexts is each address as the linker compares it.
func (p *places) linkTexts() []string {
	out := make([]string, len(p.texts))
	for i, text := range p.texts {
		if !p.used[i] || text == "" {
			continue
		}
		a := &p.at[i]
		key, number := "", a.Room
		if a.Estate != "" {
			key = p.key(int32(i))
		}
		if number == "" && a.House {
			number = a.Building
		}
		if a.Rest != "" {
			text = a.Rest
		}
		out[i] = link.PlaceText(a.Area+key, a.Building, a.Unit, number, text)
	}
	return out
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

// numberOf is the number of a text that the claims name, 0 where they don't.
func (p *places) numberOf(text string) int32 {
	if i, known := p.ids[text]; known && int(i) < len(p.used) && p.used[i] {
		return i
	}
	return 0
}

// find is the room that a text names, none where claims name no such room.
func (p *places) find(text string) int32 {
	if i := p.numberOf(text); i != 0 {
		return p.room[i]
	}
	a := vocab.ParseAddress(text)
	if r, ok := p.rooms[p.roomOf(&a, p.keyFor(vocab.EstateKey(a.Estate)))]; ok {
		return r
	}
	return none
}

// narrows reports whether an address is a fuller one without its unit or its room.
func (p *places) narrows(less, full string) bool {
	a, b := p.parse(less), p.parse(full)
	if a.Building == "" || a.Building != b.Building || b.Room == "" || p.keyOf(a.Estate) != p.keyOf(b.Estate) {
		return false
	}
	return a.Room == "" || a.Room == b.Room && a.Unit == "" && b.Unit != ""
}

func (p *places) parse(text string) vocab.Address {
	if i := p.numberOf(text); i != 0 {
		return p.at[i]
	}
	return vocab.ParseAddress(text)
}

// write is an address as the register writes it: of a room with its estate's usual
// name and its unit.
func (p *places) write(text string) string {
	if i := p.numberOf(text); i != 0 && p.room[i] != none {
		return p.written[p.room[i]]
	}
	return text
}

// roomOrNone is the room of a text that the claims name.
func (p *places) roomOrNone(text string) int32 {
	if i := p.numberOf(text); i != 0 {
		return p.room[i]
	}
	return none
}
