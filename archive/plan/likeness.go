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
	ownPeople    = 0.60 // … and where one is for its department's own people alone
)

// likeness is how alike two tasks are, 0…1 and somewhat above.
func (v *vocabulary) likeness(a, b *traits) float64 {
	if askedTwice(a.task, b.task) {
		return 1
	}
	if sameAsker(a.task, b.task) || a.own || b.own || v.rivals(a.matters, b.matters) {
		return 0
	}
	return v.overlap(a, b) * v.doubt(a, b) * (1 + agreement(a, b))
}

// overlap is how much of what two tasks say is said by both: half by what each says
// on average, half by what the shorter one says.
func (v *vocabulary) overlap(a, b *traits) float64 {
	subjects, specific := v.weigh(common(a.matters, b.matters))
	subjects += kinWeight * float64(v.kin(a.matters, b.matters))
	rest := min(len(commonPairs(a.rest, b.rest)), restLimit)
	acts := bits.OnesCount64(a.acts & b.acts)
	if specific == 0 && (subjects == 0 || acts == 0) && rest < 2 && !v.oneThing(a.matters, b.matters) {
		return 0
	}
	each := restWeight
	if specific == 0 {
		each = restAlone
	}
	shared := subjects + actWeight*float64(acts) + each*float64(rest)
	wa, wb := v.weight(a, each), v.weight(b, each)
	return shared/(wa+wb) + 0.5*shared/min(wa, wb)
}

// oneThing reports whether two tasks name one thing, be it by its general word.
func (v *vocabulary) oneThing(a, b []int) bool {
	return slices.ContainsFunc(common(a, b), func(m int) bool { return v.Matters[m].Kind == "what" })
}

// doubt is what is left of a likeness after what speaks against it.
func (v *vocabulary) doubt(a, b *traits) float64 {
	left := 1.0
	if a.acts != 0 && b.acts != 0 && a.acts&b.acts == 0 {
		left *= otherAct
	}
	if v.othersOnly(a.matters, b.matters) {
		left *= otherSubject
	}
	if v.ownPeople(a, b) || v.ownPeople(b, a) {
		left *= ownPeople
	}
	return left
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

// agreement is what shared indicator, target, period and funds add. 完成率 100% and
// the end of the year are everybody's and say nothing.
func agreement(a, b *traits) float64 {
	x, y := a.task, b.task
	add := 0.0
	for _, same := range []struct {
		holds bool
		adds  float64
	}{
		{x.Indicator == y.Indicator && x.Indicator != "" && x.Indicator != "完成率", 0.10},
		{x.Target == y.Target && x.Unit == y.Unit && x.Target != "" && x.Target+x.Unit != "100%", 0.08},
		{x.Funds == y.Funds && x.Funds > 0, 0.10},
		{a.every == b.every && a.every != "" && a.every != Standing, 0.05},
		{x.Due == y.Due && !x.Due.IsZero() && (x.Due.Month != 12 || x.Due.Day != 31), 0.05},
	} {
		if same.holds {
			add += same.adds
		}
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
