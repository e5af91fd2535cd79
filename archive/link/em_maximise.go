package link

import (
	"fmt"
	"math"
)

// What pairs that are one show: M and the prior, by expectation maximisation.

func (f *fitting) fromSessions() error {
	for _, s := range f.sessions {
		f.maximise(s)
	}
	if err := f.pool(); err != nil {
		return err
	}
	f.prior()
	return nil
}

// fromAll maximises M and the prior over all candidates.
func (f *fitting) fromAll() error {
	for range emRounds {
		next, change, ones := f.zero(), 0.0, 0.0
		for _, c := range f.all {
			odds := math.Exp2(f.model.Prior)
			for i := range next {
				if l := c.pattern.level(i); l != None {
					odds *= f.model.Fields[i].Levels[l].M / f.model.Fields[i].Levels[l].U
				}
			}
			g := c.pairs * odds / (1 + odds)
			ones += g
			for i := range next {
				if l := c.pattern.level(i); l != None {
					next[i][l] += g
				}
			}
		}
		f.lend(next, ones, false)
		for i := range next {
			share(next[i])
			for l, m := range next[i] {
				change = max(change, math.Abs(m-f.model.Fields[i].Levels[l].M))
				f.model.Fields[i].Levels[l].M = m
			}
		}
		f.prior()
		if change < emEnough {
			break
		}
	}
	return nil
}

// maximise is one session.
func (f *fitting) maximise(s *session) {
	if s.m == nil {
		s.m = f.zero()
		for i := range s.m {
			for l := range s.m[i] {
				s.m[i][l] = 0.1 / float64(len(s.m[i]))
			}
			s.m[i][0] += 0.9
		}
		for _, p := range s.block {
			s.m[p.Field] = nil
		}
	}
	total := 0.0
	for _, c := range s.counts {
		total += c.pairs
	}
	lambda := 0.5
	for range emRounds {
		next, ones := f.zero(), 0.0
		for _, c := range s.counts {
			odds := lambda / (1 - lambda)
			for i, m := range s.m {
				if l := c.pattern.level(i); m != nil && l != None {
					odds *= m[l] / f.model.Fields[i].Levels[l].U
				}
			}
			g := c.pairs * odds / (1 + odds)
			ones += g
			for i, m := range s.m {
				if l := c.pattern.level(i); m != nil && l != None {
					next[i][l] += g
				}
			}
		}
		change := 0.0
		f.lend(next, ones, false)
		for i, m := range s.m {
			if m == nil {
				continue
			}
			share(next[i])
			for l := range m {
				change = max(change, math.Abs(m[l]-next[i][l]))
			}
			s.m[i] = next[i]
		}
		s.ones = ones
		lambda = min(max(ones/max(total, 1), 1e-6), 1-1e-6)
		if change < emEnough {
			break
		}
	}
}

// pool takes the mean of the sessions.
func (f *fitting) pool() error {
	for i := range f.model.Fields {
		if !f.told(i) {
			continue
		}
		field := &f.model.Fields[i]
		sum, weight := make([]float64, len(field.Levels)), 0.0
		for _, s := range f.sessions {
			if s.m[i] == nil {
				continue
			}
			weight += s.ones
			for l := range sum {
				sum[l] += s.ones * s.m[i][l]
			}
		}
		if weight < anyAtAll {
			return fmt.Errorf("link: no session tells %s: every block holds it, or no pair seems one", field.Name)
		}
		share(sum)
		for l := range sum {
			field.Levels[l].M = sum[l]
		}
	}
	return nil
}

// flipped refuses classes that can't be people.
func (f *fitting) flipped() error {
	for i := range f.model.Fields {
		if field := &f.model.Fields[i]; f.told(i) && field.Levels[0].M <= field.Levels[0].U {
			return fmt.Errorf("link: the classes flipped: %s agrees in %.2g of the pairs that are one and in %.2g of the others",
				field.Name, field.Levels[0].M, field.Levels[0].U)
		}
	}
	return nil
}

// prior finds the share of all pairs that are one, as the candidates tell.
func (f *fitting) prior() {
	bits := make([]float64, len(f.all))
	for k, c := range f.all {
		for i := range f.model.Fields {
			if l := c.pattern.level(i); l != None {
				bits[k] += math.Log2(f.model.Fields[i].Levels[l].M / f.model.Fields[i].Levels[l].U)
			}
		}
	}
	for range emRounds {
		ones := 0.0
		for k, c := range f.all {
			odds := math.Exp2(f.model.Prior + bits[k])
			ones += c.pairs * odds / (1 + odds)
		}
		next := math.Log2(max(ones, 1) / f.pairs)
		if done := math.Abs(next-f.model.Prior) < emEnough; done {
			break
		}
		f.model.Prior = next
	}
}
