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
}

// settle finds the mentions that decisions are about. Decisions whose rows are not
// here are left alone: they hold again when their rows are.
func settle(decisions []Decision, list []mention) settled {
	at := rowsOf(decisions, list)
	s := settled{ruled: make([]bool, len(list)), stands: map[int32][]Decision{}}
	for _, d := range latest(decisions) {
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
	about := func(d Decision) (RowID, RowID, string) {
		if d.Kind == Stands {
			return d.A, RowID{}, d.Field
		}
		if bytes.Compare(d.A[:], d.B[:]) > 0 {
			return d.B, d.A, ""
		}
		return d.A, d.B, ""
	}
	list := slices.DeleteFunc(slices.Clone(decisions), func(d Decision) bool { return d.Revoked })
	slices.SortStableFunc(list, func(x, y Decision) int {
		a, b, f := about(x)
		c, d, g := about(y)
		return cmp.Or(bytes.Compare(a[:], c[:]), bytes.Compare(b[:], d[:]), cmp.Compare(f, g),
			cmp.Compare(x.When, y.When), cmp.Compare(x.No, y.No))
	})
	var out []Decision
	for i, d := range list {
		if i+1 < len(list) {
			a, b, f := about(d)
			c, e, g := about(list[i+1])
			if a == c && b == e && f == g {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}
