package plan

import (
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// census counts the register by the rules. Every value that a rule reads is
// fetched once for each person into a row of slots.
type census struct {
	in      Input
	slot    map[string]int
	people  [][]string
	present []bool // neither dead nor gone
	asked   map[string]bool
	visited []bool  // households visited this year
	ages    []int16 // full years today, -1 where the birth is not known
	rows    []eventRow

	care     []careLine // the table of welfare visits
	ownSlots bool       // slot is this census's own
}

// eventRow is a row of claims with its slots.
type eventRow struct {
	ref    register.Ref
	values []string
}

func newCensus(in Input) *census {
	c := &census{in: in, slot: books().slot, asked: map[string]bool{}}
	c.visited = visitedHomes(in)
	c.readCare()
	c.readPeople()
	c.readMarks()
	for p := range c.people {
		c.present[p] = !c.any(ruleBook().Gone, c.people[p], p)
	}
	c.readRows()
	return c
}

// readPeople fetches what the rules read of every person.
func (c *census) readPeople() {
	r := c.in.Register
	cells := make([]string, len(r.People)*len(c.slot))
	c.people = make([][]string, len(r.People))
	c.present = make([]bool, len(r.People))
	c.ages = make([]int16, len(r.People))
	for i := range r.People {
		row := cells[i*len(c.slot) : (i+1)*len(c.slot)]
		for _, v := range r.People[i].Values {
			if s, ok := c.slot[v.Field]; ok && v.Value != "" {
				row[s] = v.Value
				c.asked[v.Field] = true
			}
		}
		c.people[i] = row
		c.ages[i] = -1
		if d, ok := forms.ParseISO(row[c.slot["person.birth"]]); ok && d.Compare(c.in.Today) <= 0 {
			c.ages[i] = int16(d.Age(c.in.Today))
		}
	}
}

// readMarks fetches what forms mark of a person and the register, to which it is
// worked out of other values, doesn't keep: 是否低保, 脆弱类别. The latest form that
// says anything counts.
func (c *census) readMarks() {
	r := c.in.Register
	marks := make([][][][2]int, len(r.Submissions)) // slot and column, by submission and sheet
	for s := range r.Submissions {
		marks[s] = make([][][2]int, len(r.Submissions[s].Claims))
		for k, claims := range r.Submissions[s].Claims {
			for f, field := range claims.Fields {
				if slot, ok := c.slot[field]; ok && strings.HasPrefix(field, "calc.") {
					marks[s][k] = append(marks[s][k], [2]int{slot, f})
				}
			}
		}
	}
	said := make([]forms.Date, len(c.slot))
	for p := range c.people {
		clear(said)
		for _, ref := range r.People[p].Rows {
			if int(ref.Sub) >= len(marks) || int(ref.Sheet) >= len(marks[ref.Sub]) {
				continue
			}
			sub := &r.Submissions[ref.Sub]
			for _, m := range marks[ref.Sub][ref.Sheet] {
				v := sub.Claims[ref.Sheet].Value(m[1], int(ref.Row))
				if v != "" && (c.people[p][m[0]] == "" || sub.AsOf.Compare(said[m[0]]) > 0) {
					c.people[p][m[0]], said[m[0]] = v, sub.AsOf
				}
			}
		}
	}
}

// readRows fetches what the rules read of the rows of forms, and which fields any
// form asks.
func (c *census) readRows() {
	wanted := map[string]bool{}
	for _, r := range ruleBook().Rules {
		if strings.HasPrefix(r.Count, "row") && r.In == "" && r.Share == "" {
			for _, list := range [][]condition{r.All, r.Any} {
				for _, k := range list {
					wanted[k.field] = true
				}
			}
		}
	}
	for s := range c.in.Register.Submissions {
		for k, claims := range c.in.Register.Submissions[s].Claims {
			c.readClaims(claims, int32(s), int32(k), wanted)
		}
	}
}

func (c *census) readClaims(claims *forms.Claims, sub, sheet int32, wanted map[string]bool) {
	var slots, from []int
	events := false
	for f, field := range claims.Fields {
		c.asked[field] = true
		if s, ok := c.slot[field]; ok {
			slots, from = append(slots, s), append(from, f)
			events = events || wanted[field]
		}
	}
	if !events {
		return
	}
	for r := range claims.Rows {
		if claims.Rows[r].Role != forms.RoleSubject {
			continue
		}
		values := make([]string, len(c.slot))
		for i, s := range slots {
			values[s] = claims.Value(from[i], r)
		}
		c.rows = append(c.rows, eventRow{register.Ref{Sub: sub, Sheet: sheet, Row: int32(r)}, values})
	}
}

// known reports whether any form asked what a rule reads, of enough people where
// the rule is about everybody.
func (c *census) known(r *rule) bool {
	if r.Cover > 0 && !c.covers(r) {
		return false
	}
	fields := r.askedFields()
	if len(fields) == 0 {
		return true
	}
	for _, f := range fields {
		if c.asked[f] || f == visitField {
			return true
		}
	}
	return false
}

// covers reports whether enough of those present have an answer.
func (c *census) covers(r *rule) bool {
	asked := append(r.askedFields(), r.Field)
	answered, present := 0, 0
	for p, row := range c.people {
		if !c.present[p] {
			continue
		}
		present++
		if slices.ContainsFunc(asked, func(f string) bool { return f != "" && row[c.slot[f]] != "" }) {
			answered++
		}
	}
	return float64(answered) >= r.Cover*float64(present)
}

// how says which columns of which forms a number was counted from.
func (c *census) how(r *rule) string {
	var labels []string
	for _, name := range append(r.askedFields(), r.Field) {
		f, ok := vocab.Field(name)
		if !ok {
			continue
		}
		label, _, _ := strings.Cut(f.Label, "（")
		if !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	switch n := len(labels); {
	case n == 0:
		return phrase("how.register")
	case n > 3:
		return phrase("how.fields", phrase("how.more", strings.Join(labels[:3], "、")))
	default:
		return phrase("how.fields", strings.Join(labels, "、"))
	}
}
