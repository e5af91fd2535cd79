package recognise

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/sample"
	"huce/forms/vocab"
)

// corpusOfTruth is the files of a community by the form they are.
type corpusOfTruth struct {
	name string
	from source
	all  []truth
}

func truthOf(t testing.TB, name string, from source) corpusOfTruth {
	t.Helper()
	raw, err := from.truth("recog.json")
	if err != nil {
		t.Fatal(err)
	}
	c := corpusOfTruth{name: name, from: from}
	if err := json.Unmarshal(raw, &c.all); err != nil {
		t.Fatal(err)
	}
	return c
}

// labelsOn are the labels with their fields that the files of some forms have.
func (c corpusOfTruth) labelsOn(gone map[string]bool, each func(label, field string)) {
	for _, f := range c.all {
		if !gone[f.Form] {
			continue
		}
		for _, s := range f.Sheets {
			for _, col := range s.Columns {
				each(col.Label, col.Field)
				if at := strings.LastIndexByte(bare(col.Label), '/'); at >= 0 { // group/label
					each(bare(col.Label)[at+1:], col.Field)
				}
			}
			for _, cell := range s.Cells {
				each(cell.Label, cell.Field)
			}
		}
	}
}

// without takes a department out of what is known: its built-in forms; of the fields
// that it alone asks for every spelling but the register's own name of the field; of
// other fields the spellings that stand on its forms and files and on no other form.
func without(t testing.TB, gone map[string]bool, files []corpusOfTruth) *vocab.Labels {
	t.Helper()
	var kept []*forms.Template
	elsewhere, asked := map[[2]string]bool{}, map[string]bool{} // on the forms that stay
	theirs, alone := map[[2]string]bool{}, map[string]bool{}
	for _, f := range vocab.Templates() {
		walkFields(f.Fields, func(label, field string) {
			if gone[f.ID] {
				theirs[[2]string{bare(label), field}], alone[field] = true, true
			} else {
				elsewhere[[2]string{bare(label), field}], asked[field] = true, true
			}
		})
		if !gone[f.ID] {
			kept = append(kept, f)
		}
	}
	for _, c := range files {
		c.labelsOn(gone, func(label, field string) { theirs[[2]string{bare(label), field}] = true })
	}
	known := vocab.NewLabels(kept, func(label, field string) bool {
		if def, ok := vocab.Field(field); ok && vocab.SameLabel(def.Label, label) {
			return true
		}
		if field != "" && alone[field] && !asked[field] {
			return false
		}
		key := [2]string{bare(label), field}
		return !theirs[key] || elsewhere[key]
	})
	oldMeanings, oldAlike, oldBuiltin := meanings, alike, builtin
	t.Cleanup(func() { meanings, alike, builtin = oldMeanings, oldAlike, oldBuiltin })
	lib := newLibrary(kept)
	builtin = func() *library { return lib }
	meanings, alike = known.Meanings, known.Alike
	return known
}

func walkFields(fields []forms.TemplateField, each func(label, field string)) {
	for _, f := range fields {
		each(f.Label, f.Field)
		walkFields(f.Columns, each)
	}
}

// department is the first of the departments that a form names.
func department(id string) string {
	form, ok := vocab.Template(id)
	if !ok {
		return ""
	}
	d, _, _ := strings.Cut(form.Department, " / ")
	return d
}

// Every department in turn was never seen: see without. Its forms are then
// recognised on the sample community and on invented ones.
func TestDepartmentsNeverSeen(t *testing.T) {
	var communities []corpusOfTruth
	for _, o := range []sample.Options{{Households: 40, Seed: 11}, {Households: 30, Seed: 5, Noise: sample.Faultless}, {Households: 25, Seed: 77, Rounds: 2}} {
		c, err := sample.Generate(o)
		if err != nil {
			t.Fatal(err)
		}
		communities = append(communities, truthOf(t, "invented", source{read: among(c.Files, ""), truth: among(c.Truth, "truth/")}))
	}
	if dir := formstest.Shared(t, "community"); dir != "" {
		communities = append(communities, truthOf(t, "community", source{
			read:  func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "files", name)) },
			truth: func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "truth", name)) },
		}))
	}
	s := &scores{t: t}
	seen := map[string]bool{}
	for _, f := range vocab.Templates() {
		dept := department(f.ID)
		if seen[dept] {
			continue
		}
		seen[dept] = true
		gone := map[string]bool{}
		for _, g := range vocab.Templates() {
			if strings.HasPrefix(g.Department, dept) {
				gone[g.ID] = true
			}
		}
		t.Run(dept, func(t *testing.T) {
			s.t = t
			known := without(t, gone, communities)
			s.forget = func(label string) bool { return !known.Knows(label) }
			for _, c := range communities {
				s.recogniseAll(c, gone)
			}
		})
	}
	s.t = t
	s.reportUnseen()
}

func (s *scores) recogniseAll(c corpusOfTruth, gone map[string]bool) {
	for _, want := range c.all {
		if !gone[want.Form] {
			continue
		}
		data, err := c.from.read(want.File)
		if err != nil {
			s.t.Fatal(err)
		}
		book := readData(s.t, want.File, data)
		if book == nil {
			s.t.Errorf("%s: not read", want.File)
			continue
		}
		s.file(want, Book(book), "")
	}
}

func (s *scores) reportUnseen() {
	s.t.Logf("kind %v header %v data %v labels %v", s.kind, s.header, s.data, s.label)
	s.t.Logf("table precision %v recall %v", s.fieldPrecision, s.fieldRecall)
	s.t.Logf("card  precision %v recall %v", s.cellPrecision, s.cellRecall)
	s.t.Logf("of labels never seen: precision %v recall %v", s.newPrecision, s.newRecall)
	s.calibration()
	for _, f := range []struct {
		name string
		got  tally
		goal float64
	}{
		{"kind", s.kind, .98},
		{"header", s.header, .97},
		{"data rows", s.data, .95},
		{"table precision", s.fieldPrecision, .95},
		{"card precision", s.cellPrecision, .95},
		{"precision of labels never seen", s.newPrecision, .90},
		{"recall of labels never seen", s.newRecall, .75},
	} {
		if f.got.share() < f.goal {
			s.t.Errorf("%s: %v, want at least %.2f", f.name, f.got, f.goal)
		}
	}
}
