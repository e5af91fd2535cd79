package link

import (
	"hash/maphash"
	"math"
	"slices"
)

// table holds the records with every text parsed and interned: comparing values
// is comparing small numbers.
type table struct {
	model *Model
	sub   []int32
	cols  []*column // per field
	// another tells of each record whether its identifier is another's, and whether of
	// one of its home.
	another []whose
}

// column is one field of all records. A record holds a text, a text stands for
// values: record → raw → values.
type column struct {
	*lexicon
	raw   []int32   // per record, -1 where it says nothing
	crowd []int32   // per value: how many names hold it
	bits  []float64 // per value: what its commonness adds to level 0, nil where that is nothing
}

// lexicon is what the texts of one field stand for. It only grows.
type lexicon struct {
	words  *Words
	of     spans // per text: its values, ascending
	known  *interner
	values Column
	texts  []string // the distinct values
}

// Words are the texts of one field, each with a number for as long as its records
// are linked. The numbers depend on what came first; nothing that is found does.
type Words struct{ in *interner }

// NewWords is room for texts.
func NewWords() *Words { return &Words{newInterner(1024)} }

// Raw is the number of a text, -1 for "".
func (w *Words) Raw(s string) int32 {
	if s == "" {
		return -1
	}
	return w.in.id(s)
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

// newTable parses what the records say. The lexicons, where they are given, know
// what earlier records said with the same words.
func newTable(rec *Records, m *Model, lexicons []*lexicon, threads int) *table {
	t := &table{model: m, sub: rec.Sub, cols: make([]*column, len(m.Fields)), another: make([]whose, rec.Len())}
	Spread(len(m.Fields), threads, func(f int) {
		c := &column{}
		if rec.Raw != nil {
			c.raw, c.lexicon = rec.Raw[f], lexicons[f]
		} else {
			c.lexicon = newLexicon(NewWords())
			c.raw = make([]int32, rec.Len())
			for r, s := range rec.Values[f] {
				c.raw[r] = c.words.Raw(s)
			}
		}
		c.learn(m.Fields[f].Kind)
		t.cols[f] = c
	})
	if m.Holder != nil {
		t.borrow(m.Holder)
	}
	for f := range m.Fields {
		t.cols[f].weighCommon(&m.Fields[f])
	}
	name := t.cols[m.Who]
	Spread(len(m.Fields), threads, func(f int) {
		if m.Fields[f].Crowd > 0 {
			t.cols[f].count(name)
		}
	})
	return t
}

func newLexicon(w *Words) *lexicon {
	return &lexicon{words: w, of: spans{start: make([]int32, 1)}, known: newInterner(1024)}
}

// change gives records other texts.
func (c *column) change(k Kind, records []int32, text func(r int32) string) {
	c.raw = slices.Clone(c.raw)
	for _, r := range records {
		c.raw[r] = c.words.Raw(text(r))
	}
	c.learn(k)
}

// learn parses the texts that are new into values.
func (l *lexicon) learn(k Kind) {
	before := len(l.known.texts)
	for _, s := range l.words.in.texts[len(l.of.start)-1:] {
		from := len(l.of.items)
		for _, v := range k.Parse(s) {
			if id := l.known.id(v); !slices.Contains(l.of.items[from:], id) {
				l.of.items = append(l.of.items, id)
			}
		}
		slices.Sort(l.of.items[from:])
		l.of.start = append(l.of.start, int32(len(l.of.items)))
	}
	if l.texts = l.known.texts; l.values == nil || len(l.texts) > before {
		l.values = k.Column(l.texts)
	}
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
	each := func(do func(v, name int32)) {
		for r := range int32(len(c.raw)) {
			if who := first(name.at(r)); who >= 0 {
				for _, v := range c.at(r) {
					do(v, who)
				}
			}
		}
	}
	holders := spans{start: make([]int32, len(c.texts)+1)}
	each(func(v, _ int32) { holders.start[v+1]++ })
	for v := range c.texts {
		holders.start[v+1] += holders.start[v]
	}
	holders.items = make([]int32, holders.start[len(c.texts)])
	at := slices.Clone(holders.start)
	each(func(v, name int32) {
		holders.items[at[v]] = name
		at[v]++
	})
	for v := range c.texts {
		list := holders.at(int32(v))
		slices.Sort(list)
		c.crowd[v] = int32(len(slices.Compact(list)))
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
