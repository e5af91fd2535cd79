package register

import (
	"cmp"
	"math"
	"slices"
)

// joinNames gives each name of a place that has several the others of its own. Names
// that hang together only by way of a third, whose doors contradict each other, are
// numbers given anew (1 became 10, and 10 became 100): they stay apart unless a clerk
// joined them.
func joinNames(found []naming, same, apart map[namedPair]bool) [][]placeName {
	var pairs []namedPair
	for pair := range same {
		pairs = append(pairs, pair)
	}
	doubted := map[placeName]bool{}
	for turn := range 2 {
		sets := map[placeName][]placeName{}
		for i := range found {
			if n := &found[i]; n.sure && !apart[n.namedPair] && !doubted[n.a] && !doubted[n.b] {
				if turn == 1 {
					pairs = append(pairs, n.namedPair)
				}
				sets[n.a], sets[n.b] = append(sets[n.a], n.b), append(sets[n.b], n.a)
			}
		}
		for name, others := range sets {
			for i, x := range others {
				for _, y := range others[:i] {
					if turn == 0 && !slices.ContainsFunc(found, func(n naming) bool { return n.namedPair == pairOfNames(x, y) && n.sure }) {
						doubted[name], doubted[x], doubted[y] = true, true, true
					}
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y namedPair) int { return cmp.Or(compareNames(x.a, y.a), compareNames(x.b, y.b)) })
	pairs = slices.Compact(pairs)
	return namesInOne(pairs)
}

// namesInOne are the names that pairs hold together, in order.
func namesInOne(pairs []namedPair) [][]placeName {
	root := map[placeName]placeName{}
	find := func(n placeName) placeName {
		for root[n] != n && root[n] != (placeName{}) {
			n = root[n]
		}
		return n
	}
	var names []placeName
	for _, pair := range pairs {
		names = append(names, pair.a, pair.b)
		a, b := find(pair.a), find(pair.b)
		if a != b {
			if compareNames(a, b) > 0 {
				a, b = b, a
			}
			root[b], root[a] = a, a
		}
	}
	slices.SortFunc(names, compareNames)
	names = slices.Compact(names)
	at := map[placeName]int{}
	var out [][]placeName
	for _, n := range names {
		k, known := at[find(n)]
		if !known {
			k = len(out)
			at[find(n)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], n)
	}
	return out
}

// A name is a new one, rather than another that some departments write, where they
// would hardly have kept from it until it was first written: with the share of the
// forms that write it since then, so many forms before have none of it in one case
// in ten. And since then one row in so many writes it: a name in use before, of which
// some form writes a little, is no new one.
const (
	hardlyChance = 1.0 / 10
	takenUp      = 3
)

// writing is how many rows of a submission write a name.
type writing struct{ sub, rows int32 }

// newest is, per place of several names, the one that it goes by: the one that a
// clerk put first, else the one most written, or a new one.
func (p *places) newest(t int, one [][]placeName, first []placeName, list []mention) []placeName {
	forms := map[placeName][]writing{} // the submissions that write a name
	for _, names := range one {
		for _, n := range names {
			forms[n] = nil
		}
	}
	for i := range list {
		name, _, ok := tiers[t].name(p, list[i].lives)
		if by, several := forms[name]; ok && several {
			if len(by) == 0 || by[len(by)-1].sub != list[i].sub {
				by = append(by, writing{sub: list[i].sub})
			}
			by[len(by)-1].rows++
			forms[name] = by
		}
	}
	out := make([]placeName, len(one))
	for k, names := range one {
		out[k] = newestOf(names, forms)
		for _, f := range first {
			if slices.Contains(names, f) {
				out[k] = f
			}
		}
	}
	return out
}

func newestOf(names []placeName, forms map[placeName][]writing) placeName {
	best := names[0]
	var all []int32
	for _, n := range names {
		if rowsSince(forms[n], 0) > rowsSince(forms[best], 0) {
			best = n
		}
		for _, w := range forms[n] {
			all = append(all, w.sub)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	from := 0
	for _, n := range names {
		if len(forms[n]) == 0 {
			continue
		}
		since := forms[n][0].sub
		before, _ := slices.BinarySearch(all, since)
		share := float64(len(forms[n])) / float64(len(all)-before)
		total := 0
		for _, other := range names {
			total += rowsSince(forms[other], since)
		}
		if before > from && math.Pow(1-share, float64(before)) < hardlyChance && takenUp*rowsSince(forms[n], since) >= total {
			best, from = n, before
		}
	}
	return best
}

// rowsSince counts the rows of a submission and of those after it.
func rowsSince(by []writing, sub int32) int {
	n := 0
	for _, w := range by {
		if w.sub >= sub {
			n += int(w.rows)
		}
	}
	return n
}

// rename makes every address of a place of several names one of the name that it
// goes by.
func (p *places) rename(t int, one [][]placeName, by []placeName) {
	p.to[t] = map[placeName]placeName{}
	for k, names := range one {
		for _, n := range names {
			if n != by[k] {
				p.to[t][n] = by[k]
			}
		}
	}
	if len(p.to[t]) == 0 {
		return
	}
	p.at, p.keys = slices.Clone(p.at), slices.Clone(p.keys)
	for i := range p.at {
		if p.used[i] {
			p.at[i], p.keys[i] = p.hereAt(t, p.at[i], p.keys[i])
		}
	}
}
