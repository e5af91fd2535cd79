package print

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"huce/forms"
)

func eyeBoxes() []forms.Box {
	return []forms.Box{
		{Fonds: "某某街道和平里社区居民委员会", FondsNo: "0194", Year: "2026", Retention: "Y", Office: "BGS", No: 1, First: 1, Last: 12, Count: 12, Pages: 230, Thick: 30},
		{Fonds: "某某街道和平里社区居民委员会", FondsNo: "0194", Year: "2026", Retention: "D30", Office: "BGS", No: 2, First: 13, Last: 120, Count: 108, Pages: 238, Thick: 50},
		{Fonds: "某某街道和平里社区居民委员会", Year: "2026", Retention: "D10", Office: "民政", No: 1, First: 1, Last: 1, Count: 1, Pages: 3, Thick: 20},
	}
}

func eyeCatalogues() []forms.Catalogue {
	var out []forms.Catalogue
	for _, b := range eyeBoxes() {
		c := forms.Catalogue{Box: b}
		for i := b.First; i <= b.Last; i++ {
			c.Items = append(c.Items, forms.CatalogueItem{
				ArchivalNo: fmt.Sprintf("0194-WS·2026-%s-BGS-%04d", b.Retention, i), RefNo: "和社〔2026〕1号",
				Responsible: "和平里社区居民委员会", Title: fmt.Sprintf("和平里社区2026年度综合工作计划（%d）", i),
				Date: forms.NewDate(2026, 3, 5), Pages: 12,
			})
		}
		out = append(out, c)
	}
	return out
}

func eyeStatistics() *forms.Statistics {
	bars := forms.Chart{Title: "各部门要填的格数", Series: []string{"要填的格", "其中户册已有"}}
	pyramid := forms.Chart{Title: "人口金字塔（左男右女）", Series: []string{"男", "女"}, Pyramid: true}
	for i, d := range []string{"民政局", "公安派出所", "卫生健康局（含社区卫生服务中心、疾病预防控制中心及其派出机构）", "街道综治中心"} {
		bars.Bars = append(bars.Bars, forms.Bar{Label: d, Values: []float64{float64(4000 / (i + 1)), float64(1000 / (i + 1))}})
		pyramid.Bars = append(pyramid.Bars, forms.Bar{Label: fmt.Sprintf("%d—%d岁", i*5, i*5+4), Values: []float64{float64(20 + i), float64(30 - i)}})
	}
	return &forms.Statistics{
		Title: "和平里社区人口基本情况统计表", Unit: "填报单位：和平里社区居民委员会", Period: "2026年11月", Measure: "计量单位：人",
		Head:  &forms.StatHead{No: "社区人口1表", Organ: "某某区统计局", Approval: "某统制〔2026〕1号", Valid: "2027年12月"},
		Parts: []forms.StatPart{{Table: eyeTasks()}, {Chart: &bars}, {Chart: &pyramid}}, Footer: []string{"单位负责人：", "统计负责人：", "填表人：", "联系电话：", "报出日期：2026年11月25日"},
		Info: forms.Info{Title: "统计表"},
	}
}

// bound is a roster with a cover and an index, and each home on its page if so said.
func bound(r *forms.Roster, pages bool) *forms.Roster {
	r.Pages = pages
	r.Cover = &forms.Cover{Title: r.Title, Lines: []forms.Pair{{Label: "编制单位", Value: "和平里社区居民委员会"}, {Label: "户数人数", Value: "62 户 178 人"}}}
	for i := range r.Groups {
		r.Index = append(r.Index, forms.IndexEntry{Term: "欧阳镕", Detail: strings.Join(r.Groups[i].Lead, " "), Group: i})
	}
	return r
}

func TestStatistics(t *testing.T) {
	s := eyeStatistics()
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Statistics(w, s) })
	text := doc.Text()
	want := []string{"表　　号：社区人口1表", "制定机关：某某区统计局", "批准文号：某统制〔2026〕1号", "有效期至：2027年12月", s.Title, s.Unit, s.Period, s.Measure}
	inOrder(t, text, want)
	want = append(want, s.Footer...)
	for _, p := range s.Parts {
		if p.Table != nil {
			for _, row := range p.Table.Rows {
				want = append(want, row...)
			}
			continue
		}
		want = append(append(want, p.Chart.Title), p.Chart.Series...)
		for _, b := range p.Chart.Bars {
			want = append(want, b.Label, number(b.Values[0]), number(b.Values[1]))
		}
	}
	lost(t, text, want)
	no, ok := runWith(&doc.Pages[0], "社区人口")
	if !ok || no.X < a4Short*0.6 {
		t.Errorf("the registration stands at %.0f, %.0f, not at the upper right", no.X, no.Y)
	}
}

// Bars are as long as their values: the second half as long as the first is half
// its length.
func TestChartBarsAreToScale(t *testing.T) {
	s := forms.Statistics{Title: "图", Parts: []forms.StatPart{{Chart: &forms.Chart{Series: []string{"格"}, Bars: []forms.Bar{
		{Label: "甲", Values: []float64{400}}, {Label: "乙", Values: []float64{200}}, {Label: "丙", Values: []float64{0}},
	}}}}}
	p, err := LayStatistics(&s)
	if err != nil {
		t.Fatal(err)
	}
	var bars []float64
	for _, f := range p.pages[0].fills {
		if f.h == chartBar {
			bars = append(bars, float64(f.w))
		}
	}
	if len(bars) != 3 || !near(bars[0], 2*bars[1], 0.01) || bars[2] != 0 || bars[0] < 50*mm {
		t.Errorf("bars %v", bars)
	}
}

// A chart of forty departments stands on one page, its bars thinner if need be.
func TestChartStaysOnOnePage(t *testing.T) {
	for _, n := range []int{3, 20, 41, 48} {
		s := forms.Statistics{Title: "台账", Parts: []forms.StatPart{{Table: eyeTasks()}, {Chart: &forms.Chart{Title: "图", Series: []string{"格"}}}}}
		c := s.Parts[1].Chart
		for i := range n {
			c.Bars = append(c.Bars, forms.Bar{Label: fmt.Sprintf("第%d个部门", i+1), Values: []float64{float64(100 + i)}})
		}
		p, err := LayStatistics(&s)
		if err != nil {
			t.Fatal(err)
		}
		pages := map[int]int{}
		for i, pg := range p.pages {
			for _, f := range pg.fills {
				if f.w > 20*mm && f.h <= chartBar { // neither legend nor header
					pages[i]++
				}
			}
		}
		if len(pages) != 1 {
			t.Errorf("%d bars stand on pages %v", n, pages)
		}
	}
}

// Nobody signs on a page of its own: rows are set tighter, or the last of them comes
// along.
func TestStatisticsAreSignedBesideTheirRows(t *testing.T) {
	for n := 20; n < 60; n++ {
		tb := &forms.Table{Columns: []forms.TableColumn{{Label: "序号"}, {Label: "人数"}}}
		for i := range n {
			tb.Rows = append(tb.Rows, []string{fmt.Sprint("行", i+1), fmt.Sprint(i)})
		}
		s := forms.Statistics{Title: "统计表", Unit: "填报单位：居委会", Parts: []forms.StatPart{{Table: tb}}, Footer: []string{"单位负责人：", "填表人："}}
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Statistics(w, &s) })
		last := doc.Pages[len(doc.Pages)-1].Text()
		if !strings.Contains(last, "填表人") || !strings.Contains(last, fmt.Sprint("行", n)) {
			t.Errorf("%d rows: the last page says %q", n, last)
		}
	}
}

func TestCatalogues(t *testing.T) {
	list := eyeCatalogues()
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Catalogues(w, list, forms.Info{}) })
	var want []string
	for _, c := range list {
		for _, it := range c.Items {
			want = append(want, it.ArchivalNo, it.RefNo, it.Responsible, it.Title, "20260305")
		}
	}
	lost(t, doc.Text(), want)
	inOrder(t, doc.Text(), []string{"归档文件目录", "全宗名称", "2026", "永久", "归档文件目录", "档号", "题名", "密级", "页数", "30年", "10年"})
	if len(doc.Outline) != 3 || doc.Outline[0].Title != "2026年 永久 BGS" || doc.Outline[0].Page != 1 {
		t.Errorf("bookmarks %v", doc.Outline)
	}
	if report.Pages < 6 || doc.Pages[0].Width > doc.Pages[0].Height || doc.Pages[1].Width < doc.Pages[1].Height {
		t.Errorf("%d pages", report.Pages)
	}
}

func TestBoxLabels(t *testing.T) {
	boxes := eyeBoxes()
	covers, report, _ := printed(t, func(w io.Writer) (Report, error) { return write(w)(LayBoxCovers(boxes, forms.Info{})) })
	if report.Pages != 3 || !strings.Contains(covers.Pages[0].Text(), boxes[0].Fonds) {
		t.Errorf("%d covers: %q", report.Pages, covers.Text())
	}
	spines, report, _ := printed(t, func(w io.Writer) (Report, error) { return write(w)(LaySpines(boxes, forms.Info{})) })
	lost(t, spines.Text(), []string{"全宗号", "0194", "年度", "2026", "保管期限", "永久", "30年", "10年", "机构（问题）", "民政", "起止件号", "0001", "0012", "0013", "0120", "盒号"})
	if report.Pages != 1 {
		t.Errorf("three spines of 100 mm stand on %d pages", report.Pages)
	}
	// Each is as wide as its box.
	var edges []float64
	for _, r := range spines.Pages[0].Rules {
		if r.X1 == r.X2 && r.Y2-r.Y1 > 200*mm {
			edges = append(edges, r.X1)
		}
	}
	for i, b := range boxes {
		if w := edges[2*i+1] - edges[2*i]; !near(w, float64(b.Thick)*mm, 0.1) {
			t.Errorf("the spine of a %d mm box is %.1f mm wide", b.Thick, w/mm)
		}
	}
	notes, report, _ := printed(t, func(w io.Writer) (Report, error) { return write(w)(LayBoxNotes(boxes, forms.Info{})) })
	inOrder(t, notes.Text(), []string{"备考表", "盒内文件情况说明", "共12件230页", "0001至0012", "整理人", "整理日期", "检查人", "检查日期"})
	if report.Pages != 3 {
		t.Errorf("%d sheets", report.Pages)
	}
}

// A bound register has its cover, its homes, and an index that says the right pages.
func TestRosterBound(t *testing.T) {
	for _, pages := range []bool{false, true} {
		r := bound(eyeRoster(60), pages)
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
		if doc.Labels[0] != "封面" || doc.Labels[len(doc.Labels)-1] != "户主索引" {
			t.Errorf("labels %q", doc.Labels)
		}
		if pages && report.Pages < 62 {
			t.Errorf("60 homes on pages of their own take %d pages", report.Pages)
		}
		// The index names each home; where it sends one, that home stands.
		index := doc.Pages[len(doc.Pages)-1].Text()
		for i := range r.Groups {
			id := r.Groups[i].Lead[0]
			at := strings.Index(index, id)
			if at < 0 {
				continue // on an earlier page of the index
			}
			var page int
			rest := index[at:]
			rest = rest[strings.Index(rest, r.Groups[i].Lead[1])+len(r.Groups[i].Lead[1]):]
			if _, err := fmt.Sscanf(rest, "%d", &page); err != nil {
				t.Fatalf("%q: %v", head(rest, 20), err)
			}
			if body := doc.Pages[page].Text(); !strings.Contains(body, id) { // the cover stands before page 1
				t.Fatalf("pages %v: %s is not on page %d", pages, id, page)
			}
		}
	}
}
