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

// tie compares the clusters that edges connect.
func (c *component) tie() {
	seen := map[uint64]bool{}
	for _, e := range c.ground.edges {
		a, b := c.of[e.a], c.of[e.b]
		if a == b {
			continue
		}
		a, b = min(a, b), max(a, b)
		if k := pairKey(a, b); !seen[k] {
			seen[k] = true
			c.add(a, b)
		}
	}
}

func (c *component) add(a, b int32) {
	if t := c.compare(a, b); t.keep {
		c.ties = append(c.ties, t)
	}
}

// compare scores two clusters by all that is known of both.
func (c *component) compare(a, b int32) tie {
	x, y := &c.clusters[a], &c.clusters[b]
	t := tie{a: a, b: b, rival: -1}
	c.s.left(x.known)
	c.s.right(y.known)
	verdict, gate := c.s.compare()
	t.verdict, t.weight = verdict, c.s.weight()
	if c.n.model.Mean {
		t.weight = c.mean(x, y)
	}
	if gate >= 0 {
		g := &c.n.model.Gates[gate]
		t.gate, t.apart = g.Name, g.Apart
		if g.Listed && meet(x.subs, y.subs) {
			t.verdict = Never
		}
	}
	if c.kept(a, b) {
		t.verdict = Never
	}
	t.keep = c.n.model.keeps(t.verdict, gate, t.weight)
	if t.verdict == Free && c.n.model.SameForm != "" && meet(x.subs, y.subs) {
		t.verdict, t.gate = Ask, c.n.model.SameForm
	}
	return t
}

// mean is the mean weight of the pairs of nodes across two clusters.
func (c *component) mean(x, y *cluster) float64 {
	if c.pairs == nil {
		c.pairs = map[uint64]float64{}
	}
	sum := 0.0
	for _, a := range x.nodes {
		for _, b := range y.nodes {
			k := pairKey(min(a, b), max(a, b))
			w, known := c.pairs[k]
			if !known {
				c.s.left(c.ground.units[min(a, b)].known)
				c.s.right(c.ground.units[max(a, b)].known)
				c.s.compare()
				w = c.s.weight()
				c.pairs[k] = w
			}
			sum += w
		}
	}
	return sum / float64(len(x.nodes)*len(y.nodes))
}

// meet reports whether two ascending lists share an item.
func meet(a, b []int32) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// best is the heaviest tie that may be joined, -1 where there is none.
func (c *component) best() int {
	best := -1
	for i := range c.ties {
		t := &c.ties[i]
		if t.verdict == Free && t.rival < 0 && t.weight >= c.n.model.Link && (best < 0 || heavier(t, &c.ties[best])) {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	if t := &c.ties[best]; c.contested(t) {
		return c.best()
	}
	return best
}

func heavier(t, u *tie) bool {
	if t.weight != u.weight {
		return t.weight > u.weight
	}
	return t.a < u.a || (t.a == u.a && t.b < u.b)
}

// contested finds a runner-up that one side could be instead, and that cannot be
// the other.
func (c *component) contested(t *tie) bool {
	for i := range c.ties {
		u := &c.ties[i]
		if u.weight <= t.weight-c.n.model.Margin || (u.a == t.a && u.b == t.b) {
			continue
		}
		third, other := int32(-1), int32(-1)
		switch {
		case u.a == t.a:
			third, other = u.b, t.b
		case u.b == t.a:
			third, other = u.a, t.b
		case u.a == t.b:
			third, other = u.b, t.a
		case u.b == t.b:
			third, other = u.a, t.a
		default:
			continue
		}
		if v := c.compare(third, other); v.verdict == Never || v.apart || v.weight < c.n.model.Prior {
			t.rival = third
			return true
		}
	}
	return c.either(t)
}

// either finds two that cannot be one, each of which both sides could be as well: what
// the sides agree in does not tell which of the two either of them is.
func (c *component) either(t *tie) bool {
	near := map[int32]int{} // 1: near t.a, 2: near t.b
	for i := range c.ties {
		u := &c.ties[i]
		if u.weight <= t.weight-c.n.model.Margin || (u.a == t.a && u.b == t.b) {
			continue
		}
		for side, own := range [2]int32{t.a, t.b} {
			switch own {
			case u.a:
				near[u.b] |= 1 << side
			case u.b:
				near[u.a] |= 1 << side
			}
		}
	}
	var both []int32
	for third, sides := range near {
		if sides == 3 && c.clusters[third].records > 1 {
			both = append(both, third)
		}
	}
	slices.Sort(both)
	for i, x := range both {
		for _, y := range both[:i] {
			if v := c.compare(x, y); v.verdict == Never || v.apart || v.weight < c.n.model.Prior {
				t.rival = y
				return true
			}
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

// outcome tells who is who and what is left open.
func (c *component) outcome() settled {
	out := settled{units: make([][]int32, len(c.of)), cluster: make([]int32, len(c.of)), status: make([]Status, len(c.of)), weight: c.weight}
	for i, cl := range c.of {
		out.units[i], out.cluster[i] = c.ground.units[i].records, cl
		if c.clusters[cl].decided {
			out.status[i] = Decided
		}
	}
	for _, t := range c.questions() {
		if c.clusters[t.a].records < c.clusters[t.b].records {
			t.a, t.b = t.b, t.a
		}
		out.open = append(out.open, c.pair(t))
		for _, node := range c.clusters[t.b].nodes {
			if out.status[node] == Auto {
				out.status[node] = Review
			}
		}
	}
	return out
}

// questions are the ties worth asking: of each cluster the best.
func (c *component) questions() []tie {
	ties := slices.Clone(c.ties)
	slices.SortFunc(ties, func(t, u tie) int {
		if heavier(&t, &u) {
			return -1
		}
		return 1
	})
	asked := map[int32]bool{}
	var out []tie
	for _, t := range ties {
		if asked[t.a] && asked[t.b] {
			continue
		}
		asked[t.a], asked[t.b] = true, true
		out = append(out, t)
	}
	return out
}

func (c *component) pair(t tie) Pair {
	c.s.left(c.clusters[t.a].known)
	c.s.right(c.clusters[t.b].known)
	c.s.compare()
	c.s.weight()
	p := Pair{A: c.record(t.a), B: c.record(t.b), Weight: t.weight, Gate: t.gate, Rival: -1, Levels: slices.Clone(c.s.levels), Parts: slices.Clone(c.s.part)}
	switch {
	case t.verdict == Free && t.rival >= 0:
		p.Gate = RunnerUp
		if !c.clusters[t.rival].gone {
			p.Rival = c.record(t.rival)
		}
	case t.verdict == Free:
		p.Gate = WeakEvidence
	}
	return p
}

// The gates of the engine itself.
const (
	RunnerUp     = "runner_up"     // another could be meant as well
	WeakEvidence = "weak_evidence" // too little agrees
)

// record is the first record of a cluster.
func (c *component) record(cl int32) int32 {
	first := int32(-1)
	for _, node := range c.clusters[cl].nodes {
		if r := c.ground.units[node].records[0]; first < 0 || r < first {
			first = r
		}
	}
	return first
}
