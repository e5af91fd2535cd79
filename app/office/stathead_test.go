package office

import (
	"testing"

	"huce/forms"
)

func TestStatHead(t *testing.T) {
	grid := func(rows ...[]string) *forms.Grid {
		g := &forms.Grid{}
		for r, row := range rows {
			for c, text := range row {
				g.Set(r, c, forms.T(text, 0))
			}
		}
		return g
	}
	for name, c := range map[string]struct {
		grid *forms.Grid
		want forms.StatHead
	}{
		"one cell each": {grid([]string{"人口年报", "", "表　　号：社区人口1表"}, []string{"", "", "制定机关：某某区统计局"}, []string{"", "", "批准文号：某统制〔2026〕1号"}, []string{"", "", "有效期至：2027年12月"}), forms.StatHead{No: "社区人口1表", Organ: "某某区统计局", Approval: "某统制〔2026〕1号", Valid: "2027年12月"}},
		"value beside":  {grid([]string{"台账", "表号：", "民2表", ""}, []string{"", "备案文号：", "", "民备〔2025〕7号"}), forms.StatHead{No: "民2表", Approval: "民备〔2025〕7号"}},
		"blank lines":   {grid([]string{"表号：______", "批准文号：____"}), forms.StatHead{}},
		"none":          {grid([]string{"高龄津贴花名册"}, []string{"序号", "姓名", "编号"}, []string{"1", "表号是什么"}), forms.StatHead{}},
		"label, label":  {grid([]string{"表号：", "制定机关：某局"}), forms.StatHead{Organ: "某局"}},
	} {
		if got := statHead(&forms.Book{Sheets: []*forms.Grid{c.grid}}); got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
