package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Word is what a clerk said of two tasks, by their ids.
type Word struct {
	A, B string
	Same bool
}

// Groups proposes which tasks are one task, asked by several departments in other
// words, and returns the tasks in their order with Group set: equal where they are
// held to be one, "" where a task stands alone. The clerk's words come before any
// likeness. The order of the tasks makes no difference.
//
// Two tasks are alike by what and whom they are about, what is to be done, how the
// rest of their words agrees, and shared indicator, target, period and funds. A
// department asks a task once, so a group holds one task of a department (a list sent anew
// aside), and paper that a department wants for itself (按月报送某局台账) joins with none.
func Groups(tasks []Task, words ...Word) []Task {
	out := slices.Clone(tasks)
	order := byContent(out)
	sets := newSets(out, words)
	pairs, like := alikePairs(out, order)
	for _, p := range pairs {
		sets.join(p.a, p.b, like)
	}
	number := 0
	name := map[int]string{}
	for _, i := range order {
		root := sets.find(i)
		if sets.size[root] < 2 {
			out[i].Group = ""
			continue
		}
		if name[root] == "" {
			number++
			name[root] = fmt.Sprintf("G%02d", number)
		}
		out[i].Group = name[root]
	}
	return out
}

// Confirmed tells of every group whether clerks' words alone hold it together.
func Confirmed(tasks []Task, words []Word) map[string]bool {
	s := newSets(tasks, words)
	root := map[string]int{}
	out := map[string]bool{}
	for i := range tasks {
		g := tasks[i].Group
		if g == "" {
			continue
		}
		r, seen := root[g]
		if !seen {
			root[g], out[g] = s.find(i), true
			continue
		}
		out[g] = out[g] && s.find(i) == r
	}
	return out
}

// byContent is the tasks' order by what they are, not by where they came.
func byContent(tasks []Task) []int {
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &tasks[a], &tasks[b]
		return cmp.Or(strings.Compare(x.ID, y.ID), strings.Compare(x.Department, y.Department), strings.Compare(x.Text, y.Text),
			strings.Compare(x.File, y.File), strings.Compare(x.Sheet, y.Sheet), x.Row-y.Row, strings.Compare(x.Indicator, y.Indicator),
			strings.Compare(x.Target, y.Target), strings.Compare(x.Deadline, y.Deadline), cmp.Compare(x.Funds, y.Funds))
	})
	return order
}

// enough is the likeness from which two tasks are proposed as one; between two
// groups that one pair would join, all their pairs have to reach onAverage.
const (
	enough    = 0.60
	onAverage = 0.50
)

type pair struct {
	a, b int
	like float64
}

// alikePairs are the pairs of tasks that are alike enough, the most alike first,
// and the likeness of any two.
func alikePairs(tasks []Task, order []int) ([]pair, func(a, b int) float64) {
	v := wordBook()
	traits := make([]traits, len(tasks))
	for i := range tasks {
		traits[i] = v.traitsOf(&tasks[i])
	}
	var pairs []pair
	for x, i := range order {
		for _, j := range order[x+1:] {
			if l := v.likeness(&traits[i], &traits[j]); l >= enough {
				pairs = append(pairs, pair{i, j, l})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(q.like, p.like) })
	return pairs, func(a, b int) float64 { return v.likeness(&traits[a], &traits[b]) }
}

// sets keeps which tasks are one, and which may not be.
type sets struct {
	parent  []int
	size    []int
	members [][]int
	tasks   []Task
	apart   map[[2]int]bool // by a clerk's word
}

func newSets(tasks []Task, words []Word) *sets {
	s := &sets{
		parent: make([]int, len(tasks)), size: make([]int, len(tasks)), members: make([][]int, len(tasks)),
		tasks: tasks, apart: map[[2]int]bool{},
	}
	at := map[string]int{}
	for i := range tasks {
		s.parent[i], s.size[i], s.members[i] = i, 1, []int{i}
		if tasks[i].ID != "" {
			at[tasks[i].ID] = i
		}
	}
	for _, same := range []bool{false, true} {
		for _, w := range words {
			a, okA := at[w.A]
			b, okB := at[w.B]
			if !okA || !okB || a == b || w.Same != same {
				continue
			}
			if same {
				s.merge(s.find(a), s.find(b))
			} else {
				s.apart[[2]int{min(a, b), max(a, b)}] = true
			}
		}
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		i = s.parent[i]
	}
	return i
}

// join makes two tasks one unless their groups hold two tasks of one department or
// two that a clerk told apart, or are on average less alike than the two.
func (s *sets) join(a, b int, like func(a, b int) float64) {
	a, b = s.find(a), s.find(b)
	if a == b {
		return
	}
	sum := 0.0
	for _, x := range s.members[a] {
		for _, y := range s.members[b] {
			sum += like(x, y)
			if twice := askedTwice(&s.tasks[x], &s.tasks[y]); !twice && sameAsker(&s.tasks[x], &s.tasks[y]) || s.apart[[2]int{min(x, y), max(x, y)}] {
				return
			}
		}
	}
	if sum < onAverage*float64(s.size[a]*s.size[b]) {
		return
	}
	s.merge(a, b)
}

func (s *sets) merge(a, b int) {
	if a == b {
		return
	}
	if s.size[a] < s.size[b] {
		a, b = b, a
	}
	s.parent[b] = a
	s.size[a] += s.size[b]
	s.members[a] = append(s.members[a], s.members[b]...)
	s.members[b] = nil
}
