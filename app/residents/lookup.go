package residents

import (
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
)

// What is said of a home beside the fields of people.
const (
	homeID      = "home.id"
	homeAddress = "home.address"
	homeHead    = "home.head"
	homeMembers = "home.members"
	homePhone   = "home.phone"
)

var homeLabels = map[string]string{
	homeID: "col.home_id", homeAddress: "col.home", homeHead: "col.head", homeMembers: "col.members", homePhone: "col.phone",
}

// lookup is one search: it only reads, and runs off the screen's goroutine.
type lookup struct {
	reg        *register.Register
	index      *register.Index
	query      string
	conditions []condition
	homes      bool
}

// find is who or which home is found.
func (l *lookup) find() []int {
	found := l.people()
	if l.homes {
		found = l.homesOf(found)
	}
	return found
}

// people are those whom the search and the conditions fit.
func (l *lookup) people() []int {
	var found []int
	if q := strings.TrimSpace(l.query); q != "" {
		found = l.index.Find(q, len(l.reg.People))
	} else {
		found = make([]int, len(l.reg.People))
		for i := range found {
			found[i] = i
		}
	}
	if len(l.conditions) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(p int) bool {
		return slices.ContainsFunc(l.conditions, func(c condition) bool { return !c.fits(l.reg.People[p].Value(c.Field)) })
	})
}

// homesOf are the homes of people, each once in their order; all of them where nothing
// was looked for.
func (l *lookup) homesOf(people []int) []int {
	if len(people) == len(l.reg.People) {
		all := make([]int, len(l.reg.Households))
		for i := range all {
			all[i] = i
		}
		return all
	}
	known := map[int]bool{}
	var out []int
	for _, p := range people {
		if h := l.reg.People[p].Household; h >= 0 && !known[h] {
			known[h] = true
			out = append(out, h)
		}
	}
	return out
}

// value is what a column says of a person or a home.
func (l *lookup) value(at int, field string) string {
	if !l.homes {
		return l.reg.People[at].Value(field)
	}
	h := &l.reg.Households[at]
	switch field {
	case homeID:
		return h.ID
	case homeAddress:
		if h.Dwelling >= 0 {
			return l.reg.Dwellings[h.Dwelling].Address
		}
	case homeMembers:
		return strconv.Itoa(len(h.Members))
	case homeHead:
		return l.ofHead(h, "person.name")
	case homePhone:
		return l.ofHead(h, "person.phone")
	default:
		return l.ofHead(h, field)
	}
	return ""
}

// ofHead is a value of a home's head, of its first member where no row names one.
func (l *lookup) ofHead(h *register.Household, field string) string {
	switch {
	case h.Head >= 0:
		return l.reg.People[h.Head].Value(field)
	case len(h.Members) > 0:
		return l.reg.People[h.Members[0]].Value(field)
	}
	return ""
}

// said is the value that a column shows with who says it, nil where it is none of a
// form's.
func (l *lookup) said(at int, field string) *register.Standing {
	if !l.homes {
		return register.Find(l.reg.People[at].Values, field)
	}
	switch field {
	case homeID, homeAddress, homeMembers:
		return nil
	case homeHead:
		field = "person.name"
	case homePhone:
		field = "person.phone"
	}
	h := &l.reg.Households[at]
	switch {
	case h.Head >= 0:
		return register.Find(l.reg.People[h.Head].Values, field)
	case len(h.Members) > 0:
		return register.Find(l.reg.People[h.Members[0]].Values, field)
	}
	return nil
}

// condition is what a field must be like.
type condition struct {
	Field string `json:"field"`
	Is    string `json:"is"` // one of the ops
	Value string `json:"value,omitempty"`
}

// The ways to compare, in the order they are chosen from.
const (
	has    = "has"
	equals = "equals"
	not    = "not"
	least  = "least"
	most   = "most"
	blank  = "blank"
	filled = "filled"
)

var ops = []string{has, equals, not, least, most, blank, filled}

// fits reports whether a value is as the condition wants it. Numbers are compared as
// numbers, days and all else as texts.
func (c condition) fits(value string) bool {
	switch c.Is {
	case has:
		return strings.Contains(value, c.Value)
	case equals:
		return value == c.Value
	case not:
		return value != c.Value
	case blank:
		return value == ""
	case filled:
		return value != ""
	case least:
		return value != "" && compare(value, c.Value) >= 0
	case most:
		return value != "" && compare(value, c.Value) <= 0
	}
	return true
}

func compare(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	return strings.Compare(a, b)
}
