package plan

import (
	"huce/archive/register"
	"huce/forms"
)

// asked finds whom notices ask. What it reads of everyone it reads once.
type asked struct {
	sex   []string
	birth []forms.Date
}

// of are the people of a register whom a notice asks, in order.
func (s *asked) of(r *register.Register, a *Asking, today forms.Date) []int {
	if s.sex == nil {
		s.sex, s.birth = make([]string, len(r.People)), make([]forms.Date, len(r.People))
		for p := range r.People {
			s.sex[p], s.birth[p] = r.People[p].Value("person.sex"), dateOf(r.People[p].Value("person.birth"))
		}
	}
	var people []int
	for p := range r.People {
		if a.Audience.Takes(s.sex[p], s.birth[p], today) {
			people = append(people, p)
		}
	}
	return people
}
