package plan

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// condition is a test of one field: in the rules ["person.sex", "is", "男"].
//
//	set      says something other than no      given    says anything
//	yes      says yes                          is, has  is or contains one of the words
//	same     says the same as another field    age      full years between two numbers, of a birth
//	ageless  nobody knows the age, by a birth
//	year     a day of the plan's year          upto     a day not after another field's
//	visited  the person's home was visited this year
//	alone    nobody else is present in the person's home
//	elders   the person's home has at most two people, all of 60 or more
//	turns    a birth that many years before the plan's year
//	other    says something that is none of the words
//	told     says something, by a form whose title has one of the words: a class of 低保
//	         that a form of another benefit asks for says nothing of who is on 低保
type condition struct {
	field string
	test  string
	words []string
	slot  int // of the field
	other int // of the other field, where words name one
}

// visitField stands where a condition asks the visits, not a field.
const visitField = "visit"

func (k *condition) UnmarshalJSON(b []byte) error {
	var parts []string
	if err := json.Unmarshal(b, &parts); err != nil {
		return err
	}
	if len(parts) < 2 || tests[parts[1]] == nil {
		return fmt.Errorf("no such condition: %q", parts)
	}
	*k = condition{field: parts[0], test: parts[1], words: parts[2:]}
	return nil
}

// fields are the fields that a condition reads.
func (k *condition) fields() []string {
	if k.test == "same" || k.test == "upto" {
		return []string{k.field, k.words[0]}
	}
	return []string{k.field}
}

// no are the ways that forms say none.
var no = []string{"无", "否", "没有", "不", "未", "-", "/", "—", "0", "不详", "不是", "未享受", "不享受"}

// tests are the conditions' tests: v is the field's value, p the person's index or
// -1 of a row.
var tests map[string]func(c *census, k *condition, v string, row []string, p int) bool

func init() {
	tests = map[string]func(c *census, k *condition, v string, row []string, p int) bool{
		"set": func(_ *census, _ *condition, v string, _ []string, _ int) bool {
			return v != "" && !slices.Contains(no, v)
		},
		"given": func(_ *census, _ *condition, v string, _ []string, _ int) bool { return v != "" },
		"yes": func(_ *census, _ *condition, v string, _ []string, _ int) bool {
			return v == "是" || v == "1" || v == "有" || v == "√"
		},
		"is": func(_ *census, k *condition, v string, _ []string, _ int) bool { return slices.Contains(k.words, v) },
		"has": func(_ *census, k *condition, v string, _ []string, _ int) bool {
			return v != "" && hasAny(v, k.words)
		},
		"same": func(_ *census, k *condition, v string, row []string, _ int) bool {
			return v != "" && v == row[k.other]
		},
		"age":     func(c *census, k *condition, _ string, _ []string, p int) bool { return p >= 0 && c.aged(p, k.words) },
		"ageless": func(c *census, _ *condition, _ string, _ []string, p int) bool { return p >= 0 && c.ages[p] < 0 },
		"year": func(c *census, _ *condition, v string, _ []string, _ int) bool {
			return strings.HasPrefix(v, strconv.Itoa(c.in.Year))
		},
		"upto": func(_ *census, k *condition, v string, row []string, _ int) bool {
			a, okA := forms.ParseISO(v)
			b, okB := forms.ParseISO(row[k.other])
			return okA && okB && a.Compare(b) <= 0
		},
		"visited": func(c *census, _ *condition, _ string, _ []string, p int) bool {
			if p < 0 {
				return false
			}
			h := c.in.Register.People[p].Household
			return h >= 0 && c.visited[h]
		},
		"elders": func(c *census, _ *condition, _ string, _ []string, p int) bool { return p >= 0 && c.elders(p) },
		"turns":  func(c *census, k *condition, v string, _ []string, _ int) bool { return c.turns(v, k.words[0]) },
		"other": func(_ *census, k *condition, v string, _ []string, _ int) bool {
			return v != "" && !slices.Contains(no, v) && !slices.Contains(k.words, v)
		},
		"told":  func(c *census, k *condition, v string, _ []string, p int) bool { return p >= 0 && c.told(k, v, p) },
		"alone": func(c *census, _ *condition, _ string, _ []string, p int) bool { return p >= 0 && c.alone(p) },
	}
}

// aged reports whether a person is between two ages today.
func (c *census) aged(p int, years []string) bool {
	low, _ := strconv.Atoi(years[0])
	high, _ := strconv.Atoi(years[1])
	age := int(c.ages[p])
	return age >= low && age <= high
}

// told reports whether one of the forms that give a person's value of a field has one
// of the condition's words in its title.
func (c *census) told(k *condition, v string, p int) bool {
	if v == "" || slices.Contains(no, v) {
		return false
	}
	standing := register.Find(c.in.Register.People[p].Values, k.field)
	return standing != nil && slices.ContainsFunc(standing.Sources, func(s register.Source) bool {
		if int(s.Row.Sub) >= len(c.in.Register.Submissions) {
			return false
		}
		sub := &c.in.Register.Submissions[s.Row.Sub]
		return hasAny(cmp.Or(sub.Title, sub.File), k.words)
	})
}

func (c *census) test(k *condition, row []string, p int) bool {
	return tests[k.test](c, k, row[k.slot], row, p)
}

func (c *census) any(list []condition, row []string, p int) bool {
	for i := range list {
		if c.test(&list[i], row, p) {
			return true
		}
	}
	return false
}

// holds reports whether a rule's conditions hold of a row of slots.
func (c *census) holds(r *rule, row []string, p int) bool {
	for i := range r.All {
		if !c.test(&r.All[i], row, p) {
			return false
		}
	}
	return (len(r.Any) == 0 || c.any(r.Any, row, p)) && !c.any(r.None, row, p)
}
