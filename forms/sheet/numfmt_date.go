package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// moment is a serial taken apart.
type moment struct {
	year, month, day, weekday int
	hour, minute, second      int
	fraction                  float64 // of a second
	serial                    float64
}

// lastSerial is 9999-12-31, the last day that Excel knows.
const lastSerial = 2958466

// momentOf takes a serial of the 1900 system apart, rounded to digits of a
// second; false where it is no date. Serial 60 is the 29 February 1900 that
// Excel believes in.
func momentOf(serial float64, digits int) (moment, bool) {
	if !(serial >= 0 && serial < lastSerial) {
		return moment{}, false
	}
	unit := math.Pow10(digits)
	ticks := math.Round(serial * 86400 * unit)
	perDay := 86400 * unit
	day := int(math.Floor(ticks / perDay))
	ticks -= float64(day) * perDay
	seconds := int(ticks / unit)
	m := moment{
		hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60,
		fraction: (ticks - float64(seconds)*unit) / unit,
		weekday:  (day + 6) % 7, serial: serial,
	}
	switch {
	case day == 60:
		m.year, m.month, m.day = 1900, 2, 29
	case day < 60:
		m.year, m.month, m.day = civil(day + 1)
	default:
		m.year, m.month, m.day = civil(day)
	}
	if day == 0 {
		m.year, m.month, m.day = 1900, 1, 0
	}
	return m, true
}

// civil is the date of a day counted from 1899-12-30.
func civil(day int) (y, m, d int) {
	z := day + 693899 // days since 0000-03-01
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

var (
	months   = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	xingqi   = []string{"日", "一", "二", "三", "四", "五", "六"}
)

// showDate shows a serial under a section with date tokens; false where the
// serial is no date.
func (s *section) showDate(serial float64) (string, bool) {
	digits := s.secondDigits()
	elapsed := s.elapsed()
	if elapsed && serial < 0 {
		return "", false
	}
	m, ok := momentOf(serial, digits)
	if !ok {
		return "", false
	}
	if s.locale {
		return fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day), true
	}
	var b strings.Builder
	twelve := s.twelve()
	for i := 0; i < len(s.items); i++ {
		it := s.items[i]
		switch it.kind {
		case itemDate:
			b.WriteString(s.showToken(m, i, twelve))
		case itemPoint:
			if n := s.digitsAfter(i); n > 0 {
				b.WriteString(fmt.Sprintf("%.*f", n, m.fraction)[1:])
				i += n
			} else {
				b.WriteString(it.text)
			}
		case itemText, itemGeneral:
		default:
			b.WriteString(it.text)
		}
	}
	return b.String(), true
}

// twelve reports whether hours are of twelve.
func (s *section) twelve() bool {
	for _, it := range s.items {
		if it.kind == itemDate && strings.Contains(it.text, "/") {
			return true
		}
	}
	return false
}

func (s *section) elapsed() bool {
	for _, it := range s.items {
		if it.kind == itemDate && it.text[0] == '[' {
			return true
		}
	}
	return false
}

// secondDigits is the number of decimals that seconds are shown with.
func (s *section) secondDigits() int {
	for i, it := range s.items {
		if it.kind == itemPoint {
			if n := s.digitsAfter(i); n > 0 {
				return min(n, 3)
			}
		}
	}
	return 0
}

// digitsAfter counts the zeros that follow item i.
func (s *section) digitsAfter(i int) int {
	n := 0
	for _, it := range s.items[i+1:] {
		if it.kind != itemDigit || it.text != "0" {
			break
		}
		n++
	}
	return n
}

// showToken shows the date token that item i is.
func (s *section) showToken(m moment, i int, twelve bool) string {
	token := s.items[i].text
	if token[0] == '[' {
		return s.showElapsed(m, token)
	}
	hour := m.hour
	if twelve {
		hour = (hour + 11) % 12
		hour++
	}
	switch token {
	case "yyyy", "yyy", "e", "ee", "eee", "b1yyyy", "b2yyyy":
		return s.chinese(fmt.Sprintf("%04d", m.year), false)
	case "yy", "y":
		return s.chinese(fmt.Sprintf("%02d", m.year%100), false)
	case "m", "mm":
		if s.isMinute(i) {
			return s.padded(m.minute, len(token))
		}
		return s.padded(m.month, len(token))
	case "mmm":
		return months[m.month-1][:3]
	case "mmmm":
		return months[m.month-1]
	case "mmmmm":
		return months[m.month-1][:1]
	case "d", "dd":
		return s.padded(m.day, len(token))
	case "ddd":
		return weekdays[m.weekday][:3]
	case "dddd":
		return weekdays[m.weekday]
	case "aaa":
		return xingqi[m.weekday]
	case "aaaa":
		return "星期" + xingqi[m.weekday]
	case "h", "hh":
		return s.padded(hour, len(token))
	case "s", "ss":
		return s.padded(m.second, len(token))
	case "am/pm", "a/p", "上午/下午":
		before, after, _ := strings.Cut(strings.ToUpper(token), "/")
		if m.hour < 12 {
			return before
		}
		return after
	}
	return ""
}

// padded is a small number of at least width digits, or in Chinese.
func (s *section) padded(n, width int) string {
	if s.dbnum > 0 {
		return chineseNumber(strconv.Itoa(n), s.dbnum)
	}
	return fmt.Sprintf("%0*d", width, n)
}

// showElapsed shows [h], [mm], [ss]: all hours, minutes, seconds since zero.
func (s *section) showElapsed(m moment, token string) string {
	seconds := math.Floor(m.serial*86400 + 0.5)
	per := map[byte]float64{'h': 3600, 'm': 60, 's': 1}[token[1]]
	return fmt.Sprintf("%0*.0f", len(token)-2, math.Floor(seconds/per))
}

// isMinute tells minutes from months: m is a minute next to an hour before it or
// a second after it.
func (s *section) isMinute(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if t := s.items[j]; t.kind == itemDate && !strings.Contains(t.text, "/") {
			if strings.HasPrefix(strings.TrimPrefix(t.text, "["), "h") {
				return true
			}
			break
		}
	}
	for j := i + 1; j < len(s.items); j++ {
		if t := s.items[j]; t.kind == itemDate && !strings.Contains(t.text, "/") {
			return strings.HasPrefix(strings.TrimPrefix(t.text, "["), "s")
		}
	}
	return false
}
