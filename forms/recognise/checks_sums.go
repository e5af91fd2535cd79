package recognise

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// equation is what a form says of its columns: 1栏=2栏+5栏+8栏. Columns are those of
// the sheet, from 0.
type equation struct {
	sum   int
	parts []int
	minus []bool // per part: taken away, not added
}

var (
	equationText = regexp.MustCompile(`(\d{1,2}|[①-⑳])栏?[=＝]((?:(?:\d{1,2}|[①-⑳])栏?[+＋\-－])+(?:\d{1,2}|[①-⑳])栏?)`)
	termText     = regexp.MustCompile(`([+＋\-－]?)(\d{1,2}|[①-⑳])栏?`)
	columnNumber = regexp.MustCompile(`[（(](\d{1,2})栏?[）)]|([①-⑳])|^(\d{1,2})栏`)
)

// equations reads the sums that a table's labels note. A column's number stands in its
// label or in the row of column numbers below the header; a note with numbers that no
// column has is none.
func (p *page) equations(l *forms.Layout) []equation {
	number := p.columnNumbers(l)
	var out []equation
	for _, c := range l.Columns {
		for _, m := range equationText.FindAllStringSubmatch(forms.Squeeze(c.Group+" "+c.Label), -1) {
			e := equation{sum: c.Index}
			if at, ok := number[circled(m[1])]; ok {
				e.sum = at
			}
			whole := true
			for _, t := range termText.FindAllStringSubmatch(m[2], -1) {
				at, ok := number[circled(t[2])]
				whole = whole && ok && at != e.sum
				e.parts = append(e.parts, at)
				e.minus = append(e.minus, t[1] == "-" || t[1] == "－")
			}
			if whole {
				out = append(out, e)
			}
		}
	}
	return out
}

// columnNumbers is which column has which number.
func (p *page) columnNumbers(l *forms.Layout) map[int]int {
	number := map[int]int{}
	for _, s := range l.Skipped {
		if s.Reason != skipLetters {
			continue
		}
		for _, c := range l.Columns {
			if n, kind := ordinal(p.text(s.Row-1, c.Index)); kind == 3 || kind == 4 {
				number[n] = c.Index
			}
		}
	}
	for _, c := range l.Columns {
		label := equationText.ReplaceAllString(forms.Squeeze(c.Label), "")
		if m := columnNumber.FindStringSubmatch(label); m != nil {
			if n := circled(m[1] + m[2] + m[3]); number[n] == 0 {
				number[n] = c.Index
			}
		}
		if m := equationText.FindStringSubmatch(forms.Squeeze(c.Label)); m != nil {
			if _, known := number[circled(m[1])]; !known {
				number[circled(m[1])] = c.Index
			}
		}
	}
	return number
}

// circled is the number that 12 or ⑫ is.
func circled(s string) int {
	if r := []rune(s); len(r) == 1 && r[0] >= '①' && r[0] <= '⑳' {
		return int(r[0]-'①') + 1
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

var thousands = strings.NewReplacer(",", "", "，", "")

// figure is the number in a cell; blank is none.
func (p *page) figure(row, col int) (float64, bool) {
	s := strings.TrimRight(forms.Squeeze(p.text(row, col)), "元人户个间次件处栋套岁名只台条份%％")
	v, err := strconv.ParseFloat(thousands.Replace(s), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// checkEquations holds the rows to the sums that the form's labels note.
func (rd *reading) checkEquations(l *forms.Layout) {
	for _, e := range rd.p.equations(l) {
		for n := l.DataRows.First; n >= 1 && n <= l.DataRows.Last; n++ {
			have, ok := rd.p.figure(n-1, e.sum)
			if !ok {
				continue
			}
			sum, said := 0.0, false
			for i, col := range e.parts {
				v, ok := rd.p.figure(n-1, col)
				said = said || ok
				if e.minus[i] {
					v = -v
				}
				sum += v
			}
			if said && math.Abs(sum-have) > 0.005 {
				rd.Issues = append(rd.Issues, forms.Issue{Row: n - 1, Col: e.sum, Severity: forms.Error, Code: "sum_differs", Args: []string{plainFigure(have), plainFigure(sum)}, Suggest: plainFigure(sum)})
			}
		}
	}
}

func plainFigure(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// runningTotal counts a column since the table's beginning or the subtotal before.
type runningTotal struct {
	sum            float64
	figures, texts int
}

// checkTotals holds the rows of totals to the rows above them: a total is the sum or
// the number of what stands above it, since the subtotal before or from the start.
func (rd *reading) checkTotals(l *forms.Layout) {
	total := map[int]bool{}
	skipped := map[int]bool{}
	for _, s := range l.Skipped {
		skipped[s.Row] = true
		total[s.Row] = s.Reason == skipTotal
	}
	last := 0
	for n := range total {
		if total[n] {
			last = max(last, n)
		}
	}
	if last == 0 {
		return
	}
	for _, c := range l.Columns {
		if !summed(c.Field) {
			continue
		}
		var all, part runningTotal
		for n := l.DataRows.First; n >= 1 && n <= last; n++ {
			v, isFigure := rd.p.figure(n-1, c.Index)
			if total[n] {
				of := &all
				if rd.p.subtotal(n - 1) {
					of = &part // a group's is of its rows alone
				}
				if isFigure && of.figures >= 2 && of.figures == of.texts && !of.is(v) && !(of == &all && part.figures > 0 && part.is(v)) {
					rd.Issues = append(rd.Issues, forms.Issue{Row: n - 1, Col: c.Index, Severity: forms.Warning, Code: "total_differs", Args: []string{plainFigure(v), plainFigure(of.sum)}})
				}
				part = runningTotal{}
				continue
			}
			if skipped[n] || blank(rd.p.text(n-1, c.Index)) {
				continue
			}
			for _, t := range []*runningTotal{&all, &part} {
				t.texts++
				if isFigure {
					t.figures++
					t.sum += v
				}
			}
		}
	}
}

// subtotal reports whether a row of totals is a group's: 小计.
func (p *page) subtotal(row int) bool {
	for _, s := range p.slots(row) {
		if strings.Contains(forms.Squeeze(s.text), "小计") {
			return true
		}
	}
	return false
}

func (t *runningTotal) is(v float64) bool {
	return math.Abs(t.sum-v) <= 0.005 || float64(t.texts) == v
}

// summed reports whether a column of a field may be summed up: amounts and counts, and
// the department's own.
func summed(field string) bool {
	if field == "" {
		return true
	}
	def, ok := vocab.Field(field)
	if !ok || field == "calc.seq" || field == "calc.age" || strings.HasSuffix(field, "year") {
		return false
	}
	return def.Type == "money" || def.Type == "integer" || def.Type == "decimal"
}
