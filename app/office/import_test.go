package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/assets"
	"huce/forms"
)

const goodRows = "姓名,身份证号,联系电话\n王一,110199194001010018,19900000001\n"

// workbook is a small xlsx, sealed where a password is given.
func workbook(t *testing.T, password string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "姓名", "B1": "联系电话", "A2": "李二", "B2": "19900000002"} {
		if err := f.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bomb is an xlsx whose sheet unpacks to 300 MB.
func bomb(t *testing.T) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook(t, "")), int64(len(workbook(t, ""))))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != "xl/worksheets/sheet1.xml" {
			data, err := unzipped(f)
			if err == nil {
				_, err = part.Write(data)
			}
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range 300 {
			if _, err := part.Write(blank); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Each bad file is refused by name with its own reason; the good ones beside them
// are taken in; nothing of the bad ones stays in the archive.
func TestBadFilesAreRefused(t *testing.T) {
	whole := workbook(t, "")
	bad := map[string]struct {
		data []byte
		code string
	}{
		"empty.xlsx":     {nil, "file_empty"},
		"truncated.xlsx": {whole[:len(whole)/2], "file_damaged"},
		"password.xlsx":  {workbook(t, "geheim"), "file_password"},
		"bomb.xlsx":      {bomb(t), "file_too_big_unzipped"},
		"note.xlsx":      {[]byte("各位邻居：明天停水，请提前储水。\n居委会"), "file_not_table"},
		"table.xlsx":     {[]byte(goodRows), "import_name_mismatch"},
		"renamed.csv":    {whole, "import_name_mismatch"},
		"scan.docx":      {[]byte("\x89PNG\r\n\x1a\n0000"), "file_is_image"},
	}
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, b := range bad {
		write(name, b.data)
	}
	write("a.csv", []byte(goodRows))
	write("z.xlsx", whole)
	o := testOffice(t)
	rep, err := o.Import(context.Background(), []string{dir}, ImportOptions{AsOf: newYear}, nil)
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	for i := range rep.Files {
		f := &rep.Files[i]
		want, isBad := bad[filepath.Base(f.File)]
		if !isBad {
			if f.Refused != nil || f.Rows != 1 {
				t.Errorf("%s: %d rows, refused: %v", f.File, f.Rows, f.Refused)
			}
			taken++
			continue
		}
		var fault *forms.Fault
		if !errors.As(f.Refused, &fault) || fault.Code != want.code {
			t.Errorf("%s: %v, want %s", f.File, f.Refused, want.code)
			continue
		}
		for _, lang := range []assets.Lang{assets.Chinese, assets.English} {
			if text := Message(lang, f.Refused); text == "" || strings.Contains(text, "fault.") {
				t.Errorf("%s has no words in %s: %q", want.code, lang, text)
			}
		}
	}
	subs, err := o.archive.Submissions()
	if err != nil || len(subs) != 2 || taken != 2 {
		t.Errorf("%d of 2 good files taken in, %d submissions kept, %v", taken, len(subs), err)
	}
	if found, err := o.archive.Verify(true); err != nil || !found.Sound() {
		t.Errorf("the archive is not sound: %v %v", found.Problems, err)
	}
}

// A row that fails a check is taken in with its issue, never dropped.
func TestBadRowsAreKeptWithTheirIssues(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	rows := goodRows + "李二,110199195502020017,19900000002\n张三,not a number,1990\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	o := testOffice(t)
	rep, err := o.Import(context.Background(), []string{path}, ImportOptions{AsOf: newYear}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if f := rep.Files[0]; f.Refused != nil || f.Rows != 3 || f.Errors == 0 {
		t.Errorf("%d rows, %d errors, refused: %v; want 3 rows and their errors", f.Rows, f.Errors, f.Refused)
	}
	reg, err := o.Register()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(reg.People) + len(reg.Unplaced); n != 3 {
		t.Errorf("%d people or unplaced rows, want 3", n)
	}
}

// The same file again is no second import, and says so.
func TestTheSameFileAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(path, []byte(goodRows), 0o600); err != nil {
		t.Fatal(err)
	}
	o := testOffice(t)
	for round := range 2 {
		rep, err := o.Import(context.Background(), []string{path}, ImportOptions{AsOf: newYear}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if f := rep.Files[0]; f.Refused != nil || f.ID != "S0001" || f.Already != (round == 1) {
			t.Errorf("round %d: %+v", round, f)
		}
	}
}

// newYear is the day that files without one speak of.
var newYear = forms.NewDate(2026, 1, 1)
