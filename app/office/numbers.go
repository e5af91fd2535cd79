package office

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// Numbers are all numbers of plan and summary as the archive stands.
func (o *Office) Numbers() (*plan.Table, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	return plan.Indicators(in), nil
}

// NumberRows are the rows that a number was counted from, as the user may see them:
// people, homes, rows of forms, tasks, funds, meetings or imports. A number that was
// worked out of others has none. Faults: number_unknown for a code that there isn't;
// role_may_not where the number counts by sensitive fields and these aren't granted.
func (o *Office) NumberRows(code string) (plan.Indicator, Listing, error) {
	var l Listing
	if err := o.need(Read); err != nil {
		return plan.Indicator{}, l, err
	}
	in, err := o.Input()
	if err != nil {
		return plan.Indicator{}, l, err
	}
	t := plan.Indicators(in)
	if !t.Has(code) {
		return plan.Indicator{}, l, forms.NewFault("number_unknown", code)
	}
	i := *t.Get(code)
	i.Label = assets.Text(o.Lang, "plan.indicator."+code)
	if slices.ContainsFunc(plan.FieldsRead(code), vocab.Sensitive) {
		if err := o.need(Private); err != nil {
			return i, l, err
		}
	}
	seen, err := o.Register()
	if err != nil {
		return i, l, err
	}
	switch i.Of {
	case plan.OfPeople:
		l = peopleRows(seen, i.Items)
	case plan.OfHomes:
		l = homeRows(seen, i.Items)
	case plan.OfRows:
		l = o.formRows(in.Register, i.Rows)
	case plan.OfForms:
		l.Columns = []string{"import", "title", "department", "as_of"}
		for _, k := range i.Items {
			s := &seen.Submissions[k]
			l.Rows = append(l.Rows, []string{s.ID, s.Title, s.Department, s.AsOf.String()})
		}
	case plan.OfTasks:
		l = TaskListing(picked(in.Tasks, i.Items))
	case plan.OfFunds:
		l, err = Records(picked(in.Funds, i.Items))
	case plan.OfMeetings:
		l, err = Records(picked(in.Meetings, i.Items))
	case plan.OfVisits:
		l, err = Records(picked(in.Visits, i.Items))
	}
	if err != nil {
		return i, l, err
	}
	return i, l, o.looked(code)
}

func picked[T any](all []T, items []int) []T {
	out := make([]T, len(items))
	for i, k := range items {
		out[i] = all[k]
	}
	return out
}

func peopleRows(r *register.Register, items []int) Listing {
	l := Listing{Columns: []string{"person", "household", "name", "sex", "birth", "residence_address"}}
	for _, k := range items {
		p := &r.People[k]
		home := ""
		if p.Household >= 0 {
			home = r.Households[p.Household].ID
		}
		l.Rows = append(l.Rows, []string{
			p.ID, home, p.Value("person.name"), p.Value("person.sex"), p.Value("person.birth"), p.Value("person.residence_address"),
		})
	}
	return l
}

func homeRows(r *register.Register, items []int) Listing {
	l := Listing{Columns: []string{"household", "head", "address", "people"}}
	for _, k := range items {
		h := &r.Households[k]
		head, address := "", h.Value("household.address")
		if len(h.Members) > 0 {
			first := &r.People[h.Members[0]]
			if head = first.Value("person.name"); address == "" {
				address = first.Value("person.residence_address")
			}
		}
		l.Rows = append(l.Rows, []string{h.ID, head, address, strconv.Itoa(len(h.Members))})
	}
	return l
}

// formRows are rows of forms with their values as the user may see them; those of
// sensitive forms only where these are granted.
func (o *Office) formRows(r *register.Register, refs []register.Ref) Listing {
	l := Listing{Columns: []string{"import", "title", "sheet", "row", "values"}}
	o.sight.Lock()
	level := o.sight.level
	o.sight.Unlock()
	for _, ref := range refs {
		s := &r.Submissions[ref.Sub]
		if vocab.SensitiveForm(s.Form, s.Title) && !o.May(Private) {
			continue
		}
		c := s.Claims[ref.Sheet]
		var values []string
		for f, field := range c.Fields {
			if v := c.Value(f, int(ref.Row)); v != "" && (!vocab.Sensitive(field) || o.May(Private)) {
				if shown := vocab.Mask(field, v, level, o.Today()); shown != "" {
					values = append(values, shown)
				}
			}
		}
		l.Rows = append(l.Rows, []string{s.ID, s.Title, c.Sheet, strconv.Itoa(int(c.Rows[ref.Row].Number)), strings.Join(values, " ")})
	}
	return l
}

// Contradictions are the numbers that a department holds to be right, by its forms'
// rows or as a clerk noted them (PutFigure), and the register counts differently.
func (o *Office) Contradictions() ([]plan.Contradiction, error) {
	return fromInput(o, func(in plan.Input) []plan.Contradiction { return plan.Contradictions(in, plan.Indicators(in)) })
}

// Figures are the departments' numbers that clerks noted.
func (o *Office) Figures() ([]plan.Figure, error) { return records(o, o.archive.Figures) }

// PutFigure notes a department's number, to be set beside the register's: a new one
// where its ID is empty. Fault: number_unknown.
func (o *Office) PutFigure(f plan.Figure) (plan.Figure, error) {
	if assets.Text(o.Lang, "plan.indicator."+f.Code) == "plan.indicator."+f.Code || f.Code == "" {
		return f, forms.NewFault("number_unknown", f.Code)
	}
	return keep(o, o.archive.PutFigure, f)
}

// CompareYears sets this year's numbers beside last year's; none where last year's
// are not on record.
func (o *Office) CompareYears() ([]plan.Compared, error) {
	return fromInput(o, func(in plan.Input) []plan.Compared { return plan.CompareYears(in, plan.Indicators(in)) })
}

// KeepYear keeps a year's numbers as they were shown ("14,000人", by code), for the
// next year's summary to stand beside: of a year from before the archive began.
// Those of years that had a summary are kept with it. Fault: number_unknown.
func (o *Office) KeepYear(year int, shown map[string]string) (plan.Draft, error) {
	for code := range shown {
		if assets.Text(o.Lang, "plan.indicator."+code) == "plan.indicator."+code {
			return plan.Draft{}, forms.NewFault("number_unknown", code)
		}
	}
	return keep(o, o.archive.PutDraft, plan.Draft{
		Kind: plan.DraftFigures, Year: year, Figures: shown, By: o.archive.Who().Name, At: o.Now().Format(time.RFC3339),
	})
}

// lastYear are a year's numbers: of the last version of its summary, and over them
// what was keyed; nil where none are on record.
func (o *Office) lastYear(year int) (map[string]string, error) {
	all, err := o.archive.Drafts()
	if err != nil {
		return nil, err
	}
	var numbers map[string]string
	for _, d := range all {
		if d.Year != year || d.Kind == plan.DraftPlan {
			continue
		}
		if numbers == nil {
			numbers = map[string]string{}
		}
		for code, v := range d.Figures {
			numbers[code] = v
		}
	}
	return numbers, nil
}
