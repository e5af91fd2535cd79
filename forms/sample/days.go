package sample

import (
	"fmt"
	"time"

	"huce/forms"
)

// addDays is the day n days later.
func addDays(d forms.Date, n int) forms.Date {
	t := time.Date(int(d.Year), time.Month(d.Month), int(d.Day)+n, 0, 0, 0, 0, time.UTC)
	return forms.NewDate(t.Year(), int(t.Month()), t.Day())
}

// someDay is a day from one to another, both included.
func someDay(d dice, from, to forms.Date) forms.Date {
	return addDays(from, d.IntN(max(1, to.Days()-from.Days()+1)))
}

func before(a, b forms.Date) bool { return a.Compare(b) < 0 }

// period is one round: a year, a half-year or a quarter.
type period struct {
	words    string // as titles have it: 2026年度, 2026年上半年, 2026年第一季度
	from, to forms.Date
}

var quarterWords = [...]string{"第一季度", "第二季度", "第三季度", "第四季度"}

// periods are the rounds: one is the year, two are its halves, more are quarters
// from the first of the year on, into the next years.
func periods(year, rounds int) []period {
	switch rounds {
	case 1:
		return []period{span(fmt.Sprintf("%d年度", year), year, 1, 12)}
	case 2:
		return []period{
			span(fmt.Sprintf("%d年上半年", year), year, 1, 6),
			span(fmt.Sprintf("%d年下半年", year), year, 7, 12),
		}
	}
	var all []period
	for i := range rounds {
		y, q := year+i/4, i%4
		all = append(all, span(fmt.Sprintf("%d年%s", y, quarterWords[q]), y, q*3+1, q*3+3))
	}
	return all
}

func span(words string, year, first, last int) period {
	return period{words, forms.NewDate(year, first, 1), addDays(firstAfter(year, last), -1)}
}

// firstAfter is the first day after a month.
func firstAfter(year, month int) forms.Date {
	if month == 12 {
		return forms.NewDate(year+1, 1, 1)
	}
	return forms.NewDate(year, month+1, 1)
}
