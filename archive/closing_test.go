package archive

import (
	"bytes"
	"strings"
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

func TestYearIsClosed(t *testing.T) {
	a := fresh(t)
	old, today := forms.NewDate(2025, 3, 5), forms.NewDate(2026, 6, 1)
	file := func(title string) Document {
		return must[Document](t)(a.FileDocument(Document{Kind: "form", Title: title, Date: old, Data: []byte(title), Text: "正文" + title}))
	}
	file("高龄津贴花名册")
	second := file("低保名册")
	if second.Retention != "D30" || !strings.HasSuffix(second.ArchivalNo, "D30-BGS-0002") {
		t.Errorf("%+v", second)
	}
	// While the year is open a document may be put under another heading.
	moved := second
	moved.Retention = "Y"
	moved = must[Document](t)(a.SetDocument(moved))
	if !strings.HasSuffix(moved.ArchivalNo, "Y-BGS-0001") || !strings.Contains(moved.Note, second.ArchivalNo) {
		t.Errorf("%+v", moved)
	}
	catalogue := []byte("%PDF catalogue")
	_, err := a.CloseYear(2026, today, catalogue)
	wantFault(t, err, "closing_early")
	_, err = a.CloseYear(2020, today, catalogue)
	wantFault(t, err, "no_documents")
	y := must[plan.Closing](t)(a.CloseYear(2025, today, catalogue))
	if y.Documents != 2 || y.Last["WS·2025-D30-BGS-"] != 1 || y.Last["WS·2025-Y-BGS-"] != 1 {
		t.Errorf("%+v", y)
	}
	_, err = a.CloseYear(2025, today, catalogue)
	wantFault(t, err, "closing_again")
	// Afterwards: late documents have the next numbers, the others keep theirs.
	late := file("高龄津贴补报")
	if !late.Late || !strings.HasSuffix(late.ArchivalNo, "D30-BGS-0002") {
		t.Errorf("%+v", late)
	}
	moved.Retention = "D10"
	_, err = a.SetDocument(moved)
	wantFault(t, err, "document_closed")
	moved.Retention, moved.Note = "Y", "已核对"
	if got := must[Document](t)(a.SetDocument(moved)); got.ArchivalNo != moved.ArchivalNo || got.Note != "已核对" {
		t.Errorf("%+v", got)
	}
	if got := must[[]byte](t)(a.ClosedCatalogue(2025)); !bytes.Equal(got, catalogue) {
		t.Errorf("%q", got)
	}
	texts := map[string]string{}
	if err := a.EachText(func(id, text string) { texts[id] = text }); err != nil || len(texts) != 3 || texts["A0003"] != "正文高龄津贴补报" {
		t.Errorf("%v, %v", texts, err)
	}
	sound(t, a)
}

// The clerk's table of retentions goes before the program's.
func TestRetentionTableIsEdited(t *testing.T) {
	a := fresh(t)
	must[[]plan.Retention](t)(a.PutRetentions([]plan.Retention{
		{Name: "别的", Period: "D10", Words: []string{"名册"}, Order: 2},
		{Name: "低保", Period: "Y", Words: []string{"低保"}, Order: 1},
		{Name: "不用了", Period: "D30", Words: []string{"低保"}, Dropped: true},
	}))
	if d := must[Document](t)(a.FileDocument(Document{Title: "低保名册", Data: []byte("x")})); d.Retention != "Y" {
		t.Errorf("%+v", d)
	}
}
