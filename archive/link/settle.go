package link

import (
	"cmp"
	"slices"
)

// part is one component: its nodes, ascending, and the edges between them.
type part struct {
	nodes []int32
	edges []edge
	sign  uint64 // a hash of what it says, 0 for none
}

// unit is what merging starts from: a node, or what a rule has parted of one.
type unit struct {
	records []int32
	known   profile
}

// components are the nodes that edges hold together.
func components(n *nodes, e *edges) []part {
	sets := newSets(n.len())
	for _, x := range e.list {
		sets.join(x.a, x.b)
	}
	of, count := sets.number()
	parts := make([]part, count)
	members := group(of, int(count))
	edgesOf := make([]int32, len(e.list))
	for i, x := range e.list {
		edgesOf[i] = of[x.a]
	}
	byPart := group(edgesOf, int(count))
	all := make([]edge, 0, len(e.list))
	for i := range parts {
		parts[i].nodes = members.at(int32(i))
		from := len(all)
		for _, x := range byPart.at(int32(i)) {
			all = append(all, e.list[x])
		}
		parts[i].edges = all[from:]
	}
	return parts
}

// sets are numbers that belong together.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(x int32) int32 {
	for s[x] != x {
		s[x] = s[s[x]]
		x = s[x]
	}
	return x
}

func (s sets) join(a, b int32) {
	if a, b = s.find(a), s.find(b); a != b {
		s[max(a, b)] = min(a, b)
	}
}

// number numbers the sets by their first member.
func (s sets) number() (of []int32, count int32) {
	of = make([]int32, len(s))
	for i := range of {
		if r := s.find(int32(i)); r == int32(i) {
			of[i] = count
			count++
		} else {
			of[i] = of[r]
		}
	}
	return of, count
}

// sign hashes what each component says, where the records tell.
func (l *Linker) sign(threads int) {
	content := l.rec.Content
	if content == nil {
		return
	}
	n := l.nodes
	chunks(len(l.parts), 64, threads, func(_, from, to int) {
		for i := from; i < to; i++ {
			p := &l.parts[i]
			h := uint64(9)
			for _, node := range p.nodes {
				h = mix(h, 1)
				for _, r := range n.members.at(node) {
					h = mix(h, content[r])
					h = n.signLent(h, r)
				}
				for f := range n.model.Fields {
					h = n.signCrowd(h, f, node)
				}
			}
			for _, e := range p.edges {
				h = mix(h, uint64(p.at(e.a))<<32|uint64(p.at(e.b)))
			}
			p.sign = h
		}
	})
}

// signCrowd adds how many others hold a node's values, where that changes their
// weight.
func (n *nodes) signCrowd(h uint64, f int, node int32) uint64 {
	most := n.model.Fields[f].Crowd
	if most == 0 {
		return h
	}
	for _, v := range n.profiles[f].at(node) {
		if k := int(n.cols[f].crowd[v]); k > most {
			h = mix(h, uint64(f)<<32|uint64(k))
		}
	}
	return h
}

// at is the position of a node.
func (p *part) at(node int32) int32 {
	i, _ := slices.BinarySearch(p.nodes, node)
	return int32(i)
}

// takeOver is, per component, what came of one before that said the same: nothing
// where none did.
func (l *Linker) takeOver(before []part, done []settled) []settled {
	out := make([]settled, len(l.parts))
	if l.rec.Content == nil || len(done) == 0 {
		return out
	}
	at := newNumbering(len(before))
	which := make([]int32, 0, len(before))
	for i := range before {
		if before[i].sign != 0 && done[i].records != nil && int(at.of(before[i].sign)) == len(which) {
			which = append(which, int32(i))
		}
	}
	for i := range l.parts {
		if l.parts[i].sign == 0 {
			continue
		}
		if k := at.look(l.parts[i].sign); k >= 0 {
			out[i] = done[which[k]].moved(l.nodes.recordsOf(l.parts[i].nodes))
		}
	}
	return out
}

// settle merges each component on its own: those that no rule touches once.
func (l *Linker) settle(rules Rules, threads int) *Result {
	n := l.nodes
	if l.done == nil {
		l.done = make([]settled, len(l.parts))
	}
	ruled, free := l.rule(rules)
	var todo []int
	for _, i := range free {
		if l.done[i].records == nil {
			todo = append(todo, i)
		}
	}
	outcomes := make([]settled, len(ruled))
	chunks(len(todo)+len(ruled), 64, threads, func(_, from, to int) {
		s := newScorer(n.table)
		for i := from; i < to; i++ {
			if i >= len(todo) {
				outcomes[i-len(todo)] = newComponent(n, s, ruled[i-len(todo)]).merge()
				continue
			}
			p := &l.parts[todo[i]]
			done := newComponent(n, s, p.plain(n)).merge()
			done.records = n.recordsOf(p.nodes)
			l.done[todo[i]] = done
		}
	})
	all := make([]*settled, 0, len(free)+len(ruled))
	for _, i := range free {
		all = append(all, &l.done[i])
	}
	for i := range outcomes {
		all = append(all, &outcomes[i])
	}
	return n.result(all, l)
}

// recordsOf are the records of some nodes, ascending.
func (n *nodes) recordsOf(nodes []int32) []int32 {
	if len(nodes) == 1 {
		return n.members.at(nodes[0])
	}
	var out []int32
	for _, node := range nodes {
		out = append(out, n.members.at(node)...)
	}
	slices.Sort(out)
	return out
}

// result names the entities by first record.
func (n *nodes) result(done []*settled, l *Linker) *Result {
	r := &Result{
		Entity: make([]int32, len(n.sub)), Status: make([]Status, len(n.sub)), Weight: make([]float64, len(n.sub)), Lent: n.lent(),
		Stats: Stats{Nodes: n.len(), Keys: l.edges.keys, Pairs: l.edges.pairs, Edges: len(l.edges.list), Components: len(l.parts), Skipped: l.edges.skipped},
	}
	for _, d := range done {
		for k, records := range d.units {
			label := d.units[d.cluster[k]][0]
			for _, rec := range records {
				r.Entity[rec], r.Status[rec], r.Weight[rec] = label, d.status[k], d.weight[k]
			}
		}
		r.Open = append(r.Open, d.open...)
	}
	number := make([]int32, len(n.sub))
	for rec, label := range r.Entity {
		if number[label] == 0 {
			r.Stats.Entities++
			number[label] = int32(r.Stats.Entities)
		}
		r.Entity[rec] = number[label] - 1
	}
	slices.SortStableFunc(r.Open, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return r
}
