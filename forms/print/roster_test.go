package print

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func rosterTexts(r *forms.Roster) []string {
	want := append([]string{r.Title}, r.Notes...)
	for _, c := range r.Columns {
		want = append(want, c.Label)
	}
	for _, g := range r.Groups {
		want = append(want, g.Lead...)
		for _, row := range g.Rows {
			want = append(want, row...)
		}
	}
	return append(want, r.Footer...)
}

func TestRosterTextIsWhole(t *testing.T) {
	r := eyeRoster(60)
	doc, report, file := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
	inOrder(t, doc.Text(), rosterTexts(r))
	if len(report.Missing) > 0 {
		t.Errorf("missing %q", report.Missing)
	}
	sameByPdftotext(t, doc, file)
}

func TestRosterPages(t *testing.T) {
	r := eyeRoster(120)
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
	for i := range doc.Pages {
		p := &doc.Pages[i]
		text := bare(p.Text())
		if p.Width < p.Height {
			t.Fatalf("page %d is upright", i+1)
		}
		if !strings.Contains(text, "户号住址与户主关系姓名") {
			t.Errorf("page %d has no header", i+1)
		}
		if !strings.Contains(text, fmt.Sprintf("第%d页共%d页", i+1, report.Pages)) {
			t.Errorf("page %d has no page number", i+1)
		}
		for _, run := range p.Runs {
			if run.X < 0 || run.X+run.Width(doc) > p.Width || run.Y > p.Height-4*mm || run.Y < 8*mm {
				t.Errorf("page %d: %q stands at %.0f, %.0f", i+1, run.Text, run.X, run.Y)
			}
		}
	}
	var marks []string
	for _, m := range doc.Outline {
		marks = append(marks, m.Title)
	}
	if want := []string{"第1网格", "第2网格", "第3网格"}; !slices.Equal(marks, want) {
		t.Errorf("bookmarks %v, want %v", marks, want)
	}
}

// A home is not torn apart between pages where one page can hold it.
func TestRosterKeepsHomesTogether(t *testing.T) {
	r := eyeRoster(120)
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
	text := bare(doc.Text())
	for _, g := range r.Groups {
		if n := strings.Count(text, g.Lead[0]); n != 1 {
			t.Errorf("%s stands %d times", g.Lead[0], n)
		}
	}
}

func TestRosterRowsGrow(t *testing.T) {
	r := eyeRoster(1)
	r.Groups = r.Groups[:1]
	r.Groups[0].Rows = [][]string{{"户主", "张三"}, {"子", "张四"}, {"女", "张五"}}
	height := func() float64 {
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
		a, _ := runWith(&doc.Pages[0], "张三")
		b, _ := runWith(&doc.Pages[0], "张五")
		return (b.Y - a.Y) / 2
	}
	if h := height(); !near(h, rosterLook.row, 0.1) {
		t.Errorf("rows are %.1f apart, want %.1f", h, rosterLook.row)
	}
	r.Groups[0].Rows[1] = append(r.Groups[0].Rows[1], make([]string, 7)...)
	r.Groups[0].Rows[1] = append(r.Groups[0].Rows[1], strings.Repeat("独居老人，需定期走访。", 12))
	if h := height(); h < 1.5*rosterLook.row {
		t.Errorf("a row did not grow with its text: %.1f", h)
	}
}

// A cell longer than a page runs on, and nothing of it is lost.
func TestRosterRunsOn(t *testing.T) {
	long := strings.Repeat("某市某区幸福街道和平里社区第三网格，", 400)
	for _, c := range []struct {
		name  string
		group forms.RosterGroup
	}{
		{"a row", forms.RosterGroup{Lead: []string{"HS000001", "东风路"}, Rows: [][]string{{"户主", long}, {"妻", "李喆"}}}},
		{"a lead", forms.RosterGroup{Lead: []string{"HS000001", long}, Rows: [][]string{{"户主", "张三"}, {"妻", "李喆"}}}},
		{"a lead with no one", forms.RosterGroup{Lead: []string{"HS000001", long}}},
		{"many people", forms.RosterGroup{Lead: []string{"HS000001", "东风路"}, Rows: slices.Repeat([][]string{{"住户", "张三"}}, 90)}},
	} {
		r := eyeRoster(3)
		r.Groups = append(r.Groups, c.group, r.Groups[0])
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
		lost(t, doc.Text(), rosterTexts(r))
		if report.Pages < 3 {
			t.Errorf("%s: only %d pages", c.name, report.Pages)
		}
		for i := range doc.Pages {
			for _, run := range doc.Pages[i].Runs {
				if run.Y > rosterPage.top+rosterPage.height+footDrop+1 {
					t.Fatalf("%s: page %d: %q stands below the frame", c.name, i+1, run.Text)
				}
			}
		}
	}
}

// anyText is what a cell may hold: names with rare characters, full-width forms,
// numbers, long words, line ends, anything.
func anyText(most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(
			rapid.StringOfN(rapid.SampledFrom([]rune("户册社区居民镕喆堃芃犇玥祎昇㐀𬭎𬬻〇ＡＢ１２３，。（）《》“”—…%·☐☑①⼀")), 0, 20, -1),
			rapid.StringMatching(`[A-Za-z0-9./,-]{0,40}`),
			rapid.SampledFrom([]string{"\n", " ", "　", "\t", "110199199001010000", "http://example.invalid/" + strings.Repeat("a", 60)}),
			rapid.String(),
		), 0, most).Draw(t, "parts")
		return strings.Join(parts, "")
	})
}

func TestRosterLosesNothing(t *testing.T) {
	cell := anyText(4)
	rapid.Check(t, func(t *rapid.T) {
		r := &forms.Roster{Title: cell.Draw(t, "title"), Notes: rapid.SliceOfN(cell, 0, 3).Draw(t, "notes"), Footer: rapid.SliceOfN(cell, 0, 3).Draw(t, "footer")}
		for range rapid.IntRange(1, 9).Draw(t, "columns") {
			r.Columns = append(r.Columns, forms.TableColumn{
				Label: cell.Draw(t, "label"),
				Width: float64(rapid.IntRange(0, 30).Draw(t, "width")), Align: forms.Align(rapid.IntRange(0, 2).Draw(t, "align")),
			})
		}
		for range rapid.IntRange(0, 12).Draw(t, "groups") {
			r.Groups = append(r.Groups, forms.RosterGroup{
				Bookmark: rapid.SampledFrom([]string{"", "第一网格"}).Draw(t, "mark"),
				Lead:     rapid.SliceOfN(cell, 0, 3).Draw(t, "lead"),
				Rows:     rapid.SliceOfN(rapid.SliceOfN(cell, 0, 9), 0, 6).Draw(t, "rows"),
			})
		}
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
		lost(t, doc.Text(), rosterTexts(r))
	})
}

func TestRosterWithoutColumnsIsRefused(t *testing.T) {
	_, err := Roster(io.Discard, &forms.Roster{Title: "册"})
	if f, ok := err.(*forms.Fault); !ok || f.Code != "print_no_columns" {
		t.Errorf("got %v", err)
	}
}

func TestPlainTable(t *testing.T) {
	tb := eyeTasks()
	tb.Title, tb.Note = "任务分解表", "注：经费随事转。"
	for _, landscape := range []bool{false, true} {
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Table(w, tb, forms.Info{}, landscape) })
		want := []string{tb.Title}
		for _, r := range tb.Rows {
			want = append(want, r...)
		}
		inOrder(t, doc.Text(), append(want, tb.Note))
		if got := doc.Pages[0].Width > doc.Pages[0].Height; got != landscape {
			t.Errorf("landscape is %v, want %v", got, landscape)
		}
	}
}
