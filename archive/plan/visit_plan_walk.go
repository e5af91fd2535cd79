package plan

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"huce/forms"
)

// book keeps the days that are reserved.
func (p *visitPlan) book() {
	at := map[string]int{}
	for i := range p.homes {
		at[p.homes[i].Household] = i
	}
	for i := range p.wish.Bookings {
		b := &p.wish.Bookings[i]
		day := b.Date.Days()
		k, ok := at[b.Household]
		if !ok || b.Released || day < p.from || day > p.to {
			continue
		}
		to := p.homes[k].walk
		if who := slices.IndexFunc(p.walks, func(w walk) bool { return w.Name == b.Visitor }); who >= 0 {
			to = who
		}
		w := &p.walks[to]
		w.booked[day] = append(w.booked[day], k)
		w.bookID[[2]int{day, k}] = b.ID
		p.homes[k].taken = true
	}
}

// due is a heap of homes by the day of their next welfare visit, then the way one walks.
type due struct {
	homes []planHome
	at    []int
}

func (q *due) Len() int { return len(q.at) }
func (q *due) Less(i, j int) bool {
	a, b := &q.homes[q.at[i]], &q.homes[q.at[j]]
	return cmp.Or(a.next-b.next, q.at[i]-q.at[j]) < 0
}
func (q *due) Swap(i, j int) { q.at[i], q.at[j] = q.at[j], q.at[i] }
func (q *due) Push(x any)    { q.at = append(q.at, x.(int)) }
func (q *due) Pop() any {
	x := q.at[len(q.at)-1]
	q.at = q.at[:len(q.at)-1]
	return x
}

// walk fills a visitor's days: what is reserved, what is due, and in what room is left
// the next homes on the way.
func (p *visitPlan) walk(w *walk) {
	care := &due{homes: p.homes}
	var ask []int
	for _, i := range w.homes {
		k := &p.homes[i]
		if k.days > 0 {
			care.at = append(care.at, i)
		}
		if k.asks && !k.taken && (k.days == 0 || k.next > p.from) {
			ask = append(ask, i)
		}
	}
	heap.Init(care)
	most := w.PerDay
	if most <= 0 {
		most = VisitsADay
	}
	for day := p.from; day <= p.to; day++ {
		today := len(p.Visits)
		for _, i := range w.booked[day] {
			p.visit(w, day, i, WhyBooking, w.bookID[[2]int{day, i}])
		}
		if !p.works(w, day) {
			continue
		}
		var wait []int
		for care.Len() > 0 && len(p.Visits)-today < most && p.homes[care.at[0]].next <= day {
			i := heap.Pop(care).(int)
			k := &p.homes[i]
			if k.early > day || k.taken && !k.seen {
				wait = append(wait, i)
				continue
			}
			p.visit(w, day, i, k.Why, "")
			wait = append(wait, i)
		}
		for _, i := range wait {
			heap.Push(care, i)
		}
		ask = p.onTheWay(w, day, ask, most-(len(p.Visits)-today))
		heap.Init(care) // those looked after on the way are due later
		slices.SortStableFunc(p.Visits[today:], func(a, b PlannedVisit) int { return a.way - b.way })
	}
	for _, i := range ask {
		p.Left = append(p.Left, p.homes[i].PlannedVisit)
	}
	for _, i := range care.at {
		if k := &p.homes[i]; k.next <= p.to-late && !(k.taken && !k.seen) && !slices.Contains(ask, i) {
			k.Late = true
			p.Left = append(p.Left, k.PlannedVisit)
		}
	}
}

// onTheWay visits the next homes where something is open, and gives those left.
func (p *visitPlan) onTheWay(w *walk, day int, ask []int, room int) []int {
	n := 0
	for ; n < len(ask) && room > 0; n++ {
		i := ask[n]
		if k := &p.homes[i]; k.seen || k.early > day {
			continue // it is looked at again on another day
		}
		p.visit(w, day, i, p.homes[i].Why, "")
		room--
	}
	return slices.DeleteFunc(ask, func(i int) bool { return p.homes[i].seen })
}

// works reports whether a visitor goes on a day.
func (p *visitPlan) works(w *walk, day int) bool {
	on := func(list []forms.Date) bool {
		return slices.ContainsFunc(list, func(d forms.Date) bool { return d.Days() == day })
	}
	if on(p.wish.Off) || on(w.Away) {
		return false
	}
	if on(p.wish.Work) {
		return true
	}
	weekday := forms.OnDay(day).Weekday()
	if len(w.Weekdays) == 0 {
		return weekday <= 5
	}
	return slices.Contains(w.Weekdays, weekday)
}

// visit puts a visit into the plan, which is the welfare visit too that the home is owed.
func (p *visitPlan) visit(w *walk, day, i int, why, booking string) {
	k := &p.homes[i]
	v := k.PlannedVisit
	v.Date, v.Visitor, v.Why, v.Booking = forms.OnDay(day), w.Name, why, booking
	v.way, v.Late = i, k.days > 0 && day > max(k.next, p.from)+late
	if why == WhyAgain {
		k.Why = WhyCare
	}
	if k.asks { // once: afterwards it is looked after alone
		k.asks, k.Purpose, k.Open, k.Why = false, PurposeWelfare, 0, WhyCare
	}
	if k.days > 0 {
		k.next = day + k.days
	}
	k.seen = true
	p.Visits = append(p.Visits, v)
}

// sum counts the plan's visits by visitor and by building.
func (p *visitPlan) sum() {
	slices.SortStableFunc(p.Visits, func(a, b PlannedVisit) int {
		return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.Visitor, b.Visitor))
	})
	type where struct{ grid, block, visitor string }
	loads, days, fullest := map[string]*VisitorLoad{}, map[string]map[int]int{}, map[string]int{}
	blocks := map[where]*BlockLoad{}
	for i := range p.walks {
		w := &p.walks[i]
		p.Visitors = append(p.Visitors, VisitorLoad{Visitor: w.Name, Areas: w.blocks, Homes: len(w.homes)})
	}
	for i := range p.Visitors {
		loads[p.Visitors[i].Visitor], days[p.Visitors[i].Visitor] = &p.Visitors[i], map[int]int{}
	}
	var order []where
	for i := range p.homes {
		k := &p.homes[i]
		at := where{k.Grid, k.Block, p.walks[k.walk].Name}
		if blocks[at] == nil {
			blocks[at] = &BlockLoad{Grid: k.Grid, Block: k.Block, Visitor: at.visitor}
			order = append(order, at)
		}
		blocks[at].Homes++
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		l := loads[v.Visitor]
		l.Visits++
		if v.Late {
			l.Late++
		}
		n := days[v.Visitor]
		n[v.Date.Days()]++
		fullest[v.Visitor] = max(fullest[v.Visitor], n[v.Date.Days()])
		if b := blocks[where{v.Grid, v.Block, v.Visitor}]; b != nil {
			b.Visits++
		}
	}
	for name, l := range loads {
		l.Days, l.Busiest = len(days[name]), fullest[name]
	}
	for _, at := range order {
		p.Blocks = append(p.Blocks, *blocks[at])
	}
}
