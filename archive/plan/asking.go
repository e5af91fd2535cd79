package plan

import (
	"regexp"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// asks are the words by which a form or a notice sends somebody from door to door.
var asks = []string{"入户", "逐户", "走访", "摸底", "调查", "排查", "采集", "填报", "登记后", "上门"}

// AskingsOf is what an empty form or a notice asks of whom by when: none or one.
// texts are the lines that stand before and after the table, or above its header.
// A form with rows asks nothing more, and one that nobody says to fill asks no
// home.
func AskingsOf(sub *register.Submission, layout *forms.Layout, texts []string) []Asking {
	if layout == nil || (layout.Kind != forms.KindTable && layout.Kind != forms.KindCard && layout.Kind != forms.KindNotice) {
		return nil
	}
	if !layout.DataRows.Empty() || hasFilledCard(sub, layout) {
		return nil
	}
	a := Asking{Submission: sub.ID, File: sub.File, Department: sub.Department, Title: layout.Title, Unit: layout.Unit}
	if a.Title == "" {
		a.Title = sub.Title
	}
	a.addColumns(layout.Columns)
	for _, card := range layout.Cards[:min(1, len(layout.Cards))] {
		a.addCard(card)
	}
	if layout.Kind == forms.KindNotice && len(a.Fields) == 0 {
		a.addListed(texts)
	}
	a.Text, a.Due = demand(texts, yearOf(sub))
	wanted := a.Text
	if wanted == "" && hasAny(a.Title, asks) {
		wanted = a.Title
	}
	if len(a.Fields) == 0 || wanted == "" {
		return nil
	}
	a.Audience = audienceOf(a.Title + "，" + a.Text)
	return []Asking{a}
}

// hasFilledCard reports whether the sheet's claims say anything: a card form keeps
// no data rows.
func hasFilledCard(sub *register.Submission, layout *forms.Layout) bool {
	if layout.Kind != forms.KindCard {
		return false
	}
	for _, c := range sub.Claims {
		if c.Sheet == layout.Sheet && len(c.Rows) > 0 {
			return true
		}
	}
	return false
}

func (a *Asking) addColumns(columns []forms.Column) {
	for _, c := range columns {
		a.add(c.Field, c.Label)
	}
}

func (a *Asking) addCard(card forms.Card) {
	for _, c := range card.Cells {
		a.add(c.Field, c.Label)
	}
	a.addColumns(card.Columns)
}

// listedFields are how many known labels side by side make a list of what is asked.
const listedFields = 3

// addListed adds the fields that a notice lists in a sentence: 采集内容包括姓名、身份证号、
// 现住址和联系电话等.
func (a *Asking) addListed(texts []string) {
	for _, t := range texts {
		for _, s := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("。；;：:！!\n", r) }) {
			parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,和及与", r) })
			fields := make([]string, len(parts))
			known := 0
			for i, p := range parts {
				parts[i] = listedLabel(p)
				if m := vocab.Label(parts[i], ""); len(m) > 0 && m[0].Score >= 0.6 && !m[0].Alike {
					fields[i] = m[0].Field
					known++
				}
			}
			for i, f := range fields {
				if known >= listedFields && f != "" {
					a.add(f, parts[i])
				}
			}
		}
	}
}

// listedLabel is a label without the words of the sentence that it is listed in.
func listedLabel(s string) string {
	for _, lead := range []string{"包括", "主要有", "采集", "填报", "登记", "填写", "核对", "提供"} {
		if _, rest, found := strings.Cut(s, lead); found {
			s = rest
		}
	}
	for _, end := range []string{"信息", "情况", "内容", "等"} {
		if rest, found := strings.CutSuffix(s, end); found && (end == "等" || strings.HasSuffix(rest, "等")) {
			s = rest
		}
	}
	return s
}

// add adds a field unless it is the office's own (a number, a signature, a sum
// worked out) or stands already.
func (a *Asking) add(field, label string) {
	label = forms.Squeeze(label)
	if field == "" {
		if label == "" || hasAny(label, []string{"备注", "序号", "说明"}) {
			return
		}
		field = forms.OwnField + label
	}
	if officeField(field) {
		return
	}
	for _, f := range a.Fields {
		if f == field {
			return
		}
	}
	a.Fields, a.Labels = append(a.Fields, field), append(a.Labels, label)
}

// officeField reports whether a field is the form's or the office's, not a home's.
func officeField(field string) bool {
	switch prefix, _, _ := strings.Cut(field, "."); prefix {
	case "calc", "report", "doc", "task", "community", "visit":
		return true
	}
	return false
}

// demand is the sentence that asks, and by when.
func demand(texts []string, year int) (sentence string, due forms.Date) {
	for _, t := range texts {
		for _, s := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("。；;！!\n\r", r) }) {
			s = strings.TrimSpace(s)
			if !hasAny(s, asks) && !strings.Contains(s, "前") {
				continue
			}
			if m := byDay.FindStringSubmatch(narrow(s)); m != nil {
				if d, _, ok := ParseDeadline(m[1], year); ok {
					return s, d
				}
			}
			if sentence == "" && hasAny(s, asks) {
				sentence = s
			}
		}
	}
	return sentence, due
}

// byDay finds the day in 请于2026-06-20前…, 6月底前…, 截止到6月30日.
var byDay = regexp.MustCompile(`((?:\d{4}年?[-./]?)?\d{1,2}[-./月](?:\d{1,2}日?|底|[上中下]旬|末)?)(?:之?前|止|以前)`)

var (
	ageSpan = regexp.MustCompile(`(\d{1,3})(?:周?岁)?-(\d{1,3})周?岁`)
	ageFrom = regexp.MustCompile(`(\d{1,3})周?岁(?:及|\(含\))?以?上`)
	ageTo   = regexp.MustCompile(`(\d{1,3})周?岁(?:及|\(含\))?以?下`)
)

// audienceOf reads whom a text asks: 35—64岁妇女, 65周岁以上老年人.
func audienceOf(text string) Audience {
	s := forms.Squeeze(narrow(text))
	a := Audience{}
	if m := ageSpan.FindStringSubmatch(s); m != nil {
		a.MinAge, _ = strconv.Atoi(m[1])
		a.MaxAge, _ = strconv.Atoi(m[2])
	} else if m := ageFrom.FindStringSubmatch(s); m != nil {
		a.MinAge, _ = strconv.Atoi(m[1])
	} else if m := ageTo.FindStringSubmatch(s); m != nil {
		a.MaxAge, _ = strconv.Atoi(m[1])
	}
	if hasAny(s, []string{"妇女", "女性"}) {
		a.Sex = "女"
	}
	if a != (Audience{}) {
		a.Text = strings.TrimSpace(strings.SplitN(text, "，", 2)[0])
	}
	return a
}

// Takes reports whether someone of a sex, born on a day, is asked. Someone whose
// birth is not known is asked where age is the condition: the visit will tell.
func (a *Audience) Takes(sex string, birth, today forms.Date) bool {
	if a.Sex != "" && sex != "" && a.Sex != sex {
		return false
	}
	if birth.IsZero() {
		return true
	}
	age := birth.Age(today)
	return (a.MinAge == 0 || age >= a.MinAge) && (a.MaxAge == 0 || age <= a.MaxAge)
}
