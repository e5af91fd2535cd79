package sheet

import (
	"context"
	"strings"
	"testing"
	"time"

	"huce/forms"
)

// A reading that is stopped, or takes too long, says so in every format.
func TestReadingStops(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	late, done := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer done()
	many := &forms.Grid{Name: "名"}
	for r := range 5000 { // enough cells that the reader looks at the clock
		many.Set(r, 0, forms.T("王芹琴", forms.StylePlain))
	}
	book := &forms.Book{Sheets: []*forms.Grid{many}}
	files := map[string][]byte{
		"ods":     odsOf(t, "", `<table:table/>`),
		"XML":     []byte(xmlBookHead + `<Worksheet/></Workbook>`),
		"page":    []byte("<table><tr><td>" + strings.Repeat("a<td>", 5000)),
		"WordXML": []byte(`<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><w:body/></pkg:package>`),
	}
	for _, f := range []forms.Format{forms.XLSX, forms.XLS, forms.CSV, forms.DOCX} {
		data, err := Write(book, f)
		if err != nil {
			t.Fatal(err)
		}
		files[string(f)] = data
	}
	for what, data := range files {
		for code, ctx := range map[string]context.Context{"stopped": stopped, "file_takes_too_long": late} {
			if _, err := ReadWith("a."+what, data, Options{Context: ctx}); err == nil || fault(t, err) != code {
				t.Errorf("%s: %v, want %s", what, err, code)
			}
		}
	}
}
