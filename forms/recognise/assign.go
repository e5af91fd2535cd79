package recognise

import "math"

// assign gives every column at most one of its candidates and every field to at
// most one column, so that the scores add up to the most. A candidate that scores
// below zero is worse than none. score[i] holds the candidates of column i by
// field; the answer is the field of each column, -1 for none.
//
// It is the assignment problem, solved by shortest augmenting paths: columns on
// one side, fields and one "none" for each column on the other.
func assign(score []map[int]float64, fields int) []int {
	if len(score) > maxColumns {
		return assignInTurn(score)
	}
	n, m := len(score), fields+len(score)
	cost := func(i, j int) float64 {
		if j == fields+i {
			return 0
		}
		if j < fields {
			if s, ok := score[i][j]; ok {
				return -s
			}
		}
		return impossible
	}
	u, v := make([]float64, n+1), make([]float64, m+1)
	match := make([]int, m+1) // place → column, both from 1
	way := make([]int, m+1)
	for i := 1; i <= n; i++ {
		augment(i, m, cost, u, v, match, way)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for j := 1; j <= fields; j++ {
		if i := match[j]; i > 0 && cost(i-1, j-1) < 0 {
			out[i-1] = j - 1
		}
	}
	return out
}

const impossible = 1e6

// maxColumns is how many columns are weighed against one another; no form has more.
const maxColumns = 300

// assignInTurn gives each column in turn the best of its candidates that is left.
func assignInTurn(score []map[int]float64) []int {
	out := make([]int, len(score))
	taken := map[int]bool{}
	for i, candidates := range score {
		out[i] = -1
		best := 0.0
		for f, s := range candidates {
			if !taken[f] && (s > best || s == best && out[i] >= 0 && f < out[i]) {
				out[i], best = f, s
			}
		}
		if out[i] >= 0 {
			taken[out[i]] = true
		}
	}
	return out
}

// augment brings column i into the matching along the cheapest path.
func augment(i, m int, cost func(i, j int) float64, u, v []float64, match, way []int) {
	least := make([]float64, m+1)
	used := make([]bool, m+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	match[0] = i
	j0 := 0
	for {
		used[j0] = true
		i0, delta, j1 := match[j0], math.Inf(1), 0
		for j := 1; j <= m; j++ {
			if used[j] {
				continue
			}
			if c := cost(i0-1, j-1) - u[i0] - v[j]; c < least[j] {
				least[j], way[j] = c, j0
			}
			if least[j] < delta {
				delta, j1 = least[j], j
			}
		}
		for j := 0; j <= m; j++ {
			if used[j] {
				u[match[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		j0 = j1
		if match[j0] == 0 {
			break
		}
	}
	for j0 != 0 {
		j1 := way[j0]
		match[j0] = match[j1]
		j0 = j1
	}
}
