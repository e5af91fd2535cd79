package link

import (
	"math/bits"
	"slices"
)

// index finds the nodes that share a key of one block. Nodes go by handles, which stay
// from run to run while their numbers move: of the nodes of a new form only their own
// keys are worked out, and nothing of the others is touched. Nothing in it points
// anywhere, as a big register has millions of keys.
type index struct {
	keys  []uint64 // ascending
	who   []int32  // handles, beside keys
	first []int32  // by the first bits of a key: where those keys begin; one more behind
	shift int      // how far a key's first bits are from its last
	late  []entry  // of nodes that came later, ascending by key
}

// entry is one key of one node.
type entry struct {
	key uint64
	who int32
}

// mostKeys bounds the keys of one node in one block: a node of many spellings
// must not multiply.
const mostKeys = 24

// newIndex finds the keys of all nodes, whose handles are their numbers.
func newIndex(n *nodes, b Block) *index {
	keys, who := make([]uint64, 0, n.len()), make([]int32, 0, n.len())
	var scratch []uint64
	for node := range int32(n.len()) {
		scratch = n.blockKeys(b, node, scratch[:0])
		for _, key := range scratch {
			keys, who = append(keys, key), append(who, node)
		}
	}
	ix := &index{keys: make([]uint64, len(keys)), who: make([]int32, len(keys))}
	first := max(0, bits.Len(uint(len(keys)))-2) // four keys share their first bits
	ix.shift = 64 - first
	ix.first = make([]int32, 1<<first+1)
	for _, key := range keys {
		ix.first[key>>ix.shift+1]++
	}
	for i := range len(ix.first) - 1 {
		ix.first[i+1] += ix.first[i]
	}
	at := slices.Clone(ix.first)
	for i, key := range keys {
		k := &at[key>>ix.shift]
		ix.keys[*k], ix.who[*k] = key, who[i]
		*k++
	}
	for i := range len(ix.first) - 1 {
		ix.sort(int(ix.first[i]), int(ix.first[i+1]))
	}
	return ix
}

// sort orders a few keys that share their first bits, and leaves equal ones as they
// stand.
func (ix *index) sort(from, to int) {
	for i := from + 1; i < to; i++ {
		key, who, k := ix.keys[i], ix.who[i], i
		for ; k > from && ix.keys[k-1] > key; k-- {
			ix.keys[k], ix.who[k] = ix.keys[k-1], ix.who[k-1]
		}
		ix.keys[k], ix.who[k] = key, who
	}
}

// add puts keys of later nodes in, and takes out those of later nodes that are gone.
func (ix *index) add(more []entry, alive []int32) {
	ix.late = slices.DeleteFunc(slices.Clone(ix.late), func(e entry) bool { return alive[e.who] < 0 })
	ix.late = append(ix.late, more...)
	slices.SortFunc(ix.late, func(a, b entry) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.who - b.who)
	})
}

// find appends the nodes that have a key; numbers are those of the handles, -1 of
// the nodes that are gone.
func (ix *index) find(key uint64, numbers, out []int32) []int32 {
	bucket := key >> ix.shift
	from, to := int(ix.first[bucket]), int(ix.first[bucket+1])
	if len(ix.keys) > 0 {
		at, _ := slices.BinarySearch(ix.keys[from:to], key)
		for i := from + at; i < to && ix.keys[i] == key; i++ {
			if node := numbers[ix.who[i]]; node >= 0 {
				out = append(out, node)
			}
		}
	}
	at, _ := slices.BinarySearchFunc(ix.late, key, func(e entry, key uint64) int {
		switch {
		case e.key < key:
			return -1
		case e.key > key:
			return 1
		}
		return 0
	})
	for ; at < len(ix.late) && ix.late[at].key == key; at++ {
		if node := numbers[ix.late[at].who]; node >= 0 {
			out = append(out, node)
		}
	}
	return out
}

// lists calls do with the nodes of each key that several have: of an index to which
// nothing was added.
func (ix *index) lists(do func(nodes []int32)) {
	for i := 0; i < len(ix.keys); {
		j := i + 1
		for j < len(ix.keys) && ix.keys[j] == ix.keys[i] {
			j++
		}
		if j > i+1 {
			do(ix.who[i:j])
		}
		i = j
	}
}

// candidates are, per node, the nodes before it that share a key with it, as often as
// they share one, and how many keys tell nothing as too many have them.
func candidates(blocks []*index, nodes, longest int) (near spans, skipped int) {
	near.start = make([]int32, nodes+1)
	for _, ix := range blocks {
		ix.lists(func(list []int32) {
			if len(list) > longest {
				skipped += len(list)
				return
			}
			for before, node := range list {
				near.start[node+1] += int32(before)
			}
		})
	}
	for i := range nodes {
		near.start[i+1] += near.start[i]
	}
	near.items = make([]int32, near.start[nodes])
	at := slices.Clone(near.start[:nodes])
	for _, ix := range blocks {
		ix.lists(func(list []int32) {
			if len(list) > longest {
				return
			}
			for before, node := range list {
				copy(near.items[at[node]:], list[:before])
				at[node] += int32(before)
			}
		})
	}
	return near, skipped
}

// blockKeys are the distinct keys of a node in a block: one for each combination
// of what it is known by.
func (n *nodes) blockKeys(b Block, node int32, keys []uint64) []uint64 {
	keys = append(keys, 1)
	for _, p := range b {
		col := n.cols[p.Field]
		from := len(keys)
		for _, v := range n.profiles[p.Field].at(node) {
			part := col.values.Key(p.Part, v)
			if part == 0 {
				continue
			}
			for _, h := range keys[:from] {
				if k := mix(h, part); !slices.Contains(keys[from:], k) {
					keys = append(keys, k)
				}
			}
		}
		if len(keys)-from > mostKeys { // whichever: the order of values must not tell
			slices.Sort(keys[from:])
			keys = keys[:from+mostKeys]
		}
		keys = append(keys[:0], keys[from:]...)
	}
	return keys
}
