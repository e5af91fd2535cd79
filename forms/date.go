package forms

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day, a month or a year, as precisely as a form says. Month and Day
// are 0 where it doesn't. The zero Date is none.
type Date struct {
	Year  int16
	Month uint8
	Day   uint8
}

// NewDate is a full date.
func NewDate(y, m, d int) Date { return Date{int16(y), uint8(m), uint8(d)} }

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Full reports whether year, month and day are known.
func (d Date) Full() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// Valid reports whether the date exists in the calendar, as far as it goes.
func (d Date) Valid() bool {
	if d.Year < 1000 || d.Year > 9999 || d.Month > 12 || (d.Month == 0 && d.Day != 0) {
		return false
	}
	return d.Month == 0 || int(d.Day) <= daysIn(int(d.Year), int(d.Month))
}

// String is the ISO form at the date's precision: 1950-03-01, 1950-03, 1950, "".
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case d.Year < 1000 || d.Year > 9999 || d.Month > 99 || d.Day > 99:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	// Long lists hold many days: the usual case without fmt.
	y, m, day := int(d.Year), int(d.Month), int(d.Day)
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(day / 10), digit(day)})
}

// ParseISO reads what String writes. Anything else gives the zero Date and false.
func ParseISO(s string) (Date, bool) {
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v <= 0 || (i > 0 && len(p) != 2) {
			return Date{}, false
		}
		n[i] = v
	}
	if n[1] > 12 || n[2] > 31 {
		return Date{}, false
	}
	d := NewDate(n[0], n[1], n[2])
	return d, d.Valid()
}

// Compare orders dates; an unknown month or day comes before a known one.
func (d Date) Compare(e Date) int {
	if c := int(d.Year) - int(e.Year); c != 0 {
		return c
	}
	if c := int(d.Month) - int(e.Month); c != 0 {
		return c
	}
	return int(d.Day) - int(e.Day)
}

// Age is the full years (周岁) from birth d to day on. An unknown month or day of
// birth counts as the first.
func (d Date) Age(on Date) int {
	years := int(on.Year) - int(d.Year)
	if on.Month < d.Month || (on.Month == d.Month && on.Day < d.Day) {
		years--
	}
	return years
}

// Days is a running day number (of the proleptic Gregorian calendar), for
// differences. Unknown months and days count as the first.
func (d Date) Days() int {
	y, m, day := int(d.Year), max(int(d.Month), 1), max(int(d.Day), 1)
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + day
}

// OnDay is the date of a running day number: what Days counts.
func OnDay(n int) Date {
	y, m, d := time.Date(2000, 1, 1+n-NewDate(2000, 1, 1).Days(), 0, 0, 0, 0, time.UTC).Date()
	return NewDate(y, int(m), d)
}

// Weekday is the day of the week, 1 is Monday and 7 Sunday.
func (d Date) Weekday() int {
	if w := time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC).Weekday(); w > 0 {
		return int(w)
	}
	return 7
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
