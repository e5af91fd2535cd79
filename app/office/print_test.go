package office

import (
	"bytes"
	"strings"
	"testing"

	"huce/archive"
	"huce/forms/print/pdftext"
	"huce/forms/vocab"
)

// roster is a small form of two people.
const printRoster = "人口登记表\n填报日期：2026-03-01\n姓名,身份证号,联系电话\n王一,110199194001010018,19900000001\n李二,11019919930202002X,19900000002\n"

func printOffice(t *testing.T) *Office {
	t.Helper()
	o := testOffice(t)
	if f := importOne(t, o, "派出所/人口登记表.csv", []byte(printRoster)); f.Refused != nil {
		t.Fatal(f.Refused)
	}
	return o
}

func pdfOf(t *testing.T, p *Paper) *pdftext.Document {
	t.Helper()
	doc, err := pdftext.Read(p.Data)
	if err != nil {
		t.Fatal(err)
	}
	if undrawn, err := doc.Undrawn(); err != nil || len(undrawn) > 0 {
		t.Fatalf("undrawn %q, %v", undrawn, err)
	}
	return doc
}

func TestPrintForm(t *testing.T) {
	o := printOffice(t)
	for _, filled := range []bool{false, true} {
		p, err := o.PrintWith(FormPaper, PrintOptions{Of: "S0001", Filled: filled})
		if err != nil {
			t.Fatal(err)
		}
		text := pdfOf(t, p).Text()
		for _, s := range []string{"人口登记表", "王一", "110199194001010018", "李二", p.ArchivalNo} {
			if !strings.Contains(text, s) {
				t.Errorf("filled %v: %s is not printed", filled, s)
			}
		}
	}
	if err := o.Look(vocab.InList, ""); err != nil {
		t.Fatal(err)
	}
	for kind, of := range map[PaperKind]string{FormPaper: "S0001", FormsPaper: "", RegisterPaper: ""} {
		p, err := o.PrintWith(kind, PrintOptions{Of: of})
		if err != nil {
			t.Fatal(err)
		}
		text := pdfOf(t, p).Text()
		for _, s := range []string{"110199194001010018", "19900000001", "11019919930202002X"} {
			if strings.Contains(text, s) {
				t.Errorf("%s: %s is printed, masked as it should be", kind, s)
			}
		}
		if !strings.Contains(text, "110") || !strings.Contains(text, "0018") {
			t.Errorf("%s: nothing of the number is printed", kind)
		}
	}
	if _, err := o.PrintWith(FormPaper, PrintOptions{Of: "S0009"}); !isFault(err, "no_form") {
		t.Errorf("a form there is not: %v", err)
	}
}

// A printed page is checked against the archive by its code, however it is typed;
// a code of other content, of another number or page is told apart.
func TestCheckPaper(t *testing.T) {
	o := printOffice(t)
	p, err := o.PrintWith(RegisterPaper, PrintOptions{Stamp: true})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := o.archive.Documents()
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	filed, err := o.archive.Paper(d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(filed.Data, p.Data) {
		t.Error("what is given out bears no marks")
	}
	hash := d.SHA[:paperHash]
	same := []string{
		PaperCode(d.ArchivalNo, 1, hash), d.ArchivalNo + "　" + hash, d.ArchivalNo + " " + strings.ToUpper(hash),
		strings.ReplaceAll(d.ArchivalNo, "·", ".") + " 1 " + hash,
	}
	for _, code := range same {
		if got, err := o.CheckPaper(code); err != nil || got.ID != d.ID {
			t.Errorf("%q: %v", code, err)
		}
	}
	other := "0123456789abcdef"
	for code, fault := range map[string]string{
		"":                                   "paper_code",
		d.ArchivalNo:                         "paper_code",
		d.ArchivalNo + "/1/" + hash[:8]:      "paper_code",
		d.ArchivalNo + "/0/" + hash:          "paper_code",
		PaperCode(d.ArchivalNo, 1, other):    "paper_differs",
		PaperCode(d.ArchivalNo, 99, hash):    "paper_page",
		PaperCode(d.ArchivalNo+"9", 1, hash): "paper_unknown",
		"不是核对码/1/zzzzzzzzzzzzzzzz":           "paper_code",
	} {
		if _, err := o.CheckPaper(code); !isFault(err, fault) {
			t.Errorf("%q: %v, not %s", code, err, fault)
		}
	}
	again, err := o.PrintWith(RegisterPaper, PrintOptions{Stamp: true})
	if err != nil || !bytes.Equal(again.Data, p.Data) || again.ArchivalNo != p.ArchivalNo {
		t.Errorf("printed again it is another paper: %v", err)
	}
}

func TestPrintLocked(t *testing.T) {
	o := printOffice(t)
	secret := archive.Secret("天安门-2026")
	p, err := o.PrintWith(PlanPaper, PrintOptions{Password: secret})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(p.Data, []byte("/AESV3")) {
		t.Error("the PDF is not locked")
	}
	for _, b := range secret {
		if b != 0 {
			t.Fatal("the password was not wiped")
		}
	}
	docs, err := o.archive.Documents()
	if err != nil {
		t.Fatal(err)
	}
	filed, err := o.archive.Paper(docs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pdftext.Read(filed.Data); err != nil {
		t.Errorf("the archive's own copy can't be read: %v", err)
	}
}
