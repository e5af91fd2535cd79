package archive

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// noon is the time at which everything happens in these tests.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.FixedZone("", 8*3600))

func options() Options {
	return Options{
		Community: "安宁社区", Street: "幸福街道", User: "王录入",
		Now: func() time.Time { return noon }, LockWait: 200 * time.Millisecond,
	}
}

// fresh is a new archive in a folder of its own.
func fresh(t testing.TB) *Archive {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "社区.huce"), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantFault fails unless err is the fault of a code.
func wantFault(t testing.TB, err error, code string) {
	t.Helper()
	var f *forms.Fault
	if !errors.As(err, &f) || f.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
}

// dibao is a small file of the civil affairs department, with one task.
func dibao() ImportFile {
	c := &forms.Claims{Sheet: "低保"}
	fields := []string{"person.name", "person.id_no", "~备注"}
	for i, row := range [][3]string{
		{"张伟", "110199196001011234", ""},
		{"李娜", "110199198502022345", "住院"},
	} {
		r := c.Add(forms.RowRef{Number: int32(i + 4)})
		for f, v := range row {
			c.Put(r, fields[f], v, v)
		}
	}
	c.Issues = []forms.Issue{{Row: 3, Col: 1, Severity: forms.Error, Code: "id_checksum", Args: []string{"18"}}}
	return ImportFile{
		Path: "民政/低保.csv", Format: forms.CSV, Data: []byte("姓名,身份证号,备注\n张伟,110199196001011234,\n"),
		Submission: register.Submission{
			File: "民政/低保.csv", Form: "dibao", Title: "低保对象登记表", Department: "民政局",
			Unit: forms.UnitPerson, AsOf: forms.NewDate(2026, 2, 28), Period: "2026-02",
			Claims: []*forms.Claims{c},
		},
		Layouts:  []forms.Layout{{Sheet: "低保", Kind: forms.KindTable, DataRows: forms.Span{First: 4, Last: 5}}},
		Template: &forms.Template{ID: "t-0a1b", Title: "低保对象登记表", Department: "民政局"},
		Tasks:    []plan.Task{{Department: "民政局", Row: 9, Text: "探访低保户", Due: forms.NewDate(2026, 6, 30)}},
		Askings:  []plan.Asking{{Department: "民政局", Title: "低保复核", Fields: []string{"person.name"}}},
	}
}

// other is another file with other bytes and one row.
func other(bytes string) ImportFile {
	c := &forms.Claims{Sheet: "Sheet1"}
	c.Put(c.Add(forms.RowRef{Number: 2}), "person.name", bytes, "")
	return ImportFile{
		Path: bytes + ".csv", Format: forms.CSV, Data: []byte(bytes),
		Submission: register.Submission{File: bytes + ".csv", Form: "other", Claims: []*forms.Claims{c}},
	}
}

// reopen closes an archive and opens it again.
func reopen(t testing.TB, a *Archive) *Archive {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	b := must[*Archive](t)(Open(a.Path(), options()))
	t.Cleanup(func() { b.Close() })
	return b
}

// sound fails unless Verify finds nothing amiss.
func sound(t testing.TB, a *Archive) Report {
	t.Helper()
	r := must[Report](t)(a.Verify(true))
	if !r.Sound() {
		t.Fatalf("Verify: %+v", r.Problems)
	}
	return r
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	return must[[]byte](t)(os.ReadFile(path))
}
