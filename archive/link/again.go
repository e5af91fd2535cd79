package link

import "slices"

// What a run leaves for the next: its nodes by what they say, the keys they are found
// by, the edges between them, and how many held each value.
type earlier struct {
	signs  []uint64 // per node
	blocks []*index
	edges  *edges
	crowds [][]int32 // per field
}

// edgesAgain finds the edges of the nodes, taking over from the run before those
// between nodes that say the same.
func (l *Linker) edgesAgain(threads int) *edges {
	n, old := l.nodes, l.earlier
	now := &earlier{signs: n.signs(l.rec.Content), crowds: n.crowds()}
	l.earlier = now
	if old == nil {
		now.blocks = n.indexes(nil, nil, threads)
		now.edges = n.scanAll(now.blocks, nil, threads)
		return now.edges
	}
	was, gone := match(now.signs, old.signs)
	now.blocks = n.indexes(old.blocks, was, threads)
	fresh := make([]bool, n.len())
	for node, before := range was {
		fresh[node] = before < 0
	}
	n.crowded(fresh, old.crowds)
	for b := range now.blocks {
		now.blocks[b].turned(fresh, was, gone, old.blocks[b], n.model.Longest)
	}
	now.edges = n.scanAll(now.blocks, fresh, threads)
	now.edges.list = merged(now.edges.list, old.edges.list, was, len(old.signs), fresh)
	return now.edges
}

// signs hashes what each node says.
func (n *nodes) signs(content []uint64) []uint64 {
	out := make([]uint64, n.len())
	lent := n.lent()
	for node := range out {
		h := uint64(11)
		for _, r := range n.members.at(int32(node)) {
			h = mix(h, content[r])
			if lent[r] {
				h = mix(h, 2)
			}
		}
		out[node] = h
	}
	return out
}

func (n *nodes) crowds() [][]int32 {
	out := make([][]int32, len(n.cols))
	for f, c := range n.cols {
		out[f] = c.crowd
	}
	return out
}

// match finds for each node the one that said the same before, -1 where none did,
// and those of before that are gone.
func match(now, before []uint64) (was []int32, gone []int32) {
	at := newNumbering(len(before))
	for _, sign := range before {
		at.of(sign)
	}
	first := make([]int32, at.count)
	for i := len(before) - 1; i >= 0; i-- {
		first[at.of(before[i])] = int32(i)
	}
	was = make([]int32, len(now))
	stays := make([]bool, len(before))
	for node, sign := range now {
		was[node] = -1
		if k := at.look(sign); k >= 0 && !stays[first[k]] {
			was[node] = first[k]
			stays[first[k]] = true
		}
	}
	for i, here := range stays {
		if !here {
			gone = append(gone, int32(i))
		}
	}
	return was, gone
}

// crowded marks the nodes that hold a value of which the number of holders, and so
// its weight, has changed.
func (n *nodes) crowded(fresh []bool, old [][]int32) {
	for f, c := range n.cols {
		most := int32(n.model.Fields[f].Crowd)
		if most == 0 {
			continue
		}
		changed := make([]bool, len(c.crowd))
		any := false
		for v, k := range c.crowd {
			before := int32(0)
			if v < len(old[f]) {
				before = old[f][v]
			}
			changed[v] = k != before && max(k, before) > most
			any = any || changed[v]
		}
		for node := range int32(len(fresh)) {
			if any && !fresh[node] && slices.ContainsFunc(n.profiles[f].at(node), func(v int32) bool { return changed[v] }) {
				fresh[node] = true
			}
		}
	}
}

// turned marks the nodes of lists that have become too long to tell anything, or
// are that no more.
func (ix *index) turned(fresh []bool, was, gone []int32, old *index, longest int) {
	more := map[uint64]int{}
	for node, before := range was {
		if before < 0 {
			for _, key := range ix.keysOf(int32(node)) {
				more[key]++
			}
		}
	}
	for _, node := range gone {
		for _, key := range old.keysOf(node) {
			more[key]--
		}
	}
	for key, change := range more {
		slot := ix.number.look(key)
		if slot < 0 || change == 0 {
			continue
		}
		list := ix.lists.at(slot)
		if (len(list) > longest) != (len(list)-change > longest) {
			for _, node := range list {
				fresh[node] = true
			}
		}
	}
}

// merged are the edges found anew and, of those of before, the ones between nodes
// that aren't fresh; both in order.
func merged(found, old []edge, was []int32, before int, fresh []bool) []edge {
	to := make([]int32, before)
	for i := range to {
		to[i] = -1
	}
	for node, i := range was {
		if i >= 0 && !fresh[node] {
			to[i] = int32(node)
		}
	}
	out := make([]edge, 0, len(found)+len(old))
	at, sorted := 0, true
	last := edge{-1, -1}
	for _, e := range old {
		a, b := to[e.a], to[e.b]
		if a < 0 || b < 0 {
			continue
		}
		e = edge{max(a, b), min(a, b)}
		for at < len(found) && compareEdges(found[at], e) < 0 {
			out = append(out, found[at])
			at++
		}
		sorted = sorted && compareEdges(last, e) < 0
		last = e
		out = append(out, e)
	}
	out = append(out, found[at:]...)
	if !sorted { // submissions of one day changed places
		slices.SortFunc(out, compareEdges)
	}
	return out
}
