package link

import "slices"

// What a run leaves for the next: its nodes, what they say, the keys they are found
// by, the edges between them, and how many held each value.
type earlier struct {
	nodes   *nodes
	signs   []uint64 // per node
	handles []int32  // per node: what the blocks call it
	count   int32    // handles given so far
	blocks  []*index
	edges   *edges
	crowds  [][]int32 // per field
}

// crowding is how many handles may be those of nodes that are gone, or of nodes that
// came later, for each that stood at first, before the blocks are made anew.
const crowding = 0.125

// edgesAgain finds the edges of the nodes, taking over from the run before those
// between nodes that say the same.
func (l *Linker) edgesAgain(threads int) *edges {
	n, old := l.nodes, l.earlier
	now := &earlier{nodes: n, signs: n.signs(l.rec.Content), crowds: n.crowds()}
	l.earlier = now
	if old == nil {
		now.index(threads)
		now.edges = n.scanAll(now.blocks, threads)
		return now.edges
	}
	was, gone := match(now.signs, old.signs)
	fresh := make([]bool, n.len())
	for node, before := range was {
		fresh[node] = before < 0
	}
	n.crowded(fresh, old.crowds)
	numbers := now.takeOver(old, was, gone, fresh, threads)
	now.edges = n.scanFresh(now.blocks, numbers, fresh, threads)
	now.edges.list = merged(now.edges.list, old.edges.list, was, len(old.signs), fresh)
	if int(now.count) > n.len()+int(crowding*float64(n.len())) {
		now.index(threads)
	}
	return now.edges
}

// index makes the blocks of the nodes alone.
func (e *earlier) index(threads int) {
	e.blocks, e.count = e.nodes.indexes(threads), int32(e.nodes.len())
	e.handles = make([]int32, e.count)
	for node := range e.handles {
		e.handles[node] = int32(node)
	}
}

// takeOver puts the nodes that are new into the blocks of the run before, and marks
// those of keys that many have come to share, or no longer do. It gives the nodes of
// the handles.
func (e *earlier) takeOver(old *earlier, was, gone []int32, fresh []bool, threads int) (numbers []int32) {
	n := e.nodes
	e.handles, e.count, e.blocks = make([]int32, len(was)), old.count, old.blocks
	var came []int32
	for node, before := range was {
		if before >= 0 {
			e.handles[node] = old.handles[before]
			continue
		}
		came = append(came, int32(node))
		e.handles[node] = e.count
		e.count++
	}
	numbers = make([]int32, e.count)
	for i := range numbers {
		numbers[i] = -1
	}
	for node, handle := range e.handles {
		numbers[handle] = int32(node)
	}
	turned := make([][]int32, len(e.blocks))
	Spread(len(e.blocks), threads, func(b int) {
		block, more, fewer := n.model.Blocks[b], []entry(nil), []uint64(nil)
		var scratch []uint64
		for _, node := range came {
			scratch = n.blockKeys(block, node, scratch[:0])
			for _, key := range scratch {
				more = append(more, entry{key, e.handles[node]})
			}
		}
		for _, node := range gone {
			fewer = append(fewer, old.nodes.blockKeys(block, node, scratch[:0])...)
		}
		e.blocks[b].add(more, numbers)
		turned[b] = e.blocks[b].turned(more, fewer, numbers, n.model.Longest)
	})
	for _, list := range turned {
		for _, node := range list {
			fresh[node] = true
		}
	}
	return numbers
}

// scanFresh scores the pairs of which one node is fresh.
func (n *nodes) scanFresh(blocks []*index, numbers []int32, fresh []bool, threads int) *edges {
	var list []int32
	for node, is := range fresh {
		if is {
			list = append(list, int32(node))
		}
	}
	found := n.scanPieces(len(list), threads, func(i int, room []int32) (int32, []int32) {
		a := list[i]
		var scratch []uint64
		for b, ix := range blocks {
			scratch = n.blockKeys(n.model.Blocks[b], a, scratch[:0])
			for _, key := range scratch {
				from := len(room)
				if room = ix.find(key, numbers, room); len(room)-from > n.model.Longest {
					room = room[:from]
				}
			}
		}
		slices.Sort(room)
		room = slices.DeleteFunc(slices.Compact(room), func(b int32) bool { return b == a || b > a && fresh[b] })
		return a, room
	})
	slices.SortFunc(found.list, compareEdges)
	return found
}

// signs hashes what each node says.
func (n *nodes) signs(content []uint64) []uint64 {
	out := make([]uint64, n.len())
	for node := range out {
		h := uint64(11)
		for _, r := range n.members.at(int32(node)) {
			h = mix(h, content[r])
			h = n.signLent(h, r)
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

// turned are the nodes of lists that have become too long to tell anything, or are
// that no more.
func (ix *index) turned(more []entry, fewer []uint64, numbers []int32, longest int) (out []int32) {
	change := map[uint64]int{}
	for _, e := range more {
		change[e.key]++
	}
	for _, key := range fewer {
		change[key]--
	}
	var list []int32
	for key, by := range change {
		if by == 0 {
			continue
		}
		list = ix.find(key, numbers, list[:0])
		if (len(list) > longest) != (len(list)-by > longest) {
			out = append(out, list...)
		}
	}
	return out
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
