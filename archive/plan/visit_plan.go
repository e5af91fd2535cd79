package plan

import (
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
