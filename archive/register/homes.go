package register

import (
	"cmp"
	"slices"

	"huce/forms"
	"huce/forms/vocab"
)

// homes puts people into households: those who live in one room, unless its people
// name several heads who are no kin.
type homes struct {
	list   []mention
	subs   []Submission
	places *places
	people [][]int32 // per person: mentions
	room   []int32   // per person: where they live, none
	heads  []headship
	byID   map[string]int32   // valid ID number → person
	byName map[string][]int32 // name → people
	names  []string           // per person
	says   []*says            // per person
	lives  []string           // per person: the address
	// of collective homes, found by collect
	collective []bool
	// pairs of people that a clerk put in one home, and in two
	together, apart [][2]int32
	of              []int32 // per person: union-find root of the household
}

// says is what a person's rows say of whose home they live in.
type says struct {
	newest headClaim   // the newest that names a head
	named  []headClaim // every head that another of the rows names, once each
	kin    []headClaim // of them those that it calls the person kin of
	groups []groupKey
	// the newest row that tells the kind of home says that it is a collective one
	collective bool
}

// headClaim is what one row says of a person's place in the home.
type headClaim struct {
	headship
	name, id string // of the head
}

// headship is what the newest row that names a head says of a person's place in
// the home.
type headship struct {
	person   int32 // the head, none where not found
	relation string
	asOf     forms.Date
	self     bool // the row calls the person the head
	kin      bool // the relation is one of kinship
	named    bool // a row names a head
}

// groupKey is a home as one sheet numbers it, or one card.
type groupKey struct {
	from *sheet
	no   string
	card int32
}

// selves are the relations of the head.
var selves = map[string]bool{"户主": true, "本人": true, "本人或户主": true, "本人(户主)": true, "申请人": true}

// strangers are the relations of those who live along without being kin.
var strangers = map[string]bool{"非亲属": true, "其他": true, "租客": true, "租户": true, "房客": true, "保姆": true, "雇工": true, "合租": true, "朋友": true, "同事": true}

// gather is the household of each person as the number of its first person; none
// for people of whom neither a room nor a head is known.
func (h *homes) gather() []int32 {
	h.of = make([]int32, len(h.people))
	for i := range h.of {
		h.of[i] = int32(i)
	}
	for _, p := range h.together {
		h.join(p[0], p[1])
	}
	h.findUnits()
	h.collective = h.collect()
	h.findHeads()
	h.byRoom()
	h.withoutRoom()
	out := make([]int32, len(h.people))
	for i := range out {
		out[i] = h.root(int32(i))
	}
	size := map[int32]int{}
	for _, r := range out {
		size[r]++
	}
	for i, r := range out {
		if size[r] == 1 && h.room[i] == none && !h.heads[i].self && !h.collective[i] && !h.settled(int32(i)) {
			out[i] = none
		}
	}
	return out
}

// settled reports whether a clerk gave a person a home of their own.
func (h *homes) settled(p int32) bool {
	return slices.ContainsFunc(h.apart, func(x [2]int32) bool { return x[0] == p || x[1] == p })
}

func (h *homes) root(p int32) int32 {
	for h.of[p] != p {
		h.of[p] = h.of[h.of[p]]
		p = h.of[p]
	}
	return p
}

func (h *homes) join(a, b int32) {
	if a, b = h.root(a), h.root(b); a != b && !h.kept(a, b) {
		h.of[max(a, b)] = min(a, b)
	}
}

// kept reports whether a clerk keeps people of two homes apart.
func (h *homes) kept(a, b int32) bool {
	for _, p := range h.apart {
		x, y := h.root(p[0]), h.root(p[1])
		if x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

// findUnits finds the rooms of people whose address leaves out the unit: where the
// head whom they name lives, or the only such room that anyone lives in.
func (h *homes) findUnits() {
	lived := map[room][]int32{} // without the unit → rooms
	for _, r := range h.room {
		if r == none || h.places.list[r].unit == "" {
			continue
		}
		k := h.places.list[r]
		k.unit = ""
		if !slices.Contains(lived[k], r) {
			lived[k] = append(lived[k], r)
		}
	}
	for p, r := range h.room {
		if r == none || h.places.list[r].unit != "" {
			continue
		}
		rooms := lived[h.places.list[r]]
		if len(rooms) == 1 {
			h.room[p] = rooms[0]
		} else if q := h.namedHead(int32(p)); q != none && slices.Contains(rooms, h.room[q]) {
			h.room[p] = h.room[q]
		}
	}
}

// namedHead is the head whom any row of a person names, none where no row does.
func (h *homes) namedHead(p int32) int32 {
	for i := range h.says[p].named {
		c := &h.says[p].named[i]
		if q := h.find(p, c.name, c.id); q != none && q != p {
			return q
		}
	}
	return none
}

// findHeads finds, of each person, the head that the newest row names.
func (h *homes) findHeads() {
	h.heads = make([]headship, len(h.people))
	for p := range h.people {
		c := &h.says[p].newest
		h.heads[p] = c.headship
		switch {
		case h.collective[p]:
			h.heads[p] = headship{person: none}
		case !c.headship.named:
			h.heads[p].person = none
		case c.self:
			h.heads[p].person = int32(p)
		default:
			h.heads[p].person = h.find(int32(p), c.name, c.id)
		}
	}
}

// says reads the rows of each person.
func (b *builder) says() []*says {
	out := make([]*says, len(b.people))
	const piece = 64
	spread((len(out)+piece-1)/piece, b.threads, func(k int) {
		for p := k * piece; p < min((k+1)*piece, len(out)); p++ {
			if old := b.memo.says[b.signs[p]]; old != nil {
				out[p] = old
			} else {
				out[p] = b.read(b.crowd.rows[p])
			}
		}
	})
	for p, x := range out {
		b.next.says[b.signs[p]] = x
	}
	return out
}

func (b *builder) read(rows []int32) *says {
	out := &says{}
	add := func(list []headClaim, c headClaim) []headClaim {
		if slices.ContainsFunc(list, func(x headClaim) bool { return x.name == c.name && x.id == c.id }) {
			return list
		}
		return append(list, c)
	}
	for _, i := range rows {
		m := &b.list[i]
		c, ok := headOf(m, b.subs[m.sub].AsOf)
		if ok && c.asOf.Compare(out.newest.asOf) >= 0 {
			out.newest = c
		}
		if ok && !c.self {
			out.named = add(out.named, c)
		}
		if c.relation != "" && !selves[c.relation] && !strangers[c.relation] {
			name, id := m.head()
			if name != "" || id != "" {
				out.kin = add(out.kin, headClaim{name: name, id: id})
			}
		}
		if kind := m.from.get(int(m.ref.Row), "household.kind"); kind != "" && m.as.homes {
			out.collective = kind == collective
		}
		if key, ok := groupOf(m); ok && !slices.Contains(out.groups, key) {
			out.groups = append(out.groups, key)
		}
	}
	return out
}

func headOf(m *mention, asOf forms.Date) (headClaim, bool) {
	relation := m.person("person.relation")
	name, id := m.head()
	c := headClaim{headship{relation: relation, asOf: asOf, self: selves[relation]}, name, id}
	headRow := m.as.takes["household.head_name"] != ""
	if headRow || name != "" && name == m.person("person.name") && relation == "" {
		c.self = true
	}
	c.headship.named = c.self || name != "" || id != ""
	c.headship.kin = !c.self && relation != "" && !strangers[relation]
	return c, c.headship.named
}

// find is the person whom another's row names as head: by a valid ID number, else
// of that name in the same room, else the only one of that name.
func (h *homes) find(p int32, name, id string) int32 {
	if vocab.CheckChar(id) != 0 && len(id) == 18 {
		if q, ok := h.byID[id]; ok && (name == "" || h.names[q] == name) {
			return q
		}
	}
	only := int32(none)
	for _, q := range h.byName[name] {
		if q == p {
			continue
		}
		if h.room[p] != none && h.room[q] == h.room[p] {
			return q
		}
		if only != none {
			only = -2
		} else {
			only = q
		}
	}
	if only >= 0 {
		return only
	}
	return none
}

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

// withoutRoom puts people of whom no room is known to the home of their head, or
// of those whom a card or a household number puts them with.
func (h *homes) withoutRoom() {
	for p := range h.people {
		if h.room[p] == none && h.heads[p].person != none && h.heads[p].person != int32(p) {
			h.join(int32(p), h.heads[p].person)
		}
	}
	groups := h.numbered()
	for _, g := range groups {
		with := int32(none)
		for _, p := range g {
			if h.room[p] != none {
				with = p
				break
			}
		}
		for _, p := range g {
			if h.room[p] == none && h.heads[p].person == none && !h.collective[p] {
				if with == none {
					with = p
				}
				h.join(p, with)
			}
		}
	}
}

// numbered are the people that one card, or one number of a sheet, puts together.
func (h *homes) numbered() [][]int32 {
	at := map[groupKey]int{}
	var groups [][]int32
	for p := range h.people { // those that are looked for
		if h.room[p] == none && h.heads[p].person == none && !h.collective[p] {
			for _, key := range h.says[p].groups {
				if _, known := at[key]; !known {
					at[key] = len(groups)
					groups = append(groups, nil)
				}
			}
		}
	}
	if len(groups) == 0 {
		return nil
	}
	for p := range h.people {
		for _, key := range h.says[p].groups {
			if k, known := at[key]; known {
				groups[k] = append(groups[k], int32(p))
			}
		}
	}
	return groups
}

// groupOf is the card, or the sheet's number of a home, that a row stands under.
func groupOf(m *mention) (groupKey, bool) {
	if !m.as.homes {
		return groupKey{}, false
	}
	ref := m.from.claims.Rows[m.ref.Row]
	key := groupKey{from: m.from, card: ref.Card}
	if ref.Card == 0 {
		key.no = m.from.get(int(m.ref.Row), "household.no")
	}
	return key, ref.Card != 0 || key.no != ""
}

// headIn chooses the head of a household: who is called so newest, else whom most
// name; none where no row says.
func (h *homes) headIn(members []int32) int32 {
	if h.collectiveOf(members) {
		return none
	}
	named := map[int32]int{}
	for _, p := range members {
		if q := h.heads[p].person; q != none {
			named[q]++
		}
	}
	best := int32(none)
	better := func(p, q int32) bool {
		a, b := h.heads[p], h.heads[q]
		if a.self != b.self {
			return a.self
		}
		return cmp.Or(cmp.Compare(named[p], named[q]), a.asOf.Compare(b.asOf), cmp.Compare(q, p)) > 0
	}
	for _, p := range members {
		if !h.heads[p].self && named[p] == 0 {
			continue
		}
		if best == none || better(p, best) {
			best = p
		}
	}
	return best
}
