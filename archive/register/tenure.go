package register

import "strings"

// tenures finds whose the dwellings are, and which are let: as forms of houses say, or
// the rows of those who live there (流动人口、出租房屋登记).
func (b *builder) tenures() {
	for i := range b.reg.Dwellings {
		d := &b.reg.Dwellings[i]
		say := func(field string) string {
			if v := d.Value(field); v != "" {
				return v
			}
			for _, h := range d.Homes {
				if v := b.reg.Households[h].Value(field); v != "" {
					return v
				}
			}
			return ""
		}
		d.Owner = b.owner(say("house.owner_name"), say("house.owner_id"), say("house.owner_phone"))
		d.Let = yes[say("house.is_rented")] || say("house.contract_no") != "" || say("house.rent_start") != ""
		if d.Owner != none && len(d.Homes) > 0 && !b.livesIn(d.Owner, d.Homes) && !b.sameHome(d) {
			d.Let = true
		}
	}
}

// yes are the ways in which forms say that a house is let.
var yes = map[string]bool{"是": true, "1": true, "出租": true, "true": true}

// owner is the person of the register whom a form names as an owner: by a valid ID
// number and the name, else by the name and a phone. A name alone names nobody.
func (b *builder) owner(name, id, phone string) int {
	if validID(id) {
		if p, known := b.homes.byID[id]; known && (name == "" || b.homes.names[p] == name) {
			return int(b.to[p])
		}
	}
	found := none
	for _, p := range b.homes.byName[name] {
		if own := valueOf(b.people[p].values, "person.phone"); name == "" || phone == "" || own == "" || !strings.Contains(phone, own) {
			continue
		}
		if found != none {
			return none // two could be meant
		}
		found = int(b.to[p])
	}
	return found
}

func (b *builder) livesIn(person int, homes []int) bool {
	for _, h := range homes {
		if b.reg.People[person].Household == h {
			return true
		}
	}
	return false
}

// sameHome reports whether someone who lives in a dwelling is of the family of its
// owner: a child in the parents' second flat rents nothing.
func (b *builder) sameHome(d *Dwelling) bool {
	owner := &b.reg.People[d.Owner]
	for _, h := range d.Homes {
		for _, m := range b.reg.Households[h].Members {
			head := valueOf(b.reg.People[m].Values, "household.head_name")
			if head != "" && head == owner.Value("person.name") {
				return true
			}
		}
	}
	return false
}
