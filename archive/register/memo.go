package register

import (
	"slices"
)

// memo is what a register has worked out, by hashes of all that it comes from: the
// rows, whether their numbers are another's, what is known of their addresses, and
// what was decided.
type memo struct {
	people map[uint64]known
	says   map[uint64]*says
	homes  map[uint64]homeSaid
	picks  map[uint64]*picks
}

// homeSaid is what rows say of a home.
type homeSaid struct {
	rows   []Ref
	values []Standing
}

func newMemo() *memo {
	return &memo{people: map[uint64]known{}, says: map[uint64]*says{}, homes: map[uint64]homeSaid{}, picks: map[uint64]*picks{}}
}

// sign hashes what the values of a person come from.
func (b *builder) sign(rows []int32, chosen []Decision) uint64 {
	h := uint64(len(rows))
	for _, i := range rows {
		m := &b.list[i]
		v := m.uid << 1
		if b.crowd.linked.Lent[i] {
			v |= 1
		}
		if n := b.shared(i); n > 1 {
			h = join(h, uint64(n))
		}
		h = join(join(h, v), b.places.signs[m.lives]^b.places.signs[m.registered]<<1)
	}
	for _, d := range chosen {
		h = joinText(joinText(h, d.Field), d.Value)
	}
	return join(h, b.places.pendingSign)
}

// move makes the memo speak of other places of the submissions: from where they
// stood to where they stand. What speaks of one that is gone is forgotten.
func (m *memo) move(from, to map[*held]int32, count int) {
	most := int32(none)
	for _, i := range from {
		most = max(most, i)
	}
	at, same := make([]int32, most+1), true
	for i := range at {
		at[i] = none
	}
	for h, i := range from {
		if k, stays := to[h]; stays {
			at[i] = k
			same = same && k == i
		}
	}
	if same {
		return
	}
	for k, p := range m.people {
		moved := known{lives: p.lives, room: p.room, asks: slices.Clone(p.asks)}
		ok := true
		moved.values, ok = moveValues(p.values, at)
		for _, e := range p.events {
			by, all := moveSources([]Source{e.By}, at)
			if ok = ok && all; ok {
				e.By = by[0]
				moved.events = append(moved.events, e)
			}
		}
		for i := range moved.asks {
			q := &moved.asks[i]
			rivals, all := moveRivals(q.Values, at)
			q.Values, ok = rivals, ok && all
		}
		if ok {
			m.people[k] = moved
		} else {
			delete(m.people, k)
		}
	}
	for k, h := range m.homes {
		values, ok := moveValues(h.values, at)
		rows := slices.Clone(h.rows)
		for i := range rows {
			rows[i].Sub = at[rows[i].Sub]
			ok = ok && rows[i].Sub != none
		}
		slices.SortFunc(rows, compareRefs)
		if ok {
			m.homes[k] = homeSaid{rows, values}
		} else {
			delete(m.homes, k)
		}
	}
}

func moveValues(values []Standing, at []int32) ([]Standing, bool) {
	out, ok := slices.Clone(values), true
	for i := range out {
		sources, all := moveSources(out[i].Sources, at)
		rivals, too := moveRivals(out[i].Rivals, at)
		out[i].Sources, out[i].Rivals, ok = sources, rivals, ok && all && too
	}
	return out, ok
}

func moveRivals(rivals []Rival, at []int32) ([]Rival, bool) {
	out, ok := slices.Clone(rivals), true
	for i := range out {
		sources, all := moveSources(out[i].Sources, at)
		out[i].Sources, ok = sources, ok && all
	}
	return out, ok
}

func moveSources(sources []Source, at []int32) ([]Source, bool) {
	out := slices.Clone(sources)
	for i := range out {
		if out[i].Row.Sub = at[out[i].Row.Sub]; out[i].Row.Sub == none {
			return nil, false
		}
	}
	return out, true
}
