package register

// mostHomes is how many other rooms may name one person as their head: parents or
// children who live apart. Whom more of them name filled in the form, and heads none.
const mostHomes = 4

// dropOfficers takes for the head of a room, in place of someone whom many name, one
// who lives there and whom an earlier row names; nobody where there is none.
func (h *homes) dropOfficers() {
	type naming struct{ head, room int32 }
	seen := map[naming]bool{}
	rooms := map[int32]int{} // head → other rooms that name them
	for p, x := range h.heads {
		k := naming{x.person, h.room[p]}
		if x.person == none || k.room == none || k.room == h.room[x.person] || seen[k] {
			continue
		}
		seen[k] = true
		rooms[x.person]++
	}
	for p := range h.heads {
		x := &h.heads[p]
		if x.person != none && rooms[x.person] > mostHomes && h.room[p] != h.room[x.person] {
			x.person = h.headHere(int32(p))
		}
	}
}

// headHere is the head whom any row of a person names and who lives in their room,
// none where no row does.
func (h *homes) headHere(p int32) int32 {
	for i := range h.says[p].named {
		c := &h.says[p].named[i]
		if q := h.find(p, c.name, c.id); q != none && q != p && h.room[q] == h.room[p] {
			return q
		}
	}
	return none
}
