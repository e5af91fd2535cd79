package vocab

import (
	_ "embed"
	"strings"
	"sync"

	"huce/forms"
)

// stdFieldTable leads from the columns of spellings.csv, which are Chinese words, to
// the standard fields, and names the spellings that would mislead.
//
//go:embed tables/std_fields.csv
var stdFieldTable []byte

// ownColumn is the field of labels that are known and have no standard field.
const ownColumn = "-"

// sense is one field that a label may mean, and on how many forms it does.
type sense struct {
	field  string
	weight float64
}

// Labels is what is known of the labels of forms, and what they may mean.
type Labels struct {
	senses map[string][]sense // by labelKey
	keys   []knownLabel       // for labels never seen, see similar.go
	grams  map[gram][]int32   // which keys hold a character or a pair of them
}

// labels is built from the fields' own labels, the built-in forms, synonyms.csv,
// spellings.csv and labels.csv.
var labels = sync.OnceValue(func() *Labels {
	return NewLabels(Templates(), func(string, string) bool { return true })
})

// NewLabels knows the labels of some forms, and of the tables' spellings those that
// keep says yes to; field is "-" for a label that no standard field answers. It is
// for trying how labels never seen are understood: Label knows them all.
func NewLabels(known []*forms.Template, keep func(label, field string) bool) *Labels {
	x := &Labels{senses: map[string][]sense{}}
	add := func(label, field string, weight float64) {
		if field == "" {
			field = ownColumn
		}
		if key := labelKey(label); key != "" && keep(label, field) {
			x.add(key, field, weight)
		}
	}
	readAsset("fields/synonyms.csv", func(row map[string]string) {
		add(row["label"], row["register_field"], float64(atoi(digitsOf(row["forms_using"]))))
	})
	for _, f := range Fields() {
		add(f.Label, f.Name, 1)
	}
	for _, t := range known {
		addTemplate(t.Fields, add)
	}
	std := map[string]map[string]string{}
	readCSV("tables/std_fields.csv", stdFieldTable, func(row map[string]string) { std[row["std_field"]] = row })
	readAsset("fields/spellings.csv", func(row map[string]string) {
		to := std[row["std_field"]]
		if misleads(to["except"], row["spelling"]) {
			return
		}
		field := to["field"]
		if field == "" {
			field = ownColumn
		}
		add(row["spelling"], field, 0.5)
	})
	readCSV("tables/labels.csv", labelTable, func(row map[string]string) {
		weight := 0.6
		if n := row["weight"]; n != "" {
			weight = float64(atoi(n))
		}
		for _, label := range strings.Split(row["labels"], "|") {
			add(label, row["field"], weight)
		}
	})
	x.gather()
	return x
}

func addTemplate(fields []forms.TemplateField, add func(label, field string, weight float64)) {
	for _, f := range fields {
		switch {
		case f.Field != "" && len(f.Columns) == 0:
			add(f.Label, f.Field, 0.2)
		case f.Field == "" && f.Type == "opinion":
			add(f.Label, ownColumn, 1)
		}
		addTemplate(f.Columns, add)
	}
}

func misleads(except, spelling string) bool {
	for _, e := range strings.Split(except, "|") {
		if e != "" && labelKey(e) == labelKey(spelling) {
			return true
		}
	}
	return false
}

func digitsOf(s string) string {
	if allDigits(s) {
		return s
	}
	return "1"
}

// Knows reports whether a label is known as it stands, whatever it means.
func (x *Labels) Knows(label string) bool { return len(x.senses[labelKey(label)]) > 0 }

// SameLabel reports whether two labels are one, but for stars, numbers, asides and
// kinds of brackets.
func SameLabel(a, b string) bool { return labelKey(a) == labelKey(b) }

// add counts a sense of a label.
func (x *Labels) add(key, field string, weight float64) {
	for i, s := range x.senses[key] {
		if s.field == field {
			x.senses[key][i].weight += weight
			return
		}
	}
	x.senses[key] = append(x.senses[key], sense{field, weight})
}
