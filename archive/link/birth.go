package link

import (
	"strings"

	"huce/forms"
)

// births compares dates of birth at the precision that both have.
type births struct{}

// Parse splits a stated birth from the one read off the ID number.
func (births) Parse(text string) []string {
	var out []string
	for _, s := range strings.Split(text, Also) {
		if _, ok := forms.ParseISO(strings.TrimLeft(s, derived+reckoned+lenders)); ok {
			out = append(out, s)
		}
	}
	return out
}

func (births) Column(values []string) Column {
	c := make(birthColumn, len(values))
	for i, v := range values {
		d, _ := forms.ParseISO(strings.TrimLeft(v, derived+reckoned+lenders))
		c[i] = birth{Date: d, fromID: strings.HasPrefix(v, derived), fromAge: strings.HasPrefix(v, reckoned), lender: strings.HasPrefix(v, lenders), days: int32(d.Days())}
	}
	return c
}

type birth struct {
	forms.Date
	fromID  bool
	fromAge bool
	lender  bool
	days    int32
}

type birthColumn []birth

// lunarDays is the most that a date of the lunar calendar lies before its solar
// one, with some weeks for a leap month.
const lunarDays = 62

func (c birthColumn) Level(a, b int32) uint8 {
	x, y := &c[a], &c[b]
	switch {
	case x.lender || y.lender:
		return lent(x, y)
	case x.fromID && y.fromID:
		return None
	case x.fromAge || y.fromAge:
		return aged(x, y)
	case x.Month == 0 || y.Month == 0:
		return coarse(x, y, birthYear)
	case x.Day == 0 || y.Day == 0:
		if x.Year == y.Year && x.Month != y.Month {
			return birthSameYear
		}
		return coarse(x, y, birthMonth)
	case x.Date == y.Date && (x.fromID || y.fromID):
		return birthByID
	case x.Date == y.Date:
		return birthDay
	case slip(x.Date, y.Date):
		return birthSlip
	case max(x.days-y.days, y.days-x.days) <= lunarDays:
		return birthLunar
	}
	return coarse(x, y, birthSameYear)
}

// generation is how many years younger a child or grandchild is at least, whose row
// gives a number of the old ones: that is how it is filled in. Between people of an
// age it may as well be the name that slipped.
const generation = 15

// lent compares a birth with that of the holder of the other's number.
func lent(x, y *birth) uint8 {
	if !x.lender {
		x, y = y, x
	}
	if y.lender || y.Year >= x.Year+generation {
		return None
	}
	return birthLender
}

// An age is mostly of the day of an earlier form: up to agedYears it says nothing
// against a birth, up to agedFar it may be a slip.
const (
	agedYears = 3
	agedFar   = 8
)

// aged compares births of which one is reckoned from an age: it speaks against, never
// for.
func aged(x, y *birth) uint8 {
	switch d := max(x.Year-y.Year, y.Year-x.Year); {
	case d <= agedYears:
		return None
	case d <= agedFar:
		return birthNextYear
	}
	return birthOther
}

// coarse is same where the years agree.
func coarse(x, y *birth, same uint8) uint8 {
	switch x.Year - y.Year {
	case 0:
		return same
	case 1, -1:
		return birthNextYear
	}
	return birthOther
}

// slip reports whether one digit differs, or day and month are swapped.
func slip(x, y forms.Date) bool {
	if x.Year == y.Year && x.Month == y.Day && x.Day == y.Month {
		return true
	}
	a := int(x.Year)*10000 + int(x.Month)*100 + int(x.Day)
	b := int(y.Year)*10000 + int(y.Month)*100 + int(y.Day)
	differ := 0
	for a > 0 || b > 0 {
		if a%10 != b%10 {
			differ++
		}
		a, b = a/10, b/10
	}
	return differ == 1
}

func (c birthColumn) Key(part string, v int32) uint64 {
	d := c[v].Date
	switch {
	case c[v].fromAge || c[v].lender:
		return 0
	case part == "year":
		return mix(3, uint64(d.Year))
	case part == "day" && d.Full():
		return mix(4, uint64(d.Year)<<16|uint64(d.Month)<<8|uint64(d.Day))
	}
	return 0
}

func (c birthColumn) Bits(int32) float64 { return 0 }

// digitsOf is the number that the first n characters of s write, 0 where they
// don't.
func digitsOf(s string, n int) int {
	if len(s) < n {
		return 0
	}
	v := 0
	for i := range n {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// sexes compares 男 and 女.
type sexes struct{}

// Parse keeps what is one of the two.
func (sexes) Parse(text string) []string {
	var out []string
	for _, s := range strings.Split(text, Also) {
		if sex := strings.TrimLeft(s, derived+implied); sex == "男" || sex == "女" {
			out = append(out, s)
		}
	}
	return out
}

func (sexes) Column(values []string) Column { return sexColumn(values) }

type sexColumn []string

func (c sexColumn) Level(a, b int32) uint8 {
	x, y := strings.TrimLeft(c[a], derived+implied), strings.TrimLeft(c[b], derived+implied)
	switch {
	case x == y && x != c[a] && y != c[b]: // neither is stated
		return None
	case x == y:
		return sexSame
	}
	return sexOther
}

func (c sexColumn) Key(string, int32) uint64 { return 0 }

func (c sexColumn) Bits(int32) float64 { return 0 }

// orders compares which child of its parents a child is that has no name yet: it
// parts twins, and joins nobody.
type orders struct{}

func (orders) Parse(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (orders) Column(values []string) Column { return orderColumn(values) }

type orderColumn []string

func (c orderColumn) Level(a, b int32) uint8 {
	if c[a] == c[b] {
		return orderSame
	}
	return orderOther
}

func (c orderColumn) Key(string, int32) uint64 { return 0 }

func (c orderColumn) Bits(int32) float64 { return 0 }
