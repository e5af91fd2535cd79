package link

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
