package plan

import (
	"strconv"

	"huce/forms"
)

// VisitSheets is the one visit: a sheet for every home where something is open or
// a welfare visit is due, by estate, building, unit and room. What is known stands
// printed. Open is what the register's questions ask, what surveys and notices ask
// and nobody has answered yet, and what a department's form requires of somebody
// and doesn't have. What several ask is one line. A home that was asked this year, or
// refused, is not asked again in it; one that moved away gets no sheet.
func VisitSheets(in Input) []forms.VisitSheet {
	d := newDoors(in)
	d.fromQuestions()
	d.fromAskings()
	d.fromForms()
	var sheets []forms.VisitSheet
	state := standings(in)
	for _, h := range d.inOrder() {
		if !state[h].asked() {
			d.asks[h] = nil
		}
		if w := &d.welfare[h]; !state[h].moved && (len(d.asks[h]) > 0 || w.due(in.Today)) {
			sheets = append(sheets, d.sheet(h))
		}
	}
	return sheets
}

// doors gathers what is asked at every home.
type doors struct {
	in      Input
	census  *census
	welfare []welfare
	asks    []map[askKey]*openAsk // by home
	asOf    []forms.Date          // by submission
	lines   map[string]forms.Ask  // by field, as they are asked of anyone
	names   map[string]int        // people of one home and name, to tell namesakes apart
}

// askKey is one line of a sheet: about whom (-1 the home) and what.
type askKey struct {
	person int
	field  string
}

type openAsk struct {
	order   int // in which it was asked first
	ask     forms.Ask
	forms   map[string]bool
	urgency int // 0 a question of the register, 1 asked by a day, 2 missing on a form
}

func newDoors(in Input) *doors {
	c := newCensus(in)
	d := &doors{
		in: in, census: c, welfare: c.welfareOf(), asks: make([]map[askKey]*openAsk, len(in.Register.Households)),
		names: map[string]int{}, lines: map[string]forms.Ask{},
	}
	for i := range in.Register.Submissions {
		d.asOf = append(d.asOf, in.Register.Submissions[i].AsOf)
	}
	for p := range in.Register.People {
		if c.present[p] {
			d.names[d.nameKey(p)]++
		}
	}
	return d
}

func (d *doors) nameKey(p int) string {
	person := &d.in.Register.People[p]
	return strconv.Itoa(person.Household) + person.Value("person.name")
}

// called is how a person is named on the home's sheet; namesakes of one home get
// their birth.
func (d *doors) called(p int) string {
	if p < 0 {
		return ""
	}
	person := &d.in.Register.People[p]
	name := person.Value("person.name")
	if d.names[d.nameKey(p)] > 1 {
		name += "（" + person.Value("person.birth") + "）"
	}
	return name
}

// open adds a line to a home's sheet, or a department to a line that is there.
func (d *doors) open(h, p int, field string, urgency int, ask forms.Ask, department string) {
	if h < 0 {
		return
	}
	if d.asks[h] == nil {
		d.asks[h] = map[askKey]*openAsk{}
	}
	key := askKey{p, field}
	o := d.asks[h][key]
	if o == nil {
		ask.About = d.called(p)
		o = &openAsk{order: len(d.asks[h]), ask: ask, forms: map[string]bool{}, urgency: urgency}
		d.asks[h][key] = o
	}
	if department != "" {
		o.forms[department] = true
	}
}
