package office

import (
	"strings"

	"huce/archive/plan"
	"huce/forms"
	"huce/forms/sheet"
)

// tableFile reads a table that a clerk keeps outside: the rows of the first sheet
// that has a header with the needed column, by the names of the columns. Of several
// columns that a label's words fit, the first counts. Fault: table_no_column, with
// what is the needed one for.
func (o *Office) tableFile(path, what string, words map[string][]string, needed string) ([]map[string]string, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	book, err := sheet.Read(path, data)
	if err != nil {
		return nil, err
	}
	for _, g := range book.Sheets {
		for top := range g.Rows {
			columns := headerColumns(g, top, words)
			if _, ok := columns[needed]; !ok || len(columns) < 2 && len(g.Rows[top]) > 1 {
				continue
			}
			return bodyRows(g, top+1, columns, needed), nil
		}
	}
	return nil, forms.NewFault("table_no_column", path, strings.Join(words[needed], "、"))
}

func headerColumns(g *forms.Grid, row int, words map[string][]string) map[string]int {
	columns := map[string]int{}
	for c := range g.Rows[row] {
		label := forms.Squeeze(g.At(row, c).Text)
		if label == "" || len([]rune(label)) > 16 {
			continue
		}
		for _, name := range []string{"no", "evidence", "standard", "points", "group", "department", "basis", "kind", "cycle", "note", "name"} {
			if _, taken := columns[name]; taken {
				continue
			}
			if containsAny(label, words[name]) {
				columns[name] = c
				break
			}
		}
	}
	return columns
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func bodyRows(g *forms.Grid, from int, columns map[string]int, needed string) []map[string]string {
	var out []map[string]string
	for r := from; r < len(g.Rows); r++ {
		row := map[string]string{}
		for name, c := range columns {
			row[name] = strings.TrimSpace(g.At(r, c).Text)
		}
		if row[needed] != "" {
			out = append(out, row)
		}
	}
	return out
}

// matterKind is the kind of list that a word means, "" for none.
func matterKind(word string) string {
	switch {
	case containsAny(word, []string{"负面", "不得", "禁止"}):
		return plan.MatterForbidden
	case containsAny(word, []string{"协助"}):
		return plan.MatterAssist
	case containsAny(word, []string{"自治", "履职", "履行", "主体"}):
		return plan.MatterOwn
	}
	return ""
}

func noted(a, b string) string { return strings.Trim(a+"；"+b, "；") }
