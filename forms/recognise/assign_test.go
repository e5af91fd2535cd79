package recognise

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The assignment is as good as the best of all, and gives no field away twice.
func TestAssignIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols, fields := rapid.IntRange(0, 5).Draw(t, "columns"), rapid.IntRange(0, 5).Draw(t, "fields")
		score := make([]map[int]float64, cols)
		for i := range score {
			score[i] = map[int]float64{}
			for f := range fields {
				if rapid.Bool().Draw(t, "candidate") {
					score[i][f] = rapid.Float64Range(-5, 5).Draw(t, "score")
				}
			}
		}
		got := assign(score, fields)
		sum := 0.0
		seen := map[int]bool{}
		for i, f := range got {
			if f < 0 {
				continue
			}
			s, ok := score[i][f]
			if !ok || s < 0 || seen[f] {
				t.Fatalf("column %d got field %d of %v", i, f, score)
			}
			seen[f] = true
			sum += s
		}
		if best := bestSum(score, fields, 0, map[int]bool{}); math.Abs(best-sum) > 1e-9 {
			t.Fatalf("sum %v, best is %v of %v", sum, best, score)
		}
	})
}

func bestSum(score []map[int]float64, fields, i int, used map[int]bool) float64 {
	if i == len(score) {
		return 0
	}
	best := bestSum(score, fields, i+1, used)
	for f, s := range score[i] {
		if !used[f] {
			used[f] = true
			best = max(best, s+bestSum(score, fields, i+1, used))
			delete(used, f)
		}
	}
	return best
}
