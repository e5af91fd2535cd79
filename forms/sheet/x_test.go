package sheet
import ("testing";"os";"huce/forms")
func TestX(t *testing.T) {
	g := &forms.Grid{Name:"花名册", Widths: []float64{6,10,6,21,40}, Landscape:true, Before: []string{"最低生活保障对象花名册","填报单位（盖章）：安宁社区居民委员会      填报日期：2026年3月5日"}, After: []string{"单位负责人：王芹琴    填表人：李四    联系电话：19900000001"}}
	x := *g; x.Before, x.After = nil, nil
	head := []string{"序号","姓名","性别","身份证号","家庭住址"}
	for c, h := range head { g.Set(0,c,forms.T(h,forms.StyleHead)) }
	x.Set(0,0,forms.T("最低生活保障对象花名册",forms.StyleTitle)); x.Set(1,0,forms.T("填报单位（盖章）：安宁社区居民委员会",forms.StyleNote))
	for c, h := range head { x.Set(2,c,forms.T(h,forms.StyleHead)) }
	for r := 1; r < 8; r++ { for c, v := range []string{"1","王芹琴","女","110199195001010019","幸福街道安宁社区锦绣花园小区一号楼三单元五〇二室（与子女同住，常年外出务工，每年春节返回居住）"} {
		k := forms.T(v,forms.StyleBody); if c==0 { k.Kind = forms.CellNumber }
		g.Set(r,c,k); x.Set(r+2,c,k) } }
	g.Merges = []forms.Range{{Top:1,Left:0,Bottom:3,Right:0}}
	x.Merges = []forms.Range{{Right:4},{Top:1,Bottom:1,Right:4},{Top:3,Left:0,Bottom:5,Right:0}}
	x.Choices = []forms.Choice{{Range: forms.Range{Top:3,Left:2,Bottom:9,Right:2}, Options: []string{"男","女"}}}
	b := &forms.Book{Sheets: []*forms.Grid{g,g}}
	d,_ := Write(b, forms.DOCX); os.WriteFile("/tmp/sh/v.docx", d, 0o600)
	b = &forms.Book{Sheets: []*forms.Grid{&x}}
	d,_ = Write(b, forms.XLSX); os.WriteFile("/tmp/sh/vx.xlsx", d, 0o600)
	d,_ = Write(b, forms.XLS); os.WriteFile("/tmp/sh/vs.xls", d, 0o600)
}
