package plan

import (
	"strconv"
	"strings"

	"huce/forms"
)

// Compared is a number of this year beside last year's.
type Compared struct {
	Code, Label string
	Last, Now   string  // as shown, with the unit
	Change      float64 // in the number's unit; 0 where either can't be read
	Readable    bool
}

// CompareYears sets this year's numbers beside last year's (Input.LastYear), those
// that both years know.
func CompareYears(in Input, t *Table) []Compared {
	var out []Compared
	for i := range t.List {
		x := &t.List[i]
		last := in.LastYear[x.Code]
		if last == "" || !x.Known {
			continue
		}
		c := Compared{Code: x.Code, Label: x.Label, Last: last, Now: x.Shown()}
		if n, ok := leadingNumber(last); ok {
			c.Change, c.Readable = x.Number-n, true
		}
		out = append(out, c)
	}
	return out
}

// leadingNumber reads 14,000人.
func leadingNumber(s string) (float64, bool) {
	s = strings.ReplaceAll(narrow(s), ",", "")
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' })
	if end < 0 {
		end = len(s)
	}
	n, err := strconv.ParseFloat(s[:end], 64)
	return n, err == nil
}

// signed writes a change: +12, -3, 0 (持平).
func signed(n float64, digits int) string {
	s := decimal(n, digits)
	if n > 0 && s != "0" {
		s = "+" + s
	}
	return s
}

// comparedFirst are the numbers that the summary itself compares; the annex has all.
var comparedFirst = []string{"B01", "B02", "B08.5", "M01.1", "M01.2", "M04.1", "M07.1", "J02.1", "W01.1", "W01.4", "W02.2", "W04.2", "W05.1", "W06.3"}

// compared is a table of last year beside this year; nothing where last year's
// numbers are not on record.
func (p *paper) compared() {
	all := CompareYears(p.in, p.table)
	var rows [][]string
	for _, code := range comparedFirst {
		for _, c := range all {
			if c.Code == code {
				rows = append(rows, c.row())
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	p.say(phrase("sum.compare", p.in.Year-1))
	p.tableOf(forms.Table{Title: phrase("sum.compare_table"), Rows: rows, Columns: []forms.TableColumn{
		{Label: phrase("col.label"), Width: 40},
		{Label: phrase("col.last", p.in.Year-1), Width: 20, Align: forms.Right},
		{Label: phrase("col.this", p.in.Year), Width: 20, Align: forms.Right},
		{Label: phrase("col.change"), Width: 20, Align: forms.Right},
	}})
}

func (c *Compared) row() []string {
	change := ""
	if c.Readable {
		change = signed(c.Change, 2)
	}
	return []string{c.Label, c.Last, c.Now, change}
}
