package plan

import "huce/forms"

// PlannedSheets are the sheets by the plan of visits: by day, visitor and the way one
// walks, each with who goes there first and when. Of a visitor alone where one is
// named. Sheets of homes that the plan has no visit for come last, or not at all with
// only.
func PlannedSheets(sheets []forms.VisitSheet, p *VisitPlan, visitor string, only bool) []forms.VisitSheet {
	at := map[string]int{}
	for i := range sheets {
		at[sheets[i].Code] = i
	}
	var out []forms.VisitSheet
	planned := map[string]bool{}
	for i := range p.Visits {
		v := &p.Visits[i]
		k, has := at[v.Code]
		if !has || planned[v.Code] || visitor != "" && v.Visitor != visitor {
			continue
		}
		planned[v.Code] = true
		s := sheets[k]
		s.Visitor, s.Planned = v.Visitor, v.Date
		out = append(out, s)
	}
	for i := range sheets {
		if !only && visitor == "" && !planned[sheets[i].Code] {
			out = append(out, sheets[i])
		}
	}
	return out
}
