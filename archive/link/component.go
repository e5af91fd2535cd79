package link

import "slices"

// component is the merging of one component. Clusters and units, its nodes, go by
// their position in it.
type component struct {
	n        *nodes
	s        *scorer
	ground   ground
	clusters []cluster
	of       []int32 // node → cluster
	ties     []tie
	weight   []float64          // per node
	near     [2][]int32         // room for those near the sides of a tie
	pairs    map[uint64]float64 // weights of pairs of nodes, where the model asks for their mean
}

// cluster is nodes held to be one.
type cluster struct {
	nodes   []int32
	known   profile
	subs    []int32 // submissions of its records, ascending
	records int
	apart   []int32 // nodes that a rule keeps from it
	decided bool
	gone    bool
}

// tie is a pair of clusters that may be one.
type tie struct {
	a, b    int32
	weight  float64
	verdict Verdict
	gate    string
	apart   bool  // the gate's Apart
	keep    bool  // worth a question, or more
	rival   int32 // cluster of the runner-up that holds it back, -1
}

// settled is a component's outcome, by position of its units.
type settled struct {
	records []int32   // all of them, ascending
	units   [][]int32 // their records
	cluster []int32   // position of the cluster's first unit
	status  []Status
	weight  []float64
	open    []Pair
}

func newComponent(n *nodes, s *scorer, g ground) *component {
	c := &component{n: n, s: s, ground: g, clusters: make([]cluster, len(g.units)), of: make([]int32, len(g.units)), weight: make([]float64, len(g.units))}
	for i, u := range g.units {
		c.of[i] = int32(i)
		c.clusters[i] = cluster{nodes: []int32{int32(i)}, known: u.known, subs: n.subs(u.records), records: len(u.records)}
		s.left(u.known)
		s.right(u.known)
		s.compare()
		c.weight[i] = s.weight()
	}
	for _, x := range g.apart {
		a, b := x[0], x[1]
		c.clusters[a].apart = append(c.clusters[a].apart, b)
		c.clusters[b].apart = append(c.clusters[b].apart, a)
	}
	return c
}

func (n *nodes) subs(records []int32) []int32 {
	var subs []int32
	for _, r := range records {
		if s := n.sub[r]; s >= 0 {
			subs = append(subs, s)
		}
	}
	slices.Sort(subs)
	return slices.Compact(subs)
}

// merge joins clusters, best first, until nothing is left that needs no one's word.
func (c *component) merge() settled {
	if len(c.clusters) > 1 {
		c.obey()
		c.tie()
		for {
			best := c.best()
			if best < 0 {
				break
			}
			t := c.ties[best]
			c.join(t.a, t.b, t.weight)
		}
	}
	return c.outcome()
}

// obey joins what "same" rules join, where no "different" rule stands against it.
func (c *component) obey() {
	for _, x := range c.ground.same {
		a, b := c.of[x[0]], c.of[x[1]]
		if a == b || c.kept(a, b) {
			continue
		}
		t := c.compare(a, b)
		into := c.unite(a, b, t.weight)
		c.clusters[into].decided = true
	}
}

// kept reports whether a rule keeps two clusters apart.
func (c *component) kept(a, b int32) bool {
	for _, node := range c.clusters[a].apart {
		if c.of[node] == b {
			return true
		}
	}
	return false
}

// join makes two clusters one and compares it anew with the neighbours of both.
func (c *component) join(a, b int32, weight float64) {
	var near []int32
	kept := c.ties[:0]
	for _, t := range c.ties {
		switch {
		case t.a == a || t.a == b:
			near = append(near, t.b)
		case t.b == a || t.b == b:
			near = append(near, t.a)
		default:
			t.rival = -1
			kept = append(kept, t)
		}
	}
	c.ties = kept
	into := c.unite(a, b, weight)
	slices.Sort(near)
	for _, z := range slices.Compact(near) {
		if z != a && z != b {
			c.add(min(into, z), max(into, z))
		}
	}
}

// unite moves the later cluster into the earlier one. The smaller one's records
// are held by no more than the weight of this merge.
func (c *component) unite(a, b int32, weight float64) int32 {
	into, from := min(a, b), max(a, b)
	x, y := &c.clusters[into], &c.clusters[from]
	held := y
	if x.records < y.records {
		held = x
	}
	for _, node := range held.nodes {
		c.weight[node] = min(c.weight[node], weight)
	}
	for _, node := range y.nodes {
		c.of[node] = into
	}
	x.nodes = append(x.nodes, y.nodes...)
	known := make(profile, len(x.known))
	for f := range known {
		known[f] = unite(x.known[f], y.known[f])
	}
	x.known = known
	x.subs = unite(x.subs, y.subs)
	x.records += y.records
	x.apart = append(x.apart, y.apart...)
	x.decided = x.decided || y.decided
	*y = cluster{gone: true}
	return into
}

// unite is the union of two ascending lists; neither is changed.
func unite(a, b []int32) []int32 {
	if len(b) == 0 {
		return a
	}
	out := make([]int32, 0, len(a)+len(b))
	out = append(append(out, a...), b...)
	slices.Sort(out)
	return slices.Compact(out)
}
