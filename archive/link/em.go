package link

import (
	"fmt"
	"math"
	"slices"
)

// Fit estimates the shares of a model's levels, and its prior, from records whose
// truth nobody knows, and returns the model with them; m itself stays as it is.
//
// U comes from random pairs, less the share of them that are one after all. M comes
// from expectation maximisation in sessions, one per block of train: among the pairs
// that agree on the block's fields, by the fields that are not the block's. A field's
// M is the mean over its sessions, by the pairs that each expects to be one. From
// there M and the prior are maximised once more over all candidates of m.Blocks, as
// a session sees only pairs without errors in its own fields; U stays.
//
// Pairs that a gate of the model says are never one are taken at its word. Where m
// declares shares already they count as leaning pairs, so that a level that is hardly
// ever seen keeps what it was declared to be worth.
//
// With rare matches such a fit may settle on classes that mean something else
// (matches that are the families, not the people). Such a fit is refused with an
// error that names the field, never returned.
func Fit(rec *Records, m *Model, train []Block) (*Model, error) {
	if len(m.Fields) > patternFields {
		return nil, fmt.Errorf("link: %d fields, at most %d can be fitted", len(m.Fields), patternFields)
	}
	f := newFitting(rec, m)
	for _, b := range train {
		f.sessions = append(f.sessions, &session{block: b, counts: f.count([]Block{b})})
	}
	f.all = f.count(m.Blocks)
	f.observe()
	for range fitRounds {
		if err := f.round(f.fromSessions); err != nil {
			return nil, err
		}
	}
	for range fitRounds {
		if err := f.round(f.fromAll); err != nil {
			return nil, err
		}
	}
	return f.model, nil
}

const (
	patternFields = 16      // of four bits each
	randomPairs   = 400_000 // from which U is counted
	fitRounds     = 6       // of U, M and prior in turn
	emRounds      = 200     // at most, within a session
	emEnough      = 1e-7    // change of all M below which a session is done
	leastShare    = 1e-12   // of a level that was never seen among pairs that are one
	unseen        = 0.1     // pairs that a level counts for which no random pair shows
	anyAtAll      = 1.0     // pairs that a session must expect to be one
)

// pattern is the levels of a pair, four bits a field.
type pattern uint64

func (p pattern) level(f int) uint8 { return uint8(p >> (4 * f) & 15) }

// counted is how many pairs show a pattern, of those that no gate parts.
type counted struct {
	pattern pattern
	pairs   float64
}

type session struct {
	block  Block
	counts []counted
	m      [][]float64 // per field and level; nil for the block's own fields
	ones   float64     // pairs expected to be one
}

type fitting struct {
	model    *Model
	nodes    *nodes
	s        *scorer
	sessions []*session
	lean     [][]Level // what the model declares, its shares adding up to 1; nil where it declares none
	all      []counted // of all candidates
	random   [][]float64
	pairs    float64 // of any two records
}

func newFitting(rec *Records, m *Model) *fitting {
	own := *m
	own.Unique, own.Copies = nil, nil // every row for itself
	own.Fields = slices.Clone(m.Fields)
	lean := declared(m)
	for i := range own.Fields {
		own.Fields[i].Levels = slices.Clone(m.Fields[i].Levels)
	}
	n := newNodes(newTable(rec, &own, nil, 1), 1)
	rows := float64(n.len())
	f := &fitting{model: &own, nodes: n, s: newScorer(n.table), lean: lean, pairs: rows * (rows - 1) / 2}
	if own.Between {
		size := map[int32]float64{}
		for _, s := range n.sub {
			size[s]++
		}
		for _, k := range size {
			f.pairs -= k * (k - 1) / 2
		}
	}
	return f
}

// told reports whether any record says field i. Of one that none says nothing can be
// learned: it stays as the model declares it.
func (f *fitting) told(i int) bool { return len(f.nodes.cols[i].texts) > 0 }

// compared reports whether two records are ever held against each other.
func (f *fitting) compared(a, b int32) bool {
	return a != b && (!f.model.Between || f.nodes.sub[a] != f.nodes.sub[b])
}

func (f *fitting) pattern(a, b int32) pattern {
	f.s.left(f.nodes.profileOf(a, f.s.a))
	f.s.right(f.nodes.profileOf(b, f.s.b))
	p := pattern(0)
	for i := range f.s.levels {
		f.s.level(i)
		p |= pattern(f.s.levels[i]) << (4 * i)
	}
	return p
}

// count is the patterns of the pairs that blocks bring together, each pair once.
func (f *fitting) count(blocks []Block) []counted {
	indexes := make([]*index, len(blocks))
	for i, b := range blocks {
		indexes[i] = newIndex(f.nodes, b)
	}
	all, _ := candidates(indexes, f.nodes.len(), f.model.Longest)
	seen := map[pattern]float64{}
	for a := range int32(f.nodes.len()) {
		near := all.at(a)
		slices.Sort(near)
		for _, b := range slices.Compact(near) {
			if f.compared(a, b) {
				p := f.pattern(a, b)
				if verdict, _ := f.model.gate(f.s.levels); verdict != Never {
					seen[p]++
				}
			}
		}
	}
	out := make([]counted, 0, len(seen))
	for p, n := range seen {
		out = append(out, counted{p, n})
	}
	slices.SortFunc(out, func(a, b counted) int { // sums of floats depend on their order
		if a.pattern < b.pattern {
			return -1
		}
		return 1
	})
	return out
}

func (f *fitting) zero() [][]float64 {
	out := make([][]float64, len(f.model.Fields))
	for i := range out {
		out[i] = make([]float64, len(f.model.Fields[i].Levels))
	}
	return out
}

// share turns counts into shares, none of them nothing.
func share(counts []float64) {
	sum := 0.0
	for _, n := range counts {
		sum += n
	}
	rest := 0.0
	for l := range counts {
		counts[l] = max(counts[l]/max(sum, 1), leastShare)
		rest += counts[l]
	}
	for l := range counts {
		counts[l] /= rest
	}
}

// round fits M and the prior, then takes the pairs that are one out of what random
// pairs showed.
func (f *fitting) round(fit func() error) error {
	if err := fit(); err != nil {
		return err
	}
	if err := f.flipped(); err != nil {
		return err
	}
	ones := math.Exp2(f.model.Prior)
	for i := range f.random {
		if !f.told(i) {
			continue
		}
		field := &f.model.Fields[i]
		u := make([]float64, len(field.Levels))
		for l := range u {
			u[l] = max(f.random[i][l]-ones*field.Levels[l].M, f.random[i][l]*leastLeft)
		}
		share(u)
		for l := range u {
			field.Levels[l].U = u[l]
		}
	}
	return nil
}

// leastLeft is the part of what random pairs showed that pairs of two make up at
// the least.
const leastLeft = 0.01
