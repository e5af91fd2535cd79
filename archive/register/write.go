package register

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/link"
)

// home is a household in the making.
type home struct {
	members []int32 // of the crowd, head first
	head    int32
	room    int32
}

// write orders people and homes and fills the register.
func (b *builder) write() {
	b.age = b.ages()
	list := b.gatherHomes()
	b.order(list)
	dwelling := b.dwellings(list)
	b.reg.Households = make([]Household, 0, len(list))
	for i, h := range list {
		b.reg.Households = append(b.reg.Households, Household{ID: numbered("H", i), Head: none, Dwelling: none})
		out := &b.reg.Households[i]
		out.Collective = b.homes.collectiveOf(h.members)
		if h.head != none {
			out.Head = int(b.to[h.head])
		}
		if h.room != none {
			out.Dwelling = dwelling[h.room]
			d := &b.reg.Dwellings[out.Dwelling]
			d.Homes = append(d.Homes, i)
		}
		for _, p := range h.members {
			out.Members = append(out.Members, int(b.to[p]))
			b.reg.People[b.to[p]].Household = i
		}
	}
	b.homeValues(list)
	b.tenures()
	b.links()
	b.questions()
}

// gatherHomes makes homes of people, in the order of their addresses.
func (b *builder) gatherHomes() []home {
	at := map[int32]int{}
	var list []home
	for p, first := range b.household {
		if first == none {
			continue
		}
		i, known := at[first]
		if !known {
			i = len(list)
			at[first] = i
			list = append(list, home{room: none})
		}
		list[i].members = append(list[i].members, int32(p))
	}
	for i := range list {
		h := &list[i]
		h.head = b.homes.headIn(h.members)
		h.room = b.roomOf(h)
		slices.SortFunc(h.members, func(x, y int32) int { return b.compareMembers(h.head, x, y) })
	}
	slices.SortFunc(list, func(x, y home) int {
		a, c := uint32(x.room), uint32(y.room) // none comes last
		return cmp.Or(cmp.Compare(a, c), b.comparePeople(x.members[0], y.members[0]))
	})
	return list
}

// roomOf is where a home is: where its head lives, else most of its people.
func (b *builder) roomOf(h *home) int32 {
	if h.head != none && b.people[h.head].room != none {
		return b.people[h.head].room
	}
	count := map[int32]int{}
	best := int32(none)
	for _, p := range h.members {
		r := b.people[p].room
		if r == none {
			continue
		}
		count[r]++
		if best == none || count[r] > count[best] || count[r] == count[best] && r < best {
			best = r
		}
	}
	return best
}

// compareMembers puts the head first, then by age.
func (b *builder) compareMembers(head, x, y int32) int {
	switch {
	case x == y:
		return 0
	case x == head:
		return -1
	case y == head:
		return 1
	}
	return b.comparePeople(x, y)
}

func (b *builder) comparePeople(x, y int32) int {
	p, q := &b.age[x], &b.age[y]
	for i := range p {
		if c := strings.Compare(p[i], q[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(b.crowd.rows[x][0], b.crowd.rows[y][0])
}

// ages are birth, name and ID number of each person: what people are ordered by.
func (b *builder) ages() [][3]string {
	out := make([][3]string, len(b.people))
	for p := range out {
		values := b.people[p].values
		out[p] = [3]string{valueOf(values, "person.birth"), valueOf(values, "person.name"), valueOf(values, "person.id_no")}
	}
	return out
}

// order numbers people by home, those without one last.
func (b *builder) order(list []home) {
	b.to = make([]int32, len(b.people))
	for i := range b.to {
		b.to[i] = none
	}
	b.reg.People = make([]Person, 0, len(b.people))
	add := func(p int32) {
		b.to[p] = int32(len(b.reg.People))
		b.reg.People = append(b.reg.People, Person{ID: numbered("P", len(b.reg.People)), Household: none, Values: b.people[p].values, Events: b.people[p].events})
	}
	for _, h := range list {
		for _, p := range h.members {
			add(p)
		}
	}
	var rest []int32
	for p := range b.people {
		if b.to[p] == none {
			rest = append(rest, int32(p))
		}
	}
	slices.SortFunc(rest, b.comparePeople)
	for _, p := range rest {
		add(p)
	}
	for p, rows := range b.crowd.rows {
		out := &b.reg.People[b.to[p]]
		out.Rows = make([]Ref, len(rows))
		for i, m := range rows {
			out.Rows[i] = b.list[m].ref
		}
	}
}

// dwellings writes the rooms that people live in, and those that a form of houses
// names. The answer is the index of each room.
func (b *builder) dwellings(list []home) map[int32]int {
	lived := map[int32]bool{}
	for _, h := range list {
		if h.room != none {
			lived[h.room] = true
		}
	}
	for i := range b.list {
		if m := &b.list[i]; m.house != 0 && !m.as.homes {
			if r := b.places.room[m.house]; r != none {
				lived[r] = true
			}
		}
	}
	var rooms []int32
	for r := range lived {
		rooms = append(rooms, r)
	}
	slices.Sort(rooms)
	at := make(map[int32]int, len(rooms))
	b.reg.Dwellings = make([]Dwelling, 0, len(rooms))
	for i, r := range rooms {
		at[r] = i
		d := b.places.dwelling(r)
		d.ID, d.Owner = numbered("D", i), none
		b.reg.Dwellings = append(b.reg.Dwellings, d)
	}
	return at
}

// homeValues chooses the values of households, from the rows of their people that
// speak of the home they have now, and of dwellings.
func (b *builder) homeValues(list []home) {
	const piece = 64
	signs, all := make([]uint64, len(list)), make([]homeSaid, len(list))
	link.Spread((len(list)+piece-1)/piece, b.threads, func(k int) {
		var cells []cell
		var rows []int32
		for i := k * piece; i < min((k+1)*piece, len(list)); i++ {
			signs[i] = b.signHome(&list[i])
			said, known := b.memo.homes[signs[i]]
			if !known {
				rows = rows[:0]
				for _, p := range list[i].members {
					for _, m := range b.crowd.rows[p] {
						if b.speaksOf(&b.list[m], list[i].room) {
							rows = append(rows, m)
						}
					}
				}
				slices.Sort(rows)
				cells = b.values.cells(rows, true, cells[:0])
				said = homeSaid{b.rowsOf(cells), b.values.home(cells)}
			}
			all[i] = said
			b.reg.Households[i].Rows, b.reg.Households[i].Values = said.rows, said.values
		}
	})
	for i, said := range all {
		b.next.homes[signs[i]] = said
	}
	b.dwellingValues()
}

// signHome hashes what the values of a home come from.
func (b *builder) signHome(h *home) uint64 {
	sign := uint64(len(h.members))
	for _, p := range h.members {
		sign = join(sign, b.signs[p])
	}
	if h.room != none {
		r := b.places.list[h.room]
		for _, part := range []string{r.area, r.estate, r.building, r.unit, r.number} {
			sign = joinText(sign, part)
		}
	}
	return sign
}

// rowsOf are the rows that cells, sorted by field, come from.
func (b *builder) rowsOf(cells []cell) []Ref {
	var rows []int32
	for _, c := range cells {
		rows = append(rows, c.row)
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	out := make([]Ref, 0, len(rows))
	for _, i := range rows {
		out = append(out, b.list[i].ref)
	}
	slices.SortFunc(out, compareRefs)
	return out
}

// speaksOf reports whether a row speaks of a home in this room, as far as it says
// where.
func (b *builder) speaksOf(m *mention, room int32) bool {
	r := b.places.room[m.lives]
	return m.as.homes && (r == none || room == none || r == room)
}

// dwellingValues chooses the values of dwellings from forms that list houses.
func (b *builder) dwellingValues() {
	rows := map[string][]int32{}
	for i := range b.list {
		if house := b.list[i].house; house != 0 && b.places.room[house] != none {
			address := b.places.written[b.places.room[house]]
			rows[address] = append(rows[address], int32(i))
		}
	}
	for i := range b.reg.Dwellings {
		d := &b.reg.Dwellings[i]
		if found := rows[d.Address]; found != nil {
			d.Values = b.values.home(b.values.houseCells(found))
		}
	}
}

// links writes how each row came to its person.
func (b *builder) links() {
	b.reg.Links = make([]Link, 0, len(b.list))
	weight := map[int32]float64{}
	for _, p := range b.crowd.linked.Open {
		e := b.crowd.linked.Entity[p.B]
		if _, known := weight[e]; !known {
			weight[e] = p.Weight
		}
	}
	first := make([]int32, len(b.subs)) // mentions of the submissions, as they were given
	for i := range b.subs {
		first[i] = int32(i)
	}
	slices.SortFunc(first, func(x, y int32) int { return cmp.Compare(b.givenAt(x), b.givenAt(y)) })
	for _, sub := range first {
		for i := b.start[sub]; i < b.start[sub+1]; i++ {
			if p := b.crowd.person[i]; p != none {
				b.reg.Links = append(b.reg.Links, b.linkOf(i, p, weight))
			}
		}
	}
}

// givenAt is the place of a submission among those given; one of which no row
// speaks of anyone is nowhere.
func (b *builder) givenAt(sub int32) int32 {
	if at := b.start[sub]; at < b.start[sub+1] {
		return b.list[at].ref.Sub
	}
	return none
}

func (b *builder) linkOf(i, p int32, weight map[int32]float64) Link {
	l := Link{Row: b.list[i].ref, ID: b.list[i].id, Person: int(b.to[p]), Status: Auto, Weight: b.crowd.linked.Weight[i]}
	switch {
	case b.crowd.linked.Status[i] == link.Review:
		l.Status = Review
		if b.crowd.held[i] {
			l.Weight = weight[b.crowd.linked.Entity[i]]
		}
	case b.settled.ruled[i] || b.crowd.linked.Status[i] == link.Decided:
		l.Status = Decided
	}
	return l
}

func (b *builder) questions() {
	b.reg.Questions = b.samePerson(b.model)
	for p := range b.people {
		for _, q := range b.people[p].asks {
			q.Person = int(b.to[p])
			b.reg.Questions = append(b.reg.Questions, q)
		}
	}
	b.reg.Questions = append(b.reg.Questions, b.sameEstates()...)
	b.reg.Questions = append(b.reg.Questions, b.disputes()...)
	rank(b.reg.Questions, b.reg.People)
}
