package plan

import (
	"strconv"
	"strings"

	"huce/archive/register"
)

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
	items := c.choose(r, t)
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

// choose are the people that a rule's conditions hold of.
func (c *census) choose(r *rule, t *Table) []int {
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
	homes, _ := c.byHome(c.choose(r, t))
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
	items := c.choose(r, t)
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
	items := c.choose(r, t)
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

func (c *census) chooseRows(r *rule, t *Table) []eventRow {
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
	found := c.chooseRows(r, t)
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
	found := c.chooseRows(r, t)
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
	for _, row := range c.chooseRows(r, t) {
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

// number reads a value that a form gives as a number; 0 where it is none.
func number(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(narrow(s), ",", ""), "%"), 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
