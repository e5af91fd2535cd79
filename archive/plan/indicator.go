package plan

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/assets"
)

// Counted is what an indicator's rows are.
type Counted string

// What can be counted. The first three index the Register, the others the Input.
const (
	OfPeople   Counted = "people"
	OfHomes    Counted = "homes"
	OfRows     Counted = "rows"
	OfTasks    Counted = "tasks"
	OfFunds    Counted = "funds"
	OfMeetings Counted = "meetings"
	OfVisits   Counted = "visits"
	OfForms    Counted = "forms" // submissions
	OfNothing  Counted = ""      // worked out of other numbers
)

// Indicator is one number of the plan and the summary that can show its rows. A
// count has as many Items or Rows as its Number says; a share, a mean or a sum has
// those that it was made from.
type Indicator struct {
	Code   string  // M01.2, of plan_template.json's M01
	Label  string  // 低保人数; in another language assets.Text(l, "plan.indicator."+Code)
	Value  string  // as it is printed, without the unit: 1,234
	Number float64 // 0 where not known
	Unit   string  // 人, 户, %, 元 …
	How    string  // how it was counted
	Known  bool    // false: no form answered it, so that it is said and not invented
	Of     Counted
	Items  []int          // indexes of people, homes, tasks …
	Rows   []register.Ref // of rows
	Share  string         // the code of what it is a share of, "" for other numbers
	Sum    bool           // a sum or mean over its rows, not their count
}

// Shown is the value with its unit, 未掌握 where no form answered.
func (i *Indicator) Shown() string {
	if !i.Known {
		return phrase("unknown")
	}
	return i.Value + i.Unit
}

// Table is all indicators in their order, found by code.
type Table struct {
	List []Indicator
	at   map[string]int
}

// Get is the indicator of a code. A code that there isn't is a fault of the program.
func (t *Table) Get(code string) *Indicator {
	i, ok := t.at[code]
	if !ok {
		panic("plan: no indicator " + code)
	}
	return &t.List[i]
}

// Has reports whether there is an indicator of a code.
func (t *Table) Has(code string) bool {
	_, ok := t.at[code]
	return ok
}

func (t *Table) add(i Indicator) {
	i.Label = assets.Text(assets.Chinese, "plan.indicator."+i.Code)
	if !i.Known {
		i.Number, i.Items, i.Rows = 0, nil, nil
	}
	t.at[i.Code] = len(t.List)
	t.List = append(t.List, i)
}

// Indicators counts everything that plan and summary say in numbers.
func Indicators(in Input) *Table {
	t := &Table{at: map[string]int{}}
	newCensus(in).count(t)
	countWork(in, t)
	return t
}

// countOf is an indicator that counts items.
func countOf(code, unit string, of Counted, items []int, how string) Indicator {
	return Indicator{
		Code: code, Unit: unit, Of: of, Items: items, Known: true, How: how,
		Number: float64(len(items)), Value: Thousands(int64(len(items))),
	}
}

// shareOf is an indicator that is a percentage; it is not known of nothing.
func shareOf(code string, part, whole float64, how string) Indicator {
	i := Indicator{Code: code, Unit: "%", Known: whole > 0, How: how}
	if i.Known {
		i.Number = 100 * part / whole
		i.Value = decimal(i.Number, 1)
	}
	return i
}

// moneyOf is an indicator in yuan of a sum in fen.
func moneyOf(code string, fen int64, known bool, how string) Indicator {
	return Indicator{Code: code, Unit: "元", Known: known, How: how, Sum: true, Number: float64(fen) / 100, Value: Yuan(fen)}
}

// decimal writes a number with at most so many decimals: 75, 74.6, 1,234.5.
func decimal(n float64, digits int) string {
	scale := math.Pow10(digits)
	n = math.Round(n*scale) / scale
	whole := math.Trunc(n)
	s := Thousands(int64(whole))
	if n < 0 && whole == 0 {
		s = "-" + s
	}
	if rest := math.Abs(n - whole); rest > 1/(2*scale) {
		s += strings.TrimRight(strconv.FormatFloat(rest, 'f', digits, 64)[1:], "0")
	}
	return s
}

// The text of official papers is Chinese in every language of the program; it
// stands in assets/rules/plan_text.json.
func phrase(key string, args ...any) string {
	s, ok := texts()[key]
	if !ok {
		panic("plan: no text " + key)
	}
	if len(args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", fmt.Sprint(a))
	}
	return strings.NewReplacer(pairs...).Replace(s)
}
