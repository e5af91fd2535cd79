package plan

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
)

// visitRules are assets/rules/plan_visits.json.
type visitRules struct {
	Classes []struct {
		Name   string
		Days   int // a visit is due when the last is older
		Label  string
		Rhythm string
		Any    []struct {
			Who string // in words
			All []condition
		}
	}
	Expire   map[string]int // months
	Leave    []string       // prefixes never asked on a sheet
	Never    []string       // fields never asked of a home
	Home     []string       // prefixes of what is asked of the home, not of each person
	Required []string       // prefixes of what a form's required columns may ask of a home
	Known    []string       // what is printed of the home
	From     map[string]int // the age from which a field is asked of a person
}

// welfare is what a home is owed: the table's first line that holds of a member, 0 for
// none (counted from 1), and the day it was last seen.
type welfare struct {
	class int // line of the table
	days  int // of its rhythm
	last  forms.Date
	times int // visits met this year
}

// due reports whether a welfare visit is due today.
func (w *welfare) due(today forms.Date) bool {
	return w.class > 0 && (w.last.IsZero() || today.Days()-w.last.Days() >= w.days)
}

// welfareOf finds each home's class and last visit.
func (c *census) welfareOf() []welfare {
	homes := make([]welfare, len(c.in.Register.Households))
	for p := range c.people {
		h := c.in.Register.People[p].Household
		if h < 0 || !c.present[p] {
			continue
		}
		w := &homes[h]
		if k := c.classOf(p); k > 0 && (w.class == 0 || k < w.class) {
			w.class, w.days = k, c.care[k-1].days
		}
		// A department's form of visits says when somebody was seen.
		if d, ok := forms.ParseISO(c.people[p][c.slot["visit.date"]]); ok && d.Full() {
			w.seen(d, c.in)
		}
	}
	at := homeIndex(c.in)
	for i := range c.in.Visits {
		v := &c.in.Visits[i]
		if h, ok := at[v.Household]; ok && v.Outcome == OutcomeMet {
			homes[h].seen(v.Date, c.in)
			if int(v.Date.Year) == c.in.Year {
				homes[h].times++
			}
		}
	}
	return homes
}

// seen keeps the latest day that is not yet to come.
func (w *welfare) seen(d forms.Date, in Input) {
	if d.Compare(w.last) > 0 && d.Compare(in.Today) <= 0 {
		w.last = d
	}
}

// classOf is the first line of the table that holds of a person, from 1; 0 is none.
func (c *census) classOf(p int) int {
	for i := range c.care {
		holds := true
		for k := range c.care[i].all {
			if !c.test(&c.care[i].all[k], c.people[p], p) {
				holds = false
				break
			}
		}
		if holds {
			return i + 1
		}
	}
	return 0
}

// alone reports whether a person is the only one present in the home.
func (c *census) alone(p int) bool {
	h := c.in.Register.People[p].Household
	if h < 0 {
		return false
	}
	n := 0
	for _, m := range c.in.Register.Households[h].Members {
		if c.present[m] {
			n++
		}
	}
	return n == 1
}

func homeIndex(in Input) map[string]int {
	at := make(map[string]int, len(in.Register.Households))
	for i := range in.Register.Households {
		at[in.Register.Households[i].ID] = i
	}
	return at
}

// visitedHomes are the homes where somebody was met this year.
func visitedHomes(in Input) []bool {
	met := make([]bool, len(in.Register.Households))
	at := homeIndex(in)
	for i := range in.Visits {
		v := &in.Visits[i]
		if h, ok := at[v.Household]; ok && v.Outcome == OutcomeMet && int(v.Date.Year) == in.Year {
			met[h] = true
		}
	}
	return met
}

// welfareShare are the homes owed welfare visits, and how many of them were seen
// within their class's days. It is not known while no visit is recorded.
func (c *census) welfareShare() (due, made int, homes []int) {
	all := c.welfareOf()
	recorded := len(c.in.Visits) > 0 || c.asked["visit.date"]
	for h := range all {
		if all[h].class == 0 || !recorded {
			continue
		}
		due++
		if !all[h].due(c.in.Today) {
			made++
			homes = append(homes, h)
		}
	}
	return due, made, homes
}

// welfareLine is what a sheet says of welfare: the class alone, never why.
func (c *census) welfareLine(w *welfare) string {
	if w.class == 0 {
		return ""
	}
	in, k := c.in, &c.care[w.class-1]
	var seen []string
	switch {
	case w.times > 0:
		seen = append(seen, phrase("visit.times", strconv.Itoa(w.times)))
	case int(w.last.Year) != in.Year:
		seen = append(seen, phrase("visit.never"))
	}
	if !w.last.IsZero() {
		seen = append(seen, phrase("visit.last", ChineseDate(w.last)))
	}
	return phrase("visit.welfare", k.class, k.rhythm, strings.Join(seen, "，"))
}

// leaves reports whether a field must not be asked on a sheet.
func (v *visitRules) leaves(field string) bool {
	return hasPrefix(field, v.Leave) || slices.Contains(v.Never, field)
}
