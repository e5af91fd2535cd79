package plan

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"huce/forms"
)

// late is how many days a welfare visit may come after its day: a weekend and one more.
const late = 3

// VisitWish says for when the visits are planned and by whom. The zero From is today,
// the zero To the end of the year.
type VisitWish struct {
	From, To forms.Date
	Visitors []Visitor // none is one, who goes everywhere
	Bookings []Booking
	Off      []forms.Date // days on which nobody goes: holidays
	Work     []forms.Date // weekend days that are worked (调休)
}

// Why a visit is planned; a sentence a visit.
const (
	WhyAsk     = "ask"     // something is open
	WhyCare    = "care"    // a welfare visit is due
	WhyAgain   = "again"   // nobody was at home
	WhyBooking = "booking" // reserved
)

// PlannedVisit is one visit of the plan. Where something is open and the home is also
// looked after, it is one visit: Purpose collects and Class is set.
type PlannedVisit struct {
	Date      forms.Date `json:"date"`
	Visitor   string     `json:"visitor"`
	Household string     `json:"household"`
	Code      string     `json:"code"` // of its sheet
	Grid      string     `json:"grid"`
	Block     string     `json:"block"` // estate and building
	Home      string     `json:"home"`  // the address
	Purpose   string     `json:"purpose"`
	Class     string     `json:"class,omitempty"` // of the welfare table
	Open      int        `json:"open"`            // lines to ask
	Why       string     `json:"why"`
	Booking   string     `json:"booking,omitempty"` // its id
	Late      bool       `json:"late,omitempty"`    // a welfare visit after its day

	way int // its place as one walks
}

// VisitorLoad is what the plan asks of one visitor.
type VisitorLoad struct {
	Visitor string   `json:"visitor"`
	Areas   []string `json:"areas"` // blocks, in the order they are walked
	Homes   int      `json:"homes"`
	Visits  int      `json:"visits"`
	Days    int      `json:"days"`    // on which there are any
	Busiest int      `json:"busiest"` // visits on the fullest day
	Late    int      `json:"late"`    // welfare visits after their day
}

// BlockLoad is what the plan asks in one building.
type BlockLoad struct {
	Grid    string `json:"grid"`
	Block   string `json:"block"`
	Visitor string `json:"visitor"`
	Homes   int    `json:"homes"`
	Visits  int    `json:"visits"`
}

// VisitPlan is the plan of visits.
type VisitPlan struct {
	From, To forms.Date
	Visits   []PlannedVisit // by day, visitor and the way one walks
	Visitors []VisitorLoad
	Blocks   []BlockLoad
	Left     []PlannedVisit // that no day was left for: collecting ones, and welfare ones that were due
	Moved    int            // homes without a visit since they moved away
}

// PlanVisits plans the visits by building and grid: every home where something is open
// once, and every home of the welfare table as often as that says. Reserved days are
// kept; welfare visits come before others; visitors walk their buildings one after the
// other.
func PlanVisits(in Input, w VisitWish) VisitPlan {
	if w.From.IsZero() {
		w.From = in.Today
	}
	if w.To.IsZero() {
		w.To = forms.NewDate(int(w.From.Year), 12, 31)
	}
	d := newDoors(in)
	d.fromQuestions()
	d.fromAskings()
	d.fromForms()
	p := &visitPlan{VisitPlan: VisitPlan{From: w.From, To: w.To}, doors: d, wish: w, from: w.From.Days(), to: w.To.Days()}
	p.readHomes()
	p.deal()
	p.book()
	for i := range p.walks {
		p.walk(&p.walks[i])
	}
	p.sum()
	return p.VisitPlan
}

type visitPlan struct {
	VisitPlan
	*doors
	wish     VisitWish
	from, to int
	homes    []planHome // in the order one walks
	walks    []walk
}

// planHome is a home that has to be visited.
type planHome struct {
	PlannedVisit
	days  int // between welfare visits, 0 for none
	next  int // the day on which the next welfare visit is due
	early int // no visit before this day
	asks  bool
	walk  int
	taken bool // reserved
	seen  bool // has a visit in the plan
}

// walk is one visitor's homes and days.
type walk struct {
	Visitor
	homes  []int // in the order one walks
	booked map[int][]int
	bookID map[[2]int]string // by day and home
	blocks []string
}

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
