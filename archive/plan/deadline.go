package plan

import (
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// How often a task falls due, as Task.Recurring says it.
const (
	Daily       = "daily"
	Weekly      = "weekly"
	Fortnightly = "fortnightly"
	Monthly     = "monthly"
	Quarterly   = "quarterly"
	HalfYearly  = "half-yearly"
	Yearly      = "yearly"
	Standing    = "standing" // 常年, 全年, 随时: never done with, until the year's end
)

// cycles are the words that make a task recur, the first that stands in the text
// counts. 半年 and 半月 come before 年 and 月, which they contain.
var cycles = []struct {
	every string
	words []string
}{
	{Daily, []string{"每日", "每天", "逐日", "按日", "日报", "天天"}},
	{Fortnightly, []string{"每半月", "半月一次", "每两周", "每2周", "半月报", "每旬"}},
	{Weekly, []string{"每周", "逐周", "按周", "周报", "每星期"}},
	{HalfYearly, []string{"每半年", "半年一次", "半年报", "上下半年", "上、下半年"}},
	{Monthly, []string{"每月", "逐月", "按月", "月报", "每个月", "月月"}},
	{Quarterly, []string{"每季", "按季", "逐季", "季报", "季度末", "季末", "每个季度", "各季度"}},
	{Yearly, []string{"每年", "逐年", "按年", "年报", "一年一次"}},
	{Standing, []string{"常年", "全年", "长期", "常态化", "随时", "及时", "实时", "日常", "持续", "贯穿"}},
}

// yearEnd are the words that leave a task until the year's last day.
var yearEnd = []string{"年底", "年末", "年终", "年内", "全年", "全年度", "本年度", "当年", "年度内", "常年", "长期", "下半年"}

// festivals are days that forms name instead of a date. The Spring Festival
// moves; its day is the astronomical new moon's (GB/T 33661-2017).
var festivals = map[string][2]int{
	"元旦": {1, 1}, "三八": {3, 8}, "清明": {4, 5}, "五一": {5, 1}, "六一": {6, 1}, "七一": {7, 1},
	"八一": {8, 1}, "建军节": {8, 1}, "建党节": {7, 1}, "教师节": {9, 10}, "国庆": {10, 1}, "妇女节": {3, 8}, "儿童节": {6, 1},
}

var springFestival = map[int][2]int{
	2024: {2, 10}, 2025: {1, 29}, 2026: {2, 17}, 2027: {2, 6}, 2028: {1, 26}, 2029: {2, 13}, 2030: {2, 3},
	2031: {1, 23}, 2032: {2, 11}, 2033: {1, 31}, 2034: {2, 19}, 2035: {2, 8}, 2036: {1, 28},
}

// daySpelling is one way to write a day; its groups are read by the letters of
// what: y year, Y next year, m month, d day, e end or part of a month, q quarter.
type daySpelling struct {
	re   *regexp.Regexp
	what string
}

// daySpellings in the order tried; where two end at the same place, the one that
// begins first counts.
var daySpellings = []daySpelling{
	{regexp.MustCompile(`(?:(\d{4}|\d{2})年|(次年|明年|翌年))?(\d{1,2})月份?(?:第?[一二三四五]周)?(?:(\d{1,2})[日号]?|(底|末|上旬|中旬|下旬|初))?`), "yYmde"},
	{regexp.MustCompile(`(?:^|\D)(20\d{2})[-./](\d{1,2})[-./](\d{1,2})(?:\D|$)`), "ymd"},
	{regexp.MustCompile(`(?:^|\D)(20\d{2})(\d{2})(\d{2})(?:\D|$)`), "ymd"},
	{regexp.MustCompile(`(?:^|\D)(20\d{2})[-./](\d{1,2})(?:[^\d./-]|$)`), "ym"},
	{regexp.MustCompile(`(?:^|[^\d./-])(\d{1,2})[./-](\d{1,2})(?:[^\d./月日号-]|$)`), "md"},
	{regexp.MustCompile(`(?:(\d{4})年)?第?([1-4])季度`), "yq"},
	{regexp.MustCompile(`(?:(\d{4})年)?(?:上半年|年中)`), "yh"},
	{regexp.MustCompile(`(次年|明年|翌年)(?:底|末|内)`), "Y"},
	{regexp.MustCompile(`(\d{4})年?(?:度)?(?:底|末|内|前|下半年|全年|$)`), "y"},
}

// aDay is a day without its month: of every month, or the last day of a span whose
// month stands before it.
var aDay = regexp.MustCompile(`(\d{1,2})[日号]`)

// ParseDeadline reads a deadline as departments write it: 12月底前, 2026年2月10日前,
// 每月25日前, 全年. due is the last day that keeps it; of a task that recurs, the
// last time in the year. year is the plan's, for dates that don't name theirs. A
// text that names no day (尽快, 收到通知后5日内) is not ok.
func ParseDeadline(s string, year int) (due forms.Date, recurring string, ok bool) {
	s = plainNumbers(forms.Squeeze(narrow(s)))
	recurring = cycleOf(s)
	if due, ok = lastDay(s, year); ok {
		return due, recurring, true
	}
	if m := aDay.FindAllStringSubmatch(s, -1); m != nil && recurring != "" && recurring != Standing {
		day, _ := strconv.Atoi(m[len(m)-1][1])
		if due, ok = vocab.DayOfMonth(year, 12, day); ok {
			return due, recurring, true
		}
	}
	if recurring != "" || hasAny(s, yearEnd) {
		due, ok = vocab.DayOfMonth(year, 12, 31)
	}
	return due, recurring, ok
}

// cycleOf is how often the text says that a task recurs, "" where it doesn't.
func cycleOf(s string) string {
	for _, c := range cycles {
		if hasAny(s, c.words) {
			return c.every
		}
	}
	if strings.Contains(s, "上半年") && strings.Contains(s, "下半年") {
		return HalfYearly
	}
	return ""
}

// lastDay is the last day that the text names.
func lastDay(s string, year int) (due forms.Date, ok bool) {
	begin, end := 0, -1
	for _, p := range daySpellings {
		for _, at := range p.re.FindAllStringSubmatchIndex(s, -1) {
			from, to := groups(at)
			if to < end || (to == end && from >= begin) {
				continue
			}
			if d, is := readDay(s, at, p.what, year); is {
				due, ok, begin, end = d, true, from, to
			}
		}
	}
	if d, to, is := festival(s, year); is && to > end {
		due, ok, end = d, true, to
	}
	if i := strings.LastIndex(s, "下半年"); i > end {
		due, ok, end = forms.NewDate(year, 12, 31), true, i
	}
	if !ok {
		return due, false
	}
	if m := aDay.FindStringSubmatchIndex(s[end:]); m != nil && due.Day != 0 {
		day, _ := strconv.Atoi(s[end+m[2] : end+m[3]])
		if d, is := vocab.DayOfMonth(int(due.Year), int(due.Month), day); is {
			due = d
		}
	}
	return due, true
}

// groups is where the first group that took part begins and the last one ends: a
// border that a spelling had to see is no part of it. Without groups it is the match.
func groups(at []int) (from, to int) {
	from, to = -1, -1
	for i := 2; i < len(at); i += 2 {
		if at[i] >= 0 {
			if from < 0 {
				from = at[i]
			}
			to = max(to, at[i+1])
		}
	}
	if from < 0 {
		return at[0], at[1]
	}
	return from, to
}

// readDay is the day that a spelling's groups make.
func readDay(s string, at []int, what string, year int) (forms.Date, bool) {
	month, day, part := 12, 0, ""
	for i, w := range what {
		if 2*i+3 >= len(at) || at[2*i+2] < 0 {
			if w == 'h' {
				month = 6
			}
			continue
		}
		text := s[at[2*i+2]:at[2*i+3]]
		n, _ := strconv.Atoi(text)
		switch w {
		case 'y':
			if year = n; n < 100 {
				year += 2000
			}
		case 'Y':
			year++
		case 'm':
			month = n
		case 'd':
			day = n
		case 'q':
			month = 3 * n
		case 'e':
			part = text
		}
	}
	switch part {
	case "初", "上旬":
		day = 10
	case "中旬":
		day = 20
	}
	return vocab.DayOfMonth(year, month, day)
}

// festival is the last festival that the text names and where its name ends.
func festival(s string, year int) (due forms.Date, end int, ok bool) {
	end = -1
	take := func(name string, md [2]int) {
		if i := strings.LastIndex(s, name); i >= 0 && i+len(name) > end {
			due, end, ok = forms.NewDate(year, md[0], md[1]), i+len(name), true
		}
	}
	for name, md := range festivals {
		take(name, md)
	}
	if md, known := springFestival[year]; known {
		take("春节", md)
		take("两节", md)
	}
	return due, end, ok
}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
