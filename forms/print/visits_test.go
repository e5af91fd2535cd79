package print

import (
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func visitTexts(s *forms.VisitSheet) []string {
	want := []string{s.Code, s.Community, s.Head, s.Phone, s.Home, s.Visitor, s.Welfare, s.Members.Title}
	if len(s.Members.Columns) > 0 {
		for _, c := range s.Members.Columns {
			want = append(want, c.Label)
		}
		for _, r := range s.Members.Rows {
			want = append(want, r...)
		}
		want = append(want, s.Members.Note)
	}
	for _, k := range s.Known {
		want = append(want, k.Label, k.Value)
	}
	for i, a := range s.Asks {
		if i == 0 || a.About != s.Asks[i-1].About { // stands once for all that is asked about it
			want = append(want, a.About)
		}
		want = append(want, a.Label, a.Hint)
		for _, o := range a.Options {
			want = append(want, "□"+o)
		}
		want = append(want, strings.Join(a.For, "、"))
	}
	return want
}

func TestVisitsAreWhole(t *testing.T) {
	sheets := eyeVisits()
	doc, report, file := printed(t, func(w io.Writer) (Report, error) { return Visits(w, sheets) })
	if report.Pages != 4 {
		t.Errorf("%d pages; three homes, of which one needs two, make 4", report.Pages)
	}
	for i := range sheets {
		for _, text := range visitTexts(&sheets[i]) {
			if !strings.Contains(bare(doc.Text()), bare(text)) {
				t.Errorf("%s: %q is lost", sheets[i].Code, text)
			}
		}
	}
	if len(doc.Outline) != 3 || doc.Outline[2].Title != "3-16-2-1702 欧阳镕" || doc.Outline[2].Page != 4 {
		t.Errorf("bookmarks %v", doc.Outline)
	}
	sameByPdftotext(t, doc, file)
}

// The code stands large at the top right of every page of a home.
func TestVisitCodeIsFound(t *testing.T) {
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Visits(w, eyeVisits()) })
	for i, code := range []string{"HS000123", "HS000124", "HS000124", "3-16-2-1702"} {
		r, ok := runWith(&doc.Pages[i], code)
		if !ok || r.X < a4Short*0.6 || r.Y > 40*mm || r.Size < 18 {
			t.Errorf("page %d: %s stands at %.0f, %.0f in %.0f pt", i+1, code, r.X/mm, r.Y/mm, r.Size)
		}
	}
}

// A choice and its box stay on one line.
func TestVisitChoicesStayWhole(t *testing.T) {
	s := eyeVisits()[0]
	s.Asks = []forms.Ask{{Label: "文化程度", Options: []string{"研究生教育", "大学本科教育", "大学专科教育", "中等职业教育", "普通高级中学教育", "初级中学教育", "小学教育", "其他"}}}
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Visits(w, []forms.VisitSheet{s}) })
	for _, o := range s.Asks[0].Options {
		found := false
		for _, l := range linesOf(doc, &doc.Pages[0]) {
			found = found || strings.Contains(bare(l.text), "□"+o)
		}
		if !found {
			t.Errorf("□ and %s are apart", o)
		}
	}
}

func TestVisitsLoseNothing(t *testing.T) {
	cell := anyText(3)
	texts := rapid.SliceOfN(cell, 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		s := forms.VisitSheet{
			Community: cell.Draw(t, "community"), Code: cell.Draw(t, "code"), Home: cell.Draw(t, "home"),
			Head: cell.Draw(t, "head"), Phone: cell.Draw(t, "phone"), Visitor: cell.Draw(t, "visitor"), Year: "2026", Welfare: cell.Draw(t, "welfare"),
		}
		for range rapid.IntRange(0, 5).Draw(t, "columns") {
			s.Members.Columns = append(s.Members.Columns, forms.TableColumn{Label: cell.Draw(t, "label")})
		}
		s.Members.Rows = rapid.SliceOfN(texts, 0, 5).Draw(t, "members")
		if len(s.Members.Rows) == 0 { // without people there is no table of them
			s.Members = forms.Table{}
		}
		for range rapid.IntRange(0, 6).Draw(t, "known") {
			s.Known = append(s.Known, forms.Pair{Label: cell.Draw(t, "k"), Value: cell.Draw(t, "v")})
		}
		for range rapid.IntRange(0, 10).Draw(t, "asks") {
			s.Asks = append(s.Asks, forms.Ask{
				About: rapid.SampledFrom([]string{"", "张三", "李喆"}).Draw(t, "about"), Label: cell.Draw(t, "ask"),
				Options: texts.Draw(t, "options"), Hint: cell.Draw(t, "hint"), For: texts.Draw(t, "for"),
			})
		}
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Visits(w, []forms.VisitSheet{s}) })
		lost(t, doc.Text(), visitTexts(&s))
	})
}

func TestNoVisitsIsAFault(t *testing.T) {
	_, err := Visits(io.Discard, nil)
	if f, ok := err.(*forms.Fault); !ok || f.Code != "print_nothing" {
		t.Errorf("got %v", err)
	}
}
