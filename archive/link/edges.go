package link

import "slices"

// edge is a pair of nodes that may be one: a > b.
type edge struct{ a, b int32 }

// index finds the nodes that share a block's key.
type index struct {
	keys  []int32 // node → range of slot numbers, len n+1
	slots []int32
	lists spans // slot → nodes, ascending
}

// mostKeys bounds the keys of one node in one block: a node of many spellings
// must not multiply.
const mostKeys = 24

// chunk is how many nodes are scored in one piece.
const chunk = 512

func newIndex(n *nodes, b Block) *index {
	ix := &index{keys: make([]int32, 1, n.len()+1)}
	keys := make([]uint64, 0, n.len())
	var scratch []uint64
	for node := range n.len() {
		scratch = n.blockKeys(b, int32(node), scratch[:0])
		keys = append(keys, scratch...)
		ix.keys = append(ix.keys, int32(len(keys)))
	}
	ix.slots = make([]int32, len(keys))
	slots := number(keys, ix.slots)
	owner := make([]int32, len(keys))
	for node := range n.len() {
		for i := ix.keys[node]; i < ix.keys[node+1]; i++ {
			owner[i] = int32(node)
		}
	}
	ix.lists = group(ix.slots, slots)
	for i, at := range ix.lists.items {
		ix.lists.items[i] = owner[at]
	}
	return ix
}

// number gives equal keys equal numbers in order of first sight, and returns how
// many there are.
func number(keys []uint64, out []int32) int {
	size := 64
	for size < 2*len(keys) {
		size *= 2
	}
	held, ids, mask := make([]uint64, size), make([]int32, size), uint64(size-1)
	n := int32(0)
	for k, key := range keys {
		i := key & mask
		for held[i] != 0 && held[i] != key {
			i = (i + 1) & mask
		}
		if held[i] == 0 {
			held[i], ids[i] = key, n
			n++
		}
		out[k] = ids[i]
	}
	return int(n)
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
				if k := mix(h, part); !slices.Contains(keys[from:], k) && len(keys)-from < mostKeys {
					keys = append(keys, k)
				}
			}
		}
		keys = append(keys[:0], keys[from:]...)
	}
	return keys
}

// edges are the pairs worth keeping and how many were looked at.
type edges struct {
	list                 []edge
	pairs, keys, skipped int
}

func findEdges(n *nodes, threads int) *edges {
	m := n.model
	blocks := make([]*index, len(m.Blocks))
	parallel(len(blocks), threads, func(b int) { blocks[b] = newIndex(n, m.Blocks[b]) })
	found := make([]edges, pieces(n.len(), chunk))
	chunks(n.len(), chunk, threads, func(piece, from, to int) {
		found[piece] = n.scan(blocks, int32(from), int32(to))
	})
	all := &edges{}
	for _, f := range found {
		all.list = append(all.list, f.list...)
		all.pairs += f.pairs
		all.keys += f.keys
		all.skipped += f.skipped
	}
	return all
}

// scan scores nodes from … to-1 against the nodes before them that share a key.
func (n *nodes) scan(blocks []*index, from, to int32) edges {
	var out edges
	s := newScorer(n.table)
	var near []int32
	for a := from; a < to; a++ {
		near = near[:0]
		for _, ix := range blocks {
			for k := ix.keys[a]; k < ix.keys[a+1]; k++ {
				list := ix.lists.at(ix.slots[k])
				out.keys++
				if len(list) > n.model.Longest {
					out.skipped++
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
			if n.model.Between && n.sub[n.members.at(a)[0]] == n.sub[n.members.at(b)[0]] {
				continue
			}
			if e, ok := n.edge(s, a, b); ok {
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
