package recognise

import (
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

var dateInText = regexp.MustCompile(`(?:截至|截止|截止到|截至到)?\s*((?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]?\s*(?:\d{1,2}\s*[日号]?)?|二[〇○零Ｏ]\S{2}年\S{1,3}月(?:\S{1,3}日)?)`)

// asOf is the day that a form speaks of: its 填报日期 in whatever spelling, else a
// 截至 in its title, else a day that stands alone at its end, as under a signature.
func asOf(written, title string, over, under []line) forms.Date {
	if d, ok := dayIn(written); ok {
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
	return forms.Date{}
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
