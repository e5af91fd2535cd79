package fill

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// A form that nobody has filled in yet, its rows numbered beforehand: people go into those
// rows, numbers as numbers, and the total, the signatures, the break between pages and the
// coloured cells move and grow with them.
func TestNumberedBlankRowsAreFilled(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // never on disk
	const name = "Sheet1"
	for at, v := range map[string]any{
		"A1": "80周岁以上老年人慰问花名册", "A2": "序号", "B2": "姓名", "C2": "身份证号", "D2": "年龄",
		"A3": 1, "A4": 2, "A5": 3, "A6": "合计", "A7": "负责人：", "C7": "填表人：", "A8": "附：领取说明",
	} {
		if err := f.SetCellValue(name, at, v); err != nil {
			t.Fatal(err)
		}
	}
	red, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		f.MergeCell(name, "A1", "D1"),
		f.SetCellFormula(name, "B6", "COUNTA(B3:B5)"),
		f.InsertPageBreak(name, "A8"),
		f.SetConditionalFormat(name, "D3:D5", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "90", Format: &red}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var src bytes.Buffer
	if err := f.Write(&src); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read("form.xlsx", src.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	layouts := recognise.Book(book)
	if len(layouts) != 1 || !layouts[0].DataRows.Empty() {
		t.Fatalf("a form without anybody: %+v", layouts)
	}
	s := Sheet{Layout: &layouts[0]}
	for i, who := range []string{"王一", "李二", "张三", "赵四", "钱五"} {
		s.Rows = append(s.Rows, []string{strconv.Itoa(i + 1), who, "110199194001010018", "86"})
	}
	res, err := File(src.Bytes(), book, []Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	back, err := sheet.Read("filled.xlsx", res.Data)
	if err != nil {
		t.Fatal(err)
	}
	g := back.Sheets[0]
	for row, want := range []string{2: "1 王一 110199194001010018 86", 3: "2 李二 110199194001010018 86", 6: "5 钱五 110199194001010018 86", 7: "合计", 8: "负责人：", 9: "附：领取说明"} {
		var cells []string
		for c := range 4 {
			cells = append(cells, g.At(row, c).Text)
		}
		if got := strings.TrimSpace(strings.Join(cells, " ")); want != "" && !strings.HasPrefix(got, want) {
			t.Errorf("row %d reads %q, want %q", row+1, got, want)
		}
	}
	if k := g.At(6, 3).Kind; k != forms.CellNumber {
		t.Errorf("an age is a cell of kind %v", k)
	}
	part := packed(t, res.Data)["xl/worksheets/sheet1.xml"]
	for _, want := range []string{`<brk id="9"`, `sqref="D3:D7"`, "COUNTA(B3:B7)"} {
		if !strings.Contains(part, want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
}
