package plan

import (
	"cmp"
	"slices"
	"strings"
)

// Double is something that several departments ask of the community at the same
// time and that could be done once. Unlike a task's group it joins nothing.
type Double struct {
	Kind        string   // DoubleMeeting, DoubleCheck or DoubleReport
	IDs         []string // of meetings (M0001), tasks (T0001) or imports (S0001)
	Departments []string
	Titles      []string // beside IDs
	When        string   // the month (2026-03) or the rhythm (monthly) that they share, "" for reports
	Shared      int      // of two reports: the columns that both ask
	Columns     int      // … of so many of the smaller
}

// The kinds of Double, "plan.double." and the value in the translations.
const (
	DoubleMeeting = "meeting"
	DoubleCheck   = "check"
	DoubleReport  = "report"
)

// manyShared is the part of the smaller report's columns from which two reports are
// held to ask the same, of at least so few.
const (
	manyShared = 0.7
	fewColumns = 5
)

// Doubles are the meetings that fall into one month, the checks and reports that
// several departments want in one rhythm, and the forms that ask the same columns.
func Doubles(in Input) []Double {
	return slices.Concat(doubleMeetings(in), doublePaper(in), doubleForms(in))
}

func doubleMeetings(in Input) []Double {
	by := map[string]*Double{}
	for i := range in.Meetings {
		m := &in.Meetings[i]
		if m.Kind == MeetingMonthly || m.Kind == MeetingResident || m.Department == "" || len(m.Date.String()) < 7 {
			continue
		}
		month := m.Date.String()[:7]
		if by[month] == nil {
			by[month] = &Double{Kind: DoubleMeeting, When: month}
		}
		by[month].add(m.ID, m.Department, m.Title)
	}
	return ordered(by)
}

func doublePaper(in Input) []Double {
	by := map[string]*Double{}
	for i := range in.Tasks {
		t := &in.Tasks[i]
		kind := ""
		switch paperwork(t) {
		case "reports":
			kind = DoubleReport
		case "inspection":
			kind = DoubleCheck
		case "training":
			kind = DoubleMeeting
		}
		if kind == "" {
			continue
		}
		when := t.Recurring
		if when == "" && !t.Due.IsZero() {
			when = t.Due.String()[:min(7, len(t.Due.String()))]
		}
		key := kind + when
		if by[key] == nil {
			by[key] = &Double{Kind: kind, When: when}
		}
		by[key].add(t.ID, t.Department, t.Text)
	}
	return ordered(by)
}

func (d *Double) add(id, department, title string) {
	d.IDs, d.Titles = append(d.IDs, id), append(d.Titles, title)
	if !slices.Contains(d.Departments, department) {
		d.Departments = append(d.Departments, department)
	}
}

// ordered are those that more than one department asks, by kind and time.
func ordered(by map[string]*Double) []Double {
	var out []Double
	for _, d := range by {
		if len(d.Departments) > 1 {
			out = append(out, *d)
		}
	}
	slices.SortFunc(out, func(a, b Double) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.When, b.When))
	})
	return out
}

// doubleForms are the pairs of forms of two departments that ask mostly the same.
func doubleForms(in Input) []Double {
	type form struct {
		id, title, department, template string
		fields                          []string
	}
	var all []form
	for i := range in.Register.Submissions {
		s := &in.Register.Submissions[i]
		f := form{id: s.ID, title: s.Title, department: s.Department, template: s.Form}
		for _, c := range s.Claims {
			if !isForm(c) {
				continue
			}
			for _, k := range cellColumns(c) {
				if n := c.Fields[k]; !strings.HasPrefix(n, "calc.") && !slices.Contains(f.fields, n) {
					f.fields = append(f.fields, n)
				}
			}
		}
		if len(f.fields) >= fewColumns {
			all = append(all, f)
		}
	}
	var out []Double
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			a, b := &all[i], &all[j]
			if a.department == b.department || a.template != "" && a.template == b.template {
				continue
			}
			shared := 0
			for _, f := range a.fields {
				if slices.Contains(b.fields, f) {
					shared++
				}
			}
			least := min(len(a.fields), len(b.fields))
			if float64(shared) >= manyShared*float64(least) {
				out = append(out, Double{
					Kind: DoubleReport, IDs: []string{a.id, b.id}, Titles: []string{a.title, b.title},
					Departments: []string{a.department, b.department}, Shared: shared, Columns: least,
				})
			}
		}
	}
	return out
}
