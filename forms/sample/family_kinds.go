package sample

// The kinds of family. The first person made heads the home.

func (f *family) single() { f.born(f.d.chance(0.55), 19, 45) }

func (f *family) loneElder() {
	p := f.born(f.d.chance(0.35), 66, 92)
	p.marital = f.d.of("30", "30", "30", "40", "10")
	f.rename(p)
}

func (f *family) couple() {
	p := f.born(f.d.chance(0.7), 24, 45)
	f.rename(p)
	f.partner(p)
}

func (f *family) oldCouple() {
	p := f.born(f.d.chance(0.75), 61, 85)
	f.rename(p)
	f.partner(p)
}

func (f *family) oneChild() {
	p := f.born(f.d.chance(0.75), 28, 58)
	f.rename(p)
	father, mother := parents(p, f.partner(p))
	f.children(father, mother, 1)
}

func (f *family) moreChildren() {
	p := f.born(f.d.chance(0.78), 32, 50)
	f.rename(p)
	father, mother := parents(p, f.partner(p))
	n := 2
	if f.d.chance(0.22) {
		n = 3
	}
	f.children(father, mother, n)
}

// withParents is a couple with children and one or two old parents of either.
func (f *family) withParents() {
	p := f.born(f.d.chance(0.8), 30, 50)
	q := f.partner(p)
	father, mother := parents(p, q)
	f.children(father, mother, f.d.of1or2(0.3))
	child := p
	if f.d.chance(0.15) {
		child = q
	}
	f.elders(child, f.d.of1or2(0.5))
}

// elders adds n parents of a grown child to the home.
func (f *family) elders(child *person, n int) {
	age := int(f.w.start.Year) - int(child.birth.Year)
	surname, _ := splitName(child.name)
	var old []*person
	for i := range n {
		male := i == 0 && (n == 2 || f.d.chance(0.3))
		p := f.born(male, age+21, age+32)
		if male {
			if !f.dot {
				_, g := splitName(p.name)
				p.name = surname + g
			}
			child.father = p
		} else {
			child.mother = p
		}
		p.marital = "30"
		old = append(old, p)
	}
	if n == 2 {
		f.marry(old[0], old[1])
	}
}

// underElders is an old couple at whose home a married child lives with children.
func (f *family) underElders() {
	p := f.born(f.d.chance(0.75), 56, 74)
	father, mother := parents(p, f.partner(p))
	grown := f.children(father, mother, 1)
	if len(grown) == 0 || grown[0].age(f.w.start) < 25 {
		return
	}
	q := f.partner(grown[0])
	f2, m2 := parents(grown[0], q)
	f.children(f2, m2, f.d.of1or2(0.3))
}

func (f *family) singleParent() {
	p := f.born(f.d.chance(0.25), 28, 52)
	p.marital = f.d.of("40", "40", "30")
	f.rename(p)
	father, mother := p, (*person)(nil)
	if !p.male {
		father, mother = nil, p
	}
	f.children(father, mother, f.d.of1or2(0.3))
}

// flatmates share a flat and nothing else.
func (f *family) flatmates() {
	for range f.d.between(2, 4) {
		f.born(f.d.chance(0.5), 19, 34)
	}
}

// withGrandchild is an old couple bringing up a grandchild whose parent, registered
// here, works elsewhere.
func (f *family) withGrandchild() {
	p := f.born(f.d.chance(0.5), 58, 72)
	q := f.partner(p)
	grown := f.childAway(p, q)
	if grown == nil {
		return
	}
	f.children(pickParent(grown, true), pickParent(grown, false), 1)
}

// childAway is a couple's grown child who works elsewhere, nil where none is old
// enough.
func (f *family) childAway(p, q *person) *person {
	father, mother := parents(p, q)
	all := f.children(father, mother, 1)
	if len(all) == 0 || all[0].age(f.w.start) < 24 {
		return nil
	}
	all[0].away = true
	return all[0]
}

func pickParent(p *person, male bool) *person {
	if p.male == male {
		return p
	}
	return nil
}

func parents(a, b *person) (father, mother *person) {
	if a.male {
		return a, b
	}
	return b, a
}

// rename gives the head the given name that the community is sure to have.
func (f *family) rename(p *person) {
	if f.wish.rare != "" && !f.dot {
		s, _ := splitName(p.name)
		p.name = s + f.wish.rare
	}
}

// of1or2 is 1, with probability p 2.
func (d dice) of1or2(p float64) int {
	if d.chance(p) {
		return 2
	}
	return 1
}
