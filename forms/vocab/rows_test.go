package vocab

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"huce/forms/formstest"
)

// rowsOfForms are the rows of 66 forms of the linkage set, by column.
func rowsOfForms(t testing.TB) map[string][]string {
	f, err := os.Open(formstest.Shared(t, "linkdata", "cn_dev_rows.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]string{}
	for i, name := range rows[0] {
		for _, r := range rows[1:] {
			columns[name] = append(columns[name], r[i])
		}
	}
	return columns
}

// Two hundred thousand rows with the noise of real forms: hardly a value stays
// unread, and reading them all takes well under a second.
func TestRowsOfForms(t *testing.T) {
	rows := rowsOfForms(t)
	for _, c := range []struct {
		column, field string
		least         float64 // share of the values that are read without an error
	}{
		{"id_no", "person.id_no", 0.98},
		{"birth", "person.birth", 1},
		{"phone", "person.phone", 0.999},
		{"address", "person.residence_address", 1},
		{"name", "person.name", 0.99},
		{"sex", "person.sex", 1},
		{"relation", "person.relation", 1},
	} {
		start := time.Now()
		said, unread := 0, map[string]int{}
		for _, v := range rows[c.column] {
			value, issues := ParseText(c.field, v)
			if v != "" {
				said++
			}
			for _, i := range issues {
				if i.Code != "id_masked" && i.Code != "id_from15" {
					unread[i.Code]++
				}
			}
			if c.column == "address" && value != "" && !strings.HasSuffix(value, "室") && !ParseAddress(v).Elsewhere {
				unread["no room"]++
			}
		}
		bad := 0
		for _, n := range unread {
			bad += n
		}
		t.Logf("%-8s %d values in %v, %v", c.column, said, time.Since(start).Round(time.Millisecond), unread)
		if share := 1 - float64(bad)/float64(said); share < c.least {
			t.Errorf("%s: only %.4f read: %v", c.column, share, unread)
		}
	}
	homes := map[string]map[string]bool{}
	for i, v := range rows["address"] {
		a := ParseAddress(v)
		if a.Room == "" {
			continue
		}
		h := rows["household_truth"][i]
		if homes[h] == nil {
			homes[h] = map[string]bool{}
		}
		homes[h][EstateKey(a.Estate)+"|"+a.Building+"|"+a.Room] = true
	}
	n := 0
	for _, h := range homes {
		n += len(h)
	}
	t.Logf("%d households at %d homes", len(homes), n)
}
