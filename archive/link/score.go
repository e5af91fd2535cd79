package link

import "math"

// profile is what one side is known by: per field its distinct values.
type profile [][]int32

// scorer compares two profiles. It is one goroutine's own.
type scorer struct {
	t       *table
	weights [][]float64 // per field and level
	early   int         // leading gates that the first two fields decide
	a, b    profile
	levels  []uint8
	best    []int32 // per field the value that reached level 0, else -1
	part    []float64
}

func newScorer(t *table) *scorer {
	n := len(t.cols)
	s := &scorer{t: t, a: make(profile, n), b: make(profile, n), levels: make([]uint8, n), best: make([]int32, n), part: make([]float64, n)}
	s.weights = make([][]float64, n)
	for f, field := range t.model.Fields {
		for _, l := range field.Levels {
			s.weights[f] = append(s.weights[f], math.Log2(l.M/l.U))
		}
	}
	for s.early < len(t.model.Gates) && concerns(t.model.Gates[s.early], 2) {
		s.early++
	}
	return s
}

// concerns reports whether a gate looks at the first n fields only.
func concerns(g Gate, n int) bool {
	for _, c := range g.When {
		if c.Field >= n {
			return false
		}
	}
	return true
}

func (s *scorer) left(p profile)  { s.a = p }
func (s *scorer) right(p profile) { s.b = p }

// compare finds the levels of all fields and what the gates say of them. After a
// Never the levels may be left incomplete.
func (s *scorer) compare() (Verdict, int) {
	m := s.t.model
	for f := range s.levels {
		s.levels[f] = None
	}
	for f := range min(2, len(s.levels)) {
		s.level(f)
	}
	for g := range s.early {
		if m.holds(g, s.levels) {
			if m.Gates[g].Then == Never {
				return Never, g
			}
			break
		}
	}
	for f := 2; f < len(s.levels); f++ {
		s.level(f)
	}
	return m.gate(s.levels)
}

// level finds the first level that any two values of field f reach.
func (s *scorer) level(f int) {
	col := s.t.cols[f]
	level, best, bits := None, int32(-1), math.Inf(-1)
	for _, a := range s.a[f] {
		if s.crowded(f, a) {
			continue
		}
		for _, b := range s.b[f] {
			l := col.values.Level(a, b)
			if l > level || s.crowded(f, b) {
				continue
			}
			level = l
			if l == 0 {
				if x := s.exact(f, a); x > bits {
					best, bits = a, x
				}
			}
		}
	}
	s.levels[f], s.best[f] = level, best
}

// mobbed is how many times a field's crowd holds a value that tells nothing more.
const mobbed = 8

func (s *scorer) crowded(f int, v int32) bool {
	crowd := s.t.model.Fields[f].Crowd
	return crowd > 0 && int(s.t.cols[f].crowd[v]) > mobbed*crowd
}

// exact is the weight of field f where both sides have value v.
func (s *scorer) exact(f int, v int32) float64 {
	col := s.t.cols[f]
	w := s.weights[f][0] + col.values.Bits(v)
	if col.bits != nil {
		w += col.bits[v]
	}
	if crowd := s.t.model.Fields[f].Crowd; crowd > 0 && int(col.crowd[v]) > crowd {
		w = max(0, w-math.Log2(float64(col.crowd[v])/float64(crowd)))
	}
	return w
}

// weight is the sum for the levels that compare found, in bits.
func (s *scorer) weight() float64 {
	m := s.t.model
	sum := m.Prior
	for f, l := range s.levels {
		s.part[f] = 0
		if l == None || m.given(f, s.levels) {
			continue
		}
		if l == 0 && s.best[f] >= 0 {
			s.part[f] = s.exact(f, s.best[f])
		} else {
			s.part[f] = s.weights[f][l]
		}
		sum += s.part[f]
	}
	for _, g := range m.Groups {
		total := 0.0
		for _, f := range g.Fields {
			total += s.part[f]
		}
		if total > g.Most {
			sum -= total - g.Most
		}
	}
	return sum
}

// keeps reports whether a pair is worth merging or asking about.
func (m *Model) keeps(v Verdict, gate int, weight float64) bool {
	switch {
	case v == Never:
		return false
	case weight >= m.Ask:
		return true
	}
	return v == Ask && gate >= 0 && m.Gates[gate].Whatever
}

// given reports whether another field already says what field f says.
func (m *Model) given(f int, levels []uint8) bool {
	for _, c := range m.Fields[f].Given {
		if c.Levels.Has(levels[c.Field]) {
			return true
		}
	}
	return false
}
