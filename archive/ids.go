package archive

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
)

// Ids of people and homes are minted once and held by what doesn't change: a
// person's by the rows that speak of them, a household's by its people, a
// dwelling's by its address. Whatever the register makes of the same rows later,
// they bring their ids along: when two people become one, the older id stands and
// the other stays an alias; when they are taken apart again, each has its own back.

// held are all ids ever minted, as numbers, by who holds them.
type held struct {
	people     map[uint64]uint32 // by a row's id (its first eight bytes)
	households map[uint64]uint32 // by a person's number, or homeKey of a dwelling's
	dwellings  map[string]uint32 // by address
	last       [3]uint32         // people, households, dwellings
}

func newHeld() *held {
	return &held{people: map[uint64]uint32{}, households: map[uint64]uint32{}, dwellings: map[string]uint32{}}
}

// hold is one holder and its number.
type hold[K comparable] struct {
	by     K
	number uint32
}

// minting is what one run of the register added to held.
type minting struct {
	people     []hold[uint64]
	households []hold[uint64]
	dwellings  []hold[string]
}

func (m *minting) empty() bool {
	return len(m.people)+len(m.households)+len(m.dwellings) == 0
}

// add takes a minting in; later ones go before earlier ones.
func (h *held) add(m *minting) {
	addTo(h.people, m.people, &h.last[0])
	addTo(h.households, m.households, &h.last[1])
	addTo(h.dwellings, m.dwellings, &h.last[2])
}

func addTo[K comparable](all map[K]uint32, more []hold[K], last *uint32) {
	for _, m := range more {
		all[m.by] = m.number
		*last = max(*last, m.number)
	}
}

// name gives everyone and every home in a register their ids, and tells what was
// minted for it. held itself stays as it is.
func (h *held) name(reg *register.Register) *minting {
	m := &minting{}
	rows := make([][]uint64, len(reg.People))
	for _, l := range reg.Links {
		if l.Person >= 0 && l.Person < len(rows) {
			rows[l.Person] = append(rows[l.Person], rowKey(l.ID))
		}
	}
	people, more := allot(h.people, rows, h.last[0])
	m.people = more
	for i := range reg.People {
		reg.People[i].ID = registerID("P", people[i])
	}

	addresses := make([][]string, len(reg.Dwellings))
	for i, d := range reg.Dwellings {
		addresses[i] = []string{addressOf(&d)}
	}
	dwellings, homes := allot(h.dwellings, addresses, h.last[2])
	m.dwellings = homes
	for i := range reg.Dwellings {
		reg.Dwellings[i].ID = registerID("D", dwellings[i])
	}

	holders := make([][]uint64, len(reg.Households))
	for i, home := range reg.Households {
		for _, p := range home.Members {
			holders[i] = append(holders[i], personKey(&reg.People[p]))
		}
		if len(home.Members) == 0 && home.Dwelling >= 0 {
			holders[i] = []uint64{homeKey(dwellings[home.Dwelling])}
		}
	}
	households, more := allot(h.households, holders, h.last[1])
	m.households = more
	for i := range reg.Households {
		reg.Households[i].ID = registerID("H", households[i])
	}
	return m
}

// rowKey is what a row is known by here: of 200,000 rows no two will ever share it.
func rowKey(id register.RowID) uint64 { return binary.BigEndian.Uint64(id[:8]) }

// homeKey stands for the people of a home of which only the dwelling is known.
func homeKey(dwelling uint32) uint64 { return 1<<32 | uint64(dwelling) }

func addressOf(d *register.Dwelling) string {
	if d.Estate == "" && d.Room == "" {
		return d.Address
	}
	return d.Estate + "\n" + d.Building + "\n" + d.Unit + "\n" + d.Room
}

// allot gives each thing the number that most of its holders hold. Where several
// things lay claim to a number, the one with the most holders has it; where a thing
// has several, the oldest stands. What is left without one gets the next. The
// second answer is what has to be remembered: holders that held nothing, and those
// of a thing that got a new number.
func allot[K comparable](all map[K]uint32, holders [][]K, last uint32) ([]uint32, []hold[K]) {
	numbers := make([]uint32, len(holders))
	given := uint32(0) // bids come by number
	for _, b := range bids(all, holders) {
		if b.number != given && numbers[b.thing] == 0 {
			numbers[b.thing], given = b.number, b.number
		}
	}
	var more []hold[K]
	for i := range holders {
		minted := numbers[i] == 0
		if minted {
			last++
			numbers[i] = last
		}
		for _, k := range holders[i] {
			if _, holds := all[k]; minted || !holds {
				more = append(more, hold[K]{k, numbers[i]})
			}
		}
	}
	return numbers, more
}

// bid is one thing's claim to a number.
type bid struct {
	number uint32
	thing  int
	votes  int
}

// bids are all claims to numbers: older numbers first, the most votes first.
func bids[K comparable](all map[K]uint32, holders [][]K) []bid {
	var list []bid
	for i := range holders {
		first := len(list)
		for _, k := range holders[i] {
			number, holds := all[k]
			if !holds {
				continue
			}
			at := slices.IndexFunc(list[first:], func(b bid) bool { return b.number == number })
			if at < 0 {
				list = append(list, bid{number, i, 1})
			} else {
				list[first+at].votes++
			}
		}
	}
	slices.SortFunc(list, func(a, b bid) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(b.votes, a.votes), cmp.Compare(a.thing, b.thing))
	})
	return list
}

// current is the id in the register of whoever goes by an id now, "" where nobody
// does: an alias leads to the person its rows speak of, a household that is no more
// to the household of the person who held it.
func (h *held) current(reg *register.Register, id string) string {
	for _, home := range reg.Households {
		if home.ID == id {
			return id
		}
	}
	for _, d := range reg.Dwellings {
		if d.ID == id {
			return id
		}
	}
	if p := h.person(reg, id); p >= 0 {
		return reg.People[p].ID
	}
	var holders []uint64
	for by, number := range h.households {
		if registerID("H", number) == id {
			holders = append(holders, by)
		}
	}
	slices.Sort(holders)
	for _, by := range holders {
		if by >= homeKey(0) {
			continue // an empty home of which nothing is left
		}
		if p := h.person(reg, registerID("P", uint32(by))); p >= 0 && reg.People[p].Household >= 0 {
			return reg.Households[reg.People[p].Household].ID
		}
	}
	return ""
}

// person is who goes by a person's id now, -1 where nobody does.
func (h *held) person(reg *register.Register, id string) int {
	for i := range reg.People {
		if reg.People[i].ID == id {
			return i
		}
	}
	for _, l := range reg.Links {
		if registerID("P", h.people[rowKey(l.ID)]) == id {
			return l.Person
		}
	}
	return -1
}

// registerID is an id of the register: P00001.
func registerID(prefix string, number uint32) string { return fmt.Sprintf("%s%05d", prefix, number) }

// personKey is what a person of the register is known by to their household.
func personKey(p *register.Person) uint64 {
	number, err := strconv.ParseUint(strings.TrimPrefix(p.ID, "P"), 10, 32)
	if err != nil {
		return 0
	}
	return number
}
