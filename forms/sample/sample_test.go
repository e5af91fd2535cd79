package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"path"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

// Equal options give equal bytes; another seed gives others.
func TestDeterministic(t *testing.T) {
	o := Options{Households: 25, Seed: 7, Rounds: 2, Noise: 1}
	a, b := generate(t, o), generate(t, o)
	if len(a.Files) != len(b.Files) || len(a.Truth) != len(b.Truth) {
		t.Fatalf("%d and %d files", len(a.Files), len(b.Files))
	}
	for i, f := range append(a.Files, a.Truth...) {
		g := append(b.Files, b.Truth...)[i]
		if f.Path != g.Path || !bytes.Equal(f.Data, g.Data) {
			t.Errorf("%s differs from %s", f.Path, g.Path)
		}
	}
	o.Seed = 8
	if bytes.Equal(truthFile(t, a, "persons.csv"), truthFile(t, generate(t, o), "persons.csv")) {
		t.Error("another seed gives the same people")
	}
}

// A form that is written alone is the same as among all others.
func TestOneFormAlone(t *testing.T) {
	all := generate(t, Options{Households: 30, Seed: 3, Noise: 1})
	one := generate(t, Options{Households: 30, Seed: 3, Noise: 1, Files: []string{"health_record"}})
	if len(one.Files) != 1 {
		t.Fatalf("%d files", len(one.Files))
	}
	for _, f := range all.Files {
		if f.Path == one.Files[0].Path {
			if !bytes.Equal(f.Data, one.Files[0].Data) {
				t.Error("it differs")
			}
			return
		}
	}
	t.Errorf("%s is not among all", one.Files[0].Path)
}

func TestRefusedOptions(t *testing.T) {
	tests := []struct {
		options Options
		code    string
	}{
		{Options{}, "sample_households"},
		{Options{Households: 100_001}, "sample_households"},
		{Options{Households: 5, Rounds: -1}, "sample_rounds"},
		{Options{Households: 5, Year: 1850}, "sample_year"},
		{Options{Households: 5, Noise: -0.5}, "sample_noise"},
		{Options{Households: 5, Files: []string{"no_such_form"}}, "sample_form"},
	}
	for _, tt := range tests {
		_, err := Generate(tt.options)
		var fault *forms.Fault
		if !errors.As(err, &fault) || fault.Code != tt.code {
			t.Errorf("%+v: %v, want %s", tt.options, err, tt.code)
		}
	}
}

func TestEmitCanStop(t *testing.T) {
	enough := errors.New("enough")
	n := 0
	err := Each(Options{Households: 10, Noise: 1}, func(File) error {
		if n++; n == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 3 {
		t.Errorf("%v after %d files", err, n)
	}
}

// A year has every form, every task list, every survey.
func TestWholeRange(t *testing.T) {
	c := generate(t, BuiltIn())
	forms, formats := map[string]int{}, map[string]int{}
	for _, r := range readTable(t, c, "files.csv") {
		forms[r["form"]]++
		formats[r["format"]+" "+r["encoding"]]++
	}
	for _, f := range templates() {
		if forms[f.ID] != 1 {
			t.Errorf("%s: %d files", f.ID, forms[f.ID])
		}
	}
	if forms[tasksForm] != 8 || forms[surveyForm] != 4 {
		t.Errorf("%d task lists, %d surveys", forms[tasksForm], forms[surveyForm])
	}
	for _, f := range []string{"xlsx ", "xls ", "docx ", "csv gb18030", "csv utf-8-bom"} {
		if formats[f] == 0 {
			t.Errorf("no file is %s: %v", f, formats)
		}
	}
}

// Three rounds have at least 300 tasks, whatever the seed; a group has two or more.
func TestTasks(t *testing.T) {
	for seed := range uint64(12) {
		o, err := Options{Households: 1, Seed: seed, Rounds: 3}.complete()
		if err != nil {
			t.Fatal(err)
		}
		all := newWorld(o).askings()
		if len(all) < 300 {
			t.Errorf("seed %d: %d tasks", seed, len(all))
		}
		groups, meanings := map[string]int{}, map[string]string{}
		for _, a := range all {
			groups[a.group]++
			if a.group == "" {
				continue
			}
			if m, ok := meanings[a.group]; ok && m != a.meaning {
				t.Errorf("%s groups %s and %s", a.group, m, a.meaning)
			}
			meanings[a.group] = a.meaning
		}
		for g, n := range groups {
			if n < 2 && g != "" {
				t.Errorf("group %s has one task", g)
			}
		}
	}
}

// Without noise nothing is wrong but what a form's own format demands.
func TestNoNoise(t *testing.T) {
	c := generate(t, Options{Households: 40, Seed: 11, Noise: Faultless})
	for _, r := range readTable(t, c, "rows.csv") {
		for kind := range strings.FieldsSeq(r["noise"]) {
			if !strings.HasPrefix(kind, "addr_fmt") && kind != "birth_month" && kind != "no_id" {
				t.Errorf("%s row %s: %s", r["file"], r["row"], kind)
			}
		}
	}
}

// Of any options: paths are unique and spell a folder and a file, people of the rows
// are people of the truth, counts agree.
func TestTruthAgreesWithItself(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := Options{
			Households: rapid.IntRange(1, 25).Draw(rt, "households"), Seed: rapid.Uint64().Draw(rt, "seed"),
			Rounds: rapid.IntRange(1, 4).Draw(rt, "rounds"), Noise: float64(rapid.IntRange(Faultless, 4).Draw(rt, "noise")),
			Files: rapid.SliceOfNDistinct(rapid.SampledFrom(allForms()), 1, 4, rapid.ID[string]).Draw(rt, "files"),
		}
		c := generate(rt, o)
		seen := map[string]bool{}
		for _, f := range c.Files {
			if seen[f.Path] || strings.Count(f.Path, "/") != 1 || path.Ext(f.Path) == "" || len(f.Data) == 0 {
				rt.Fatalf("path %q", f.Path)
			}
			seen[f.Path] = true
		}
		people, homes := map[string]bool{}, map[string]bool{}
		for _, r := range readTable(rt, c, "persons.csv") {
			people[r["person"]] = true
		}
		for _, r := range readTable(rt, c, "households.csv") {
			homes[r["household"]] = true
		}
		rows := readTable(rt, c, "rows.csv")
		for _, r := range rows {
			if !seen[r["file"]] || !people[r["person"]] || !homes[r["household"]] || !homes[r["household_then"]] {
				rt.Fatalf("%v", r)
			}
		}
		var summary struct{ Rows, Files, Persons, Households int }
		if err := json.Unmarshal(truthFile(rt, c, "summary.json"), &summary); err != nil {
			rt.Fatal(err)
		}
		if summary.Rows != len(rows) || summary.Files != len(c.Files) || summary.Persons != len(people) || summary.Households != len(homes) {
			rt.Fatalf("%+v: %d rows, %d files, %d people, %d homes", summary, len(rows), len(c.Files), len(people), len(homes))
		}
	})
}

func allForms() []string {
	all := []string{tasksForm, surveyForm}
	for _, t := range templates() {
		all = append(all, t.ID)
	}
	return all
}

// fataler is what *testing.T and *rapid.T share.
type fataler interface {
	Helper()
	Fatal(...any)
}

func generate(t fataler, o Options) *Community {
	t.Helper()
	c, err := Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func truthFile(t fataler, c *Community, name string) []byte {
	t.Helper()
	for _, f := range c.Truth {
		if f.Path == truthFolder+name {
			return f.Data
		}
	}
	t.Fatal("no truth file " + name)
	return nil
}

// readTable reads a truth csv into one map a line.
func readTable(t fataler, c *Community, name string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(truthFile(t, c, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, v := range r {
			m[rows[0][i]] = v
		}
		all = append(all, m)
	}
	return all
}

func BenchmarkThreeRounds(b *testing.B) {
	for b.Loop() {
		rows := 0
		err := Each(Options{Households: 4500, Seed: 1, Rounds: 3, Noise: 1}, func(f File) error {
			if f.Path == truthFolder+"rows.csv" {
				rows = bytes.Count(f.Data, []byte("\n")) - 1
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(rows), "rows")
	}
}
