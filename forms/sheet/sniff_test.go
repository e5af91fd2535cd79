package sheet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huce/assets"
	"huce/forms"
)

// small is a small book written in a format.
func small(t testing.TB, f forms.Format) []byte {
	t.Helper()
	g := &forms.Grid{Name: "花名册"}
	for c, text := range []string{"姓名", "性别", "身份证号"} {
		g.Set(0, c, forms.T(text, forms.StyleHead))
	}
	g.Set(1, 0, forms.T("王芹琴", forms.StyleBody))
	g.Set(1, 1, forms.T("女", forms.StyleBody))
	g.Set(1, 2, forms.T("110199195001010019", forms.StyleBody))
	data, err := Write(&forms.Book{Sheets: []*forms.Grid{g}}, f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSniffKnowsWhatIsRead(t *testing.T) {
	for _, f := range []forms.Format{forms.XLSX, forms.XLS, forms.CSV, forms.DOCX} {
		if got, err := Sniff(small(t, f)); got != f || err != nil {
			t.Errorf("a small %s is %q, %v", f, got, err)
		}
	}
}

// zipOf is a zip of parts.
func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	data, err := zipped(parts)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// fault is the code of an error that must be a fault.
func fault(t testing.TB, err error) string {
	t.Helper()
	var f *forms.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault", err)
	}
	return f.Code
}

func TestWhatIsNotReadIsNamed(t *testing.T) {
	xlsx, xls := small(t, forms.XLSX), small(t, forms.XLS)
	for _, c := range []struct {
		what, data, code string
	}{
		{"nothing", "", "file_empty"},
		{"blank lines", "\uFEFF \r\n\t\n", "file_empty"},
		{"cut xlsx", string(xlsx[:len(xlsx)/2]), "file_damaged"},
		{"cut xls", string(xls[:len(xls)/2]), "file_damaged"},
		{"zip header alone", "PK\x03\x04", "file_damaged"},
		{"OLE header alone", oleMagic, "file_damaged"},
		{"empty zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "file_is_archive"},
		{"zip of pictures", string(zipOf(t, part{"a.jpg", []byte("x")})), "file_is_archive"},
		{"xlsb", string(zipOf(t, part{"xl/workbook.bin", []byte("x")})), "file_is_xlsb"},
		{"pptx", string(zipOf(t, part{"ppt/presentation.xml", []byte("<p:presentation/>")})), "file_is_ppt"},
		{"xlsx whose workbook is no XML", string(zipOf(t, part{"xl/workbook.xml", []byte("x")})), "file_damaged"},
		{"doc", string(oleFile("WordDocument", make([]byte, 32))), "file_is_doc"},
		{"encrypted doc", string(oleFile("WordDocument", append(make([]byte, 11), 1, 0))), "file_locked"},
		{"ppt", string(oleFile("PowerPoint Document", []byte("x"))), "file_is_ppt"},
		{"Excel 4", "\x09\x04\x06\x00\x00\x00\x10\x00", "file_is_biff"},
		{"another OLE file", string(oleFile("__properties", []byte("x"))), "file_unknown"},
		{"pdf", "%PDF-1.7\n", "file_is_pdf"},
		{"rtf", `{\rtf1\ansi`, "file_is_rtf"},
		{"png", "\x89PNG\r\n\x1a\n", "file_is_image"},
		{"bmp", "BM\x36\x00\x00\x00\x00\x00", "file_is_image"},
		{"rar", "Rar!\x1A\x07\x00", "file_is_archive"},
		{"program", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00\xb8\x00\x01\x02\x03", "file_unknown"},
		{"web archive", "MIME-Version: 1.0\r\nX: y\r\n", "file_is_mht"},
		{"other XML", `<?xml version="1.0"?><a/>`, "file_is_xml"},
		{"JSON", `{"a": 1, "b": 2}`, "file_not_table"},
		{"a letter", "各社区：\n根据街道工作安排，现将有关事项通知如下，请认真贯彻落实。\n一、高度重视，加强领导。\n", "file_not_table"},
		{"a text named BM", "BMI,体重\n23,60\n", ""},
	} {
		_, err := Sniff([]byte(c.data))
		if c.code == "" {
			if err != nil {
				t.Errorf("%s: %v", c.what, err)
			}
			continue
		}
		if err == nil || fault(t, err) != c.code {
			t.Errorf("%s: %v, want %s", c.what, err, c.code)
		}
		if _, err := Read("x.xls", []byte(c.data)); err == nil || fault(t, err) != c.code {
			t.Errorf("reading %s: %v, want %s", c.what, err, c.code)
		}
	}
}

// Every code that the package's source gives has words.
func TestFaultsHaveWords(t *testing.T) {
	codes := []string{"file_too_big_cells", "file_too_big_unzipped", "file_damaged", "file_empty", "file_unknown", "file_not_table", "file_takes_too_long", "stopped", "file_password", "file_password_wrong", "file_locked"}
	for _, s := range signatures {
		codes = append(codes, "file_is_"+s.kind)
	}
	for _, m := range markup {
		if m.kind != "" {
			codes = append(codes, "file_is_"+m.kind)
		}
	}
	for _, kind := range openDocuments {
		if kind != "ods" && kind != "odt" {
			codes = append(codes, "file_is_"+kind)
		}
	}
	for _, k := range oleKinds {
		codes = append(codes, k.fault)
	}
	codes = append(codes, "file_without_cells", "file_not_written", "encoding_unknown", "encoding_lacks_character", "sheet_too_big_for_xls",
		"file_missing", "file_not_permitted", "file_in_use", "file_unreadable", "file_is_folder", "file_is_xlsb", "file_is_ppt", "file_is_archive")
	keys := []string{"issue.name_mismatch", "issue.csv_two_encodings", "issue.csv_undecodable", "issue.sheet_without_cells", "issue.formulas_uncomputed", "issue.xls_code_page"}
	for _, c := range codes {
		if c != "" {
			keys = append(keys, "fault."+c)
		}
	}
	for _, l := range assets.Langs {
		for _, k := range keys {
			if assets.Keys(l)[k] == "" {
				t.Errorf("%s: no words for %s", l, k)
			}
		}
	}
}

func TestNamesThatMislead(t *testing.T) {
	for _, c := range []struct {
		name     string
		f        forms.Format
		mismatch bool
	}{
		{"花名册.xlsx", forms.XLSX, false},
		{"花名册.XLSX", forms.XLSX, false},
		{"a.xls", forms.XLSX, true},
		{"a.et", forms.XLS, false},
		{"a.xlsx", forms.XLS, true},
		{"a.txt", forms.CSV, false},
		{"a.csv", forms.DOCX, true},
		{"花名册", forms.XLS, false},
		{`D:\报表\a.docx`, forms.DOCX, false},
	} {
		if got := NameMismatch(c.name, c.f); got != c.mismatch {
			t.Errorf("%s as %s: %v", c.name, c.f, got)
		}
	}
	b, err := Read(`D:\2026\花名册.v2.xls`, small(t, forms.CSV))
	if err != nil || len(b.Notes) != 1 || b.Notes[0].Code != "name_mismatch" || b.Sheets[0].Name != "花名册.v2" {
		t.Errorf("a csv named xls gives %v, %+v", err, b)
	}
}

func TestUnopenedSaysWhy(t *testing.T) {
	dir := t.TempDir()
	_, folder := os.ReadFile(dir)
	_, missing := os.ReadFile(filepath.Join(dir, "none.xlsx"))
	for _, c := range []struct {
		err  error
		code string
	}{
		{folder, "file_is_folder"}, {missing, "file_missing"}, {fs.ErrPermission, "file_not_permitted"}, {errors.New("x"), "file_unreadable"},
	} {
		if got := fault(t, Unopened(c.err)); got != c.code {
			t.Errorf("%v is %s, want %s", c.err, got, c.code)
		}
	}
}

// A bomb is refused before it has taken its room.
func TestBombsAreRefused(t *testing.T) {
	zeros := slices.Repeat([]byte(" "), 40<<20)
	var sheets []part
	list := `<workbook xmlns:r="r"><sheets>`
	rels := `<Relationships>`
	for i := range 6 {
		n := string(rune('1' + i))
		list += `<sheet name="s` + n + `" r:id="r` + n + `"/>`
		rels += `<Relationship Id="r` + n + `" Type="x/worksheet" Target="s` + n + `.xml"/>`
		sheets = append(sheets, part{"xl/s" + n + ".xml", append(append([]byte("<worksheet><sheetData>"), zeros...), "</sheetData></worksheet>"...)})
	}
	data := zipOf(t, append(sheets, part{"xl/workbook.xml", []byte(list + `</sheets></workbook>`)}, part{"xl/_rels/workbook.xml.rels", []byte(rels + `</Relationships>`)})...)
	if _, err := Read("bomb.xlsx", data); err == nil || fault(t, err) != "file_too_big_unzipped" {
		t.Errorf("a bomb gives %v", err)
	}
	cells := `<worksheet><sheetData>` + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 1)
	for i := 2; i < 200; i++ {
		cells += `<row r="` + plain(float64(i)) + `"><c r="XFD` + plain(float64(i)) + `"><v>1</v></c></row>`
	}
	if _, err := Read("wide.xlsx", workbookOf(t, cells+`</sheetData></worksheet>`)); err == nil || fault(t, err) != "file_too_big_cells" {
		t.Errorf("cells far out give %v", err)
	}
}
