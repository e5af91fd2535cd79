package link

import (
	"cmp"
	"slices"
)

// edge is a pair of nodes that may be one: a > b.
type edge struct{ a, b int32 }

// index finds the nodes that share a block's key.
type index struct {
	start  []int32  // node → range of its keys, len n+1
	keys   []uint64 // hashes
	slots  []int32  // per key: the number of its list
	lists  spans    // slot → nodes, ascending
	number *numbering
}

// mostKeys bounds the keys of one node in one block: a node of many spellings
// must not multiply.
const mostKeys = 24

// chunk is how many nodes are scored in one piece.
const chunk = 512

// newIndex finds the keys of all nodes; of those that an earlier index has, there.
func newIndex(n *nodes, b Block, old *index, was []int32) *index {
	ix := &index{start: make([]int32, 1, n.len()+1), keys: make([]uint64, 0, n.len())}
	var scratch []uint64
	for node := range n.len() {
		if old != nil && was[node] >= 0 {
			ix.keys = append(ix.keys, old.keysOf(was[node])...)
		} else {
			scratch = n.blockKeys(b, int32(node), scratch[:0])
			ix.keys = append(ix.keys, scratch...)
		}
		ix.start = append(ix.start, int32(len(ix.keys)))
	}
	ix.slots = make([]int32, len(ix.keys))
	ix.number = newNumbering(len(ix.keys))
	for k, key := range ix.keys {
		ix.slots[k] = ix.number.of(key)
	}
	owner := make([]int32, len(ix.keys))
	for node := range n.len() {
		for i := ix.start[node]; i < ix.start[node+1]; i++ {
			owner[i] = int32(node)
		}
	}
	ix.lists = group(ix.slots, int(ix.number.count))
	for i, at := range ix.lists.items {
		ix.lists.items[i] = owner[at]
	}
	return ix
}

func (ix *index) keysOf(node int32) []uint64 { return ix.keys[ix.start[node]:ix.start[node+1]] }

// numbering gives equal keys equal numbers in order of first sight.
type numbering struct {
	held  []uint64
	ids   []int32
	count int32
}

func newNumbering(n int) *numbering {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &numbering{held: make([]uint64, size), ids: make([]int32, size)}
}

func (x *numbering) of(key uint64) int32 {
	i := x.find(key)
	if x.held[i] == 0 {
		x.held[i], x.ids[i] = key, x.count
		x.count++
	}
	return x.ids[i]
}

// look is the number of a key, -1 where it has none.
func (x *numbering) look(key uint64) int32 {
	if i := x.find(key); x.held[i] != 0 {
		return x.ids[i]
	}
	return -1
}

func (x *numbering) find(key uint64) uint64 {
	mask := uint64(len(x.held) - 1)
	i := key & mask
	for x.held[i] != 0 && x.held[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// blockKeys are the distinct keys of a node in a block: one for each combination
// of what it is known by.
func (n *nodes) blockKeys(b Block, node int32, keys []uint64) []uint64 {
	keys = append(keys, 1)
	for _, p := range b {
		col := n.cols[p.Field]
		from := len(keys)
		for _, v := range n.profiles[p.Field].at(node) {
			part := col.values.Key(p.Part, v)
			if part == 0 {
				continue
			}
			for _, h := range keys[:from] {
				if k := mix(h, part); !slices.Contains(keys[from:], k) {
					keys = append(keys, k)
				}
			}
		}
		if len(keys)-from > mostKeys { // whichever: the order of values must not tell
			slices.Sort(keys[from:])
			keys = keys[:from+mostKeys]
		}
		keys = append(keys[:0], keys[from:]...)
	}
	return keys
}

// edges are the pairs worth keeping, in order of their nodes, and how many were
// looked at.
type edges struct {
	list                 []edge
	pairs, keys, skipped int
}

// findEdges scores all nodes against each other that share a key.
func findEdges(n *nodes, threads int) *edges {
	return n.scanAll(n.indexes(nil, nil, threads), nil, threads)
}

func (n *nodes) indexes(old []*index, was []int32, threads int) []*index {
	blocks := make([]*index, len(n.model.Blocks))
	parallel(len(blocks), threads, func(b int) {
		var before *index
		if old != nil {
			before = old[b]
		}
		blocks[b] = newIndex(n, n.model.Blocks[b], before, was)
	})
	return blocks
}

// scanAll scores the pairs of which one node is fresh; all, where fresh is nil.
func (n *nodes) scanAll(blocks []*index, fresh []bool, threads int) *edges {
	found := make([]edges, pieces(n.len(), chunk))
	chunks(n.len(), chunk, threads, func(piece, from, to int) {
		found[piece] = n.scan(blocks, fresh, int32(from), int32(to))
	})
	all := &edges{}
	for _, f := range found {
		all.list = append(all.list, f.list...)
		all.pairs += f.pairs
		all.keys += f.keys
		all.skipped += f.skipped
	}
	if fresh != nil {
		slices.SortFunc(all.list, compareEdges)
	}
	return all
}

func compareEdges(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) }

// scan scores nodes from … to-1 against the nodes before them that share a key; a
// fresh node also against those after it that aren't fresh.
func (n *nodes) scan(blocks []*index, fresh []bool, from, to int32) edges {
	var out edges
	s := newScorer(n.table)
	var near []int32
	for a := from; a < to; a++ {
		if fresh != nil && !fresh[a] {
			continue
		}
		near = near[:0]
		for _, ix := range blocks {
			for k := ix.start[a]; k < ix.start[a+1]; k++ {
				list := ix.lists.at(ix.slots[k])
				out.keys++
				if len(list) > n.model.Longest {
					out.skipped++
					continue
				}
				if fresh != nil {
					near = append(near, list...)
					continue
				}
				before, _ := slices.BinarySearch(list, a)
				near = append(near, list[:before]...)
			}
		}
		slices.Sort(near)
		near = slices.Compact(near)
		out.pairs += len(near)
		s.left(n.profileOf(a, s.a))
		for _, b := range near {
			if b == a || b > a && fresh[b] {
				continue
			}
			if n.model.Between && n.sub[n.members.at(a)[0]] == n.sub[n.members.at(b)[0]] {
				continue
			}
			if e, ok := n.edge(s, a, b); ok {
				e.a, e.b = max(a, b), min(a, b)
				out.list = append(out.list, e)
			}
		}
	}
	return out
}

func (n *nodes) edge(s *scorer, a, b int32) (edge, bool) {
	s.right(n.profileOf(b, s.b))
	verdict, gate := s.compare()
	if verdict == Never {
		return edge{}, false
	}
	w := s.weight()
	return edge{a: a, b: b}, n.model.keeps(verdict, gate, w)
}

// profileOf fills p with what a node is known by.
func (n *nodes) profileOf(node int32, p profile) profile {
	for f := range p {
		p[f] = n.profiles[f].at(node)
	}
	return p
}
