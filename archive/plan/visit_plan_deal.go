package plan

import (
	"cmp"
	"slices"
	"strings"
)

// readHomes finds what every home needs.
func (p *visitPlan) readHomes() {
	state := standings(p.in)
	for _, h := range p.inOrder() {
		w, s := &p.welfare[h], &state[h]
		if s.moved {
			p.Moved++
			continue
		}
		asks := len(p.asks[h]) > 0 && s.asked()
		if !asks && w.class == 0 {
			continue
		}
		home := &p.in.Register.Households[h]
		k := planHome{asks: asks, walk: -1, early: p.from, PlannedVisit: PlannedVisit{
			Household: home.ID, Code: HomeCode(home.ID), Grid: p.gridOf(h), Why: WhyCare, Purpose: PurposeWelfare,
		}}
		if home.Dwelling >= 0 {
			dw := &p.in.Register.Dwellings[home.Dwelling]
			k.Home, k.Block = dw.Address, blockName(dw.Estate, dw.Building)
		}
		k.Home = cmp.Or(k.Home, home.Value("household.address"))
		if asks {
			k.Purpose, k.Why, k.Open = PurposeCollect, WhyAsk, len(p.asks[h])
		}
		if w.class > 0 {
			k.Class, k.days, k.next = p.census.care[w.class-1].class, max(w.days, 1), p.from
			if !w.last.IsZero() {
				k.next = w.last.Days() + k.days
			}
		}
		if again := s.again(); !again.IsZero() {
			k.early, k.Why = max(k.early, again.Days()), WhyAgain
		}
		p.homes = append(p.homes, k)
	}
}

// gridOf is the grid of a home: what a form says of it, or of one of its people.
func (p *visitPlan) gridOf(h int) string {
	home := &p.in.Register.Households[h]
	if g := home.Value("household.grid"); g != "" {
		return g
	}
	for _, m := range home.Members {
		if g := p.in.Register.People[m].Value("household.grid"); g != "" {
			return g
		}
	}
	return ""
}

// blockName is a building as people say it.
func blockName(estate, building string) string {
	if building == "" {
		return estate
	}
	if strings.Trim(building, "0123456789") == "" {
		building += "号楼"
	}
	return estate + building
}

// deal gives each building to whose area it is in, the others to who has least.
func (p *visitPlan) deal() {
	for _, v := range p.wish.Visitors {
		if !v.Dropped {
			p.walks = append(p.walks, walk{Visitor: v})
		}
	}
	if len(p.walks) == 0 {
		p.walks = []walk{{}}
	}
	for i := range p.walks {
		p.walks[i].booked, p.walks[i].bookID = map[int][]int{}, map[[2]int]string{}
	}
	type block struct {
		homes []int
		work  int
	}
	var order []string
	left := map[string]*block{}
	load := make([]int, len(p.walks))
	for i := range p.homes {
		k := &p.homes[i]
		if k.walk = p.whose(k); k.walk >= 0 {
			load[k.walk] += p.work(k)
			continue
		}
		b := left[k.Block]
		if b == nil {
			b = &block{}
			left[k.Block] = b
			order = append(order, k.Block)
		}
		b.homes = append(b.homes, i)
		b.work += p.work(k)
	}
	for _, name := range order {
		b := left[name]
		to := p.least(load)
		load[to] += b.work
		for _, i := range b.homes {
			p.homes[i].walk = to
		}
	}
	for i := range p.homes {
		w := &p.walks[p.homes[i].walk]
		w.homes = append(w.homes, i)
		if n := len(w.blocks); p.homes[i].Block != "" && (n == 0 || !slices.Contains(w.blocks, p.homes[i].Block)) {
			w.blocks = append(w.blocks, p.homes[i].Block)
		}
	}
}

// work is about how many visits a home is.
func (p *visitPlan) work(k *planHome) int {
	if k.days == 0 {
		return 1
	}
	return 1 + (p.to-p.from)/k.days
}

// whose is the visitor in whose areas a home is, -1 for nobody.
func (p *visitPlan) whose(k *planHome) int {
	for i := range p.walks {
		for _, area := range p.walks[i].Areas {
			a := strings.Join(strings.Fields(narrow(area)), "")
			if a != "" && (a == k.Grid || a == k.Block || strings.HasPrefix(k.Block, a) && strings.Trim(strings.TrimPrefix(k.Block, a), "0123456789号楼栋幢座") == "" && !endsInDigit(a)) {
				return i
			}
		}
	}
	return -1
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// least is who has least to do of those without areas, of all where everyone has some.
func (p *visitPlan) least(load []int) int {
	best := -1
	for _, free := range []bool{true, false} {
		for i := range p.walks {
			if free && len(p.walks[i].Areas) > 0 {
				continue
			}
			if best < 0 || load[i] < load[best] {
				best = i
			}
		}
		if best >= 0 {
			break
		}
	}
	return best
}
