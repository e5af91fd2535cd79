package recognise

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
)

var dateInText = regexp.MustCompile(`(?:截至|截止|截止到|截至到)?\s*((?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]?\s*(?:\d{1,2}\s*[日号]?)?|二[〇○零Ｏ]\S{2}年\S{1,3}月(?:\S{1,3}日)?)`)

// asOf is the day that a form speaks of: its 填报日期 in whatever spelling, else a
// 截至 in its title, else a day that stands alone at its end, as under a signature.
func asOf(written, title string, over, under []line) forms.Date {
	for _, l := range over {
		for _, p := range pairs(l.text) {
			if d, ok := dayIn(p.value); ok && countedOn.MatchString(p.key) {
				return d
			}
		}
	}
	if d, ok := lastDay(written); ok && !byThen.MatchString(written) {
		return d
	}
	if strings.Contains(title, "截") {
		if d, ok := dayIn(title); ok {
			return d
		}
	}
	for _, lines := range [][]line{under, over} {
		for i := len(lines) - 1; i >= 0; i-- {
			s := strings.Trim(forms.Squeeze(lines[i].text), "（）()")
			if strings.HasPrefix(s, "截") || isFigure(s) || strings.HasPrefix(s, "二〇") || strings.HasPrefix(s, "二○") {
				if d, ok := dayIn(s); ok {
					return d
				}
			}
		}
	}
	return dayAmong(over, under)
}

// apart is what stands between the parts of a line.
var apart = regexp.MustCompile(`\s{2,}|\x{3000}+|[,，;；]`)

// byThen is a day by which something is to be done.
var byThen = regexp.MustCompile(`请于|前(上报|报|完成|交|提交|反馈|将|返)|前$`)

// countedOn is the label of the day that a form's figures are of, whenever it was made.
var countedOn = regexp.MustCompile(`(统计|数据|普查|调查|标准)(时点|截止|截止日|截止日期|截止时间)$`)

// monthAlone is the month that a line over a form is of (统计月份：2026年6月), or that stands
// by itself in one: 2026年6月, 2026.6.
func monthAlone(over []line) forms.Date {
	for _, l := range over {
		for _, p := range pairs(l.text) {
			if d, ok := dayIn(p.value); ok && strings.HasSuffix(p.key, "月份") && d.Day == 0 {
				return d
			}
		}
		for _, part := range apart.Split(l.text, -1) {
			s := strings.Trim(forms.Squeeze(part), "（）()")
			if calMonth.MatchString(s) {
				if d, ok := dayIn(s); ok {
					return d
				}
			}
		}
	}
	return forms.Date{}
}

// dayKeys end the labels of the day on which a form was made or what it tells of
// happened; notDays are words of labels of other days.
var (
	dayKeys = regexp.MustCompile(`(日期|时间|时点|日|统计截止|数据截止|截止统计|^统计)$`)
	notDays = regexp.MustCompile(`有效|到期|出生|成立|发证|下次|预计|计划|完成|整改|报名|截止报|报送截|上报截|起始|开始|享受|入党|工作|服务|开放|接待|咨询|营业|办公|批准|实施|执行|施行|公示|推选|选举|换届|会议|开会|培训|考试`)
	calDay  = regexp.MustCompile(`^[（(]?(?:19|20)\d\d年\d{1,2}月(\d{1,2}日)?[）)]?$`)
	digits  = regexp.MustCompile(`^(?:19|20)\d\d([-./])\d{1,2}[-./]\d{1,2}$`)
	// … which may say what was done on it.
	doneOn   = regexp.MustCompile(`^(更新至|更新到|数据截至|截至|截止)|(更新|修订|整理|汇总|填报|填表|制表|印制|印发|制|印|填)$`)
	calMonth = regexp.MustCompile(`^(?:19|20)\d\d[年.]\d{1,2}月?$`)
)

// dayAmong is the day that the lines over or under a form name by a label (登记时间：,
// 摸排时间：, 活动时间：), or that stands among them between wide gaps.
func dayAmong(over, under []line) forms.Date {
	for _, lines := range [][]line{over, under} {
		for _, l := range lines {
			for _, p := range pairs(l.text) {
				if dayKeys.MatchString(p.key) && !notDays.MatchString(p.key) && utf8.RuneCountInString(p.key) <= 8 {
					if d, ok := lastDay(p.value); ok && !byThen.MatchString(p.value) {
						return d
					}
				}
			}
		}
	}
	for _, lines := range [][]line{over, under} {
		for _, l := range lines {
			for _, part := range wideGap.Split(l.text, -1) {
				if s := doneOn.ReplaceAllString(strings.Trim(forms.Squeeze(part), "（）()"), ""); strings.Contains(s, "日") && calDay.MatchString(s) || digits.MatchString(s) {
					if d, ok := dayIn(strings.Trim(s, "（）()")); ok {
						return d
					}
				}
			}
		}
	}
	return forms.Date{}
}

// periodKeys are labels over a form of the time that it tells of.
var periodKeys = regexp.MustCompile(`(年度|年份|月份|季度|所属期|所属时期|报告期|统计期|期间|周期|学年|学期)$`)

// periodAmong is the period that a line over a form names: 认证年度：2026年, or a month that
// stands there by itself.
func periodAmong(over []line) string {
	for _, l := range over {
		for _, part := range wideGap.Split(l.text, -1) {
			if s := forms.Squeeze(part); calDay.MatchString(s) {
				return periodOf(s)
			}
		}
		for _, p := range pairs(l.text) {
			if periodKeys.MatchString(p.key) && utf8.RuneCountInString(p.key) <= 8 {
				if period := periodOf(p.value); period != "" {
					return period
				}
			}
		}
	}
	return ""
}

// dayOfOpinions is the newest day under the opinions of the first card of a sheet: the
// day on which it was signed.
func (p *page) dayOfOpinions(c *forms.Card) forms.Date {
	var newest forms.Date
	for _, cell := range c.Cells {
		if !ownLabel(cell.Label) || strings.HasPrefix(bare(cell.Label), "备注") {
			continue
		}
		all := dateInText.FindAllStringSubmatch(p.text(cell.Row, cell.Col), -1)
		if len(all) == 0 {
			continue
		}
		if d, ok := vocab.ParseDate(forms.Squeeze(all[len(all)-1][1])); ok && sensible(d) && d.Compare(newest) > 0 {
			newest = d
		}
	}
	return newest
}

// daysOf is a time from one day to another: 2026年8月1日至8月25日.
var daysOf = regexp.MustCompile(`((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日?(?:至|到|[-—–~～－]+)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`)

// lastDay is the day that a text holds, and of a time from one day to another the last.
func lastDay(text string) (forms.Date, bool) {
	if m := daysOf.FindStringSubmatch(forms.Squeeze(text)); m != nil {
		if d, ok := vocab.ParseDate(cmp.Or(m[3], m[1]) + "年" + cmp.Or(m[4], m[2]) + "月" + m[5] + "日"); ok && sensible(d) {
			return d, true
		}
	}
	return dayIn(text)
}

// dayIn is the date that a text is, or holds. Dates of the far past or future are
// slips of the pen.
func dayIn(text string) (forms.Date, bool) {
	if blank(text) || blankDate(text) {
		return forms.Date{}, false
	}
	if d, ok := vocab.ParseDate(text); ok && sensible(d) {
		return d, true
	}
	if m := dateInText.FindStringSubmatch(text); m != nil {
		if d, ok := vocab.ParseDate(forms.Squeeze(m[1])); ok && sensible(d) {
			return d, true
		}
	}
	return forms.Date{}, false
}

func sensible(d forms.Date) bool { return d.Year >= 1980 && d.Year <= 2099 }

var (
	periodYear    = regexp.MustCompile(`((?:19|20)\d\d)\s*年?`)
	periodQuarter = regexp.MustCompile(`第?([一二三四1-4])季度`)
	periodMonth   = regexp.MustCompile(`年\s*(\d{1,2})\s*月`)
)

// PeriodIn is the time that a title or a file's name tells of, as Layout.Period has it.
func PeriodIn(text string) string { return periodOf(text) }

// periodOf is the time that a title names: 2026, 2026Q1, 2026H1, 2026-03, "" where
// none.
func periodOf(title string) string {
	m := periodYear.FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	year := m[1]
	if q := periodQuarter.FindStringSubmatch(title); q != nil {
		n := strings.Index("一二三四", q[1])
		if n >= 0 {
			return year + "Q" + strconv.Itoa(n/len("一")+1)
		}
		return year + "Q" + q[1]
	}
	switch {
	case strings.Contains(title, "上半年"):
		return year + "H1"
	case strings.Contains(title, "下半年"):
		return year + "H2"
	}
	if mo := periodMonth.FindStringSubmatch(title); mo != nil && !strings.Contains(title, "截") {
		if n, _ := strconv.Atoi(mo[1]); n >= 1 && n <= 12 {
			return year + "-" + strconv.Itoa(n/10) + strconv.Itoa(n%10)
		}
	}
	return year
}
