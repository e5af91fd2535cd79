package recognise

import (
	"fmt"
	"path/filepath"
	"testing"

	"huce/forms"
)

// truth is a file of recog.json, the answer format of inspect --json.
type truth struct {
	File   string       `json:"file"`
	Form   string       `json:"form"`
	Sheets []truthSheet `json:"sheets"`
}

type truthSheet struct {
	Name       string            `json:"name"`
	Hidden     bool              `json:"hidden"`
	Kind       forms.Kind        `json:"kind"`
	Title      string            `json:"title"`
	Department string            `json:"department"`
	Unit       forms.Unit        `json:"row_unit"`
	Header     []int             `json:"header_rows"`
	HeaderAlt  [][]int           `json:"header_alt"`
	Data       []int             `json:"data_rows"`
	Columns    []truthColumn     `json:"columns"`
	Cells      []truthCell       `json:"cells"`
	Footer     map[string]string `json:"footer"`
}

type truthColumn struct {
	Column string `json:"column"`
	Label  string `json:"label"`
	Field  string `json:"field"`
	Known  bool   `json:"in_synonyms"`
}

type truthCell struct {
	Cell  string `json:"cell"`
	Label string `json:"label"`
	Field string `json:"field"`
}

func spanOf(n []int) forms.Span {
	if len(n) != 2 {
		return forms.Span{}
	}
	return forms.Span{First: n[0], Last: n[1]}
}

// tally counts how often something was right.
type tally struct{ right, all int }

func (c *tally) add(ok bool) bool {
	c.all++
	if ok {
		c.right++
	}
	return ok
}

func (c tally) share() float64 {
	if c.all == 0 {
		return 1
	}
	return float64(c.right) / float64(c.all)
}

func (c tally) String() string { return fmt.Sprintf("%.4f (%d/%d)", c.share(), c.right, c.all) }

// scores are the figures of a community.
type scores struct {
	t                                     testing.TB
	kind, header, data, dept, unit, title tally
	footer, asOf                          tally
	fieldPrecision, fieldRecall, label    tally
	unseenRecall                          tally
	cellPrecision, cellRecall, cellLabel  tally
	confident                             []confidence
	rowPrecision, rowRecall               tally
	newPrecision, newRecall               tally // of labels that forget says were never seen
	forget                                func(label string) bool
}

type confidence struct {
	p  float64
	ok bool
}

func (s *scores) miss(what, file, sheet string, got, want any) {
	s.t.Logf("%s %s [%s]: got %v, want %v", what, filepath.Base(file), sheet, got, want)
}

func (s *scores) file(want truth, got []forms.Layout, asOf string) {
	if len(got) != len(want.Sheets) {
		s.t.Errorf("%s: %d layouts, want %d", want.File, len(got), len(want.Sheets))
		return
	}
	for i := range want.Sheets {
		w, l := &want.Sheets[i], &got[i]
		if !s.kind.add(l.Kind == w.Kind && l.Hidden == w.Hidden) {
			s.miss("kind", want.File, w.Name, l.Kind, w.Kind)
		}
		if w.Kind != forms.KindTable && w.Kind != forms.KindCard && w.Kind != forms.KindPlan {
			continue
		}
		s.place(want.File, w, l)
		s.lines(want.File, w, l)
		s.fields(want.File, w, l)
		// Some forms leave the day out; a day that is read must be the right one.
		if i == 0 && !l.AsOf.IsZero() {
			if !s.asOf.add(l.AsOf.String() == asOf) {
				s.miss("as of", want.File, w.Name, l.AsOf.String(), asOf)
			}
		}
	}
}

func (s *scores) place(file string, w *truthSheet, l *forms.Layout) {
	ok := l.HeaderRows == spanOf(w.Header) || l.HeaderRows.Empty() && spanOf(w.Header).Empty()
	if !s.header.add(ok) {
		s.miss("header", file, w.Name, l.HeaderRows, w.Header)
	}
	ok = l.DataRows == spanOf(w.Data) || l.DataRows.Empty() && spanOf(w.Data).Empty()
	if !s.data.add(ok) {
		s.miss("data rows", file, w.Name, l.DataRows, w.Data)
	}
}

func (s *scores) lines(file string, w *truthSheet, l *forms.Layout) {
	// A department that stands nowhere in the file can't be read from it.
	if !s.dept.add(l.Department == w.Department) {
		s.miss("department", file, w.Name, l.Department, w.Department)
	}
	if !s.unit.add(l.Unit == w.Unit) {
		s.miss("unit", file, w.Name, l.Unit, w.Unit)
	}
	if !s.title.add(l.Title == w.Title) {
		s.miss("title", file, w.Name, l.Title, w.Title)
	}
	have := map[string]string{"leader": l.Footer.Leader, "filler": l.Footer.Filler, "phone": l.Footer.Phone}
	for k, v := range w.Footer {
		if !s.footer.add(have[k] == v) {
			s.miss("footer "+k, file, w.Name, have[k], v)
		}
		delete(have, k)
	}
	for k, v := range have {
		if v != "" && !s.footer.add(false) {
			s.miss("footer "+k, file, w.Name, v, "")
		}
	}
}

func (s *scores) fields(file string, w *truthSheet, l *forms.Layout) {
	got := map[string]forms.Column{}
	for _, c := range l.Columns {
		got[forms.ColumnName(c.Index)] = c
	}
	for _, c := range w.Columns {
		g := got[c.Column]
		s.field(file, w.Name, c.Column, c.Field, g.Field, g.Confidence, &s.fieldPrecision, &s.fieldRecall, g.Label)
		if !c.Known && c.Field != "" {
			s.unseenRecall.add(g.Field == c.Field)
		}
		label := g.Label
		if g.Group != "" {
			label = g.Group + "/" + label
		}
		if !s.label.add(forms.Squeeze(label) == forms.Squeeze(c.Label)) {
			s.miss("label "+c.Column, file, w.Name, label, c.Label)
		}
	}
	if len(l.Cards) == 0 {
		return
	}
	cells := map[string]forms.CardCell{}
	for _, c := range l.Cards[0].Cells {
		cells[forms.CellName(c.Row, c.Col)] = c
	}
	for _, c := range w.Cells {
		g := cells[c.Cell]
		if !s.cellLabel.add(forms.Squeeze(g.Label) == forms.Squeeze(c.Label)) {
			s.miss("cell "+c.Cell, file, w.Name, g.Label, c.Label)
		}
		s.field(file, w.Name, c.Cell, c.Field, g.Field, g.Confidence, &s.cellPrecision, &s.cellRecall, g.Label)
		delete(cells, c.Cell)
	}
	for name, c := range cells {
		if c.Field != "" {
			s.cellPrecision.add(false)
			s.miss("extra cell "+name, file, w.Name, c.Label+"="+c.Field, "")
		}
	}
}

func (s *scores) field(file, sheet, at, want, got string, p float64, precision, recall *tally, label string) {
	if s.forget != nil && s.forget(label) {
		if got != "" {
			s.newPrecision.add(got == want)
		}
		if want != "" {
			s.newRecall.add(got == want)
		}
	}
	if got != "" {
		precision.add(got == want)
		s.confident = append(s.confident, confidence{p, got == want})
	}
	if want != "" {
		recall.add(got == want)
	}
	if got != want {
		s.miss("field "+at+" "+label, file, sheet, fmt.Sprintf("%s (%.2f)", got, p), want)
	}
}

// rows compares the people that the claims name with those that the file names.
func (s *scores) rows(file string, b *forms.Book, layouts []forms.Layout, want map[place]int) {
	got := map[place]int{}
	for i := range layouts {
		l := &layouts[i]
		c := Claims(b.Sheets[l.SheetIndex], l)
		if c == nil || l.Kind == forms.KindPlan {
			continue
		}
		for r := range c.Rows {
			if personOf(c, r) == "" {
				continue
			}
			name := l.Sheet
			if b.Format == forms.CSV {
				name = ""
			}
			got[place{name, int(c.Rows[r].Number)}]++
		}
	}
	for p, n := range want {
		for range n {
			if !s.rowRecall.add(got[p] >= n) {
				s.miss("row lost", file, p.sheet, p.row, "a person")
			}
		}
	}
	for p, n := range got {
		for range n {
			if !s.rowPrecision.add(want[p] >= n) {
				s.miss("row too many", file, p.sheet, p.row, "nobody")
			}
		}
	}
}

// personOf is the name of whom a row speaks.
func personOf(c *forms.Claims, r int) string {
	if c.Get(r, "org.name") != "" {
		return ""
	}
	for _, f := range []string{"person.name", "household.head_name", "house.owner_name"} {
		if v := c.Get(r, f); v != "" {
			return v
		}
	}
	return ""
}

func (s *scores) report() {
	s.t.Logf("kind              %v", s.kind)
	s.t.Logf("header            %v", s.header)
	s.t.Logf("data rows         %v", s.data)
	s.t.Logf("labels            %v", s.label)
	s.t.Logf("field precision   %v", s.fieldPrecision)
	s.t.Logf("field recall      %v   of labels outside the synonyms %v", s.fieldRecall, s.unseenRecall)
	s.t.Logf("card labels       %v", s.cellLabel)
	s.t.Logf("card precision    %v", s.cellPrecision)
	s.t.Logf("card recall       %v", s.cellRecall)
	s.t.Logf("department        %v", s.dept)
	s.t.Logf("unit              %v", s.unit)
	s.t.Logf("title             %v", s.title)
	s.t.Logf("footer            %v", s.footer)
	s.t.Logf("as of             %v", s.asOf)
	s.t.Logf("rows found        %v", s.rowRecall)
	s.t.Logf("rows right        %v", s.rowPrecision)
	s.calibration()
	for _, f := range []struct {
		name string
		got  tally
		goal float64
	}{
		{"kind", s.kind, .98},
		{"header", s.header, .97},
		{"data rows", s.data, .95},
		{"field precision", s.fieldPrecision, .98},
		{"field recall", s.fieldRecall, .95},
		{"card precision", s.cellPrecision, .98},
		{"card recall", s.cellRecall, .95},
		{"title", s.title, .98},
		{"footer", s.footer, .98},
		{"as of", s.asOf, .98},
		{"unit", s.unit, .95},
		{"rows found", s.rowRecall, .99},
		{"rows right", s.rowPrecision, .99},
	} {
		if f.got.share() < f.goal {
			s.t.Errorf("%s: %v, want at least %.2f", f.name, f.got, f.goal)
		}
	}
}

func (s *scores) calibration() {
	var bins [10]tally
	var sum [10]float64
	brier := 0.0
	for _, c := range s.confident {
		i := min(9, int(c.p*10))
		bins[i].add(c.ok)
		sum[i] += c.p
		hit := 0.0
		if c.ok {
			hit = 1
		}
		brier += (c.p - hit) * (c.p - hit)
	}
	for i, b := range bins {
		if b.all > 0 {
			s.t.Logf("confidence %.2f right %v", sum[i]/float64(b.all), b)
		}
	}
	if len(s.confident) > 0 {
		s.t.Logf("Brier score       %.4f", brier/float64(len(s.confident)))
	}
}
