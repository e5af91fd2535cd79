package register

import (
	"huce/archive/link"
)

// tentative are the gates behind which rows nearly always are whom they are held
// to be: until someone answers, they stand with that person, under review, and
// what they say changes nothing.
var tentative = map[string]bool{
	"given_name_near": true, "twins": true, "sex_differs": true, "birth_differs": true, "id_slip_name_differs": true,
	"id_name_differs": true, "id_birth_differs": true, "id_of_home": true, "two_ids_alike": true, link.RunnerUp: true, link.WeakEvidence: true,
}

// crowd is who the mentions speak of.
type crowd struct {
	list   []mention
	linked *link.Result
	person []int32 // per mention: index into rows, -1 where of nobody
	held   []bool  // per mention: under review, with a person it isn't sure to be
	rows   [][]int32
}

// gatherPeople makes people of what the linker found. Entities of guests alone, and
// those that nothing but a name tells apart, are nobody; unplaced counts their rows.
func gatherPeople(list []mention, linked *link.Result, apart [][2]int32) *crowd {
	c := &crowd{list: list, linked: linked, person: make([]int32, len(list)), held: make([]bool, len(list))}
	lives, known := make([]bool, linked.Stats.Entities), make([]bool, linked.Stats.Entities)
	for i := range list {
		e := linked.Entity[i]
		lives[e] = lives[e] || !list[i].as.guest
		known[e] = known[e] || list[i].known
	}
	with := c.hold(lives)
	c.keepApart(with, apart)
	number := make([]int32, linked.Stats.Entities)
	for i := range number {
		number[i] = none
	}
	var size []int32 // per person: rows that aren't held
	total := 0
	for i := range list {
		e := linked.Entity[i]
		c.held[i] = with[e] != none
		for with[e] != none {
			e = with[e]
		}
		c.person[i] = none
		if !lives[e] || !known[e] {
			continue
		}
		if number[e] == none {
			number[e] = int32(len(size))
			size = append(size, 0)
		}
		c.person[i] = number[e]
		if !c.held[i] {
			size[number[e]]++
			total++
		}
	}
	c.rows = make([][]int32, len(size))
	room := make([]int32, total)
	for p, n := range size {
		c.rows[p], room = room[:0:n], room[n:]
	}
	for i, p := range c.person {
		if p != none && !c.held[i] {
			c.rows[p] = append(c.rows[p], int32(i))
		}
	}
	return c
}

// keepApart lets go of what is held where rows decided to be of two people would
// else come together through it.
func (c *crowd) keepApart(with []int32, apart [][2]int32) {
	root := func(e int32) int32 {
		for with[e] != none {
			e = with[e]
		}
		return e
	}
	for _, p := range apart {
		a, b := c.linked.Entity[p[0]], c.linked.Entity[p[1]]
		for a != b && root(a) == root(b) {
			if with[b] != none {
				with[b] = none
			} else {
				with[a] = none
			}
		}
	}
}

// listing is an entity on a sheet that lists people.
type listing struct {
	on     *sheet
	entity int32
}

// listedOn are the entities that sheets list, of those that are asked about.
func (c *crowd) listedOn() map[listing]bool {
	asked := make([]bool, c.linked.Stats.Entities)
	for _, p := range c.linked.Open {
		asked[c.linked.Entity[p.A]] = true
	}
	on := map[listing]bool{}
	for i := range c.list {
		if e := c.linked.Entity[i]; asked[e] && c.list[i].as.lists {
			on[listing{c.list[i].from, e}] = true
		}
	}
	return on
}

// twoNumbers is the gate between two valid numbers of which nothing else differs.
const twoNumbers = "two_ids_alike"

// numbered are, of the entities that this gate asks about, the submissions that give
// a valid number.
func (c *crowd) numbered() map[int32]int {
	last, out := map[int32]int32{}, map[int32]int{}
	for _, p := range c.linked.Open {
		if p.Gate == twoNumbers {
			last[c.linked.Entity[p.B]] = none
		}
	}
	if len(last) == 0 {
		return out
	}
	for i := range c.list {
		e := c.linked.Entity[i]
		if sub, asked := last[e]; asked && c.list[i].who != 0 && sub != c.list[i].sub {
			last[e] = c.list[i].sub
			out[e]++
		}
	}
	return out
}

// hold is, per entity, the entity that it is held to be until someone answers; none
// where it stands alone.
func (c *crowd) hold(lives []bool) []int32 {
	with := make([]int32, c.linked.Stats.Entities)
	for i := range with {
		with[i] = none
	}
	on, own := c.listedOn(), c.numbered()
	for _, p := range c.linked.Open {
		a, b := c.linked.Entity[p.A], c.linked.Entity[p.B]
		if !tentative[p.Gate] || !lives[a] || with[b] != none || c.linked.Status[p.B] != link.Review || !c.list[p.B].named {
			continue
		}
		if p.Gate == twoNumbers && own[b] >= moreSources {
			continue // forms agree on the number: hardly a slip
		}
		if m := &c.list[p.B]; m.as.lists && on[listing{m.from, a}] {
			continue // a list names each person once
		}
		root := a
		for with[root] != none {
			root = with[root]
		}
		if root != b {
			with[b] = a
		}
	}
	return with
}
