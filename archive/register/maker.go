package register

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"huce/archive/link"
)

// Maker makes one register after another, and takes over from the one before what
// has not changed: of a new form, of one withdrawn, of a decision it works out only
// what they touch. What it makes is what Build makes of the same claims and
// decisions. It is one goroutine's own; the registers that it made stay as they are.
type Maker struct {
	threads int
	atlas   *atlas
	words   []*link.Words
	people  map[uint64]int32 // by hash of a valid ID number and its name: numbered so far
	linker  *link.Linker
	held    map[string]*held // by the submission's id
	counted map[period][]*held
	lists   int32 // numbered so far
	last    *builder
	order   []*held // of the last register, in canonical order
	given   map[*held]int32
	unnamed []Ref
	aliases []Decision
	memo    *memo
}

// NewMaker is a maker that has made nothing.
func NewMaker(o Options) *Maker {
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	m := &Maker{
		threads: o.Threads, atlas: newAtlas(), linker: link.NewLinker(residents()), held: map[string]*held{}, people: map[uint64]int32{},
		counted: map[period][]*held{}, given: map[*held]int32{}, memo: newMemo(),
	}
	for range link.Fields {
		m.words = append(m.words, link.NewWords())
	}
	return m
}

// Make makes the register that claims and decisions give.
func (m *Maker) Make(subs []Submission, decisions []Decision) (*Register, error) {
	if err := whole(subs); err != nil {
		return nil, err
	}
	order, given := m.take(subs)
	b := &builder{threads: m.threads, model: m.linker.Model(), reg: &Register{Submissions: slices.Clone(subs)}, memo: m.memo, next: newMemo()}
	named := aliases(decisions)
	if m.last != nil && slices.Equal(order, m.order) && sameOrder(order, given, m.given) && sameAliases(named, m.aliases) {
		b.subs, b.list, b.start, b.places, b.rec = m.last.subs, m.last.list, m.last.start, m.last.places, m.last.rec
	} else {
		m.memo.move(m.given, given, len(subs))
		b.gather(order, given)
		b.places = newPlaces(m.atlas, b.list, named)
		b.rec = m.records(order, b)
		m.unnamed = unnamedIn(order, given)
	}
	b.decisions = decisions
	b.settled = settle(decisions, b.list)
	linked := m.linker.Link(b.rec, b.settled.rules, b.threads)
	b.shared = func(i int32) int { return m.linker.Holders(link.Phone, i) }
	b.crowd = gatherPeople(b.list, linked, b.settled.rules.Different)
	b.unplaced(m.unnamed)
	b.choose()
	b.house()
	b.write()
	m.last, m.order, m.given, m.memo, m.aliases = b, order, given, b.next, named
	b.memo = nil
	return b.reg, nil
}

func sameOrder(order []*held, a, b map[*held]int32) bool {
	for _, h := range order {
		if a[h] != b[h] {
			return false
		}
	}
	return true
}

// take reads the submissions that are new, forgets those that are gone, and puts
// them in the order that what they say gives them: by day, form, period and content.
// Whatever order they came in, all that follows sees the same.
func (m *Maker) take(subs []Submission) ([]*held, map[*held]int32) {
	order := make([]*held, len(subs))
	given := make(map[*held]int32, len(subs))
	now := make(map[string]*held, len(subs))
	var fresh []*held
	for i := range subs {
		h := m.held[subs[i].ID]
		if h == nil || !h.is(&subs[i]) || now[subs[i].ID] != nil {
			h = &held{sub: subs[i]}
			fresh = append(fresh, h)
		}
		order[i], now[subs[i].ID], given[h] = h, h, int32(i)
	}
	m.held = now
	link.Spread(len(fresh), m.threads, func(i int) { fresh[i].read() })
	m.enter(fresh)
	slices.SortStableFunc(order, (*held).compare)
	m.countUp(order)
	return order, given
}

// enter gives the new submissions their numbers in all that lasts from register to
// register.
func (m *Maker) enter(fresh []*held) {
	for _, h := range fresh {
		h.list(&m.lists)
	}
	var all sync.WaitGroup
	all.Go(func() {
		for _, h := range fresh {
			h.locate(m.atlas)
			h.identify(m.people)
		}
	})
	link.Spread(link.Fields, m.threads, func(f int) {
		if f == link.Address {
			return
		}
		for _, h := range fresh {
			h.intern(f, m.words[f])
		}
	})
	all.Wait()
	for _, h := range fresh {
		h.texts = [link.Fields][]string{}
	}
}

// countUp makes equal rows of one form and period differ.
func (m *Maker) countUp(order []*held) {
	groups := map[period][]*held{}
	var keys []period
	for _, h := range order {
		k := period{h.sub.Form, h.sub.Period}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], h)
	}
	for _, k := range keys {
		if !slices.Equal(groups[k], m.counted[k]) {
			countUp(groups[k])
		}
	}
	m.counted = groups
}

// gather joins what all submissions say of people.
func (b *builder) gather(order []*held, given map[*held]int32) {
	total := 0
	for _, h := range order {
		total += len(h.mentions)
	}
	b.list = make([]mention, 0, total)
	b.subs = make([]Submission, len(order))
	b.start = make([]int32, len(order)+1)
	for i, h := range order {
		b.subs[i] = h.sub
		at := len(b.list)
		b.list = append(b.list, h.mentions...)
		for k := at; k < len(b.list); k++ {
			m := &b.list[k]
			m.sub, m.ref.Sub = int32(i), given[h]
			m.id = h.ids[m.ref.Sheet][m.ref.Row]
		}
		b.start[i+1] = int32(len(b.list))
		h.mentions = b.list[at:len(b.list):len(b.list)] // once is enough
	}
}

func unnamedIn(order []*held, given map[*held]int32) []Ref {
	var out []Ref
	for _, h := range order {
		for _, ref := range h.unnamed {
			ref.Sub = given[h]
			out = append(out, ref)
		}
	}
	return out
}

// records writes mentions for the linker.
func (m *Maker) records(order []*held, b *builder) *link.Records {
	n := len(b.list)
	rec := &link.Records{Sub: make([]int32, 0, n), Raw: make([][]int32, link.Fields), Words: m.words, Content: make([]uint64, 0, n)}
	for _, h := range order {
		rec.Sub = append(rec.Sub, h.lists...)
	}
	written := b.places.linkTexts()
	link.Spread(link.Fields, m.threads, func(f int) {
		rec.Raw[f] = make([]int32, 0, n)
		if f != link.Address {
			for _, h := range order {
				at := len(rec.Raw[f])
				rec.Raw[f] = append(rec.Raw[f], h.raw[f]...)
				h.raw[f] = rec.Raw[f][at:len(rec.Raw[f]):len(rec.Raw[f])]
			}
			return
		}
		raw := make([]int32, len(written))
		for i, text := range written {
			raw[i] = m.words[f].Raw(text)
		}
		for i := range b.list {
			rec.Raw[f] = append(rec.Raw[f], raw[b.list[i].lives])
		}
	})
	for i := range b.list {
		h := join(uint64(b.list[i].uid), uint64(rec.Raw[link.Address][i]))
		rec.Content = append(rec.Content, h)
	}
	return rec
}

// compare is the canonical order.
func (h *held) compare(o *held) int {
	return cmp.Or(h.sub.AsOf.Compare(o.sub.AsOf), cmp.Compare(h.sub.Form, o.sub.Form),
		cmp.Compare(h.sub.Period, o.sub.Period), slices.Compare(h.key[:], o.key[:]))
}
