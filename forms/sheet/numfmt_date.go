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

// clock is what a section with date tokens says as a whole.
type clock struct {
	twelve   bool // hours are of twelve
	elapsed  bool // counts all hours, minutes or seconds
	decimals int  // of seconds
}

// settleClock reads what the date tokens say together, and tells minutes from
// months: an m of minutes becomes an n.
func (s *section) settleClock() {
	for i, it := range s.items {
		switch {
		case it.kind == itemPoint && s.clock.decimals == 0:
			s.clock.decimals = min(s.digitsAfter(i), 3)
		case it.kind != itemDate:
		case it.text[0] == '[':
			s.clock.elapsed = true
		case strings.Contains(it.text, "/"):
			s.clock.twelve = true
		case (it.text == "m" || it.text == "mm") && s.isMinute(i):
			s.items[i].text = strings.Repeat("n", len(it.text))
		}
	}
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

// showDate shows a serial under a section with date tokens; false where the
// serial is no date.
func (s *section) showDate(serial float64) (string, bool) {
	if s.clock.elapsed && serial < 0 {
		return "", false
	}
	m, ok := momentOf(serial, s.clock.decimals)
	if !ok {
		return "", false
	}
	var room [32]byte
	b := room[:0]
	if s.locale {
		b = append(appendPadded(b, m.year, 4), '-')
		b = append(appendPadded(b, m.month, 2), '-')
		return string(appendPadded(b, m.day, 2)), true
	}
	for i := 0; i < len(s.items); i++ {
		it := s.items[i]
		switch it.kind {
		case itemDate:
			b = s.appendToken(b, m, it.text)
		case itemPoint:
			if n := s.digitsAfter(i); n > 0 {
				b = append(b, fmt.Sprintf("%.*f", n, m.fraction)[1:]...)
				i += n
			} else {
				b = append(b, it.text...)
			}
		case itemText, itemGeneral:
		default:
			b = append(b, it.text...)
		}
	}
	return string(b), true
}

// appendToken shows a date token.
func (s *section) appendToken(b []byte, m moment, token string) []byte {
	switch token {
	case "yyyy", "yyy", "e", "ee", "eee", "b1yyyy", "b2yyyy":
		return s.appendYear(b, m.year, 4)
	case "yy", "y":
		return s.appendYear(b, m.year%100, 2)
	case "m", "mm":
		return s.appendNumber(b, m.month, len(token))
	case "mmm":
		return append(b, months[m.month-1][:3]...)
	case "mmmm":
		return append(b, months[m.month-1]...)
	case "mmmmm":
		return append(b, months[m.month-1][:1]...)
	case "d", "dd":
		return s.appendNumber(b, m.day, len(token))
	case "ddd":
		return append(b, weekdays[m.weekday][:3]...)
	case "dddd":
		return append(b, weekdays[m.weekday]...)
	case "aaa":
		return append(b, xingqi[m.weekday]...)
	case "aaaa":
		return append(append(b, "星期"...), xingqi[m.weekday]...)
	case "h", "hh":
		if s.clock.twelve {
			return s.appendNumber(b, (m.hour+11)%12+1, len(token))
		}
		return s.appendNumber(b, m.hour, len(token))
	case "n", "nn":
		return s.appendNumber(b, m.minute, len(token))
	case "s", "ss":
		return s.appendNumber(b, m.second, len(token))
	case "am/pm", "a/p", "上午/下午":
		before, after, _ := strings.Cut(strings.ToUpper(token), "/")
		if m.hour < 12 {
			return append(b, before...)
		}
		return append(b, after...)
	}
	if token[0] == '[' {
		return append(b, showElapsed(m, token)...)
	}
	return b
}

// appendYear shows a year, or digit by digit in Chinese.
func (s *section) appendYear(b []byte, n, width int) []byte {
	if s.dbnum > 0 {
		return append(b, chineseEach(string(appendPadded(nil, n, width)), s.dbnum)...)
	}
	return appendPadded(b, n, width)
}

// appendNumber shows a small number of at least width digits, or in Chinese.
func (s *section) appendNumber(b []byte, n, width int) []byte {
	if s.dbnum > 0 {
		words := chineseNumber(strconv.Itoa(n), s.dbnum)
		if s.dbnum == 1 && strings.HasPrefix(words, "一十") { // 十二月, not 一十二月
			words = words[len("一"):]
		}
		return append(b, words...)
	}
	return appendPadded(b, n, width)
}

// appendPadded writes n, which isn't negative, with at least width digits.
func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			b = append(b, "000"[:width-1]...)
			break
		}
		limit *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// showElapsed shows [h], [mm], [ss]: all hours, minutes, seconds since zero.
func showElapsed(m moment, token string) string {
	seconds := math.Floor(m.serial*86400 + 0.5)
	per := map[byte]float64{'h': 3600, 'm': 60, 's': 1}[token[1]]
	return fmt.Sprintf("%0*.0f", len(token)-2, math.Floor(seconds/per))
}
