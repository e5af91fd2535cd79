package link

import (
	"cmp"
	"slices"
)

// settle divides the nodes into components and merges each on its own.
func settle(n *nodes, e *edges, threads int) *Result {
	comps := components(n, e)
	done := make([]settled, len(comps))
	const piece = 64
	chunks(len(comps), piece, threads, func(_, from, to int) {
		s := newScorer(n.table)
		for i := from; i < to; i++ {
			done[i] = newComponent(n, s, comps[i]).merge()
		}
	})
	return n.result(comps, done, e)
}

// part is one component: its nodes and the edges between them.
type part struct {
	nodes []int32
	edges []edge
	same  [][2]int32
	apart [][2]int32
}

// components are the nodes that edges or "same" rules hold together.
func components(n *nodes, e *edges) []part {
	root := make([]int32, n.len())
	for i := range root {
		root[i] = int32(i)
	}
	find := func(x int32) int32 {
		for root[x] != x {
			root[x] = root[root[x]]
			x = root[x]
		}
		return x
	}
	join := func(a, b int32) {
		if a, b = find(a), find(b); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	for _, x := range e.list {
		join(x.a, x.b)
	}
	for _, x := range n.same {
		join(x[0], x[1])
	}
	of := make([]int32, n.len())
	count := int32(0)
	for i := range of {
		if r := find(int32(i)); r == int32(i) {
			of[i] = count
			count++
		} else {
			of[i] = of[r]
		}
	}
	parts := make([]part, count)
	members := group(of, int(count))
	edgesOf := make([]int32, len(e.list))
	for i, x := range e.list {
		edgesOf[i] = of[x.a]
	}
	byPart := group(edgesOf, int(count))
	for i := range parts {
		parts[i].nodes = members.at(int32(i))
		list := byPart.at(int32(i))
		if len(list) == 0 {
			continue
		}
		parts[i].edges = make([]edge, len(list))
		for k, x := range list {
			parts[i].edges[k] = e.list[x]
		}
	}
	for _, x := range n.same {
		parts[of[x[0]]].same = append(parts[of[x[0]]].same, x)
	}
	for _, x := range n.apart {
		if of[x[0]] == of[x[1]] {
			parts[of[x[0]]].apart = append(parts[of[x[0]]].apart, x)
		}
	}
	return parts
}

// result names the entities by first record.
func (n *nodes) result(comps []part, done []settled, e *edges) *Result {
	r := &Result{
		Entity: make([]int32, len(n.sub)), Status: make([]Status, len(n.sub)), Weight: make([]float64, len(n.sub)),
		Stats: Stats{Nodes: n.len(), Keys: e.keys, Pairs: e.pairs, Edges: len(e.list), Components: len(comps), Skipped: e.skipped},
	}
	r.Lent = n.lent()
	entity := make([]int32, n.len())
	status := make([]Status, n.len())
	weight := make([]float64, n.len())
	for i, p := range comps {
		for k, node := range p.nodes {
			entity[node] = p.nodes[done[i].cluster[k]]
			status[node] = done[i].status[k]
			weight[node] = done[i].weight[k]
		}
		r.Open = append(r.Open, done[i].open...)
	}
	number := make([]int32, n.len())
	for rec := range n.sub {
		node := n.of[rec]
		if number[entity[node]] == 0 {
			r.Stats.Entities++
			number[entity[node]] = int32(r.Stats.Entities)
		}
		r.Entity[rec] = number[entity[node]] - 1
		r.Status[rec], r.Weight[rec] = status[node], weight[node]
	}
	slices.SortStableFunc(r.Open, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return r
}
