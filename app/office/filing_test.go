package office

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"
)

// A year is exported whole; ten years after it what was kept ten years is destroyed
// with its list, and a second export gives its line alone.
func TestYearIsExportedAndRunsOut(t *testing.T) {
	o, _ := visitOffice(t)
	for _, k := range []PaperKind{PlanPaper, VisitsPaper} {
		if _, err := o.Print(k); err != nil {
			t.Fatal(err)
		}
	}
	names := func() (all []string) {
		var b bytes.Buffer
		if err := o.ExportYear(t.Context(), &b, 2026); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			all = append(all, f.Name)
		}
		return all
	}
	if got := names(); len(got) != 5 || !strings.HasSuffix(got[2], ".pdf") || got[4] != "SHA256SUMS.txt" {
		t.Errorf("%q", got)
	}
	if due, err := o.RunOut(); err != nil || len(due) != 0 {
		t.Errorf("%v, %v", due, err)
	}
	o.Now = func() time.Time { return noon.AddDate(10, 0, 1) } // 2037-01-01
	due, err := o.RunOut()
	if err != nil || len(due) != 1 || due[0].Kind != "visits" {
		t.Fatalf("%+v, %v", due, err)
	}
	list, err := o.Destroy(t.Context(), []string{due[0].ID}, [2]string{"甲", "乙"}, nil)
	if err != nil || list == nil || list.ArchivalNo == "" {
		t.Fatal(list, err)
	}
	if due, err := o.RunOut(); err != nil || len(due) != 0 {
		t.Errorf("%v, %v", due, err)
	}
	if got := names(); len(got) != 4 {
		t.Errorf("%q", got)
	}
	docs, err := o.Documents("走访单")
	if err != nil || len(docs) != 2 || docs[0].Kind != destructionKind || docs[1].DestroyedIn != list.ArchivalNo { // the list names it
		t.Errorf("%+v, %v", docs, err)
	}
}
