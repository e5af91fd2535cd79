package recognise

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/sample"
	"huce/forms/sheet"
)

func readBook(t testing.TB, path string) *forms.Book {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return readData(t, path, data)
}

func readData(t testing.TB, name string, data []byte) *forms.Book {
	t.Helper()
	b, err := sheet.Read(name, data)
	if err != nil {
		t.Logf("%s: %v", filepath.Base(name), err)
		return nil
	}
	return b
}

// source is a community's files and the truth about them.
type source struct {
	read  func(name string) ([]byte, error) // a file of the community
	truth func(name string) ([]byte, error) // a file of its truth
}

func TestCommunity(t *testing.T) {
	dir := formstest.Shared(t, "community")
	scoreCommunity(t, source{
		read:  func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "files", name)) },
		truth: func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "truth", name)) },
	})
}

// Communities that nobody has seen: other families, other styles, more mistakes.
func TestInventedCommunities(t *testing.T) {
	for _, o := range []sample.Options{
		{Households: 40, Seed: 11}, {Households: 60, Seed: 23, Noise: 3}, {Households: 30, Seed: 5, Noise: sample.Faultless}, {Households: 25, Seed: 77, Rounds: 2},
	} {
		t.Run(fmt.Sprintf("%d households, seed %d, noise %g", o.Households, o.Seed, o.Noise), func(t *testing.T) {
			c, err := sample.Generate(o)
			if err != nil {
				t.Fatal(err)
			}
			scoreCommunity(t, source{read: among(c.Files, ""), truth: among(c.Truth, "truth/")})
		})
	}
}

func among(files []sample.File, folder string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Path == folder+name {
				return f.Data, nil
			}
		}
		return nil, fmt.Errorf("no file %s", name)
	}
}

func scoreCommunity(t *testing.T, from source) {
	raw, err := from.truth("recog.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []truth
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	asOf := communityDates(t, from)
	rows := communityRows(t, from)
	s := &scores{t: t}
	for _, want := range all {
		data, err := from.read(want.File)
		if err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(want.File, data)
		if err != nil {
			t.Errorf("%s: %v", want.File, err)
			continue
		}
		layouts := Book(book)
		s.file(want, layouts, asOf[want.File])
		s.rows(want.File, book, layouts, rows[want.File])
	}
	s.report()
}

// communityDates are the days that the community's files speak of.
func communityDates(t testing.TB, from source) map[string]string {
	out := map[string]string{}
	for _, r := range truthTable(t, from, "files.csv") {
		out[r["file"]] = r["as_of"]
	}
	return out
}

// place is where a person stands in a file: the sheet, and the row itself.
type place struct {
	sheet string
	row   int
}

func communityRows(t testing.TB, from source) map[string]map[place]int {
	out := map[string]map[place]int{}
	for _, r := range truthTable(t, from, "rows.csv") {
		if out[r["file"]] == nil {
			out[r["file"]] = map[place]int{}
		}
		n, err := strconv.Atoi(r["at"])
		if err != nil {
			t.Fatal(err)
		}
		name := r["sheet"]
		if strings.HasSuffix(r["file"], ".csv") {
			name = "" // a csv's one sheet is called after its file
		}
		out[r["file"]][place{name, n}]++
	}
	return out
}

func truthTable(t testing.TB, from source, name string) []map[string]string {
	t.Helper()
	data, err := from.truth(name)
	if err != nil {
		t.Fatal(err)
	}
	return tableOf(t, data)
}

func readTable(t testing.TB, path string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return tableOf(t, data)
}

func tableOf(t testing.TB, data []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[strings.TrimPrefix(name, "\ufeff")] = r[i]
		}
		out = append(out, m)
	}
	return out
}
