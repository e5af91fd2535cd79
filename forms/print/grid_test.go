package print

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
	"huce/forms/print/pdftext"
)

// eyeCard is an application form as a reader gives it: no styles, many merges.
func eyeCard() *forms.Grid {
	g := &forms.Grid{Name: "申请表", Widths: []float64{6, 12, 14, 10, 12, 12, 16}}
	set := func(r, c int, s string) { g.Set(r, c, forms.T(s, forms.StylePlain)) }
	merge := func(t, l, b, r int) { g.Merges = append(g.Merges, forms.Range{Top: t, Left: l, Bottom: b, Right: r}) }
	set(0, 0, "困难残疾人生活补贴申请审批表")
	merge(0, 0, 0, 6)
	set(1, 0, "填表日期：2026年12月20日")
	set(1, 4, "编号：CJ-2026-0387")
	set(2, 0, "申请人基本情况")
	merge(2, 0, 7, 0)
	for i, row := range [][]string{
		{"姓名", "王堃堃", "性别", "男", "民族", "照片（一寸）"},
		{"出生日期", "1958年3月7日", "残疾类别", "肢体（二级）", "", ""},
		{"身份证号", "110199195803070011", "", "", "", ""},
		{"残疾证号", "11019919580307001142", "", "", "联系电话", "19900000001"},
		{"户籍地址", "某某市某某区幸福街道和平里社区第3网格东风路128号院16号楼2单元1702室", "", "", "", ""},
		{"现住地址（与户籍地址不一致时填写）", "某某市某某区幸福街道和平里社区第9网格解放大街南段甲36号院（原第二棉纺织厂家属院）7号楼1单元2123室（与长子同住，2019年5月迁入，户口未迁）", "", "", "", ""},
	} {
		for c, s := range row {
			set(2+i, 1+c, s)
		}
	}
	merge(2, 6, 4, 6)
	merge(3, 4, 3, 5)
	merge(4, 2, 4, 5)
	merge(5, 2, 5, 4)
	merge(6, 2, 6, 6)
	merge(7, 2, 7, 6)
	for i, s := range []string{"申请理由", "社区居民委员会意见", "街道办事处审核意见", "区残联审批意见"} {
		set(8+i, 0, s)
		merge(8+i, 0, 8+i, 1)
		merge(8+i, 2, 8+i, 6)
		set(8+i, 2, "经核实，情况属实，同意上报。\n\n　　　　　　　　　　　　负责人（签字）：　　　　　（盖章）\n　　　　　　　　　　　　　　　　　　年　　月　　日")
	}
	set(8, 2, "本人系肢体二级残疾，无固定收入，家庭人均月收入低于本市最低生活保障标准，生活困难，特申请困难残疾人生活补贴。")
	return g
}

func eyeList(rows int) *forms.Grid {
	g := &forms.Grid{Name: "花名册"}
	g.Set(0, 0, forms.T("高龄津贴花名册", forms.StylePlain))
	g.Set(1, 0, forms.T("填报单位：和平里社区居民委员会", forms.StylePlain))
	for c, s := range []string{"序号", "姓名", "身份证号", "联系电话", "住址", "金额（元）", "备注"} {
		g.Set(2, c, forms.T(s, forms.StylePlain))
	}
	for r := range rows {
		for c, s := range []string{fmt.Sprint(r + 1), []string{"张三", "李喆", "周𬭎"}[r%3], fmt.Sprintf("1101991940010%05d", r), "19900000001", "幸福街道和平里社区第3网格东风路128号院16号楼2单元1702室", "100.00", ""} {
			g.Set(3+r, c, forms.T(s, forms.StylePlain))
		}
	}
	g.Set(3+rows, 0, forms.T("单位负责人：", forms.StylePlain))
	g.Set(3+rows, 3, forms.T("填表人：王堃", forms.StylePlain))
	return g
}

func gridTexts(g *forms.Grid) []string {
	var want []string
	for _, row := range g.Rows {
		for _, c := range row {
			want = append(want, c.Text)
		}
	}
	return want
}

func TestGridCard(t *testing.T) {
	g := eyeCard()
	doc, report, file := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if report.Pages != 1 || doc.Pages[0].Width > doc.Pages[0].Height {
		t.Fatalf("%d pages, %.0f wide", report.Pages, doc.Pages[0].Width)
	}
	text := bare(doc.Text())
	for _, s := range gridTexts(g) {
		if !strings.Contains(text, bare(s)) {
			t.Errorf("%q is lost", s)
		}
	}
	title, ok := runWith(&doc.Pages[0], "困难残疾人")
	if !ok || faceNamed(doc.Fonts[title.Font].Name) != xbs() || !near(title.X+title.Width(doc)/2, a4Short/2, 1) {
		t.Errorf("the title is not set as one: %+v", title)
	}
	// The merged label runs down its narrow column, a character below the other.
	for _, s := range []string{"申", "请", "人", "基", "本", "情", "况"} {
		if !slices.ContainsFunc(doc.Pages[0].Runs, func(r pdftext.Run) bool { return r.Text == s }) {
			t.Errorf("%s of the upright label does not stand alone", s)
		}
	}
	sameByPdftotext(t, doc, file)
}

// No text touches or crosses a rule.
func TestGridTextStaysOffTheRules(t *testing.T) {
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, eyeCard(), forms.Info{}) })
	p := &doc.Pages[0]
	for _, r := range p.Runs {
		left, right := r.X+0.1, r.X+r.Width(doc)-0.1
		if s := strings.TrimRight(r.Text, " 　"); s != r.Text {
			continue // ends in blanks
		}
		top, foot := r.Y-0.6*r.Size, r.Y
		for _, l := range p.Rules {
			if l.X1 == l.X2 && l.X1 > left && l.X1 < right && min(l.Y1, l.Y2) < foot && max(l.Y1, l.Y2) > top {
				t.Errorf("%q is crossed by an upright rule", r.Text)
			}
			if l.Y1 == l.Y2 && l.Y1 > top && l.Y1 < foot && min(l.X1, l.X2) < right && max(l.X1, l.X2) > left {
				t.Errorf("%q is crossed by a rule", r.Text)
			}
		}
	}
}

func TestGridListRepeatsItsHeader(t *testing.T) {
	g := eyeList(200)
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	inOrder(t, strings.ReplaceAll(bare(doc.Text()), "序号姓名身份证号联系电话住址金额（元）备注", ""),
		slices.DeleteFunc(gridTexts(g), func(s string) bool {
			return slices.Contains([]string{"序号", "姓名", "身份证号", "联系电话", "住址", "金额（元）", "备注"}, s)
		}))
	if report.Pages < 3 {
		t.Fatalf("%d pages", report.Pages)
	}
	for i := range doc.Pages {
		if !strings.Contains(bare(doc.Pages[i].Text()), "序号姓名身份证号") {
			t.Errorf("page %d has no header", i+1)
		}
	}
}

func TestGridLeavesHiddenOut(t *testing.T) {
	g := eyeList(3)
	g.HiddenRows = map[int]bool{4: true}
	g.HiddenCols = map[int]bool{2: true}
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if text := doc.Text(); strings.Contains(text, "李喆") || strings.Contains(text, "身份证号") || !strings.Contains(text, "周𬭎") {
		t.Errorf("hidden cells: %s", text)
	}
}

func TestGridKeepsTextAroundATable(t *testing.T) {
	g := eyeList(2)
	g.Before = []string{"关于开展高龄津贴核查的通知", "各社区居民委员会：", "请于6月底前核查。"}
	g.After = []string{"联系人：王堃"}
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	inOrder(t, doc.Text(), slices.Concat(g.Before, gridTexts(g), g.After))
}

func TestGridLosesNothing(t *testing.T) {
	cell := anyText(3)
	rapid.Check(t, func(t *rapid.T) {
		g := &forms.Grid{
			Landscape: rapid.Bool().Draw(t, "landscape"), Widths: rapid.SliceOfN(rapid.Float64Range(0, 40), 0, 8).Draw(t, "widths"),
			Before: rapid.SliceOfN(cell, 0, 2).Draw(t, "before"), After: rapid.SliceOfN(cell, 0, 2).Draw(t, "after"),
		}
		rows, cols := rapid.IntRange(1, 25).Draw(t, "rows"), rapid.IntRange(1, 9).Draw(t, "cols")
		styles := rapid.Bool().Draw(t, "styles")
		for r := range rows {
			for c := range cols {
				style := forms.StylePlain
				if styles {
					style = forms.Style(rapid.IntRange(0, 5).Draw(t, "style"))
				}
				g.Set(r, c, forms.T(cell.Draw(t, "cell"), style))
			}
		}
		for range rapid.IntRange(0, 5).Draw(t, "merges") { // some of them overlap
			top, left := rapid.IntRange(0, rows-1).Draw(t, "top"), rapid.IntRange(0, cols-1).Draw(t, "left")
			m := forms.Range{Top: top, Left: left, Bottom: top + rapid.IntRange(0, 9).Draw(t, "down"), Right: left + rapid.IntRange(0, 3).Draw(t, "right")}
			g.Merges = append(g.Merges, m)
		}
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
		want := slices.Concat(g.Before, g.After)
		s := shownOf(g)
		for _, b := range s.boxes() {
			want = append(want, b.cell.Text)
		}
		lost(t, doc.Text(), want)
	})
}

func TestGridRunsOn(t *testing.T) {
	long := strings.Repeat("某市某区幸福街道和平里社区第三网格，", 500)
	for _, at := range [][2]int{{5, 2}, {7, 2}, {9, 2}, {2, 0}} {
		g := eyeCard()
		g.Set(at[0], at[1], forms.T(long, forms.StylePlain))
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
		lost(t, doc.Text(), gridTexts(g))
		if report.Pages < 2 {
			t.Errorf("cell %v: %d pages", at, report.Pages)
		}
		for i := range doc.Pages {
			for _, r := range doc.Pages[i].Runs {
				if r.Y > doc.Pages[i].Height-5*mm {
					t.Fatalf("cell %v: %q runs off page %d", at, r.Text, i+1)
				}
			}
		}
	}
}

// fileLook is a sheet of two labelled rows with a look of its own.
func fileLook() *forms.Grid {
	rule := forms.CellLook{Size: 11, Font: "宋体", Left: 0.5, Top: 0.5, Right: 0.5, Bottom: 2}
	wrapped := rule
	wrapped.Wrap = true
	g := &forms.Grid{Name: "表", Widths: []float64{10, 20}, Look: &forms.Look{
		Styles: []forms.CellLook{{Size: 11, Font: "宋体"}, rule, wrapped}, RowHeight: 14, CharWidth: 5.25, ColWidth: 9, Scale: 1,
	}}
	for r, row := range [][2]string{{"姓名", "王一"}, {"备注", ""}} {
		for c, s := range row {
			g.Set(r, c, forms.T(s, forms.StylePlain))
			g.Look.Set(r, c, 1+c)
		}
	}
	return g
}

// A sheet with a look has the rules, widths and heights of its file; a row grows for
// a text that its file gives too little room, and none of it is cut.
func TestGridAsInFile(t *testing.T) {
	g := fileLook()
	p, err := LayGrid(g, forms.Info{})
	if err != nil {
		t.Fatal(err)
	}
	widths, ys := map[float32]int{}, map[float32]bool{}
	var left, right float32 = 1000, 0
	for _, r := range p.pages[0].rules {
		widths[r.width]++
		if r.y1 == r.y2 {
			ys[r.y1] = true
			left, right = min(left, r.x1), max(right, r.x2)
		}
	}
	if widths[0.5] == 0 || widths[2] != 4 || len(ys) != 3 {
		t.Errorf("rules %v at %v", widths, ys)
	}
	if w := right - left; w < 157 || w > 158 {
		t.Errorf("%.1f points wide, want 30 characters of 5.25", w)
	}
	long := strings.Repeat("行动不便，需要上门办理。", 60)
	g.Set(1, 1, forms.T(long, forms.StylePlain))
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if n := strings.Count(doc.Text(), "办"); n != 60 {
		t.Errorf("%d of 60 sentences are printed on %d pages", n, report.Pages)
	}
}

// The pages of a sheet begin where its file says, and repeat the rows it says.
func TestGridBreaksAndTitles(t *testing.T) {
	g := fileLook()
	for r := 2; r < 30; r++ {
		g.Set(r, 0, forms.T(fmt.Sprintf("第%d行", r+1), forms.StylePlain))
	}
	g.Look.Breaks, g.Look.Titles = []int{10, 20}, forms.Span{First: 1, Last: 1}
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if report.Pages != 3 {
		t.Fatalf("%d pages", report.Pages)
	}
	for i, first := range []string{"第3行", "第11行", "第21行"} {
		text := doc.Pages[i].Text()
		if !strings.Contains(text, first) || !strings.Contains(text, "姓名") {
			t.Errorf("page %d: %q", i+1, text)
		}
	}
}

// A card that a page can hold is not cut, in a sheet that says how it looks neither; a
// text that nothing stands beside runs over the page, not down its narrow column.
func TestLookedCardsAndTextsStayWhole(t *testing.T) {
	g := &forms.Grid{Widths: []float64{12, 20, 12, 20}, Look: &forms.Look{
		Styles: []forms.CellLook{{Size: 11}, {Size: 11, Left: 0.5, Top: 0.5, Right: 0.5, Bottom: 0.5}}, RowHeight: 20, CharWidth: 5.25,
	}}
	row := 0
	for n := range 5 {
		g.Set(row, 0, forms.T("救助申请表", forms.StylePlain))
		g.Merges = append(g.Merges, forms.Range{Top: row, Bottom: row, Right: 3})
		for range 12 {
			row++
			for c := range 4 {
				g.Look.Set(row, c, 1)
			}
			g.Set(row, 0, forms.T("姓名", forms.StylePlain))
			g.Set(row, 1, forms.T("王一", forms.StylePlain))
			g.Merges = append(g.Merges, forms.Range{Top: row, Left: 1, Bottom: row, Right: 3})
		}
		row += 1 + n%2 // with and without a blank row between them
	}
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if report.Pages != 3 {
		t.Errorf("%d pages", report.Pages)
	}
	for i, p := range doc.Pages {
		text := p.Text()
		if titles, rows := strings.Count(text, "申请表"), strings.Count(text, "姓名"); rows != 12*titles {
			t.Errorf("page %d: %d titles, %d rows", i+1, titles, rows)
		}
	}
	note := &forms.Grid{Look: &forms.Look{Styles: []forms.CellLook{{Size: 11}}, RowHeight: 15, CharWidth: 5.25, ColWidth: 9}}
	note.Set(0, 0, forms.T("本表由社区居委会填写，一式两份，每月五日前报街道办事处。", forms.StylePlain))
	p, err := LayGrid(note, forms.Info{})
	if err != nil {
		t.Fatal(err)
	}
	lines := map[float32]bool{}
	for _, tx := range p.pages[0].texts {
		lines[tx.y] = true
	}
	if len(lines) != 1 {
		t.Errorf("a text alone takes %d lines", len(lines))
	}
}

// A text document's rows are as high as its lines stand apart: by the page's grid, by
// their own spacing; a card that would run over its page for that is set closer.
func TestDocumentLines(t *testing.T) {
	card := func(rows int, l forms.DocLines) *forms.Grid {
		g := &forms.Grid{Widths: []float64{12, 20, 12, 20}, Look: &forms.Look{
			Document: true, Lines: l, CharWidth: 5.25, Styles: []forms.CellLook{{Size: 12, Wrap: true, Left: 0.5, Top: 0.5, Right: 0.5, Bottom: 0.5}},
		}}
		for r := range rows {
			g.Set(r, 0, forms.T("姓名", forms.StylePlain))
			g.Set(r, 1, forms.T("王一", forms.StylePlain))
			if r == 0 {
				g.Set(r, 3, forms.T("女", forms.StylePlain))
				continue
			}
			g.Merges = append(g.Merges, forms.Range{Top: r, Left: 1, Bottom: r, Right: 3})
		}
		return g
	}
	ts := newTypesetter(forms.Info{})
	for _, c := range []struct {
		lines forms.DocLines
		high  float64
	}{
		{forms.DocLines{}, 15.2},
		{forms.DocLines{Grid: 15.6}, 15.6},
		{forms.DocLines{Grid: 10}, 20},
		{forms.DocLines{Grid: 15.6, Gap: 6}, 21.6},
		{forms.DocLines{Times: 1.5}, 23.4},
		{forms.DocLines{Grid: 15.6, Fixed: 25}, 25},
	} {
		s := newStrip(ts, card(4, c.lines), forms.Info{})
		if high := s.total() / 4; math.Abs(high-c.high) > 0.05 {
			t.Errorf("%+v: rows of %.2f points, want %.2f", c.lines, high, c.high)
		}
	}
	for rows, pages := range map[int]int{20: 1, 40: 1, 70: 2} {
		_, report, _ := printed(t, func(w io.Writer) (Report, error) {
			return Grid(w, card(rows, forms.DocLines{Grid: 15.6, Gap: 6}), forms.Info{})
		})
		if report.Pages != pages {
			t.Errorf("%d rows: %d pages", rows, report.Pages)
		}
	}
}
