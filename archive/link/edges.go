package link

import (
	"cmp"
	"slices"
)

// edge is a pair of nodes that may be one: a > b.
type edge struct{ a, b int32 }

// chunk is how many nodes are scored in one piece.
const chunk = 512

// edges are the pairs worth keeping, in order of their nodes, and how many were
// looked at.
type edges struct {
	list                 []edge
	pairs, keys, skipped int
}

// findEdges scores all nodes against each other that share a key.
func findEdges(n *nodes, threads int) *edges {
	return n.scanAll(n.indexes(threads), threads)
}

func (n *nodes) indexes(threads int) []*index {
	blocks := make([]*index, len(n.model.Blocks))
	Spread(len(blocks), threads, func(b int) { blocks[b] = newIndex(n, n.model.Blocks[b]) })
	return blocks
}

// scanAll scores all pairs of nodes that blocks, made for them alone, bring together.
func (n *nodes) scanAll(blocks []*index, threads int) *edges {
	near, skipped := candidates(blocks, n.len(), n.model.Longest)
	all := n.scanPieces(n.len(), threads, func(i int, _ []int32) (int32, []int32) {
		list := near.at(int32(i))
		slices.Sort(list)
		return int32(i), slices.Compact(list)
	})
	all.skipped = skipped
	for _, ix := range blocks {
		all.keys += len(ix.keys)
	}
	return all
}

// scanPieces scores count nodes, in pieces, each against those that near gives, which
// may use the room for its answer. What it finds is in the order of the nodes.
func (n *nodes) scanPieces(count, threads int, near func(i int, room []int32) (int32, []int32)) *edges {
	found := make([]edges, pieces(count, chunk))
	chunks(count, chunk, threads, func(piece, from, to int) {
		out, s := &found[piece], newScorer(n.table)
		var room []int32
		for i := from; i < to; i++ {
			a, list := near(i, room[:0])
			room = list
			out.pairs += len(list)
			n.scan(s, a, list, out)
		}
	})
	all := &edges{}
	total := 0
	for _, f := range found {
		total += len(f.list)
	}
	all.list = make([]edge, 0, total)
	for _, f := range found {
		all.list = append(all.list, f.list...)
		all.pairs += f.pairs
	}
	return all
}

func compareEdges(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) }

// scan scores a node against some others.
func (n *nodes) scan(s *scorer, a int32, near []int32, out *edges) {
	s.left(n.profileOf(a, s.a))
	for _, b := range near {
		if n.model.Between && n.sub[n.members.at(a)[0]] == n.sub[n.members.at(b)[0]] {
			continue
		}
		if e, ok := n.edge(s, a, b); ok {
			e.a, e.b = max(a, b), min(a, b)
			out.list = append(out.list, e)
		}
	}
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
