package register

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"huce/archive/link"
)

// questionID is the same for the same question, whatever else the register holds.
func questionID(kind QuestionKind, a, b RowID, field string) string {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	h := sha256.New()
	h.Write([]byte(kind))
	h.Write(a[:])
	h.Write(b[:])
	h.Write([]byte(field))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// samePerson asks what the linker left open.
func samePerson(c *crowd, to []int32) []Question {
	index := func(i int32) int {
		if p := c.person[i]; p != none {
			return int(to[p])
		}
		return none
	}
	var out []Question
	for _, p := range c.linked.Open {
		a, b := p.A, p.B
		if index(a) == none {
			a, b = b, a
		}
		if index(a) == none {
			continue // guests on both sides: nobody's question
		}
		q := Question{
			Kind: SamePerson, Person: index(a), Other: index(b),
			A: c.list[a].id, B: c.list[b].id, Weight: p.Weight, Gate: p.Gate,
		}
		q.ID = questionID(q.Kind, q.A, q.B, "")
		out = append(out, q)
	}
	return out
}

// strongRival is the share of the standing value's score from which another value
// is worth a question, and moreSources the submissions that must say it.
const (
	strongRival = 0.5
	moreSources = 2
)

// whichValue asks where a field of one person has a rival too strong to pass over:
// several submissions say it, or the field's authority.
func (v *valuer) whichValue(field string, r *rule, list []candidate) (Question, bool) {
	if !r.asks || len(list) < 2 {
		return Question{}, false
	}
	a, b := &list[0], &list[1]
	if !b.right || b.score < strongRival*a.score || b.subs < moreSources && b.best <= a.best {
		return Question{}, false
	}
	kind, gate := WhichValue, "rivals"
	if field == "person.residence_address" {
		kind, gate = WhichHome, "two_homes"
	}
	if b.best > a.best {
		gate = "authority_outvoted"
	}
	return v.ask(kind, field, gate, list), true
}

// badID asks for the number of someone of whom no valid one is known.
func (v *valuer) badID(list []candidate) (Question, bool) {
	for _, c := range list {
		if c.right && c.score > wrongly*float64(c.subs) {
			return Question{}, false
		}
	}
	for _, c := range list {
		if len(c.value) >= 15 && !slices.Contains([]byte(c.value), '*') {
			return v.ask(BadIdentifier, "person.id_no", "no_valid_id", list), true
		}
	}
	return Question{}, false
}

func (v *valuer) ask(kind QuestionKind, field, gate string, list []candidate) Question {
	q := Question{Kind: kind, Other: none, Field: field, Gate: gate, A: v.list[list[0].cells[0].row].id, Weight: list[0].score}
	for _, c := range list {
		q.Values = append(q.Values, Rival{c.value, v.sources(c.cells)})
		for _, x := range c.cells {
			if id := v.list[x.row].id; bytes.Compare(id[:], q.A[:]) < 0 {
				q.A = id
			}
		}
	}
	q.ID = questionID(kind, q.A, RowID{}, field)
	return q
}

// kindRank orders the kinds of question by what hangs on them: who someone is
// before what is true of them.
var kindRank = map[QuestionKind]int{SamePerson: 0, BadIdentifier: 1, WhichHome: 2, WhichValue: 3}

// rank puts the questions that hold up most first: of people with many rows.
func rank(questions []Question, people []Person) {
	rows := func(q Question) int {
		n := 0
		for _, p := range []int{q.Person, q.Other} {
			if p != none {
				n += len(people[p].Rows)
			}
		}
		return n
	}
	slices.SortFunc(questions, func(a, b Question) int {
		return cmp.Or(cmp.Compare(kindRank[a.Kind], kindRank[b.Kind]), cmp.Compare(rows(b), rows(a)),
			cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
}

// Gates are the names of all that can hold a question up, for the translations.
func Gates() []string {
	names := []string{"rivals", "two_homes", "authority_outvoted", "no_valid_id", link.RunnerUp, link.WeakEvidence}
	m := link.Residents(nil)
	names = append(names, m.SameForm)
	for _, g := range m.Gates {
		if g.Then == link.Ask && !slices.Contains(names, g.Name) {
			names = append(names, g.Name)
		}
	}
	return names
}
