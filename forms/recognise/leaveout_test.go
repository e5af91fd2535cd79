package recognise

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/vocab"
)

// without takes the forms of some departments out of what is known: their built-in
// forms, and the meanings of every label that no other form has.
func without(t testing.TB, gone map[string]bool) {
	t.Helper()
	var kept []*forms.Template
	elsewhere := map[string]map[string]bool{} // bare label → fields, on the forms that stay
	learn := func(label, field string) {
		if elsewhere[bare(label)] == nil {
			elsewhere[bare(label)] = map[string]bool{}
		}
		elsewhere[bare(label)][field] = true
	}
	for _, f := range vocab.Templates() {
		if gone[f.ID] {
			continue
		}
		kept = append(kept, f)
		for _, x := range f.Fields {
			learn(x.Label, x.Field)
			for _, c := range x.Columns {
				learn(c.Label, c.Field)
			}
		}
	}
	general := ownWords() // spellings seen on forms of all kinds
	oldMeanings, oldBuiltin := meanings, builtin
	t.Cleanup(func() { meanings, builtin = oldMeanings, oldBuiltin })
	lib := newLibrary(kept)
	builtin = func() *library { return lib }
	meanings = func(label, group string) []vocab.Meaning {
		fields, ok := elsewhere[bare(label)]
		if !ok && general[bare(label)] {
			return vocab.Label(label, group)
		}
		if !ok {
			return nil
		}
		var out []vocab.Meaning
		for _, m := range vocab.Label(label, group) {
			// The group may turn a label to another person; the label itself must be
			// known from elsewhere.
			if fields[m.Field] || group != "" && !strings.HasPrefix(m.Field, "person.") {
				out = append(out, m)
			}
		}
		return out
	}
}

// Departments whose forms were never seen: their built-in forms are gone, and with
// them the labels that only they have.
func TestDepartmentsNeverSeen(t *testing.T) {
	dir := filepath.Join(shared(t), "community")
	raw, err := os.ReadFile(filepath.Join(dir, "truth", "recog.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []truth
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	s := &scores{t: t}
	for _, want := range all {
		if want.Form == "tasks" || want.Form == "survey" {
			continue
		}
		t.Run(want.Form, func(t *testing.T) {
			form, ok := vocab.Template(want.Form)
			if !ok {
				t.Fatalf("no form %s", want.Form)
			}
			gone := map[string]bool{}
			dept, _, _ := strings.Cut(form.Department, " / ")
			for _, f := range vocab.Templates() {
				if strings.HasPrefix(f.Department, dept) {
					gone[f.ID] = true
				}
			}
			without(t, gone)
			s.t = t
			book := readBook(t, filepath.Join(dir, "files", want.File))
			if book == nil {
				t.Skip("not read")
			}
			layouts := Book(book)
			for _, l := range layouts {
				if l.Template != "" && l.SheetIndex == 0 {
					t.Logf("taken for %s: %q", l.Template, l.Title)
				}
			}
			s.file(want, layouts, "")
		})
	}
	s.t = t
	t.Logf("kind %v header %v data %v labels %v", s.kind, s.header, s.data, s.label)
	t.Logf("table precision %v recall %v", s.fieldPrecision, s.fieldRecall)
	t.Logf("card  precision %v recall %v", s.cellPrecision, s.cellRecall)
	s.calibration()
	for _, f := range []struct {
		name string
		got  tally
		goal float64
	}{
		{"kind", s.kind, .98}, {"header", s.header, .97}, {"data rows", s.data, .95}, {"table precision", s.fieldPrecision, .90}, {"card precision", s.cellPrecision, .90},
	} {
		if f.got.share() < f.goal {
			t.Errorf("%s: %v, want at least %.2f", f.name, f.got, f.goal)
		}
	}
}
