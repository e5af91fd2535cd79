package register

import (
	"cmp"
	"fmt"
	"slices"

	"huce/archive/link"
	"huce/forms"
	"huce/forms/vocab"
)

// Rules names the rules by which this version makes a register; a register made by
// others is made anew.
const Rules = "7"

// Options are what Build needs beside claims and decisions.
type Options struct {
	Threads int // goroutines; 0 for as many as there are processors
}

// Build makes the register that claims and decisions give. It numbers people,
// households and dwellings in the order of their addresses (P00001 …); ids that
// last are the archive's. It never changes what it is given.
func Build(subs []Submission, decisions []Decision, o Options) (*Register, error) {
	return NewMaker(o).Make(subs, decisions)
}

// whole checks what everything relies on: columns as long as their sheets.
func whole(subs []Submission) error {
	for i := range subs {
		for _, c := range subs[i].Claims {
			if !c.Whole() {
				return forms.NewFault("claims_damaged", subs[i].File, c.Sheet)
			}
		}
	}
	return nil
}

// builder is a register in the making.
type builder struct {
	threads   int
	model     *link.Model
	shared    func(mention int32) int // how many names hold the phone that it gives
	reg       *Register
	subs      []Submission // in canonical order
	list      []mention
	start     []int32 // per submission in canonical order: its first mention
	places    *places
	rec       *link.Records
	settled   settled
	decisions []Decision
	crowd     *crowd
	values    *valuer
	people    []known // by the crowd's numbers
	signs     []uint64
	age       [][3]string // per person: what people are ordered by
	homes     *homes
	household []int32 // per person: the household's first person, none
	to        []int32 // person of the crowd → index into reg.People
	memo      *memo   // of the register before
	next      *memo   // of this one
}

// known is one person of the crowd as far as the rows tell.
type known struct {
	values []Standing
	asks   []Question
	events []Event
	lives  string // the address that gives the room
	room   int32
}

// unplaced counts the rows of nobody.
func (b *builder) unplaced(unnamed []Ref) {
	b.reg.Unplaced = slices.Clone(unnamed)
	for i, p := range b.crowd.person {
		if p == none {
			b.reg.Unplaced = append(b.reg.Unplaced, b.list[i].ref)
		}
	}
	slices.SortFunc(b.reg.Unplaced, compareRefs)
}

func residents() *link.Model {
	return link.Residents(func(s string) string {
		full, _ := vocab.Pinyin(s)
		return full
	})
}

func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Sub, b.Sub), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row))
}

// choose finds the values that stand for each person.
func (b *builder) choose() {
	b.values = newValuer(b.subs, b.list, b.crowd.linked.Lent, b.places)
	b.values.shared = b.shared
	b.people, b.signs = make([]known, len(b.crowd.rows)), make([]uint64, len(b.crowd.rows))
	const piece = 64
	link.Spread((len(b.people)+piece-1)/piece, b.threads, func(k int) {
		var cells []cell
		for p := k * piece; p < min((k+1)*piece, len(b.people)); p++ {
			chosen := b.chosen(b.crowd.rows[p])
			b.signs[p] = b.sign(b.crowd.rows[p], chosen)
			if known, same := b.memo.people[b.signs[p]]; same {
				b.people[p] = known
				continue
			}
			cells = b.values.cells(b.crowd.rows[p], false, cells[:0])
			b.people[p] = b.values.person(cells, chosen)
		}
	})
	for p := range b.people {
		b.next.people[b.signs[p]] = b.people[p]
		if lives := b.people[p].lives; lives != "" {
			b.people[p].room = b.places.find(lives)
		} else {
			b.people[p].room = none
		}
	}
}

// chosen are the values that clerks settled for the person of some rows.
func (b *builder) chosen(rows []int32) []Decision {
	var out []Decision
	for _, i := range rows {
		out = append(out, b.settled.stands[i]...)
	}
	return latestByField(out)
}

// house puts people into homes.
func (b *builder) house() {
	h := &homes{
		list: b.list, subs: b.subs, places: b.places, people: b.crowd.rows, room: make([]int32, len(b.people)),
		byID: map[string]int32{}, byName: map[string][]int32{}, names: make([]string, len(b.people)), lives: make([]string, len(b.people)), says: b.says(),
		together: b.settled.homes(b.crowd.person, Together), apart: b.settled.homes(b.crowd.person, Apart),
	}
	for p := range b.people {
		h.room[p] = b.people[p].room
		h.lives[p] = b.people[p].lives
		h.names[p] = valueOf(b.people[p].values, "person.name")
		h.byName[h.names[p]] = append(h.byName[h.names[p]], int32(p))
		if id := valueOf(b.people[p].values, "person.id_no"); validID(id) {
			h.byID[id] = int32(p)
		}
	}
	b.homes = h
	b.household = h.gather()
	for p := range b.people {
		if at := h.room[p]; at != b.people[p].room {
			b.people[p].room = at
			b.people[p].liveAt(b.places.written[at])
		}
	}
}

// liveAt writes an address in full, now that its unit is known.
func (k *known) liveAt(address string) {
	k.values = slices.Clone(k.values) // the ones before are another register's too
	for i := range k.values {
		if k.values[i].Field == "person.residence_address" {
			k.values[i].Value = address
		}
	}
}

// numbered is an id of the register.
func numbered(prefix string, i int) string { return fmt.Sprintf("%s%05d", prefix, i+1) }
