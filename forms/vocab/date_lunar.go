package vocab

import (
	"github.com/6tail/lunar-go/calendar"

	"huce/forms"
)

// solar turns the parts of a lunar date into a day of the common calendar. Of a
// lunar month without a day only the year is sure, so only the year is kept.
func (p dateParts) solar() (forms.Date, bool) {
	y, m, d := p.n[0], p.n[1], p.n[2]
	if p.count > 0 && y < 100 {
		y = century(y)
	}
	if y < firstYear || y > lastYear || m > 12 || p.mark[0] == '月' {
		return forms.Date{}, false
	}
	if m == 0 {
		return checked(y, 0, 0)
	}
	if p.leap {
		m = -m
	}
	month := calendar.NewLunarMonthFromYm(y, m)
	if month == nil || d > month.GetDayCount() {
		return forms.Date{}, false
	}
	s := calendar.NewLunarFromYmd(y, m, max(d, 1)).GetSolar()
	if d == 0 {
		return checked(s.GetYear(), 0, 0)
	}
	return checked(s.GetYear(), s.GetMonth(), s.GetDay())
}
