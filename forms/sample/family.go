package sample

import (
	"slices"
	"unicode/utf8"

	"huce/forms"
)

// familyKind is how a household is made up.
type familyKind struct {
	weight int // out of 100
	make   func(f *family)
	tenant float64 // how many of the kind rent
}

// familyKinds are the households of an older part of a town: 3.1 people a home.
var familyKinds = []familyKind{
	{6, (*family).single, 0.45},
	{8, (*family).loneElder, 0.02},
	{6, (*family).couple, 0.3},
	{10, (*family).oldCouple, 0.02},
	{22, (*family).oneChild, 0.16},
	{17, (*family).moreChildren, 0.14},
	{13, (*family).withParents, 0.05},
	{9, (*family).underElders, 0.02},
	{5, (*family).singleParent, 0.15},
	{2, (*family).flatmates, 1},
	{2, (*family).withGrandchild, 0.05},
}

// wish is something every community of sixty homes has: the n-th is sure to have it.
type wish struct {
	kind   func(f *family)
	dotted bool
	rare   string // a given name
	twins  bool
	like   bool // a son named like his father
	tenant bool
	dibao  bool
}

var wishes = map[int]wish{
	3:  {kind: (*family).withParents},
	4:  {kind: (*family).singleParent, dibao: true},
	5:  {kind: (*family).moreChildren, twins: true},
	9:  {kind: (*family).oneChild, dotted: true},
	12: {kind: (*family).couple, rare: "𬭎"},
	14: {kind: (*family).oneChild, like: true},
	17: {kind: (*family).flatmates, tenant: true},
	21: {kind: (*family).loneElder},
	23: {kind: (*family).loneElder, dibao: true},
	26: {kind: (*family).oneChild, rare: "文喆"},
	33: {kind: (*family).oldCouple, rare: "镕"},
	38: {kind: (*family).couple, rare: "堃"},
	41: {kind: (*family).couple, dibao: true},
	44: {kind: (*family).oneChild, tenant: true},
}

// family makes the people of one home.
type family struct {
	w     *world
	d     dice
	h     *home
	wish  wish
	from  forms.Date // the day they are here from, zero: long since
	area  string
	folk  string // GB/T 3304
	dot   bool
	twins float64
}

// settle makes a new home with its people at a dwelling.
func (w *world) settle(at *dwelling, from forms.Date) *home {
	no := len(w.homes) + 1
	h := &home{salt: salt(mix(w.seed ^ uint64(no)*0x2545f491)), no: no, sites: []site{{from, at}}}
	w.homes = append(w.homes, h)
	f := &family{w: w, d: newDice(w.seed, "home "+homeID(no)), h: h, wish: wishes[no], from: from, twins: 0.03}
	f.area = someArea(f.d)
	f.folk = f.people()
	kind := f.kind()
	h.tenant = f.wish.tenant || !f.wish.dibao && f.d.chance(kind.tenant)
	h.dibao = !h.tenant && (f.wish.dibao || f.d.chance(0.03))
	if f.wish.twins {
		f.twins = 1
	}
	kind.make(f)
	f.register()
	f.callUp()
	if h.tenant {
		h.landlord = f.outsider()
	}
	return h
}

func (f *family) kind() familyKind {
	if f.wish.kind != nil {
		return familyKind{make: f.wish.kind}
	}
	n := f.d.IntN(100)
	for _, k := range familyKinds {
		if n -= k.weight; n < 0 {
			return k
		}
	}
	return familyKinds[0]
}

// people is the family's people (民族): Han for 96 of 100.
func (f *family) people() string {
	if f.wish.dotted || f.d.chance(0.008) {
		f.dot = true
		return f.d.of("05", "04", "02")
	}
	if f.d.chance(0.03) {
		return f.d.of("03", "11", "06", "15", "10", "08")
	}
	return "01"
}

// born makes a person born so many years ago.
func (f *family) born(male bool, youngest, oldest int) *person {
	year := int(f.w.start.Year) - f.d.between(youngest, oldest)
	birth := addDays(forms.NewDate(year, 1, 1), f.d.IntN(365))
	if !before(birth, f.w.start) {
		birth = addDays(f.w.start, -1-f.d.IntN(300))
	}
	return f.person(male, birth, "")
}

// person makes a person; surname "" draws one.
func (f *family) person(male bool, birth forms.Date, surname string) *person {
	p := f.w.newPerson(f.d, male, birth, surname, f.folk, f.dot, f.area)
	p.stays = []stay{{f.from, f.h}}
	f.w.join(p)
	f.h.people = append(f.h.people, p)
	return p
}

// join counts a person in.
func (w *world) join(p *person) {
	p.no = len(w.people) + 1
	w.people = append(w.people, p)
}

// newPerson makes a person who isn't counted in anywhere yet.
func (w *world) newPerson(d dice, male bool, birth forms.Date, surname, folk string, dot bool, area string) *person {
	p := &person{salt: salt(d.Uint64()), male: male, birth: birth, ethnic: folk, area: area}
	if dot {
		p.name = dottedName(d, folk, male)
	} else {
		if surname == "" {
			surname = d.of(surnames()...)
		}
		p.name = surname + givenName(d, int(birth.Year), male)
	}
	if d.chance(0.012) && !dot {
		s, _ := splitName(p.name)
		p.formerName = s + givenName(d, int(birth.Year), male)
	}
	p.idNo = w.registry.newID(d, area, birth, male)
	p.schooling = schoolingOf(d, p, w.start)
	p.politics = politicsOf(d, p, w.start)
	p.marital = "10"
	p.away = d.chance(0.025) && between(p.age(w.start), 18, 60)
	return p
}

func between(n, lo, hi int) bool { return n >= lo && n <= hi }

func (f *family) marry(a, b *person) {
	a.spouse, b.spouse = b, a
	m := "20"
	if f.d.chance(0.05) {
		m = "22"
	}
	a.marital, b.marital = m, m
}

// partner is a spouse of about the same age.
func (f *family) partner(p *person) *person {
	age := int(f.w.start.Year) - int(p.birth.Year)
	q := f.born(!p.male, max(21, age-4), max(22, age+3))
	if f.d.chance(0.5) {
		q.area = areas[f.d.IntN(len(areas))]
		delete(f.w.registry.ids, q.idNo)
		q.idNo = f.w.registry.newID(f.d, q.area, q.birth, q.male)
	}
	f.marry(p, q)
	return q
}

// children gives a couple n children; the father may be nil.
func (f *family) children(father, mother *person, n int) []*person {
	elder := mother
	if mother == nil || father != nil && before(mother.birth, father.birth) {
		elder = father
	}
	var all []*person
	birth := forms.Date{}
	for i := range n {
		male := f.d.chance(0.52) || f.wish.like
		if i > 0 && f.d.chance(f.twins) {
			all[i-1].twin = true
		} else {
			first := addDays(elder.birth, 365*22)
			if i > 0 {
				first = addDays(birth, 500)
			}
			last := addDays(first, 365*9)
			if latest := addDays(f.w.start, -40); before(latest, last) {
				last = latest
			}
			if before(last, first) {
				break
			}
			birth = someDay(f.d, first, last)
		}
		c := f.child(father, mother, male, birth)
		if len(all) > 0 && all[len(all)-1].birth == birth {
			c.twin = true
			f.likeName(c, all[len(all)-1], 1)
		}
		all = append(all, c)
	}
	return all
}

func (f *family) child(father, mother *person, male bool, birth forms.Date) *person {
	namer := father
	if father == nil || mother != nil && f.d.chance(0.04) {
		namer = mother
	}
	surname, _ := splitName(namer.name)
	c := f.person(male, birth, surname)
	c.father, c.mother = father, mother
	if male && father != nil && (f.wish.like || f.d.chance(0.03)) {
		f.likeName(c, father, 1)
	}
	return c
}

// likeName makes two names begin alike: the surname and n characters.
func (f *family) likeName(p, like *person, n int) {
	surname, rest := splitName(like.name)
	if f.dot || utf8.RuneCountInString(rest) < 1 {
		return
	}
	first := string([]rune(rest)[:min(n, utf8.RuneCountInString(rest))])
	for {
		_, g := splitName(surname + givenName(f.d, int(p.birth.Year), p.male))
		last, _ := utf8.DecodeLastRuneInString(g)
		if name := surname + first + string(last); name != like.name {
			p.name = name
			return
		}
	}
}

// outsider is somebody who isn't one of the community's people: a landlord.
func (f *family) outsider() *person {
	male := f.d.chance(0.55)
	birth := addDays(f.w.start, -365*f.d.between(32, 70)-f.d.IntN(365))
	p := f.w.newPerson(f.d, male, birth, "", "01", false, someArea(f.d))
	p.phones = []phoneSince{{number: f.w.registry.newPhone()}}
	return p
}

// sortHeirs puts a home's people in the order in which they would head it: its
// head, the spouse, then the others by age.
func sortHeirs(h *home) {
	if len(h.people) < 2 {
		return
	}
	head := h.people[0]
	slices.SortStableFunc(h.people[1:], func(a, b *person) int {
		if (a == head.spouse) != (b == head.spouse) {
			if a == head.spouse {
				return -1
			}
			return 1
		}
		return a.birth.Compare(b.birth)
	})
}
