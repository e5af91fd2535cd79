package link

import "slices"

// borrow marks the numbers that rows give under another name than their holder's,
// so that they neither join nor part anyone.
func (t *table) borrow(h *Holder) {
	ids, names := t.cols[h.ID], t.cols[h.Name]
	lent := lentTo(t, h)
	if len(lent) == 0 {
		return
	}
	raws := newInterner(len(ids.of.start) + len(lent))
	for r := range ids.raw {
		id, name := first(ids.at(int32(r))), first(names.at(int32(r)))
		if id < 0 {
			ids.raw[r] = -1
			continue
		}
		text := ids.textOf(int32(r))
		if _, found := slices.BinarySearch(lent, pairKey(id, name)); found {
			text = h.Mark + ids.texts[id]
		}
		ids.raw[r] = raws.id(text)
	}
	ids.fill(raws.texts, t.model.Fields[h.ID].Kind)
}

// textOf is a text that stands for the values of record r.
func (c *column) textOf(r int32) string {
	values := c.at(r)
	if len(values) == 1 {
		return c.texts[values[0]]
	}
	text := c.texts[values[0]]
	for _, v := range values[1:] {
		text += Also + c.texts[v]
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

// lentTo is, ascending, the pairs of a trusted number and a name that is not its
// holder's.
func lentTo(t *table, h *Holder) []uint64 {
	ids, names := t.cols[h.ID], t.cols[h.Name]
	var held []uint64
	for r := range ids.raw {
		id, name := first(ids.at(int32(r))), first(names.at(int32(r)))
		if id >= 0 && name >= 0 && ids.values.Key(h.Part, id) != 0 {
			held = append(held, pairKey(id, name))
		}
	}
	slices.Sort(held)
	var lent []uint64
	for i := 0; i < len(held); {
		j := i
		for j < len(held) && held[j]>>32 == held[i]>>32 {
			j++
		}
		if held[i] != held[j-1] {
			lent = append(lent, strangers(held[i:j], names.values, h.Differs)...)
		}
		i = j
	}
	return lent
}

// strangers are the pairs, of one number and several names, whose name is wholly
// another than that of most rows: at least two rows and twice as many.
func strangers(held []uint64, names Column, differs Levels) []uint64 {
	type bearer struct {
		name int32
		rows int
	}
	var all []bearer
	for i, p := range held {
		if i > 0 && p == held[i-1] {
			all[len(all)-1].rows++
		} else {
			all = append(all, bearer{int32(uint32(p)), 1})
		}
	}
	most := slices.MaxFunc(all, func(a, b bearer) int { return a.rows - b.rows })
	support := 0
	for _, b := range all {
		if !differs.Has(names.Level(b.name, most.name)) {
			support += b.rows
		}
	}
	var lent []uint64
	for _, b := range all {
		if differs.Has(names.Level(b.name, most.name)) && support >= 2 && support >= 2*b.rows {
			lent = append(lent, held[0]&^0xffffffff|uint64(uint32(b.name)))
		}
	}
	return lent
}
