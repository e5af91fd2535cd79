package sample

import (
	"slices"

	"huce/forms"
)

// drift lets time pass from the first day of the files to the last: households
// move, leave and arrive, children are born, people die, grown children marry and
// move out, telephones change.
func (w *world) drift() {
	d := newDice(w.seed, "drift")
	years := float64(w.end.Days()-w.start.Days()+1) / 365
	n := float64(len(w.homes))
	homes := slices.Clone(w.homes)
	w.times(d, usual.move*n*years, 2, func() { w.moveHome(d, homes[d.IntN(len(homes))]) })
	w.times(d, usual.leave*n*years, 1, func() { w.leave(d, homes[d.IntN(len(homes))]) })
	w.deaths(d, years)
	w.births(d, homes, years)
	w.times(d, usual.split*n*years, 1, func() { w.split(d, homes[d.IntN(len(homes))]) })
	w.times(d, usual.phone*float64(len(w.people))*years, 2, func() { w.newNumber(d, w.people[d.IntN(len(w.people))]) })
	w.times(d, usual.arrive*n*years, 1, func() { w.settle(w.dwell(d), w.someDay(d)) })
}

// times does something about mean times, least at least.
func (w *world) times(d dice, mean float64, least int, do func()) {
	n := int(mean)
	if d.chance(mean - float64(n)) {
		n++
	}
	for range max(n, least) {
		do()
	}
}

// day is the day a share of the time after the first.
func (w *world) day(share float64) forms.Date {
	return addDays(w.start, int(share*float64(w.end.Days()-w.start.Days())))
}

// someDay is one that leaves time before and after it.
func (w *world) someDay(d dice) forms.Date { return w.day(0.05 + 0.85*d.Float64()) }

// dwell takes an empty dwelling.
func (w *world) dwell(d dice) *dwelling {
	if len(w.vacant) == 0 { // nobody builds in the year: two households share a flat
		return w.dwellings[d.IntN(len(w.dwellings))]
	}
	last := len(w.vacant) - 1
	h := w.vacant[last]
	w.vacant = w.vacant[:last]
	return h
}

// moveHome moves a household to another dwelling of the community; its people stay
// registered where they were.
func (w *world) moveHome(d dice, h *home) {
	if len(h.sites) > 1 {
		return
	}
	h.sites = append(h.sites, site{w.someDay(d), w.dwell(d)})
}

// leave moves a household away.
func (w *world) leave(d dice, h *home) {
	on := w.someDay(d)
	for _, p := range h.members(on) {
		p.stays = append(p.stays, stay{on, nil})
	}
}

// mortality is the share of people of an age who die in a year.
func mortality(age int) float64 {
	switch {
	case age >= 85:
		return 0.1
	case age >= 75:
		return 0.04
	case age >= 65:
		return 0.015
	}
	return 0.0015
}

func (w *world) deaths(d dice, years float64) {
	for _, p := range w.people {
		if d.chance(mortality(p.age(w.start)) * years) {
			w.die(d, p)
		}
	}
	if !slices.ContainsFunc(w.people, func(p *person) bool { return !p.death.IsZero() }) {
		oldest := slices.MinFunc(w.people, func(a, b *person) int { return a.birth.Compare(b.birth) })
		w.die(d, oldest)
	}
}

func (w *world) die(d dice, p *person) {
	p.death = w.someDay(d)
	if q := p.spouse; q != nil && q.death.IsZero() {
		q.marital = "30"
	}
}

func (w *world) births(d dice, homes []*home, years float64) {
	var mothers []*person
	for _, h := range homes {
		for _, p := range h.people {
			if !p.male && p.spouse != nil && p.death.IsZero() && between(p.age(w.start), 22, 40) && h.head(w.end) != nil {
				mothers = append(mothers, p)
			}
		}
	}
	if len(mothers) == 0 {
		return
	}
	w.times(d, usual.birth*float64(len(mothers))*years, 1, func() { w.bear(d, mothers[d.IntN(len(mothers))]) })
}

// bear lets a child be born. Its identity number comes some weeks later; one in
// three has none yet when the year ends.
func (w *world) bear(d dice, mother *person) {
	h := mother.lastHome()
	on := w.someDay(d)
	if mother.home(on) != h || slices.ContainsFunc(h.people, func(c *person) bool {
		return c.mother == mother && before(addDays(on, -300), c.birth)
	}) {
		return
	}
	f := &family{w: w, d: d, h: h, from: on, area: mother.area, folk: mother.ethnic}
	father := mother.spouse
	c := f.child(father, mother, d.chance(0.52), on)
	c.hukou = mother.hukou
	c.line = mother
	c.idFrom = addDays(on, d.between(20, 200))
	if w.end.Compare(c.idFrom) < 0 {
		delete(w.registry.ids, c.idNo)
		c.idNo = ""
	}
}

// split lets a grown child marry and head a home of their own.
func (w *world) split(d dice, h *home) {
	on := w.someDay(d)
	i := slices.IndexFunc(h.people, func(p *person) bool {
		return p.home(on) == h && p != h.head(on) && p.spouse == nil && p.death.IsZero() &&
			between(p.age(on), 23, 34) && (p.father != nil || p.mother != nil)
	})
	if i < 0 {
		return
	}
	child := h.people[i]
	at := w.dwell(d)
	no := len(w.homes) + 1
	own := &home{salt: salt(mix(w.seed ^ uint64(no)*0x2545f491)), no: no, sites: []site{{on, at}}, people: []*person{child}}
	w.homes = append(w.homes, own)
	child.stays = append(child.stays, stay{on, own})
	f := &family{w: w, d: d, h: own, from: on, area: child.area, folk: child.ethnic}
	q := f.partner(child)
	q.hukou = child.hukou
	if d.chance(0.6) {
		c, r := village(d)
		q.hukou = hukou{division: c, village: r}
	}
	q.phones = []phoneSince{{number: w.registry.newPhone()}}
}

// newNumber gives somebody a new telephone.
func (w *world) newNumber(d dice, p *person) {
	if p.line != nil || len(p.phones) != 1 {
		return
	}
	p.phones = append(slices.Clone(p.phones), phoneSince{w.someDay(d), w.registry.newPhone()})
}

// namesakes makes sure that some people of different homes share a name.
func (w *world) namesakes(d dice) {
	for range max(1, len(w.homes)/150) {
		for range 200 {
			a, b := w.people[d.IntN(len(w.people))], w.people[d.IntN(len(w.people))]
			if a.male != b.male || a.lastHome() == b.lastHome() || a.ethnic != "01" || b.ethnic != "01" ||
				a.age(w.start) < 25 || b.age(w.start) < 25 || b.father != nil || hasRare(a.name) || hasRare(b.name) ||
				len(childrenOf(b)) > 0 {
				continue
			}
			b.name = a.name
			break
		}
	}
}
