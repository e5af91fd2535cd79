package plan

// Resident is one person of the register who is here: neither dead nor gone.
type Resident struct {
	Person int    // index into the register's people
	Age    int    // full years today, -1 where the birth is not known
	Sex    string // 男, 女, "" where not known
}

// Residents are those who live here today, in the register's order: the same people
// that plan and summary count.
func Residents(in Input) []Resident {
	c := newCensus(in)
	var all []Resident
	for p, here := range c.present {
		if here {
			all = append(all, Resident{p, int(c.ages[p]), in.Register.People[p].Value("person.sex")})
		}
	}
	return all
}
