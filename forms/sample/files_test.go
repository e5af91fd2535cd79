package sample

import (
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/sheet"
)

// reading is a community's files as they are read back, beside their truth.
type reading struct {
	books   map[string]*forms.Book
	recog   map[string]fileTruth
	persons map[string]map[string]string
	rows    []map[string]string
}

func readBack(t *testing.T, o Options) *reading {
	t.Helper()
	c := generate(t, o)
	r := &reading{books: map[string]*forms.Book{}, recog: map[string]fileTruth{}, persons: map[string]map[string]string{}}
	for _, f := range c.Files {
		b, err := sheet.Read(f.Path, f.Data)
		if err != nil {
			t.Errorf("%s: %v", f.Path, err)
			continue
		}
		r.books[f.Path] = b
	}
	var all []fileTruth
	if err := json.Unmarshal(truthFile(t, c, "recog.json"), &all); err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		r.recog[f.File] = f
	}
	for _, p := range readTable(t, c, "persons.csv") {
		r.persons[p["person"]] = p
	}
	r.rows = readTable(t, c, "rows.csv")
	return r
}

// sheet finds a sheet by its name; of a text document by its number.
func (r *reading) sheet(file, name string) *forms.Grid {
	b := r.books[file]
	if b == nil {
		return nil
	}
	for i, g := range b.Sheets {
		if g.Name == name || b.Format == forms.DOCX && name == "表"+strconv.Itoa(i+1) {
			return g
		}
	}
	return nil
}

func (r *reading) truth(file, name string) *sheetTruth {
	for i, s := range r.recog[file].Sheets {
		if s.Name == name {
			return &r.recog[file].Sheets[i]
		}
	}
	return nil
}

// Every sheet is where the truth says, its labels in the header rows, its data
// between them and the footer.
func TestRecogniseTruthAgreesWithFiles(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3, 4} {
		r := readBack(t, Options{Households: 30, Seed: seed, Rounds: 1, Noise: 1})
		if len(r.recog) != len(r.books) {
			t.Errorf("%d files, %d read", len(r.recog), len(r.books))
		}
		for file, f := range r.recog {
			b := r.books[file]
			if b == nil {
				continue
			}
			if b.Format != f.Format || len(b.Sheets) != len(f.Sheets) {
				t.Errorf("%s: %s with %d sheets, want %s with %d", file, b.Format, len(b.Sheets), f.Format, len(f.Sheets))
				continue
			}
			for i := range f.Sheets {
				s := &f.Sheets[i]
				g := r.sheet(file, s.Name)
				if g == nil {
					t.Errorf("%s: no sheet %s", file, s.Name)
					continue
				}
				if g.Hidden != s.Hidden {
					t.Errorf("%s %s: hidden is %v", file, s.Name, g.Hidden)
				}
				checkLabels(t, file, s, g)
			}
		}
	}
}

func checkLabels(t *testing.T, file string, s *sheetTruth, g *forms.Grid) {
	t.Helper()
	for i, c := range s.Columns {
		col := columnIndex(c.Column)
		_, leaf, grouped := strings.Cut(c.Label, "/")
		want := c.Label
		got := oneLine(g.At(s.Header[1]-1, col).Text)
		if grouped && s.Header[1] > s.Header[0] && g.At(s.Header[0]-1, col).Text != c.Label {
			want = leaf
		}
		if m, ok := g.Merged(s.Header[1]-1, col); ok && m.Top < s.Header[1]-1 {
			got = oneLine(g.At(m.Top, m.Left).Text)
		}
		if got == "" && s.Header[1] > s.Header[0] { // a csv has no merges
			got = oneLine(g.At(s.Header[0]-1, col).Text)
		}
		if got != want {
			t.Errorf("%s %s: column %s (%d) is %q, want %q", file, s.Name, c.Column, i, got, want)
		}
	}
	for _, c := range s.Cells {
		row, col := cellIndex(c.Cell)
		if left := labelLeft(g, row, col); left != c.Label {
			t.Errorf("%s %s: left of %s stands %q, want %q", file, s.Name, c.Cell, left, c.Label)
		}
	}
}

// labelLeft is the text beside a value's cell.
func labelLeft(g *forms.Grid, row, col int) string {
	for c := col - 1; c >= 0; c-- {
		if s := g.At(row, c).Text; s != "" {
			return oneLine(s)
		}
	}
	return ""
}

func columnIndex(name string) int {
	n := 0
	for _, r := range name {
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

func cellIndex(name string) (row, col int) {
	i := strings.IndexAny(name, "0123456789")
	n, _ := strconv.Atoi(name[i:])
	return n - 1, columnIndex(name[:i])
}

// The cell at a truth's row holds the person's name and number, unless the truth
// says what went wrong with them.
func TestRowTruthAgreesWithFiles(t *testing.T) {
	for _, o := range []Options{
		{Households: 40, Seed: 5, Noise: 1}, {Households: 25, Seed: 6, Noise: 3}, {Households: 25, Seed: 9, Noise: Faultless}, {Households: 20, Seed: 10, Rounds: 3, Noise: 1},
	} {
		r := readBack(t, o)
		first := map[string]int{} // the first card's row on a sheet
		names := 0
		for _, m := range r.rows {
			g, s := r.sheet(m["file"], m["sheet"]), r.truth(m["file"], m["sheet"])
			if g == nil || s == nil {
				t.Errorf("%s: no sheet %s", m["file"], m["sheet"])
				continue
			}
			p := r.persons[m["person"]]
			row, _ := strconv.Atoi(m["row"])
			at, _ := strconv.Atoi(m["at"])
			if _, ok := first[m["file"]+m["sheet"]]; !ok {
				first[m["file"]+m["sheet"]] = row
			}
			find := func(fields ...string) (string, bool) {
				if m["card"] == "1" && m["role"] != "member" {
					return cardValue(g, s, row-first[m["file"]+m["sheet"]], fields...)
				}
				return tableValue(g, s, at, fields...)
			}
			nameFields := []string{"person.name", "household.head_name", "house.owner_name"}
			if got, ok := find(nameFields...); !ok || !sameName(got, p["name"], m["noise"]) {
				t.Errorf("%s %s row %s: %q for %s (%s)", m["file"], m["sheet"], m["at"], got, p["name"], m["noise"])
			}
			names++
			idFields := []string{"person.id_no", "household.head_id", "house.owner_id"}
			got, ok := find(idFields...)
			wrong := strings.Contains(m["noise"], "id_") || strings.Contains(m["noise"], "no_id")
			if ok && !wrong && got != p["id_no"] {
				t.Errorf("%s %s row %s: %q for %s (%s)", m["file"], m["sheet"], m["at"], got, p["id_no"], m["noise"])
			}
		}
		if names < 100 {
			t.Errorf("only %d names", names)
		}
	}
}

func tableValue(g *forms.Grid, s *sheetTruth, at int, fields ...string) (string, bool) {
	for _, f := range fields {
		for _, c := range s.Columns {
			if c.Field == f {
				return g.At(at-1, columnIndex(c.Column)).Text, true
			}
		}
	}
	return "", false
}

func cardValue(g *forms.Grid, s *sheetTruth, below int, fields ...string) (string, bool) {
	for _, f := range fields {
		for _, c := range s.Cells {
			if c.Field == f {
				row, col := cellIndex(c.Cell)
				return g.At(row+below, col).Text, true
			}
		}
	}
	return "", false
}

// sameName compares a name as written with the true one, as far as the noise allows.
func sameName(got, want, noise string) bool {
	if got == want {
		return true
	}
	kinds := strings.Fields(noise)
	clean := strings.NewReplacer(" ", "", "\u3000", "").Replace(got)
	switch {
	case slices.ContainsFunc(kinds, func(k string) bool { return k == "name_nick" || k == "name_homophone" || k == "name_shape" }):
		return got != ""
	case slices.Contains(kinds, "name_rare"), slices.Contains(kinds, "name_dot"), slices.Contains(kinds, "name_char"), slices.Contains(kinds, "name_swap"):
		return utf8.RuneCountInString(clean) >= utf8.RuneCountInString(want)-1
	case slices.Contains(kinds, "name_space"):
		return clean == want
	case slices.Contains(kinds, "name_suffix"):
		return strings.HasPrefix(got, want)
	}
	// readers may trim what stands around a text
	return strings.TrimSpace(got) == strings.TrimSpace(want)
}

// Every file's name says its format, and the bytes are of it.
func TestFilesAreWhatTheyAreCalled(t *testing.T) {
	r := readBack(t, BuiltIn())
	for file, b := range r.books {
		if path.Ext(file) != "."+string(b.Format) || len(b.Notes) > 0 {
			t.Errorf("%s is %s: %v", file, b.Format, b.Notes)
		}
	}
}
