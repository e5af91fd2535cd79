package link

import "slices"

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
	c.near[0], c.near[1] = c.near[0][:0], c.near[1][:0]
	for i := range c.ties {
		u := &c.ties[i]
		if u.weight <= t.weight-c.n.model.Margin || (u.a == t.a && u.b == t.b) {
			continue
		}
		for side, own := range [2]int32{t.a, t.b} {
			switch own {
			case u.a:
				c.near[side] = append(c.near[side], u.b)
			case u.b:
				c.near[side] = append(c.near[side], u.a)
			}
		}
	}
	if len(c.near[0]) < 2 || len(c.near[1]) < 2 {
		return false
	}
	both := slices.DeleteFunc(c.near[0], func(x int32) bool { return !slices.Contains(c.near[1], x) })
	slices.Sort(both)
	for i, x := range both {
		for _, y := range both[:i] {
			if v := c.compare(x, y); (v.verdict == Never || v.apart) && c.two(x, y) {
				t.rival = y
				return true
			}
		}
	}
	return false
}

// two reports whether two clusters that were just compared are two for more than one
// row's slip: of other names, or with rows enough on both sides.
func (c *component) two(x, y int32) bool {
	return c.s.levels[c.n.model.Who] != 0 || c.clusters[x].records > 1 && c.clusters[y].records > 1
}
