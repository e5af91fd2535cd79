package link

import "slices"

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
