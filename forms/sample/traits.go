package sample

import (
	"fmt"

	"huce/forms"
)

// level is how far someone went to school.
type level uint8

const (
	preschool level = iota
	illiterate
	primary
	middle
	high
	vocational
	college
	bachelor
	master
)

// levelWords are the levels as the truth has them.
var levelWords = [...]string{"学龄前", "文盲", "小学", "初中", "高中", "中专", "大专", "本科", "硕士"}

// schoolingOf draws by age and generation.
func schoolingOf(d dice, p *person, on forms.Date) level {
	age := p.age(on)
	switch {
	case age < 6:
		return preschool
	case age < 12:
		return primary
	case age < 15:
		return middle
	case age < 18:
		return pickLevel(d, high, high, vocational)
	case p.birth.Year < 1950:
		return pickLevel(d, illiterate, primary, primary, primary, middle, middle, high)
	case p.birth.Year < 1970:
		return pickLevel(d, primary, primary, middle, middle, middle, high, high, vocational, college)
	case p.birth.Year < 1985:
		return pickLevel(d, middle, middle, high, high, vocational, college, college, bachelor, bachelor)
	}
	return pickLevel(d, middle, high, vocational, college, college, bachelor, bachelor, bachelor, master)
}

func pickLevel(d dice, levels ...level) level { return levels[d.IntN(len(levels))] }

// politicsOf is a code of GB/T 4762: party members, candidates, the youth league.
func politicsOf(d dice, p *person, on forms.Date) string {
	age := p.age(on)
	switch {
	case age >= 20 && d.chance(0.09):
		return "01"
	case between(age, 19, 35) && d.chance(0.01):
		return "02"
	case between(age, 14, 28) && d.chance(0.35):
		return "03"
	}
	return "13"
}

// villages outside, where people of other counties are registered. The counties are
// real, the places in them are made up.
var counties = [...]string{
	"信阳市固始县", "周口市沈丘县", "阜阳市颍上县", "安庆市宿松县",
	"盐城市响水县", "赣州市于都县", "南充市仪陇县", "毕节市织金县",
}

func village(d dice) (county, rest string) {
	return d.of(counties[:]...), fmt.Sprintf("%s%s%d组",
		d.of("石桥乡", "王楼乡", "大刘镇", "双庙镇", "陈集镇", "柳河镇"),
		d.of("张庄村", "李庄村", "孙庄村", "前庄村", "后庄村", "小庄村", "大王庄村"), d.between(1, 20))
}

// register says where the family's people are registered: most where they live,
// some at another dwelling of the community (人户分离), tenants far away.
func (f *family) register() {
	here := hukou{here: f.h.sites[0].at}
	if !f.h.tenant && f.from.IsZero() && f.d.chance(0.09) {
		here.here = f.w.dwellings[f.d.IntN(len(f.w.dwellings))]
	}
	county, rest := village(f.d)
	for _, p := range f.h.people {
		p.hukou = here
		switch {
		case f.h.tenant:
			p.hukou = hukou{division: county, village: rest}
			if f.h.people[0] != p && p.father == nil && p.mother == nil && f.d.chance(0.5) {
				c, r := village(f.d)
				p.hukou = hukou{division: c, village: r}
			}
		case p.spouse != nil && p != f.h.people[0] && f.d.chance(0.05):
			c, r := village(f.d)
			p.hukou = hukou{division: c, village: r}
		}
	}
}

// callUp gives the family telephones: children and some of the old share another's.
func (f *family) callUp() {
	w := f.w
	for i, p := range f.h.people {
		age := p.age(w.start)
		shared := i > 0 && (age < 15 || age < 18 && f.d.chance(0.5) || age > 70 && f.d.chance(0.45))
		if shared {
			p.line = f.h.people[f.adult(i)]
			continue
		}
		p.phones = []phoneSince{{number: w.registry.newPhone()}}
		if f.d.chance(0.05) { // changed in the two years before
			p.phones = append(p.phones, phoneSince{addDays(w.start, -f.d.IntN(700)), w.registry.newPhone()})
		}
		if age > 50 && f.d.chance(0.03) {
			p.landline = landline(f.d)
		}
	}
	sortHeirs(f.h)
}

// adult is the index of whose telephone the i-th of the home shares: the first's, or
// the second's where that is their own.
func (f *family) adult(i int) int {
	if i > 1 && f.h.people[1].line == nil && f.d.chance(0.35) {
		return 1
	}
	return 0
}

// tempo is the pace at which people move, are born, die and change numbers, a year.
type tempo struct{ move, leave, arrive, split, birth, phone float64 }

var usual = tempo{move: 0.03, leave: 0.012, arrive: 0.02, split: 0.012, birth: 0.07, phone: 0.05}
