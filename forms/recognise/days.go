package recognise

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// rowDays are fields that say on which day a row was made, the surest first: terms
// (3日内) count from there.
var rowDays = []string{"inspect.date", "dispute.date", "petition.date", "event.time", "visit.date", "report.date"}

// ahead are days that lie before a form, not behind it.
var ahead = map[string]bool{"fp.due": true, "float.permit_expire": true, "corr.end": true, "inspect.recheck": true, "screen.date": true}

// completeDays gives the days of rows that were written without their year (9月12日) the
// form's, and terms (3日内, 10月底前) the day that they end on. What stays open keeps its
// text and its issue.
func (rd *reading) completeDays(l *forms.Layout) {
	year := formYear(l)
	cols := map[string]int{}
	for _, c := range l.Columns {
		if c.Field != "" {
			cols[c.Field] = c.Index
		}
	}
	for pass := range 2 { // first the days that terms count from
		for f, field := range rd.Fields {
			def, ok := vocab.Field(field)
			deadline := strings.HasSuffix(field, ".deadline")
			if !ok || def.Type != "date" && def.Type != "month" || strings.HasPrefix(field, "task.") || deadline != (pass == 1) {
				continue
			}
			rd.completeColumn(l, cols, f, year, deadline)
		}
	}
}

// completeColumn completes the days of one field.
func (rd *reading) completeColumn(l *forms.Layout, cols map[string]int, f, year int, deadline bool) {
	field, taken, cells := rd.Fields[f], 0, map[[2]int]bool{}
	for r, ref := range rd.Rows {
		v := rd.Values[f][r]
		if v == "" {
			continue
		}
		if _, iso := forms.ParseISO(v); iso {
			continue
		}
		d, ok := forms.Date{}, false
		if deadline {
			d, ok = vocab.Deadline(v, rd.dayOf(r, l))
		} else if d, ok = inFormYear(v, l.AsOf, year, ahead[field]); ok {
			taken++
		}
		if ok {
			rd.set(r, f, d.String(), rd.ShownAs(f, r))
			row, col := at(l, cols, ref, field)
			cells[[2]int{row, col}] = true
		}
	}
	if len(cells) == 0 {
		return
	}
	rd.Issues = slices.DeleteFunc(rd.Issues, func(is forms.Issue) bool {
		return cells[[2]int{is.Row, is.Col}] && (is.Code == "date_no_year" || is.Code == "deadline_open" || is.Code == "date_unreadable")
	})
	if taken > 0 {
		col, ok := cols[field]
		if !ok {
			col = -1
		}
		rd.Issues = append(rd.Issues, forms.Issue{Row: -1, Col: col, Severity: forms.Warning, Code: "date_year_taken", Args: []string{strconv.Itoa(taken), strconv.Itoa(year)}})
	}
}

// formYear is the year that a form speaks of, 0 where it says none.
func formYear(l *forms.Layout) int {
	if !l.AsOf.IsZero() {
		return int(l.AsOf.Year)
	}
	if len(l.Period) >= 4 {
		if y, err := strconv.Atoi(l.Period[:4]); err == nil {
			return y
		}
	}
	return 0
}

// inFormYear is a day without its year in the year of its form: the year before where
// it would lie behind the form's day.
func inFormYear(text string, asOf forms.Date, year int, ahead bool) (forms.Date, bool) {
	month, day, ok := vocab.MonthDay(text)
	if !ok || year == 0 {
		return forms.Date{}, false
	}
	d := forms.NewDate(year, month, day)
	if !ahead && asOf.Month != 0 && (d.Month > asOf.Month || d.Month == asOf.Month && asOf.Day != 0 && d.Day > asOf.Day) {
		d.Year--
	}
	return d, d.Valid()
}

// dayOf is the day from which a row's terms count: its own, else the form's.
func (rd *reading) dayOf(r int, l *forms.Layout) forms.Date {
	for _, field := range rowDays {
		if d, ok := forms.ParseISO(rd.Get(r, field)); ok && d.Full() {
			return d
		}
	}
	if l.AsOf.IsZero() {
		if y := formYear(l); y != 0 {
			return forms.Date{Year: int16(y)}
		}
	}
	return l.AsOf
}
