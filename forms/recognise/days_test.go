package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// columnOf reads a small form and gives what it says of a field, and its issues' codes.
func columnOf(t testing.TB, text, field string) (values, codes []string) {
	t.Helper()
	g := sheetOf("Sheet1", strings.TrimLeft(text, "\n"))
	l := Book(&forms.Book{Sheets: []*forms.Grid{g}})[0]
	c := Claims(g, &l)
	f := c.Column(field)
	if f < 0 {
		t.Fatalf("no %s among %v", field, c.Fields)
	}
	for _, is := range c.Issues {
		codes = append(codes, is.Code)
	}
	return c.Values[f], codes
}

func TestDaysWithoutYear(t *testing.T) {
	form := `
群众来访登记表|<|<|<|<
填表日期：2026年3月5日|<|<|<|<
来访日期|信访人|联系电话|主要诉求|办理期限
2月12日|常有福|19900000901|噪声扰民|30日
12月28日|万里|19900000902|房产证办理|3月底
3.1|谷雨|19900000903|停车难|15个工作日`
	got, codes := columnOf(t, form, "petition.date")
	if want := "2026-02-12 2025-12-28 2026-03-01"; strings.Join(got, " ") != want {
		t.Errorf("days %v, want %s", got, want)
	}
	due, _ := columnOf(t, form, "petition.deadline")
	if want := "2026-03-14 2026-03-31 15个工作日"; strings.Join(due, " ") != want {
		t.Errorf("deadlines %v, want %s", due, want)
	}
	if want := "deadline_open date_year_taken"; strings.Join(codes, " ") != want {
		t.Errorf("issues %v, want %s", codes, want)
	}
}

// Where the form says no year, the days stay as they were written.
func TestDaysStayOpen(t *testing.T) {
	got, codes := columnOf(t, `
群众来访登记表|<|<|<
来访日期|信访人|联系电话|主要诉求
2月12日|常有福|19900000901|噪声扰民
9月1日|万里|19900000902|房产证办理`, "petition.date")
	if strings.Join(got, " ") != "2月12日 9月1日" || strings.Join(codes, " ") != "date_no_year date_no_year" {
		t.Errorf("%v with %v", got, codes)
	}
}
