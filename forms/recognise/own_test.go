package recognise

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huce/forms"
)

// ownForm is a form written for these tests, after real ones, with invented people:
// a file of testdata/own. Its first line says which pattern it shows. A sheet begins
// with "== name"; lines that begin with > say what must be recognised on it, the
// others are its rows as sheetOf reads them. @19500307m stands for an ID number.
type ownForm struct {
	name, shows string
	sheets      []*forms.Grid
	want        [][]expected // by sheet
}

// expected is one layout of a sheet.
type expected struct {
	kind, title, unit string
	header, data      forms.Span
	fields            map[string]string // column → fields that are right, parted by |
	cells             map[string]string
	members           map[string]string
	memberHeader      forms.Span
	memberRows        forms.Span
	skipped           map[int]string
	cards             int
}

var (
	idMark  = regexp.MustCompile(`@(\d{8})([mf])`)
	hidden  = regexp.MustCompile(`hidden columns ([A-Z ]+) rows ([\d ]+)`)
	quoted  = regexp.MustCompile(`"([^"]*)"`)
	weights = []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
)

// invented is an ID number of an area that no table holds, with its check digit (GB 11643-1999).
func invented(birth, sex string) string {
	s := "110199" + birth + "001"
	if sex == "f" {
		s = "110199" + birth + "002"
	}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return s + string("10X98765432"[sum%11])
}

func spanIn(t testing.TB, s string) forms.Span {
	t.Helper()
	a, b, _ := strings.Cut(s, "-")
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil {
		t.Fatalf("no rows: %q", s)
	}
	return forms.Span{First: first, Last: last}
}

func readOwn(t testing.TB, path string) *ownForm {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	shows, rest, _ := strings.Cut(string(raw), "\n")
	f := &ownForm{name: strings.TrimSuffix(filepath.Base(path), ".txt"), shows: shows}
	rest = idMark.ReplaceAllStringFunc(rest, func(m string) string { return invented(m[1:9], m[9:]) })
	for _, part := range strings.Split("\n"+rest, "\n== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		name, isHidden := strings.CutSuffix(name, " hidden")
		var rows []string
		var want []expected
		hide := ""
		for _, line := range strings.Split(strings.TrimRight(body, "\n"), "\n") {
			rule, is := strings.CutPrefix(line, "> ")
			switch {
			case !is:
				rows = append(rows, line)
			case strings.HasPrefix(rule, "hidden columns"):
				hide = rule
			default:
				want = f.rule(t, want, rule)
			}
		}
		g := sheetOf(name, strings.Join(rows, "\n"))
		g.Hidden = isHidden
		if m := hidden.FindStringSubmatch(hide); m != nil {
			g.HiddenCols, g.HiddenRows = map[int]bool{}, map[int]bool{}
			for _, c := range strings.Fields(m[1]) {
				g.HiddenCols[int(c[0]-'A')] = true
			}
			for _, r := range strings.Fields(m[2]) {
				n, err := strconv.Atoi(r)
				if err != nil {
					t.Fatal(err)
				}
				g.HiddenRows[n-1] = true
			}
		}
		f.sheets, f.want = append(f.sheets, g), append(f.want, want)
	}
	return f
}

// rule reads a line of what is expected.
func (f *ownForm) rule(t testing.TB, want []expected, rule string) []expected {
	t.Helper()
	words := strings.Fields(quoted.ReplaceAllString(rule, ""))
	pairs := func(words []string) map[string]string {
		m := map[string]string{}
		for _, w := range words {
			k, v, ok := strings.Cut(w, "=")
			if !ok {
				t.Fatalf("%s: %q in %q", f.name, w, rule)
			}
			m[k] = v
		}
		return m
	}
	last := len(want) - 1
	switch words[0] {
	case "fields":
		want[last].fields = pairs(words[1:])
	case "cells":
		want[last].cells = pairs(words[1:])
	case "members":
		want[last].memberHeader, want[last].memberRows = spanIn(t, words[1]), spanIn(t, words[2])
		want[last].members = pairs(words[3:])
	case "skipped":
		want[last].skipped = map[int]string{}
		for _, w := range words[1:] {
			n, why, _ := strings.Cut(w, ":")
			row, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			want[last].skipped[row] = why
		}
	default:
		w := expected{kind: words[0], cards: 1}
		if m := quoted.FindStringSubmatch(rule); m != nil {
			w.title = m[1]
		}
		for i := 1; i+1 < len(words); i += 2 {
			switch v := words[i+1]; words[i] {
			case "header":
				w.header = spanIn(t, v)
			case "data":
				w.data = spanIn(t, v)
			case "unit":
				w.unit = v
			case "cards":
				w.cards, _ = strconv.Atoi(v)
			}
		}
		want = append(want, w)
	}
	return want
}

// fieldFits reports whether a field is one of the right ones: "" in the list is the
// department's own, ? is any.
func fieldFits(want, got string) bool {
	all := strings.Split(want, "|")
	return slices.Contains(all, got) || slices.Contains(all, "?") && got == "" || want == "?"
}

func ownForms(t testing.TB) []*ownForm {
	paths, err := filepath.Glob(filepath.Join("testdata", "own", "*.txt"))
	if err != nil || len(paths) < 76 {
		t.Fatalf("%d own forms, %v", len(paths), err)
	}
	var out []*ownForm
	for _, p := range paths {
		out = append(out, readOwn(t, p))
	}
	return out
}

// Forms after real ones that no department of the sample has, pattern by pattern.
func TestOwnForms(t *testing.T) {
	s := &scores{t: t}
	for _, f := range ownForms(t) {
		t.Run(f.name, func(t *testing.T) {
			s.t = t
			s.own(f, Book(bookOf(f.sheets...)))
		})
	}
	s.t = t
	t.Logf("kind %v header %v data %v skipped %v unit %v", s.kind, s.header, s.data, s.footer, s.unit)
	t.Logf("precision %v recall %v", s.fieldPrecision, s.fieldRecall)
	for _, g := range []struct {
		name string
		got  tally
		goal float64
	}{{"kind", s.kind, .98}, {"header", s.header, .97}, {"data", s.data, .95}, {"precision", s.fieldPrecision, .98}, {"recall", s.fieldRecall, .95}, {"skipped", s.footer, .97}} {
		if g.got.share() < g.goal {
			t.Errorf("%s: %v, want at least %.2f", g.name, g.got, g.goal)
		}
	}
}

func (s *scores) own(f *ownForm, got []forms.Layout) {
	for i, want := range f.want {
		var here []forms.Layout
		for _, l := range got {
			if l.SheetIndex == i {
				here = append(here, l)
			}
		}
		for j, w := range want {
			if !s.kind.add(j < len(here) && string(here[j].Kind) == w.kind) {
				s.t.Logf("%s: %d layouts: %+v", f.sheets[i].Name, len(here), here)
				continue
			}
			s.ownLayout(f, &w, &here[j])
		}
		if len(here) > len(want) {
			s.kind.add(false)
			s.t.Logf("%s: %d layouts, want %d: %+v", f.sheets[i].Name, len(here), len(want), here[len(want):])
		}
	}
}

func (s *scores) ownLayout(f *ownForm, w *expected, l *forms.Layout) {
	if w.kind != "table" && w.kind != "card" && w.kind != "plan" {
		return
	}
	if l.Title != w.title {
		s.t.Errorf("title %q, want %q", l.Title, w.title)
	}
	if w.unit != "" && !s.unit.add(fieldFits(w.unit, string(l.Unit))) {
		s.miss("unit", f.name, l.Sheet, l.Unit, w.unit)
	}
	if w.kind != "card" {
		if !s.header.add(l.HeaderRows == w.header || w.header.Empty() && l.HeaderRows.Empty()) {
			s.miss("header", f.name, l.Sheet, l.HeaderRows, w.header)
		}
		if !s.data.add(l.DataRows == w.data) {
			s.miss("data", f.name, l.Sheet, l.DataRows, w.data)
		}
	}
	reasons := skippedRows(l)
	for row, why := range w.skipped {
		if !s.footer.add(reasons[row] == why) {
			s.miss(fmt.Sprintf("skipped row %d", row), f.name, l.Sheet, reasons[row], why)
		}
	}
	s.ownFields(f, l.Sheet, w.fields, columnFields(l.Columns))
	if w.kind != "card" {
		return
	}
	if !s.header.add(len(l.Cards) == w.cards) {
		s.miss("cards", f.name, l.Sheet, len(l.Cards), w.cards)
	}
	cells := map[string]labelledField{}
	for _, c := range l.Cards[0].Cells {
		cells[forms.CellName(c.Row, c.Col)] = labelledField{c.Label, c.Field, c.Confidence}
	}
	s.ownFields(f, l.Sheet, w.cells, cells)
	if w.members == nil {
		return
	}
	if !s.header.add(l.Cards[0].Header == w.memberHeader) {
		s.miss("member header", f.name, l.Sheet, l.Cards[0].Header, w.memberHeader)
	}
	if !s.data.add(l.Cards[0].Members == w.memberRows) {
		s.miss("members", f.name, l.Sheet, l.Cards[0].Members, w.memberRows)
	}
	s.ownFields(f, l.Sheet, w.members, columnFields(l.Cards[0].Columns))
}

type labelledField struct {
	label, field string
	p            float64
}

func columnFields(cols []forms.Column) map[string]labelledField {
	m := map[string]labelledField{}
	for _, c := range cols {
		m[forms.ColumnName(c.Index)] = labelledField{c.Label, c.Field, c.Confidence}
	}
	return m
}

func (s *scores) ownFields(f *ownForm, sheet string, want map[string]string, got map[string]labelledField) {
	for at, right := range want {
		g := got[at]
		ok := fieldFits(right, g.field)
		if g.field != "" {
			s.fieldPrecision.add(ok)
		}
		if !fieldFits(right, "") {
			s.fieldRecall.add(ok)
		}
		if !ok {
			s.miss("field "+at+" "+g.label, f.name, sheet, fmt.Sprintf("%s (%.2f)", g.field, g.p), right)
		}
	}
}
