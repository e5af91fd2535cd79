package sample

import (
	"math/rand/v2"
	"strings"
)

// dice are a stream of random numbers that a seed and a name decide: what one
// file or household draws never depends on how much another drew before it.
type dice struct{ *rand.Rand }

func newDice(seed uint64, name string) dice {
	h := mix(seed ^ fnv(name))
	return dice{rand.New(rand.NewPCG(h, mix(h^0x9e3779b97f4a7c15)))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return p > 0 && d.Float64() < p }

// between is a whole number from lo to hi, both included.
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// of is one of a list.
func (d dice) of(list ...string) string { return list[d.IntN(len(list))] }

// oneOf is one of a list written with bars: 公|母.
func (d dice) oneOf(bars string) string { return d.of(strings.Split(bars, "|")...) }

// fnv is the 64-bit FNV-1a hash of a name.
func fnv(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64: equal inputs give equal, unlike inputs
// unlike outputs.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// salt is what a person, a home or an event is: everything about it that is not
// kept is drawn from its salt by name, and so is the same in every file that
// asks, whichever file comes first.
type salt uint64

// draw is a lasting whole number from 0 to n-1 for a name.
func (s salt) draw(name string, n int) int {
	return int(mix(uint64(s)^fnv(name)) % uint64(n))
}

// share is a lasting number from 0 up to 1 for a name.
func (s salt) share(name string) float64 {
	return float64(mix(uint64(s)^fnv(name))>>11) / (1 << 53)
}

// has is a lasting yes with probability p.
func (s salt) has(name string, p float64) bool { return s.share(name) < p }

// of is a lasting choice from a list written with bars.
func (s salt) of(name, bars string) string {
	n := s.draw(name, strings.Count(bars, "|")+1)
	for ; n > 0; n-- {
		_, bars, _ = strings.Cut(bars, "|")
	}
	one, _, _ := strings.Cut(bars, "|")
	return one
}
