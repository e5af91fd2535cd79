package link

import "slices"

// nodes are records taken together because nothing parts them but a rule (settle.go):
// those that share a trusted identifier and a name, and exact copies.
type nodes struct {
	*table
	of       []int32 // record → node
	members  spans   // node → records, ascending
	profiles []spans // per field: node → the distinct values it is known by
}

func (n *nodes) len() int { return len(n.members.start) - 1 }

func newNodes(t *table, threads int) *nodes {
	n := &nodes{table: t, of: make([]int32, len(t.sub))}
	n.gather(n.keys(threads))
	n.profiles = make([]spans, len(t.cols))
	Spread(len(t.cols), threads, func(f int) { n.profiles[f] = n.profile(t.cols[f]) })
	return n
}

// keys is one hash a record: equal for records of one node, 0 for a record that
// stays alone.
func (n *nodes) keys(threads int) []uint64 {
	keys := make([]uint64, len(n.sub))
	chunks(len(keys), 8192, threads, func(_, from, to int) {
		for r := from; r < to; r++ {
			keys[r] = n.key(int32(r))
		}
	})
	return keys
}

func (n *nodes) key(r int32) uint64 {
	if key := n.partsKey(r, n.model.Unique); key != 0 {
		return key
	}
	for _, parts := range n.model.Copies {
		if n.partsKey(r, parts) != 0 {
			return n.content(r)
		}
	}
	return 0
}

// partsKey hashes the parts of record r, 0 where one is missing.
func (t *table) partsKey(r int32, parts []Part) uint64 {
	if len(parts) == 0 {
		return 0
	}
	h := uint64(1)
	for _, p := range parts {
		c := t.cols[p.Field]
		values := c.at(r)
		if len(values) == 0 {
			return 0
		}
		k := c.values.Key(p.Part, values[0])
		if k == 0 {
			return 0
		}
		h = mix(h, k)
	}
	return h
}

// content hashes all that record r says.
func (t *table) content(r int32) uint64 {
	h := uint64(2)
	for f, c := range t.cols {
		for _, v := range c.at(r) {
			h = mix(h, uint64(f)<<32|uint64(v))
		}
	}
	return h
}

// gather numbers the nodes by first record.
func (n *nodes) gather(keys []uint64) {
	size := 64
	for size < 2*len(keys) {
		size *= 2
	}
	slots, mask := make([]int32, size), uint64(size-1)
	var firsts []int32
	for r, key := range keys {
		if key != 0 {
			i := key & mask
			for slots[i] != 0 && keys[firsts[slots[i]-1]] != key {
				i = (i + 1) & mask
			}
			if slots[i] != 0 {
				n.of[r] = slots[i] - 1
				continue
			}
			slots[i] = int32(len(firsts) + 1)
		}
		n.of[r] = int32(len(firsts))
		firsts = append(firsts, int32(r))
	}
	n.members = group(n.of, len(firsts))
}

// group turns a number per item into the items per number, each ascending.
func group(of []int32, n int) spans {
	s := spans{start: make([]int32, n+1), items: make([]int32, len(of))}
	for _, v := range of {
		s.start[v+1]++
	}
	for i := range n {
		s.start[i+1] += s.start[i]
	}
	at := slices.Clone(s.start[:n])
	for i, v := range of {
		s.items[at[v]] = int32(i)
		at[v]++
	}
	return s
}

// profile is, per node, the distinct values of a column.
func (n *nodes) profile(c *column) spans {
	p := spans{start: make([]int32, 1, n.len()+1)}
	for node := range n.len() {
		from := len(p.items)
		for _, r := range n.members.at(int32(node)) {
			for _, v := range c.at(r) {
				if !slices.Contains(p.items[from:], v) {
					p.items = append(p.items, v)
				}
			}
		}
		slices.Sort(p.items[from:])
		p.start = append(p.start, int32(len(p.items)))
	}
	return p
}

// known is what some records of a node are known by.
func (n *nodes) known(records []int32) profile {
	p := make(profile, len(n.cols))
	for f, c := range n.cols {
		for _, r := range records {
			p[f] = unite(p[f], c.at(r))
		}
	}
	return p
}
