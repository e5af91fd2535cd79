package register

import "slices"

// byRoom makes one household of a room, or several where its people have several
// heads between whom no row tells of kinship.
func (h *homes) byRoom() {
	in := map[int32][]int32{}
	var rooms []int32
	for p, r := range h.room {
		if r == none || h.collective[p] {
			continue
		}
		if in[r] == nil {
			rooms = append(rooms, r)
		}
		in[r] = append(in[r], int32(p))
	}
	slices.Sort(rooms)
	for _, r := range rooms {
		people := in[r]
		here := func(p int32) bool { return p != none && h.room[p] == r }
		var stay []int32
		for _, p := range people {
			x := h.heads[p]
			switch {
			case here(x.person):
				h.join(p, x.person)
			case h.belongsElsewhere(p):
				h.join(p, x.person)
				continue
			}
			stay = append(stay, p)
		}
		h.joinKin(stay)
		h.joinRest(stay)
	}
}

// fewVotes is how many rows that put someone in another room than their head's,
// after one that names the head, are still a slip or a stale address.
const fewVotes = 1

// belongsElsewhere reports whether a person's home is with a head in another room:
// they are the head's kin, head no home themselves, and no more than a row or two
// has put them here since.
func (h *homes) belongsElsewhere(p int32) bool {
	x := h.heads[p]
	if x.self || !x.kin || x.person == none || h.room[x.person] == none || h.room[x.person] == h.room[p] {
		return false
	}
	since := 0
	for _, i := range h.people[p] {
		m := &h.list[i]
		if h.places.room[m.lives] == h.room[p] && h.subs[m.sub].AsOf.Compare(x.asOf) > 0 {
			since++
			if h.subs[m.sub].Department == Clerks {
				since += fewVotes // a clerk entered the move
			}
		}
	}
	return since <= fewVotes
}

// joinKin makes one of two homes in a room where an earlier row called someone of
// the one kin of the other's head.
func (h *homes) joinKin(people []int32) {
	for _, p := range people {
		for i := range h.says[p].kin {
			c := &h.says[p].kin[i]
			if q := h.find(p, c.name, c.id); q != none && h.room[q] == h.room[p] {
				h.join(p, q)
			}
		}
	}
}

// joinRest puts those of a room who name no head of it to the largest home there.
func (h *homes) joinRest(people []int32) {
	size := map[int32]int{}
	for _, p := range people {
		size[h.root(p)]++
	}
	if len(size) < 2 {
		return
	}
	largest := int32(none)
	for _, p := range people {
		r := h.root(p)
		if largest == none || size[r] > size[largest] || size[r] == size[largest] && r < largest {
			largest = r
		}
	}
	for _, p := range people {
		r := h.root(p)
		if r == h.root(largest) {
			continue
		}
		if !h.headed(people, r) || !h.headed(people, h.root(largest)) {
			h.join(p, largest)
		}
	}
}

// headed reports whether a home of a room has a head of its own.
func (h *homes) headed(people []int32, home int32) bool {
	for _, p := range people {
		if h.root(p) == home && h.heads[p].self {
			return true
		}
	}
	return false
}
