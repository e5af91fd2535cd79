package link

import "slices"

// ground is what one component is merged from: units, the edges between them and
// what rules say of them, by position.
type ground struct {
	units []unit
	edges []edge
	same  [][2]int32
	apart [][2]int32
}

// plain is a component that no rule touches.
func (p *part) plain(n *nodes) ground {
	g := ground{units: make([]unit, len(p.nodes)), edges: make([]edge, len(p.edges))}
	for i, node := range p.nodes {
		g.units[i] = n.unit(node)
	}
	for i, e := range p.edges {
		g.edges[i] = edge{p.at(e.a), p.at(e.b)}
	}
	return g
}

func (n *nodes) unit(node int32) unit {
	return unit{n.members.at(node), n.profileOf(node, make(profile, len(n.cols)))}
}

// touched are the components that rules speak of, ascending.
func (l *Linker) touched(rules Rules) []int {
	if len(rules.Same)+len(rules.Different) == 0 {
		return nil
	}
	of := l.partOf()
	var out []int
	for _, list := range [][][2]int32{rules.Same, rules.Different} {
		for _, p := range list {
			for _, r := range p {
				out = append(out, int(of[l.nodes.of[r]]))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partOf is the component of each node.
func (l *Linker) partOf() []int32 {
	of := make([]int32, l.nodes.len())
	for i, p := range l.parts {
		for _, node := range p.nodes {
			of[node] = int32(i)
		}
	}
	return of
}

// rule gives the grounds of the components that rules touch, those that a "same"
// rule joins as one, and the components that none touches.
func (l *Linker) rule(rules Rules) (ruled []ground, free []int) {
	touched := l.touched(rules)
	of := l.partOf()
	sets := newSets(len(touched))
	place := func(record int32) int32 {
		i, _ := slices.BinarySearch(touched, int(of[l.nodes.of[record]]))
		return int32(i)
	}
	for _, p := range rules.Same {
		sets.join(place(p[0]), place(p[1]))
	}
	number, count := sets.number()
	parts := make([]part, count)
	same, apart := make([][][2]int32, count), make([][][2]int32, count)
	for i, p := range touched {
		x := &parts[number[i]]
		x.nodes = append(x.nodes, l.parts[p].nodes...)
		x.edges = append(x.edges, l.parts[p].edges...)
	}
	for _, p := range rules.Same {
		k := number[place(p[0])]
		same[k] = append(same[k], p)
	}
	for _, p := range rules.Different {
		if k := number[place(p[0])]; k == number[place(p[1])] {
			apart[k] = append(apart[k], p)
		}
	}
	for k := range parts {
		slices.Sort(parts[k].nodes)
		ruled = append(ruled, parts[k].ground(l.nodes, same[k], apart[k]))
	}
	at := 0
	for i := range l.parts {
		if at < len(touched) && touched[at] == i {
			at++
		} else {
			free = append(free, i)
		}
	}
	return ruled, free
}

// ground parts the nodes of a component as rules ask: a record that must not be
// with another stands on its own, as much alike to the rest as it is.
func (p *part) ground(n *nodes, same, apart [][2]int32) ground {
	alone := map[int32]bool{}
	for _, x := range apart {
		alone[x[0]], alone[x[1]] = true, true
	}
	var g ground
	of := map[int32]int32{} // record named by a rule → unit
	units := make([][]int32, len(p.nodes))
	for i, node := range p.nodes {
		var rest []int32
		for _, r := range n.members.at(node) {
			if alone[r] {
				of[r] = int32(len(g.units))
				units[i] = append(units[i], int32(len(g.units)))
				g.units = append(g.units, unit{[]int32{r}, n.known([]int32{r})})
			} else {
				rest = append(rest, r)
			}
		}
		if len(rest) > 0 {
			for _, x := range same {
				for _, r := range x {
					if slices.Contains(rest, r) {
						of[r] = int32(len(g.units))
					}
				}
			}
			units[i] = append(units[i], int32(len(g.units)))
			if len(rest) == len(n.members.at(node)) {
				g.units = append(g.units, n.unit(node))
			} else {
				g.units = append(g.units, unit{rest, n.known(rest)})
			}
		}
		for k, a := range units[i] {
			for _, b := range units[i][:k] {
				g.edges = append(g.edges, edge{a, b})
			}
		}
	}
	for _, e := range p.edges {
		for _, a := range units[p.at(e.a)] {
			for _, b := range units[p.at(e.b)] {
				g.edges = append(g.edges, edge{a, b})
			}
		}
	}
	g.same, g.apart = by(of, same), by(of, apart)
	return g
}

// by gives pairs of records as pairs of units, those within one unit left out.
func by(of map[int32]int32, pairs [][2]int32) [][2]int32 {
	var out [][2]int32
	for _, p := range pairs {
		if a, b := of[p[0]], of[p[1]]; a != b {
			out = append(out, [2]int32{min(a, b), max(a, b)})
		}
	}
	return out
}

// moved is an outcome for records that say the same and stand elsewhere.
func (s settled) moved(records []int32) settled {
	old := s.records
	if slices.Equal(old, records) {
		return s
	}
	to := func(r int32) int32 {
		if r < 0 {
			return r
		}
		i, _ := slices.BinarySearch(old, r)
		return records[i]
	}
	units, open := make([][]int32, len(s.units)), slices.Clone(s.open)
	for i, u := range s.units {
		units[i] = make([]int32, len(u))
		for k, r := range u {
			units[i][k] = to(r)
		}
	}
	for i := range open {
		open[i].A, open[i].B, open[i].Rival = to(open[i].A), to(open[i].B), to(open[i].Rival)
	}
	s.records, s.units, s.open = records, units, open
	return s
}
