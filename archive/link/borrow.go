package link

import (
	"cmp"
	"slices"
	"strings"
)

// borrow marks the numbers that rows give under another name than their holder's,
// so that they neither join nor part anyone, and forgets what was read off them.
func (t *table) borrow(h *Holder) {
	ids, names := t.cols[h.ID], t.cols[h.Name]
	pairs := lentTo(t, h)
	if len(pairs) == 0 {
		t.tellWhose(h, nil)
		return
	}
	var lent []int32
	for r := range int32(len(t.sub)) {
		if id, name := first(ids.at(r)), first(names.at(r)); id >= 0 && name >= 0 {
			if _, is := slices.BinarySearch(pairs, pairKey(id, name)); is {
				lent = append(lent, r)
			}
		}
	}
	ofHome := t.shared(h, lent)
	ids.change(t.model.Fields[h.ID].Kind, lent, func(r int32) string { return h.Mark + ids.textOf(r) })
	for _, f := range h.Derived {
		c := t.cols[f]
		c.change(t.model.Fields[f].Kind, lent, func(r int32) string {
			text := stated(c.textOf(r))
			if read, ok := strings.CutPrefix(c.textOf(r), derived); ok && text == "" && f == h.Birth && ofHome[r] {
				return h.KeptMark + read
			}
			return text
		})
	}
	t.tellWhose(h, ofHome)
}

// shared are the rows, of those whose number is another's, that share a phone or a
// room with its holder.
func (t *table) shared(h *Holder, lent []int32) map[int32]bool {
	ids := t.cols[h.ID]
	place := make([]int32, len(ids.texts)) // of a lent number, from 1
	count := int32(0)
	is := make(map[int32]bool, len(lent))
	for _, r := range lent {
		is[r] = true
		if id := first(ids.at(r)); place[id] == 0 {
			count++
			place[id] = count
		}
	}
	holds := make([]map[uint64]bool, count+1)
	for r := range int32(len(ids.raw)) {
		id := first(ids.at(r))
		if id < 0 || place[id] == 0 || is[r] {
			continue
		}
		if holds[place[id]] == nil {
			holds[place[id]] = map[uint64]bool{}
		}
		t.nearKeys(h, r, func(key uint64) { holds[place[id]][key] = true })
	}
	out := map[int32]bool{}
	for _, r := range lent {
		t.nearKeys(h, r, func(key uint64) {
			if holds[place[first(ids.at(r))]][key] {
				out[r] = true
			}
		})
	}
	return out
}

func (t *table) nearKeys(h *Holder, r int32, do func(key uint64)) {
	for i, p := range h.Near {
		c := t.cols[p.Field]
		for _, v := range c.at(r) {
			if key := c.values.Key(p.Part, v); key != 0 {
				do(mix(uint64(i), key))
			}
		}
	}
}

// whose is whose identifier a record gives.
type whose uint8

const (
	own        whose = iota
	anothers         // another's
	housemates       // another's of the same home
)

// signLent adds to a hash whether a record's identifier is another's.
func (t *table) signLent(h uint64, r int32) uint64 {
	if w := t.another[r]; w != own {
		return mix(h, uint64(w)+1)
	}
	return h
}

// tellWhose finds whose identifier each record gives: marked as another's, and then
// perhaps of one of its home.
func (t *table) tellWhose(h *Holder, ofHome map[int32]bool) {
	c := t.cols[h.ID]
	marked := make([]bool, len(c.texts))
	for v, text := range c.texts {
		marked[v] = strings.HasPrefix(text, h.Mark)
	}
	for r := range t.another {
		if v := first(c.at(int32(r))); v >= 0 && marked[v] {
			t.another[r] = anothers
		}
	}
	for r := range ofHome {
		t.another[r] = housemates
	}
}

// lent tells of each record whether its identifier is marked as another's.
func (t *table) lent() []bool {
	out := make([]bool, len(t.another))
	for r, w := range t.another {
		out[r] = w != own
	}
	return out
}

// stated is a text without the values that were read off an identifier.
func stated(text string) string {
	if !strings.Contains(text, derived) {
		return text
	}
	kept := slices.DeleteFunc(strings.Split(text, Also), func(s string) bool { return strings.HasPrefix(s, derived) })
	return strings.Join(kept, Also)
}

// textOf is a text that stands for the values of record r, "" where it has none.
func (c *column) textOf(r int32) string {
	values := c.at(r)
	if len(values) == 1 {
		return c.texts[values[0]]
	}
	text := ""
	for i, v := range values {
		if i > 0 {
			text += Also
		}
		text += c.texts[v]
	}
	return text
}

func first(values []int32) int32 {
	if len(values) == 0 {
		return -1
	}
	return values[0]
}

func pairKey(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// claim is one row's number under one row's name.
type claim struct {
	number uint64 // hash
	id     int32
	name   int32
	lent   bool // the row itself contradicts the number
}

// lentTo is, ascending, the pairs of a number and a name that is not its holder's.
func lentTo(t *table, h *Holder) []uint64 {
	claims := t.claims(h)
	names := t.cols[h.Name].values
	holders := map[int32]uint64{} // name → the number that it holds
	each(claims, func(same []claim) {
		if most := holder(same); most >= 0 {
			holders[most] = same[0].number
		}
	})
	var lent []uint64
	each(claims, func(same []claim) {
		for _, name := range strangers(same, names, h.Differs, func(c claim) bool { return holders[c.name] != 0 && holders[c.name] != c.number }) {
			for _, c := range same {
				if c.name == name && !c.lent {
					lent = append(lent, pairKey(c.id, name))
				}
			}
		}
	})
	slices.Sort(lent)
	return slices.Compact(lent)
}

// claims are the trusted numbers that rows give, by number and name.
func (t *table) claims(h *Holder) []claim {
	ids, names := t.cols[h.ID], t.cols[h.Name]
	numbers, given := make([]uint64, len(ids.texts)), make([]bool, len(ids.texts))
	var list []int32 // ID numbers that rows give, of those that are trusted
	for r := range ids.raw {
		id, name := first(ids.at(int32(r))), first(names.at(int32(r)))
		if id < 0 || name < 0 || given[id] {
			continue
		}
		given[id] = true
		if numbers[id] = ids.values.Key(h.Part, id); numbers[id] != 0 {
			list = append(list, id)
		}
	}
	slices.SortFunc(list, func(a, b int32) int { return cmp.Compare(numbers[a], numbers[b]) })
	place := make([]int32, len(ids.texts)) // of an ID number's claims, from 1
	last := int32(0)
	for i, id := range list {
		if i == 0 || numbers[id] != numbers[list[i-1]] {
			last++
		}
		place[id] = last
	}
	of := make([]int32, len(ids.raw)) // per row, 0 where it claims nothing
	for r := range of {
		if id, name := first(ids.at(int32(r))), first(names.at(int32(r))); id >= 0 && name >= 0 {
			of[r] = place[id]
		}
	}
	rows := group(of, int(last)+1)
	out := make([]claim, 0, len(of)-int(rows.start[1]))
	for k := int32(1); k <= last; k++ {
		from := len(out)
		for _, r := range rows.at(k) {
			id := first(ids.at(r))
			out = append(out, claim{numbers[id], id, first(names.at(r)), strings.HasPrefix(ids.texts[id], h.Mark)})
		}
		slices.SortFunc(out[from:], func(a, b claim) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id)) })
	}
	return out
}

// each calls do with the claims of each number that more than one name claims.
func each(claims []claim, do func(same []claim)) {
	for i := 0; i < len(claims); {
		j := i
		for j < len(claims) && claims[j].number == claims[i].number {
			j++
		}
		do(claims[i:j])
		i = j
	}
}

// holder is the name under which most rows give a number, at least two and more
// than under any other; -1 where there is none.
func holder(same []claim) int32 {
	best, rows, second := int32(-1), 1, 0
	for i := 0; i < len(same); {
		j, sound := i, 0
		for j < len(same) && same[j].name == same[i].name {
			if !same[j].lent {
				sound++
			}
			j++
		}
		if sound > rows {
			best, rows, second = same[i].name, sound, rows
		} else {
			second = max(second, sound)
		}
		i = j
	}
	if rows == second {
		return -1
	}
	return best
}

// strangers are the names that a number is lent to: those of rows that contradict
// it, those that are wholly other than the holder's and have at most half as many
// rows, and near ones that hold a number of their own: a twin's, a brother's.
func strangers(same []claim, names Column, differs Levels, elsewhere func(claim) bool) []int32 {
	most := holder(same)
	support := 0
	for _, c := range same {
		if most >= 0 && !c.lent && !differs.Has(names.Level(c.name, most)) {
			support++
		}
	}
	var lent []int32
	for i := 0; i < len(same); {
		j, marked := i, false
		for j < len(same) && same[j].name == same[i].name {
			marked = marked || same[j].lent
			j++
		}
		c, rows := same[i], j-i
		i = j
		switch {
		case c.name == most: // rows that contradict the number speak for themselves alone
		case marked:
			lent = append(lent, c.name)
		case most < 0:
		case differs.Has(names.Level(c.name, most)):
			if support >= 2*rows {
				lent = append(lent, c.name)
			}
		case elsewhere(c):
			lent = append(lent, c.name)
		}
	}
	return lent
}
