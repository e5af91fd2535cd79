package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// lookedForm is a small form with a look of every kind.
func lookedForm(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	title, err := f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: "方正小标宋简体", Size: 20, Bold: true, Color: "#C00000"},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
	})
	try(err)
	box, err := f.NewStyle(&excelize.Style{
		Border: []excelize.Border{
			{Type: "left", Style: 5, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 2, Color: "000000"},
		},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#FFFF00"}},
		Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", WrapText: true, Indent: 2},
	})
	try(err)
	try(f.SetCellStr("Sheet1", "A1", "居民登记表"))
	try(f.SetCellStyle("Sheet1", "A1", "A1", title))
	try(f.SetCellStyle("Sheet1", "B2", "B2", box))
	try(f.SetRowHeight("Sheet1", 1, 40))
	left, fit := 0.5, 1
	scale := uint(80)
	try(f.SetPageMargins("Sheet1", &excelize.PageLayoutMarginsOptions{Left: &left, Horizontally: new(bool)}))
	try(f.SetPageLayout("Sheet1", &excelize.PageLayoutOptions{AdjustTo: &scale, FitToHeight: &fit}))
	try(f.InsertPageBreak("Sheet1", "A5"))
	try(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "Sheet1!$1:$2", Scope: "Sheet1"}))
	try(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "Sheet1!$A$1:$D$9", Scope: "Sheet1"}))
	var out bytes.Buffer
	try(f.Write(&out))
	return out.Bytes()
}

func TestLookOfXLSX(t *testing.T) {
	data := lookedForm(t)
	book, err := Read("a.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	AddLooks(data, book)
	l := book.Sheets[0].Look
	if l == nil {
		t.Fatal("no look")
	}
	title, box := l.Of(0, 0), l.Of(1, 1)
	if title.Font != "方正小标宋简体" || title.Size != 20 || !title.Bold || title.Colour != 0xC00000 || title.Across != forms.AtCentre || title.Down != forms.AtMiddle {
		t.Errorf("title %+v", title)
	}
	if box.Left != ruleThick || box.Top != ruleThin || box.Bottom != ruleMedium || box.Right != 0 ||
		!box.Filled || box.Fill != 0xFFFF00 || box.Across != forms.AtRight || box.Down != forms.AtTop || !box.Wrap || box.Indent != 2 {
		t.Errorf("box %+v", box)
	}
	if l.Height(0) != 40 || l.Height(7) != l.RowHeight || l.Margins[0] != 36 || l.Scale != 0.8 {
		t.Errorf("heights %v, margins %v, scale %v", l.Heights, l.Margins, l.Scale)
	}
	if (l.Titles != forms.Span{First: 1, Last: 2}) || !l.HasArea || (l.PrintArea != forms.Range{Bottom: 8, Right: 3}) {
		t.Errorf("titles %v, area %v", l.Titles, l.PrintArea)
	}
	if len(l.Breaks) != 1 || l.Breaks[0] != 4 {
		t.Errorf("breaks %v", l.Breaks)
	}
}

func TestLookOfXLS(t *testing.T) {
	g := &forms.Grid{Name: "表", Widths: []float64{12, 30}, Landscape: true}
	g.Set(0, 0, forms.T("居民登记表", forms.StyleTitle))
	g.Set(1, 0, forms.T("姓名", forms.StyleHead))
	g.Set(2, 0, forms.T("王一", forms.StyleBody))
	data, err := Write(&forms.Book{Sheets: []*forms.Grid{g}}, forms.XLS)
	if err != nil {
		t.Fatal(err)
	}
	book, err := Read("a.xls", data)
	if err != nil {
		t.Fatal(err)
	}
	AddLooks(data, book)
	l := book.Sheets[0].Look
	if l == nil {
		t.Fatal("no look")
	}
	title, head, body := l.Of(0, 0), l.Of(1, 0), l.Of(2, 0)
	if !title.Bold || title.Size <= body.Size || title.Across != forms.AtCentre || title.Left != 0 {
		t.Errorf("title %+v", title)
	}
	if !head.Bold || head.Left == 0 || head.Bottom == 0 || !head.Wrap {
		t.Errorf("head %+v", head)
	}
	if body.Bold || body.Left == 0 || body.Font == "" {
		t.Errorf("body %+v", body)
	}
}

// A file whose look is damaged is printed without; its text stands.
func FuzzAddLooks(f *testing.F) {
	g := &forms.Grid{Name: "表"}
	g.Set(0, 0, forms.T("姓名", forms.StyleHead))
	for _, format := range []forms.Format{forms.XLS, forms.XLSX} {
		data, err := Write(&forms.Book{Sheets: []*forms.Grid{g}}, format)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(odsForm))
	f.Add([]byte(xmlForm))
	f.Fuzz(func(t *testing.T, data []byte) {
		if book, err := Read("a", data); err == nil {
			before := book.Sheets[0].Rows
			err := addLooks(data, book)
			if err != nil {
				t.Log(err)
			}
			if len(before) != len(book.Sheets[0].Rows) {
				t.Error("the text has changed")
			}
		}
	})
}
