package register

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sample"
	files "huce/forms/sheet"
	"huce/forms/vocab"
)

// source gives a community's files by their path: files/… and truth/….
type source func(path string) ([]byte, error)

func folder(dir string) source {
	return func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, path)) }
}

// invented is a community that the generator makes.
func invented(t testing.TB, households int, seed uint64) source {
	t.Helper()
	return inventedIn(t, households, seed, 1)
}

// inventedIn is a community with every form so many times a year.
func inventedIn(t testing.TB, households int, seed uint64, rounds int) source {
	t.Helper()
	o := sample.BuiltIn()
	o.Files, o.Households, o.Seed, o.Rounds = nil, households, seed, rounds
	files := map[string][]byte{}
	err := sample.Each(o, func(f sample.File) error {
		path := f.Path
		if !strings.HasPrefix(path, "truth/") {
			path = "files/" + path
		}
		files[path] = bytes.Clone(f.Data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(path string) ([]byte, error) {
		if data, ok := files[path]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}
}

// loadFiles reads a community's files as an import does, with their truth.
func loadFiles(t testing.TB, from source) ([]Submission, *truth) {
	var subs []Submission
	for _, r := range table(t, from, "truth/files.csv") {
		d, _ := forms.ParseISO(r["as_of"])
		if r["form"] == "tasks" || r["form"] == "survey" {
			continue
		}
		sub, err := readFile(from, r["file"], d, r["department"])
		if err != nil {
			t.Errorf("%s: %v", r["file"], err)
			continue
		}
		sub.ID = "S" + strconv.Itoa(len(subs)+1)
		subs = append(subs, sub)
	}
	return subs, readTruth(t, from, subs)
}

func readFile(from source, file string, asOf forms.Date, department string) (Submission, error) {
	sub := Submission{File: file, AsOf: asOf, Department: department}
	data, err := from("files/" + file)
	if err != nil {
		return sub, err
	}
	book, err := files.Read(file, data)
	if err != nil {
		return sub, err
	}
	for _, l := range recognise.Book(book) {
		if l.Kind != forms.KindTable && l.Kind != forms.KindCard {
			continue
		}
		if c := recognise.Claims(book.Sheets[l.SheetIndex], &l); c != nil {
			sub.Claims = append(sub.Claims, c)
		}
		if sub.Unit == "" {
			sub.Unit, sub.Title, sub.Form, sub.Period = l.Unit, l.Title, l.Template, l.Period
		}
	}
	return sub, nil
}

// spot is where a person stands in a file.
type spot struct {
	file, sheet string
	row         int32
}

func readTruth(t testing.TB, from source, subs []Submission) *truth {
	out := &truth{home: map[string]string{}, values: map[string]map[string]string{}, known: map[string]map[string]bool{}, answers: map[RowID]string{}}
	at := map[spot][]string{}
	for _, r := range table(t, from, "truth/rows.csv") {
		n, err := strconv.Atoi(r["at"])
		if err != nil {
			t.Fatal(err)
		}
		s := spot{r["file"], r["sheet"], int32(n)}
		if strings.HasSuffix(s.file, ".csv") {
			s.sheet = ""
		}
		at[s] = append(at[s], r["person"])
	}
	for _, p := range table(t, from, "truth/persons.csv") {
		id := p["person"]
		out.home[id] = p["household"]
		out.known[id] = map[string]bool{}
		out.values[id] = map[string]string{
			"person.name": p["name"], "person.id_no": p["id_no"], "person.birth": p["birth"], "person.sex": p["sex"],
			"person.phone": p["phone"], "person.residence_address": p["residence_address"],
		}
	}
	out.person = func(r *Register, ref Ref) string {
		sub := &r.Submissions[ref.Sub]
		c := sub.Claims[ref.Sheet]
		s := spot{sub.File, c.Sheet, c.Rows[ref.Row].Number}
		if strings.HasSuffix(s.file, ".csv") {
			s.sheet = ""
		}
		people := at[s]
		if k := int(c.Rows[ref.Row].Member) - 1; k > 0 && k < len(people) {
			return people[k]
		}
		if len(people) == 0 {
			return ""
		}
		return people[0]
	}
	knows(subs, out)
	return out
}

// knows notes which true values some row says.
func knows(subs []Submission, t *truth) {
	r := &Register{Submissions: subs}
	for i := range subs {
		for k, c := range subs[i].Claims {
			for row := range c.Rows {
				p := t.person(r, Ref{int32(i), int32(k), int32(row)})
				if p == "" {
					continue
				}
				for f, field := range c.Fields {
					want := t.values[p]
					switch field {
					case "household.head_name", "household.head_id", "household.head_phone":
						if c.Get(row, "person.name") == "" {
							field = headFields[field]
						}
					case "household.address", "house.address":
						field = "person.residence_address"
					}
					v := c.Values[f][row]
					if v == "" || want[field] == "" {
						continue
					}
					if v == want[field] || field == "person.residence_address" && vocab.ParseAddress(v).SameHome(vocab.ParseAddress(want[field])) ||
						field == "person.phone" && strings.Contains(v, want[field]) {
						t.known[p][field] = true
					}
				}
			}
		}
	}
}

func table(t testing.TB, from source, path string) []map[string]string {
	t.Helper()
	data, err := from(path)
	if err != nil {
		t.Fatal(err)
	}
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
