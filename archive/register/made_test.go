package register

import (
	"strconv"
	"testing"
	"time"

	"huce/archive/link/linktest"
	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/vocab"
)

var madeColumns = map[string]string{
	"name": "person.name", "id_no": "person.id_no", "birth": "person.birth", "sex": "person.sex", "phone": "person.phone",
	"address": "person.residence_address", "relation": "person.relation", "head": "household.head_name",
}

// loadMade reads linkdata/cn_dev_rows.csv.gz: 200,109 rows of 66 forms, as claims.
func loadMade(t testing.TB) ([]Submission, *truth) {
	var subs []Submission
	var people [][]string // per submission and row
	at := map[string]int{}
	truth := &truth{home: map[string]string{}, values: map[string]map[string]string{}, known: map[string]map[string]bool{}, answers: map[RowID]string{}}
	order := []string{"name", "id_no", "birth", "sex", "phone", "address", "relation", "head"}
	parsed := map[string]string{}
	linktest.ReadTable(t, formstest.Shared(t, "linkdata", "cn_dev_persons.csv.gz"), func(get func(string) string) {
		p := get("person_truth")
		truth.home[p] = get("household_truth")
		truth.values[p] = map[string]string{
			"person.name": get("name"), "person.id_no": get("id_no"), "person.birth": get("birth"), "person.sex": get("sex"), "person.phone": get("phone"),
		}
		truth.known[p] = map[string]bool{}
	})
	linktest.ReadTable(t, formstest.Shared(t, "linkdata", "cn_dev_rows.csv.gz"), func(get func(string) string) {
		form := get("form")
		i, known := at[form]
		if !known {
			i = len(subs)
			at[form] = i
			day, err := strconv.Atoi(get("day"))
			if err != nil {
				t.Fatal(err)
			}
			d := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
			c := &forms.Claims{Sheet: "Sheet1"}
			for _, f := range order {
				c.Fields = append(c.Fields, madeColumns[f])
			}
			c.Values, c.Shown = make([][]string, len(order)), make([][]string, len(order))
			subs = append(subs, Submission{
				ID: "S" + form, Form: "f" + form, Department: get("dept"), Unit: forms.UnitPerson,
				AsOf: forms.NewDate(d.Year(), int(d.Month()), d.Day()), Period: "2026", Claims: []*forms.Claims{c},
			})
			people = append(people, nil)
		}
		c := subs[i].Claims[0]
		c.Rows = append(c.Rows, forms.RowRef{Number: int32(len(c.Rows) + 2)})
		p := get("person_truth")
		for f, name := range order {
			shown := get(name)
			field := madeColumns[name]
			key := field + "\x00" + shown
			value, seen := parsed[key]
			if !seen {
				value, _ = vocab.ParseText(field, shown)
				parsed[key] = value
			}
			c.Values[f] = append(c.Values[f], value)
			if shown == value {
				shown = ""
			}
			c.Shown[f] = append(c.Shown[f], shown)
			if value != "" && value == truth.values[p][field] {
				truth.known[p][field] = true
			}
		}
		people[i] = append(people[i], p)
	})
	byID := map[string][]string{}
	for i := range subs {
		subs[i].Claims[0].Pack() // as an archive does
		byID[subs[i].ID] = people[i]
	}
	truth.person = func(r *Register, ref Ref) string { return byID[r.Submissions[ref.Sub].ID][ref.Row] }
	return subs, truth
}
