package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// boxGrid is a sheet whose lines are given with | between cells; ‹text› stands for
// one character a cell, ‹18› for so many blank ones.
func boxGrid(lines ...string) *forms.Grid {
	g := &forms.Grid{Name: "Sheet1"}
	for r, l := range lines {
		col := 0
		for _, cell := range strings.Split(l, "|") {
			boxes, isBoxes := strings.CutPrefix(cell, "‹")
			boxes = strings.TrimSuffix(boxes, "›")
			switch {
			case isBoxes && len(boxes) == 2:
				for range 10*int(boxes[0]-'0') + int(boxes[1]-'0') {
					g.Set(r, col, forms.Cell{})
					col++
				}
			case isBoxes:
				for _, c := range boxes {
					g.Set(r, col, forms.T(string(c), 0))
					col++
				}
			default:
				g.Set(r, col, forms.T(cell, 0))
				col++
			}
		}
	}
	return g
}

func TestBoxesOfATable(t *testing.T) {
	for name, g := range map[string]*forms.Grid{
		"filled": boxGrid("人员名单", "序号|姓名|身份证号码"+strings.Repeat("|", 18)+"联系电话",
			"1|王一|‹110199194001010018›|19900000001", "2|李二|‹11019919930202002X›|19900000002"),
		"blank": boxGrid("人员名单", "序号|姓名|身份证号码"+strings.Repeat("|", 18)+"联系电话", "|||", "|||"),
	} {
		g.Merges = []forms.Range{{Top: 1, Left: 2, Bottom: 1, Right: 19}}
		l := Book(&forms.Book{Format: forms.XLSX, Sheets: []*forms.Grid{g}})[0]
		if len(l.Columns) != 4 || l.Columns[2].Field != "person.id_no" || l.Columns[2].Boxes != 18 || l.Columns[3].Index != 20 {
			t.Errorf("%s: columns %+v", name, l.Columns)
		}
		c := Claims(g, &l)
		if name == "filled" && (c.Get(0, "person.id_no") != "110199194001010018" || c.Get(1, "person.id_no") != "11019919930202002X") {
			t.Errorf("%s: %v", name, c.Values)
		}
	}
}

func TestBoxesOfACard(t *testing.T) {
	for name, number := range map[string]string{"filled": "‹110199194001010018›", "blank": "‹18›"} {
		g := boxGrid("残疾人证申请表", "姓名|王一|性别|男|民族|汉族", "身份证号|"+number, "家庭住址|锦绣小区1号楼1单元101室", "联系电话|19900000001", "社区意见|")
		for _, r := range []int{0, 3, 4, 5} {
			left := min(r, 1)
			g.Merges = append(g.Merges, forms.Range{Top: r, Left: left, Bottom: r, Right: 18})
		}
		l := Book(&forms.Book{Format: forms.XLSX, Sheets: []*forms.Grid{g}})[0]
		if l.Kind != forms.KindCard {
			t.Fatalf("%s: a %s", name, l.Kind)
		}
		found := false
		for _, c := range l.Cards[0].Cells {
			if c.Label == "身份证号" {
				found = c.Field == "person.id_no" && c.Boxes == 18 && c.Row == 2 && c.Col == 1
			}
		}
		if !found {
			t.Errorf("%s: cells %+v", name, l.Cards[0].Cells)
		}
		if c := Claims(g, &l); name == "filled" && c.Get(0, "person.id_no") != "110199194001010018" {
			t.Errorf("%s: %v", name, c.Values)
		}
	}
}

// A column of one-figure numbers is no row of boxes, nor is a merged label over
// columns that hold more.
func TestNoBoxes(t *testing.T) {
	g := boxGrid("统计表", "联系电话"+strings.Repeat("|", 10)+"|合计", "19900000001"+strings.Repeat("|", 10)+"|1", "1"+strings.Repeat("|", 10)+"|2")
	g.Merges = []forms.Range{{Top: 1, Left: 0, Bottom: 1, Right: 10}}
	if _, runs := foldBoxes(g); len(runs) != 0 {
		t.Errorf("runs %v", runs)
	}
}
