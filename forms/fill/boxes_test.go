package fill

import (
	"fmt"
	"testing"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// An ID number goes back into its eighteen boxes, and reads as one again.
func TestBoxesFilledAndReadBack(t *testing.T) {
	format := forms.XLSX
	g := &forms.Grid{Name: "名单", Merges: []forms.Range{{Top: 0, Left: 2, Bottom: 0, Right: 19}}}
	for col, label := range map[int]string{0: "序号", 1: "姓名", 2: "身份证号码", 20: "联系电话"} {
		g.Set(0, col, forms.T(label, forms.StyleHead))
	}
	g.Set(1, 0, forms.T("1", 0))
	g.Set(1, 1, forms.T("王一", 0))
	for k, c := range "110199194001010018" {
		g.Set(1, 2+k, forms.T(string(c), 0))
	}
	src, err := sheet.Write(&forms.Book{Format: format, Encoding: "utf-8", Comma: ',', Sheets: []*forms.Grid{g}}, format)
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read("名单."+string(format), src)
	if err != nil {
		t.Fatal(err)
	}
	l := recognise.Book(book)[0]
	s := Sheet{Layout: &l}
	for i, id := range []string{"11019919930202002X", "", "1101991940010100181234"} {
		s.Rows = append(s.Rows, []string{fmt.Sprint(i + 1), "李二", id, "19900000002"})
	}
	res, err := File(src, book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	again, err := sheet.Read("名单.xlsx", res.Data)
	if err != nil {
		t.Fatal(err)
	}
	got := again.Sheets[0]
	if a, b := got.At(1, 2).Text, got.At(1, 19).Text; a != "1" || b != "X" {
		t.Errorf("the boxes begin with %q and end with %q", a, b)
	}
	if a, b := got.At(2, 2).Text, got.At(2, 19).Text; a != "" || b != "" {
		t.Errorf("no number leaves %q and %q", a, b)
	}
	if a := got.At(3, 2).Text; a != "1101991940010100181234" {
		t.Errorf("a number too long is cut: %q", a)
	}
}
