package plan

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// rule says how one indicator is counted: assets/rules/plan_indicators.json.
type rule struct {
	Code   string
	Unit   string
	Count  string // person, home, row …
	All    []condition
	Any    []condition
	None   []condition
	In     string   // only what that indicator counts
	Share  string   // percent of that indicator
	Of     []string // of a ratio: the codes above and below the line
	Times  float64
	Digits int
	Field  string   // what is summed or told apart
	Key    []string // rows equal in these fields are one
	Gone   bool     // counts those who died or left, too
	Cover  float64  // known only where so great a part of the people have an answer
	Asks   []string // known where these are asked, instead of the conditions' fields
}

type rules struct {
	Gone  []condition
	Rules []rule
	Work  []struct{ Code, Unit string }
}

// shelf is both rule files and the slots of every field that they read.
type shelf struct {
	rules  rules
	visits visitRules
	slot   map[string]int
}

var books = sync.OnceValue(func() *shelf {
	s := &shelf{slot: map[string]int{}}
	mustDecode("rules/plan_indicators.json", &s.rules)
	mustDecode("rules/plan_visits.json", &s.visits)
	s.slots("visit.date", "person.birth")
	s.place(s.rules.Gone)
	for i := range s.rules.Rules {
		r := &s.rules.Rules[i]
		s.place(r.All)
		s.place(r.Any)
		s.place(r.None)
		s.slots(r.fieldsOf()...)
	}
	for i := range s.visits.Classes {
		for k := range s.visits.Classes[i].Any {
			s.place(s.visits.Classes[i].Any[k].All)
		}
	}
	return s
})

func ruleBook() *rules       { return &books().rules }
func visitBook() *visitRules { return &books().visits }

func (s *shelf) slots(fields ...string) {
	for _, f := range fields {
		if _, ok := s.slot[f]; !ok {
			s.slot[f] = len(s.slot)
		}
	}
}

// place tells conditions the slots of what they read.
func (s *shelf) place(list []condition) {
	for i := range list {
		k := &list[i]
		fields := k.fields()
		s.slots(fields...)
		k.slot, k.other = s.slot[fields[0]], s.slot[fields[len(fields)-1]]
	}
}

// fieldsOf are the fields that a rule reads.
func (r *rule) fieldsOf() []string {
	var fields []string
	for _, list := range [][]condition{r.All, r.Any, r.None} {
		for _, c := range list {
			fields = append(fields, c.fields()...)
		}
	}
	if r.Field != "" {
		fields = append(fields, r.Field)
	}
	return append(fields, r.Key...)
}

// askedFields are the fields by which a form answers a rule.
func (r *rule) askedFields() []string {
	if r.Asks != nil {
		return r.Asks
	}
	var fields []string
	for _, list := range [][]condition{r.All, r.Any} {
		for _, k := range list {
			fields = append(fields, k.field)
		}
	}
	return fields
}

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
}

// eventRow is a row of claims with its slots.
type eventRow struct {
	ref    register.Ref
	values []string
}

func newCensus(in Input) *census {
	c := &census{in: in, slot: books().slot, asked: map[string]bool{}}
	c.visited = visitedHomes(in)
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
				v := sub.Claims[ref.Sheet].Values[m[1]][ref.Row]
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
			values[s] = claims.Values[from[i]][r]
		}
		c.rows = append(c.rows, eventRow{register.Ref{Sub: sub, Sheet: sheet, Row: int32(r)}, values})
	}
}

// count adds the indicators of the rules to the table.
func (c *census) count(t *Table) {
	for i := range ruleBook().Rules {
		r := &ruleBook().Rules[i]
		ind := counters[r.Count](c, r, t)
		ind.Code, ind.Unit = r.Code, r.Unit
		if ind.How == "" {
			ind.How = c.how(r)
		}
		t.add(ind)
	}
}

// counters are the ways of counting, by rule.Count.
var counters = map[string]func(*census, *rule, *Table) Indicator{
	"person": (*census).countPeople, "home": (*census).countHomes, "home-of": (*census).homesOf, "people-of": (*census).peopleOf,
	"person-sum": (*census).sumPeople, "distinct": (*census).distinct, "ratio": (*census).ratio,
	"row": (*census).countRows, "row-sum": (*census).sumRows, "row-mean": (*census).meanRows, "visit-share": (*census).visitShare,
}

func (c *census) countPeople(r *rule, t *Table) Indicator {
	items := c.select_(r, t)
	if r.Share != "" {
		base := t.Get(r.Share)
		i := shareOf(r.Code, float64(len(items)), base.Number, "")
		i.Of, i.Items, i.Share = OfPeople, items, r.Share
		i.Known = i.Known && base.Known && c.known(r)
		return i
	}
	i := countOf(r.Code, r.Unit, OfPeople, items, "")
	i.Known = c.known(r)
	return i
}

// select_ are the people that a rule's conditions hold of.
func (c *census) select_(r *rule, t *Table) []int {
	var items []int
	if from := r.In + r.Share; from != "" {
		for _, p := range t.Get(from).Items {
			if c.holds(r, c.people[p], p) {
				items = append(items, p)
			}
		}
		return items
	}
	for p, row := range c.people {
		if (c.present[p] || r.Gone) && c.holds(r, row, p) {
			items = append(items, p)
		}
	}
	return items
}

func (c *census) countHomes(r *rule, _ *Table) Indicator {
	items := make([]int, len(c.in.Register.Households))
	for i := range items {
		items[i] = i
	}
	return countOf(r.Code, r.Unit, OfHomes, items, "")
}

// homesOf counts the homes of the people that the conditions hold of; a person
// whose home is not known is a home of its own.
func (c *census) homesOf(r *rule, t *Table) Indicator {
	homes, _ := c.byHome(c.select_(r, t))
	i := countOf(r.Code, r.Unit, OfHomes, homes, "")
	i.Known = c.known(r)
	return i
}

// byHome gathers people by their homes, in the order of the homes.
func (c *census) byHome(people []int) (homes []int, members map[int][]int) {
	members = map[int][]int{}
	for _, p := range people {
		h := c.in.Register.People[p].Household
		if h < 0 {
			continue
		}
		if members[h] == nil {
			homes = append(homes, h)
		}
		members[h] = append(members[h], p)
	}
	return homes, members
}

// peopleOf counts people where a form tells only the head and a number: of each
// home the number told, or the people marked where they are more.
func (c *census) peopleOf(r *rule, t *Table) Indicator {
	items := c.select_(r, t)
	_, members := c.byHome(items)
	n := 0
	for _, p := range items {
		if c.in.Register.People[p].Household < 0 {
			n++
		}
	}
	for _, of := range members {
		told := 0
		for _, p := range of {
			if v, err := strconv.Atoi(c.people[p][c.slot[r.Field]]); err == nil && v < 30 {
				told = max(told, v)
			}
		}
		n += max(told, len(of))
	}
	return Indicator{Of: OfPeople, Items: items, Sum: true, Known: c.known(r), Number: float64(n), Value: Thousands(int64(n))}
}

func (c *census) sumPeople(r *rule, t *Table) Indicator {
	sum := 0.0
	items := c.select_(r, t)
	for _, p := range items {
		sum += number(c.people[p][c.slot[r.Field]])
	}
	return Indicator{Of: OfPeople, Items: items, Sum: true, Known: c.known(r) && c.asked[r.Field], Number: sum, Value: decimal(sum, 2)}
}

// distinct counts the different values of a field among those present.
func (c *census) distinct(r *rule, _ *Table) Indicator {
	var items []int
	seen := map[string]bool{}
	for p, row := range c.people {
		if v := row[c.slot[r.Field]]; v != "" && c.present[p] && !seen[v] {
			seen[v] = true
			items = append(items, p)
		}
	}
	i := countOf(r.Code, r.Unit, OfPeople, items, "")
	i.Known = c.asked[r.Field] && c.known(r)
	return i
}

func (c *census) ratio(r *rule, t *Table) Indicator {
	above, below := t.Get(r.Of[0]), t.Get(r.Of[1])
	i := Indicator{Known: above.Known && below.Known && below.Number > 0, How: above.Label + "÷" + below.Label}
	if i.Known {
		i.Number = r.Times * above.Number / below.Number
		i.Value = decimal(i.Number, r.Digits)
	}
	return i
}

func (c *census) selectRows(r *rule, t *Table) []eventRow {
	var found []eventRow
	if from := r.In + r.Share; from != "" {
		within := map[register.Ref]bool{}
		for _, ref := range t.Get(from).Rows {
			within[ref] = true
		}
		for _, row := range c.rows {
			if within[row.ref] && c.holds(r, row.values, -1) {
				found = append(found, row)
			}
		}
		return found
	}
	seen := map[string]bool{}
	for _, row := range c.rows {
		if !c.holds(r, row.values, -1) {
			continue
		}
		if key := c.key(r, row.values); key != "" {
			if seen[key] {
				continue
			}
			seen[key] = true
		}
		found = append(found, row)
	}
	return found
}

// key is what tells a rule's rows apart, "" where a row says none of it.
func (c *census) key(r *rule, values []string) string {
	var b strings.Builder
	said := false
	for _, f := range r.Key {
		v := values[c.slot[f]]
		said = said || v != ""
		b.WriteString(v)
		b.WriteByte(0)
	}
	if !said {
		return ""
	}
	return b.String()
}

func (c *census) countRows(r *rule, t *Table) Indicator {
	found := c.selectRows(r, t)
	i := Indicator{Known: c.known(r)}
	if r.Share != "" {
		base := t.Get(r.Share)
		i = shareOf(r.Code, float64(len(found)), base.Number, "")
		i.Known, i.Share = i.Known && base.Known && c.known(r), r.Share
	} else {
		i.Number, i.Value = float64(len(found)), Thousands(int64(len(found)))
	}
	i.Of, i.Rows = OfRows, refsOf(found)
	return i
}

func refsOf(rows []eventRow) []register.Ref {
	refs := make([]register.Ref, len(rows))
	for i := range rows {
		refs[i] = rows[i].ref
	}
	return refs
}

func (c *census) sumRows(r *rule, t *Table) Indicator {
	found := c.selectRows(r, t)
	sum := 0.0
	for _, row := range found {
		sum += number(row.values[c.slot[r.Field]])
	}
	return Indicator{Of: OfRows, Rows: refsOf(found), Sum: true, Known: c.known(r) && c.asked[r.Field], Number: sum, Value: decimal(sum, 2)}
}

// meanRows is the mean of a field over the rows that say it. A percentage outside
// 0…100 is a slip and left out.
func (c *census) meanRows(r *rule, t *Table) Indicator {
	var said []eventRow
	sum := 0.0
	for _, row := range c.selectRows(r, t) {
		v := row.values[c.slot[r.Field]]
		if n := number(v); v != "" && (r.Unit != "%" || n <= 100) {
			said, sum = append(said, row), sum+n
		}
	}
	i := Indicator{Of: OfRows, Rows: refsOf(said), Sum: true, Known: len(said) > 0}
	if i.Known {
		i.Number = sum / float64(len(said))
		i.Value = decimal(i.Number, 1)
	}
	return i
}

// visitShare is welfare visits made by those due, over homes that are due any.
func (c *census) visitShare(r *rule, _ *Table) Indicator {
	due, made, homes := c.welfareShare()
	i := shareOf(r.Code, float64(made), float64(due), phrase("how.visit_share"))
	i.Of, i.Items, i.Share = OfHomes, homes, ""
	i.Sum = true
	return i
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

// number reads a value that a form gives as a number; 0 where it is none.
func number(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(narrow(s), ",", ""), "%"), 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
