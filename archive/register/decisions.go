package register

import (
	"bytes"
	"cmp"
	"slices"

	"huce/archive/link"
)

// settled are the decisions that hold: of two about the same thing the later.
type settled struct {
	rules  link.Rules
	ruled  []bool // per mention: named by a rule
	stands map[int32][]Decision
	at     map[RowID]int32 // mentions that decisions are about
	lives  []lives
	open   []Decision // disputed, by mention they are about: nothing later settled them
}

// lives is a decision about two people's home, by mention.
type lives struct {
	kind DecisionKind
	a, b int32
}

// homes are the pairs of people that decisions of a kind are about.
func (s *settled) homes(person []int32, kind DecisionKind) [][2]int32 {
	var out [][2]int32
	for _, d := range s.lives {
		if a, b := person[d.a], person[d.b]; d.kind == kind && a != none && b != none && a != b {
			out = append(out, [2]int32{min(a, b), max(a, b)})
		}
	}
	return out
}

// aliases are what was decided of names of estates.
func aliases(decisions []Decision) []Decision {
	var out []Decision
	for _, d := range latest(decisions) {
		if (d.Kind == Alias || d.Kind == NoAlias) && !d.Disputed {
			out = append(out, d)
		}
	}
	return out
}

func sameAliases(a, b []Decision) bool {
	return slices.EqualFunc(a, b, func(x, y Decision) bool {
		return x.Kind == y.Kind && x.Field == y.Field && x.Value == y.Value && x.When == y.When
	})
}

// settle finds the mentions that decisions are about. Decisions whose rows are not
// here are left alone: they hold again when their rows are.
func settle(decisions []Decision, list []mention) settled {
	at := rowsOf(decisions, list)
	s := settled{ruled: make([]bool, len(list)), stands: map[int32][]Decision{}, at: at}
	for _, d := range latest(decisions) {
		if d.Disputed {
			s.open = append(s.open, d)
			continue
		}
		a, known := at[d.A]
		if !known {
			continue
		}
		if d.Kind == Stands {
			s.stands[a] = append(s.stands[a], d)
			continue
		}
		b, known := at[d.B]
		if !known || a == b {
			continue
		}
		pair := [2]int32{min(a, b), max(a, b)}
		if d.Kind == Together || d.Kind == Apart {
			s.lives = append(s.lives, lives{d.Kind, a, b})
			continue
		}
		s.ruled[a], s.ruled[b] = true, true
		switch d.Kind {
		case Same:
			s.rules.Same = append(s.rules.Same, pair)
		case Different:
			s.rules.Different = append(s.rules.Different, pair)
		}
	}
	return s
}

// rowsOf finds the mentions that decisions are about.
func rowsOf(decisions []Decision, list []mention) map[RowID]int32 {
	at := map[RowID]int32{}
	if len(decisions) == 0 {
		return at
	}
	wanted := map[RowID]bool{}
	for _, d := range decisions {
		wanted[d.A], wanted[d.B] = true, true
	}
	for i := range list {
		if wanted[list[i].id] {
			at[list[i].id] = int32(i)
		}
	}
	return at
}

// latest are the decisions that no revocation and no later one takes back, in an
// order of their own.
func latest(decisions []Decision) []Decision {
	list := slices.DeleteFunc(slices.Clone(decisions), func(d Decision) bool { return d.Revoked })
	slices.SortStableFunc(list, func(x, y Decision) int {
		return cmp.Or(compareAbout(x, y), cmp.Compare(x.When, y.When), cmp.Compare(x.No, y.No))
	})
	var out []Decision
	for i, d := range list {
		if i+1 == len(list) || compareAbout(d, list[i+1]) != 0 {
			out = append(out, d)
		}
	}
	return out
}

// about is what a decision settles: two rows, or a field of one, or two names.
func about(d Decision) (RowID, RowID, string) {
	switch d.Kind {
	case Stands:
		return d.A, RowID{}, d.Field
	case Alias, NoAlias:
		return RowID{}, RowID{}, min(d.Field, d.Value) + "\x00" + max(d.Field, d.Value)
	}
	of := "" // who someone is, and where they live, are two things
	if d.Kind == Together || d.Kind == Apart {
		of = "home"
	}
	if bytes.Compare(d.A[:], d.B[:]) > 0 {
		return d.B, d.A, of
	}
	return d.A, d.B, of
}

func compareAbout(x, y Decision) int {
	a, b, f := about(x)
	c, d, g := about(y)
	return cmp.Or(bytes.Compare(a[:], c[:]), bytes.Compare(b[:], d[:]), cmp.Compare(f, g))
}

// says reports whether two decisions about one thing say the same of it.
func (d *Decision) says(o *Decision) bool {
	return d.Kind == o.Kind && (d.Value == o.Value || d.Kind == Alias || d.Kind == NoAlias)
}

// Contradictions are pairs of decisions, one of each list by index, that hold there,
// are about one thing, say different things of it, and that the other list does not
// have: two clerks who did not know of each other settled it otherwise. known tells
// whether decision i of mine (or theirs) is in the other list too.
func Contradictions(mine, theirs []Decision, known func(mine bool, i int) bool) [][2]int {
	type kept struct {
		d  Decision
		at int
	}
	standing := func(list []Decision, ours bool) []kept {
		at := map[uint64]int{}
		for i, d := range list {
			at[d.No] = i
		}
		var out []kept
		for _, d := range latest(list) {
			if i := at[d.No]; !d.Disputed && !known(ours, i) {
				out = append(out, kept{d, i})
			}
		}
		return out
	}
	a, b := standing(mine, true), standing(theirs, false)
	var out [][2]int
	for len(a) > 0 && len(b) > 0 {
		switch c := compareAbout(a[0].d, b[0].d); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			if !a[0].d.says(&b[0].d) {
				out = append(out, [2]int{a[0].at, b[0].at})
			}
			a, b = a[1:], b[1:]
		}
	}
	return out
}
