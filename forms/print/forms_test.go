package print

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"huce/forms"
)

// cards is a form of so many cards, one a sheet, each for somebody else.
func cards(n int) forms.Form {
	f := forms.Form{Title: "困难残疾人生活补贴申请审批表"}
	names := []string{"王堃堃", "李喆", "周𬭎", "欧阳镕", "赵一", "钱二"}
	for i := range n {
		g := eyeCard()
		g.Name = fmt.Sprintf("%s%d", names[i%len(names)], i+1)
		g.Set(2, 2, forms.T(names[i%len(names)], forms.StylePlain))
		g.Set(4, 2, forms.T(fmt.Sprintf("1101991958%08d", i), forms.StylePlain))
		f.Sheets = append(f.Sheets, g)
	}
	return f
}

func textsOf(f *forms.Form) []string {
	var want []string
	for _, g := range f.Sheets {
		if !g.Hidden {
			want = append(want, g.Before...)
			want = append(want, gridTexts(g)...)
			want = append(want, g.After...)
		}
	}
	return want
}

// Every sheet stands on a page of its own with a bookmark of its own, nothing is
// lost, and a hidden sheet stays out.
func TestFormsOneFile(t *testing.T) {
	f := cards(6)
	hidden := eyeList(1)
	hidden.Hidden, hidden.Name = true, "字典"
	f.Sheets = append(f.Sheets, hidden)
	list := forms.Form{Title: "高龄津贴花名册", Sheets: []*forms.Grid{eyeList(60)}}
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) {
		return Forms(w, []forms.Form{f, list}, forms.Info{Title: "全部报表"})
	})
	lost(t, doc.Text(), append(textsOf(&f), textsOf(&list)...))
	if strings.Contains(doc.Text(), "字典") {
		t.Error("a hidden sheet is printed")
	}
	var titles []string
	for _, b := range doc.Outline {
		titles = append(titles, fmt.Sprintf("%d %s", b.Page, b.Title))
	}
	want := []string{
		"1 困难残疾人生活补贴申请审批表", "1 王堃堃1", "2 李喆2", "3 周𬭎3", "4 欧阳镕4", "5 赵一5", "6 钱二6", "7 高龄津贴花名册",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("bookmarks %q", titles)
	}
	if report.Pages < 8 {
		t.Errorf("%d pages", report.Pages)
	}
	if doc.Labels[0] != "困难残疾人生活补贴申请审批表" || doc.Labels[1] != "困难残疾人生活补贴申请审批表 2" {
		t.Errorf("labels %q", doc.Labels)
	}
}

// The tables of a text document follow each other down the page, with the text
// between them; a card begins a page.
func TestFormsTextDocument(t *testing.T) {
	first, second := eyeList(3), eyeList(4)
	first.Before = []string{"关于报送高龄津贴的通知", "各社区：", "请于本月底前报送下表。"}
	second.Before = []string{"附：上月名册"}
	second.After = []string{"联系人：王堃"}
	f := forms.Form{Title: "通知", Sheets: []*forms.Grid{first, second}, Flow: true}
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Forms(w, []forms.Form{f}, forms.Info{}) })
	if report.Pages != 1 {
		t.Errorf("%d pages", report.Pages)
	}
	inOrder(t, doc.Text(), []string{"关于报送高龄津贴的通知", "请于本月底前报送下表。", "张三", "附：上月名册", "周𬭎", "联系人：王堃"})
	f = cards(2)
	f.Flow = true
	_, report, _ = printed(t, func(w io.Writer) (Report, error) { return Forms(w, []forms.Form{f}, forms.Info{}) })
	if report.Pages != 2 {
		t.Errorf("two cards of a text document stand on %d pages", report.Pages)
	}
}

// A value longer than its cell makes the row grow, then shrinks, then goes on on an
// annex page; nothing of it is ever cut.
func TestFormsLongValue(t *testing.T) {
	sentence := "本人系肢体二级残疾，无固定收入，家庭人均月收入低于本市最低生活保障标准，生活困难。"
	for _, c := range []struct {
		times, pages int
		annex        bool
	}{{1, 1, false}, {8, 1, false}, {22, 1, false}, {60, 1, false}, {120, 3, true}, {200, 6, true}} {
		g := eyeCard()
		g.Set(8, 2, forms.T(strings.Repeat(sentence, c.times), forms.StylePlain))
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
		text := bare(doc.Text())
		if c.annex {
			for _, s := range []string{"（接附页）", "附页", "申请理由（接正表）：", "困难残疾人生活补贴申请审批表"} {
				if !strings.Contains(text, s) {
					t.Errorf("%d times: no %s", c.times, s)
				}
			}
			text = strings.Replace(text, "（接附页）", "", 1)
		}
		if report.Pages > c.pages || (report.Pages > 1) != c.annex {
			t.Errorf("%d times: %d pages", c.times, report.Pages)
		}
		lost(t, text, gridTexts(g))
		if n := strings.Count(text, "生活困难。"); n < c.times-2 { // one may lie across the page's end
			t.Errorf("%d times: found %d", c.times, n)
		}
	}
}

// The same holds of a card that says how it looks.
func TestLookedCardLongValue(t *testing.T) {
	sentence := "本人系肢体二级残疾，无固定收入，生活困难。"
	for _, c := range []struct {
		times, pages int
		annex        bool
	}{{1, 1, false}, {40, 1, false}, {150, 3, true}, {300, 5, true}} {
		g := eyeCard()
		for r := range g.Rows {
			for col := range g.Rows[r] {
				g.Rows[r][col].Style = forms.StylePlain
			}
		}
		g.Look = &forms.Look{
			RowHeight: 30, CharWidth: 5.25, ColWidth: 12,
			Styles: []forms.CellLook{{Size: 12, Wrap: true, Left: 0.5, Top: 0.5, Right: 0.5, Bottom: 0.5}},
		}
		g.Set(8, 2, forms.T(strings.Repeat(sentence, c.times), forms.StylePlain))
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
		text := bare(doc.Text())
		if strings.Contains(text, "（接附页）") != c.annex || report.Pages > c.pages {
			t.Errorf("%d times: %d pages, annex %v", c.times, report.Pages, !c.annex)
		}
		lost(t, strings.Replace(text, "（接附页）", "", 1), gridTexts(g))
		if n := strings.Count(text, "生活困难。"); n < c.times-2 { // some may lie across a page's end
			t.Errorf("%d times: found %d", c.times, n)
		}
	}
}

// What marks a form as an attachment stands above its title and isn't taken for it.
func TestAttachmentMarkIsNoTitle(t *testing.T) {
	for _, mark := range []string{"附件7", "附件：", "附件 3-1", "附表二"} {
		g := &forms.Grid{Before: []string{mark, "志愿者注册登记表", "填报单位：安宁社区"}}
		g.Set(0, 0, forms.T("姓名", forms.StylePlain))
		p, err := LayForms([]forms.Form{{Sheets: []*forms.Grid{g}}}, forms.Info{})
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[string]float32{}
		for _, tx := range p.pages[0].texts {
			sizes[tx.s] = tx.size
		}
		if sizes["志愿者注册登记表"] != float32(gridTitle.size) {
			t.Errorf("%s: %v", mark, sizes)
		}
	}
}
