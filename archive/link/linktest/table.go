// Package linktest reads the tables of people with known truth that tests hold linking
// and the register against.
package linktest

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"strings"
	"testing"
)

// ReadTable reads a csv with a header, gzipped where its name ends in .gz, and calls row
// for each of its rows with a function that gives a cell by the name of its column.
func ReadTable(t testing.TB, path string, row func(get func(string) string)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var from io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if from, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(from)
	r.TrimLeadingSpace = true
	header, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range header {
		at[strings.TrimPrefix(name, "\ufeff")] = i
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		row(func(name string) string { return cells[at[name]] })
	}
}
