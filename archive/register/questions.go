package register

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"huce/archive/link"
	"huce/forms/vocab"
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
func (b *builder) samePerson(m *link.Model) []Question {
	c := b.crowd
	index := func(i int32) int {
		if i >= 0 && c.person[i] != none {
			return int(b.to[c.person[i]])
		}
		return none
	}
	says := b.sayings()
	var out []Question
	for _, p := range c.linked.Open {
		x, y := p.A, p.B
		if index(x) == none {
			x, y = y, x
		}
		if index(x) == none {
			continue // guests on both sides: nobody's question
		}
		q := Question{
			Kind: SamePerson, Person: index(x), Other: index(y), Rival: index(p.Rival),
			A: c.list[x].id, B: c.list[y].id, Weight: p.Weight, Gate: p.Gate,
		}
		q.ID = questionID(q.Kind, q.A, q.B, "")
		for f, l := range p.Levels {
			if l != link.None {
				field := linkFields[f]
				e := Evidence{Field: field, Level: m.Fields[f].Levels[l].Name, Bits: p.Parts[f]}
				e.A, e.B = says.pair(c.linked.Entity[x], c.linked.Entity[y], f)
				q.Evidence = append(q.Evidence, e)
			}
		}
		out = append(out, q)
	}
	return out
}

// sameEstates asks of names that the people at them tell to be one place's: where
// they were taken for one, whether that is right; where too little or something
// speaks against it, whether they are.
func (b *builder) sameEstates() []Question {
	var out []Question
	for i := range b.places.asked {
		n := &b.places.asked[i]
		q := Question{Kind: SameEstate, Person: none, Other: none, Rival: none, Gate: NamesLikely, Weight: float64(len(n.doors) - n.against)}
		if b.places.taken(n.namedPair) {
			q.Gate = NamesLearned
		}
		for k, name := range []placeName{n.a, n.b} {
			m := &b.list[n.at[k]]
			_, col := m.says("person.residence_address")
			q.Values = append(q.Values, Rival{b.places.writeName(name), []Source{{m.ref, col}}})
		}
		if b.places.renamed(n.a) {
			slices.Reverse(q.Values)
		}
		q.ID = namesID(q.Values[0].Value, q.Values[1].Value)
		out = append(out, q)
	}
	return out
}

// The reasons to ask whether two names are one place's.
const (
	NamesLearned = "names_learned" // they were taken for one: the people behind their doors are the same
	NamesLikely  = "names_likely"  // many of them are
)

// namesID is the id of a question about two names.
func namesID(a, b string) string {
	return questionID(SameEstate, RowID{}, RowID{}, min(a, b)+"\x00"+max(a, b))
}

// disputes asks what two clerks settled differently, where it isn't asked already.
func (b *builder) disputes() []Question {
	asked := map[string]bool{}
	for _, q := range b.reg.Questions {
		asked[q.ID] = true
	}
	person := func(id RowID) int {
		if i, known := b.settled.at[id]; known && b.crowd.person[i] != none {
			return int(b.to[b.crowd.person[i]])
		}
		return none
	}
	var out []Question
	for _, d := range b.settled.open {
		q := Question{Person: person(d.A), Other: none, Rival: none, A: d.A, B: d.B, Field: d.Field, Gate: Disputed}
		switch d.Kind {
		case Same, Different:
			q.Kind, q.Other = SamePerson, person(d.B)
		case Together, Apart:
			q.Kind, q.Other = SameHome, person(d.B)
		case Stands:
			q.Kind, q.Values = WhichValue, b.disputed(d)
		case Alias, NoAlias:
			q.Kind, q.Values = SameEstate, []Rival{{Value: d.Field}, {Value: d.Value}}
			q.ID = namesID(d.Field, d.Value)
		}
		if q.ID == "" {
			if q.Person == none {
				continue // its row is withdrawn: asked again when it is back
			}
			q.ID = questionID(q.Kind, q.A, q.B, q.Field)
		}
		if !asked[q.ID] {
			asked[q.ID] = true
			out = append(out, q)
		}
	}
	return out
}

// Disputed is the reason of a question that two clerks settled differently.
const Disputed = "disputed"

// disputed are the values that clerks settled for what a decision is about.
func (b *builder) disputed(d Decision) []Rival {
	var out []Rival
	for _, o := range b.decisions {
		if o.Disputed && !o.Revoked && compareAbout(o, d) == 0 && !slices.ContainsFunc(out, func(r Rival) bool { return r.Value == o.Value }) {
			out = append(out, Rival{Value: o.Value})
		}
	}
	slices.SortFunc(out, func(x, y Rival) int { return cmp.Compare(x.Value, y.Value) })
	return out
}

// linkFields are the register's names of the linker's fields.
var linkFields = [link.Fields]string{
	link.Name: "person.name", link.ID: "person.id_no", link.Birth: "person.birth", link.Sex: "person.sex",
	link.Phone: "person.phone", link.Address: "person.residence_address", link.Head: "household.head_name",
	link.Order: "person.relation",
}

// sayings are what the rows of entities say that questions are about.
type sayings struct {
	list []mention
	rows map[int32][]int32 // entity → mentions
	said map[int32]*picks
	memo *memo // of the register before
	next *memo
}

// picks are, by the linker's fields, the values that an entity's rows say.
type picks [link.Fields][]pick

// pick is a value that some row of an entity, by its place among them, says first, and
// the column that says it.
type pick struct {
	value string
	row   int
	col   int32
}

// mostSayings bounds the rows of one side that are looked at.
const mostSayings = 24

func (b *builder) sayings() *sayings {
	s := &sayings{list: b.list, rows: map[int32][]int32{}, said: map[int32]*picks{}, memo: b.memo, next: b.next}
	asked := make([]bool, b.crowd.linked.Stats.Entities)
	for _, p := range b.crowd.linked.Open {
		asked[b.crowd.linked.Entity[p.A]], asked[b.crowd.linked.Entity[p.B]] = true, true
	}
	for i, e := range b.crowd.linked.Entity {
		if asked[e] {
			if rows := s.rows[e]; len(rows) < mostSayings {
				s.rows[e] = append(rows, int32(i))
			}
		}
	}
	return s
}

// of are the values that an entity's rows say in each field.
func (s *sayings) of(entity int32) *picks {
	if out := s.said[entity]; out != nil {
		return out
	}
	rows := s.rows[entity]
	sign := uint64(13)
	for _, i := range rows {
		sign = join(sign, s.list[i].uid)
	}
	out, known := s.memo.picks[sign]
	if !known {
		out = s.pick(rows)
	}
	s.next.picks[sign] = out
	s.said[entity] = out
	return out
}

func (s *sayings) pick(rows []int32) *picks {
	out := &picks{}
	for f, field := range linkFields {
		for k, i := range rows {
			v, col := s.list[i].says(field)
			if v != "" && !slices.ContainsFunc(out[f], func(p pick) bool { return p.value == v }) {
				out[f] = append(out[f], pick{v, k, col})
			}
		}
	}
	return out
}

// rival is a pick with the cell that says it.
func (s *sayings) rival(entity int32, p pick) Rival {
	return Rival{p.value, []Source{{s.list[s.rows[entity][p.row]].ref, p.col}}}
}

// pair is what two entities say of a field: the same where they do, else what the
// first row of each says.
func (s *sayings) pair(a, b int32, f int) (x, y Rival) {
	left, right := s.of(a)[f], s.of(b)[f]
	for i := range left {
		for k := range right {
			if left[i].value == right[k].value {
				return s.rival(a, left[i]), s.rival(b, right[k])
			}
		}
	}
	if len(left) > 0 {
		x = s.rival(a, left[0])
	}
	if len(left) > 0 && len(right) > 0 {
		y = s.rival(b, right[0])
	}
	return x, y
}

// says is what a row says in a field of the linker's, and in which column.
func (m *mention) says(field string) (string, int32) {
	r := int(m.ref.Row)
	col := none
	switch field {
	case "person.residence_address":
		_, col = m.address()
	default:
		col = m.from.column(field)
		for from, to := range m.as.takes {
			if to == field {
				col = m.from.column(from)
			}
		}
	}
	if col == none || m.from.claims.Value(col, r) == "" {
		return "", none
	}
	return m.from.claims.Value(col, r), int32(col)
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
	if field == "person.residence_address" && v.places.pending(a.cells[0].value, b.cells[0].value) {
		return Question{}, false // one question about the place stands for those about its people
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
		if len(c.value) >= 15 && !strings.Contains(c.value, "*") && vocab.ParseID(c.value).Fault != "id_other" {
			return v.ask(BadIdentifier, "person.id_no", "no_valid_id", list), true
		}
	}
	return Question{}, false
}

func (v *valuer) ask(kind QuestionKind, field, gate string, list []candidate) Question {
	q := Question{Kind: kind, Other: none, Rival: none, Field: field, Gate: gate, A: v.list[list[0].cells[0].row].id, Weight: list[0].score}
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
var kindRank = map[QuestionKind]int{SameEstate: -1, SamePerson: 0, BadIdentifier: 1, SameHome: 2, WhichHome: 3, WhichValue: 4}

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
	names := []string{"rivals", "two_homes", "authority_outvoted", "no_valid_id", Disputed, NamesLearned, NamesLikely, link.RunnerUp, link.WeakEvidence}
	m := link.Residents(nil)
	names = append(names, m.SameForm)
	for _, g := range m.Gates {
		if g.Then == link.Ask && !slices.Contains(names, g.Name) {
			names = append(names, g.Name)
		}
	}
	return names
}
