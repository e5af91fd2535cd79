package link

import (
	"math"
	"math/rand/v2"
	"slices"
)

// What pairs of any two records show, of whom nearly all are two people: the shares
// U, and what a model that declares shares already adds to them.

// observe finds the levels of any two records: those that say the very same are
// counted, of the others random pairs are drawn.
func (f *fitting) observe() {
	rng := rand.New(rand.NewPCG(1, 2))
	rows := int32(f.nodes.len())
	f.random = f.zero()
	said := make([]float64, len(f.random)) // drawn pairs that both say something
	for range randomPairs {
		a, b := rng.Int32N(rows), rng.Int32N(rows)
		if !f.compared(a, b) {
			continue
		}
		p := f.pattern(a, b)
		for i := range f.random {
			if x, y := f.s.a[i], f.s.b[i]; len(x) > 0 && len(y) > 0 {
				said[i]++
				if l := p.level(i); l != None && (len(x) > 1 || !slices.Equal(x, y)) {
					f.random[i][l]++
				}
			}
		}
	}
	for i := range f.random {
		f.countEqual(i, said[i])
	}
	f.lend(f.random, randomPairs, true)
	for i := range f.random {
		for l := range f.random[i] {
			if f.lean[i] == nil {
				f.random[i][l] += unseen
			}
		}
		share(f.random[i])
		if !f.told(i) {
			continue
		}
		for l, u := range f.random[i] {
			f.model.Fields[i].Levels[l].U = u
		}
	}
	f.model.Prior = math.Log2(float64(rows) / f.pairs)
}

// countEqual adds the pairs of equal values of field i, as many as drawn pairs would
// have shown at their true share.
func (f *fitting) countEqual(i int, drawn float64) {
	count, of := map[int32]float64{}, map[[2]int32]float64{}
	total, ofTotal := 0.0, map[int32]float64{}
	for a := range int32(f.nodes.len()) {
		v := f.nodes.profiles[i].at(a)
		if len(v) == 0 {
			continue
		}
		sub := f.nodes.sub[f.nodes.members.at(a)[0]]
		total++
		ofTotal[sub]++
		if len(v) == 1 {
			count[v[0]]++
			of[[2]int32{sub, v[0]}]++
		}
	}
	pairs := func(n float64) float64 { return n * (n - 1) / 2 }
	all, equal := pairs(total), make([]float64, len(f.random[i]))
	column := f.nodes.cols[i].values
	add := func(v int32, n float64) {
		if l := column.Level(v, v); l != None {
			equal[l] += n
		}
	}
	for v, n := range count {
		add(v, pairs(n))
	}
	if f.model.Between {
		for _, n := range ofTotal {
			all -= pairs(n)
		}
		for k, n := range of {
			add(k[1], -pairs(n))
		}
	}
	for l, n := range equal {
		f.random[i][l] += n / max(all, 1) * drawn
	}
}

// leaning is the share of all pairs that a model's declared shares count for.
const leaning = 1e-5

// declared are the shares that a model has before it is fitted.
func declared(m *Model) [][]Level {
	out := make([][]Level, len(m.Fields))
	for i, f := range m.Fields {
		sum := Level{}
		for _, l := range f.Levels {
			sum.M += l.M
			sum.U += l.U
		}
		if sum.M == 0 || sum.U == 0 {
			continue
		}
		for _, l := range f.Levels {
			out[i] = append(out[i], Level{M: l.M / sum.M, U: l.U / sum.U})
		}
	}
	return out
}

// lend adds what the model declares to the counts of M, or of U, of so many pairs.
func (f *fitting) lend(counts [][]float64, pairs float64, u bool) {
	for i := range counts {
		for l, d := range f.lean[i] {
			if u {
				counts[i][l] += leaning * pairs * d.U
			} else {
				counts[i][l] += leaning * pairs * d.M
			}
		}
	}
}
