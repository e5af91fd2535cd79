package plan

import (
	"slices"
	"strconv"

	"huce/archive/register"
	"huce/forms"
)

// audienceRule says who belongs on a form: assets/rules/audiences.json.
type audienceRule struct {
	Name    string
	Forms   []string
	Words   []string
	Of      string // people, homes, dwellings
	All     []condition
	Any     []condition
	None    []condition
	Applied bool // only those who asked for it
}

// Belonging are those who belong on a form by its rule.
type Belonging struct {
	Rule      string // the rule's name, "" where none speaks of the form
	People    []int  // of homes their heads
	Dwellings []int  // of a form about dwellings
	Applied   bool   // nobody else is on it but those whom earlier reports name
}

// Belong says who belongs on a form by its template's id, else by the words of its
// title. Where no rule speaks of it and its title names no age, Rule is "".
func Belong(in Input, form, title string) Belonging {
	a, ok := ruleFor(form, title)
	named := ofTitle(title)
	if !ok && named == nil {
		return Belonging{}
	}
	c := newCensus(in)
	b := Belonging{Rule: a.Name, Applied: a.Applied}
	if b.Rule == "" {
		b.Rule = "title"
	}
	all := a.All
	if !slices.Contains(a.Forms, form) && slices.ContainsFunc(named, aged) {
		all = slices.DeleteFunc(slices.Clone(all), aged) // 60岁以上老年人接种疫苗 is about no children
	}
	r := rule{All: slices.Concat(all, named), Any: a.Any, None: a.None}
	if a.Of == "dwellings" {
		b.Dwellings = c.dwellings(&r)
		return b
	}
	if a.Applied && len(a.Any) == 0 {
		return b
	}
	for p, row := range c.people {
		if c.present[p] && c.holds(&r, row, p) {
			b.People = append(b.People, p)
		}
	}
	if a.Of == "homes" {
		b.People = c.heads(b.People)
	}
	return b
}

// aged reports whether a condition is one of age.
func aged(c condition) bool { return c.field == "person.birth" }

// ruleFor is the rule for a form, by its template's id or its title's words.
func ruleFor(form, title string) (audienceRule, bool) {
	all := books().audiences
	for _, a := range all {
		if slices.Contains(a.Forms, form) {
			return a, true
		}
	}
	for _, a := range all {
		if hasAny(title, a.Words) {
			return a, true
		}
	}
	return audienceRule{}, false
}

// ofTitle are the conditions that a title names: 65岁及以上, 0—6岁, 35—64岁妇女.
func ofTitle(title string) (list []condition) {
	a := audienceOf(title)
	if a.MinAge > 0 || a.MaxAge > 0 {
		high := a.MaxAge
		if high == 0 {
			high = 200
		}
		list = append(list, condition{field: "person.birth", test: "age", words: []string{strconv.Itoa(a.MinAge), strconv.Itoa(high)}})
	}
	if a.Sex != "" {
		list = append(list, condition{field: "person.sex", test: "is", words: []string{a.Sex}})
	}
	for i := range list {
		list[i].slot = books().slot[list[i].field]
	}
	return list
}

// heads are the heads of the homes of people, each once; someone without a known
// home or head stands for themselves.
func (c *census) heads(people []int) []int {
	var out []int
	for _, p := range people {
		if h := c.in.Register.People[p].Household; h >= 0 && c.in.Register.Households[h].Head >= 0 {
			p = c.in.Register.Households[h].Head
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// dwellings are those that a rule's conditions hold of, by what is said of the
// dwelling or of a home in it.
func (c *census) dwellings(r *rule) []int {
	reg := c.in.Register
	rows := make([][]string, len(reg.Dwellings))
	put := func(d int, values []register.Standing) {
		for _, v := range values {
			if s, ok := c.slot[v.Field]; ok && rows[d][s] == "" {
				rows[d][s] = v.Value
			}
		}
	}
	for d := range reg.Dwellings {
		rows[d] = make([]string, len(c.slot))
		put(d, reg.Dwellings[d].Values)
	}
	for i := range reg.Households {
		if d := reg.Households[i].Dwelling; d >= 0 {
			put(d, reg.Households[i].Values)
		}
	}
	var out []int
	for d, row := range rows {
		if c.holds(r, row, -1) {
			out = append(out, d)
		}
	}
	return out
}

// turns reports whether a birth is so many years before the plan's year.
func (c *census) turns(birth, years string) bool {
	d, ok := forms.ParseISO(birth)
	n, err := strconv.Atoi(years)
	return ok && err == nil && int(d.Year)+n == c.in.Year
}

// elders reports whether the person's home has at most two people, both 60 or more.
func (c *census) elders(p int) bool {
	h := c.in.Register.People[p].Household
	if h < 0 {
		return false
	}
	n := 0
	for _, m := range c.in.Register.Households[h].Members {
		if !c.present[m] {
			continue
		}
		if n++; c.ages[m] < 60 {
			return false
		}
	}
	return n > 0 && n <= 2
}
