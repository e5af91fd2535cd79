package office

import "huce/forms"

// eventDays are fields that say on which day a row of a form was made.
var eventDays = []string{
	"report.date", "visit.date", "inspect.date", "event.time", "dispute.date", "petition.date",
	"act.date", "waste.visit", "health.exam_date",
}

// assumedDay is the day of a form that doesn't say it: the newest day that its rows
// were made on, else the period its title names, else today.
func (o *Office) assumedDay(period string, claims []*forms.Claims) forms.Date {
	today := o.Today()
	newest := newestDay(claims, today)
	if !newest.IsZero() {
		return newest
	}
	if d := dayOf(period); !d.IsZero() {
		return d
	}
	return today
}

// dayOf is the end of a period as far as it says: the month of a quarter or half.
func dayOf(period string) forms.Date {
	if d, ok := forms.ParseISO(period); ok {
		return d
	}
	if len(period) != len("2026Q1") {
		return forms.Date{}
	}
	d, ok := forms.ParseISO(period[:4])
	switch end := period[4:]; {
	case !ok:
		return forms.Date{}
	case end >= "Q1" && end <= "Q4":
		d.Month = 3 * (end[1] - '0')
	case end == "H1":
		d.Month = 6
	case end == "H2":
		d.Month = 12
	default:
		return forms.Date{}
	}
	return d
}

// newestDay is the newest day on which a row was made, zero where none says.
func newestDay(claims []*forms.Claims, today forms.Date) forms.Date {
	var newest forms.Date
	for _, c := range claims {
		for _, field := range eventDays {
			f := c.Column(field)
			if f < 0 {
				continue
			}
			for r := range c.Rows {
				if d, ok := forms.ParseISO(c.Value(f, r)); ok && d.Full() && d.Compare(newest) > 0 && d.Compare(today) <= 0 {
					newest = d
				}
			}
		}
	}
	return newest
}
