package office

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// Page is one person or home of the register, every value with its sources.
type Page struct {
	ID        string       `json:"id"`
	Kind      string       `json:"kind"` // person, household
	Title     string       `json:"title"`
	Household string       `json:"household,omitempty"`
	Members   []PageMember `json:"members,omitempty"`
	Values    []PageValue  `json:"values"`
	Events    []PageEvent  `json:"events,omitempty"`
	Notes     []string     `json:"notes,omitempty"` // that a home is collective, whose its dwelling is, what someone lets
	Questions []Asked      `json:"questions"`
}

// PageMember is one of a home's people.
type PageMember struct {
	Person   string `json:"person"`
	Name     string `json:"name"`
	Relation string `json:"relation"`

	Generation int  `json:"-"` // above the head's, less than 0 below
	Apart      bool `json:"-"` // the relation says no generation
}

// PageValue is a value that stands, why, and who says so or otherwise.
type PageValue struct {
	Field   string       `json:"field"`
	Label   string       `json:"label"`
	Value   string       `json:"value"`
	Reason  string       `json:"reason"`
	Sources []PageSource `json:"sources"`
	Rivals  []PageRival  `json:"rivals,omitempty"`
}

// PageRival is a value that doesn't stand.
type PageRival struct {
	Value   string       `json:"value"`
	Sources []PageSource `json:"sources"`
}

// PageEvent is something that happened to a person.
type PageEvent struct {
	Day    string     `json:"day"`
	Kind   string     `json:"kind"`
	Text   string     `json:"text"`
	Source PageSource `json:"source"`
}

// PageSource is one cell that says a value.
type PageSource struct {
	File       string `json:"file"`
	Sheet      string `json:"sheet"`
	Row        int    `json:"row"`
	Cell       string `json:"cell,omitempty"` // C7; "" where no one cell gave it
	Department string `json:"department"`
	AsOf       string `json:"as_of"`
	Shown      string `json:"shown"`
}

// Show is the page of a person (P…) or a home (H…).
func (o *Office) Show(id string) (*Page, error) {
	reg, err := o.Register()
	if err != nil {
		return nil, err
	}
	cells := o.cells(reg)
	var page *Page
	if i := reg.FindPerson(id); i >= 0 {
		page = personPage(o.Lang, reg, cells, i)
	} else if i := reg.FindHousehold(id); i >= 0 {
		page = householdPage(o.Lang, reg, cells, i)
	} else {
		return nil, forms.NewFault("unknown_subject", id)
	}
	if cells.err != nil {
		return nil, cells.err
	}
	return page, o.looked(id)
}

func personPage(lang assets.Lang, reg *register.Register, cells *cells, i int) *Page {
	p := &reg.People[i]
	page := &Page{ID: p.ID, Kind: "person", Title: p.Value("person.name"), Household: householdID(reg, p.Household), Questions: []Asked{}}
	page.Values = pageValues(lang, cells, p.Values)
	if birth, known := bornOn(p); known {
		day, _ := forms.ParseISO(birth.Value)
		page.Events = append(page.Events, PageEvent{
			Day: day.String(), Kind: changeBorn, Text: assets.Text(lang, "event."+changeBorn),
			Source: cells.sources(birth.Value, birth.Sources[:1])[0],
		})
	}
	for _, e := range p.Events {
		page.Events = append(page.Events, PageEvent{
			Day: e.Day.String(), Kind: e.Kind, Text: assets.Text(lang, "event."+e.Kind, e.Was, e.Now),
			Source: cells.sources("", []register.Source{e.By})[0],
		})
	}
	for d := range reg.Dwellings {
		if reg.Dwellings[d].Owner == i {
			page.Notes = append(page.Notes, owns(lang, reg, &reg.Dwellings[d]))
		}
	}
	for q := range reg.Questions {
		if reg.Questions[q].Person == i || reg.Questions[q].Other == i {
			page.Questions = append(page.Questions, asked(lang, reg, cells, &reg.Questions[q]))
		}
	}
	return page
}

// bornOn is the birth of a person whose day is known: their history begins with it,
// however long before the oldest form it was.
func bornOn(p *register.Person) (*register.Standing, bool) {
	s := register.Find(p.Values, "person.birth")
	if s == nil || len(s.Sources) == 0 {
		return nil, false
	}
	day, ok := forms.ParseISO(s.Value)
	return s, ok && day.Full()
}

// owns says what someone owns, and to whom it is let.
func owns(lang assets.Lang, reg *register.Register, d *register.Dwelling) string {
	if !d.Let || len(d.Homes) == 0 {
		return assets.Text(lang, "show.owns", d.Address)
	}
	var homes []string
	for _, h := range d.Homes {
		homes = append(homes, reg.Households[h].ID)
	}
	return assets.Text(lang, "show.lets", d.Address, strings.Join(homes, "、"))
}

func householdPage(lang assets.Lang, reg *register.Register, cells *cells, i int) *Page {
	h := &reg.Households[i]
	page := &Page{ID: h.ID, Kind: "household", Questions: []Asked{}}
	if h.Dwelling >= 0 {
		d := &reg.Dwellings[h.Dwelling]
		page.Title = d.Address
		if d.Owner >= 0 && d.Let && reg.People[d.Owner].Household != i {
			page.Notes = append(page.Notes, assets.Text(lang, "show.rents", reg.People[d.Owner].Value("person.name"), reg.People[d.Owner].ID))
		}
	}
	if h.Collective {
		page.Notes = append(page.Notes, assets.Text(lang, "show.collective"))
	}
	home := map[int]bool{}
	for _, m := range h.Members {
		home[m] = true
		p := &reg.People[m]
		above, known := vocab.Generation(p.Value("person.relation"))
		page.Members = append(page.Members, PageMember{
			Person: p.ID, Name: p.Value("person.name"), Relation: p.Value("person.relation"), Generation: above, Apart: !known,
		})
	}
	page.Values = pageValues(lang, cells, h.Values)
	for q := range reg.Questions {
		if home[reg.Questions[q].Person] {
			page.Questions = append(page.Questions, asked(lang, reg, cells, &reg.Questions[q]))
		}
	}
	return page
}

// firstShown are the fields and groups of fields that a page begins with; the others
// follow by their names.
var firstShown = []string{
	"person.name", "person.sex", "person.birth", "person.id_no", "person.phone", "person.relation",
	"person.residence_address", "person.hukou_address", "person.", "household.", "house.",
}

// rank is where a field stands on a page.
func rank(field string) int {
	at := slices.IndexFunc(firstShown, func(f string) bool { return f == field || strings.HasSuffix(f, ".") && strings.HasPrefix(field, f) })
	if at < 0 {
		return len(firstShown)
	}
	return at
}

func pageValues(lang assets.Lang, cells *cells, values []register.Standing) []PageValue {
	out := make([]PageValue, 0, len(values))
	values = slices.Clone(values)
	slices.SortStableFunc(values, func(a, b register.Standing) int { return cmp.Compare(rank(a.Field), rank(b.Field)) })
	for _, v := range values {
		pv := PageValue{
			Field: v.Field, Label: FieldLabel(v.Field), Value: v.Value,
			Reason: assets.Text(lang, "reason."+v.Reason), Sources: cells.sources(v.Value, v.Sources),
		}
		for _, r := range v.Rivals {
			pv.Rivals = append(pv.Rivals, PageRival{r.Value, cells.sources(r.Value, r.Sources)})
		}
		out = append(out, pv)
	}
	return out
}

// FieldLabel is a field's name for people: the standard label, or the department's
// own.
func FieldLabel(field string) string {
	if own, ok := strings.CutPrefix(field, forms.OwnField); ok {
		return own
	}
	if def, ok := vocab.Field(field); ok {
		return def.Label
	}
	return field
}

// At is a source in one line: department, day, file, sheet, cell (else row).
func (s PageSource) At() string {
	at := s.Cell
	if at == "" {
		at = strconv.Itoa(s.Row)
	}
	return strings.Join([]string{s.Department, s.AsOf, s.File, s.Sheet, at}, " · ")
}
