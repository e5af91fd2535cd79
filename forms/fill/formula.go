package fill

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// A form's own formulas stay: in the rows that are filled each row has the formula
// of its column, and what sums the rows up sums the new ones too. Of the values that
// formulas had, those that depend on what is filled are worked out anew.

// aRef finds a cell's reference in a formula: $A$1, a sheet's name before it or not.
// What stands around it tells it from names such as LOG10 and A1B.
var (
	aRef   = regexp.MustCompile(`(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})`)
	aRange = regexp.MustCompile(`('[^']+'!|[^\s'!(),:;+*/=<>&^-]+!)?(\$?[A-Z]{1,3}\$?)([0-9]{1,7}):(\$?[A-Z]{1,3}\$?)([0-9]{1,7})`)
)

// shifted is a formula as it reads n rows further down: relative rows move.
func shifted(formula string, n int) string { return moved(formula, n, 0) }

// moved is a formula as it reads in a cell so many rows further down and columns
// further right.
func moved(formula string, rows, cols int) string {
	if rows == 0 && cols == 0 {
		return formula
	}
	return outsideTexts(formula, func(part string) string {
		var out strings.Builder
		at := 0
		for _, m := range aRef.FindAllStringSubmatchIndex(part, -1) {
			if !standsAlone(part, m[0], m[1]) {
				continue
			}
			out.WriteString(part[at:m[4]])
			out.WriteString(movedColumn(part[m[4]:m[5]], part[m[2]:m[3]] == "$", cols))
			out.WriteString(part[m[5]:m[8]])
			row, err := strconv.Atoi(part[m[8]:m[9]])
			if err != nil || part[m[6]:m[7]] == "$" {
				out.WriteString(part[m[8]:m[9]])
			} else {
				out.WriteString(strconv.Itoa(row + rows))
			}
			at = m[9]
		}
		out.WriteString(part[at:])
		return out.String()
	})
}

func movedColumn(name string, fixed bool, n int) string {
	if fixed || n == 0 {
		return name
	}
	col, err := excelize.ColumnNameToNumber(name)
	if err != nil || col+n < 1 {
		return name
	}
	return forms.ColumnName(col + n - 1)
}

// stretched is a formula whose ranges of a sheet ("" the formula's own) down to the
// row last (1-based) go on n rows further: what summed the rows up takes in those
// that were added.
func stretched(formula, sheet string, first, last, n int) string {
	return outsideTexts(formula, func(part string) string {
		return aRange.ReplaceAllStringFunc(part, func(s string) string {
			m := aRange.FindStringSubmatch(s)
			from, errFrom := strconv.Atoi(m[3])
			to, errTo := strconv.Atoi(m[5])
			if errFrom != nil || errTo != nil || to != last || from < first || strings.Trim(m[1], "'!") != sheet {
				return s
			}
			return m[1] + m[2] + m[3] + ":" + m[4] + strconv.Itoa(last+n)
		})
	})
}

// outsideTexts changes a formula but for the texts in quotes in it.
func outsideTexts(formula string, change func(string) string) string {
	parts := strings.Split(formula, `"`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = change(parts[i])
	}
	return strings.Join(parts, `"`)
}

// standsAlone reports whether s[from:to] is no part of a longer name.
func standsAlone(s string, from, to int) bool {
	name := func(c byte) bool {
		return c == '_' || c == '.' || c == '(' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c >= 0x80
	}
	return (from == 0 || s[from-1] == '(' || !name(s[from-1])) && (to == len(s) || !name(s[to]))
}

// atLeast is how many columns of a sheet are looked at for formulas: one without a
// value is no cell of its grid.
const atLeast = 40

// stretch lets the formulas around the rows first to last (0-based), and those of
// other sheets, take in the rows added below. Where is where a row of the grid stands
// now.
func (w *workSheet) stretch(filled map[int]bool, first, last, added int, where func(row int) int) {
	for row := range w.grid.Rows {
		for col := 0; col < max(w.grid.Width(), atLeast) && !filled[row]; col++ {
			w.rewrite(w.name, "", where(row), col, first, last, added)
		}
	}
	for _, g := range w.others {
		for row := range g.Rows {
			for col := range max(g.Width(), atLeast) {
				w.rewrite(g.Name, w.name, row, col, first, last, added)
			}
		}
	}
}

// rewrite stretches the formula of a cell of the sheet in, if it has one.
func (w *workSheet) rewrite(in, ranges string, row, col, first, last, added int) {
	cell := forms.CellName(row, col)
	old, err := w.f.GetCellFormula(in, cell)
	w.try(err)
	if old == "" {
		return
	}
	if long := stretched(old, ranges, first+1, last+1, added); long != old {
		w.try(w.f.SetCellFormula(in, cell, long))
	}
}

// stretchChecks lets the checks that the last row's cells have (lists to choose from)
// hold for the rows added below it.
func (w *workSheet) stretchChecks(last, added int) {
	checks, err := w.f.GetDataValidations(w.name)
	w.try(err)
	for _, dv := range checks {
		long := stretchedPlaces(dv.Sqref, last+1, added)
		if long == dv.Sqref {
			continue
		}
		w.try(w.f.DeleteDataValidation(w.name, dv.Sqref))
		dv.Sqref = long
		w.try(w.f.AddDataValidation(w.name, dv))
	}
}

// stretchedPlaces is a list of ranges, those that end in a row going on further.
func stretchedPlaces(places string, last, added int) string {
	list := strings.Fields(places)
	for i, p := range list {
		from, to, isRange := strings.Cut(p, ":")
		if !isRange {
			to = from
		}
		col, row, err := excelize.SplitCellName(to)
		if err != nil || row != last {
			continue
		}
		list[i] = from + ":" + col + strconv.Itoa(last+added)
	}
	return strings.Join(list, " ")
}
