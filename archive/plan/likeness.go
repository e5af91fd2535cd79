package plan

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

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
