package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"

	"huce/assets"
)

// template is a department's form as the program's built-in ones describe it.
type template struct {
	ID         string  `json:"id"`
	Title      string  `json:"title"`
	Department string  `json:"department"`
	RowUnit    string  `json:"row_unit"`
	Fields     []field `json:"fields"`
}

// field is one thing a form asks.
type field struct {
	Label    string  `json:"label"`
	Type     string  `json:"type"`
	Codes    string  `json:"codelist"`
	Required bool    `json:"required"`
	Name     string  `json:"register_field"`
	Columns  []field `json:"columns"`
}

var templates = sync.OnceValue(func() []*template {
	var all []*template
	for _, name := range assets.List("templates") {
		t := &template{}
		if err := json.Unmarshal(assets.Read(name), t); err != nil {
			panic(fmt.Sprintf("sample: %s: %v", name, err))
		}
		all = append(all, t)
	}
	return all
})

func templateByID(id string) *template {
	for _, t := range templates() {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// code is one entry of a code table.
type code struct{ code, name string }

// codeTables are the code tables by name, in their order.
var codeTables = sync.OnceValue(func() map[string][]code {
	all := map[string][]code{}
	for _, name := range assets.List("codes") {
		base := strings.TrimSuffix(path.Base(name), ".csv")
		if strings.HasPrefix(base, "_") || strings.HasPrefix(base, "xwalk") {
			continue
		}
		for _, r := range readCSV(assets.Read(name))[1:] {
			all[base] = append(all[base], code{r[0], r[1]})
		}
	}
	return all
})

func readCSV(b []byte) [][]string {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("sample: %v", err))
	}
	return rows
}

// codeName is a code's name in its table, "" where the table lacks it.
func codeName(table, c string) string {
	for _, e := range codeTables()[table] {
		if e.code == c {
			return e.name
		}
	}
	return ""
}

// knownLabels are, for each standard field, the labels that the program knows,
// cleaned.
var knownLabels = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, r := range readCSV(assets.Read("fields/synonyms.csv"))[1:] {
		if all[r[0]] == nil {
			all[r[0]] = map[string]bool{}
		}
		all[r[0]][cleanLabel(r[2])] = true
	}
	return all
})
