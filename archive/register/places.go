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
	// the atlas's, by the names that estates, buildings and units go by
	at   []vocab.Address
	keys []string

	lived       []int32                            // per address of the atlas: rows that say someone lives there
	used        []bool                             // per address: the claims name it
	room        []int32                            // per address: its room, none where it names none
	to          [tierCount]map[placeName]placeName // other names of places → those that they go by
	pendingSign uint64                             // a hash of them
	asked       []naming                           // names of which a clerk is asked whether they are one place's
	names       map[string]string                  // area and key of an estate → the name most written
	units       map[roomKey]string
	rooms       map[room]int32
	list        []room
	written     []string // per room: its address as the register writes it
	signs       []uint64 // per address: a hash of all that is known of it here
}

// room is one dwelling: estate by its canonical key.
type room struct{ area, estate, building, unit, number string }

type roomKey struct{ area, estate, building, number string }

// none is the index of nothing.
const none = -1

// newPlaces learns from all mentions; decided are names of places
// that a clerk settled.
func newPlaces(a *atlas, list []mention, decided []Decision) *places {
	n := len(a.texts)
	p := &places{atlas: a, at: a.at, keys: a.keys, lived: make([]int32, n), used: make([]bool, n), units: map[roomKey]string{}, rooms: map[room]int32{}}
	for i := range list {
		m := &list[i]
		p.lived[m.lives]++
		p.used[m.lives], p.used[m.registered], p.used[m.house] = true, true, true
	}
	p.learnNames(list, decided)
	p.pendingSign = p.signAsked()
	p.findUnits()
	p.number()
	p.sign()
	return p
}

// findUnits learns the unit of rooms that were only ever said to be in one.
func (p *places) findUnits() {
	count := map[roomKey]map[string]int32{}
	for i, n := range p.lived {
		a := &p.at[i]
		if n == 0 || a.Room == "" || a.Unit == "" {
			continue
		}
		k := roomKey{a.Area, p.keys[i], a.Building, a.Room}
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
		r := p.roomOf(&p.at[i], p.keys[i])
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
		h := joinText(1, p.keys[i])
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
			key = p.keys[i]
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
	name := p.spell(r.area, r.estate)
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
	a, key := p.parse(text)
	if r, ok := p.rooms[p.roomOf(&a, key)]; ok {
		return r
	}
	return none
}

// narrows reports whether an address is a fuller one without its unit or its room.
func (p *places) narrows(less, full string) bool {
	a, keyA := p.parse(less)
	b, keyB := p.parse(full)
	if a.Building == "" || a.Building != b.Building || b.Room == "" || keyA != keyB {
		return false
	}
	return a.Room == "" || a.Room == b.Room && a.Unit == "" && b.Unit != ""
}

// parse is an address and its estate's key, by the names that places go by.
func (p *places) parse(text string) (vocab.Address, string) {
	if i := p.numberOf(text); i != 0 {
		return p.at[i], p.keys[i]
	}
	a := vocab.ParseAddress(text)
	return p.here(a, vocab.EstateKey(a.Estate))
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
