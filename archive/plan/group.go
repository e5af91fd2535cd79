package plan

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
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
	enough    = 0.58
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

// traits is what a task is compared by.
type traits struct {
	task    *Task
	matters []int
	acts    uint64
	rest    []uint64 // pairs of runes of the words that no list knows, sorted
	own     bool     // the department's own paper
	every   string
}

func (v *vocabulary) traitsOf(t *Task) traits {
	text := narrow(forms.Squeeze(t.Text))
	matters, rest, doing := v.read(text)
	x := traits{task: t, matters: matters, acts: v.acts(doing), own: v.housekeeping(text, t.Department) != "", every: t.Recurring}
	for _, run := range rest {
		r := []rune(run)
		for i := 0; i+1 < len(r); i++ {
			x.rest = append(x.rest, uint64(r[i])<<32|uint64(r[i+1]))
		}
	}
	slices.Sort(x.rest)
	x.rest = slices.Compact(x.rest)
	return x
}

// How much each kind of agreement weighs.
const (
	specificWeight = 3.0
	genericWeight  = 1.0
	kinWeight      = 1.8 // a subject of one, its family's general word in the other
	actWeight      = 0.8
	restWeight     = 0.3
	restAlone      = 0.9 // … where no known subject is shared
	restLimit      = 8   // no more pairs of unknown runes than this count

	otherAct     = 0.62 // what is left of a likeness where nothing to be done agrees
	otherSubject = 0.55 // … and where each is about someone else
	ownPeople    = 0.65 // … and where one is for its department's own people alone
)

// likeness is how alike two tasks are, 0…1 and somewhat above.
func (v *vocabulary) likeness(a, b *traits) float64 {
	if askedTwice(a.task, b.task) {
		return 1
	}
	if sameAsker(a.task, b.task) || a.own || b.own || v.rivals(a.matters, b.matters) {
		return 0
	}
	sharedMatters, specific := v.weigh(common(a.matters, b.matters))
	kin := v.kin(a.matters, b.matters)
	sharedMatters += kinWeight * float64(kin)
	sharedRest := min(len(commonPairs(a.rest, b.rest)), restLimit)
	sharedActs := bits.OnesCount64(a.acts & b.acts)
	if specific == 0 && (sharedMatters == 0 || sharedActs == 0) && sharedRest < 2 {
		return 0
	}
	each := restWeight
	if specific == 0 {
		each = restAlone
	}
	shared := sharedMatters + actWeight*float64(sharedActs) + each*float64(sharedRest)
	wa, wb := v.weight(a, each), v.weight(b, each)
	like := 0.5*(2*shared/(wa+wb)) + 0.5*shared/min(wa, wb)
	if a.acts != 0 && b.acts != 0 && sharedActs == 0 {
		like *= otherAct
	}
	if v.othersOnly(a.matters, b.matters) {
		like *= otherSubject
	}
	if v.ownPeople(a, b) || v.ownPeople(b, a) {
		like *= ownPeople
	}
	return like * (1 + agreement(a, b))
}

// sameAsker reports whether two tasks are one department's, or one file's where no
// department is known.
func sameAsker(a, b *Task) bool {
	if a.Department == "" || b.Department == "" {
		return a.File == b.File
	}
	return a.Department == b.Department
}

// askedTwice reports whether a department asks a task again, word for word, in
// another file: a list sent anew.
func askedTwice(a, b *Task) bool {
	return sameAsker(a, b) && a.File != b.File && a.Text == b.Text
}

// weight is all that could agree of a task.
func (v *vocabulary) weight(t *traits, each float64) float64 {
	w, _ := v.weigh(t.matters)
	return w + actWeight*float64(bits.OnesCount64(t.acts)) + each*float64(min(len(t.rest), restLimit))
}

func (v *vocabulary) weigh(matters []int) (weight float64, specific int) {
	for _, m := range matters {
		if v.Matters[m].Generic {
			weight += genericWeight
			continue
		}
		weight += specificWeight
		specific++
	}
	return weight, specific
}

// rivals reports whether two tasks are about two different things of one family:
// 独居老人 and 百岁老人, 低保 and 特困.
func (v *vocabulary) rivals(a, b []int) bool {
	for _, x := range a {
		fx := v.Matters[x]
		if fx.Family == "" || fx.Generic || slices.Contains(b, x) {
			continue
		}
		met := false
		for _, y := range b {
			fy := v.Matters[y]
			if fy.Family != fx.Family || fy.Generic {
				continue
			}
			if slices.Contains(a, y) {
				met = false
				break
			}
			met = true
		}
		if met {
			return true
		}
	}
	return false
}

// kin is how often one task names a subject and the other only its family's general
// word: 矫正对象 and 重点人员.
func (v *vocabulary) kin(a, b []int) (n int) {
	for _, x := range a {
		for _, y := range b {
			fx, fy := v.Matters[x], v.Matters[y]
			if fx.Family != "" && fx.Family == fy.Family && fx.Generic != fy.Generic &&
				!slices.Contains(a, y) && !slices.Contains(b, x) {
				n++
			}
		}
	}
	return n
}

// othersOnly reports whether two tasks share no subject but general ones while
// each names one that the other lacks, or, where a subject meets only its family's
// general word, any other subject stands on either side.
func (v *vocabulary) othersOnly(a, b []int) bool {
	if _, specific := v.weigh(common(a, b)); specific > 0 {
		return false
	}
	_, sa := v.weigh(a)
	_, sb := v.weigh(b)
	if kin := v.kin(a, b); kin > 0 {
		return sa+sb > kin
	}
	return sa > 0 && sb > 0
}

// ownPeople reports whether a task is for its own department's people, whom the
// other task doesn't name: 残疾人文体活动 of 残联 is not the 文体活动 of 文旅局.
func (v *vocabulary) ownPeople(a, b *traits) bool {
	for _, x := range a.matters {
		f := v.Matters[x]
		first, _ := utf8.DecodeRuneInString(f.Name)
		if f.Kind == "who" && strings.ContainsRune(a.task.Department, first) && !slices.Contains(b.matters, x) &&
			!slices.ContainsFunc(b.matters, func(y int) bool { return f.Family != "" && f.Family == cmp.Or(v.Matters[y].Family, v.Matters[y].Of) }) {
			return true
		}
	}
	return false
}

// agreement is what shared indicator, target, period and funds add. 完成率 100% is
// everybody's and says nothing.
func agreement(a, b *traits) float64 {
	x, y := a.task, b.task
	add := 0.0
	if x.Indicator != "" && x.Indicator == y.Indicator && x.Indicator != "完成率" {
		add += 0.10
	}
	if x.Target != "" && x.Target == y.Target && x.Unit == y.Unit && (x.Target != "100" || x.Unit != "%") {
		add += 0.08
	}
	if x.FundsKnown && x.Funds > 0 && x.Funds == y.Funds {
		add += 0.10
	}
	if a.every != "" && a.every != Standing && a.every == b.every {
		add += 0.05
	}
	if !x.Due.IsZero() && x.Due == y.Due && (x.Due.Month != 12 || x.Due.Day != 31) {
		add += 0.05
	}
	return add
}

// common are the members of both sorted lists.
func common(a, b []int) []int {
	var both []int
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	return both
}

func commonPairs(a, b []uint64) []uint64 {
	var both []uint64
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			both = append(both, x)
		}
	}
	return both
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
