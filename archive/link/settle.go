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
	lent := n.lent()
	chunks(len(l.parts), 64, threads, func(_, from, to int) {
		for i := from; i < to; i++ {
			p := &l.parts[i]
			h := uint64(9)
			for _, node := range p.nodes {
				h = mix(h, 1)
				for _, r := range n.members.at(node) {
					h = mix(h, content[r])
					if lent[r] {
						h = mix(h, 2)
					}
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

// settle merges each component on its own: those that no rule touches as they were
// settled before, if they say the same.
func (l *Linker) settle(rules Rules, threads int) *Result {
	n := l.nodes
	held := make(map[uint64]settled, len(l.held))
	done := make([]settled, 0, len(l.parts))
	ruled, free := l.rule(rules)
	var todo []int
	for _, i := range free {
		s, known := l.held[l.parts[i].sign]
		if known && l.parts[i].sign != 0 {
			s = s.moved(n.recordsOf(l.parts[i].nodes))
		} else {
			todo = append(todo, len(done))
		}
		done = append(done, s)
	}
	from := len(done)
	done = append(done, make([]settled, len(ruled))...)
	for i := range ruled {
		todo = append(todo, from+i)
	}
	chunks(len(todo), 64, threads, func(_, a, b int) {
		s := newScorer(n.table)
		for _, i := range todo[a:b] {
			if i < from {
				done[i] = newComponent(n, s, l.parts[free[i]].plain(n)).merge()
			} else {
				done[i] = newComponent(n, s, ruled[i-from]).merge()
			}
		}
	})
	for k, i := range free {
		if sign := l.parts[i].sign; sign != 0 {
			if done[k].records == nil {
				done[k].records = n.recordsOf(l.parts[i].nodes)
			}
			held[sign] = done[k]
		}
	}
	for _, i := range l.touched(rules) { // they will be as they were when the rules go
		if s, known := l.held[l.parts[i].sign]; known && l.parts[i].sign != 0 {
			held[l.parts[i].sign] = s
		}
	}
	l.held = held
	return n.result(done, l)
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
func (n *nodes) result(done []settled, l *Linker) *Result {
	r := &Result{
		Entity: make([]int32, len(n.sub)), Status: make([]Status, len(n.sub)), Weight: make([]float64, len(n.sub)), Lent: n.lent(),
		Stats: Stats{Nodes: n.len(), Keys: l.edges.keys, Pairs: l.edges.pairs, Edges: len(l.edges.list), Components: len(l.parts), Skipped: l.edges.skipped},
	}
	for i := range done {
		d := &done[i]
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
