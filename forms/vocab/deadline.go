package vocab

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"huce/forms"
)

// isDeadline reports whether a field says by when something is to be done, and so
// may be written as a term: 3日内, 10月底前, 全年.
func isDeadline(field string) bool {
	return field == "task.due" || strings.HasSuffix(field, ".deadline")
}

// deadlineWords are what terms are written with that name no day of their own.
var deadlineWords = regexp.MustCompile(`立即|立刻|即时|当场|当天|当日|即日|即查即改|立行立改|现场整改|随时|及时|实时|尽快|尽早|限期|长期|常年|全年|常态|持续|日常|年度|本年|年底|年内|年末|年终|年前|年中|半年|月底|月末|月初|月中|本月|当月|本周|旬|季度|每[日天周月季年]|逐[月季]|按[月季]|\d(?:个)?(?:工作)?(?:日|天|周|星期|月|年|小时|号)|\d年|次年|明年|翌年|春节|国庆|中秋|元旦|节前|汛期|到期|\d{1,2}[./-]\d{1,2}`)

// IsTerm reports whether a text is a deadline in words, as departments write it.
func IsTerm(text string) bool {
	s := digitsForHan(fold(text))
	return runeLen(s) <= 40 && deadlineWords.MatchString(s)
}

// digitsForHan writes the Chinese numbers that stand before a unit of time, or behind
// 第, in digits: 十五个工作日 is 15个工作日.
func digitsForHan(s string) string {
	var b strings.Builder
	for s != "" {
		n, w := readHan(s)
		rest := s[w:]
		if w > 0 && n < 1000 && hasPrefix(rest, "个", "日", "号", "天", "周", "星期", "月", "年", "季", "工作日", "小时") && !strings.HasPrefix(rest, "月月") {
			b.WriteString(strconv.Itoa(n))
			s = rest
			continue
		}
		w = max(w, runeAt(s))
		b.WriteString(s[:w])
		s = s[w:]
	}
	return b.String()
}

// runeAt is how many bytes the first character of s takes.
func runeAt(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

var (
	monthAndDay = regexp.MustCompile(`^(\d{1,2})(?:月(?:份)?(?:(\d{1,2})(?:日|号)?)?|[./-](\d{1,2}))$`)
	termLength  = regexp.MustCompile(`(半|\d{1,3})个?(工作日|日|天|周|星期|月|小时|年)`)
	termOfMonth = regexp.MustCompile(`(?:(\d{4})年|(次年|明年|翌年))?(\d{1,2})月份?(?:(\d{1,2})[日号]?|(底|末|上旬|中旬|下旬|初|中))?`)
	termOfQuart = regexp.MustCompile(`(?:(\d{4})年)?第?([1-4])季度`)
	dayBefore   = regexp.MustCompile(`^(?:本月|当月)?(\d{1,2})[日号](?:之?前|以前|止)$`)
)

// MonthDay reads a day that is written without its year: 9月12日, 九月十二日, 9.12, and a
// month alone (day 0).
func MonthDay(text string) (month, day int, ok bool) {
	m := monthAndDay.FindStringSubmatch(digitsForHan(fold(text)))
	if m == nil {
		return 0, 0, false
	}
	month, _ = strconv.Atoi(m[1])
	day, _ = strconv.Atoi(m[2] + m[3])
	_, ok = checked(2024, month, day) // a leap year
	return month, day, ok && month > 0 && (m[3] == "" || day > 0)
}

// Deadline is the last day that keeps a term, counted from a day: 3日内, 立即, 10月底前,
// 30日前, 第四季度, 2027年3月底前. It is false for terms that name no day (长期, 尽快), for
// working days, whose holidays are not known, and where from is needed and not given.
func Deadline(text string, from forms.Date) (forms.Date, bool) {
	s := digitsForHan(fold(text))
	if d, _, ok := readDate(cutBefore(s)); ok && d.Full() {
		return d, true
	}
	if m := dayBefore.FindStringSubmatch(s); m != nil && from.Full() {
		day, _ := strconv.Atoi(m[1])
		d, ok := DayOfMonth(int(from.Year), int(from.Month), day)
		if ok && d.Compare(from) < 0 {
			d, ok = DayOfMonth(int(from.Year)+int(from.Month)/12, int(from.Month)%12+1, day)
		}
		return d, ok
	}
	if m := termOfMonth.FindAllStringSubmatch(s, -1); m != nil && !strings.Contains(s, "个月") {
		return monthTerm(m[len(m)-1], from)
	}
	if m := termOfQuart.FindStringSubmatch(s); m != nil {
		q, _ := strconv.Atoi(m[2])
		return inYear(m[1], from, 3*q, 0)
	}
	for _, e := range [...]struct {
		words []string
		month int
	}{{[]string{"上半年", "年中"}, 6}, {[]string{"下半年", "年底", "年末", "年内", "年终", "年前"}, 12}} {
		for _, w := range e.words {
			if before, _, found := strings.Cut(s, w); found {
				return inYear(strings.TrimSuffix(before, "年"), from, e.month, 0)
			}
		}
	}
	if !from.Full() {
		return forms.Date{}, false
	}
	if m := termLength.FindStringSubmatch(s); m != nil {
		return termFrom(m[1], m[2], from)
	}
	switch {
	case hasPrefix(s, "立即", "立刻", "当场", "当天", "当日", "即日", "即时", "即查即改", "立行立改", "现场"):
		return from, true
	case strings.Contains(s, "月底") || strings.Contains(s, "月末"):
		return DayOfMonth(int(from.Year), int(from.Month), 0)
	}
	return forms.Date{}, false
}

// cutBefore takes the words off a deadline that say that it is one.
func cutBefore(s string) string {
	s, _ = cutSuffixes(s, "前完成", "之前", "以前", "前", "止", "截止")
	s, _ = cutPrefixes(s, "截止到", "截至", "截止", "请于", "于", "限")
	return s
}

// monthTerm is the last day of a month that a deadline names, or of a part of it. A month
// without its year is the next one.
func monthTerm(m []string, from forms.Date) (forms.Date, bool) {
	month, _ := strconv.Atoi(m[3])
	day, _ := strconv.Atoi(m[4])
	switch m[5] {
	case "初", "上旬":
		day = 10
	case "中旬", "中":
		day = 20
	}
	if m[2] != "" && from.Year != 0 {
		return DayOfMonth(int(from.Year)+1, month, day)
	}
	return inYear(m[1], from, month, day)
}

// inYear is a month's day in the year that is written, else in the first year in which it
// doesn't lie before from.
func inYear(year string, from forms.Date, month, day int) (forms.Date, bool) {
	if y, err := strconv.Atoi(year); err == nil {
		return DayOfMonth(y, month, day)
	}
	if from.Year == 0 {
		return forms.Date{}, false
	}
	d, ok := DayOfMonth(int(from.Year), month, day)
	if ok && from.Month != 0 && d.Compare(from) < 0 {
		d, ok = DayOfMonth(int(from.Year)+1, month, day)
	}
	return d, ok
}

// DayOfMonth is a day of a month, its last where day is 0 or one that the month doesn't
// have: 9月31日前 is written, and 9月30日 meant. False where there is no such month.
func DayOfMonth(year, month, day int) (forms.Date, bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 0 || day > 31 {
		return forms.Date{}, false
	}
	if day == 0 {
		day = 31
	}
	d := forms.NewDate(year, month, day)
	for !d.Valid() {
		d.Day--
	}
	return d, true
}

// termFrom counts a length of time from a day.
func termFrom(number, unit string, from forms.Date) (forms.Date, bool) {
	n, _ := strconv.Atoi(number)
	if number == "半" {
		if unit != "月" {
			return forms.Date{}, false
		}
		n, unit = 15, "日"
	}
	at := time.Date(int(from.Year), time.Month(from.Month), int(from.Day), 0, 0, 0, 0, time.UTC)
	switch unit {
	case "日", "天":
		at = at.AddDate(0, 0, n)
	case "周", "星期":
		at = at.AddDate(0, 0, 7*n)
	case "小时":
		at = at.AddDate(0, 0, (n+23)/24)
	case "月":
		return DayOfMonth(int(from.Year)+(int(from.Month)-1+n)/12, (int(from.Month)-1+n)%12+1, int(from.Day))
	case "年":
		at = at.AddDate(n, 0, 0)
	default:
		return forms.Date{}, false
	}
	return checked(at.Year(), int(at.Month()), at.Day())
}

// readDeadline reads by when something is to be done: a day where one is written out, else
// the words as they stand, for whoever knows from which day they count.
func readDeadline(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	value, issues := readDay(f, c)
	if len(issues) == 0 || issues[0].Code != "date_unreadable" && issues[0].Code != "date_no_year" {
		return value, issues
	}
	if d, ok := Deadline(c.Text, forms.Date{}); ok {
		return d.String(), nil
	}
	if IsTerm(c.Text) {
		if f.Name == "task.due" {
			return Tidy(c.Text), nil // the plan reads it, in its own year
		}
		return Tidy(c.Text), warn("deadline_open")
	}
	return Tidy(c.Text), warn("date_unreadable")
}
