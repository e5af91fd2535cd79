package sample

import (
	"slices"
	"strings"

	"huce/forms"
)

// world is the true community: who lives where, when.
type world struct {
	seed       uint64
	options    Options
	start, end forms.Date // the days the files speak of
	rounds     []period
	estates    []*estate
	dwellings  []*dwelling
	vacant     []*dwelling
	homes      []*home
	people     []*person
	registry   registry
	names      *strings.Replacer
}

// person is one resident. What isn't kept here is drawn from the salt.
type person struct {
	salt
	no         int // P%05d
	name       string
	formerName string
	male       bool
	birth      forms.Date
	death      forms.Date // zero: alive
	idNo       string     // "" while none has been given
	idFrom     forms.Date // the day the number was given, zero: long ago
	area       string     // the first six digits of the family's numbers
	phones     []phoneSince
	line       *person // whose telephone they share, nil for their own
	landline   string
	ethnic     string // GB/T 3304
	schooling  level
	politics   string // GB/T 4762
	marital    string // GB/T 2261.2
	hukou      hukou
	stays      []stay
	father     *person
	mother     *person
	spouse     *person
	twin       bool
	away       bool // works elsewhere, registered here
	rows       int  // how many rows of the files speak of them
}

type phoneSince struct {
	from   forms.Date
	number string
}

// stay is where a person lives from a day on; nil is out of the community.
type stay struct {
	from forms.Date
	home *home
}

// hukou is where a person is registered: a dwelling of the community, or a village
// elsewhere.
type hukou struct {
	here     *dwelling
	division string // 信阳市固始县
	village  string // 石桥乡张庄村20组
}

func (k hukou) address() string {
	if k.here != nil {
		return k.here.canonical()
	}
	return k.division + k.village
}

// home is one household.
type home struct {
	salt
	no       int // H%05d
	sites    []site
	people   []*person // ever, in the order in which one after the other is its head
	tenant   bool
	dibao    bool
	landlord *person // of a tenant's home; not one of the community's people
}

// site is the dwelling a household lives in from a day on.
type site struct {
	from forms.Date
	at   *dwelling
}

// at is the dwelling on a day: the first before it moved in anywhere.
func (h *home) at(on forms.Date) *dwelling {
	here := h.sites[0].at
	for _, s := range h.sites[1:] {
		if s.from.Compare(on) <= 0 {
			here = s.at
		}
	}
	return here
}

// formerAt is the dwelling before the one of that day, nil where there was none.
func (h *home) formerAt(on forms.Date) *dwelling {
	now := h.at(on)
	for i, s := range h.sites {
		if s.at == now && i > 0 {
			return h.sites[i-1].at
		}
	}
	return nil
}

// alive reports whether a person is born and not dead on a day.
func (p *person) alive(on forms.Date) bool {
	return p.birth.Compare(on) <= 0 && (p.death.IsZero() || on.Compare(p.death) < 0)
}

// home is where a person lives on a day, nil while not in the community.
func (p *person) home(on forms.Date) *home {
	if !p.alive(on) {
		return nil
	}
	var h *home
	for _, s := range p.stays {
		if s.from.Compare(on) <= 0 {
			h = s.home
		}
	}
	return h
}

// lastHome is the home a person is counted to at the end, the last one for those
// who died or left.
func (p *person) lastHome() *home {
	for _, s := range slices.Backward(p.stays) {
		if s.home != nil {
			return s.home
		}
	}
	return nil
}

// phone is the number on a day, "" where there is none.
func (p *person) phone(on forms.Date) string {
	if p.line != nil {
		return p.line.phone(on)
	}
	number := ""
	for i, s := range p.phones {
		if i == 0 || s.from.Compare(on) <= 0 {
			number = s.number
		}
	}
	return number
}

// formerPhone is the number before the one of that day, "" where there was none.
func (p *person) formerPhone(on forms.Date) string {
	if p.line != nil {
		return p.line.formerPhone(on)
	}
	now := p.phone(on)
	for i, s := range p.phones {
		if s.number == now && i > 0 {
			return p.phones[i-1].number
		}
	}
	return ""
}

// id is the identity number known on a day, "" while none has been given.
func (p *person) id(on forms.Date) string {
	if !p.idFrom.IsZero() && on.Compare(p.idFrom) < 0 {
		return ""
	}
	return p.idNo
}

func (p *person) age(on forms.Date) int { return p.birth.Age(on) }

// elsewhere reports whether a person is registered outside the community.
func (p *person) elsewhere() bool { return p.hukou.here == nil }

// members are the people of a home on a day, its head first.
func (h *home) members(on forms.Date) []*person {
	var all []*person
	for _, p := range h.people {
		if p.home(on) == h {
			all = append(all, p)
		}
	}
	if len(all) > 1 {
		head := all[0]
		slices.SortStableFunc(all[1:], func(a, b *person) int { return kinRank(head, a) - kinRank(head, b) })
	}
	return all
}

// head is the head of a home on a day, nil where nobody lives in it.
func (h *home) head(on forms.Date) *person {
	for _, p := range h.people {
		if p.home(on) == h {
			return p
		}
	}
	return nil
}
