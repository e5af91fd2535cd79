package link

import (
	"hash/maphash"
	"math"
	"slices"
	"sync"
)

// table holds the records with every text parsed and interned: comparing values
// is comparing small numbers.
type table struct {
	model *Model
	sub   []int32
	cols  []*column // per field
}

// column is one field of all records. A record holds a text, a text stands for
// values: record → raw → values.
type column struct {
	raw    []int32 // per record, -1 where it says nothing
	of     spans   // per raw: its values, ascending
	values Column
	texts  []string  // the distinct values
	crowd  []int32   // per value: how many names hold it
	bits   []float64 // per value: what its commonness adds to level 0, nil where that is nothing
}

// spans are lists of small numbers, one after the other.
type spans struct {
	start []int32 // len n+1
	items []int32
}

func (s *spans) at(i int32) []int32 { return s.items[s.start[i]:s.start[i+1]] }

// seed makes hashes that differ between runs; nothing depends on their order.
var seed = maphash.MakeSeed()

// interner gives equal texts equal numbers, in order of first sight.
type interner struct {
	slots []int32 // index+1 into texts
	texts []string
}

func newInterner(n int) *interner {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &interner{slots: make([]int32, size)}
}

func (in *interner) id(s string) int32 {
	if 2*len(in.texts) >= len(in.slots) {
		in.grow()
	}
	mask := uint64(len(in.slots) - 1)
	i := maphash.String(seed, s) & mask
	for in.slots[i] != 0 {
		if id := in.slots[i] - 1; in.texts[id] == s {
			return id
		}
		i = (i + 1) & mask
	}
	in.texts = append(in.texts, s)
	in.slots[i] = int32(len(in.texts))
	return int32(len(in.texts) - 1)
}

func (in *interner) grow() {
	in.slots = make([]int32, 2*len(in.slots))
	mask := uint64(len(in.slots) - 1)
	for id, s := range in.texts {
		i := maphash.String(seed, s) & mask
		for in.slots[i] != 0 {
			i = (i + 1) & mask
		}
		in.slots[i] = int32(id + 1)
	}
}

func newTable(rec *Records, m *Model, threads int) *table {
	t := &table{model: m, sub: rec.Sub, cols: make([]*column, len(m.Fields))}
	parallel(len(m.Fields), threads, func(f int) {
		t.cols[f] = newColumn(rec.Values[f], m.Fields[f].Kind)
	})
	if m.Holder != nil {
		t.borrow(m.Holder)
	}
	for f := range m.Fields {
		t.cols[f].weighCommon(&m.Fields[f])
	}
	name := t.cols[m.Who]
	parallel(len(m.Fields), threads, func(f int) {
		if m.Fields[f].Crowd > 0 {
			t.cols[f].count(name)
		}
	})
	return t
}

func newColumn(texts []string, k Kind) *column {
	c := &column{raw: make([]int32, len(texts))}
	raws := newInterner(1024)
	for r, s := range texts {
		c.raw[r] = -1
		if s != "" {
			c.raw[r] = raws.id(s)
		}
	}
	c.fill(raws.texts, k)
	return c
}

// change writes a column anew where text gives a record another text.
func (c *column) change(k Kind, text func(r int32) string) {
	raws := newInterner(len(c.of.start))
	for r := range c.raw {
		s := text(int32(r))
		c.raw[r] = -1
		if s != "" {
			c.raw[r] = raws.id(s)
		}
	}
	c.fill(raws.texts, k)
}

// fill parses the distinct texts into values.
func (c *column) fill(raws []string, k Kind) {
	values := newInterner(len(raws))
	c.of = spans{start: make([]int32, 1, len(raws)+1)}
	for _, s := range raws {
		from := len(c.of.items)
		for _, v := range k.Parse(s) {
			if id := values.id(v); !slices.Contains(c.of.items[from:], id) {
				c.of.items = append(c.of.items, id)
			}
		}
		slices.Sort(c.of.items[from:])
		c.of.start = append(c.of.start, int32(len(c.of.items)))
	}
	c.texts = values.texts
	c.values = k.Column(values.texts)
}

// at is the values that record r has.
func (c *column) at(r int32) []int32 {
	if raw := c.raw[r]; raw >= 0 {
		return c.of.at(raw)
	}
	return nil
}

// count finds how many distinct names hold each value.
func (c *column) count(name *column) {
	c.crowd = make([]int32, len(c.texts))
	seen := newKeySet(len(c.raw))
	for r := range c.raw {
		names := name.at(int32(r))
		if len(names) == 0 {
			continue
		}
		for _, v := range c.at(int32(r)) {
			if seen.add(mix(uint64(v)+1, uint64(names[0])+1)) {
				c.crowd[v]++
			}
		}
	}
}

// weighCommon finds what each value's commonness adds to the weight of level 0.
func (c *column) weighCommon(f *Field) {
	c.bits = nil
	if f.Common == 0 || len(f.Levels) == 0 {
		return
	}
	count, total := make([]float64, len(c.texts)), 0.0
	for r := range c.raw {
		for _, v := range c.at(int32(r)) {
			count[v]++
			total++
		}
	}
	c.bits = count
	for v := range count {
		c.bits[v] = f.Common * math.Log2(f.Levels[0].U*total/count[v])
	}
}

// keySet is a set of hashes; 0 is not one of them.
type keySet struct {
	slots []uint64
	n     int
}

func newKeySet(n int) *keySet {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &keySet{slots: make([]uint64, size)}
}

// add reports whether the key was new. There must be room.
func (s *keySet) add(key uint64) bool {
	mask := uint64(len(s.slots) - 1)
	i := key & mask
	for s.slots[i] != 0 {
		if s.slots[i] == key {
			return false
		}
		i = (i + 1) & mask
	}
	s.slots[i] = key
	s.n++
	return true
}

// mix joins a hash and a number to a hash that is never 0.
func mix(h, v uint64) uint64 {
	h ^= v * 0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	if h == 0 {
		return 1
	}
	return h
}

// hashText is a hash of a text that is the same in every run and never 0.
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h, 1)
}

// parallel calls do(0 … n-1) on up to threads goroutines. Each call must write
// only what is its own.
func parallel(n, threads int, do func(i int)) {
	if threads <= 1 || n <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next sync.Mutex
	var wg sync.WaitGroup
	at := 0
	for range min(threads, n) {
		wg.Go(func() {
			for {
				next.Lock()
				i := at
				at++
				next.Unlock()
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}

// chunks calls do with the bounds of n things cut into pieces of a fixed size, so
// that what each piece yields does not depend on the number of threads.
func chunks(n, size, threads int, do func(piece, from, to int)) {
	pieces := (n + size - 1) / size
	parallel(pieces, threads, func(i int) { do(i, i*size, min((i+1)*size, n)) })
}

func pieces(n, size int) int { return (n + size - 1) / size }
