package plan

import (
	"huce/forms"
)

// AgainAfter is how many days after nobody was at home a home is visited again.
const AgainAfter = 3

// standing is what this year's visits made of a home.
type standing struct {
	collected forms.Date // the day of the year's collecting visit, zero while there was none
	refused   bool       // the last collecting visit of the year was refused: not asked again this year
	away      forms.Date // nobody was at home that day, and nobody was met since
	tries     int        // how often in a row
	moved     bool       // the last visit found that they had moved away
	last      forms.Date
}

// standings are those of all homes. A home that is found moved away gets no sheet until
// a later visit finds somebody; one that refused is not asked again in the year, though
// still looked after; one where nobody was is visited again.
func standings(in Input) []standing {
	all := make([]standing, len(in.Register.Households))
	at := homeIndex(in)
	for i := range in.Visits {
		v := &in.Visits[i]
		h, ok := at[v.Household]
		if !ok {
			continue
		}
		all[h].note(v, in.Year)
	}
	return all
}

func (s *standing) note(v *Visit, year int) {
	collecting := v.Purpose == PurposeCollect && int(v.Date.Year) == year
	if v.Outcome == OutcomeMet && collecting && s.collected.IsZero() {
		s.collected = v.Date
	}
	if v.Date.Compare(s.last) < 0 {
		return // a later visit says how things stand
	}
	s.last = v.Date
	s.moved = v.Outcome == OutcomeMoved
	if collecting {
		s.refused = v.Outcome == OutcomeRefused
	}
	if v.Outcome == OutcomeAway {
		s.away = v.Date
		s.tries++
	} else {
		s.away, s.tries = forms.Date{}, 0
	}
}

// asked reports whether a home may still be asked this year.
func (s *standing) asked() bool { return !s.moved && !s.refused && s.collected.IsZero() }

// again is the first day on which a home is to be visited after nobody was there.
func (s *standing) again() forms.Date {
	if s.away.IsZero() {
		return forms.Date{}
	}
	return forms.OnDay(s.away.Days() + AgainAfter)
}

// MovedOut reports whether the last visit to a home found that its people had moved
// away, and on which day.
func MovedOut(in Input, household string) (on forms.Date, moved bool) {
	var s standing
	for i := range in.Visits {
		if v := &in.Visits[i]; v.Household == household {
			s.note(v, in.Year)
		}
	}
	return s.last, s.moved
}

// Collected are the collecting visits of a year at which somebody of a home was met, in
// the order they came. More than one without a reason in the later is two clerks' sheets
// for one home, as after joining two copies.
func Collected(in Input, household string, year int) []*Visit {
	var all []*Visit
	for i := range in.Visits {
		v := &in.Visits[i]
		if v.Household == household && v.Purpose == PurposeCollect && v.Outcome == OutcomeMet && int(v.Date.Year) == year {
			all = append(all, v)
		}
	}
	return all
}

// CollectedTwice are the visits of a year that asked a home which was asked before, each
// with the earlier one. Explained is whether it says why.
type CollectedTwice struct {
	First, Second Visit
	Explained     bool
}

// Twice are the homes that were asked more than once in the year.
func Twice(in Input) []CollectedTwice {
	first := map[string]*Visit{}
	var out []CollectedTwice
	for i := range in.Visits {
		v := &in.Visits[i]
		if v.Purpose != PurposeCollect || v.Outcome != OutcomeMet || int(v.Date.Year) != in.Year {
			continue
		}
		if old := first[v.Household]; old != nil {
			out = append(out, CollectedTwice{*old, *v, v.Reason != ""})
			continue
		}
		first[v.Household] = v
	}
	return out
}
